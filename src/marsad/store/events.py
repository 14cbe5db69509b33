"""Events, contradictions and incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from marsad.errors import NotFound
from marsad.model import Contradiction, Event, Incident
from marsad.model.codec import dumps, loads
from marsad.store import direct
from marsad.store import schema as t
from marsad.store.altering import alter, alter_pairs
from marsad.store.core import Delta, insert, mark, remove
from marsad.store.direct import Question
from marsad.store.keys import FacetRow, Keys, KeyTables, Work, key_rows, leave, settle
from marsad.store.lines import LineTables, event_rows, keep_spots
from marsad.store.reports import chunks


class EventTables(KeyTables, LineTables):
    """Reading and writing of `event`, `contradiction` and `incident`. Each `save_*` is one transaction: all of it, or nothing."""

    def save_events(
        self,
        events: Iterable[Event],
        contradictions: Iterable[Contradiction],
        redirects: Mapping[str, Iterable[str]],
        fingerprint: str,
        *,
        facets: Iterable[FacetRow] = (),
        keys: Keys | None = None,
        left: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        """Replace events and contradictions, facets and keys; old ids go on pointing to what became of them; changes are noted."""
        with self._writing() as c:
            before = {row[0]: row[1] for row in c.execute(sa.select(t.event.c.id, t.event.c.seal))}
            for table in (t.event, t.event_claim, t.event_line, t.contradiction, t.facet, t.event_key):
                c.execute(table.delete())
            now = _write_events(c, events, Delta())
            insert(c, t.contradiction, map(_contradiction_row, contradictions))
            insert(c, t.facet, (f._asdict() for f in facets))
            insert(c, t.event_key, key_rows(keys or {}))
            _lead(c, redirects, now)
            insert(c, t.change, _notes(before, now, redirects))
            settle(c, "events", None)
            leave(c, left)
            mark(c, "events", fingerprint)
        if (held := self._told) is not None:
            held.events, held.homes = {}, {}

    def amend_events(
        self,
        events: Iterable[Event],
        contradictions: Iterable[Contradiction],
        redirects: Mapping[str, Iterable[str]],
        fingerprint: str,
        *,
        gone: Iterable[str],
        quiet: Iterable[str],
        read_again: Iterable[str],
        facets: Iterable[FacetRow],
        keys: Keys,
        work: Work,
    ) -> None:
        """Put `events` and `contradictions` in the place of the events `gone` and the contradictions `quiet`, facets and keys of
        the reports `read_again` likewise; all else stays as it is."""
        gone, quiet, again = set(gone), set(quiet), set(read_again)
        delta = Delta()
        with self._writing() as c:
            before = dict(_EVENT_SEALS.ask(c, gone))
            events = list(events)
            now = _alter_events(c, events, before, delta)
            if lost := gone - now.keys():
                remove(c, t.event.c.id, lost, delta)
                remove(c, t.event_claim.c.event, lost, delta)
                remove(c, t.event_line.c.event, lost, delta)
            remove(c, t.contradiction.c.id, quiet, delta)
            remove(c, t.facet.c.report, again, delta)
            key = t.event_key.c
            for whats, items in ((("evidence",), again), (("spot", "where"), gone), (("against",), quiet)):
                remove(c, key.item, items, delta, whats)
            now |= _write_events(c, (e for e in events if e.id not in now), delta)
            insert(c, t.contradiction, map(_contradiction_row, contradictions), delta)
            insert(c, t.facet, (f._asdict() for f in facets), delta)
            insert(c, t.event_key, key_rows(keys), delta)
            _lead(c, redirects, now)
            insert(c, t.change, _notes(before, now, redirects))
            settle(c, "events", work)
            mark(c, "events", fingerprint, delta)
        if (held := self._told) is not None:
            held.events = {i: e for i, e in held.events.items() if i not in gone} | {e.id: e for e in events}
            held.homes = {k: home for k, home in held.homes.items() if home not in gone} | {k: e.id for e in events for k in e.claims}

    def events(self, *, kind: str | None = None, place: str | None = None, status: str | None = None) -> list[Event]:
        """Events in the order of their time, then id; undated ones last."""
        query = sa.select(t.event.c.data).order_by(t.event.c.time.is_(None), t.event.c.time, t.event.c.id)
        for column, value in ((t.event.c.kind, kind), (t.event.c.place, place), (t.event.c.status, status)):
            if value is not None:
                query = query.where(column == value)
        return list(self._all(Event, query))

    def event(self, event_id: str) -> Event:
        """One event, following redirects of merged or renamed ids. Raises NotFound."""
        with self._asking() as c:
            for _ in range(50):
                data = c.execute(sa.select(t.event.c.data).where(t.event.c.id == event_id)).scalar()
                if data is not None:
                    return loads(Event, data)
                new = c.execute(
                    sa.select(t.redirect.c.new).where(t.redirect.c.old == event_id).order_by(t.redirect.c.new)
                ).scalar()
                if new is None:
                    break
                event_id = new
        raise NotFound("no such event", where=event_id, hint="marsad events lists them")

    def event_of_claims(self) -> dict[str, str]:
        """Claim id to the id of its event."""
        with self._asking() as c:
            return {row[0]: row[1] for row in c.execute(sa.select(t.event_claim.c.claim, t.event_claim.c.event))}

    def contradictions(self, event: str | None = None) -> list[Contradiction]:
        """Claim against claim, by id: inside events, between them, and about who holds a place; those of one event where named."""
        if event is None:
            tables = (t.contradiction, t.quarrel)
            found = [x for table in tables for x in self._all(Contradiction, sa.select(table.c.data))]
            return sorted(found, key=lambda x: x.id)
        found = self.contradictions_inside(event)
        for part in chunks(self.keyed("hold_key", "over", [event]).get(event, [])):
            found += self._all(Contradiction, sa.select(t.quarrel.c.data).where(t.quarrel.c.id.in_(part)))
        return sorted({x.id: x for x in found}.values(), key=lambda x: x.id)

    def contradictions_inside(self, event: str) -> list[Contradiction]:
        """Those of the events stage that concern an event."""
        found = list(self._all(Contradiction, sa.select(t.contradiction.c.data).where(t.contradiction.c.event == event)))
        for part in chunks(self.keyed("event_key", "against", [event]).get(event, [])):
            found += self._all(Contradiction, sa.select(t.contradiction.c.data).where(t.contradiction.c.id.in_(part)))
        return found

    def save_incidents(
        self,
        incidents: Iterable[Incident],
        fingerprint: str,
        *,
        keys: Keys | None = None,
        gone: Iterable[str] | None = None,
        work: Work | None = None,
    ) -> None:
        """Replace all incidents, or where `gone` is given those alone."""
        delta = Delta()
        with self._writing() as c:
            if gone is None:
                c.execute(t.incident.delete())
                c.execute(t.incident_key.delete())
            else:
                gone = set(gone)
                remove(c, t.incident.c.id, gone, delta)
                remove(c, t.incident_key.c.item, gone, delta)
            insert(c, t.incident, ({"id": i.id, "data": dumps(i)} for i in incidents), delta)
            insert(c, t.incident_key, key_rows(keys or {}), delta)
            settle(c, "incidents", None if gone is None else work)
            mark(c, "incidents", fingerprint, None if gone is None else delta)

    def incidents(self) -> list[Incident]:
        """Incidents by id."""
        return list(self._all(Incident, sa.select(t.incident.c.data).order_by(t.incident.c.id)))

    def incident(self, incident_id: str) -> Incident:
        """One incident. Raises NotFound."""
        return self._one(Incident, t.incident, incident_id)


_V: sa.BindParameter[Any] = sa.bindparam("v", expanding=True)
_LINE_SEALS = Question(sa.select(t.event_line.c.event, t.event_line.c.seal).where(t.event_line.c.event.in_(_V)))
_CLAIMS_OF = Question(
    sa.select(t.event_claim.c.event, t.event_claim.c.claim, t.event_claim.c.seal).where(t.event_claim.c.event.in_(_V))
)
_EVENT_SEALS = Question(sa.select(t.event.c.id, t.event.c.seal).where(t.event.c.id.in_(_V)))


def _write_events(c: sa.Connection, events: Iterable[Event], delta: Delta) -> dict[str, str]:
    """Insert events and their claims; the seal of each."""
    now: dict[str, str] = {}
    for part in chunks(events):
        rows = [_event_row(e) for e in part]
        insert(c, t.event, rows, delta)
        now.update((row["id"], row["seal"]) for row in rows)
        insert(c, t.event_claim, ({"event": e.id, "claim": k} for e in part for k in e.claims), delta)
        insert(c, t.event_line, event_rows(c, part), delta)
        keep_spots(c, (e.place for e in part))
    return now


def _alter_events(c: sa.Connection, events: Iterable[Event], stood: Mapping[str, str], delta: Delta) -> dict[str, str]:
    """Write events, their claims and lines over those of the same id that stand at the same place and time; the seal of each."""
    rows = {e.id: _event_row(e) for e in events if e.id in stood}
    names = alter(c, t.event, rows.values(), stood, delta)
    if not names:
        return {}
    held = [e for e in events if e.id in names]
    alter_pairs(c, _CLAIMS_OF, t.event_claim, names, ({"event": e.id, "claim": k} for e in held for k in e.claims), delta)
    lines = list(event_rows(c, held))
    there = alter(c, t.event_line, lines, dict(_LINE_SEALS.ask(c, names)), delta)
    if gone := names - there:
        remove(c, t.event_line.c.event, gone, delta)
        insert(c, t.event_line, (line for line in lines if line["event"] in gone), delta)
    keep_spots(c, (e.place for e in held))
    return {i: rows[i]["seal"] for i in names}


def _event_row(e: Event) -> dict[str, Any]:
    return {"id": e.id, "kind": e.kind, "time": e.time, "place": e.place.id if e.place else None, "status": e.status, "known": e.known,
            "data": dumps(e)}


def _notes(before: Mapping[str, str], now: Mapping[str, str], redirects: Mapping[str, Iterable[str]]) -> Iterator[dict[str, Any]]:
    """What the feed tells of the change from `before` to `now` (event id to seal)."""
    for i in sorted(now):
        if before.get(i) != now[i]:
            yield {"what": "event", "item": i, "action": "added" if i not in before else "amended", "detail": ""}
    for i in sorted(before):
        if i not in now:
            yield {"what": "event", "item": i, "action": "withdrawn", "detail": " ".join(sorted(redirects.get(i, ())))}


def _lead(c: sa.Connection, redirects: Mapping[str, Iterable[str]], now: Iterable[str]) -> None:
    """Let old ids lead to what became of them; an id that lives leads nowhere else."""
    for part in chunks(sorted({*now, *redirects})):
        direct.clear(c, t.redirect.c.old, part)
    insert(c, t.redirect, ({"old": old, "new": new} for old, news in sorted(redirects.items()) for new in sorted(set(news))))


def _contradiction_row(x: Contradiction) -> dict[str, Any]:
    return {"id": x.id, "event": x.event, "data": dumps(x)}
