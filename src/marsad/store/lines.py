"""Lines: what is counted, filtered and drawn of events, entries of the ledger and places, in rows so narrow that all are read at once."""

from __future__ import annotations

import json
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from marsad.model import Contradiction, Event, Family, Hold, Place, Report
from marsad.model.codec import loads
from marsad.store import direct
from marsad.store import schema as t
from marsad.store.core import Records, insert
from marsad.store.direct import Question
from marsad.store.reports import as_report, chunks

TOLD = struct.Struct("<iii")
"""In `told`, one for each voice and report: number of the voice in its event, row number of the report, claims there."""

_SEP = "\n"
_V: sa.BindParameter[Any] = sa.bindparam("v", expanding=True)
_AT = Question(
    sa.select(t.claim.c.id, t.report.c.pk)
    .join(t.report, sa.and_(t.report.c.id == t.claim.c.report, t.report.c.current))
    .where(t.claim.c.id.in_(_V)),
    first="claim",
)
_SPOT = Question(sa.select(*(col for col in t.spot.c if col.name != "seal")).where(t.spot.c.key.in_(_V)))


def spot_key(place: Place | None) -> str | None:
    """How lines name a place: by its id, by its words behind a tilde where it has none."""
    if place is None:
        return None
    return place.id or f"~{place.text}"


def event_rows(c: sa.Connection, events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """The lines of events whose claims are in the store."""
    found = list(events)
    claims = sorted({k for e in found for k in e.claims})
    at: dict[str, int] = dict(_AT.ask(c, claims))
    for e in found:
        told = bytearray()
        for n, voice in enumerate(e.voices):
            for pk, count in sorted(Counter(at[i] for i in voice.claims if i in at).items()):
                told += TOLD.pack(n, pk, count)
        actors = sorted({m.id for m in (*e.agents, *e.targets) if m.id})
        yield {"event": e.id, "kind": e.kind, "status": e.status, "time": e.time, "known": e.known, "place": spot_key(e.place),
               "actors": _SEP.join(actors), "voices": len(e.voices), "claims": len(e.claims), "told": bytes(told)}


def hold_row(h: Hold) -> dict[str, Any]:
    """The line of an entry of the ledger."""
    return {"hold": h.id, "place": spot_key(h.place), "actor": h.actor, "hint": h.hint, "certainty": h.certainty,
            "valid_from": h.valid_from, "valid_to": h.valid_to, "known_from": h.known_from, "known_to": h.known_to, "seen": h.seen}


def hold_events(holds: Iterable[Hold]) -> Iterator[dict[str, str]]:
    """Entries and the events that speak for or against them."""
    for h in holds:
        for event in dict.fromkeys((*h.basis, *h.against)):
            yield {"hold": h.id, "event": event}


def family_rows(families: Iterable[Family]) -> Iterator[dict[str, str]]:
    """Families and their reports."""
    for f in families:
        for report in dict.fromkeys(m.report for m in f.members):
            yield {"family": f.id, "report": report}


def keep_spots(c: sa.Connection, places: Iterable[Place | None]) -> None:
    """Keep the places that events and entries stand at; one without coordinates never replaces one with them."""
    rows: dict[str, dict[str, Any]] = {}
    for p in places:
        key = spot_key(p)
        if p is not None and key and (key not in rows or rows[key]["lat"] is None):
            rows[key] = _spot_row(key, p)
    s = t.spot.c
    for part in chunks(sorted(rows)):
        there = {row.key: row._asdict() for row in _SPOT.ask(c, part)}
        new = [rows[k] for k in part if k not in there or (there[k] != rows[k] and (rows[k]["lat"] is not None or there[k]["lat"] is None))]
        if gone := [row["key"] for row in new if row["key"] in there]:
            direct.clear(c, s.key, gone)
        insert(c, t.spot, new)


def _spot_row(key: str, p: Place) -> dict[str, Any]:
    def real(x: float | None) -> float | None:
        return None if x is None else float(x)

    return {"key": key, "text": "" if p.name_ar or p.name_en else p.text, "name_ar": p.name_ar, "name_en": p.name_en, "type": p.type,
            "country": p.country, "admin1": p.admin1, "lat": real(p.lat), "lon": real(p.lon), "radius_km": real(p.radius_km),
            "precision": p.precision, "parents": _SEP.join(p.parents)}


class LineTables(Records):
    """Reading of lines, and of the few whole records that a page shows."""

    def event_lines(self, ids: Iterable[str] | None = None) -> list[tuple[Any, ...]]:
        """(event, kind, status, time, known, place, actors, voices, claims, told) of all events, or of these."""
        names = ("event", "kind", "status", "time", "known", "place", "actors", "voices", "claims", "told")
        return self._lines(sa.select(*(t.event_line.c[n] for n in names)), t.event_line.c.event, ids)

    def hold_lines(self, ids: Iterable[str] | None = None) -> list[tuple[Any, ...]]:
        """(hold, place, actor, hint, certainty, valid_from, valid_to, known_from, known_to, seen) of the whole ledger, or of these
        entries."""
        return self._lines(sa.select(*(col for col in t.hold_line.c if col.name != "seal")), t.hold_line.c.hold, ids)

    def report_lines(self, ids: Iterable[str] | None = None) -> list[tuple[Any, ...]]:
        """(pk, outlet, published, flags, current) of every revision of every report, or of these; `current` may be 0 or 1."""
        r = t.report.c
        return self._lines(sa.select(r.pk, r.outlet, r.published, r.flags, r.current), r.id, ids)

    def line_digests(self) -> dict[str, str]:
        """Of `event_line` and `hold_line` the digest of the stage that writes it: where it is the same, so is every line."""
        found = dict(self._lines(sa.select(t.stage.c.name, t.stage.c.digest)))
        return {"event_line": found.get("events", ""), "hold_line": found.get("control", "")}

    def logged(self, after: int = 0) -> tuple[int, set[str]]:
        """The number of the last entry of the log, and the reports that those after the entry `after` speak of: no other row of a report
        has changed since."""
        entries = self._lines(sa.select(t.log.c.entry).where(t.log.c.seq > after)) if after else []
        last = self._lines(sa.select(sa.func.max(t.log.c.seq)))[0][0]
        return last or 0, {json.loads(entry)["report"] for entry, in entries}

    def line_seals(self, table: str) -> list[tuple[Any, ...]]:
        """(name, seal) of each row of `event_line`, `hold_line` or `spot`: two states of a store differ in the rows whose seals do."""
        names = {"event_line": t.event_line.c.event, "hold_line": t.hold_line.c.hold, "spot": t.spot.c.key}
        return self._lines(sa.select(names[table], t.metadata.tables[table].c.seal))

    def _lines(self, query: sa.Select[Any], column: sa.Column[Any] | None = None, values: Iterable[str] | None = None
               ) -> list[tuple[Any, ...]]:
        """Rows as the driver gives them: for hundreds of thousands, what SQLAlchemy makes of each takes longer than to read it."""
        parts = [query] if column is None or values is None else [query.where(column.in_(p)) for p in chunks(sorted(set(values)))]
        with self.engine.connect() as c:
            return [row for part in parts for row in c.execute(part).cursor.fetchall()]

    def spots(self) -> dict[str, Place]:
        """The places that events and entries of the ledger stand at, or stood at once, by key."""
        s, found = t.spot.c, dict[str, Place]()
        names = (s.key, s.text, s.name_ar, s.name_en, s.type, s.country, s.admin1, s.lat, s.lon, s.radius_km, s.precision, s.parents)
        for key, text, ar, en, kind, country, admin1, lat, lon, radius, precision, up in self._rows(sa.select(*names)):
            found[key] = Place(None if key.startswith("~") else key, text or ar or en, ar, en, kind, country, admin1, lat, lon, radius,
                               precision, tuple(up.split(_SEP)) if up else ())
        return found

    def holds_of(self, ids: Iterable[str]) -> list[Hold]:
        """Entries of the ledger by id."""
        return self._some(Hold, t.hold.c.data, t.hold.c.id, ids)

    def holds_over(self, event: str) -> list[Hold]:
        """Entries of the ledger that an event speaks for or against, by id."""
        found = self._rows(sa.select(t.hold_event.c.hold).where(t.hold_event.c.event == event))
        return self.holds_of(row[0] for row in found)

    def incidents_of(self, ids: Iterable[str]) -> list[Any]:
        """Incidents by id."""
        from marsad.model import Incident

        return self._some(Incident, t.incident.c.data, t.incident.c.id, ids)

    def contradictions_of(self, events: Iterable[str]) -> list[Contradiction]:
        """Contradictions that are noted first with these events, by id."""
        found = self._some(Contradiction, t.contradiction.c.data, t.contradiction.c.event, events)
        return sorted(found, key=lambda x: x.id)

    def quarrelled(self) -> set[str]:
        """Ids of the events that contradictions are noted with."""
        return {row[0] for row in self._rows(sa.select(t.contradiction.c.event).distinct()) if row[0]}

    def families_of(self, reports: Iterable[str]) -> dict[str, list[Family]]:
        """The families of these reports, by report."""
        at = t.family_report.c
        of: list[Any] = []
        for part in chunks(sorted(set(reports))):
            of += self._rows(sa.select(at.report, at.family).where(at.report.in_(part)))
        found = {f.id: f for f in self._some(Family, t.family.c.data, t.family.c.id, (row.family for row in of))}
        out: dict[str, list[Family]] = {}
        for report, family in sorted(map(tuple, of)):
            if family in found:
                out.setdefault(report, []).append(found[family])
        return out

    def heads(self, ids: Iterable[str]) -> dict[str, Report]:
        """Current reports by id, without their texts."""
        out: dict[str, Report] = {}
        for part in chunks(sorted(set(ids))):
            out.update((row.id, _head(row)) for row in self._rows(_HEAD.where(t.report.c.id.in_(part))))
        return out

    def newest(self, *, outlet: str | None = None, start: int = 0, limit: int = 60) -> list[Report]:
        """Current reports without their texts, the last published first, undated ones last."""
        r = t.report.c
        query = _HEAD if outlet is None else _HEAD.where(r.outlet == outlet)
        last = r.published.desc()
        # In SQLite nothing sorts before everything, as is wanted; to say so would keep it from its index.
        order = (last if self.engine.dialect.name == "sqlite" else last.nulls_last(), r.id.desc())
        return [_head(row) for row in self._rows(query.order_by(*order).offset(start).limit(None if limit < 0 else limit))]

    def heads_after(self, after: str, keep: Callable[[int], object]) -> Iterator[Report]:
        """Current reports without their texts by id, from the one after `after`, where `keep` takes their row number."""
        r = t.report.c
        ids = sa.select(r.pk, r.id).where(r.current, r.id > after).order_by(r.id).execution_options(yield_per=5000)
        with self.engine.connect() as c:
            for part in chunks((row.id for row in c.execute(ids) if keep(row.pk)), 200):
                found = self.heads(part)
                yield from (found[i] for i in part if i in found)

    def held_events(self) -> set[str]:
        """Ids of the events that entries of the ledger rest on or stand against."""
        return {row[0] for row in self._rows(sa.select(t.hold_event.c.event).distinct())}

    def claims_alone(self, limit: int) -> list[str]:
        """Ids of claims that are in no event, the first `limit` by id."""
        k = t.claim.c.id
        query = sa.select(k).where(~sa.exists().where(t.event_claim.c.claim == k)).order_by(k).limit(limit)
        return [row[0] for row in self._rows(query)]

    def claims_of_reports(self, reports: Iterable[str]) -> list[str]:
        """Ids of the claims of these reports."""
        return [row.id for part in chunks(sorted(set(reports)))
                for row in self._rows(sa.select(t.claim.c.id).where(t.claim.c.report.in_(part)))]

    def claim_count(self) -> int:
        """How many claims there are."""
        return int(self._rows(sa.select(sa.func.count()).select_from(t.claim))[0][0])

    def claim_reports(self, ids: Iterable[str]) -> dict[str, str]:
        """Claim id to the id of its report, of the claims that there are."""
        return {row.id: row.report for part in chunks(sorted(set(ids)))
                for row in self._rows(sa.select(t.claim.c.id, t.claim.c.report).where(t.claim.c.id.in_(part)))}

    def found(self, query: str, limit: int) -> list[int]:
        """Row numbers of the reports that hold all words of `query`, best first."""
        from marsad.store.words import find

        with self.engine.connect() as c:
            return find(c, query, limit)

    def reports_at(self, pks: Iterable[int]) -> list[Report]:
        """The current ones of the reports with these row numbers, in that order."""
        wanted, r = list(pks), t.report.c
        found = (row for part in chunks(wanted) for row in self._rows(sa.select(t.report).where(r.pk.in_(part), r.current)))
        rows = {row.pk: as_report(row) for row in found}
        return [rows[pk] for pk in wanted if pk in rows]

    def _rows(self, query: sa.Select[Any]) -> list[Any]:
        with self.engine.connect() as c:
            return list(c.execute(query).fetchall())

    def _some(self, cls: type[Any], data: sa.Column[Any], column: sa.Column[Any], values: Iterable[str]) -> list[Any]:
        out: list[Any] = []
        for part in chunks(sorted(set(values))):
            out += [loads(cls, row[0]) for row in self._rows(sa.select(data).where(column.in_(part)).order_by(column))]
        return out


_R = t.report.c
_HEAD = sa.select(_R.pk, _R.id, _R.outlet, _R.url, _R.published, _R.language, _R.author, _R.title, _R.sha256, _R.flags).where(_R.current)


def _head(row: Any) -> Report:
    return Report(row.id, row.title, "", row.outlet, row.url, row.published, row.language, row.author, row.sha256, "", 1,
                  tuple(row.flags.split()))
