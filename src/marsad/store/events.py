"""Events, contradictions, incidents and the ledger of holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from marsad.errors import NotFound
from marsad.model import Contradiction, Event, Hold, Incident
from marsad.model.codec import dumps, loads
from marsad.store import schema as t
from marsad.store.core import Records, insert, mark
from marsad.store.engine import writing


class EventTables(Records):
    """Reading and writing of `event`, `contradiction`, `incident` and `hold`. Each `save_*` is one transaction: all of it, or nothing."""

    def save_events(
        self,
        events: Iterable[Event],
        contradictions: Iterable[Contradiction],
        redirects: Mapping[str, Iterable[str]],
        fingerprint: str,
    ) -> None:
        """Replace events and contradictions; old ids go on pointing to what became of them; changes are noted."""
        events = list(events)
        with writing(self.engine) as c:
            before = {row[0]: row[1] for row in c.execute(sa.select(t.event.c.id, t.event.c.data))}
            now = {e.id: dumps(e) for e in events}
            notes = [
                {"what": "event", "item": i, "action": "added" if i not in before else "amended", "detail": ""}
                for i in sorted(now)
                if before.get(i) != now[i]
            ]
            notes += [
                {"what": "event", "item": i, "action": "withdrawn", "detail": " ".join(sorted(redirects.get(i, ())))}
                for i in sorted(before)
                if i not in now
            ]
            for table in (t.event, t.event_claim, t.contradiction):
                c.execute(table.delete())
            insert(
                c,
                t.event,
                (
                    {
                        "id": e.id,
                        "kind": e.kind,
                        "time": e.time,
                        "place": e.place.id if e.place else None,
                        "status": e.status,
                        "known": e.known,
                        "data": now[e.id],
                    }
                    for e in events
                ),
            )
            insert(c, t.event_claim, ({"event": e.id, "claim": k} for e in events for k in e.claims))
            insert(c, t.contradiction, ({"id": x.id, "event": x.event, "data": dumps(x)} for x in contradictions))
            if now:
                c.execute(t.redirect.delete().where(t.redirect.c.old.in_(sa.select(t.event.c.id))))
            for old, news in sorted(redirects.items()):
                c.execute(t.redirect.delete().where(t.redirect.c.old == old))
                insert(c, t.redirect, ({"old": old, "new": new} for new in sorted(set(news))))
            insert(c, t.change, iter(notes))
            mark(c, "events", fingerprint)

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
                new = c.execute(
                    sa.select(t.redirect.c.new).where(t.redirect.c.old == event_id).order_by(t.redirect.c.new)
                ).scalar()
                if new is None:
                    break
                event_id = new
        raise NotFound("no such event", where=event_id, hint="marsad events lists them")

    def event_of_claims(self) -> dict[str, str]:
        """Claim id to the id of its event."""
        with self.engine.connect() as c:
            return {row[0]: row[1] for row in c.execute(sa.select(t.event_claim.c.claim, t.event_claim.c.event))}

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
            insert(c, t.incident, ({"id": i.id, "data": dumps(i)} for i in incidents))
            mark(c, "incidents", fingerprint)

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
            insert(
                c,
                t.hold,
                (
                    {
                        "id": h.id,
                        "place": h.place.id,
                        "actor": h.actor,
                        "valid_from": h.valid_from,
                        "known_from": h.known_from,
                        "data": dumps(h),
                    }
                    for h in holds
                ),
            )
            mark(c, "control", fingerprint)

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
