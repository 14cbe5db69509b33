"""The numbers of the search, from `data/copies/settings.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources

from marsad.errors import BadData


@dataclass(frozen=True, slots=True)
class Link:
    """What joins two reports to one dispatch: see `counting.judge_matches`."""

    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Coherence:
    """What tells a dispatch from reports that only carry one background paragraph: see `coherence.loose`."""

    least: int
    part: float
    share: float


@dataclass(frozen=True, slots=True)
class Pair:
    """What makes a pair a candidate: see `find_candidates`. `window` in days."""

    cap: int
    background: int
    lasting: int
    formula: int
    standing: int
    crowd: int
    gap: int
    least: int
    words: int
    share: float
    window: int


@dataclass(frozen=True, slots=True)
class Settings:
    """`keep` of 256 grams are kept; `link`, `coherence` and `pair` judge what they hold in common."""

    keep: int
    link: Link
    coherence: Coherence
    pair: Pair


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """The shipped settings. Raises `BadData` where a number is missing or unknown."""
    source = resources.files("marsad.data") / "copies" / "settings.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    try:
        return Settings(int(table["sketch"]["keep"]), Link(**table["link"]), Coherence(**table["coherence"]), Pair(**table["pair"]))
    except (KeyError, TypeError) as error:
        known = [f.name for kind in (Link, Coherence, Pair) for f in fields(kind)]
        raise BadData(f"{error}; known names: {', '.join(known)}", where="copies/settings.toml") from error
