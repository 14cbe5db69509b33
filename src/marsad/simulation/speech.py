"""Who says what about the made war: statements, true and false."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random
from typing import Any

from marsad.simulation.front import CONTESTED, Happening, War


@dataclass(frozen=True, slots=True)
class Statement:
    """A speaker says on `said` that `what` happened: `kind` capture, withdraw, entry, clash, airstrike, shelling, bombing, hold,
    past or deny; `speaker` a registry id, or empty for the outlet itself; `killed` as told; `day` as told."""

    speaker: str
    kind: str
    place: int
    day: int
    said: int
    agent: str
    target: str
    event: str
    killed: int = 0
    true: bool = True


def speak(war: War, monitor: str, rates: dict[str, float], random: Random) -> dict[int, list[Statement]]:
    """Statements by the day on which they are made. Lies are noted in `war.lied`."""
    said: dict[int, list[Statement]] = defaultdict(list)
    for h in war.happenings:
        for statement in _about(h, monitor, rates, random):
            said[statement.said].append(statement)
    for day in range(war.days):
        if random.random() < rates["lie"] * len(war.places) / 300:
            for statement in _lie(war, day, monitor, rates, random):
                said[statement.said].append(statement)
    return {d: said[d] for d in sorted(said)}


def _about(h: Happening, monitor: str, rates: dict[str, float], random: Random) -> list[Statement]:
    """What is said about one happening by the observatory, the doer and the other side."""
    found = []
    base: dict[str, Any] = {"place": h.place, "day": h.day, "said": h.day, "event": h.id}
    if random.random() < rates["monitor"]:
        found.append(_made(monitor, h.kind, h, base, h.killed, rates, random))
        if h.killed and random.random() < rates["update"]:
            more: dict[str, Any] = {**base, "said": h.day + 1}
            found.append(Statement(monitor, h.kind, agent=h.agent, target=h.target, killed=h.killed + random.randint(1, 6), **more))
    if h.kind in ("capture", "entry", "airstrike") and random.random() < rates["winner"]:
        found.append(_made(h.agent, h.kind, h, base, h.killed // 2, rates, random))
    if h.kind == "capture":
        if random.random() < rates["loser"]:
            found.append(Statement(h.target, "withdraw", agent=h.target, target="", **base))
        elif random.random() < rates["deny"]:
            found.append(Statement(h.target, "deny", agent=h.agent, target=h.target, true=False, **base))
    if h.kind in ("shelling", "bombing") and random.random() < rates["winner"] / 2:
        found.append(_made(h.target, h.kind, h, base, h.killed, rates, random))
    return found


def _made(speaker: str, kind: str, h: Happening, base: dict[str, Any], killed: int, rates: dict[str, float],
          random: Random) -> Statement:
    if killed and random.random() < rates["figure"]:
        killed = max(1, killed + random.choice([-3, -2, 2, 5]))
    return Statement(speaker, kind, agent=h.agent, target=h.target, killed=killed, **base)


def _lie(war: War, day: int, monitor: str, rates: dict[str, float], random: Random) -> list[Statement]:
    """A party says it took a neighbour's place; perhaps it is denied, perhaps the observatory tells who holds it."""
    front = [(p, q) for p in random.sample(range(len(war.places)), min(40, len(war.places))) for q in war.near[p]
             if CONTESTED not in (war.at(p, day), war.at(q, day)) and war.at(p, day) != war.at(q, day)]
    if not front:
        return []
    p, q = front[0]
    liar = war.at(p, day)
    victim = war.at(q, day)
    event = f"lie{day}-{q}"
    war.lied.setdefault(q, []).append(day)
    found = [Statement(liar, "capture", q, day, day, liar, victim, event, true=False)]
    if random.random() < rates["counter"]:
        found.append(Statement(victim, "deny", q, day, day, liar, victim, event))
    if random.random() < rates["expose"]:
        later = min(day + random.randint(1, 4), war.days - 1)
        if war.at(q, later) == victim:
            found.append(Statement(monitor, "hold", q, later, later, victim, "", f"state{later}-{q}"))
    return found


def background(war: War, place: int, day: int, random: Random, rates: dict[str, float]) -> Statement | None:
    """A sentence by the agency itself on who holds a place now, or on when its former holder lost it."""
    holder = war.at(place, day)
    if holder == CONTESTED:
        return None
    turns = [(d, a) for d, a in war.holder[place] if d <= day]
    if random.random() < rates["past"] and len(turns) >= 2 and turns[-1][0] > 0:
        loser = next((a for _, a in reversed(turns[:-1]) if a != CONTESTED), holder)
        if loser != holder:
            event = next((h.id for h in war.happenings if h.kind == "capture" and h.place == place and h.day == turns[-1][0]), "")
            return Statement("", "past", place, turns[-1][0], day, loser, "", event)
    return Statement("", "hold", place, day, day, holder, "", f"state{day}-{place}")
