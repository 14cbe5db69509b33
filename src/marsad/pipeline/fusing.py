"""The step `events`: all claims fused, or only what a change reaches, with the same result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from marsad.control.evidence import KINDS, voices_of
from marsad.events import Fusion
from marsad.events.across import DAYS, Told, across
from marsad.events.assemble import World
from marsad.events.facets import Facet, facets
from marsad.events.fuse import fuse_facets, make_world, told_of
from marsad.events.locality import pack, reached, unpack_all
from marsad.incidents.keys import evidence_keys, is_core, spot_key, told_at
from marsad.model import Claim, Contradiction, Copy, Event
from marsad.model.codec import loads
from marsad.pipeline import judged, state
from marsad.pipeline.asking import Asked
from marsad.pipeline.resources import actors, gazetteer, uncollected
from marsad.pipeline.state import Progress
from marsad.review import retracted
from marsad.review.judgements import Judgement
from marsad.store import Store
from marsad.store.keys import FacetRow, Stale, Work

FEW = 100
WHOLE = 0.3
"""More reports than these few, and the share of all reports from which making everything anew is quicker than following what changed."""


def fuse_events(store: Store, progress: Progress) -> int:
    """Fuse claims into events; ids of events that grew, merged or split go on leading to what became of them.

    Returns the number of claims worked on: all of them where the code or the places changed, else those that the new, changed and
    removed reports, copies and judgements reach.
    """
    with store.reading_on():
        on = state.base(store)
        standing = store.standing_judgements()
        before = store.fingerprint("judgements")
        mark = store.fingerprint("events")
        stale = store.stale("events")
        if state.stands(mark, on) and not stale and judged.noted(standing) == (before or "[]"):
            return 0
        again, pairs = _touched(stale)
        again |= judged.turned(store, standing, before)
        whole = not state.stands(mark, on) or (len(again) > FEW and len(again) > WHOLE * store.report_count())
        if not whole:
            work = Work([s.seq for s in stale])
            done = _fuse_some(store, progress, standing, state.following(mark, on), again, pairs, work)
    if whole:
        with uncollected():
            done = _fuse_all(store, progress, standing, state.following(mark, on))
    if judged.noted(standing) != (before or "[]"):
        store.note_stage("judgements", judged.noted(standing))
    return done


def _touched(stale: Iterable[Stale]) -> tuple[set[str], set[tuple[str, str]]]:
    """Reports read again, and pairs whose copied passages changed."""
    again: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for _, what, item in stale:
        if what == "report":
            again.add(item)
        elif what == "pair":
            a, b = item.split("\x1f")
            pairs.add((a, b))
    return again, pairs


def _fuse_all(store: Store, progress: Progress, standing: Sequence[Judgement], mark: str) -> int:
    claims = judged.counted(store, store.claims(), standing)
    progress("events", 0, len(claims))
    sources = store.sources()
    world = make_world(claims, sources, store.copies(), actors(), gazetteer(store))
    found = facets(claims, sources, world.sides, world.places, world.weights)
    previous: dict[str, list[str]] = defaultdict(list)
    for claim, event in store.homes().items():
        previous[event].append(claim)
    fusion = _graded(store, standing, lambda given, rules: fuse_facets(found, world, previous, grades=given, rulings=rules))
    events = _retracted(fusion.events, standing)
    by_id = {c.id: c for c in claims}
    keys = _report_keys(claims) | _event_keys(events, by_id) | _against(fusion.contradictions)
    store.save_events(
        events, fusion.contradictions, {old: (new,) for old, new in fusion.redirects.items()}, mark,
        facets=map(_row, found), keys=keys, left=[("incidents", "all", ""), ("control", "all", "")],
    )
    progress("events", len(claims), len(claims))
    return len(claims)


def _graded(store: Store, standing: Sequence[Judgement], make: Callable[..., Fusion]) -> Fusion:
    """What `make` gives under readers' rulings and grades. A grade goes along with its event where that goes on under another id."""
    given, rules = judged.grades(store, standing), judged.rulings(standing)
    fusion = make(given, rules)
    moved = {fusion.redirects[i]: g for i, g in given.items() if i in fusion.redirects}
    return make(moved | given, rules) if moved else fusion


def _retracted(events: Sequence[Event], standing: Sequence[Judgement]) -> list[Event]:
    gone = retracted(standing, {e.id: e.claims for e in events})
    return [replace(e, status="retracted") if e.id in gone else e for e in events]


def _row(facet: Facet) -> FacetRow:
    return FacetRow(facet.claim.id, facet.claim.report, facet.group, facet.lo, facet.hi, pack(facet))


def _report_keys(claims: Iterable[Claim]) -> dict[tuple[str, str], list[str]]:
    """Of which places each report's findings and attributions speak."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in claims:
        found["evidence", claim.report].extend(evidence_keys(claim))
    return {k: v for k, v in found.items() if v}


def _against(contradictions: Iterable[Contradiction]) -> dict[tuple[str, str], list[str]]:
    """The events of each contradiction between several."""
    return {("against", x.id): list(x.events) for x in contradictions if x.events}


def _against_others(store: Store, ask: Asked, world: World, fusion: Fusion, old: set[str]) -> list[Contradiction]:
    """Contradictions of these events with others that lie near them."""
    made = frozenset(e.id for e in fusion.events)
    windows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for told in fusion.told:
        if told.span is not None:
            windows[told.facets[0].group].append(told.span)
    own = {c for e in fusion.events for c in e.claims}
    rows: dict[str, FacetRow] = {}
    for group, spans in sorted(windows.items()):
        lo, hi = min(s[0] for s in spans) - DAYS, max(s[1] for s in spans) + DAYS
        rows.update((r.claim, r) for r in ask.within(group, lo, hi)
                    if r.claim not in own and any(_near(r, s) for s in spans))
    others = store.events_of(set(store.homes(rows).values()) - made - old)
    held = {f.claim.id: f for f in unpack_all(store.facets_of_claims(c for e in others for c in e.claims))}
    near = [Told(e, tuple(sorted((held[c] for c in e.claims if c in held), key=lambda f: f.order))) for e in others]
    return across([*fusion.told, *near], world.geo, world.sides, made)


def _near(row: FacetRow, span: tuple[int, int]) -> bool:
    return row.lo is not None and row.hi is not None and row.lo <= span[1] + DAYS and row.hi >= span[0] - DAYS


def _event_keys(events: Iterable[Event], claims: Mapping[str, Claim]) -> dict[tuple[str, str], list[str]]:
    """By what an incident may find an attack: its place and time, and the places its claims name first."""
    found: dict[tuple[str, str], list[str]] = {}
    for event in events:
        if is_core(event):
            found["spot", event.id] = [spot_key(event)]
            found["where", event.id] = sorted(told_at(event, claims))
    return found


def _fuse_some(
    store: Store, progress: Progress, standing: Sequence[Judgement], mark: str, again: set[str], pairs: set[tuple[str, str]],
    work: Work,
) -> int:
    read = judged.counted(store, store.claims_of(again), standing)
    world = make_world((), store.sources(again), (), actors(), gazetteer(store))
    new = facets(read, world.reports, world.sides, world.places, world.weights)
    ask, held, homes = _reach(store, world, standing, new, again, pairs)
    reports = {f.claim.report for f in held.values()} | again
    claims = judged.counted(store, store.claims_of(reports), standing)
    among = frozenset(f.claim.id for f in held.values())
    progress("events", 0, len(among))
    old = store.events_of(homes.values())
    copies = [loads(Copy, data) for data in store.copies_among(reports)]
    previous = {e.id: e.claims for e in old}
    sources = store.sources(reports)
    world = told_of(world, claims, sources, copies)
    found = facets(claims, sources, world.sides, world.places, world.weights, among)
    fusion = _graded(store, standing, lambda given, rules: fuse_facets(found, world, previous, grades=given, rulings=rules))
    events = _retracted(fusion.events, standing)
    by_id = {c.id: c for c in claims}
    were, are = {e.id: e for e in old}, {e.id: e for e in events}
    changed = [i for i in sorted(were.keys() | are.keys()) if were.get(i) != are.get(i)]
    contradictions = {x.id: x for x in (*fusion.contradictions, *_against_others(store, ask, world, fusion, {e.id for e in old}))}
    keys = _report_keys(read) | _event_keys((are[i] for i in changed if i in are), by_id) | _against(contradictions.values())
    work.left = _leave(store, again, [were[i] for i in changed if i in were], [are[i] for i in changed if i in are], by_id)
    quiet = store.contradicting(e.id for e in old)
    store.amend_events(
        [are[i] for i in changed if i in are], contradictions.values(), {o: (n,) for o, n in fusion.redirects.items()}, mark,
        gone=[i for i in changed if i in were], quiet=quiet, read_again=again, facets=map(_row, new), keys=keys, work=work,
    )
    progress("events", len(among), len(among))
    return len(among)


def _reach(
    store: Store, world: World, standing: Sequence[Judgement], new: Sequence[Facet], again: set[str], pairs: set[tuple[str, str]]
) -> tuple[Asked, dict[tuple[object, ...], Facet], dict[str, str]]:
    """All facets that the change reaches, old and new, and the events that their claims were in."""
    fresh: dict[str, list[Facet]] = {r: [] for r in again}
    for facet in new:
        fresh[facet.claim.report].append(facet)
    apart = {c: r.claims | r.rest for r in judged.rulings(standing) for c in r.claims | r.rest}
    ask = Asked(store, fresh, apart, {}, {}, {})
    ask.fetch(again | {r for pair in pairs for r in pair})
    seeds = [f for r in sorted(again) for f in ask.rows[r]]
    for a, b in sorted(pairs):
        both = {f.group for f in ask.rows[a]} & {f.group for f in ask.rows[b]}
        seeds += [f for r in (a, b) for f in ask.rows[r] if f.group in both]
    held = reached(seeds, ask, world.geo, world.weights)
    while True:
        # Events of the last run hold together what reaches each other; should one hold more, that comes in too.
        inside = {f.claim.id for f in held.values()}
        homes = store.homes(inside)
        more = {c for e in store.events_of(homes.values()) for c in e.claims} - inside
        rows = unpack_all(store.facets_of_claims(more))
        if not rows:
            return ask, held, homes
        held = reached([*held.values(), *rows], ask, world.geo, world.weights)


def _leave(
    store: Store, again: set[str], were: Sequence[Event], are: Sequence[Event], claims: Mapping[str, Claim]
) -> list[tuple[str, str, str]]:
    """What the change leaves to the incidents and the ledger."""
    left = [("incidents", "report", r) for r in sorted(again)]
    for event in (*were, *are):
        if is_core(event):
            left.append(("incidents", "event", event.id))
            left += [("incidents", "report", r) for r in event.reports]
    gone = store.keys("event_key", "where", [e.id for e in were])
    for event in were:
        left += [("incidents", "where", f"{event.time or ''}\x1f{key}") for key in gone.get(event.id, ())]
    old, new = voices_of(were), voices_of(are)
    moved = [c for c in sorted(old.keys() | new.keys()) if old.get(c) != new.get(c)]
    left += [("control", "report", r) for r in sorted(again)]
    left += [("control", "claim", c) for c in moved if c in claims and claims[c].kind in KINDS and claims[c].report not in again]
    return list(dict.fromkeys(left))
