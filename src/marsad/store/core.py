"""What every table module shares: whole-transaction inserts, and records read back from their JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import get_ident
from typing import Any, TypeVar

import sqlalchemy as sa

from marsad.errors import NotFound
from marsad.model.codec import loads
from marsad.store import direct
from marsad.store import schema as t
from marsad.store.engine import MEMORY, writing
from marsad.store.reports import chunks
from marsad.store.seals import digest, seal

T = TypeVar("T")


@dataclass(slots=True)
class Held:
    """A connection that a thread asks over, whether its transaction writes, and what it was told already that no stage writes: the mark
    of the imported places, claims by report, sources, the judgements that stand. In nobody else's transaction do they change. Events,
    and which event each claim is in (None: in none), are told anew where they are written."""

    connection: sa.Connection
    writes: bool
    places: str | None = None
    claims: dict[str, list[Any]] = field(default_factory=dict)
    sources: dict[str, Any] = field(default_factory=dict)
    judgements: list[Any] | None = None
    events: dict[str, Any] = field(default_factory=dict)
    homes: dict[str, str | None] = field(default_factory=dict)


class Records:
    """Reading of JSON payloads."""

    engine: sa.Engine
    target: str
    _held: dict[int, Held]
    """By thread: the connection that it holds."""

    @property
    def in_memory(self) -> bool:
        """Whether all threads ask over one connection (a database in memory): then no transaction may stay open while others ask."""
        return self.target == MEMORY

    @contextmanager
    def reading_on(self) -> Iterator[None]:
        """Ask over one connection, and see the store as it is now: a stage that asks for little asks often. For this thread; what
        others ask goes its own way."""
        if self.in_memory or self._mine is not None:
            yield
            return
        with self.engine.connect() as c, self._hold(c, False):
            yield

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Ask and write in one transaction: all that is written inside is kept, or nothing of it, and readers see none of it before.
        Other writers wait meanwhile. For this thread. Raises StoreBusy."""
        assert self._mine is None, "asking or writing already"
        with writing(self.engine) as c, self._hold(c, True):
            yield

    @contextmanager
    def _hold(self, c: sa.Connection, writes: bool) -> Iterator[None]:
        self._held[get_ident()] = Held(c, writes)
        try:
            yield
        finally:
            del self._held[get_ident()]

    @property
    def _mine(self) -> sa.Connection | None:
        """The connection that this thread holds."""
        held = self._told
        return held.connection if held is not None else None

    @property
    def _told(self) -> Held | None:
        """What this thread was told over the connection that it holds."""
        return self._held.get(get_ident())

    @contextmanager
    def _asking(self) -> Iterator[sa.Connection]:
        if (mine := self._mine) is not None:
            yield mine
            return
        with self.engine.connect() as c:
            yield c

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """A transaction that will write: the one that is on, or one of its own."""
        held = self._told
        if held is not None and held.writes:
            yield held.connection
            return
        with writing(self.engine) as c:
            yield c

    def _ask(self, question: direct.Question, values: Iterable[Any] | None = None, **more: Any) -> list[Any]:
        """Rows of a question that is asked often."""
        if (mine := self._mine) is not None:
            return question.ask(mine, values, **more)
        with self.engine.connect() as c:
            return question.ask(c, values, **more)

    def _all(self, cls: type[T], query: sa.Select[Any]) -> Iterator[T]:
        with self._asking() as c:
            for data in c.execute(query).scalars().yield_per(1000):
                yield loads(cls, data)

    def _one(self, cls: type[T], table: sa.Table, item: str) -> T:
        with self._asking() as c:
            data = c.execute(sa.select(table.c.data).where(table.c.id == item)).scalar()
        if data is None:
            raise NotFound(f"no such {table.name}", where=item)
        return loads(cls, data)


def insert(c: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]], delta: Delta | None = None) -> None:
    """Insert rows with their seals (made here where a row has none yet), a thousand at a time; `delta` takes note of them."""
    columns = t.sealed(table.name) if "seal" in table.c else ()
    for part in chunks(rows, 1000):
        if columns:
            for row in part:
                if "seal" not in row:
                    row["seal"] = seal(columns, row)
        if delta is not None:
            delta.add(table.name, (row["seal"] for row in part), 1)
        direct.put(c, table, part)


def remove(c: sa.Connection, column: sa.Column[Any], values: Iterable[str], delta: Delta, what: Sequence[str] = ()) -> None:
    """Delete the rows whose column is one of the values (of a table of keys: those of these kinds); `delta` takes note of them."""
    for part in chunks(sorted(set(values))):
        if gone := direct.take(c, column, part, what):
            delta.add(column.table.name, gone, -1)


class Delta:
    """How many rows of each table came (or went, below zero), and the sum of their seals."""

    __slots__ = ("counts", "sums")

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.sums: dict[str, int] = {}

    def add(self, table: str, seals: Iterable[object], sign: int) -> None:
        """Note rows that came (`sign` 1) or went (-1)."""
        for one in seals:
            self.counts[table] = self.counts.get(table, 0) + sign
            self.sums[table] = (self.sums.get(table, 0) + sign * _number(one)) % _RING


_RING = 1 << 64
STAGE_TABLES = {
    "copies": (t.copy, t.family, t.family_report),
    "events": (t.event, t.event_claim, t.contradiction, t.facet, t.event_key, t.event_line),
    "incidents": (t.incident, t.incident_key),
    "control": (t.hold, t.quarrel, t.proof, t.hold_key, t.hold_line, t.hold_event),
}
"""The tables that a stage alone writes."""


def mark(c: sa.Connection, stage: str, fingerprint: str, delta: Delta | None = None) -> None:
    """Note what a stage was made from, and how many rows it has and the sum of their seals: none can be lost unseen.

    With `delta`, what changed since the last mark, the rows are not read again.
    """
    old = next((row.digest for row in _DIGEST.ask(c, name=stage)), None) if delta is not None else None
    noted = stage_digest(c, stage) if old is None or delta is None else _moved(old, stage, delta)
    row = {"name": stage, "fingerprint": fingerprint, "digest": noted}
    row["seal"] = seal(t.sealed("stage"), row)
    if not direct.alter(c, t.stage, row):
        insert(c, t.stage, [row])


_DIGEST = direct.Question(sa.select(t.stage.c.digest).where(t.stage.c.name == sa.bindparam("name")))


def stage_digest(c: sa.Connection, stage: str) -> str:
    """Rows and sum of seals of each of a stage's tables. The order of the rows is nothing to it."""
    found = []
    for table in STAGE_TABLES.get(stage, ()):
        count = total = 0
        for one in direct.seals(c, table):
            count += 1
            total += _number(one)
        found.append(f"{table.name}:{count}:{total % _RING:016x}")
    return " ".join(found)


def _moved(old: str, stage: str, delta: Delta) -> str:
    """A digest after a change."""
    before = {name: (int(count), int(total, 16)) for name, count, total in (x.split(":") for x in old.split())}
    found = []
    for name in (x.name for x in STAGE_TABLES.get(stage, ())):
        count, total = before.get(name, (0, 0))
        found.append(f"{name}:{count + delta.counts.get(name, 0)}:{(total + delta.sums.get(name, 0)) % _RING:016x}")
    return " ".join(found)


def _number(one: object) -> int:
    """A seal as a number; what is none any more counts as its hash, so that it shows."""
    try:
        return int(str(one), 16)
    except ValueError:
        return int(digest([one])[:16], 16)
