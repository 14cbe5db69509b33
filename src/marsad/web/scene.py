"""What the observatory shows for given filters: events, holds on a day as then known, and the counts of the header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.control import query as ledger
from marsad.model import Event, Hold
from marsad.web.dates import parse_day
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


def known_report(s: Snapshot, report: str, known: date | None) -> bool:
    """Whether a report had been published by `known`; undated ones count only on the open clock."""
    if known is None:
        return True
    line = s.reports.get(report)
    day = parse_day(line.day) if line else None
    return day is not None and day <= known


def _headline(s: Snapshot, f: Filters, events: list[Event]) -> Headline:
    disputed = sum(e.status in ("disputed", "denied") for e in events)
    if f.known is None:
        return Headline(len(events), sum(len(e.claims) for e in events), sum(len(e.voices) for e in events),
                        len({r for e in events for r in e.reports}), disputed, s.known_days[1])
    reports = {r for e in events for r in e.reports if known_report(s, r, f.known)}
    voices = [[c for c in v.claims if s.report_of.get(c) in reports] for e in events for v in e.voices]
    days = [d for r in reports if (d := parse_day(s.reports[r].day))]
    return Headline(len(events), sum(map(len, voices)), sum(map(bool, voices)), len(reports), disputed, max(days, default=None))


def known_day(s: Snapshot, known: date | None) -> date | None:
    """The day of the `known` clock: the last on which anything was published or learned, where it stands open."""
    return known or (max(s.known_days[1], s.last_learned) if s.known_days[1] else None)


def holding(s: Snapshot, on: date | None, known: date | None) -> list[Hold]:
    """Who held what on `on` as known on `known`; None is the last day of either clock."""
    day, until = on or s.days[1] or s.known_days[1], known_day(s, known)
    if day is None or until is None:
        return []
    return ledger.holding(s.holds, day.isoformat(), until.isoformat())


def entries(s: Snapshot, known: date | None, place: str | None = None) -> list[Hold]:
    """The ledger over all of valid time, as known on `known` (None: now)."""
    day = known.isoformat() if known else "9999-12-31"
    return [h for h in s.holds if h.known_from <= day and (h.known_to is None or h.known_to > day)
            and (place is None or h.place.id == place or place in h.place.parents)]


def build(s: Snapshot, f: Filters, found: frozenset[str] | None = None) -> Scene:
    """The scene of the observatory. The feed ends at the valid day; the histogram shows every day the filters leave."""
    chosen = events_of(s, f, found)
    upto = [e for e in chosen if f.on is None or (first := s.spans[e.id].first) is None or first <= f.on]
    first, last = s.days
    known_first, known_last = s.known_days
    on = f.on or last
    days = Counter(day for e in chosen if (day := s.spans[e.id].first) and day == s.spans[e.id].last)
    headline = _headline(s, f, upto)
    holds = [h for h in holding(s, on, f.known) if (not f.actor or f.actor in (h.actor, h.hint))
             and (not f.place or f.place == h.place.id or f.place in h.place.parents)]
    return Scene(upto, holds, headline, f.on, f.known, first, last, known_first, known_last, sorted(days.items()))
