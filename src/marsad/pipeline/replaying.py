"""The step `control`: the whole ledger replayed, or only the places that changed evidence can touch, with the same result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marsad import edtf
from marsad.control import needed_keys, touched_keys
from marsad.control.evidence import CHANGING, HINTING, KINDS, Item, items_of, voices_of
from marsad.control.keys import index_keys, inner_keys, outer_keys
from marsad.control.ledger import replay_items
from marsad.control.packed import Hinted, Packed, pack, unpack_all
from marsad.control.quarrels import quarrels_of
from marsad.control.regions import Hints, Regions
from marsad.control.resuming import Stood
from marsad.control.rules import load_rules
from marsad.control.unmoved import differing, unmoved
from marsad.events.assemble import place_of
from marsad.events.facets import place_key
from marsad.events.places import SafePlaces, safe
from marsad.events.sides import Sides
from marsad.model import Claim, Contradiction, Event, Hold, Mention
from marsad.pipeline import judged, state
from marsad.pipeline.resources import actors, gazetteer, uncollected
from marsad.pipeline.state import Progress
from marsad.review.judgements import Judgement
from marsad.store import Store
from marsad.store.keys import ProofRow, Source, Stale, Work

Pieces = list[tuple[Claim, int, Mention, Item]]
"""Evidence with its claim, its number in it, and the mention of its place; in the order of reports and of their text."""


def replay_control(store: Store, progress: Progress) -> int:
    """Replay events into the two-clock ledger of control; returns how many pieces of evidence were looked at."""
    with store.reading_on():
        due = state.due(store, "control")
        if due is None:
            return 0
        if not due.whole:
            return _replay_some(store, progress, due.standing, due.stale, due.mark)
    with uncollected():
        return _replay_all(store, progress, due.standing, due.mark)


def _pieces(
    claims: Iterable[Claim], events: Iterable[Event], sources: Mapping[str, Source], places: SafePlaces, sides: Sides
) -> Iterator[tuple[Claim, int, Mention, Item]]:
    said, rules = voices_of(events), load_rules()
    for claim in sorted(claims, key=lambda c: (c.report, c.start, c.id)):
        found = items_of(claim, sources.get(claim.report), said.get(claim.id), places, sides, rules)
        yield from ((claim, n, mention, item) for n, (mention, item) in enumerate(found))


def _rows(pieces: Iterable[tuple[Claim, int, Mention, Item]]) -> Iterator[ProofRow]:
    return (ProofRow(c.id, n, c.report, c.start, item.place, pack(mention, item)) for c, n, mention, item in pieces)


def _replay_all(store: Store, progress: Progress, standing: Sequence[Judgement], mark: str) -> int:
    places, sides = safe(gazetteer(store)), Sides(actors())
    every = judged.counted(store, store.claims(), standing)
    progress("control", 0, len(every))
    events, claims = judged.without_retracted(store.events(), every, standing)
    pieces = list(_pieces(claims, events, store.sources(), places, sides))
    items: dict[str, list[Item]] = defaultdict(list)
    mentions: dict[str, Mention] = {}
    for _, _, mention, item in pieces:
        items[item.place].append(item)
        mentions.setdefault(item.place, mention)
    holds = replay_items(items, mentions, sides, places, load_rules())
    found = quarrels_of(items, sides, load_rules())
    store.save_holds(
        holds, mark, quarrels=[x for _, x in found], proofs=_rows(pieces), keys=_keys(holds, found, items, places)
    )
    progress("control", len(every), len(every))
    return len(pieces) or len(every)


def _replay_some(store: Store, progress: Progress, standing: Sequence[Judgement], stale: Sequence[Stale], mark: str) -> int:
    places, sides = safe(gazetteer(store)), Sides(actors())
    again, alone = ({s.item for s in stale if s.what == what} for what in ("report", "claim"))
    told_in = again | {f.report for f in store.facets_of_claims(alone)}
    claims = [c for c in judged.counted(store, store.claims_of(told_in), standing)
              if c.kind in KINDS and (c.report in again or c.id in alone)]
    events, claims = judged.without_retracted(
        store.events_of(store.homes(c.id for c in claims).values()), claims, standing
    )
    pieces: Pieces = list(_pieces(claims, events, store.sources(told_in), places, sides))
    before = store.proven(again, alone)
    changed = {p.key for p in before} | {item.place for _, _, _, item in pieces}
    touched = touched_keys(changed, _inside(store, changed, places), places)
    outer = outer_keys(touched, places)
    around = {i for what in ("part", "line") for i in _items(store, what, (k for w, k in outer if w == what))}
    around |= {a for k in touched if not k.startswith("~") for a in places.ancestors(k)} | changed
    needed = needed_keys(touched, around, places)
    told = _evidence(store, needed, again, alone, pieces, places)
    items = told.items
    progress("control", 0, len(touched))
    # What was known before the first day on which something changed is as it was.
    gone = unpack_all((p.key, p.data) for p in before)
    day = min([item.known for item in gone] + [item.known for _, _, _, item in pieces], default=0)
    since = edtf.day(day) if day else ""
    moved = touched - _unmoved(touched, differing(gone, [item for _, _, _, item in pieces]), told, places, sides)
    stood = {k: Stood(day, tuple(held)) for k, held in store.standing(moved - told.renamed, since).items()} if day else {}
    holds = replay_items(items, told.mentions, sides, places, load_rules(), only=moved, stood=stood, hints=told.hints)
    found = quarrels_of(items, sides, load_rules(), only=moved)
    was = {h.id: h for s in stood.values() for h in s.entries}
    store.save_holds(
        holds, mark, quarrels=[x for _, x in found], proofs=_rows(pieces), keys=_keys(holds, found, moved & items.keys(), places),
        replayed=moved, since=dict.fromkeys(stood, since), kept=[h.id for h in holds if was.get(h.id) == h],
        again=(again, alone), work=Work([s.seq for s in stale]),
    )
    progress("control", len(touched), len(touched))
    return told.pieces or len(stale)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Evidence of some places: by place what changes or states a holder (nothing, where nothing does), the mention of each, the places
    that are another place by their first mention than they were, what gives hints, and how many pieces there are in all. And as it was:
    the places of which something was told, and what gave hints."""

    items: dict[str, list[Item]]
    mentions: dict[str, Mention]
    renamed: set[str]
    hints: Hints
    pieces: int
    known: frozenset[str]
    hinted: Hints


def _evidence(
    store: Store, needed: Iterable[str], again: set[str], alone: set[str], fresh: Pieces, places: SafePlaces
) -> _Evidence:
    """Evidence of the needed places: the store's, with the fresh pieces in the place of what they replace."""
    wanted = frozenset(needed)
    def starts(report: str) -> dict[str, int]:
        return {p.claim: p.start for p in store.proven([report], ())}

    stored = {key: Packed(key, data, again, alone, starts) for key, data in store.proofs(wanted).items()}
    new: dict[str, Pieces] = {}
    for piece in fresh:
        if piece[3].place in wanted:
            new.setdefault(piece[3].place, []).append(piece)
    items: dict[str, list[Item]] = {}
    mentions: dict[str, Mention] = {}
    renamed: set[str] = set()
    for key in sorted(stored.keys() | new.keys()):
        held, added = stored.get(key), new.get(key, [])
        if not added and not held:
            continue
        items[key] = [*(held.turning() if held else ()), *(item for _, _, _, item in added if item.kind in CHANGING)]
        # A replay puts evidence in an order of its own; that of reports counts for the first mention alone.
        if held and not (added and not held.before(added[0][0].report, added[0][0].start, added[0][0].id)):
            mentions[key], same = held.mention(), held.same_first
        else:
            mentions[key], same = added[0][2], False
        if not same and (held is None or place_of(held.old_mention(), places) != place_of(mentions[key], places)):
            renamed.add(key)

    def hints(place: str) -> Iterator[Hinted]:
        if place in stored:
            yield from stored[place].hints()
        yield from (item for _, _, _, item in new.get(place, ()) if item.kind in HINTING and not item.denied)

    def hinted(place: str) -> Iterator[Hinted]:
        return stored[place].hints(old=True) if place in stored else iter(())

    count = sum(map(len, stored.values())) + sum(map(len, new.values()))
    return _Evidence(items, mentions, renamed, hints, count, frozenset(stored), hinted)


def _unmoved(
    touched: Iterable[str], changed: Sequence[Item], told: _Evidence, places: SafePlaces, sides: Sides
) -> set[str]:
    """Those of the touched places whose entries, quarrels and keys are what they were."""
    known, rules = told.known, load_rules()
    before = Regions(dict.fromkeys(known, ()), {}, places, rules, told.hinted)
    now = Regions(told.items, {}, places, rules, told.hints)
    return {k for k in touched if k in known and k in told.items and k not in told.renamed and unmoved(k, changed, before, now, sides)}


def _keys(
    holds: Iterable[Hold], found: Iterable[tuple[str, Contradiction]], known: Iterable[str], places: SafePlaces
) -> dict[tuple[str, str], list[str]]:
    """By what entries and contradictions are found again, and how the ledger's places lie."""
    keys: dict[tuple[str, str], list[str]] = {}
    for hold in holds:
        if hold.place.id is None:
            keys["hold", hold.id] = [place_key(Mention(hold.place.text, 0, 0))]
    for place, x in found:
        keys["about", x.id] = [place]
        keys["over", x.id] = list(x.events)
    for place in sorted(known):
        for what, key in index_keys(place, places):
            keys.setdefault((what, place), []).append(key)
    return keys


def _items(store: Store, what: str, keys: Iterable[str]) -> set[str]:
    return {i for found in store.keyed("hold_key", what, keys).values() for i in found}


def _inside(store: Store, changed: Iterable[str], places: SafePlaces) -> set[str]:
    """The ledger's places that evidence on the changed ones may speak for."""
    found: set[str] = set()
    for key in changed:
        inner = inner_keys(key, places)
        if inner is None:
            return store.ledger_places()
        found |= _items(store, "inside", (k for _, k in inner))
    return found
