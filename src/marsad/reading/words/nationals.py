"""Nationals as people: «قتل فلسطيني», «خطف مسلحون فرنسيا», «ستة صينيين»; elsewhere the word tells whose an act is («قصف تركي»)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.words.sentence import Word
from marsad.reading.words.wordlists import folded
from marsad.registry.nationals import nationals
from marsad.registry.words import other_case

__all__ = ["are_nationals", "are_people", "counted_nationals"]

_BEFALLS = folded("befalls_people")
_ON = ("علي", "بين")
_OBJECT = ("يا", "يين", "ودا")
_REACH = 6


def are_people(words: Sequence[Word], at: int) -> bool:
    """Whether the nationality at this word stands for people: counted, right behind what befalls people, or as the object of it."""
    word, before = words[at], words[at - 1] if at else None
    if before is None or word.fold.startswith(("ال", "وال")):
        return False
    if word.number is None and before.number is not None and before.time is None:
        return word.fold.endswith(("ا", "ين", "ون", "ود", "اك")) or _hundreds(words, at)  # «350 يمنيا», «1197 سوري»
    if before.fold.removeprefix("و") in _BEFALLS:
        return True
    near = words[max(0, at - _REACH) : at]
    if not any(each.fold.removeprefix("و") in _BEFALLS for each in near):
        return False
    if before.fold in _ON:
        return word.fold.endswith(("ي", *_OBJECT))  # «إطلاق النار على فلسطيني»
    closed = before.fold.startswith("ال") or (before.actor is not None and before.actor.id is not None)
    return word.fold.endswith(_OBJECT) and (closed or other_case(before.fold, word.fold))


def are_nationals(words: Sequence[Word], at: int) -> bool:
    """Whether this word, which is no party, names people by their nation."""
    return words[at].fold in nationals() and are_people(words, at)


_TENS = 11
_HUNDREDS = 100


def _hundreds(words: Sequence[Word], at: int) -> bool:
    number = words[at - 1].number
    return number is not None and number.kind == "cardinal" and (number.low or 0) >= _HUNDREDS and words[at].fold.endswith("ي")


def counted_nationals(words: Sequence[Word], at: int) -> bool:
    """Whether a word that may be a country's name is people counted right before it: «34 سوريا», «سبعون ليبيا»."""
    if at == 0 or words[at].fold not in nationals() or not words[at].fold.endswith("يا") or words[at].conj:
        return False
    before = words[at - 1]
    number = before.number
    return number is not None and before.time is None and number.kind in ("cardinal", "range") and (number.low or 0) >= _TENS
