"""How far a name that no table knows goes: in quotation marks or brackets, of several words, after a title."""

from __future__ import annotations

from marsad.registry.places.scan import Words
from marsad.registry.places.vocabulary import TypeWord, Vocabulary

__all__ = ["UNIT_HOUSES", "closing", "name_goes_on", "no_name", "unit_behind"]

_CLOSES = {'"': '"', "(": ")"}
_MARKED_WORDS = 4
_MOST = 5
_SONS = frozenset({"بن", "ابن", "بنت"})
_LORDS = frozenset({"اغا", "بك", "بيك", "باشا"})
# Words whose place is that of the unit behind them.
UNIT_HOUSES = frozenset({"مقر", "مقار", "معسكر", "قياده", "موقع", "ثكنه"})


def closing(words: Words, at: int) -> int | None:
    """The token that closes the mark at token `at`, where a name at the most stands between; None where there is no such."""
    close = _CLOSES.get(words.folds[at])
    for k in range(at + 1, min(len(words), at + _MARKED_WORDS + 2)):
        if words.folds[k] == close:
            return k if k > at + 1 else None
        if words.kinds[k] != "word":
            return None
    return None


def unit_behind(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a numbered unit stands at token `at`: «اللواء 30»."""
    return words.folds[at] in vocabulary.units and at + 1 < len(words) and words.kinds[at + 1] == "number"


_JOINED = ("و", "ب", "ل")
_OWNERS = ("هم", "ها", "هن", "كم", "نا")
_WAYS = frozenset(("road", "junction"))


def no_name(words: Words, at: int, vocabulary: Vocabulary, word: TypeWord) -> bool:
    """Whether token `at` begins no name behind a word of type: a word of the language («مدينة تعج بالسكان», «بلدية وبلدات»), what someone
    owns («طريق عودتهم»), or a man whose name a word of type is («الدكتور وادي العنزي»)."""
    fold = words.folds[at]
    if at > 1 and fold.startswith("ال") and fold.endswith("ي") and words.follows(at - 1) and words.follows(at):
        before = words.folds[at - 2]
        if before != "علي" and word.number == 1 and (before in vocabulary.forenames or before in vocabulary.titles):
            return True
    if fold.startswith("ال") or fold in vocabulary.compounds:
        return False
    joined = fold[1:] if len(fold) > 3 and fold[0] in _JOINED else ""
    if fold in vocabulary.plain or fold.startswith("لل") or joined in vocabulary.plain or joined in vocabulary.types:
        return True
    owned = fold.endswith(_OWNERS) or words.text[words.tokens[at].end - 1] == "ه"
    return word.name in _WAYS and len(fold) > 4 and owned


def name_goes_on(words: Words, first: int, last: int, covered: list[bool], vocabulary: Vocabulary, of_village: bool) -> int:
    """Where a name of persons that begins at `first` and was taken to `last` ends: «الإمام علي بن أبي طالب», «حسن آغا»,
    of villages «سليمان طاهر العلي» too."""

    def free(k: int) -> bool:
        return k < len(words) and words.follows(k) and not covered[k] and not words.particle(k, vocabulary.stops)

    while free(last) and last - first < _MOST:
        fold = words.folds[last]
        if fold in _LORDS or (fold in vocabulary.forenames and words.folds[last - 1] in vocabulary.forenames):
            last += 1
        elif free(last + 1) and (fold in _SONS or (fold in vocabulary.compounds and words.folds[last - 1] in vocabulary.forenames)):
            last += 2
            if words.folds[last - 1] in vocabulary.compounds and free(last):
                last += 1  # «بن أبي طالب»
        else:
            break
    if of_village and last == first + 1 and free(last) and free(last + 1) and _of_a_man(words, first, vocabulary):
        last += 2
    return last


def _of_a_man(words: Words, first: int, vocabulary: Vocabulary) -> bool:
    """Whether three words are a man's name: two without the article that no newspaper uses else, and one with it."""
    one, two, three = words.folds[first : first + 3]
    if three in vocabulary.epithets or three in vocabulary.nationalities or three in vocabulary.not_names or not three.startswith("ال"):
        return False
    if three.endswith(("يه", "ات", "ين", "ون")) or three in vocabulary.directions:
        return False
    known = vocabulary.ordinary | vocabulary.directions.keys() | vocabulary.types.keys() | vocabulary.not_names
    plain = not one.startswith("ال") and not two.startswith("ال")  # «قرية بوقكوسار الأسبوع الماضي»
    return plain and len(two) > 2 and two[0] not in "يتنولبف" and not two.endswith(("ت", "وا", "ها", "يه")) and (
        two not in known) and three not in known
