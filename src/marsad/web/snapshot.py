"""What a page looks at: one state of the store as columns of numbers, and the whole records behind them a few at a time."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from marsad.languages.arabic.folding import fold_key
from marsad.model import Event, Family, Incident, Report
from marsad.review import Judgement
from marsad.store import Store
from marsad.web.coding import Bools
from marsad.web.dates import bounds
from marsad.web.labels import GROUP_OF, GROUPS
from marsad.web.ledger import Held, Holds
from marsad.web.lines import Ground, Lines, read_lines
from marsad.web.lists import Book, Events, Memo, Rows

# What is told of a whole country has no place on a map of towns: it is counted beside the map instead.
TOO_WIDE_KM = 120.0
# So many pieces of pages are kept.
FRAGMENTS = 20_000


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


def line_of(r: Report) -> ReportLine:
    """A report without its text."""
    return ReportLine(r.id, r.outlet, r.title, r.published, r.day, r.url, r.flags, r.sha256)


def span_of(event: Event) -> Span:
    """The days an event may mean."""
    return Span(*bounds(event.time))


class Snapshot:
    """One state of the store. `version` changes with every change of the store and names the state in ETags.

    Columns (`c`, `ledger`, `press`) hold a few numbers for every event, entry of the ledger and report; whole records come from the
    store by key and stay at hand in books of bounded size. `fragments` keeps pieces of pages that many pages show.
    """

    def __init__(self, store: Store, version: str, before: Snapshot | None = None) -> None:
        self.store, self.version = store, version
        self.lines: Lines = read_lines(store, before.lines if before else None)
        self.c, self.ledger, self.press, self.told = self.lines.events, self.lines.ledger, self.lines.press, self.lines.told
        self.place_codes, self.actor_codes = self.lines.places, self.lines.actors
        self.ids = self.c.ids
        self.ground: Ground = Ground(self.lines, before.ground if before else None)
        self.spots, self.places, self.lat, self.lon = self.ground.spots, self.ground.places, self.ground.lat, self.ground.lon
        self.radius, self.precision = self.ground.radius, self.ground.precision
        self.inside, self.named = self.ground.inside, self.ground.named
        self.events_at = np.bincount(self.c.place[self.c.place >= 0], minlength=len(self.spots))
        self.claim_count = store.claim_count()
        self.judgements: list[Judgement] = list(store.judgements())
        self.standing: list[Judgement] = store.standing_judgements()
        spoken = store.claim_reports(j.item for j in self.standing if j.what == "claim")
        self.rulings = {j.item: j for j in self.standing if j.what == "claim" and j.item in spoken}
        self.last_learned = date.fromordinal(int(self.ledger.known_from.max())) if len(self.ledger.ids) else date.min
        self.frame: tuple[float, float, float, float] | None = None
        self.queue: list[Any] | None = None
        self.kept: dict[Any, Any] = {}
        self.fragments = Memo(FRAGMENTS)
        self.events: Book[str, Event] = Book(lambda ids: {e.id: e for e in store.events_of(ids)}, 2048)
        self.reports: Book[str, ReportLine] = Book(lambda ids: {i: line_of(r) for i, r in store.heads(ids).items()}, 8192)
        self.event_of: Book[str, str] = Book(store.homes, 8192)
        self.report_of: Book[str, str] = Book(store.claim_reports, 8192)
        self.family_of: Book[str, list[Family]] = Book(store.families_of, 2048)

    @property
    def awaiting(self) -> int:
        """How many claims no standing judgement speaks of."""
        return self.claim_count - len(self.rulings)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Rows of each kind of record."""
        return self.store.counts()

    @cached_property
    def incidents(self) -> dict[str, Incident]:
        """All dossiers."""
        return {i.id: i for i in self.store.incidents()}

    @cached_property
    def quarrelled(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Of each event whether a contradiction is noted with it."""
        found = self.store.quarrelled()
        return np.array([i in found for i in self.ids], dtype=np.bool_)

    @cached_property
    def outlets(self) -> dict[str, int]:
        """Reports by outlet."""
        return self.press.counts()

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each event."""
        return {i: n for n, i in enumerate(self.ids)}

    @cached_property
    def cells(self) -> Rows:
        """Of each event its place and group of kinds as one number, place times the number of groups plus the group; -1 for those
        that have no place on a map."""
        names = list(GROUPS)
        group = np.array([names.index(GROUP_OF.get(k, "words")) for k in self.c.kinds.words] or [0], dtype=np.int32)
        good = (self.c.place >= 0) & np.concatenate([self.placed, [False]])[self.c.place]
        found: Rows = np.where(good, self.c.place * len(GROUPS) + group[self.c.kind], -1).astype(np.int32)
        return found

    @cached_property
    def minus_key(self) -> Rows:
        """Of each event minus the day that it is sorted by: it rises with the rows."""
        found: Rows = -self.c.key
        return found

    @cached_property
    def sure(self) -> Bools:
        """Of each event whether its day is known."""
        found: Bools = (self.c.first > 0) & (self.c.first == self.c.last)
        return found

    @cached_property
    def placed(self) -> Bools:
        """Of each place whether it can stand on a map of towns."""
        found: Bools = ~np.isnan(self.lat) & ~np.isnan(self.lon) & (self.radius <= TOO_WIDE_KM)
        return found

    @cached_property
    def by_spot(self) -> tuple[Rows, Rows]:
        """Rows of the events in the order of their places, newest first in each, and where each place begins among them."""
        order = np.argsort(self.c.place, kind="stable").astype(np.int32)
        return order, np.searchsorted(self.c.place[order], np.arange(len(self.spots) + 1))

    @cached_property
    def actors_told(self) -> Counter[str]:
        """Events by actor."""
        counts = np.bincount(self.c.actor_codes, minlength=len(self.actor_codes.words)).tolist()
        return Counter({a: n for a, n in zip(self.actor_codes.words, counts, strict=False) if n})

    @cached_property
    def told_in(self) -> dict[str, int]:
        """Events by place, what lies in it counted too."""
        at = self.events_at.tolist()
        return {key: n for key, codes in self.inside.items() if (n := sum(at[c] for c in codes))}

    def some(self, rows: Rows) -> Events:
        """The events of these rows."""
        return Events(self, rows)

    @property
    def order(self) -> Events:
        """All events, newest first."""
        return Events(self, np.arange(len(self.ids)))

    def rows_by(self, actor: str) -> Rows:
        """Rows of the events of an actor."""
        return np.unique(self.c.actor_rows[self.c.actor_codes == self.actor_codes.find(actor)])

    def rows_at(self, place: str) -> Rows:
        """Rows of the events at a place or within it."""
        wanted = np.zeros(len(self.spots) + 1, dtype=np.bool_)
        wanted[self.inside.get(place, [])] = True
        return np.flatnonzero(wanted[self.c.place])

    def by_actor(self, actor: str) -> Events:
        """Events of an actor, newest first."""
        return self.some(self.rows_by(actor))

    def by_place(self, place: str) -> Events:
        """Events at a place or within it, newest first."""
        return self.some(self.rows_at(place))

    def holds(self, held: Held) -> Holds:
        """The answer of the ledger as entries."""
        return Holds(self.ledger, held, self.actor_codes.words, self.spots)

    def place_id(self, name: str) -> str:
        """The id of a place given by id or by name, the busiest of several; the name itself where there is none."""
        if name in self.places or name in self.inside:
            return name
        found = self.named.get(fold_key(name).strip()) or self.named.get(name.strip().lower()) or []
        return max(found, key=lambda i: (self.told_in.get(i, 0), i)) if found else name

    @cached_property
    def days(self) -> tuple[date | None, date | None]:
        """First and last valid day of anything dated."""
        return _ends(self.c.first[self.c.first > 0], self.c.last[self.c.last > 0])

    @cached_property
    def known_days(self) -> tuple[date | None, date | None]:
        """First and last day on which something was published."""
        days = self.press.day[self.press.current & (self.press.day > 0)]
        return _ends(days, days)


def _ends(firsts: Rows, lasts: Rows) -> tuple[date | None, date | None]:
    return (date.fromordinal(int(firsts.min())) if len(firsts) else None), (date.fromordinal(int(lasts.max())) if len(lasts) else None)


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
                self._snapshot = Snapshot(self.store, version, self._snapshot)
            return self._snapshot


