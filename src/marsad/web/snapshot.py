"""What a page looks at: events, ledger, incidents and contradictions of one state of the store, held in memory."""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from marsad.languages.arabic.folding import fold_key
from marsad.model import Contradiction, Event, Family, Hold, Incident, Place
from marsad.review import Judgement
from marsad.store import Store
from marsad.store import schema as t
from marsad.web.dates import bounds, parse_day


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What lists need of a report: everything but its text."""

    id: str
    outlet: str
    title: str
    published: str | None
    day: str | None
    url: str
    flags: tuple[str, ...]
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day an event may mean, for sorting and brushing."""

    first: date | None
    last: date | None


@dataclass(slots=True)
class Snapshot:
    """One state of the store. `version` changes with every change of the store and names the state in ETags."""

    version: str
    counts: dict[str, int]
    events: dict[str, Event]
    spans: dict[str, Span]
    order: list[Event]
    holds: list[Hold]
    incidents: dict[str, Incident]
    contradictions: dict[str, list[Contradiction]]
    reports: dict[str, ReportLine]
    places: dict[str, Place]
    families: list[Family]
    report_of: dict[str, str]
    event_of: dict[str, str] = field(default_factory=dict)
    by_actor: dict[str, list[Event]] = field(default_factory=dict)
    by_place: dict[str, list[Event]] = field(default_factory=dict)
    family_of: dict[str, list[Family]] = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=dict)
    last_learned: date = date.min
    outlets: dict[str, int] = field(default_factory=dict)
    frame: tuple[float, float, float, float] | None = None
    judgements: list[Judgement] = field(default_factory=list)
    standing: list[Judgement] = field(default_factory=list)
    rulings: dict[str, Judgement] = field(default_factory=dict)
    queue: list[Any] | None = None

    @property
    def awaiting(self) -> int:
        """How many claims no standing judgement speaks of."""
        return len(self.report_of) - len(self.rulings)

    def place_id(self, name: str) -> str:
        """The id of a place given by id or by name, the busiest of several; the name itself where there is none."""
        if name in self.places or name in self.by_place:
            return name
        found = self.named.get(fold_key(name).strip()) or self.named.get(name.strip().lower()) or []
        return max(found, key=lambda i: (len(self.by_place.get(i, [])), i)) if found else name

    @property
    def days(self) -> tuple[date | None, date | None]:
        """First and last valid day of anything dated."""
        firsts = [s.first for s in self.spans.values() if s.first]
        lasts = [s.last for s in self.spans.values() if s.last]
        return (min(firsts) if firsts else None), (max(lasts) if lasts else None)

    @property
    def known_days(self) -> tuple[date | None, date | None]:
        """First and last day on which something was published."""
        days = sorted(d for r in self.reports.values() if (d := parse_day(r.day)))
        return (days[0], days[-1]) if days else (None, None)


class Watch:
    """Gives the present snapshot, made anew when the store has changed. Safe for threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None

    def version(self) -> str:
        """A short name of the store's present state; two looks at a changed store never give the same."""
        parts: list[str] = []
        path = Path(self.store.target)
        if "://" not in self.store.target and path.exists():
            for file in (path, path.with_name(path.name + "-wal")):
                if file.exists():
                    stat = file.stat()
                    parts.append(f"{stat.st_size}.{stat.st_mtime_ns}")
        else:
            parts += [self.store.state(), *(str(self.store.fingerprint(stage)) for stage in ("events", "incidents", "control"))]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]

    def look(self) -> Snapshot:
        """The snapshot of the store as it is now."""
        version = self.version()
        snapshot = self._snapshot
        if snapshot is not None and snapshot.version == version:
            return snapshot
        with self._lock:
            if self._snapshot is None or self._snapshot.version != version:
                self._snapshot = take(self.store, version)
            return self._snapshot


def take(store: Store, version: str) -> Snapshot:
    """Read the whole of what pages look at out of the store."""
    events = {e.id: e for e in store.events()}
    spans = {e.id: Span(*bounds(e.time)) for e in events.values()}
    order = sorted(events.values(), key=lambda e: _newest_first(spans[e.id], e))
    holds = store.all_holds()
    contradictions: dict[str, list[Contradiction]] = defaultdict(list)
    for c in store.contradictions():
        contradictions[c.event or ""].append(c)
    reports = {r.id: ReportLine(r.id, r.outlet, r.title, r.published, r.day, r.url, r.flags, r.sha256) for r in store.reports()}
    families = list(store.families())
    snapshot = Snapshot(version, store.counts(), events, spans, order, holds, {i.id: i for i in store.incidents()},
                        dict(contradictions), reports, _places(events.values(), holds), families, _report_of(store))
    snapshot.judgements, snapshot.standing = list(store.judgements()), store.standing_judgements()
    snapshot.rulings = {j.item: j for j in snapshot.standing if j.what == "claim" and j.item in snapshot.report_of}
    _index(snapshot)
    return snapshot


def _report_of(store: Store) -> dict[str, str]:
    with store.engine.connect() as c:
        return {row.id: row.report for row in c.execute(sa.select(t.claim.c.id, t.claim.c.report))}


def _newest_first(span: Span, event: Event) -> tuple[int, str, str]:
    day = span.last or span.first
    return (0 if day else 1, "" if not day else f"{999999 - day.toordinal():06d}", event.id)


def _places(events: Iterable[Event], holds: Iterable[Hold]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for place in [e.place for e in events] + [h.place for h in holds]:
        if place and place.id and (place.id not in found or found[place.id].lat is None):
            found[place.id] = place
    return found


def _index(s: Snapshot) -> None:
    actors: dict[str, list[Event]] = defaultdict(list)
    places: dict[str, list[Event]] = defaultdict(list)
    for event in s.order:
        for claim in event.claims:
            s.event_of[claim] = event.id
        for actor in sorted({m.id for m in (*event.agents, *event.targets) if m.id}):
            actors[actor].append(event)
        if event.place:
            for place in dict.fromkeys(p for p in (event.place.id, *event.place.parents) if p):
                places[place].append(event)
    s.by_actor, s.by_place = dict(actors), dict(places)
    named: dict[str, list[str]] = defaultdict(list)
    for id, found in sorted(s.places.items()):
        for name in {fold_key(found.name_ar).strip(), fold_key(found.text).strip(), found.name_en.lower()} - {""}:
            named[name].append(id)
    s.named = dict(named)
    s.last_learned = max((d for h in s.holds if (d := parse_day(h.known_from))), default=date.min)
    for line in s.reports.values():
        s.outlets[line.outlet] = s.outlets.get(line.outlet, 0) + 1
    family_of: dict[str, list[Family]] = defaultdict(list)
    for family in s.families:
        for member in family.members:
            family_of[member.report].append(family)
    s.family_of = dict(family_of)
