"""Acts whose doer is only thought to be known: «قصف يرجح أنه روسي», «طائرات يعتقد أنها تابعة للنظام»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from marsad.reading.words.wordlists import folded

__all__ = ["thought"]

# how far from the trigger the doubt may stand
REACH = 9
_KINDS = frozenset(("airstrike", "shelling", "bombing", "clash", "killing", "abduction", "chemical"))
_ENDS = frozenset({".", "؛", "!", "؟", "?", ":"})
_THOUGHT = folded("thought")
_IT_IS = folded("it_is")


class Spelled(Protocol):
    """A token, or a word of a sentence."""

    fold: str


def thought(tokens: Sequence[Spelled], first: int, last: int, kind: str) -> str:
    """The word of doubt about who did the act of tokens `first` to `last`, or nothing."""
    if kind not in _KINDS:
        return ""
    for step, place in ((1, last + 1), (-1, first - 1)):
        for _ in range(REACH):
            if not 0 <= place < len(tokens) - 1 or tokens[place].fold in _ENDS:
                break
            if tokens[place].fold in _THOUGHT and tokens[place + 1].fold in _IT_IS:
                return tokens[place].fold
            place += step
    return ""
