"""The words by which modality is told, from the lexicon."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from marsad.errors import BadData
from marsad.languages.arabic import fold_key

__all__ = ["Moods", "load_moods"]

_FILE = "lexicon/ar/attribution/modality.toml"


@dataclass(frozen=True, slots=True)
class Moods:
    """Folded words and phrases by what they do to an act that stands near them; the data file tells of each."""

    negations: frozenset[str]
    still: frozenset[str]
    only: frozenset[str]
    light: frozenset[str]
    untrue: tuple[tuple[str, ...], ...]
    maybe: frozenset[str]
    maybe_phrases: tuple[tuple[str, ...], ...]
    states: frozenset[str]
    may: frozenset[str]
    may_verbs: frozenset[str]
    plans: frozenset[str]
    plan_phrases: tuple[tuple[str, ...], ...]
    purpose: frozenset[str]
    governors: frozenset[str]
    light_ends: frozenset[str]
    purpose_light: frozenset[str]
    set_out: frozenset[str]
    towards: frozenset[str]
    done: frozenset[str]
    standing: frozenset[str]
    foiled: frozenset[str]
    following: frozenset[str]
    begins: frozenset[str]
    tried: frozenset[str]
    not_future: tuple[str, ...]
    alleged: frozenset[str]
    believed: frozenset[str]
    suspected: frozenset[str]
    own: frozenset[str]
    presupposed: frozenset[str]
    bounds: frozenset[str]


@cache
def load_moods() -> Moods:
    """The words of the installed package. Raises BadData where the file is malformed."""
    try:
        data: dict[str, dict[str, Any]] = tomllib.loads(files("marsad.data").joinpath(_FILE).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadData(str(error), where=_FILE) from error

    def words(part: str, key: str) -> frozenset[str]:
        folded = [fold_key(word) for word in data[part][key]]
        return frozenset(join + word for word in folded for join in ("", "و", "ف"))

    def phrases(part: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(fold_key(word).split()) for word in data[part]["phrases"])

    return Moods(
        words("denied", "before"), words("denied", "still"), words("denied", "only"), words("denied", "light"), phrases("denied"),
        words("hypothetical", "words"), phrases("hypothetical"), words("hypothetical", "states"),
        words("hypothetical", "may"), words("hypothetical", "may_verbs"),
        words("planned", "words"), phrases("planned"), frozenset(data["planned"]["purpose"]), words("planned", "governors"),
        words("planned", "light"), frozenset(data["planned"]["purpose_light"]),
        words("planned", "set_out"), words("planned", "towards"), words("planned", "done"), words("planned", "standing"),
        words("planned", "foiled"), words("planned", "following"), words("planned", "begins"), words("planned", "tried"),
        tuple(fold_key(word) for word in data["planned"]["not_future"]),
        words("alleged", "words"), words("alleged", "believed"), words("alleged", "suspected"), words("alleged", "own"),
        words("alleged", "presupposed"),
        words("bounds", "words"),
    )
