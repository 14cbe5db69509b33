"""Where a word that may be verb or masdar is a masdar, by what stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marsad.reading.words.wordlists import written

__all__ = ["after_masdar", "told_by"]

_HARD = frozenset(":؛;.!?؟…")
_ON_ACTS = written("verbs_on_acts")
_SUBJECT = 6  # words that the subject of such a verb may take


def after_masdar(words: Sequence[Any], i: int) -> bool:
    """«مقتل 5 وجرح 7»: whether the deverbal word before a coordinated one is a masdar."""
    for word in reversed(words[max(0, i - 9) : i]):
        if word.fold in _HARD or word.kind == "punct":
            return False
        if any(e.finite for e in word.entries):
            return False
        if any(e.tag == "M" for e in word.entries):
            return True
    return False


def told_by(words: Sequence[Any], last: int) -> bool:
    """«أدانت واشنطن قصف المدينة»: whether a party ends at `last` that is the subject of a verb whose object is an act."""
    first = last
    while first > 0 and words[first].actor is not None and last - first < _SUBJECT:
        first -= 1
    verb = words[first]
    return first < last and verb.actor is None and any(e.finite and e.lemma in _ON_ACTS for e in verb.entries)
