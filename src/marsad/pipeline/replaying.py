"""The step `control`: the whole ledger replayed, or only the places that changed evidence can touch, with the same result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from marsad.control import needed_keys, place_keys, replay, touched_keys
from marsad.control.keys import index_keys, inner_keys, outer_keys
from marsad.control.quarrels import quarrels
from marsad.events.facets import place_key
from marsad.events.places import SafePlaces, safe
from marsad.model import Claim, Contradiction, Event, Hold, Mention
from marsad.pipeline import judged, state
from marsad.pipeline.resources import actors, gazetteer
from marsad.review.judgements import Judgement
from marsad.store import Store
from marsad.store.keys import Stale, Work

Progress = Callable[[str, int, int], None]


def replay_control(store: Store, progress: Progress) -> int:
    """Replay events into the two-clock ledger of control; returns how many events were looked at."""
    on = state.base(store)
    mark = store.fingerprint("control")
    stale = store.stale("control")
    if state.stands(mark, on) and not stale:
        return 0
    standing = store.standing_judgements()
    after = state.following(mark, on)
    if not state.stands(mark, on) or any(s.what == "all" for s in stale):
        every = judged.counted(store, store.claims(), standing)
        events, claims = judged.without_retracted(store.events(), every, standing)
        progress("control", 0, len(events))
        _save(store, events, claims, None, place_keys(every, gazetteer(store)), after, None)
    else:
        events = _replay_some(store, progress, standing, stale, after)
    progress("control", len(events), len(events))
    return len(events)


def _save(
    store: Store, events: Sequence[Event], claims: Sequence[Claim], only: frozenset[str] | None,
    at: dict[str, tuple[str, ...]], mark: str, work: Work | None,
) -> None:
    places = safe(gazetteer(store))
    sources = store.sources(None if only is None else {c.report for c in claims})
    holds = replay(events, claims, sources, actors(), places, only=only)
    found = quarrels(events, claims, sources, actors(), places, only=only)
    known = {k for keys in at.values() for k in keys}
    keys = _keys(holds, found, known if only is None else known & only, places)
    store.save_holds(holds, mark, quarrels=[x for _, x in found], keys=keys, replayed=only, work=work)


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


def _replay_some(store: Store, progress: Progress, standing: Sequence[Judgement], stale: Sequence[Stale], mark: str) -> list[Event]:
    places = safe(gazetteer(store))
    changed = {s.item for s in stale if s.what == "place"}
    touched = touched_keys(changed, _inside(store, changed, places), places)
    outer = outer_keys(touched, places)
    around = {i for what in ("part", "line") for i in _items(store, what, (k for w, k in outer if w == what))}
    around |= {a for k in touched if not k.startswith("~") for a in places.ancestors(k)}
    needed = needed_keys(touched, around, places)
    reports = {r for found in store.keyed("event_key", "place", needed).values() for r in found}
    every = judged.counted(store, store.claims_of(reports), standing)
    at = place_keys(every, places)
    claims = [c for c in every if not needed.isdisjoint(at.get(c.id, ()))]
    events = store.events_of(store.homes(c.id for c in claims).values())
    progress("control", 0, len(events))
    events, claims = judged.without_retracted(events, claims, standing)
    _save(store, events, claims, touched, at, mark, Work([s.seq for s in stale]))
    return events


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

