"""A run on one machine by several processes: the stages that are pure a report, by workers; all writing, by one writer, in order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence

from marsad.batch.pool import PATIENCE, Poison, Pool
from marsad.batch.work import ReadOne, Setup, unread
from marsad.errors import UsageError
from marsad.model import Report
from marsad.pipeline import run, steps
from marsad.pipeline.run import Summary
from marsad.pipeline.state import Progress
from marsad.store import Store
from marsad.store.claims import ReadingRows

log = logging.getLogger("marsad")
TEXTS = 2000
"""Texts that a worker sketches at a time."""
MANY_TEXTS = 40_000
"""New texts from which sketching them in several processes is quicker than in one: each must load a compiler."""


def run_workers(
    store: Store, workers: int, only: Sequence[str] = (), progress: Progress | None = None, patience: float = PATIENCE
) -> Summary:
    """`pipeline.run` with reading and sketching in `workers` processes; the result is that of one process, byte for byte in exports.

    A worker that dies is replaced and its chunk read again; a report over which every worker dies is named in a warning and kept
    without claims. Raises UsageError below one worker, WorkersLost where none can be started.
    """
    if workers < 1:
        raise UsageError(f"there is no run by {workers} workers", where="--workers", hint="1 or more")
    if workers == 1:
        return run(store, only, progress)
    return run(store, only, progress, {
        "reading": lambda s, tell: read(s, tell, workers, patience),
        "copies": lambda s, tell: steps.find_copies(s, tell, lambda texts: sketch(texts, workers)),
    })  # fmt: skip


def read(
    store: Store, progress: Progress, workers: int, patience: float = PATIENCE, watch: Callable[[Pool], None] | None = None
) -> int:
    """The step `reading` in several processes: chunks of the same size as in one, written in the same order.

    `watch` is told of the pool after every chunk.
    """
    version = steps.reader_version(store)
    stale = store.stale_reports(version)
    if not stale:
        return 0
    size = steps.BATCH
    taken: list[list[Report]] = []

    def chunks() -> Iterator[list[Report]]:
        for start in range(0, len(stale), size):
            taken.append(list(store.reports(ids=stale[start : start + size])))
            yield taken[-1]

    done = 0
    with Pool(min(workers, -(-len(stale) // size)), setup_of(store, version), "read", patience) as pool:
        for found in pool.map(chunks()):
            store.save_reading_rows(_rows(taken.pop(0), found, version))
            done += len(found)
            progress("reading", done, len(stale))
            if watch:
                watch(pool)
    return len(stale)


def _rows(reports: Sequence[Report], found: Sequence[ReadOne | Poison], version: str) -> list[ReadingRows]:
    rows = []
    for report, one in zip(reports, found, strict=True):
        if isinstance(one, Poison):
            log.warning("report %s could not be read (%s); it is kept without claims", report.id, one.reason)
            rows.append(unread(report, version))
            continue
        if one.failed:
            log.warning("report %s could not be read (%s); it is kept without claims", report.id, one.failed)
        rows.append(one.rows)
    return rows


def setup_of(store: Store, version: str) -> Setup:
    """What workers need to be told to read as this store's reader does."""
    return Setup(version, tuple(store.imported_places()))


def sketch(texts: list[str], workers: int) -> list[bytes]:
    """`sketch_many` of texts, in several processes where they are very many."""
    from marsad.copies import sketch_many

    if len(texts) < MANY_TEXTS:
        return sketch_many(texts)
    parts = [texts[start : start + TEXTS] for start in range(0, len(texts), TEXTS)]
    with Pool(workers, Setup(""), "sketch") as pool:
        found = [one for part in pool.map(parts) for one in part]
    for n, one in enumerate(found):
        if isinstance(one, Poison):
            found[n] = sketch_many([texts[n]])[0]
    return found
