"""Who is counted with others, and who is not: the fallen with the hurt, one with his escorts, mourners beside the dead, the wounded who
died since, and nouns of their own behind the dead («34 قتيلا و12 أسيرا»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.languages.arabic import NumberSpan
from marsad.model import Quantity
from marsad.reading.tolls.fallen import casualty, end_of
from marsad.reading.words.sentence import HARD, Sentence, Word
from marsad.reading.words.wordlists import folded, written

__all__ = [
    "at_least", "befell_others", "died_since", "escorted", "hurt_one", "mourns", "own_death", "pair", "subject_of", "suffered_either",
]

_OWN_COUNT = folded("fallen_by_themselves")
_HIS_DEATH = frozenset(cut + word for cut in ("", "و", "ب", "ل") for word in "مقتله مقتلها مصرعه مصرعها استشهاده".split())
_MOURNS = written("mourns")
_TAKES_LEAVE = folded("takes_leave")
_NO_SUBJECT = written("reaches") | written("outcomes") | frozenset("كان قدر عد ضم شمل لقي سقط راح فقد خسر ارتقى فارق وقع تكبد".split())
_FAR_AWAY = frozenset("مسافه المسافه عمق ارتفاع سرعه".split())
_COMPANIONS = folded("companions")
_WOUNDED = frozenset("الجرحي المصابين المصابون جرحاه جرحاها جرحاهم".split())
_DIES = ("توفي", "مات", "قضى", "فارق", "وفاة")
_OWN_NOUNS = {"أسير": "captured", "نازح": "displaced", "لاجئ": "displaced", "مشرد": "displaced", "مفقود": "missing", "معتقل": "arrested"}
_BY_SHOT = ("برصاص", "بجروح", "بجراح", "بطلق", "بعيار", "بكسور", "بشظايا")
_NEAR, _FAR = 3, 10


def pair(words: list[Word], i: int, high: int, what: str) -> str:
    """«قتل وأصيب عدد»، «مقتل وجرح 6»: counted together, unless the first has its own count («43 قتلوا وأصيب 17»)."""
    if words[i].number is not None or (i and words[i - 1].number is not None) or words[i].fold in _OWN_COUNT:
        return what  # «سقوط قتيلين وإصابة سبعة»: the first have their own count
    j = i + 1
    if j <= high and words[j].number is None and words[j].conj:
        other = casualty(words[j])
        if other in ("killed", "wounded") and other != what and what in ("killed", "wounded"):
            return "casualties"
    return what


def suffered_either(words: list[Word], i: int, high: int, what: str) -> str:
    """`casualties` where those told before suffered either («عشرات قتلوا وجرحوا», «… قتلوا أو أصيبوا»), else `what`."""
    k = i + 2 if i + 2 <= high and words[i + 1].fold in ("او", "و") else i + 1
    if k > high or not (words[k].conj or k == i + 2) or what not in ("killed", "wounded"):
        return what
    many = any(e.finite and e.who == "mp" for e in words[k].entries)
    counted = k < high and words[k + 1].number is not None
    return "casualties" if many and not counted and casualty(words[k]) in ("killed", "wounded") and casualty(words[k]) != what else what


def own_death(sentence: Sentence, i: int, high: int, told: Sequence[Quantity]) -> Quantity | None:
    """«ما أدى إلى مقتله ومقتل ثلاثة آخرين», «… مقتله واثنين من حراسه»: the one whose own death word `i` tells, where others' follow."""
    words = sentence.words
    if words[i].fold not in _HIS_DEATH or i >= high or any(q.what == "killed" for q in told):
        return None
    others = words[i + 1].conj and (words[i + 1].number is not None or casualty(words[i + 1]) == "killed")
    return Quantity("killed", 1, 1, "one", "", sentence.slice(i, i)) if others else None


def mourns(words: list[Word], i: int, number: NumberSpan) -> bool:
    """«شيع الآلاف ثلاثة قتلوا أمس», «شارك المئات في تشييع خمسة قتلوا»: whether the crowd at word `i` only takes leave of those who fell."""
    if number.kind != "vague" and (number.low or 0) < 1000:
        return False
    back = words[max(0, i - 2) : i]
    return any(word.fold.removeprefix("و") in _TAKES_LEAVE or any(e.lemma in _MOURNS for e in word.entries) for word in back)


def died_since(words: list[Word], i: int, high: int, number: NumberSpan, told: Sequence[Quantity]) -> bool:
    """«ارتفع عدد القتلى إلى 11 بعدما توفي أحد الجرحى»: whether the number at word `i` counts some whom the sum before it has already."""
    j = end_of(words, i, high, number)
    if not any(q.what == "killed" and q.low for q in told) or j >= high:
        return False
    wounded = words[j + 2 if words[j + 1].fold == "من" and j + 2 <= high else j + 1]
    return wounded.fold in _WOUNDED and any(entry.lemma in _DIES for word in words[max(0, i - 2) : i] for entry in word.entries)


def escorted(sentence: Sentence, i: int, high: int, number: NumberSpan, told: Sequence[Quantity], what: str) -> Quantity | None:
    """«قتل فلان وأربعة من مرافقيه»: the one whose companions are counted at word `i`, where nothing else counts him."""
    words = sentence.words
    j = end_of(words, i, high, number)
    if not (words[i].conj or words[i - 1].fold == "و") or j + 2 > high or words[j + 1].fold != "من" or any(q.what == what for q in told):
        return None
    if words[j + 2].fold not in _COMPANIONS:
        return None
    for k in range(i - 1, max(-1, i - _FAR), -1):
        if casualty(words[k]) == what:
            return Quantity(what, 1, 1, "named", "", sentence.slice(i - 1, i - 1)) if i - k > 1 else None
        several = casualty(words[k - 1]) != what and any(e.tag == "N" and e.who in ("p", "d") for e in words[k].entries)
        if words[k].fold in HARD or words[k].number is not None or several:  # «اغتال مسلحون القاضي …»: not they
            return None
    return None


def befell_others(words: list[Word], i: int, high: int, number: NumberSpan) -> str:
    """«700 قتيل و560 ألف نازح», «34 قتيلا و12 أسيرا»: what befell those counted at word `i` by a noun of their own, behind a count whose
    noun tells who fell; empty where there is no such noun."""
    at = i - 2 if i > 2 and words[i - 1].fold == "و" else i - 1
    joined = words[i].conj or words[i - 1].fold == "و"
    if at < 1 or not joined or casualty(words[at]) not in ("killed", "wounded") or words[at - 1].number is None:
        return ""
    noun = words[min(high, end_of(words, i, high, number) + 1)]
    last = words[end_of(words, i, high, number)]
    lemmas = [entry.lemma for word in (last, noun) for entry in word.entries if entry.tag in ("N", "U", "A")]
    return next((_OWN_NOUNS[lemma] for lemma in lemmas if lemma in _OWN_NOUNS), "")


def at_least(words: list[Word], i: int, high: int, one: Quantity) -> Quantity:
    """`one`, told at word `i`, without a highest where «على الأقل» stands right behind it («قتل شخص واحد على الأقل»)."""
    k = i + 2 if i < high and words[i + 1].fold in ("واحد", "واحده") else i + 1
    least = k + 1 <= high and words[k].fold == "علي" and words[k + 1].fold == "الاقل"
    return replace(one, high=None) if least and one.low else one


def hurt_one(sentence: Sentence, low: int, high: int) -> Quantity | None:
    """«أطلق النار على نجله وأصابه برصاصتين»: one, told by the pronoun of the verb that hurt him."""
    words = sentence.words
    for i in range(low, high):
        if words[i + 1].fold.startswith(_BY_SHOT) and any(
            e.lemma == "أصاب" and e.tag == "P" and e.finite and e.suf in ("ه", "ها") for e in words[i].entries
        ):
            return Quantity("wounded", 1, 1, "one", "", sentence.slice(i, i))
    return None


def subject_of(words: list[Word], i: int, high: int, number: NumberSpan) -> bool:
    """«قتل 52 عندما فجر أربعة انتحاريين …»: whether those counted at word `i` do what the verb right before them
    tells; a distance counts nobody either («من مسافة 100»)."""
    back = words[i - 1] if i else None
    if back is None or back.fold in _FAR_AWAY:
        return back is not None
    if not any(entry.tag == "P" and entry.finite and not entry.suf for entry in back.entries):
        return False
    plain = back.verb is not None and back.noun is None and back.place is None and not casualty(back)
    own = casualty(words[min(high, end_of(words, i, high, number) + 1)]) or casualty(words[end_of(words, i, high, number)])
    acts = any(entry.tag == "P" and entry.finite and entry.who in ("ms", "fs") for entry in back.entries)
    return plain and acts and not own and all(entry.lemma not in _NO_SUBJECT for entry in back.entries)
