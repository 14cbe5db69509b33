"""What the exports in other people's shapes look up: kinds, countries, actors, and facts of an event in plain numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from marsad import edtf
from marsad.errors import NotFound
from marsad.languages.arabic.folding import fold_key
from marsad.model import Claim, Event, Mention, Report
from marsad.registry.actors import load_actors
from marsad.store import Store

CIVILIANS = ("civilians", "children", "women", "مدني", "طفل", "أطفال", "نساء")


@cache
def tables() -> dict[str, Any]:
    """The mapping tables of data/publish/acled.toml."""
    return tomllib.loads((resources.files("marsad") / "data" / "publish" / "acled.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Told:
    """An event with all that is told of it: its claims and their reports in order of publication."""

    event: Event
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]


def told(store: Store) -> Iterator[Told]:
    """Every event of a store with its claims and reports."""
    claims = {c.id: c for c in store.claims()}
    reports = {r.id: r for r in store.reports()}
    for event in store.events():
        mine = tuple(claims[i] for i in event.claims if i in claims)
        papers = sorted({c.report for c in mine}, key=lambda i: (reports[i].day or "9999", i))
        yield Told(event, mine, tuple(reports[i] for i in papers))


def actor_name(mention: Mention) -> str:
    """The registry's English name; else the words as written where they name a group or a kind of people; else `unnamed`.

    Whoever is named in a report may be at risk: a name that the registry does not know could be a private person's.
    """
    if mention.id is not None:
        try:
            return load_actors().get(mention.id).name_en
        except (KeyError, NotFound):
            pass
    words = fold_key(mention.text).split()
    if any(word.removeprefix("ال") in _groups() for word in words[:2]):
        return mention.text
    return "Civilians" if actor_type(mention) == "civil" else "unnamed"


@cache
def _groups() -> frozenset[str]:
    return frozenset(fold_key(word) for word in tables()["groups"]["words"])


def actor_type(mention: Mention) -> str:
    """The registry's type of an actor, `civil` or empty where it has none."""
    if mention.id is not None:
        try:
            return load_actors().get(mention.id).type
        except (KeyError, NotFound):
            pass
    return "civil" if any(word in mention.text for word in ("مدني", "سكان", "أهالي", "أطفال")) else ""


def days(event: Event) -> tuple[str | None, str | None]:
    """First and last possible day (ISO) of an event, None where untold or open."""
    if event.time is None:
        return None, None
    low, high = edtf.bounds(event.time)
    return (edtf.day(low) if low is not None else None, edtf.day(high) if high is not None else None)


def time_precision(first: str | None, last: str | None) -> int | None:
    """ACLED: 1 the day is known, 2 the week, 3 the month or coarser; None without any date."""
    if first is None or last is None:
        return None
    span = edtf.ordinal(last) - edtf.ordinal(first)
    return 1 if span == 0 else 2 if span <= 7 else 3


def fatalities(event: Event) -> tuple[int, int, int]:
    """(low, best, high) dead of an event: the widest category `killed` without telling apart of whom; 0 where none is told."""
    killed = [r for r in event.ranges if r.what == "killed"]
    if not killed:
        return 0, 0, 0
    top = max(killed, key=lambda r: (r.best or r.low or 0, r.high or 0))
    low = int(top.low or 0)
    best = int(top.best if top.best is not None else low)
    return low, max(best, low), int(top.high if top.high is not None else max(best, low))


def conservative(event: Event) -> int:
    """ACLED's one figure, with its own readings of vague tolls: tens 10, dozens 12, hundreds 100."""
    figures = [
        f for r in event.ranges if r.what == "killed" for f in r.figures if not f.superseded and f.low is not None
    ]
    if not figures:
        return 0
    return int(min(_acled_reading(f.low, f.high) for f in figures if f.low == max(g.low or 0 for g in figures)) or 0)


def _acled_reading(low: float | None, high: float | None) -> float:
    vague = {(20.0, 99.0): 10.0, (200.0, 999.0): 100.0, (2000.0, 9999.0): 1000.0}
    return vague.get((float(low or 0), float(high or 0)), float(low or 0))


def civilian_deaths(event: Event) -> int:
    """Best count of dead said to be civilians."""
    return int(
        max(
            (r.best or r.low or 0 for r in event.ranges if r.what == "killed" and any(w in r.of for w in CIVILIANS)),
            default=0,
        )
    )
