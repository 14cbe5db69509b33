"""The store as the other rooms see it."""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa

from marsad.store import pages, postgres
from marsad.store import schema as t
from marsad.store.archives import ArchiveTables
from marsad.store.claims import ClaimTables
from marsad.store.copies import CopyTables
from marsad.store.engine import MEMORY, file_of, open_engine
from marsad.store.events import EventTables
from marsad.store.holds import HoldTables
from marsad.store.places import PlaceTables
from marsad.store.removal import RemovalTables
from marsad.store.reports import ReportTables
from marsad.store.review import ReviewTables

log = logging.getLogger("marsad")


class Store(ArchiveTables, ReportTables, ClaimTables, CopyTables, EventTables, HoldTables, PlaceTables, RemovalTables, ReviewTables):
    """One store, open. Use as a context manager, or `close` it."""

    def __init__(self, engine: sa.Engine, target: str, *, writer: bool = False) -> None:
        self.engine = engine
        self.target = target
        self._writer = writer
        self._held = {}

    @classmethod
    def open(cls, target: str | Path) -> Store:
        """Open or create the store at a path or the address of a PostgreSQL database. Raises StoreError."""
        return cls(open_engine(str(target)), str(target), writer=True)

    @classmethod
    def open_to_read(cls, target: str | Path) -> Store:
        """The store at `target`, or an empty one in memory where there is none yet: asking never makes a file."""
        text = str(target)
        missing = "://" not in text and text != MEMORY and not Path(text).exists()
        return cls(open_engine(MEMORY if missing else text), text)

    def state(self) -> str:
        """A short text that is another one after every change of the store; cheap to ask for."""
        if self.engine.dialect.name == "postgresql":
            return str(postgres.writes(self.engine))
        path = file_of(self.engine)
        if path is None:
            return " ".join(f"{k}{v}" for k, v in sorted(self.counts().items()))
        files = [f for f in (path, path.with_name(path.name + "-wal")) if f.exists()]
        return " ".join(f"{s.st_size}.{s.st_mtime_ns}" for s in map(Path.stat, files))

    def counts(self) -> dict[str, int]:
        """Rows of each kind of record; `reports` counts current revisions, `undated` those without a usable date."""

        def n(query: sa.Select[Any]) -> int:
            return int(c.execute(query).scalar() or 0)

        with self.engine.connect() as c:
            total = {
                name: n(sa.select(sa.func.count()).select_from(table))
                for name, table in (
                    ("families", t.family),
                    ("copies", t.copy),
                    ("claims", t.claim),
                    ("events", t.event),
                    ("holds", t.hold),
                    ("incidents", t.incident),
                    ("contradictions", t.contradiction),
                    ("places", t.place),
                )
            }
            reports = n(sa.select(sa.func.count()).where(t.report.c.current))
            undated = n(sa.select(sa.func.count()).where(t.report.c.current, t.report.c.flags.like("%-date%")))
            disputed = n(sa.select(sa.func.count()).where(t.event.c.status.in_(("disputed", "denied"))))
        return {"reports": reports, "undated": undated, **total, "disputed": disputed}

    def close(self) -> None:
        """Release the file or the server; a writer seals the file (`store.pages`)."""
        self.engine.dispose()
        file = file_of(self.engine)
        if self._writer and file and not pages.seal(file):
            log.info("%s: the pages are not under seal: another writer or a full disk was in the way", file)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
