"""The steps of a run: each reads what it needs from the store, calls a pure stage, and writes the result in whole transactions."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad import __version__
from marsad.errors import NotFound
from marsad.model import Claim, Event, Feature, Grade, Reading, Report
from marsad.model.codec import dumps
from marsad.pipeline.resources import MAKING, READING, actors, digest_of, gazetteer
from marsad.review import deciding, effective, retracted
from marsad.store import Store

if TYPE_CHECKING:
    from marsad.events import Ruling
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
    given = grades(store)
    inputs = {r.id: r for r in store.reports()}, list(store.copies()), actors(), gazetteer(store), previous
    fusion = fuse(claims, *inputs, grades=given, rulings=rulings(store))
    moved = {fusion.redirects[i]: g for i, g in given.items() if i in fusion.redirects}
    if moved:
        # A grade goes along with its event where that goes on under another id.
        fusion = fuse(claims, *inputs, grades=moved | given, rulings=rulings(store))
    redirects = {old: (new,) for old, new in fusion.redirects.items()}
    gone = retracted(store.standing_judgements(), {e.id: e.claims for e in fusion.events})
    events = [replace(e, status="retracted") if e.id in gone else e for e in fusion.events]
    store.save_events(events, fusion.contradictions, redirects, mark)
    progress("events", len(claims), len(claims))
    return len(claims)


def gather_incidents(store: Store, progress: Progress) -> int:
    """Gather findings, attributions, responses and tolls around attacks."""
    mark = _mark(store, "events")
    if store.fingerprint("incidents") == mark:
        return 0
    from marsad.incidents import gather

    events, claims = standing_events(store)
    progress("incidents", 0, len(events))
    found = gather(events, claims, {r.id: r for r in store.reports()}, actors(), gazetteer(store))
    store.save_incidents(found, mark)
    progress("incidents", len(events), len(events))
    return len(events)


def replay_control(store: Store, progress: Progress) -> int:
    """Replay events into the two-clock ledger of control."""
    mark = _mark(store, "events")
    if store.fingerprint("control") == mark:
        return 0
    from marsad.control import replay

    events, claims = standing_events(store)
    progress("control", 0, len(events))
    holds = replay(events, claims, {r.id: r for r in store.reports()}, actors(), gazetteer(store))
    store.save_holds(holds, mark)
    progress("control", len(events), len(events))
    return len(events)


def counted_claims(store: Store) -> list[Claim]:
    """The claims as they count after review: the machine's, with readers' judgements standing over them."""
    return effective(store.claims(), store.standing_judgements())


def standing_events(store: Store) -> tuple[list[Event], list[Claim]]:
    """Events that were not retracted after review, and the claims that count, those of retracted events left out: nothing rests on
    them, though their pages stay."""
    events = store.events()
    gone = retracted(store.standing_judgements(), {e.id: e.claims for e in events})
    out = {c for e in events if e.id in gone for c in e.claims}
    return [e for e in events if e.id not in gone], [c for c in counted_claims(store) if c.id not in out]


def rulings(store: Store) -> list[Ruling]:
    """Which events readers joined and parted, in the order of their judgements."""
    from marsad.events import Ruling

    return [
        Ruling(j.action == "merge", frozenset(j.data.get("claims", ())), frozenset(j.data.get("rest", ())))
        for j in store.standing_judgements()
        if j.action in ("merge", "split")
    ]


def grades(store: Store) -> dict[str, Grade]:
    """Readers' grades by event id, old ids followed to what became of them; the latest wins."""
    return {
        _present(store, j.item): Grade(j.data["source"], j.data["information"], (Feature("reviewer", 0.0, j.reason),))
        for j in store.standing_judgements()
        if j.action == "regrade"
    }


def _present(store: Store, event_id: str) -> str:
    try:
        return store.event(event_id).id
    except NotFound:
        return event_id


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
            parts.append(_hash(dumps(j) for j in deciding(store.standing_judgements())))
        else:
            parts.append(store.fingerprint(name) or "")
    return _hash(parts)


def _hash(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\x1f")
    return digest.hexdigest()
