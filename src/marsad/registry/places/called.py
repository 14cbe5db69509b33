"""Names that are told by their writing: in quotation marks behind a word of type («قاعدة «جيدي»»), or a number («شارع 26»)."""

from __future__ import annotations

from marsad.registry.places.scan import Words
from marsad.registry.places.unknown import closing
from marsad.registry.places.vocabulary import TypeWord, Vocabulary

__all__ = ["named_by"]

_QUOTED = frozenset(("facility", "base", "quarter", "camp", "field", "port", "mountain", "airport", "junction", "dam"))
_UNITS = frozenset(("لواء", "اللواء"))
_LONGEST = 3


def named_by(words: Words, at: int, word: TypeWord, stem: str, covered: list[bool], vocabulary: Vocabulary) -> int | None:
    """Where a name in quotation marks or of a number ends that follows the type word at token `at`; None where none does."""
    if stem.startswith("ال") or stem in _UNITS or word.number > 1 or at + 2 >= len(words) or covered[at + 1]:
        return None
    if words.folds[at + 1] == '"' and word.name in _QUOTED:
        close = closing(words, at + 1)
        if close is None or close > at + 2 + _LONGEST or any(covered[at + 2 : close]):
            return None
        return None if words.particle(at + 2, vocabulary.stops) else close + 1
    if stem not in vocabulary.numbered:
        return None
    number = at + 2 if words.folds[at + 1] == "ال" else at + 1  # «شارع الـ30»
    if words.kinds[number] != "number":
        return None
    last = number + 1
    if last >= len(words):
        return last if stem == "شارع" else None
    if words.folds[last] in vocabulary.months and words.kinds[last] == "word":
        last += 1
        while last < len(words) and words.follows(last) and words.folds[last] in ("الجمهوري", "الرياسي", "الدولي"):
            last += 1
        return last
    if number == at + 2:
        return last
    goes_on = words.kinds[last] == "word" and not (
        words.particle(last, vocabulary.stops) or words.folds[last].startswith(("ال", "و", "ب")))
    return last if stem == "شارع" and not goes_on else None
