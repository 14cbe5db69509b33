"""The day a report is telling of: which passage goes on with the event of the one before, and so with its time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from marsad.languages.arabic.folding import fold_key
from marsad.languages.arabic.lexicon import read_toml
from marsad.languages.arabic.times import TimeSpan
from marsad.languages.arabic.tokens import Token

__all__ = ["Carried", "carried_times"]

_REACH = 2
_LONGEST = 3
_OPENING = 5
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")


@dataclass(frozen=True, slots=True)
class Carried:
    """The time that a passage takes over from one before it: its EDTF (a day, or a few), how the passage `opens` (`goes_on`: with a
    further saying, `meanwhile`), and the index of the passage that told it."""

    edtf: str
    opens: str
    told: int


@cache
def _openings() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word of an opening to (the words after it, what it opens), longest first."""
    table = read_toml("times.toml")["story"]
    pairs = {
        (tuple(fold_key(entry).split()), name) for name in ("goes_on", "meanwhile", "turns") for entry in table[name]
    }
    pairs |= {((fold_key(verb), fold_key(noun)), "goes_on") for verb in table["happened"] for noun in table["events"]}
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for parts, name in sorted(pairs, key=lambda pair: (-len(pair[0]), pair)):
        found.setdefault(parts[0], []).append((parts[1:], name))
    return {first: tuple(rest) for first, rest in found.items()}


def _opening(words: Sequence[str]) -> str:
    """How a passage opens: goes_on, meanwhile, turns, or ""."""
    if not words:
        return ""
    table = _openings()
    first = words[0]
    fitting = [*table.get(first, ()), *(table.get(first[1:], ()) if first[:1] == "و" else ())]
    for rest, name in sorted(fitting, key=lambda pair: -len(pair[0])):
        if tuple(words[1 : 1 + len(rest)]) == rest:
            return name
    return ""


def _days(time: TimeSpan) -> bool:
    """Whether a time is a day or a few."""
    hit = _DAYS.fullmatch(time.edtf or "") if time.kind in ("point", "interval", "part") else None
    if hit is None:
        return False
    return hit[2] is None or (date.fromisoformat(hit[2]) - date.fromisoformat(hit[1])).days <= _LONGEST


def carried_times(
    tokens: Sequence[Token], passages: Sequence[tuple[int, int]], times: Sequence[TimeSpan], said: Sequence[tuple[int, int]] = ()
) -> tuple[Carried | None, ...]:
    """For each passage the time it takes over from before, or None.

    A passage takes over the last day told within the two before it where it opens with a further saying («وأضاف أن …») or with
    «في غضون ذلك» and its like, not where it opens with a turn («من جهة أخرى», «وكان»). What takes over passes on. `said` are spans
    of times that date a saying, not an event. Which clauses of the passage use it (not a state, not what is planned, not one with a
    time of its own) is for the reader.
    """
    out: list[Carried | None] = []
    day, told, fresh = "", -1, -_REACH - 1
    at = clock = 0
    for index, (start, end) in enumerate(passages):
        while at < len(tokens) and tokens[at].start < start:
            at += 1
        words = [token.fold for token in tokens[at : at + 2 * _OPENING] if token.kind == "word" and token.start < end]
        opens = _opening(words[:_OPENING])
        takes = opens in ("goes_on", "meanwhile") and bool(day) and index - fresh <= _REACH
        out.append(Carried(day, opens, told) if takes else None)
        if takes:
            fresh = index
        while clock < len(times) and times[clock].start < end:
            time = times[clock]
            if time.start >= start and _days(time) and not any(low <= time.start < high for low, high in said):
                day, told, fresh = time.edtf or "", index, index
            clock += 1
    return tuple(out)
