"""The two-clock ledger: what was known of each place from each day on."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from marsad import edtf
from marsad.control.evidence import CHANGING, KINDS, Item, collect
from marsad.control.regions import Hints, Regions
from marsad.control.resuming import Stood, resume
from marsad.control.rules import Rules, load_rules
from marsad.control.segments import Segment, face_of, stitched, text_of
from marsad.control.timeline import Replay
from marsad.events.assemble import place_of
from marsad.events.facets import loci, place_key
from marsad.events.places import SafePlaces, safe
from marsad.events.sides import Sides
from marsad.events.world import ActorBook, PlaceBook, ReportInfo
from marsad.model import Claim, Event, Hold, Mention, Place
from marsad.model.codec import changer

_MAX_CLAIMS = 24
_closed: Callable[[Hold, str | None], Hold] = changer(Hold, "known_to")


def replay(events: Sequence[Event], claims: Sequence[Claim], reports: Mapping[str, ReportInfo], actors: ActorBook,
           gazetteer: PlaceBook, *, rules: Rules | None = None, only: frozenset[str] | None = None) -> tuple[Hold, ...]:
    """The ledger of all places that claims of control speak of, by place, valid and known time.

    `only` limits it to these places (gazetteer ids, or `~` and the folded words). For each day on which something about a place was
    published, its evidence known by then is replayed; what differs from before is a new entry, and what it replaces is closed on that day.
    Asking with an earlier known-date therefore never shows later knowledge. Deterministic; independent of argument order.
    """
    loaded = rules or load_rules()
    sides = Sides(actors)
    places = safe(gazetteer)
    items, mentions = collect(claims, events, reports, places, sides, loaded)
    return replay_items(items, mentions, sides, places, loaded, only=only)


def replay_items(items: Mapping[str, Sequence[Item]], mentions: Mapping[str, Mention], sides: Sides, places: SafePlaces,
                 loaded: Rules, *, only: frozenset[str] | None = None, stood: Mapping[str, Stood] | None = None,
                 hints: Hints | None = None) -> tuple[Hold, ...]:
    """`replay` for evidence at hand (`collect`).

    `stood` tells of some places what the ledger said before a day; nothing that was known by then has changed. Of these only the
    entries that were not closed before that day are given: the others are as they were. `hints` gives what tells who was advancing,
    where `items` holds only what changes or states a holder.
    """
    regions = Regions(items, mentions, places, loaded, hints)
    found: list[Hold] = []
    for key in sorted(items):
        if only is not None and key not in only:
            continue
        if not any(i.kind in CHANGING for i in items[key]):
            continue
        place = place_of(mentions[key], places)
        assert place is not None
        found.extend(_entries(key, place, regions.evidence(key), regions, sides, loaded, (stood or {}).get(key)))
    return tuple(sorted(found, key=lambda h: (h.place.id or "", h.place.text, h.known_from, _first(h.valid_from), h.id)))


def touched_keys(changed: Iterable[str], every: Iterable[str], gazetteer: PlaceBook) -> frozenset[str]:
    """Which of the ledger's places (`every` key) must be replayed when evidence on the `changed` places came or went: these, and
    those that lie in them. Give them to `replay(only=…)` with the claims of `needed_keys`."""
    fresh = frozenset(changed)
    known = frozenset(every) | fresh
    regions = Regions(dict.fromkeys(known, ()), {}, safe(gazetteer), load_rules())
    return frozenset(k for k in known if k in fresh or not fresh.isdisjoint(regions.reached(k)))


def needed_keys(keys: Iterable[str], every: Iterable[str], gazetteer: PlaceBook) -> frozenset[str]:
    """The places whose claims `replay(only=keys)` needs: these, and those around them that lend evidence and hints."""
    wanted = frozenset(keys)
    regions = Regions(dict.fromkeys(frozenset(every) | wanted, ()), {}, safe(gazetteer), load_rules())
    return wanted.union(*(regions.reached(k) for k in sorted(wanted)))


def place_keys(claims: Iterable[Claim], gazetteer: PlaceBook) -> dict[str, tuple[str, ...]]:
    """The ledger's places (keys) of each claim that may be evidence, by claim id: what a store keeps beside the claims."""
    places = safe(gazetteer)
    return {c.id: tuple(place_key(m) for m in loci(c, places)) for c in claims if c.kind in KINDS}


def _first(text: str | None) -> int:
    lo, hi = edtf.bounds(text)
    return lo or hi or 0


def _entries(key: str, place: Place, evidence: Iterable[Item], regions: Regions, sides: Sides, rules: Rules,
             stood: Stood | None) -> list[Hold]:
    """The entries of one place."""
    by_day: dict[int, list[Item]] = defaultdict(list)
    own_from: int | None = None
    for item in evidence:
        if item.kind in CHANGING:
            by_day[item.known].append(item)
            if item.level == 0:
                own_from = item.known if own_from is None else min(own_from, item.known)
    if own_from is None:
        return []
    scan = Replay(sides.allied, _no_hint, rules)
    # What stands now, by the index of its segment: the face shown, what shows it, the day since when it is known so.
    standing: dict[int, tuple[tuple[object, ...], Segment | Hold, int]] = {}
    days = sorted(by_day)
    after = bisect_left(days, stood.day) if stood is not None and own_from < stood.day else 0
    if stood is not None and after:
        resumed = resume(stood, {d: by_day[d] for d in days[:after]}, own_from, partial(regions.hinting, key, sides.allied), sides, rules)
        if resumed is None:
            after = 0
        else:
            scan, standing = resumed
    entries: list[Hold] = []
    waiting: list[Item] = []
    for known in days[after:]:
        waiting += by_day[known]
        if known < own_from:
            continue
        segments = scan.add(waiting, partial(regions.hint, key, known, sides.allied))
        waiting = []
        first = scan.changed
        old = {face: (shown, since) for n, (face, shown, since) in standing.items() if n >= first}
        standing = {n: held for n, held in standing.items() if n < first}
        for n, segment in stitched(segments, first):
            face = face_of(segment, rules)
            was = old.pop(face, None)
            standing[n] = (face, *was) if was is not None else (face, segment, known)
        if stood is None or known >= stood.day:
            entries.extend(_hold(key, place, shown, since, known) for shown, since in old.values())
    entries.extend(_hold(key, place, shown, since, None) for _, shown, since in standing.values())
    return [h for h in entries if h.known_to is None or h.known_from < h.known_to]


def _no_hint(_loser: str, _day: int) -> str | None:
    return None


def _hold(key: str, place: Place, s: Segment | Hold, since: int, until: int | None) -> Hold:
    if isinstance(s, Hold):
        return _closed(s, None if until is None else edtf.day(until))
    claims = list(dict.fromkeys(i.claim for i in s.items))
    if len(claims) > _MAX_CLAIMS:
        claims = claims[:_MAX_CLAIMS // 2] + claims[-_MAX_CLAIMS // 2:]
    kept = set(claims)
    basis = tuple(dict.fromkeys(i.event for i in s.items if i.claim in kept and i.event))
    start, end = text_of(s.start), text_of(s.end)
    digest = hashlib.sha256("\x1f".join((key, s.actor, start or "", end or "", s.rule, edtf.day(since), s.certainty,
                                         s.hint or "", *s.against)).encode()).hexdigest()[:12]
    return Hold(
        id=f"h{digest}", place=place, actor=s.actor, valid_from=start, valid_to=end, known_from=edtf.day(since),
        known_to=None if until is None else edtf.day(until), certainty=s.certainty, basis=basis, claims=tuple(claims),
        rule=s.rule, hint=s.hint if s.actor in ("unknown", "contested") else None, against=s.against, seen=edtf.day(s.seen),
    )
