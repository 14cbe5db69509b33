"""Readings and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from marsad.model import Claim, Reading
from marsad.model.codec import dumps, loads
from marsad.store import schema as t
from marsad.store.core import Records
from marsad.store.engine import writing
from marsad.store.keys import leave
from marsad.store.reports import chunks
from marsad.store.seals import digest, seal


class ClaimTables(Records):
    """Reading and writing of `reading` and `claim`."""

    def save_readings(self, readings: Iterable[tuple[Reading, int, str]]) -> None:
        """Replace the readings (reading, revision read, reader version) of these reports and their claims."""
        columns = t.sealed("claim")
        with writing(self.engine) as c:
            for r, revision, reader in readings:
                c.execute(t.reading.delete().where(t.reading.c.report == r.report))
                c.execute(t.claim.delete().where(t.claim.c.report == r.report))
                bare = Reading(r.report, r.dispatch, r.passages, r.mentions, ())
                rows = [
                    {"id": k.id, "report": k.report, "seq": n, "kind": k.kind, "data": dumps(k)}
                    for n, k in enumerate(r.claims)
                ]
                for row in rows:
                    row["seal"] = seal(columns, row)
                c.execute(
                    t.reading.insert().values(
                        report=r.report,
                        revision=revision,
                        reader=reader,
                        data=dumps(bare),
                        claims=digest(row["seal"] for row in rows),
                    )
                )
                if rows:
                    c.execute(t.claim.insert(), rows)
                leave(c, [("events", "report", r.report)])

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
