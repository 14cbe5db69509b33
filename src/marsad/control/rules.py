"""The numbers and words of `data/control/rules.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

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


@cache
def load_rules() -> Rules:
    """The shipped rules."""
    data = tomllib.loads((resources.files("marsad") / "data" / "control" / "rules.toml").read_text(encoding="utf-8"))
    words = {k: tuple(fold_key(w) for w in v) for k, v in data["words"].items()}
    return Rules(**{k: int(v) for k, v in data["days"].items()}, weight={k: float(v) for k, v in data["weight"].items()},
                 whole=float(data["share"]["whole"]), stretch_km=float(data["reach"]["stretch_km"]), entry=words["entry"],
                 lift=words["lift"], nouns=frozenset(words["nouns"]), done=frozenset(words["done"]), stems=words["stems"],
                 aim=frozenset(words["aim"]), around=words["around"], spots=words["spots"],
                 relative=frozenset(words["relative"]), was=frozenset(words["was"]), parts=words["parts"],
                 generic=frozenset(words["generic"]), soon=words["soon"], wish=words["wish"], last=frozenset(words["last"]),
                 flight=words["flight"], men=words["men"], sites=words["sites"],
                 even=float(data["reading"]["even"]), negations=frozenset(words["negations"]), things=frozenset(words["things"]),
                 lies=frozenset(words["lies"]), between=frozenset(words["between"]),
                 inroads=words["inroads"], unmet=words["unmet"], gainsay=words["gainsay"], freeing=words["freeing"],
                 forces=words["forces"], captives=words["captives"], pockets=words["pockets"], subject=words["subject"],
                 falls=words["falls"], edges=words["edges"], over=words["over"])
