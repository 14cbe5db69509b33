"""One or two people told without a figure by what they are: by a nationality alone («مقتل فلسطيني»), as fallen («سقط شهيد وجريح»), as found
dead («عثر عليه مقتولا»), with kin of theirs («امرأة وطفليها»), or name by name («قتل كل من …»)."""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Quantity
from marsad.reading.tolls.fallen import KILLED, MOURNS
from marsad.reading.words.sentence import HARD, Sentence, Word
from marsad.reading.words.wordlists import folded, written
from marsad.registry.places.vocabulary import load_vocabulary, word_list

__all__ = ["citizen", "citizens", "each_of", "found_dead", "lost_by_name", "one_fallen", "with_kin", "without_count"]

_DEATHS = frozenset("حتفه مصرعه مقتله استشهاده وفاته اغتياله".split())
_KILLERS = frozenset("قتله وقتله فقتله".split())  # «قتلة» as often as «قتله»
_CUT = frozenset("قطع قطعوا قطعت فصل".split())
_DIES = ("قتل", "توفي", "قضى", "استشهد", "مات")
_BODY = frozenset("جثمانه جثمانها جثته".split())  # «جثتها» is as often that of the army
_ONE_KIN = folded("kin")
_TWO_KIN = folded("two_kin")
_FALLEN = {
    fold: what for what, folds in (("killed", "قتيل قتيلا شهيد شهيدا"), ("wounded", "جريح جريحا")) for fold in folds.split()
}
_FALLEN_BESIDE = frozenset("وجريحان وجريحين وقتيلان وقتيلين وجرحي وقتلي واصابات واصابه وعشرات".split())
_FALLS = frozenset("سقط وسقط فسقط سقوط وسقوط بسقوط لسقوط ارتقي وارتقي فارتقي ارتقاء وارتقاء بارتقاء".split())
_OUTCOMES = written("outcomes")
_FINDS = frozenset("عثر عثرت عثروا وعثر وعثرت العثور والعثور وجد وجدت وجدوا".split())
_CALLS = frozenset("يدعو يدعون تدعو دعا دعت دعوا الدعوه بالدعوه يهدد هدد تهديد بتهديد محاوله".split())
_NEAR = 5
_LIST = 40
_OWNERS = ("ه", "ها", "هم", "هما")


def citizens(word: Word) -> int:
    """How many people an adjective of nationality that stands for them tells: one, two, or none where it is no such word."""
    if word.kind != "word" or word.place is not None or word.number is not None or word.entries:
        return 0
    if word.actor is not None and word.actor.how != "nationality":
        return 0
    adjectives = load_vocabulary().nationalities
    for fold in (word.fold, word.fold.removeprefix("و")):
        if fold.startswith("ال") or fold in adjectives:
            return 1 if not fold.startswith("ال") else 0
        if fold.removesuffix("ا") in adjectives and fold.endswith("يا"):
            return 1
        if fold.removesuffix("ان") in adjectives and fold.endswith("يان"):
            return 2
    return 0


def citizen(sentence: Sentence, i: int, what: str) -> Quantity | None:
    """Who fell, told by the nationality at word `i` right behind the deed; None where it describes what is named after it."""
    words = sentence.words
    count = citizens(words[i])
    if not count:
        return None
    after = words[i + 1] if i + 1 < len(words) else None
    if after is not None and after.number is not None and after.time is None and not after.conj and count == 1 and after.number.low != 1:
        return None
    return Quantity(what, count, count, "one" if count == 1 else "people", "", sentence.slice(i, i))


def one_fallen(words: list[Word], i: int, told: int) -> str:
    """What befell the one whom the noun at word `i` tells without a figure («سقط شهيد», «أسفر عن قتيل | وجريح», where the first was told at
    word `told`); empty where it tells nobody so."""
    word = words[i]
    what = _FALLEN.get(word.fold.removeprefix("و"), "")
    if not what or word.number is not None:
        return ""
    if i == 0:
        return what if _heads(words) else ""
    if word.fold.startswith("و"):
        return what if told == i - 1 and words[told].fold.removeprefix("و") in _FALLEN else ""
    back = words[i - 1]
    if back.fold in _FALLS or (word.fold == "قتيلا" and any(e.lemma == "أردى" for w in words[max(0, i - _NEAR) : i] for e in w.entries)):
        return what  # «أردت الشرطة مسلحا قتيلا»
    led = any(w.verb is not None and w.verb.lemma in _OUTCOMES for w in words[max(0, i - _NEAR) : i])
    counted = any(w.number is not None and w.time is None for w in words[max(0, i - _NEAR) : i])
    return what if led and not counted and (back.fold == "عن" or word.fold.endswith("ا")) else ""


def _heads(words: list[Word]) -> bool:
    """«شهيد وجريحان بقصف …», «قتيل برصاص …»: whether the first word of a headline tells of one by itself."""
    after = words[1] if len(words) > 1 else None
    if after is None or words[0].fold.startswith("و"):
        return False
    return after.fold in ("في", "جراء", "اثر") or after.fold.startswith("ب") or (
        after.conj and (after.number is not None or after.fold.removeprefix("و") in _FALLEN or after.fold in _FALLEN_BESIDE)
    )


def found_dead(sentence: Sentence, i: int) -> Quantity | None:
    """«عثر على مصور مقتولا», «عثر على الضابطين مقتولين»: one or two, told by the participle at word `i` behind the finding."""
    words = sentence.words
    if not any(e.tag == "U" and e.lemma == "قتل" for e in words[i].entries) or words[i].fold.startswith("ال"):
        return None
    first = next((k for k in range(i - 1, max(-1, i - 2 * _NEAR), -1) if words[k].fold in _FINDS), -1)
    if first < 0 or any(w.fold in HARD or (w.number is not None and w.time is None) for w in words[first:i]):
        return None
    found = next((k for k in range(first + 1, i) if words[k].fold == "علي"), first)
    forms = {e.who for w in words[found + 1 : i] for e in w.entries if e.tag == "N" and e.cls in ("person", "fighter")}
    if words[i].fold.endswith("ين"):
        return Quantity("killed", 2, 2, "people", "", sentence.slice(i, i)) if forms == {"d"} else None
    return Quantity("killed", 1, 1, "one", "", sentence.slice(i, i)) if "p" not in forms and "d" not in forms else None


def lost_by_name(sentence: Sentence, i: int) -> Quantity | None:
    """«فقدت الكتيبة الجندي أحمد سالم», «نعت الكتيبة المقاتل حسن علي»: one, told by a rank and a name at word `i` behind the verb of who
    lost him."""
    words = sentence.words
    if i == 0 or not words[i].fold.startswith("ال") or i + 1 >= len(words):
        return None
    name = words[i + 1]
    unknown = name.kind == "word" and not name.entries and not name.conj and name.place is None and name.time is None
    if name.fold not in word_list("forenames.txt") and (not unknown or name.fold.startswith("ال")):
        return None
    if not any(e.tag == "N" and e.cls in ("person", "fighter") and e.who == "s" for e in words[i].entries):
        return None
    back = words[max(0, i - 3) : i]
    lost = any(e.lemma in ("فقد", "خسر") and e.tag == "P" and e.finite for word in back for e in word.entries)
    mourned = any(word.fold in MOURNS for word in back)
    return Quantity("killed", 1, 1, "named", "", sentence.slice(i, i)) if lost or mourned else None


def with_kin(sentence: Sentence, i: int, high: int, one: Quantity) -> Quantity:
    """`one`, told at word `i`, with the kin told right behind («امرأة وطفليها», «رجل مسن وزوجته»), none behind word `high`."""
    words = sentence.words
    if one.low != 1 or one.high != 1:
        return one
    ranked = i + 2 <= high and words[i + 1].fold.startswith("برتب")
    first = i + 3 if ranked else i + 1  # «ضابط برتبة عقيد وسائقه»
    for k in range(first, min(high, first + 1) + 1):
        bare = words[k].fold.removeprefix("و")
        if bare == words[k].fold:
            if words[k].kind != "word" or words[k].verb is not None or words[k].number is not None:
                return one
            continue
        more, last = _kin(_owned(words[k])), k
        while more and last < high and (next_more := _kin(_owned(words[last + 1]))):  # «وزوجته وطفلاهما»
            more, last = more + next_more, last + 1
        return replace(one, low=1 + more, high=1 + more, unit="people", of="", text=sentence.slice(i, last)) if more else one
    return one


def _owned(word: Word) -> set[str]:
    """What «و» joins at a word, without the pronoun of whose it is («وزوجته»); empty where it joins nothing."""
    bare = word.fold.removeprefix("و")
    return {bare.removesuffix(owner) for owner in _OWNERS if bare.endswith(owner)} if bare != word.fold else set()


def _kin(heads: set[str]) -> int:
    """How many kin a word tells by what it is without its pronoun: two, one or none."""
    return 2 if heads & _TWO_KIN else 1 if heads & _ONE_KIN else 0


def each_of(sentence: Sentence, i: int, high: int, what: str) -> Quantity | None:
    """«قتل كل من أحمد سالم، وخالد ناصر»: as many as are named behind «كل من» at word `i`, none behind word `high`."""
    words = sentence.words
    if words[i].fold != "كل" or i + 2 > high or words[i + 1].fold != "من":
        return None
    if words[i + 2].entries and words[i + 2].noun is None:
        return None
    if any(word.fold in _CALLS for word in words[max(0, i - _NEAR) : i]):
        return None
    commas = False
    count, last = 1, i + 2
    for k in range(i + 3, min(high, i + _LIST) + 1):
        word = words[k]
        if word.fold in HARD or word.fold in ("في", "الذي", "الذين", "بينما", "فيما") or word.number is not None or word.time is not None:
            break
        if word.verb is not None and word.verb.finite and word.noun is None and word.entries and not word.fold.startswith("ال"):
            break
        if word.conj and any(e.tag == "N" and e.who in ("p", "d") for e in word.entries):
            break
        behind = words[k - 1].fold in ("،", ",")
        commas = commas or behind
        if word.fold.startswith("و") and len(word.fold) > 3 and (behind or (word.conj and not commas)):
            count, last = count + 1, k
    return Quantity(what, count, count, "people", "", sentence.slice(i, last)) if count > 1 else None


def without_count(sentence: Sentence, low: int, high: int) -> Quantity | None:
    """«لقي حتفه», «ما أدى إلى مقتله», «أعدموهما», «قطع رأس فلان»: one or two, told by a pronoun or a head."""
    words = sentence.words
    for i in range(low, high + 1):
        word = words[i]
        if word.fold.removeprefix("و").removeprefix("ب").removeprefix("ل") in _DEATHS:
            return Quantity("killed", 1, 1, "one", "", sentence.slice(i, i))
        if word.fold in ("راس", "راسه", "راسها") and i > low and words[i - 1].fold.removeprefix("و").removeprefix("ب") in _CUT:
            return Quantity("killed", 1, 1, "one", "", sentence.slice(i, min(i + 1, high)))
        slain = [e for e in word.entries if e.finite and e.suf and e.lemma in KILLED]
        if any(e.suf == "هما" for e in slain):
            return Quantity("killed", 2, 2, "people", "", sentence.slice(i, i))
        if word.fold in _BODY and any(back.fold in _FINDS for back in words[max(0, i - 3) : i]):
            return Quantity("killed", 1, 1, "one", "", sentence.slice(i, i))  # «عثر على جثمانه تحت الردم»
        at_once = i + 2 <= high and words[i + 1].fold == "علي" and words[i + 2].fold == "الفور"
        if at_once and any(e.lemma in _DIES and e.tag[:1] == "P" and e.who in ("ms", "fs") and not e.suf for e in word.entries):
            return Quantity("killed", 1, 1, "one", "", sentence.slice(i, i))  # «فجرت العبوة وقتلت على الفور»
        shot = i > low and words[i - 1].fold == "ان" and words[i - 2].fold == "قبل"
        if shot and any(e.suf == "ه" for e in slain):
            return Quantity("killed", 1, 1, "one", "", sentence.slice(i, i))  # «قبل أن ترديه الشرطة»
        if word.fold not in _KILLERS and any(e.tag == "P" and e.suf == "ه" for e in slain):
            return Quantity("killed", 1, 1, "one", "", sentence.slice(i, i))  # «الذي قتلته الشرطة»
        if any(e.tag == "P" and e.suf == "هم" for e in slain):
            return Quantity("killed", None, None, "people", "", sentence.slice(i, i))  # «قتلوهم»: nobody says how many
    return None
