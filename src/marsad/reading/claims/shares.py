"""Rule 1: «سيطر على مدينة سنجة وأجزاء من مدينة الدندر» takes the one and goes forward into the other: two claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["shared_out"]

_SOME = folded("some_ground")
_MOST = folded("most_ground")
_REACH = 3
"""Words from that of a share to the place: «أجزاء واسعة من إقليم …»."""


def shared_out(items: Sequence[tuple[Sentence, Draft]]) -> list[tuple[Sentence, Draft]]:
    """The items, each capture of a whole place and of a share of another as two."""
    return [(sentence, draft) for sentence, whole in items for draft in _apart(sentence, whole)]


def _apart(sentence: Sentence, draft: Draft) -> Iterator[Draft]:
    yield draft
    if draft.kind != "capture" or len(draft.places) < 2 or draft.extent == "full":
        return
    shares = [_share(sentence, draft, place) for place in draft.places]
    if shares[0] or not any(shares[1:]):
        return
    kept = [place for place, share in zip(draft.places, shares, strict=True) if not share]
    for kind, share in (("advance", "some"), ("capture", "most")):
        theirs = [place for place, each in zip(draft.places, shares, strict=True) if each == share]
        if theirs:
            yield replace(draft, kind=kind, places=theirs, extent="partial", quantities=(), notes=[*draft.notes, "share"],
                          agents=list(draft.agents), targets=list(draft.targets), features=list(draft.features))
    draft.places = kept
    draft.extent = None


def _share(sentence: Sentence, draft: Draft, place: Mention) -> str:
    """`some`, `most` or "": how much of a place of the draft's own clause its words tell."""
    if not sentence.start <= place.start < sentence.end:
        return ""
    words = sentence.words
    first = sentence.find(place.start)
    if not draft.trigger.last < first <= draft.high:
        return ""
    for word in (words[first], *reversed(words[max(draft.trigger.last + 1, first - _REACH) : first])):
        bare = word.fold.removeprefix("و")
        if bare in _SOME or bare in _MOST:
            joined = word.fold != bare or words[word.i - 1].fold.startswith("و") or words[word.i - 1].fold in ("،", ",")
            return ("some" if bare in _SOME else "most") if joined else ""
        if word.i != first and word.place is not None:
            return ""
    return ""
