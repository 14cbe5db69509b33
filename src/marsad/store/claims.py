"""Readings and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from marsad.model import Claim, Reading
from marsad.model.codec import dumps, loads
from marsad.store import schema as t
from marsad.store.core import Records
from marsad.store.engine import writing
from marsad.store.keys import leave
from marsad.store.reports import chunks
from marsad.store.seals import digest, seal


@dataclass(frozen=True, slots=True)
class ReadingRows:
    """A reading as the store keeps it: rows of `reading` and `claim` with their seals. Plain values, to be made in any process."""

    report: str
    reading: dict[str, Any]
    claims: tuple[dict[str, Any], ...]


def rows_of(reading: Reading, revision: int, reader: str) -> ReadingRows:
    """The rows of a reading of that revision by that reader version: pure, and the larger part of what storing costs."""
    r = reading
    bare = dumps(Reading(r.report, r.dispatch, r.passages, r.mentions, ()))
    return sealed_rows(r.report, revision, reader, bare, [(k.id, k.kind, dumps(k)) for k in r.claims])


def sealed_rows(report: str, revision: int, reader: str, bare: str, claims: Iterable[tuple[str, str, str]]) -> ReadingRows:
    """The same from JSON: `bare` is the reading without its claims, `claims` are (id, kind, JSON) in order."""
    columns = t.sealed("claim")
    rows: list[dict[str, Any]] = []
    for n, (name, kind, data) in enumerate(claims):
        row: dict[str, Any] = {"id": name, "report": report, "seq": n, "kind": kind, "data": data}
        row["seal"] = seal(columns, row)
        rows.append(row)
    one = {"report": report, "revision": revision, "reader": reader, "data": bare, "claims": digest(r["seal"] for r in rows)}
    return ReadingRows(report, {**one, "seal": seal(t.sealed("reading"), one)}, tuple(rows))


class ClaimTables(Records):
    """Reading and writing of `reading` and `claim`."""

    def save_readings(self, readings: Iterable[tuple[Reading, int, str]]) -> None:
        """Replace the readings (reading, revision read, reader version) of these reports and their claims."""
        self.save_reading_rows(rows_of(*one) for one in readings)

    def save_reading_rows(self, readings: Iterable[ReadingRows]) -> None:
        """The same for rows that were made elsewhere, in one transaction and a few statements. Of a report given twice the last holds."""
        found = {r.report: r for r in readings}
        with writing(self.engine) as c:
            for part in chunks(found):
                c.execute(t.reading.delete().where(t.reading.c.report.in_(part)))
                c.execute(t.claim.delete().where(t.claim.c.report.in_(part)))
            for some in chunks(found.values()):
                c.execute(t.reading.insert(), [r.reading for r in some])
                if claims := [row for r in some for row in r.claims]:
                    c.execute(t.claim.insert(), claims)
            leave(c, (("events", "report", report) for report in found))

    def stale_reports(self, reader: str) -> list[str]:
        """Ids of current reports that this reader version has not read in their current revision."""
        query = (
            sa.select(t.report.c.id)
            .outerjoin(t.reading, t.reading.c.report == t.report.c.id)
            .where(
                t.report.c.current,
                sa.or_(
                    t.reading.c.report.is_(None),
                    t.reading.c.revision != t.report.c.revision,
                    t.reading.c.reader != reader,
                ),
            )
            .order_by(t.report.c.id)
        )
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

    def claims(
        self, *, report: str | None = None, ids: Iterable[str] | None = None, kind: str | None = None
    ) -> Iterator[Claim]:
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
