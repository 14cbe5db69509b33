"""Words that tell of dead, wounded and taken: what a word counts, and whether it follows or precedes those it counts."""

from __future__ import annotations

from itertools import pairwise, takewhile

from marsad.languages.arabic import NumberSpan, fold_key
from marsad.reading.words.sentence import HARD, Word
from marsad.reading.words.wordlists import groups

__all__ = ["KILLED", "MOURNS", "asides", "carried_off", "casualty", "driven", "end_of", "suffered_behind", "suffers", "tells"]

_BY_LEMMA = {lemma: what for what, lemmas in groups("fallen").items() for lemma in lemmas}
KILLED = frozenset(groups("fallen")["killed"])
_DEAD_WITH = {lemma: frozenset(map(fold_key, words)) for lemma, words in groups("dead_with").items()}
_DEATH_WORDS = frozenset(("مصرع", "مصرعه", "مصرعهم", "مصارعهم", "مصرعها", "حتفه", "حتفها", "حتفهم", "حتفهما", "مقتل", "قتلي", "شهداء"))
_DEATHS = frozenset(cut + word for cut in ("", "و", "ب", "ل", "ال", "وب", "ول") for word in _DEATH_WORDS)
_HURT = frozenset("المصابين المصابون مصابين مصابون والمصابين".split())
MOURNS = frozenset("نعي نعت ونعي ونعت ينعي تنعي".split())  # no verb of the lexicon
_LOSSES = frozenset(("فقد", "خسر", "سقط", "حصد", "كبد", "تكبد", "حيد"))
_BY_NOUN = frozenset(("سقط", "حيد"))  # «سقوط 11 عسكريا», «تحييد ستة مسلحين»
_FELL = frozenset(("سقط", "ارتقى"))
_ELSE = frozenset("اسري الاسر ايدي بايدي قبضه جرحي جريح جريحا جرحا".split())
_OTHERS = frozenset("اخرون اخرين اخران".split())
_TRACE = frozenset("اثر اثار الاتصال".split())
_NEAR = 4
_FAR = 8
_ASIDE = 20
_LIVES = frozenset("ارواح بارواح حياه بحياه".split())
_TAKES = frozenset(("حصد", "أزهق", "خطف"))
_TAKEN = frozenset("الاسر اسري".split())
_DASHES = frozenset("-–—")
_GOING = frozenset("اللجوء النزوح الفرار الهرب الرحيل المغادره مغادره ترك".split())
_EXPOSED = frozenset("للاصابه لاصابه لاصابات للاصابات لجروح".split())


def casualty(word: Word) -> str:
    """`killed`, `wounded`, `victims`, or the other thing a word counts; empty where it counts nothing."""
    if word.kind != "word":
        return ""
    if word.fell is None:
        word.fell = _casualty(word)
    return word.fell


def _casualty(word: Word) -> str:
    if word.fold in _DEATHS:
        return "killed"
    if word.fold in _HURT:
        return "wounded"
    if word.fold in MOURNS:
        return "killed"  # «نعت الحركة 17 من مقاتليها»
    for entry in word.entries:
        what = _BY_LEMMA.get(entry.lemma, "")
        if what == "killed" and entry.tag == "U":
            continue
        if entry.lemma == "أصاب" and entry.tag == "M":
            return "wounded"
        if what and (entry.tag != "A" or what == "victims"):
            return what
    return ""


def tells(words: list[Word], i: int, high: int) -> str:
    """What the word at `i` counts, by itself or with the words near it, none behind word `high`."""
    return casualty(words[i]) or _with(words, i, high) or _fell(words, i, high) or _lost(words, i, high) or _suffer(words, i, high)


def _with(words: list[Word], i: int, high: int) -> str:
    """`killed` where the words near the verb at word `i` make it one of death («فارق ثلاثة الحياة»)."""
    for entry in words[i].entries:
        asked = _DEAD_WITH.get(entry.lemma)
        if asked and (entry.finite or entry.tag == "M") and any(word.fold in asked for word in words[i + 1 : min(high, i + _NEAR) + 1]):
            return "killed"
    return ""


def _fell(words: list[Word], i: int, high: int) -> str:
    """`killed` where counted men fell («خمسة من جنودها سقطوا في كمين») and are not told to be hurt or taken."""
    if not any(entry.lemma in _FELL and entry.tag == "P" and entry.who in ("mp", "md") for entry in words[i].entries):
        return ""
    return "" if any(word.fold in _ELSE for word in words[i + 1 : min(high, i + _NEAR) + 1]) else "killed"


def _lost(words: list[Word], i: int, high: int) -> str:
    """`killed` where a side loses counted men («فقدت 27 من عناصرها») or counted people fall («سقوط 11 عسكريا») at word `i`."""
    if not any(entry.lemma in _LOSSES and (entry.finite or entry.lemma in _BY_NOUN) for entry in words[i].entries):
        return ""
    if any(word.fold in _TRACE for word in words[i + 1 : i + 3]):
        return ""  # «فقدت أثر تسعة من جنودها»: missing, not dead
    for k in range(i + 1, min(high, i + 4) + 1):
        number = words[k].number
        if number is None or words[k].time is not None:
            continue
        j = end_of(words, k, high, number)
        counted = [e.cls for word in words[j : min(high, j + 2) + 1] for e in word.entries if e.tag == "N"]
        if not counted and j + 2 <= high and words[j + 1].fold == "من" and words[j + 2].actor is not None:
            return "killed"  # «سقوط 16 من الحوثيين»
        if not counted and j < high and words[j + 1].fold in _OTHERS and _ELSE.isdisjoint(word.fold for word in words[j + 1 : j + _NEAR]):
            return "killed"  # «سقط خمسة آخرون في المعارك»
        return "killed" if counted and counted[0] in ("person", "fighter") else ""
    return ""


def _exposed(words: list[Word], i: int, high: int) -> str:
    """`wounded` where men are exposed to hurt («تعرض اثنين من رجال الأمن للإصابة», «تعرض جندي لجروح») at word `i`."""
    if not any(entry.lemma == "تعرض" for entry in words[i].entries):
        return ""
    for k in range(i + 2, min(high, i + _FAR) + 1):
        if words[k].fold in _EXPOSED:
            return "wounded"
        verb = words[k].verb
        if words[k].fold in HARD or words[k].fold in ("،", ",") or (verb is not None and verb.finite):
            return ""
    return ""


def _suffer(words: list[Word], i: int, high: int) -> str:
    """What men suffer by the verb at word `i` with the words behind it: hurt («تعرض اثنان للإصابة»), or to be taken («وقعوا في الأسر»)."""
    if any(entry.lemma == "وقع" and entry.finite for entry in words[i].entries):
        near = takewhile(lambda word: word.fold not in HARD and not word.conj, words[i + 1 : min(high, i + _FAR) + 1])
        return "captured" if any(word.fold in _TAKEN for word in near) else ""
    return _exposed(words, i, high)


def asides(words: list[Word], low: int, high: int) -> frozenset[int]:
    """The words between `low` and `high` that stand in an aside between dashes («قتلت الجماعة -التي تسعى إلى …- ألف شخص»)."""
    dashes = [i for i in range(low, high + 1) if words[i].fold in _DASHES]
    pairs = zip(dashes[::2], dashes[1::2], strict=False)
    return frozenset(k for first, last in pairs if last - first <= _ASIDE for k in range(first, last + 1))


def carried_off(words: list[Word], i: int) -> bool:
    """«أودت غارة على المدرسة بستة أشخاص», «حصد أرواح 15»: whether the number at word `i` counts those whose lives an act cost."""
    lives = i > 0 and words[i - 1].fold in _LIVES
    if (not words[i].fold.startswith("ب") and not lives) or words[i].conj:
        return False
    for word in reversed(words[max(0, i - _ASIDE) : i]):
        if word.fold in HARD or (word.number is not None and word.time is None):
            return False
        if any(entry.lemma == "أودى" or (lives and entry.lemma in _TAKES) for entry in word.entries):
            return True
    return False


def driven(words: list[Word], i: int, high: int, number: NumberSpan) -> bool:
    """Whether the number at word `i` counts people who were made to go («حملت 160 ألف شخص على اللجوء»)."""
    behind = words[end_of(words, i, high, number) + 1 : high + 1][:_NEAR]
    return any(one.fold in ("علي", "الي") and two.fold in _GOING for one, two in pairwise(behind))


def end_of(words: list[Word], i: int, high: int, number: NumberSpan) -> int:
    """The last word of the number that begins at word `i`."""
    while i + 1 <= high and words[i + 1].number is number:
        i += 1
    return i


def suffered_behind(words: list[Word], i: int, high: int, number: NumberSpan) -> bool:
    """Whether a verb behind the number at word `i` tells what they suffered («ثمانية أشخاص أصيبوا»), whatever was told before."""
    j = end_of(words, i, high, number)
    for k in range(j + 1, min(high, j + 4) + 1):
        word = words[k]
        if word.fold in HARD or word.conj or word.fold in ("،", ","):
            return False
        if word.number is not None:
            return False
        if any(e.finite and e.who in ("mp", "fp", "md", "fd") for e in word.entries):
            return casualty(word) in ("killed", "wounded")
    return False


def suffers(words: list[Word], i: int) -> bool:
    """Whether the casualty word follows those it tells of («تسعة متمردين قتلوا», «120 شرطيا تم أسرهم»)."""
    word = words[i]
    if i and words[i - 1].fold in ("سقطوا", "وقعوا"):
        return True
    if i > 1 and words[i - 1].fold == "بين" and words[i - 2].fold == "من" and word.fold.startswith("ال"):
        return True  # «اثنان من القادة من بين القتلى»
    if word.fold.removeprefix("و").removeprefix("ف").startswith("اصاب") or "غتال" in word.fold:
        return False  # «أصابتا منزلين», «مسلحان يغتالان صحفية»: the active verb
    if any(e.finite and e.who in ("mp", "md", "fp", "fd") for e in word.entries):
        return True
    if any(e.suf in ("هم", "هما", "هن") for e in word.entries) and i and words[i - 1].fold in ("تم", "وتم", "جري"):
        return True
    if word.fold.startswith(("مصرعهم", "مصارعهم", "حتفهم")):
        return True
    back = words[i - 1] if i else None
    pair = next((w.number for w in words[max(0, i - 2) : i] if w.number is not None), None)
    described = back is not None and (back.number is not None or back.fold.endswith("ين"))
    if described and pair is not None and pair.kind == "dual" and pair.group == "person":
        # «شخصين قتلا», «جنديين تركيين قتلا», spelled like «قتلا» that tells how
        return word.fold.endswith("ا") and not word.conj and any(e.tag == "M" and not e.pro for e in word.entries)
    return (
        back is not None
        and not (word.conj and pair is not None and pair.low is not None and pair.low > 2)  # «وفر 900 سجين وقتل 11»
        and any(e.tag == "N" and e.cls in ("person", "fighter") and e.who == "s" for e in back.entries)
        and any(e.finite for e in word.entries)
    )
