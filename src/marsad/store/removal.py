"""Removal of a report: its words and bytes go, the row stays as a marked hole that the log explains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from marsad.errors import NotFound, UsageError
from marsad.model import Report
from marsad.store import log, postgres, words
from marsad.store import schema as t
from marsad.store.core import Records
from marsad.store.engine import writing
from marsad.store.keys import leave
from marsad.store.reports import GONE, as_report

REMOVED = "removed"


class RemovalTables(Records):
    """Removal, and what was removed."""

    def remove(self, report_id: str, reason: str, at: str | None = None) -> int:
        """Take all revisions of a report out, with their bytes, their place in the search, and what was read from them.

        Bytes that another report still stands on stay. Returns how many revisions were emptied: 0 where the report was removed
        before. What was made of several reports (events …) follows when the stages run. `at` as for `add`. Raises NotFound, UsageError.
        """
        if not reason.strip():
            raise UsageError("a removal needs a reason", where="--reason")
        at = at or log.now()
        r, e = t.report.c, t.evidence.c
        with writing(self.engine) as c:
            rows = c.execute(sa.select(t.report).where(r.id == report_id).order_by(r.revision)).all()
            if not rows:
                raise NotFound("no such report", where=report_id, hint="marsad reports lists them")
            open_rows = [row for row in rows if REMOVED not in row.flags.split()]
            entries = []
            for row in open_rows:
                emptied = {
                    "title": "",
                    "text": "",
                    "author": "",
                    "current": False,
                    "flags": f"{row.flags} {REMOVED}".strip(),
                }
                kind = c.execute(sa.select(e.media_type).where(e.sha256 == row.sha256)).scalar() or ""
                c.execute(t.report.update().where(r.pk == row.pk).values(emptied))
                entries.append(log.entry("removed", {**row._mapping, **emptied}, kind, at, reason))
            open_hashes = {row.sha256 for row in open_rows}
            used = set(c.execute(sa.select(r.sha256).where(r.sha256.in_(open_hashes), ~GONE)).scalars())
            c.execute(t.evidence.delete().where(e.sha256.in_(open_hashes - used)))
            for table in (t.reading, t.claim, t.sketch):
                c.execute(table.delete().where(table.c.report == report_id))
            leave(c, [("events", "report", report_id)])
            if open_rows:
                c.execute(
                    t.change.insert(), [{"what": "report", "item": report_id, "action": REMOVED, "detail": reason}]
                )
                log.append(c, entries)
                words.drop(c, [row.pk for row in open_rows])
        return len(open_rows)

    def removed(self) -> Iterator[Report]:
        """The holes: the last revision of every removed report, empty, by id."""
        r = t.report.c
        last = sa.select(r.id, sa.func.max(r.revision)).group_by(r.id)
        query = sa.select(t.report).where(GONE, sa.tuple_(r.id, r.revision).in_(last)).order_by(r.id)
        with self.engine.connect() as c:
            yield from map(as_report, c.execute(query))

    def log_entries(self) -> Iterator[dict[str, Any]]:
        """The log in order: seq, prev, hash, entry (JSON text)."""
        with self.engine.connect() as c:
            for row in c.execute(sa.select(t.log).order_by(t.log.c.seq).execution_options(yield_per=1000)):
                yield dict(row._mapping)

    def compact(self) -> None:
        """Write the store anew without what was deleted: until then, words that were taken out lie in its free pages."""
        if self.engine.dialect.name == "postgresql":
            postgres.vacuum(self.engine)
            return
        with self.engine.connect() as c:
            below = c.connection.dbapi_connection
            assert below is not None
            # VACUUM opens no seal, and another process may make one meanwhile.
            for command in ("", "VACUUM", "", "PRAGMA wal_checkpoint(TRUNCATE)"):
                if command:
                    below.cursor().execute(command).close()
                else:
                    with writing(self.engine):
                        pass
