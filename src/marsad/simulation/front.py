"""The made war: who holds which place on which day, and what happens."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random

from marsad.model import Place

CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that truly happened (or, `true` false, that somebody only said): `kind` capture, entry, repelled, clash,
    airstrike, shelling, bombing or hold; `agent` does it to `target` at `place` (index) on `day` (from 0); `killed` the dead."""

    id: str
    kind: str
    place: int
    day: int
    agent: str
    target: str
    killed: int = 0
    true: bool = True


@dataclass(slots=True)
class War:
    """`holder[place]` lists (from day, actor or contested) in order; `happenings` in order of days; `lied[place]` days on which a
    party said something false about it."""

    places: tuple[Place, ...]
    days: int
    holder: list[list[tuple[int, str]]]
    happenings: list[Happening] = field(default_factory=list)
    lied: dict[int, list[int]] = field(default_factory=dict)
    near: list[list[int]] = field(default_factory=list)

    def at(self, place: int, day: int) -> str:
        """Who truly held the place on a day."""
        found = self.holder[place][0][1]
        for since, actor in self.holder[place]:
            if since > day:
                break
            found = actor
        return found


@dataclass(slots=True)
class _Attack:
    attacker: str
    place: int
    end: int
    inside: int | None
    wins: bool


def _km(a: Place, b: Place) -> float:
    dy = ((a.lat or 0) - (b.lat or 0)) * 111.2
    dx = ((a.lon or 0) - (b.lon or 0)) * 111.2 * math.cos(math.radians(a.lat or 0))
    return math.hypot(dx, dy)


def wage(places: tuple[Place, ...], sides: list[str], days: int, rates: dict[str, float], random: Random) -> War:
    """A war over these places for so many days.

    Sides first hold the places nearest to capitals of their own. Each day attacks begin on fronts (a place and a neighbour of
    another side), last one to nine days, some with a phase in which both are inside (truth: contested), and end taken or repelled.
    """
    near = [sorted((j for j in range(len(places)) if j != i), key=lambda j: (_km(places[i], places[j]), j))[:6]
            for i in range(len(places))]
    seats = random.sample(range(len(places)), min(len(sides) * 2, len(places)))
    holder: list[list[tuple[int, str]]] = []
    for place in places:
        seat = min(range(len(seats)), key=lambda s: (_km(place, places[seats[s]]), s))
        holder.append([(0, sides[seat % len(sides)])])
    war = War(places, days, holder, near=near)
    scale = len(places) / 300
    attacks: dict[int, _Attack] = {}
    count = 0
    quiet = [-99] * len(places)
    for day in range(days):
        for spot, attack in sorted(attacks.items()):
            count = _proceed(war, attack, day, count, random)
            if day >= attack.end:
                del attacks[spot]
                quiet[spot] = day
        for _ in range(_times(rates["attack"] * scale, random)):
            front = [(p, q) for p in random.sample(range(len(places)), min(40, len(places))) for q in near[p]
                     if war.at(p, day) not in (CONTESTED, war.at(q, day)) and q not in attacks and war.at(q, day) != CONTESTED
                     and day - quiet[q] > 5 and p not in attacks]
            if not front:
                continue
            p, q = front[0]
            length = random.randint(1, 9)
            inside = random.randint(1, length - 1) if length > 2 and random.random() < rates["inside"] else None
            attacks[q] = _Attack(war.at(p, day), q, day + length, None if inside is None else day + inside,
                                 random.random() < rates["win"])
            count += 1
            war.happenings.append(Happening(f"h{count}", "clash", q, day, war.at(p, day), war.at(q, day)))
        for _ in range(_times(rates["strike"] * scale, random)):
            q = random.randrange(len(places))
            others = sorted({war.at(n, day) for n in near[q]} - {war.at(q, day), CONTESTED})
            if not others or war.at(q, day) == CONTESTED:
                continue
            count += 1
            kind = random.choice(["airstrike", "shelling", "bombing"])
            war.happenings.append(Happening(f"h{count}", kind, q, day, random.choice(others), war.at(q, day),
                                            random.choice([2, 3, 4, 5, 7, 9, 12, 16, 25, 40])))
    return war


def _times(rate: float, random: Random) -> int:
    return int(rate) + (random.random() < rate - int(rate))


def _proceed(war: War, attack: _Attack, day: int, count: int, random: Random) -> int:
    """One day of an attack."""
    place = attack.place
    defender = next(a for _, a in reversed(war.holder[place]) if a != CONTESTED)
    if day == attack.inside and day < attack.end:
        war.holder[place].append((day, CONTESTED))
        count += 1
        war.happenings.append(Happening(f"h{count}", "entry", place, day, attack.attacker, defender))
    if day == attack.end:
        count += 1
        if attack.wins:
            war.holder[place].append((day, attack.attacker))
            war.happenings.append(Happening(f"h{count}", "capture", place, day, attack.attacker, defender))
        elif war.at(place, day) == CONTESTED:
            war.holder[place].append((day, defender))
            war.happenings.append(Happening(f"h{count}", "capture", place, day, defender, attack.attacker))
    elif random.random() < 0.3 and day != attack.inside:
        count += 1
        war.happenings.append(Happening(f"h{count}", "clash", place, day, attack.attacker, defender))
    return count
