"""Holders of an office whom something befalls: «اغتيل رئيس بلدية القطرون», «خطف مسلحون عضو مجلس المحافظة». They are told by what they
are, and no party of the registry stands for them."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.words.sentence import Word
from marsad.reading.words.wordlists import folded
from marsad.registry.places.vocabulary import word_list

__all__ = ["end_of_office"]

_HOLDERS, _OF_WHAT, _ALONE = folded("office_holders"), folded("offices_held"), folded("lone_offices")
_BEFALLS = folded("befalls_people") | folded("befalls_officials")
_STOPS = folded("ends_an_office")
_REACH = 5
_LONGEST = 9


def end_of_office(words: Sequence[Word], at: int) -> int:
    """The last word of the holder of an office who is named from word `at` on, where a word shortly before tells what befell him; -1
    where there is none."""
    word = words[at]
    fold = word.fold.removeprefix("و") if word.conj else word.fold
    if fold not in _HOLDERS or at == 0 or at + 1 >= len(words) or (word.actor is not None and words[at + 1].actor is word.actor):
        return -1
    after = words[at + 1]
    held = after.fold.removeprefix("ال") in _OF_WHAT or (fold in _ALONE and after.place is not None)
    if not held or after.actor is not None:
        return -1
    near = [each.fold.removeprefix("و").removeprefix("ف") for each in words[max(0, at - _REACH) : at]]
    if not any(each in _BEFALLS for each in near) or words[at - 1].fold == "قال":
        return -1
    last = at + 1
    while last + 1 < len(words) and last - at < _LONGEST and _goes_on(words, last + 1):
        last += 1
    if last + 2 < len(words) and words[last + 1].fold == "عن" and (party := words[last + 2].actor) is not None:
        last += 2  # «عضو مجلس المحافظة عن التيار»
        while last + 1 < len(words) and words[last + 1].actor is party:
            last += 1
    return last


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a word still tells which office, or the name of who holds it."""
    word, before = words[at], words[at - 1]
    if word.kind != "word" or word.conj or word.time is not None or word.number is not None or word.actor is not None:
        return False
    named = word.place is not None or word.fold in word_list("forenames.txt")
    if word.fold in _STOPS or (word.fold[:1] == "ب" and word.entries and not named):
        return False
    if word.place is not None:
        return before.place is None or before.place is word.place
    return word.verb is None or word.noun is not None or word.fold.startswith("ال") or word.fold in word_list("forenames.txt")
