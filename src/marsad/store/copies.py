"""Fingerprints, copies and families."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import sqlalchemy as sa

from marsad.model import Copy, Family
from marsad.model.codec import dumps
from marsad.store import schema as t
from marsad.store.core import Delta, Records, insert, mark
from marsad.store.engine import writing
from marsad.store.keys import leave
from marsad.store.lines import family_rows
from marsad.store.reports import chunks
from marsad.store.seals import seal

MEMORY = ""
"""No report has this id: the row of `sketch` under it is the stage's own memory."""


class CopyTables(Records):
    """Reading and writing of `sketch`, `copy` and `family`."""

    def sketches(self) -> dict[str, tuple[str, bytes]]:
        """Kept fingerprints by report id: (hash of the text they were made of, bytes)."""
        with self.engine.connect() as c:
            return {row.report: (row.text_sha256, row.data) for row in c.execute(sa.select(t.sketch))}

    def save_sketches(self, sketches: Mapping[str, tuple[str, bytes]]) -> None:
        """Replace the fingerprints of these reports."""
        with writing(self.engine) as c:
            for part in chunks(sorted(sketches)):
                c.execute(t.sketch.delete().where(t.sketch.c.report.in_(part)))
                c.execute(
                    t.sketch.insert(),
                    [{"report": r, "text_sha256": sketches[r][0], "data": sketches[r][1]} for r in part],
                )

    def copy_memory(self) -> bytes:
        """What the copies stage remembers of its last run, to align nothing again; empty where it has not run."""
        with self.engine.connect() as c:
            return c.execute(sa.select(t.sketch.c.data).where(t.sketch.c.report == MEMORY)).scalar() or b""

    def save_copies(
        self, pairs: Iterable[Copy], families: Iterable[Family], fingerprint: str, memory: bytes = b""
    ) -> None:
        """Replace all copies and families, and note what they were made from."""
        with writing(self.engine) as c:
            c.execute(t.sketch.delete().where(t.sketch.c.report == MEMORY))
            c.execute(t.sketch.insert().values(report=MEMORY, text_sha256="", data=memory))
            delta = Delta()
            known = {(row.a, row.b): row.seal for row in c.execute(sa.select(t.copy.c.a, t.copy.c.b, t.copy.c.seal))}
            now = {(p.a, p.b): {"a": p.a, "b": p.b, "background": p.background, "data": dumps(p)} for p in pairs}
            columns = t.sealed("copy")
            new = {key: row for key, row in now.items() if known.get(key) != seal(columns, row)}
            gone = {key: old for key, old in known.items() if key in new or key not in now}
            delta.add("copy", gone.values(), -1)
            for part in chunks(sorted(gone)):
                c.execute(
                    t.copy.delete().where(t.copy.c.a == sa.bindparam("one"), t.copy.c.b == sa.bindparam("two")),
                    [{"one": a, "two": b} for a, b in part],
                )
            insert(c, t.copy, new.values(), delta)
            delta.add("family", c.execute(sa.select(t.family.c.seal)).scalars(), -1)
            c.execute(t.family.delete())
            delta.add("family_report", c.execute(sa.select(t.family_report.c.seal)).scalars(), -1)
            c.execute(t.family_report.delete())
            found = list(families)
            insert(c, t.family, ({"id": f.id, "data": dumps(f)} for f in found), delta)
            insert(c, t.family_report, family_rows(found), delta)
            leave(c, (("events", "pair", f"{a}\x1f{b}") for a, b in sorted(gone.keys() | new.keys())))
            mark(c, "copies", fingerprint, delta)

    def copies(self, report: str | None = None) -> Iterator[Copy]:
        """Pairs of reports with derived passages, by ids; those of one report where named."""
        query = sa.select(t.copy.c.data).order_by(t.copy.c.a, t.copy.c.b)
        if report is not None:
            query = query.where(sa.or_(t.copy.c.a == report, t.copy.c.b == report))
        return self._all(Copy, query)

    def families(self) -> Iterator[Family]:
        """Families by id."""
        return self._all(Family, sa.select(t.family.c.data).order_by(t.family.c.id))
