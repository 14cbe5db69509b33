"""The numbers and words of `data/control/rules.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from marsad.languages.arabic import fold_key


@dataclass(frozen=True, slots=True)
class Rules:
    """Days, weights by interest, the share that is a whole, reach in km, and word lists (folded)."""

    same_happening: int
    settle: int
    late_loss: int
    stale: int
    recent: int
    refresh: int
    weight: dict[str, float]
    whole: float
    stretch_km: float
    entry: tuple[str, ...]
    lift: tuple[str, ...]
    nouns: frozenset[str]
    done: frozenset[str]
    stems: tuple[str, ...]
    aim: frozenset[str]
    around: tuple[str, ...]
    spots: tuple[str, ...]
    relative: frozenset[str]
    was: frozenset[str]
    parts: tuple[str, ...]
    generic: frozenset[str]
    soon: tuple[str, ...]
    wish: tuple[str, ...]
    last: frozenset[str]
    flight: tuple[str, ...]
    men: tuple[str, ...]
    sites: tuple[str, ...]
    even: float
    inroads: tuple[str, ...]
    unmet: tuple[str, ...]
    negations: frozenset[str]
    gainsay: tuple[str, ...]
    freeing: tuple[str, ...]
    forces: tuple[str, ...]
    captives: tuple[str, ...]
    pockets: tuple[str, ...]
    things: frozenset[str]
    subject: tuple[str, ...]
    falls: tuple[str, ...]
    lies: frozenset[str]
    between: frozenset[str]
    edges: tuple[str, ...]
    over: tuple[str, ...]
    crowds: tuple[str, ...]
    armies: tuple[str, ...]
    anyones: tuple[str, ...]
    nations: tuple[str, ...]
    pointing: frozenset[str]
    craft: tuple[str, ...]
    deeds: frozenset[str]
    either: frozenset[str]
    preps: frozenset[str]
    selves: tuple[str, ...]
    states: tuple[str, ...]
    turned: tuple[str, ...]
    driving: tuple[str, ...]
    besieged: tuple[str, ...]
    places_of: frozenset[str]
    lying: frozenset[str]
    ends: tuple[str, ...]
    retreat: tuple[str, ...]
    lasting: tuple[str, ...]
    nowadays: frozenset[str]
    ended: tuple[str, ...]
    absent: frozenset[str]
    roads: tuple[str, ...]
    terms: frozenset[str]
    keeps: tuple[str, ...]
    arms: frozenset[str]
    figures: frozenset[str]
    last_week: tuple[str, ...]
    empty: tuple[str, ...]
    rest: tuple[str, ...]
    doubts: tuple[str, ...]
    insides: frozenset[str]
    afterwards: frozenset[str]
    many: frozenset[str]
    named_parts: tuple[str, ...]
    blows: tuple[str, ...]
    outskirts: tuple[str, ...]
    accused: tuple[str, ...]
    earlier: frozenset[str]
    closed: tuple[str, ...]
    gates: tuple[str, ...]
    holdouts: tuple[str, ...]


@cache
def load_rules() -> Rules:
    """The shipped rules."""
    data = tomllib.loads((resources.files("marsad") / "data" / "control" / "rules.toml").read_text(encoding="utf-8"))
    words = {k: tuple(fold_key(w) for w in v) for k, v in data["words"].items()}
    lists: dict[str, Any] = {f.name: frozenset(words[f.name]) if str(f.type).startswith("frozenset") else words[f.name]
                             for f in fields(Rules) if f.name in words}
    days: dict[str, Any] = {k: int(v) for k, v in data["days"].items()}
    return Rules(weight={k: float(v) for k, v in data["weight"].items()}, whole=float(data["share"]["whole"]),
                 stretch_km=float(data["reach"]["stretch_km"]), even=float(data["reading"]["even"]), **days, **lists)
