"""Of the times that earlier sentences tell: whose they are, and which stands nearer to a claim's event than another."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.choice import Dated, Story
from marsad.reading.claims.draft import Draft
from marsad.reading.times.when import is_short
from marsad.reading.words.sentence import Sentence

__all__ = ["depth", "here", "nearest", "reached", "same_toll", "told_of"]

_TOLLS = ("killed", "wounded", "casualties")


def told_of(story: Story, dated: Dated) -> list[Draft]:
    """The drafts that a time is told of: the one whose clause holds it, and those of its sentence that have it."""
    owner = story.owner(dated.at, dated.first)
    out = [owner] if owner is not None else []
    for draft in story.drafts.get(dated.at, ()):
        if draft is not owner and draft.time is not None and draft.time.edtf == dated.span.edtf:
            out.append(draft)
    return out


def here(first: Draft, second: Draft) -> bool:
    """Whether two drafts share a place: by its id, or by its name («بلدة خان شيخون», «خان شيخون»)."""
    return any(
        (one.id is not None and one.id == two.id) or (None in (one.id, two.id) and _named_alike(one.text, two.text))
        for one in first.places
        for two in second.places
    )


def _named_alike(one: str, two: str) -> bool:
    return one == two or one.endswith(f" {two}") or two.endswith(f" {one}")


def same_toll(first: Draft, second: Draft) -> bool:
    """Whether two drafts count the same dead or wounded."""
    one, two = ({(q.what, q.low) for q in d.quantities if q.what in _TOLLS and q.low is not None} for d in (first, second))
    return bool(one & two)


def nearest(story: Story, sentence: Sentence, draft: Draft, near: Sequence[Dated]) -> int:
    """The last sentence before the draft's that tells a day at one of its places; -1 where none does, or where it has no place."""
    best = -1
    for dated in near:
        told = best < dated.at < sentence.index and not dated.said and is_short(dated.span.edtf or "")
        if told and any(here(one, draft) for one in told_of(story, dated)):
            best = dated.at
    return best


def reached(story: Story, draft: Draft, dated: Dated, nearest_at: int) -> bool:
    """Whether a time of an earlier sentence may still be the draft's, where sentence `nearest_at` tells a day at its place: a day of
    another place, told further back, is not."""
    return dated.at >= nearest_at or any(here(one, draft) for one in told_of(story, dated))


def depth(story: Story, sentence: Sentence) -> str:
    """How far into the report a sentence stands."""
    at = sentence.index - story.lead
    for limit, name in ((0, "lead"), (1, "second"), (3, "early"), (7, "mid")):
        if at <= limit:
            return name
    return "deep"
