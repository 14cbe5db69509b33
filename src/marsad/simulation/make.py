"""Making a world: a war on real places, its press, and the truth beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from marsad.errors import UsageError
from marsad.events.unionfind import UnionFind
from marsad.model import Claim, Copy, Place, Report
from marsad.simulation.front import War, wage
from marsad.simulation.press import copies, write
from marsad.simulation.speech import speak
from marsad.simulation.words import data

START = date(2016, 1, 1)
_MIN_PLACES = 8


@dataclass(frozen=True, slots=True)
class Turn:
    """The truth of a place: `actor` (or contested) holds it from `since` (ISO day) until the place's next turn."""

    place: str
    since: str
    actor: str


@dataclass(frozen=True, slots=True)
class Simulation:
    """A made world. `event_of` and `voice_of` give the true event and the true voice of each claim; `turns` the truth of control
    by place and day; `lies` (place, day) where a party said something false; `first`, `last` its days."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...]
    turns: tuple[Turn, ...]
    event_of: dict[str, str]
    voice_of: dict[str, str]
    lies: frozenset[tuple[str, str]]
    first: str
    last: str


def choose_places(places: Sequence[Place], count: int, seed: int) -> tuple[Place, ...]:
    """`count` settlements with coordinates and Arabic names that no other of these places bears. Raises UsageError where there are
    too few."""
    seen: dict[str, int] = {}
    for place in places:
        seen[place.name_ar] = seen.get(place.name_ar, 0) + 1
    fit = sorted((p for p in places if p.id and p.name_ar and p.lat is not None and p.type in ("city", "town", "village")
                  and seen[p.name_ar] == 1), key=lambda p: p.id or "")
    if len(fit) < count or count < _MIN_PLACES:
        raise UsageError(f"{count} places wanted, {len(fit)} usable", where="--places",
                         hint=f"between {_MIN_PLACES} and {len(fit)}, or import more places")
    return tuple(Random(seed).sample(fit, count))


def make(seed: int, places: Sequence[Place], months: int, reports: int) -> Simulation:
    """A war of `months` on these places, told in about `reports` reports. The same arguments give the same world."""
    random = Random(seed)
    rates = {k: float(v) for k, v in data()["rates"].items()}
    days = months * 30
    sides = [s["id"] for s in data()["sides"]]
    war: War = wage(tuple(places), sides, days, rates, random)
    said = speak(war, data()["monitor"]["id"], rates, random)
    printed = write(war, said, START, reports, rates, random)
    claims: list[Claim] = []
    event_of: dict[str, str] = {}
    voice_of: dict[str, str] = {}
    ties: dict[tuple[str, str, str], list[str]] = {}
    sourced = {key for p in printed for c, (_, _, key) in zip(p.claims, p.truth, strict=True) if key and c.source is not None}
    for p in printed:
        for claim, (event, speaker, key) in zip(p.claims, p.truth, strict=True):
            claims.append(claim)
            event_of[claim.id] = event
            # The ties of DESIGN: a shared passage and a shared speaker; the outlet is the speaker only of what no copy sources.
            if key:
                ties.setdefault((event, "in", key), []).append(claim.id)
            if claim.source is not None or key not in sourced:
                ties.setdefault((event, "by", speaker), []).append(claim.id)
    index = {c.id: n for n, c in enumerate(claims)}
    joined = UnionFind(len(claims))
    for _, held in sorted(ties.items()):
        for other in held[1:]:
            joined.union(index[held[0]], index[other])
    voice_of.update((c.id, claims[joined.find(n)].id) for n, c in enumerate(claims))

    def iso(day: int) -> str:
        return date.fromordinal(START.toordinal() + day).isoformat()

    turns = tuple(Turn(place.id or "", iso(since), actor) for place, held in zip(war.places, war.holder, strict=True)
                  for since, actor in held)
    lies = frozenset((war.places[q].id or "", iso(d)) for q, found in war.lied.items() for d in found)
    return Simulation(tuple(p.report for p in printed), tuple(claims), tuple(copies(printed)), turns, event_of, voice_of, lies,
                      iso(0), iso(days - 1))
