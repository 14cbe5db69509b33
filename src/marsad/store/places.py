"""Imported places; the state of the stages; noted changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from marsad.model import Place
from marsad.model.codec import dumps
from marsad.store import schema as t
from marsad.store.core import Records, insert, mark
from marsad.store.direct import Question
from marsad.store.engine import writing
from marsad.store.reports import chunks
from marsad.store.seals import digest

_FINGERPRINT = Question(sa.select(t.stage.c.fingerprint).where(t.stage.c.name == sa.bindparam("name")))
_FINGERPRINTS = Question(sa.select(t.stage.c.name, t.stage.c.fingerprint))
_PLACES = Question(sa.select(t.place.c.data).order_by(t.place.c.id))
_NOTED = (t.change.c.seq, t.change.c.what, t.change.c.item, t.change.c.action, t.change.c.detail)


class PlaceTables(Records):
    """Reading and writing of `place`, `polygon`, `stage` and `change`."""

    def save_places(self, places: Iterable[Place], polygons: Mapping[str, str]) -> None:
        """Add or replace imported places and polygons (place id to GeoJSON geometry)."""
        with writing(self.engine) as c:
            for some in chunks(places):
                c.execute(t.place.delete().where(t.place.c.id.in_([p.id for p in some])))
                insert(c, t.place, ({"id": p.id, "data": dumps(p)} for p in some))
            for part in chunks(sorted(polygons)):
                c.execute(t.polygon.delete().where(t.polygon.c.place.in_(part)))
                insert(c, t.polygon, ({"place": i, "geojson": polygons[i]} for i in part))
            mark(c, "places", _places_mark(c))

    def imported_places(self) -> list[Place]:
        """Imported places by id."""
        return list(self._all(Place, sa.select(t.place.c.data).order_by(t.place.c.id)))

    def places_mark(self) -> str:
        """A short text that is another one after every change of the imported places."""
        held = self._told
        if held is not None and held.places is not None:
            return held.places
        mark = self.fingerprint("places")
        if mark is None:
            # Nothing imported yet, or by a marsad that kept no mark.
            with self._asking() as c:
                mark = _places_mark(c)
        if held is not None:
            held.places = mark
        return mark

    def polygons(self) -> dict[str, str]:
        """Place id to its polygon as GeoJSON text."""
        with self.engine.connect() as c:
            rows = c.execute(sa.select(t.polygon.c.place, t.polygon.c.geojson).order_by(t.polygon.c.place))
            return {row[0]: row[1] for row in rows}

    def fingerprint(self, stage: str) -> str | None:
        """What a stage's present results were made from; None where it never ran."""
        found = self._ask(_FINGERPRINT, name=stage)
        return str(found[0].fingerprint) if found else None

    def fingerprints(self) -> dict[str, str]:
        """The same of every stage that ran."""
        return dict(self._ask(_FINGERPRINTS))

    def states(self, name: str) -> Iterator[str]:
        """What `reports` or `readings` stand at, a line a report in the order of ids: enough to see that something changed."""
        r, k = t.report.c, t.reading.c
        query = (
            sa.select(r.id, r.revision, r.text_sha256, r.published).where(r.current).order_by(r.id)
            if name == "reports"
            else sa.select(k.report, k.revision, k.reader).order_by(k.report)
        )
        with self.engine.connect() as c:
            for row in c.execute(query):
                yield "\x1f".join(str(v) for v in row)

    def history(self, item: str) -> list[dict[str, Any]]:
        """Noted changes of one report or event, oldest first."""
        query = sa.select(*_NOTED).where(t.change.c.item == item).order_by(t.change.c.seq)
        with self.engine.connect() as c:
            return [dict(row._mapping) for row in c.execute(query)]

    def changes(self, after: int = 0, limit: int = 500) -> list[dict[str, Any]]:
        """What was added, amended or withdrawn since the cursor `after` (a seq), oldest first."""
        query = sa.select(*_NOTED).where(t.change.c.seq > after).order_by(t.change.c.seq).limit(limit)
        with self.engine.connect() as c:
            return [dict(row._mapping) for row in c.execute(query)]


def _places_mark(c: sa.Connection) -> str:
    return digest(row.data for row in _PLACES.ask(c))[:16]
