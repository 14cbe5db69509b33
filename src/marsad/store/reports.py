"""Reports and the bytes they were read from: written once, never overwritten; a new text under a known id is a revision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import sqlalchemy as sa

from marsad.errors import NotFound
from marsad.model import Evidence, Report
from marsad.store import log, words
from marsad.store import schema as t
from marsad.store.engine import writing

T = TypeVar("T")
GONE = t.report.c.flags.like("%removed%")
"""Rows of reports that were removed."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report: `added`, `revised`, `unchanged`, or `kept out` (it was removed before)."""

    report: Report
    outcome: str


class ReportTables:
    """Reading and writing of `report`, `evidence` and the full-text table."""

    engine: sa.Engine

    def add(self, items: Iterable[tuple[Report, Evidence]], at: str | None = None) -> list[Added]:
        """Store reports with their bytes and their entries in the log in one transaction; the same id and text again changes nothing.

        `at` (ISO 8601, UTC) is the time that the log notes, by default this moment. A report that was removed stays out.
        """
        at = at or log.now()
        out: list[Added] = []
        with writing(self.engine) as c:
            for part in chunks(items, 200):
                out += _add_batch(c, part, at)
        return out

    def report(self, report_id: str, revision: int | None = None) -> Report:
        """The current (or the named) revision of a report. Raises NotFound."""
        where = t.report.c.current if revision is None else t.report.c.revision == revision
        with self.engine.connect() as c:
            row = c.execute(sa.select(t.report).where(t.report.c.id == report_id, where)).first()
            gone = row is None and c.execute(sa.select(t.report.c.pk).where(t.report.c.id == report_id, GONE)).first()
        if row is None:
            message = "this report was removed; the log keeps its hashes and the reason" if gone else "no such report"
            raise NotFound(message, where=report_id, hint="marsad reports lists those that are here")
        return as_report(row)

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        ids: Iterable[str] | None = None,
    ) -> Iterator[Report]:
        """Current reports by id, filtered by outlet and publication day (`since`, `until` inclusive, ISO)."""
        query = sa.select(t.report).where(t.report.c.current).order_by(t.report.c.id)
        if outlet is not None:
            query = query.where(t.report.c.outlet == outlet)
        if since:
            query = query.where(t.report.c.published >= since)
        if until:
            query = query.where(sa.func.substr(t.report.c.published, 1, 10) <= until)
        with self.engine.connect() as c:
            if ids is None:
                yield from map(as_report, c.execute(query).yield_per(500))
                return
            for part in chunks(sorted(set(ids))):
                yield from map(as_report, c.execute(query.where(t.report.c.id.in_(part))))

    def revisions(self, report_id: str) -> list[Report]:
        """All revisions of a report, oldest first."""
        with self.engine.connect() as c:
            rows = c.execute(sa.select(t.report).where(t.report.c.id == report_id).order_by(t.report.c.revision))
            return [as_report(row) for row in rows]

    def evidence(self, sha256: str) -> Evidence:
        """The stored bytes of that hash. Raises NotFound."""
        with self.engine.connect() as c:
            row = c.execute(sa.select(t.evidence).where(t.evidence.c.sha256 == sha256)).first()
        if row is None:
            raise NotFound("no stored bytes of this hash", where=sha256)
        return Evidence(row.sha256, row.media_type, row.bytes)

    def search(self, query: str, limit: int = 50) -> list[Report]:
        """Reports that hold all words of `query`, folded (قتل finds قُتِلَ), best first."""
        with self.engine.connect() as c:
            found = words.find(c, query, limit)
            rows = {
                row.pk: as_report(row)
                for part in chunks(found)
                for row in c.execute(sa.select(t.report).where(t.report.c.pk.in_(part), t.report.c.current))
            }
        return [rows[pk] for pk in found if pk in rows]


def chunks(items: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Lists of at most `size` items, in order: below every engine's limit of bound values."""
    part: list[T] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def _add_batch(c: sa.Connection, items: list[tuple[Report, Evidence]], at: str) -> list[Added]:
    ids = [report.id for report, _ in items]
    r = t.report.c
    query = sa.select(r.pk, r.id, r.revision, r.text_sha256).where(r.id.in_(ids), r.current)
    known = {row.id: (row.pk, row.revision, row.text_sha256) for row in c.execute(query)}
    gone = set(c.execute(sa.select(r.id).where(r.id.in_(ids), GONE)).scalars())
    hashes = [evidence.sha256 for _, evidence in items]
    kept = set(c.execute(sa.select(t.evidence.c.sha256).where(t.evidence.c.sha256.in_(hashes))).scalars())
    pk = int(c.execute(sa.select(sa.func.max(r.pk))).scalar() or 0)
    out: list[Added] = []
    replaced: list[int] = []
    rows, bytes_, found, notes, entries = [], [], [], [], []
    for report, evidence in items:
        if report.id in gone:
            out.append(Added(report, "kept out"))
            continue
        before = known.get(report.id)
        if before is not None and before[2] == report.text_sha256:
            out.append(Added(report, "unchanged"))
            continue
        pk += 1
        revision = 1 if before is None else before[1] + 1
        if before is not None:
            replaced.append(before[0])
        known[report.id] = (pk, revision, report.text_sha256)
        if evidence.sha256 not in kept:
            kept.add(evidence.sha256)
            bytes_.append({"sha256": evidence.sha256, "media_type": evidence.media_type, "bytes": evidence.data})
        rows.append(row := _row(report, pk, revision))
        found.append((pk, report.text))
        outcome = "added" if revision == 1 else "revised"
        notes.append({"what": "report", "item": report.id, "action": outcome, "detail": f"revision {revision}"})
        entries.append(log.entry(outcome, row, evidence.media_type, at))
        out.append(Added(replace(report, revision=revision), outcome))
    if bytes_:
        c.execute(t.evidence.insert(), bytes_)
    if rows:
        c.execute(t.report.insert(), rows)
        c.execute(t.change.insert(), notes)
        log.append(c, entries)
        words.fill(c, found)
    for part in chunks(replaced):
        c.execute(t.report.update().where(r.pk.in_(part)).values(current=False))
    return out


def _row(report: Report, pk: int, revision: int) -> dict[str, object]:
    return {
        "pk": pk,
        "id": report.id,
        "revision": revision,
        "current": True,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published,
        "language": report.language,
        "author": report.author,
        "title": report.title,
        "text": report.text,
        "sha256": report.sha256,
        "text_sha256": report.text_sha256,
        "flags": " ".join(report.flags),
    }


def as_report(row: sa.Row[tuple[object, ...]]) -> Report:
    """The report of a row of its table."""
    return Report(
        id=row.id,
        title=row.title,
        text=row.text,
        outlet=row.outlet,
        url=row.url,
        published=row.published,
        language=row.language,
        author=row.author,
        sha256=row.sha256,
        text_sha256=row.text_sha256,
        revision=row.revision,
        flags=tuple(row.flags.split()),
    )
