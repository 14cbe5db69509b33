"""«قطاع الطرق»: highwaymen, whose first word is otherwise a strip of land."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from marsad.reading.words.lexicon import Entry
from marsad.reading.words.wordlists import folded

__all__ = ["as_robbers"]

_ROADS = folded("robbers")
_HEADS = frozenset(("قطاع", "قاطع", "قاطعي"))


def as_robbers(words: Sequence[Any], reread: Callable[[Any, tuple[Entry, ...]], None]) -> None:
    """Read the first of the two words as armed men, and neither as a place or a road."""
    for word, after in pairwise(words):
        if after.fold not in _ROADS:
            continue
        head = next((cut for cut in ("", "و", "ل", "ب", "ف") if word.fold.removeprefix(cut) in _HEADS and word.fold.startswith(cut)), None)
        if head is None:
            continue
        preposition = head if head in ("ل", "ب") else ""
        definite = after.fold.startswith("ال")
        reread(word, (Entry("قاطع طريق", "N", "p", "fighter", "bandits", head, "", False, definite, preposition),))
        reread(after, ())
