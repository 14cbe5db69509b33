"""The step `control`: the whole ledger replayed, or only the places that changed evidence can touch, with the same result."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from marsad import edtf
from marsad.control import needed_keys, touched_keys
from marsad.control.evidence import KINDS, Item, items_of, mention_of, pack, unpack_all, voices_of
from marsad.control.keys import index_keys, inner_keys, outer_keys
from marsad.control.ledger import replay_items
from marsad.control.quarrels import quarrels_of
from marsad.control.resuming import Stood
from marsad.control.rules import load_rules
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
    items, mentions, renamed = _evidence(store, needed, again, alone, pieces, places)
    progress("control", 0, len(touched))
    # What was known before the first day on which something changed is as it was.
    day = min([item.known for item in unpack_all((p.key, p.data) for p in before)] + [item.known for _, _, _, item in pieces], default=0)
    since = edtf.day(day) if day else ""
    stood = {k: Stood(day, tuple(held)) for k, held in store.standing(touched - renamed, since).items()} if day else {}
    holds = replay_items(items, mentions, sides, places, load_rules(), only=touched, stood=stood)
    found = quarrels_of(items, sides, load_rules(), only=touched)
    was = {h.id: h for s in stood.values() for h in s.entries}
    store.save_holds(
        holds, mark, quarrels=[x for _, x in found], proofs=_rows(pieces), keys=_keys(holds, found, touched & items.keys(), places),
        replayed=touched, since=dict.fromkeys(stood, since), kept=[h.id for h in holds if was.get(h.id) == h],
        again=(again, alone), work=Work([s.seq for s in stale]),
    )
    progress("control", len(touched), len(touched))
    return sum(map(len, items.values())) or len(stale)


def _evidence(
    store: Store, needed: Iterable[str], again: set[str], alone: set[str], fresh: Pieces, places: SafePlaces
) -> tuple[dict[str, list[Item]], dict[str, Mention], set[str]]:
    """Evidence of the needed places: the store's, with the fresh pieces in the place of what they replace; a mention of each, and the
    places that are another place by their first mention than they were."""
    wanted = frozenset(needed)
    stored = sorted(store.proofs(wanted), key=_told)
    first = {p.key: p for p in reversed(stored)}
    made = [p for p in stored if p.report not in again and p.claim not in alone]
    order = [_told(p) for p in made]
    told: list[tuple[Item, Mention | ProofRow]] = list(zip(unpack_all((p.key, p.data) for p in made), made, strict=True))
    for c, n, mention, item in fresh:
        if item.place in wanted:
            # Few come in: the others need no sorting again.
            at = bisect_right(order, (c.report, c.start, c.id, n))
            order.insert(at, (c.report, c.start, c.id, n))
            told.insert(at, (item, mention))
    items: dict[str, list[Item]] = {}
    mentions: dict[str, Mention] = {}
    renamed: set[str] = set()
    for item, said in told:
        key = item.place
        if key in items:
            items[key].append(item)
            continue
        items[key] = [item]
        mentions[key] = mention_of(said.data) if isinstance(said, ProofRow) else said
        was = first.get(key)
        if was is not said and (was is None or place_of(mention_of(was.data), places) != place_of(mentions[key], places)):
            renamed.add(key)
    return items, mentions, renamed


_told: Callable[[ProofRow], tuple[str, int, str, int]] = attrgetter("report", "start", "claim", "n")


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
