"""Segments: who held a place between two edges, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from marsad import edtf
from marsad.control.evidence import Item
from marsad.control.rules import Rules
from marsad.model.codec import changer, maker

UNKNOWN = "unknown"
CONTESTED = "contested"
WAITING = "siege-awaits-holder"
"""Rule of a segment that is no entry yet: besieged by somebody, held by nobody known."""

Edge = tuple[int | None, int | None] | None
"""When a segment begins or ends: (first, last) possible day; None is open; (None, day) is «by that day»."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Who held the place between two edges, by which rule and evidence. `seen` is the last day evidence speaks for it."""

    actor: str
    start: Edge
    end: Edge
    rule: str
    certainty: str
    items: tuple[Item, ...]
    hint: str | None = None
    against: tuple[str, ...] = ()
    seen: int = 0


_MAKE: Callable[..., Segment] = maker(Segment, *(f.name for f in fields(Segment)))


def segment(actor: str, start: Edge, end: Edge, rule: str, certainty: str, items: tuple[Item, ...], hint: str | None = None,
            against: tuple[str, ...] = (), seen: int = 0) -> Segment:
    """A segment, made in the quick way: a replay makes a hundred of them."""
    return _MAKE(actor, start, end, rule, certainty, items, hint, against, seen)


ended: Callable[[Segment, Edge], Segment] = changer(Segment, "end")
"""The segment with another end."""


def certainty(items: Iterable[Item], verdict: str = "accepted") -> str:
    """`confirmed` from two voices of which one is no party, `reported` from one, `party` from parties only, `inferred` from
    regions, `contested`."""
    if verdict == CONTESTED:
        return CONTESTED
    one: str | None = None
    two = free = False
    for i in items:
        if i.level or i.denied:
            continue
        if one is None:
            one = i.voice
        elif i.voice != one:
            two = True
        if i.weight:
            free = True
        if two and free:
            return "confirmed"
    if one is None:
        return "inferred"
    return "reported" if free else "party"


def stitched(segments: Sequence[Segment], first: int = 0) -> list[tuple[int, Segment]]:
    """Segments from index `first` on, with their indices, without those that surely end on the day they surely begin; each ends
    where the next begins."""
    kept = [(n, s) for n, s in enumerate(segments[first:], first)
            if s.rule != WAITING and (s.start is None or s.end is None or sure(s.start) < sure(s.end))]
    found = []
    for at, (n, s) in enumerate(kept):
        end = kept[at + 1][1].start if at + 1 < len(kept) else s.end
        found.append((n, s if end == s.end else ended(s, end)))
    return found


def sure(edge: tuple[int | None, int | None]) -> int:
    """The day from which an edge surely lies behind."""
    return edge[1] if edge[1] is not None else edge[0] or 0


def face_of(s: Segment, rules: Rules) -> tuple[object, ...]:
    """What an entry shows: two segments of one face are one entry, so that a hundredth voice writes no new line."""
    return (s.actor, s.start, s.end, s.rule, s.certainty, s.hint, s.against, s.seen // rules.refresh)


def text_of(edge: Edge) -> str | None:
    """An edge as an entry tells it."""
    return None if edge is None else edtf.from_bounds(*edge)
