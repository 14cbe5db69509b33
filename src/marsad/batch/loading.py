"""Taking what an archive run made into a store: the result is that of adding and running there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from marsad.batch import tables
from marsad.batch.files import Files
from marsad.errors import StoreError
from marsad.model import Copy, Family, Report
from marsad.model.codec import loads
from marsad.pipeline import steps
from marsad.store import Store
from marsad.store.claims import ReadingRows, sealed_rows

log = logging.getLogger("marsad")
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What went in: reports added or revised, readings taken, whether the copies could be taken too."""

    reports: int
    readings: int
    copies: bool


def load(store: Store, path: str, tell: Tell) -> Loaded:
    """Take in reports with their bytes, readings, sketches and copies. Safe to repeat.

    Readings by another reader version than this store's are left, and so are copies where the store holds other reports too: the
    next run makes them. Raises StoreError where the path holds no finished run.
    """
    files = Files(path)
    if not files.exists("done.json"):
        raise StoreError("this path holds no finished run", where=path, hint="marsad run --engine … --in … --out PATH first")
    parts: list[str] = files.get_json("parts.json")
    added = 0
    for n, (part, current) in enumerate(_current(files, parts), 1):
        items = tables.to_items(files.get_table(f"reports/{part}.parquet"))
        now = set(current)
        # What another revision stands over is taken once: loaded again, it would stand over that one.
        outcomes = store.add(x for row, x in enumerate(items) if row in now or not _known(store, x[0]))
        added += sum(one.outcome in ("added", "revised") for one in outcomes)
        tell("reports", n, len(parts))
    taken = held = 0
    version = steps.reader_version(store)
    stale = set(store.stale_reports(version))
    for n, (part, current) in enumerate(_current(files, parts), 1):
        ours = tables.to_reports(files.get_table(f"reports/{part}.parquet").take(pa.array(current)))
        theirs = {r.id: r for r in store.reports(ids=[r.id for r in ours])}
        readings = files.get_table(f"readings/{part}.parquet").take(pa.array(current)).to_pylist()
        same = [(r, theirs[r.id], row) for r, row in zip(ours, readings, strict=True) if _same(r, theirs.get(r.id))]
        held += len(same)
        rows = [_rows(report, row) for _, report, row in same if report.id in stale and row["reader"] == version]
        store.save_reading_rows(rows)
        store.save_sketches({r.id: (steps.sketch_stamp(r.text_sha256), row["sketch"]) for r, _, row in same})
        taken += len(rows)
        tell("readings", n, len(parts))
    whole = held == store.report_count() == files.get_json("done.json")["reports"]
    if whole:
        _load_copies(store, files)
    else:
        log.warning("the store holds other reports than this run: the copies among all are found by the next run")
    return Loaded(added, taken, whole)


def _current(files: Files, parts: list[str]) -> Iterator[tuple[str, list[int]]]:
    """Of each part, the rows that are no superseded revision."""
    world = files.get_table("world.parquet", ["part", "row"])
    of: dict[int, list[int]] = {n: [] for n in range(len(parts))}
    for part, row in zip(world.column("part").to_pylist(), world.column("row").to_pylist(), strict=True):
        of[part].append(row)
    for n, part in enumerate(parts):
        yield part, sorted(of[n])


def _known(store: Store, report: Report) -> bool:
    return any(r.text_sha256 == report.text_sha256 for r in store.revisions(report.id))


def _same(ours: Report, theirs: Report | None) -> bool:
    """Whether a reading of the one is a reading of the other."""
    return theirs is not None and all(
        getattr(ours, n) == getattr(theirs, n) for n in ("text_sha256", "title", "outlet", "published", "language", "flags")
    )


def _rows(report: Report, row: dict[str, object]) -> ReadingRows:
    claims = [(c["id"], c["kind"], c["data"]) for c in row["claims"]]  # type: ignore[attr-defined]
    return sealed_rows(report.id, report.revision, str(row["reader"]), str(row["reading"]), claims)


def _load_copies(store: Store, files: Files) -> None:
    pairs = [
        loads(Copy, data)
        for name in files.names("copies")
        for data in files.get_table(name, ["data"]).column("data").to_pylist()
        if data is not None
    ]
    families = [
        loads(Family, data) for name in files.names("families") for data in files.get_table(name).column("data").to_pylist()
    ]
    pairs.sort(key=lambda c: (c.a, c.b))
    families.sort(key=lambda f: f.id)
    store.save_copies(pairs, families, steps.copies_mark(store), files.get("memory.bin"))
