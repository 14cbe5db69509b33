"""Words that tell nothing of how a claim is meant: names that are spelt like a word of planning, acts that are known to have happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

__all__ = ["Spelled", "is_known_act", "is_named"]


class Spelled(Protocol):
    """A token, or a word of a sentence: where it stands and its folded form."""

    start: int
    fold: str


def is_named(token: Spelled) -> bool:
    """Whether a token stands in the name of a place or of a known party: «نوى» is a town, «أبو سياف» a group."""
    if getattr(token, "place", None) is not None:
        return True
    return token.fold[:1] == "س" and getattr(getattr(token, "actor", None), "id", None) is not None


def is_known_act(tokens: Sequence[Spelled], first: int, tag: str) -> bool:
    """«إذا كان الاتفاق الذي أبرم …»: what a clause of its own tells has happened, whatever is asked about it."""
    if tag or not tokens[first].fold.startswith(("ال", "بال", "لل")):
        return False
    behind = [token.fold for token in tokens[first + 1 : first + 4]]
    return any(
        word in ("الذي", "التي") and (behind[place + 1][-1] == "ت" or behind[place + 1][0] not in "يتنس" or behind[place + 1] == "تم")
        for place, word in enumerate(behind[:-1])
    )
