"""What the stages made of the reports: readings and claims, copies and families, events, incidents, holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import sqlalchemy as sa

from marsad.errors import NotFound
from marsad.model import Claim, Contradiction, Copy, Event, Family, Hold, Incident, Place, Reading
from marsad.model.codec import dumps, loads
from marsad.store import schema as t
from marsad.store.engine import writing
from marsad.store.reports import chunks

T = TypeVar("T")


class RecordTables:
    """Reading and writing of everything derived. Each `save_*` is one transaction: all of it, or nothing."""

    engine: sa.Engine

    # readings and claims
    def save_readings(self, readings: Iterable[tuple[Reading, int, str]]) -> None:
        """Replace the readings (reading, revision read, reader version) of these reports and their claims."""
        with writing(self.engine) as c:
            for r, revision, reader in readings:
                c.execute(t.reading.delete().where(t.reading.c.report == r.report))
                c.execute(t.claim.delete().where(t.claim.c.report == r.report))
                bare = Reading(r.report, r.dispatch, r.passages, r.mentions, ())
                c.execute(t.reading.insert().values(report=r.report, revision=revision, reader=reader, data=dumps(bare)))
                if r.claims:
                    c.execute(t.claim.insert(), [{"id": k.id, "report": k.report, "seq": n, "kind": k.kind, "data": dumps(k)}
                                                 for n, k in enumerate(r.claims)])

    def stale_reports(self, reader: str) -> list[str]:
        """Ids of current reports that this reader version has not read in their current revision."""
        query = (sa.select(t.report.c.id).outerjoin(t.reading, t.reading.c.report == t.report.c.id)
                 .where(t.report.c.current, sa.or_(t.reading.c.report.is_(None), t.reading.c.revision != t.report.c.revision,
                                                   t.reading.c.reader != reader)).order_by(t.report.c.id))
        with self.engine.connect() as c:
            return list(c.execute(query).scalars())

    def reading(self, report_id: str) -> Reading | None:
        """What was read from a report, claims included; None where it has not been read yet."""
        with self.engine.connect() as c:
            data = c.execute(sa.select(t.reading.c.data).where(t.reading.c.report == report_id)).scalar()
        if data is None:
            return None
        bare = loads(Reading, data)
        return Reading(bare.report, bare.dispatch, bare.passages, bare.mentions, tuple(self.claims(report=report_id)))

    def readings(self) -> Iterator[Reading]:
        """All readings by report id, without their claims."""
        return self._all(Reading, sa.select(t.reading.c.data).order_by(t.reading.c.report))

    def claims(self, *, report: str | None = None, ids: Iterable[str] | None = None, kind: str | None = None) -> Iterator[Claim]:
        """Claims by report id and place in the text."""
        query = sa.select(t.claim.c.data).order_by(t.claim.c.report, t.claim.c.seq)
        if report is not None:
            query = query.where(t.claim.c.report == report)
        if kind is not None:
            query = query.where(t.claim.c.kind == kind)
        if ids is None:
            yield from self._all(Claim, query)
            return
        for part in chunks(sorted(set(ids))):
            yield from self._all(Claim, query.where(t.claim.c.id.in_(part)))

    def claim(self, claim_id: str) -> Claim:
        """One claim. Raises NotFound."""
        return self._one(Claim, t.claim, claim_id)

    # copies and families
    def sketches(self) -> dict[str, tuple[str, bytes]]:
        """Kept fingerprints by report id: (hash of the text they were made of, bytes)."""
        with self.engine.connect() as c:
            return {row.report: (row.text_sha256, row.data) for row in c.execute(sa.select(t.sketch))}

    def save_sketches(self, sketches: Mapping[str, tuple[str, bytes]]) -> None:
        """Replace the fingerprints of these reports."""
        with writing(self.engine) as c:
            for part in chunks(sorted(sketches)):
                c.execute(t.sketch.delete().where(t.sketch.c.report.in_(part)))
                c.execute(t.sketch.insert(), [{"report": r, "text_sha256": sketches[r][0], "data": sketches[r][1]} for r in part])

    def save_copies(self, pairs: Iterable[Copy], families: Iterable[Family], fingerprint: str) -> None:
        """Replace all copies and families, and note what they were made from."""
        with writing(self.engine) as c:
            c.execute(t.copy.delete())
            c.execute(t.family.delete())
            _insert(c, t.copy, ({"a": p.a, "b": p.b, "background": p.background, "data": dumps(p)} for p in pairs))
            _insert(c, t.family, ({"id": f.id, "data": dumps(f)} for f in families))
            _mark(c, "copies", fingerprint)

    def copies(self, report: str | None = None) -> Iterator[Copy]:
        """Pairs of reports with derived passages, by ids; those of one report where named."""
        query = sa.select(t.copy.c.data).order_by(t.copy.c.a, t.copy.c.b)
        if report is not None:
            query = query.where(sa.or_(t.copy.c.a == report, t.copy.c.b == report))
        return self._all(Copy, query)

    def families(self) -> Iterator[Family]:
        """Families by id."""
        return self._all(Family, sa.select(t.family.c.data).order_by(t.family.c.id))

    # events, contradictions, incidents, holds
    def save_events(self, events: Iterable[Event], contradictions: Iterable[Contradiction], redirects: Mapping[str, Iterable[str]],
                    fingerprint: str) -> None:
        """Replace events and contradictions; old ids go on pointing to what became of them; changes are noted."""
        events = list(events)
        with writing(self.engine) as c:
            before = dict(c.execute(sa.select(t.event.c.id, t.event.c.data)).tuples().all())
            now = {e.id: dumps(e) for e in events}
            notes = [{"what": "event", "item": i, "action": "added" if i not in before else "amended", "detail": ""}
                     for i in sorted(now) if before.get(i) != now[i]]
            notes += [{"what": "event", "item": i, "action": "withdrawn", "detail": " ".join(sorted(redirects.get(i, ())))}
                      for i in sorted(before) if i not in now]
            for table in (t.event, t.event_claim, t.contradiction):
                c.execute(table.delete())
            _insert(c, t.event, ({"id": e.id, "kind": e.kind, "time": e.time, "place": e.place.id if e.place else None,
                                  "status": e.status, "known": e.known, "data": now[e.id]} for e in events))
            _insert(c, t.event_claim, ({"event": e.id, "claim": k} for e in events for k in e.claims))
            _insert(c, t.contradiction, ({"id": x.id, "event": x.event, "data": dumps(x)} for x in contradictions))
            if now:
                c.execute(t.redirect.delete().where(t.redirect.c.old.in_(sa.select(t.event.c.id))))
            for old, news in sorted(redirects.items()):
                c.execute(t.redirect.delete().where(t.redirect.c.old == old))
                _insert(c, t.redirect, ({"old": old, "new": new} for new in sorted(set(news))))
            _insert(c, t.change, iter(notes))
            _mark(c, "events", fingerprint)

    def events(self, *, kind: str | None = None, place: str | None = None, status: str | None = None) -> list[Event]:
        """Events in the order of their time, then id; undated ones last."""
        query = sa.select(t.event.c.data).order_by(t.event.c.time.is_(None), t.event.c.time, t.event.c.id)
        for column, value in ((t.event.c.kind, kind), (t.event.c.place, place), (t.event.c.status, status)):
            if value is not None:
                query = query.where(column == value)
        return list(self._all(Event, query))

    def event(self, event_id: str) -> Event:
        """One event, following redirects of merged or renamed ids. Raises NotFound."""
        with self.engine.connect() as c:
            for _ in range(50):
                data = c.execute(sa.select(t.event.c.data).where(t.event.c.id == event_id)).scalar()
                if data is not None:
                    return loads(Event, data)
                new = c.execute(sa.select(t.redirect.c.new).where(t.redirect.c.old == event_id).order_by(t.redirect.c.new)).scalar()
                if new is None:
                    break
                event_id = new
        raise NotFound("no such event", where=event_id, hint="marsad events lists them")

    def event_of_claims(self) -> dict[str, str]:
        """Claim id to the id of its event."""
        with self.engine.connect() as c:
            return dict(c.execute(sa.select(t.event_claim.c.claim, t.event_claim.c.event)).tuples().all())

    def contradictions(self, event: str | None = None) -> list[Contradiction]:
        """Claim against claim, by id; those of one event where named."""
        query = sa.select(t.contradiction.c.data).order_by(t.contradiction.c.id)
        if event is not None:
            query = query.where(t.contradiction.c.event == event)
        return list(self._all(Contradiction, query))

    def save_incidents(self, incidents: Iterable[Incident], fingerprint: str) -> None:
        """Replace all incidents."""
        with writing(self.engine) as c:
            c.execute(t.incident.delete())
            _insert(c, t.incident, ({"id": i.id, "data": dumps(i)} for i in incidents))
            _mark(c, "incidents", fingerprint)

    def incidents(self) -> list[Incident]:
        """Incidents by id."""
        return list(self._all(Incident, sa.select(t.incident.c.data).order_by(t.incident.c.id)))

    def incident(self, incident_id: str) -> Incident:
        """One incident. Raises NotFound."""
        return self._one(Incident, t.incident, incident_id)

    def save_holds(self, holds: Iterable[Hold], fingerprint: str) -> None:
        """Replace the ledger (its entries carry their own known-clock)."""
        with writing(self.engine) as c:
            c.execute(t.hold.delete())
            _insert(c, t.hold, ({"id": h.id, "place": h.place.id, "actor": h.actor, "valid_from": h.valid_from,
                                 "known_from": h.known_from, "data": dumps(h)} for h in holds))
            _mark(c, "control", fingerprint)

    def all_holds(self, place: str | None = None, known: str | None = None) -> list[Hold]:
        """Entries of the ledger by place, known and valid day; `known` drops what was learned after that ISO day."""
        query = sa.select(t.hold.c.data).order_by(t.hold.c.place, t.hold.c.known_from, t.hold.c.valid_from, t.hold.c.id)
        if place is not None:
            query = query.where(t.hold.c.place == place)
        if known is not None:
            query = query.where(t.hold.c.known_from <= known)
        return list(self._all(Hold, query))

    def hold(self, hold_id: str) -> Hold:
        """One entry of the ledger. Raises NotFound."""
        return self._one(Hold, t.hold, hold_id)

    # imported places
    def save_places(self, places: Iterable[Place], polygons: Mapping[str, str]) -> None:
        """Add or replace imported places and polygons (place id to GeoJSON geometry)."""
        with writing(self.engine) as c:
            for some in chunks(places):
                c.execute(t.place.delete().where(t.place.c.id.in_([p.id for p in some])))
                _insert(c, t.place, ({"id": p.id, "data": dumps(p)} for p in some))
            for part in chunks(sorted(polygons)):
                c.execute(t.polygon.delete().where(t.polygon.c.place.in_(part)))
                _insert(c, t.polygon, ({"place": i, "geojson": polygons[i]} for i in part))

    def imported_places(self) -> list[Place]:
        """Imported places by id."""
        return list(self._all(Place, sa.select(t.place.c.data).order_by(t.place.c.id)))

    def polygons(self) -> dict[str, str]:
        """Place id to its polygon as GeoJSON text."""
        with self.engine.connect() as c:
            return dict(c.execute(sa.select(t.polygon.c.place, t.polygon.c.geojson).order_by(t.polygon.c.place)).tuples().all())

    # stages and history
    def fingerprint(self, stage: str) -> str | None:
        """What a stage's present results were made from; None where it never ran."""
        with self.engine.connect() as c:
            return c.execute(sa.select(t.stage.c.fingerprint).where(t.stage.c.name == stage)).scalar()

    def history(self, item: str) -> list[dict[str, Any]]:
        """Noted changes of one report or event, oldest first."""
        query = sa.select(t.change).where(t.change.c.item == item).order_by(t.change.c.seq)
        with self.engine.connect() as c:
            return [dict(row._mapping) for row in c.execute(query)]

    def changes(self, after: int = 0, limit: int = 500) -> list[dict[str, Any]]:
        """What was added, amended or withdrawn since the cursor `after` (a seq), oldest first."""
        query = sa.select(t.change).where(t.change.c.seq > after).order_by(t.change.c.seq).limit(limit)
        with self.engine.connect() as c:
            return [dict(row._mapping) for row in c.execute(query)]

    def _all(self, cls: type[T], query: sa.Select[Any]) -> Iterator[T]:
        with self.engine.connect() as c:
            for data in c.execute(query).scalars().yield_per(1000):
                yield loads(cls, data)

    def _one(self, cls: type[T], table: sa.Table, item: str) -> T:
        with self.engine.connect() as c:
            data = c.execute(sa.select(table.c.data).where(table.c.id == item)).scalar()
        if data is None:
            raise NotFound(f"no such {table.name}", where=item)
        return loads(cls, data)


def _insert(c: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    for part in chunks(rows, 1000):
        c.execute(table.insert(), part)


def _mark(c: sa.Connection, stage: str, fingerprint: str) -> None:
    c.execute(t.stage.delete().where(t.stage.c.name == stage))
    c.execute(t.stage.insert().values(name=stage, fingerprint=fingerprint))
