"""One or two people told by their nationality alone («مقتل فلسطيني», «أصيب سعوديان»)."""

from __future__ import annotations

from marsad.model import Quantity
from marsad.reading.sentence import Sentence, Word
from marsad.registry.places.vocabulary import load_vocabulary

__all__ = ["citizen", "citizens"]


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
