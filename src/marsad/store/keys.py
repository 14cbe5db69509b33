"""What the stages keep to find what a change touches: facets of claims, keys of what was made, and what is stale."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa

from marsad.model import Claim, Event, Report
from marsad.model.codec import loads
from marsad.store import schema as t
from marsad.store.core import Records, insert, mark
from marsad.store.engine import writing
from marsad.store.reports import chunks

Keys = Mapping[tuple[str, str], Iterable[str]]
"""(what, item) to keys."""


class FacetRow(NamedTuple):
    """A claim as clustering sees it: its group, first and last day (ordinals), and the rest packed."""

    claim: str
    report: str
    grp: str
    lo: int | None
    hi: int | None
    data: str


class Stale(NamedTuple):
    """Something that a stage has not worked on yet: `what` it is (report, pair, place, event …) and which."""

    seq: int
    what: str
    item: str


@dataclass(frozen=True, slots=True)
class Source:
    """The part of a report that fusing needs."""

    id: str
    outlet: str
    day: str | None


@dataclass(slots=True)
class Work:
    """What a stage leaves to the next ones, and what of its own list it has done."""

    done: list[int] = field(default_factory=list)
    left: list[tuple[str, str, str]] = field(default_factory=list)
    """(stage, what, item)"""


def leave(c: sa.Connection, items: Iterable[tuple[str, str, str]]) -> None:
    """Put (stage, what, item) on the lists of later stages, in the transaction of the change."""
    rows = [{"stage": stage, "what": what, "item": item} for stage, what, item in dict.fromkeys(items)]
    insert(c, t.stale, rows)


def settle(c: sa.Connection, stage: str, work: Work | None) -> None:
    """Take off what was done, and leave the rest; None: the stage made everything anew."""
    if work is None:
        c.execute(t.stale.delete().where(t.stale.c.stage == stage))
        return
    for part in chunks(work.done):
        c.execute(t.stale.delete().where(t.stale.c.seq.in_(part)))
    leave(c, work.left)


def key_rows(keys: Keys) -> Iterator[dict[str, str]]:
    """Rows of a key table."""
    for (what, item), values in keys.items():
        for key in dict.fromkeys(values):
            yield {"what": what, "item": item, "key": key}


class KeyTables(Records):
    """Reading of `facet`, `event_key`, `incident_key`, `hold_key` and `stale`, and of records by them."""

    def stale(self, stage: str) -> list[Stale]:
        """What a stage has not worked on yet, oldest first."""
        query = sa.select(t.stale.c.seq, t.stale.c.what, t.stale.c.item).where(t.stale.c.stage == stage)
        with self.engine.connect() as c:
            return [Stale(*row) for row in c.execute(query.order_by(t.stale.c.seq))]

    def facets(self, reports: Iterable[str]) -> list[FacetRow]:
        """Facets of these reports."""
        return [FacetRow(*row) for row in self._in(_FACET, t.facet.c.report, reports)]

    def facets_of_claims(self, claims: Iterable[str]) -> list[FacetRow]:
        """Facets of these claims."""
        return [FacetRow(*row) for row in self._in(_FACET, t.facet.c.claim, claims)]

    def facets_within(self, group: str, lo: int, hi: int) -> list[FacetRow]:
        """Facets of a group whose interval meets [lo, hi]."""
        query = _FACET.where(t.facet.c.grp == group, t.facet.c.lo <= hi, t.facet.c.hi >= lo)
        with self.engine.connect() as c:
            return [FacetRow(*row) for row in c.execute(query)]

    def keys(self, table: str, what: str, items: Iterable[str]) -> dict[str, list[str]]:
        """Keys of items in `event_key`, `incident_key` or `hold_key`, by item."""
        k = t.metadata.tables[table].c
        found: dict[str, list[str]] = {}
        query = sa.select(k.item, k.key).where(k.what == what)
        for item, key in self._in(query, k.item, items):
            found.setdefault(item, []).append(key)
        return {i: sorted(v) for i, v in found.items()}

    def keyed(self, table: str, what: str, keys: Iterable[str]) -> dict[str, list[str]]:
        """Items by key in `event_key`, `incident_key` or `hold_key`."""
        k = t.metadata.tables[table].c
        found: dict[str, list[str]] = {}
        query = sa.select(k.key, k.item).where(k.what == what)
        for key, item in self._in(query, k.key, keys):
            found.setdefault(key, []).append(item)
        return {i: sorted(v) for i, v in found.items()}

    def passages(self, reports: Iterable[str]) -> dict[str, list[tuple[int, int, str, int, int]]]:
        """The copied passages of these reports: start, end, the other report, its start and end."""
        found: dict[str, list[tuple[int, int, str, int, int]]] = {}
        wanted = set(reports)
        seen: set[tuple[str, str]] = set()
        for side in (t.copy.c.a, t.copy.c.b):
            for a, b, data in self._in(sa.select(t.copy.c.a, t.copy.c.b, t.copy.c.data), side, wanted):
                if (a, b) in seen:
                    continue
                seen.add((a, b))
                for p in json.loads(data)["passages"]:
                    ends = p["a_start"], p["a_end"], p["b_start"], p["b_end"]
                    found.setdefault(a, []).append((ends[0], ends[1], b, ends[2], ends[3]))
                    found.setdefault(b, []).append((ends[2], ends[3], a, ends[0], ends[1]))
        return {r: v for r, v in found.items() if r in wanted}

    def copies_among(self, reports: Iterable[str]) -> list[str]:
        """JSON of the copies between these reports, by ids."""
        wanted = set(reports)
        query = sa.select(t.copy.c.a, t.copy.c.b, t.copy.c.data)
        return [row.data for row in sorted(self._in(query, t.copy.c.a, wanted)) if row.b in wanted]

    def claims_of(self, reports: Iterable[str]) -> list[Claim]:
        """The claims of these reports, by report and place in the text."""
        query = sa.select(t.claim.c.report, t.claim.c.seq, t.claim.c.data)
        rows = sorted((row.report, row.seq, row.data) for row in self._in(query, t.claim.c.report, reports))
        return [loads(Claim, data) for _, _, data in rows]

    def sources(self, reports: Iterable[str] | None = None) -> dict[str, Source]:
        """Outlet and day of these current reports (all where None), without their texts."""
        r = t.report.c
        query = sa.select(r.id, r.outlet, r.published, r.flags).where(r.current)
        found = {}
        if reports is not None:
            rows: Iterable[Any] = self._in(query, r.id, reports)
            for row in rows:
                found[row.id] = _source(row)
            return found
        with self.engine.connect() as c:
            for row in c.execute(query.execution_options(yield_per=1000)):
                found[row.id] = _source(row)
        return found

    def events_of(self, ids: Iterable[str]) -> list[Event]:
        """Events by id; those that are gone left out."""
        rows = sorted(self._in(sa.select(t.event.c.id, t.event.c.data), t.event.c.id, ids))
        return [loads(Event, row.data) for row in rows]

    def homes(self, claims: Iterable[str] | None = None) -> dict[str, str]:
        """Claim id to the id of its event (of all claims where None)."""
        query = sa.select(t.event_claim.c.claim, t.event_claim.c.event)
        if claims is not None:
            return {row.claim: row.event for row in self._in(query, t.event_claim.c.claim, claims)}
        with self.engine.connect() as c:
            return {row.claim: row.event for row in c.execute(query.execution_options(yield_per=5000))}

    def report_count(self) -> int:
        """How many reports have been read."""
        with self.engine.connect() as c:
            return int(c.execute(sa.select(sa.func.count()).select_from(t.reading)).scalar() or 0)

    def ledger_places(self) -> set[str]:
        """Every place that a claim of ground names, by the ledger's keys."""
        with self.engine.connect() as c:
            return set(c.execute(sa.select(t.event_key.c.key).where(t.event_key.c.what == "place").distinct()).scalars())

    def note_stage(self, name: str, fingerprint: str) -> None:
        """Note what a stage without tables of its own stands at."""
        with writing(self.engine) as c:
            mark(c, name, fingerprint)

    def _in(self, query: sa.Select[Any], column: sa.ColumnElement[Any], values: Iterable[str]) -> list[Any]:
        """Rows whose column is one of the values; rows are named."""
        found: list[Any] = []
        with self.engine.connect() as c:
            for part in chunks(sorted(set(values))):
                found.extend(c.execute(query.where(column.in_(part))))
        return found


_FACET = sa.select(t.facet.c.claim, t.facet.c.report, t.facet.c.grp, t.facet.c.lo, t.facet.c.hi, t.facet.c.data)


def _source(row: Any) -> Source:
    flags = row.flags.split()
    return Source(row.id, row.outlet, Report(row.id, "", "", published=row.published, flags=tuple(flags)).day)
