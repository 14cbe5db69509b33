"""The steps of a run: each reads what it needs from the store, calls a pure stage, and writes the result in whole transactions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from marsad import __version__
from marsad.model import Reading, Report
from marsad.pipeline.resources import MAKING, READING, actors, digest_of, gazetteer
from marsad.pipeline.state import Progress, hashed, places_digest
from marsad.store import Store

if TYPE_CHECKING:
    from marsad.reading.reader import RuleReader

BATCH = 64
log = logging.getLogger("marsad")


def read(store: Store, progress: Progress) -> int:
    """Read every report that this reader has not read in its current text; commits every BATCH reports.

    A report on which the reader fails is named in a warning and kept without claims, so that one text never stops an archive.
    """
    version = reader_version(store)
    stale = store.stale_reports(version)
    if not stale:
        return 0
    reader = make_reader(store)
    for start in range(0, len(stale), BATCH):
        part = stale[start : start + BATCH]
        readings = [(_read_one(reader, report), report.revision, version) for report in store.reports(ids=part)]
        store.save_readings(readings)
        progress("reading", min(start + BATCH, len(stale)), len(stale))
    return len(stale)


def _read_one(reader: RuleReader, report: Report) -> Reading:
    try:
        return reader.analyse(report)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        log.warning(
            "report %s could not be read (%s: %s); it is kept without claims", report.id, type(error).__name__, error
        )
        return Reading(report.id, report.day, (), (), ())


Sketching = Callable[[list[str]], list[bytes]]


def find_copies(store: Store, progress: Progress, sketching: Sketching | None = None) -> int:
    """Find copied passages and families; fingerprints of reports already known are kept.

    `sketching` makes sketches of texts in another way than one process does, to the same bytes.
    """
    mark = copies_mark(store)
    if store.fingerprint("copies") == mark:
        return 0
    from marsad.copies import Copies, CopyInput, detect, sketch_many

    reports = list(store.reports())
    texts = {r.id: sketch_stamp(r.text_sha256) for r in reports}
    inputs = [CopyInput(r.id, r.text, r.day, r.outlet) for r in reports]
    stored = store.sketches()
    kept = {k: v for k, v in stored.items() if texts.get(k) == v[0]}
    new = [r for r in inputs if r.id not in kept]
    progress("copies", len(kept), len(inputs))
    fresh = {r.id: (texts[r.id], data) for r, data in zip(new, (sketching or sketch_many)([r.text for r in new]), strict=True)}
    store.save_sketches(fresh)
    memory = store.copy_memory() if kept else b""
    earlier = Copies(tuple(store.copies()), (), memory) if memory else None
    found = detect(inputs, sketches={k: v[1] for k, v in (kept | fresh).items()}, earlier=earlier)
    store.save_copies(found.pairs, found.families, mark, found.memory)
    progress("copies", len(inputs), len(inputs))
    return len(new)


def copies_mark(store: Store) -> str:
    """What the copies of a store are made from: its reports, and the code with its data."""
    return hashed((__version__, digest_of(MAKING), hashed(store.states("reports"))))


def sketch_stamp(text_sha256: str) -> str:
    """What a kept sketch was made of: the text by its hash, and the code with its data."""
    return f"{text_sha256} {digest_of(('copies', 'data/copies'))}"


def make_reader(store: Store) -> RuleReader:
    """The default reader, with the store's imported places."""
    from marsad.reading.reader import RuleReader

    return RuleReader(actors(), gazetteer(store))


def reader_version(store: Store) -> str:
    """Name of the default reader with a digest of all that its reading depends on: code version, data files, imported places."""
    return f"{__version__}+{digest_of(READING)}+{places_digest(store)}"
