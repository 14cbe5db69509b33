"""What every table module shares: whole-transaction inserts, and records read back from their JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import sqlalchemy as sa

from marsad.errors import NotFound
from marsad.model.codec import loads
from marsad.store import schema as t
from marsad.store.reports import chunks
from marsad.store.seals import digest

T = TypeVar("T")


class Records:
    """Reading of JSON payloads."""

    engine: sa.Engine

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


def insert(c: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    for part in chunks(rows, 1000):
        c.execute(table.insert(), part)


STAGE_TABLES = {
    "copies": (t.copy, t.family),
    "events": (t.event, t.event_claim, t.contradiction),
    "incidents": (t.incident,),
    "control": (t.hold,),
}
"""The tables that a stage replaces whole."""


def mark(c: sa.Connection, stage: str, fingerprint: str) -> None:
    """Note what a stage was made from, and a digest over the seals of all its rows: none can be lost unseen."""
    c.execute(t.stage.delete().where(t.stage.c.name == stage))
    c.execute(t.stage.insert().values(name=stage, fingerprint=fingerprint, digest=stage_digest(c, stage)))


def stage_digest(c: sa.Connection, stage: str) -> str:
    """SHA-256 over the seals of the rows of a stage's tables, in the order of the seals."""
    return digest(
        seal
        for table in STAGE_TABLES.get(stage, ())
        for seal in c.exec_driver_sql(f'SELECT seal FROM "{table.name}" ORDER BY seal').scalars()
    )
