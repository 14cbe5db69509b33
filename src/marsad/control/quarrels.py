"""Quarrels: one place told to be held by two sides at one time, by different speakers, in whatever events.

Two words quarrel where they name holders that are no allies: gains of one day; or a told state within a few days of another side's
told state, or within the days that a gain is fresh, with no change told in between. A quarrel is settled by a third voice that
makes one side the heavier, or by a voice that goes over to what the other side said.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from marsad import edtf
from marsad.control.evidence import Item, collect
from marsad.control.rules import Rules, load_rules
from marsad.events.places import safe
from marsad.events.sides import Sides
from marsad.events.unionfind import UnionFind
from marsad.events.world import ActorBook, PlaceBook, ReportInfo
from marsad.model import Claim, Contradiction, Event


def quarrels(events: Sequence[Event], claims: Sequence[Claim], reports: Mapping[str, ReportInfo], actors: ActorBook,
             gazetteer: PlaceBook, *, only: frozenset[str] | None = None) -> list[tuple[str, Contradiction]]:
    """Contradictions about who holds a place, each with the ledger's key of the place, in order of places and ids.

    `only` limits them to these places, as in `replay`. `since` is the day from which both sides' words were known; the id is made
    of the first word of each side, so it stays while others join in.
    """
    rules, sides = load_rules(), Sides(actors)
    items, _ = collect(claims, events, reports, safe(gazetteer), sides, rules)
    return quarrels_of(items, sides, rules, only=only)


def quarrels_of(items: Mapping[str, Sequence[Item]], sides: Sides, rules: Rules, *,
                only: frozenset[str] | None = None) -> list[tuple[str, Contradiction]]:
    """`quarrels` for evidence at hand (`collect`)."""
    found: list[tuple[str, Contradiction]] = []
    for key in sorted(items):
        if only is None or key in only:
            found.extend((key, x) for x in at_place(key, items[key], sides, rules))
    return found


def at_place(key: str, items: Sequence[Item], sides: Sides, rules: Rules) -> list[Contradiction]:
    """The quarrels about one place, by id."""
    told = sorted((i for i in items if i.kind in ("gain", "state", "loss") and not i.denied), key=lambda i: i.sort)
    days = [i.at for i in told]
    words = [i for i in told if i.kind != "loss"]
    joined: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    recent, first = rules.recent, 0
    for n, b in enumerate(words):
        while b.at - words[first].at > recent:
            first += 1
        voice, side = b.voice, b.side
        for m in range(n - 1, first - 1, -1):
            a = words[m]
            if a.side != side and a.voice != voice and not sides.allied(a.side, side) and _quarrel(a, b, told, days, sides, rules):
                joined[min(a.side, side), max(a.side, side)].append((m, n))
    found: list[Contradiction] = []
    for _, pairs in sorted(joined.items()):
        sets = UnionFind(len(words))
        for m, n in pairs:
            sets.union(m, n)
        parts: dict[int, set[int]] = defaultdict(set)
        for pair in pairs:
            parts[sets.find(pair[0])].update(pair)
        found.extend(_record(key, [words[n] for n in sorted(part)], told, sides, rules) for _, part in sorted(parts.items()))
    return sorted(found, key=lambda x: x.id)


def _quarrel(a: Item, b: Item, told: Sequence[Item], days: Sequence[int], sides: Sides, rules: Rules) -> bool:
    """Whether the later word `b` (in valid time) cannot be true beside `a`; `told` is in order of its `days`."""
    if b.kind == "gain":
        # A gain told after another side's word is a change, unless both are told to have happened on one day.
        return a.kind == "gain" and a.dated and b.dated and (a.lo, a.at) == (b.lo, b.at)
    if b.at - a.at > (rules.recent if a.kind == "gain" else rules.same_happening):
        return False
    if a.at == b.at:
        return True
    return not any(_changes(i, b.side, sides) for i in told[bisect_right(days, a.at):bisect_right(days, b.at)])


def _changes(item: Item, to: str, sides: Sides) -> bool:
    """Whether an item tells a change that would make the place this side's: its gain, or the loss of another."""
    return item.kind != "state" and sides.allied(item.side, to) == (item.kind == "gain")


def _record(key: str, words: Sequence[Item], told: Sequence[Item], sides: Sides, rules: Rules) -> Contradiction:
    ordered = sorted(words, key=_heard)
    one = ordered[0]
    two = next(i for i in ordered if not sides.allied(i.side, one.side))
    digest = hashlib.sha256("\x1f".join(("place-held", key, one.claim, two.claim)).encode()).hexdigest()[:12]
    note = " / ".join(sorted({one.side, two.side}))
    return Contradiction(f"x{digest}", "place-held", tuple(sorted({i.claim for i in words})), one.event or None,
                         edtf.day(max(one.known, two.known)), _settled(one, two, words, told, sides, rules), note,
                         tuple(sorted({i.event for i in words if i.event})))


def _heard(item: Item) -> tuple[object, ...]:
    return item.known, item.report, item.claim


def _settled(one: Item, two: Item, words: Sequence[Item], told: Sequence[Item], sides: Sides, rules: Rules) -> str | None:
    """The claim that settles it: each voice counts where it spoke last; the first claim that leaves one side the heavier and is
    no repetition of the two words that began it."""
    first, last = min(i.at for i in words), max(i.at for i in words) + rules.settle
    stands: dict[str, tuple[str, float]] = {}
    for item in sorted((i for i in told if first <= i.at <= last), key=_heard):
        side = one.side if sides.allied(item.side, one.side) else two.side if sides.allied(item.side, two.side) else None
        if side is None:
            continue
        if item.kind == "loss":
            # Who left it no longer holds it: a word for the other.
            side = two.side if side == one.side else one.side
        before = stands.get(item.voice)
        crossed = before is not None and before[0] != side
        stands[item.voice] = (side, max(item.weight, 2.0 if crossed else 0.0))
        weight = {s: sum(w for x, w in stands.values() if x == s) for s in (one.side, two.side)}
        other = two.side if side == one.side else one.side
        begun = item.known >= max(one.known, two.known) and item.claim not in (one.claim, two.claim)
        if begun and (crossed or item.voice not in (one.voice, two.voice)) and item.weight + crossed and weight[side] > weight[other]:
            return item.claim
    return None
