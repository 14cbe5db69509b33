"""Persons told by their number alone: what struck them struck nobody in particular, and their number is the toll."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["without_persons"]

_KINDS = frozenset(("airstrike", "bombing", "casualties", "chemical", "shelling"))
"""What falls on a place or a crowd; a killing is of those whom it kills, whoever they are."""
_PERSONS = folded("persons")
_ABOUT = folded("about")
_BARE = _PERSONS | _ABOUT
_AMONG = folded("among_them")


def without_persons(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """Take persons without any other word for them out of the targets: «قتل 29 شخصا في غارات»."""
    for sentence, draft in items:
        if draft.kind in _KINDS and draft.targets:
            draft.targets = [mention for mention in draft.targets if mention.id is not None or not _persons(sentence, mention)]


def _persons(sentence: Sentence, mention: Mention) -> bool:
    words = [word for word in sentence.words if mention.start <= word.start < mention.end]
    if not any(_stem(word.fold) in _PERSONS for word in words):
        return False
    if any(_stem(word.fold) not in _PERSONS and word.number is None and _stem(word.fold) not in _ABOUT for word in words):
        return False
    after = sentence.words[words[-1].i + 1 : words[-1].i + 2]
    return not any(word.fold in _AMONG for word in after)


def _stem(fold: str) -> str:
    return fold.removeprefix("و") if fold.removeprefix("و") in _BARE else fold
