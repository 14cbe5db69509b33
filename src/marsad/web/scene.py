"""What the observatory shows for given filters: events, holds on a day as then known, and the counts of the header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.model import Event, Hold
from marsad.web.dates import bounds, parse_day
from marsad.web.filters import Filters
from marsad.web.snapshot import Snapshot

# On the map an event is drawn strongly for this many days, then faintly.
RECENT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Headline:
    """N events from M claims in K independent voices, R reports; `disputed` of them; `updated` the last day of publication."""

    events: int
    claims: int
    voices: int
    reports: int
    disputed: int
    updated: date | None


@dataclass(frozen=True, slots=True)
class Scene:
    """`events` newest first; `holds` valid on `on` as known on `known`; `first` to `last` are the days the clocks run over."""

    events: list[Event]
    holds: list[Hold]
    headline: Headline
    on: date | None
    known: date | None
    first: date | None
    last: date | None
    known_first: date | None
    known_last: date | None
    histogram: list[tuple[date, int]]


def events_of(s: Snapshot, f: Filters, found: frozenset[str] | None = None) -> list[Event]:
    """Events that pass the filters, newest first. `found` are report ids that hold the words of `q`."""
    pool: Iterable[Event] = s.order
    if f.actor:
        pool = s.by_actor.get(f.actor, [])
    elif f.place:
        pool = s.by_place.get(f.place, [])
    return [e for e in pool if _passes(s, f, e, found)]


def _passes(s: Snapshot, f: Filters, e: Event, found: frozenset[str] | None) -> bool:
    if f.kind and e.kind not in f.kind:
        return False
    if f.status and e.status != f.status:
        return False
    if f.place and (e.place is None or (e.place.id != f.place and f.place not in e.place.parents)):
        return False
    if f.known and (e.known or "9999") > f.known.isoformat():
        return False
    span = s.spans[e.id]
    if (f.since or f.until) and not span.first and not span.last:
        return False
    if f.since and span.last and span.last < f.since:
        return False
    if f.until and span.first and span.first > f.until:
        return False
    if f.outlet and not any(r in s.reports and s.reports[r].outlet == f.outlet for r in e.reports):
        return False
    return found is None or not found.isdisjoint(e.reports)


def known_claims(s: Snapshot, e: Event, known: date | None, report_of: dict[str, str]) -> tuple[str, ...]:
    """The claims of an event that had been published by `known`."""
    if known is None:
        return e.claims
    return tuple(c for c in e.claims if (day := parse_day(s.reports[report_of[c]].day)) is not None and day <= known)


def holding(holds: Iterable[Hold], on: date | None, known: date | None, place: str | None = None) -> list[Hold]:
    """Entries of the ledger valid on `on` as known on `known`; None is the present state of either clock."""
    out = []
    for h in holds:
        if place and h.place.id != place and place not in h.place.parents:
            continue
        if known is None:
            if h.known_to is not None:
                continue
        elif h.known_from > known.isoformat() or (h.known_to is not None and h.known_to <= known.isoformat()):
            continue
        if on is not None and not _valid_on(h, on):
            continue
        out.append(h)
    return out


def _valid_on(h: Hold, on: date) -> bool:
    first, last = bounds(h.valid_from)[0], bounds(h.valid_to)[0]
    if first and on < first:
        return False
    return not (last and on >= last)


def build(s: Snapshot, f: Filters, found: frozenset[str] | None = None) -> Scene:
    """The scene of the observatory. The feed ends at the valid day; the histogram shows every day the filters leave."""
    chosen = events_of(s, f, found)
    upto = [e for e in chosen if f.on is None or (first := s.spans[e.id].first) is None or first <= f.on]
    first, last = s.days
    known_first, known_last = s.known_days
    on = f.on or last
    days = Counter(day for e in chosen if (day := s.spans[e.id].first) and day == s.spans[e.id].last)
    headline = Headline(len(upto), sum(len(e.claims) for e in upto), sum(len(e.voices) for e in upto),
                        len({r for e in upto for r in e.reports}), sum(e.status in ("disputed", "denied") for e in upto), known_last)
    holds = [h for h in holding(s.holds, on, f.known, f.place) if not f.actor or f.actor in (h.actor, h.hint)]
    return Scene(upto, holds, headline, f.on, f.known, first, last, known_first, known_last, sorted(days.items()))
