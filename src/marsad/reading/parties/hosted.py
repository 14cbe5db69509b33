"""Who is only said to be in a place: «القاعدة التي تستضيف قوات أمريكية», «حيث تتمركز قوات التحالف» tell of the place, not of the act."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.nearby import Option
from marsad.reading.parties.struck import stands
from marsad.reading.words.sentence import HARD, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["without_housed"]

_HOUSES = folded("houses")
_HOLDS = frozenset("تضم يضم تستضيف يستضيف تووي يووي تاوي ياوي".split())  # folded: «قاعدة تؤوي جنودا»
_NOBODYS = frozenset(("seizure",))
"""Kinds that befall things: whoever is in the place is not whom they befall."""
_FAR = 14
"""Words that what is said of a place goes on for."""


def _clauses(sentence: Sentence) -> list[tuple[int, int]]:
    """The stretches of words, first and last, that say who is in a place."""
    words, relative = sentence.words, sentence.lexicon.particles["relative"]
    out = []
    for word in words[1:]:
        back = words[word.i - 1]
        told = back.fold.removeprefix("و") in relative or back.place is not None or (stands(back) and word.fold in _HOLDS)
        if word.fold not in _HOUSES or not told:
            continue
        last = word.i
        while last + 1 < len(words) and last - word.i < _FAR and words[last + 1].fold not in HARD:
            last += 1
        out.append((word.i, last))
    return out


def _housed(sentence: Sentence, draft: Draft, mentions: Sequence[Mention]) -> bool:
    """Whether all of these mentions stand in a stretch that says who is in a place, and the act does not."""
    if not mentions or any(not sentence.start <= m.start < sentence.end for m in mentions):
        return False
    words = sentence.words
    for first, last in _clauses(sentence):
        low, high = words[first].start, words[last].end
        if not first <= draft.trigger.at <= last and all(low <= m.start < high for m in mentions):
            return True
    return False


def without_housed(found: list[Option], sentence: Sentence, draft: Draft, slot: str) -> list[Option]:
    """The fillings of a slot without those who are only said to be where it happened: they did not do it, though it may befall them."""
    if slot != "agent" and draft.kind not in _NOBODYS:
        return found
    return [each for each in found if not _housed(sentence, draft, each.mentions)] or found
