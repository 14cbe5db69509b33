"""The steps of a run: each reads what it needs from the store, calls a pure stage, and writes the result in whole transactions."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from marsad import __version__
from marsad.model import Claim, Feature, Grade, Reading, Report
from marsad.model.codec import dumps
from marsad.pipeline.resources import MAKING, READING, actors, digest_of, gazetteer
from marsad.review import effective
from marsad.store import Store

if TYPE_CHECKING:
    from marsad.reading.reader import RuleReader

Progress = Callable[[str, int, int], None]
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


def find_copies(store: Store, progress: Progress) -> int:
    """Find copied passages and families; fingerprints of reports already known are kept."""
    mark = _mark(store, "reports")
    if store.fingerprint("copies") == mark:
        return 0
    from marsad.copies import Copies, CopyInput, detect, sketch_many

    reports = list(store.reports())
    texts = {r.id: f"{r.text_sha256} {digest_of(('copies', 'data/copies'))}" for r in reports}
    inputs = [CopyInput(r.id, r.text, r.day, r.outlet) for r in reports]
    stored = store.sketches()
    kept = {k: v for k, v in stored.items() if texts.get(k) == v[0]}
    new = [r for r in inputs if r.id not in kept]
    progress("copies", len(kept), len(inputs))
    fresh = {r.id: (texts[r.id], data) for r, data in zip(new, sketch_many([r.text for r in new]), strict=True)}
    store.save_sketches(fresh)
    memory = store.copy_memory() if kept else b""
    earlier = Copies(tuple(store.copies()), (), memory) if memory else None
    found = detect(inputs, sketches={k: v[1] for k, v in (kept | fresh).items()}, earlier=earlier)
    store.save_copies(found.pairs, found.families, mark, found.memory)
    progress("copies", len(inputs), len(inputs))
    return len(new)


def fuse_events(store: Store, progress: Progress) -> int:
    """Fuse claims into events; ids of events that grew, merged or split go on leading to what became of them."""
    mark = _mark(store, "readings", "copies", "judgements")
    if store.fingerprint("events") == mark:
        return 0
    from marsad.events import fuse

    claims = counted_claims(store)
    progress("events", 0, len(claims))
    previous = {e.id: e.claims for e in store.events()}
    fusion = fuse(
        claims, {r.id: r for r in store.reports()}, list(store.copies()), actors(), gazetteer(store), previous,
        grades=grades(store),
    )
    redirects = {old: (new,) for old, new in fusion.redirects.items()}
    store.save_events(fusion.events, fusion.contradictions, redirects, mark)
    progress("events", len(claims), len(claims))
    return len(claims)


def gather_incidents(store: Store, progress: Progress) -> int:
    """Gather findings, attributions, responses and tolls around attacks."""
    mark = _mark(store, "events")
    if store.fingerprint("incidents") == mark:
        return 0
    from marsad.incidents import gather

    events = store.events()
    progress("incidents", 0, len(events))
    found = gather(events, counted_claims(store), {r.id: r for r in store.reports()}, actors(), gazetteer(store))
    store.save_incidents(found, mark)
    progress("incidents", len(events), len(events))
    return len(events)


def replay_control(store: Store, progress: Progress) -> int:
    """Replay events into the two-clock ledger of control."""
    mark = _mark(store, "events")
    if store.fingerprint("control") == mark:
        return 0
    from marsad.control import replay

    events = store.events()
    progress("control", 0, len(events))
    holds = replay(events, counted_claims(store), {r.id: r for r in store.reports()}, actors(), gazetteer(store))
    store.save_holds(holds, mark)
    progress("control", len(events), len(events))
    return len(events)


def counted_claims(store: Store) -> list[Claim]:
    """The claims as they count after review: the machine's, with readers' judgements standing over them."""
    return effective(store.claims(), store.standing_judgements())


def grades(store: Store) -> dict[str, Grade]:
    """Readers' grades by event id; the latest wins."""
    return {
        j.item: Grade(j.data["source"], j.data["information"], (Feature("reviewer", 0.0, j.reason),))
        for j in store.standing_judgements()
        if j.action == "regrade"
    }


def make_reader(store: Store) -> RuleReader:
    """The default reader, with the store's imported places."""
    from marsad.reading.reader import RuleReader

    return RuleReader(actors(), gazetteer(store))


def reader_version(store: Store) -> str:
    """Name of the default reader with a digest of all that its reading depends on: code version, data files, imported places."""
    places = _hash(f"{p.id} {p.name_ar} {p.lat} {p.lon}" for p in store.imported_places())
    return f"{__version__}+{digest_of(READING)}+{places[:8]}"


def _mark(store: Store, *inputs: str) -> str:
    """Hash of the state of a step's inputs."""
    parts: list[str] = [__version__, digest_of(MAKING)]
    for name in inputs:
        if name in ("reports", "readings"):
            parts.append(_hash(store.states(name)))
        elif name == "judgements":
            parts.append(_hash(dumps(j) for j in store.standing_judgements()))
        else:
            parts.append(store.fingerprint(name) or "")
    return _hash(parts)


def _hash(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\x1f")
    return digest.hexdigest()
