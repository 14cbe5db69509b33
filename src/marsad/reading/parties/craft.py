"""Whose the aircraft were that struck, where the report only guesses («طائرة بدون طيار يعتقد أنها أمريكية») or does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["hedged", "name_flyers"]

_HEDGES = folded("hedges")
_THAT = folded("hedged_that")
_MERE = folded("mere_craft")
_REACH = 9
"""Words between aircraft and the guess whose they are."""
_TAIL = 3
"""Words of which the name of their owner is sought."""


def hedged(sentence: Sentence, at: int) -> bool:
    """Whether word `at` leads a guess of whose or what something is, which breaks no clause: no verb follows."""
    words = sentence.words
    if words[at].fold not in _THAT or at + 1 >= len(words):
        return False
    if not any(word.fold in _HEDGES for word in words[max(0, at - 2) : at]):
        return False
    after = words[at + 1]
    return not after.punct and not any(entry.finite for entry in after.entries)


def name_flyers(items: Iterable[tuple[Sentence, Draft]], means: Callable[[str], str | None]) -> None:
    """Give aircraft that struck the id of whose they are guessed to be; aircraft of nobody are no party. `means` gives the id of the
    actor whom a phrase names."""
    for sentence, draft in items:
        if draft.agents:
            draft.agents = [named for mention in draft.agents if (named := _flown_by(sentence, mention, means)) is not None]


def _flown_by(sentence: Sentence, mention: Mention, means: Callable[[str], str | None]) -> Mention | None:
    if mention.id is not None:
        return mention
    words = sentence.words
    inside = [word for word in words if word.end > mention.start and word.start < mention.end]
    if not inside or not all(word.fold in _MERE or word.fold[1:] in _MERE for word in inside):
        return mention  # «لطائرة», «بطائرة» too
    first = inside[-1].i + 1
    for at in range(first, min(len(words), first + _REACH)):
        if not hedged(sentence, at):
            continue
        for end in range(at + 1, min(len(words), at + 1 + _TAIL)):
            owner = means(f"طائرة {sentence.slice(at + 1, end)}")
            if owner is not None:
                return replace(mention, id=owner, end=words[end].end, text=sentence.text[mention.start : words[end].end])
    return None
