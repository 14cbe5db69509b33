"""Ranges: what was counted, by every claimant, and the fused low, best and high."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from marsad.events.world import ReportInfo
from marsad.languages.arabic import fold_key
from marsad.model import Claim, Figure, Quantity, Range, Voice

_INTEREST_RANK = {"third-party": 0, "against-interest": 0, "unknown": 1, "own-favour": 2}
_NO_DAY = "9999-99-99"
_UNCOUNTED = frozenset({"share", "area", "revenue"})


@cache
def _categories() -> dict[str, str]:
    text = (resources.files("marsad") / "data" / "events" / "grades.toml").read_text(encoding="utf-8")
    return {fold_key(word): of for of, words in tomllib.loads(text)["of"].items() for word in words}


@cache
def category(of: str, unit: str = "people") -> str:
    """Of whom a figure counts: `people`, `children`, `fighters` …; whom the table does not know keep their own folded words
    («42 سجينا» among 57 dead is a count of its own); things that are no people are counted by their unit."""
    known = _categories()
    words = fold_key(of).lower().split()
    for word in words:
        bare = word.removeprefix("ال") if len(word) > 3 else word
        if word in known or bare in known:
            return known.get(word) or known[bare]
    if unit in ("people", "persons", ""):
        return " ".join(words) or "people"
    return unit


@dataclass(slots=True)
class _Said:
    figure: Figure
    voice: int
    rank: int
    speaker: str
    sort: tuple[str, str, int]


def ranges(claims: Sequence[Claim], voices: Sequence[Voice], speakers: Mapping[str, str],
           reports: Mapping[str, ReportInfo]) -> tuple[Range, ...]:
    """Fused counts of an event, per (what, of whom).

    Figures of denied, planned and hypothetical claims are left out. A voice's later figure supersedes its earlier one of the same
    count (later by publication day; on one day the higher «at least» does not undo an exact count: the exact one stays). Low is
    the lowest low, high the highest high of what is left, open where an open figure starts above every closed one. Best is the
    figure of the best placed voice (third parties and admissions, then unknown, then parties), the latest of those, the lowest
    where several tie; its own low is taken. `speakers` gives what to print for each claim.
    """
    voice_of = {c: n for n, v in enumerate(voices) for c in v.claims}
    found: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for claim in claims:
        if claim.modality in ("denied", "planned", "hypothetical"):
            continue
        report = reports.get(claim.report)
        known = report.day if report else None
        for quantity in claim.quantities:
            if quantity.what in _UNCOUNTED or (quantity.low is None and quantity.high is None):
                continue
            n = voice_of.get(claim.id, -1)
            stake = voices[n].interest if n >= 0 else "unknown"
            found[_what(quantity)].append(_Said(
                Figure(quantity.what, quantity.low, quantity.high, category(quantity.of, quantity.unit), claim.id,
                       speakers.get(claim.id, ""), known),
                n, _INTEREST_RANK[stake], speakers.get(claim.id, ""), (known or _NO_DAY, claim.report, claim.start)))
    return tuple(_fuse(what, of, said) for (what, of), said in sorted(found.items()))


def _what(quantity: Quantity) -> tuple[str, str]:
    return quantity.what, category(quantity.of, quantity.unit)


def _fuse(what: str, of: str, said: list[_Said]) -> Range:
    said.sort(key=lambda s: s.sort)
    latest: dict[int, _Said] = {}
    standing: list[_Said] = []
    for s in said:
        before = latest.get(s.voice)
        if before is None or _replaces(before.figure, s.figure):
            latest[s.voice] = s
    kept = {id(s) for s in latest.values()}
    figures = []
    for s in said:
        same = _same(latest[s.voice].figure, s.figure)
        figures.append(s.figure if id(s) in kept or same else _superseded(s.figure))
        if id(s) in kept:
            standing.append(s)
    lows = [s.figure.low for s in standing if s.figure.low is not None]
    highs = [s.figure.high for s in standing if s.figure.high is not None]
    low = min(lows) if lows else None
    high = max(highs) if highs else None
    if any(s.figure.high is None and (s.figure.low or 0) > (high if high is not None else -1) for s in standing):
        high = None
    return Range(what, of, low, _best(standing), high, tuple(figures))


def _replaces(old: Figure, new: Figure) -> bool:
    """A later figure of one voice replaces an earlier one, but «more than 40» on the same day does not undo «45»."""
    if (old.known or "") == (new.known or "") and new.high is None and old.high is not None:
        return (new.low or 0) > old.high
    return True


def _same(a: Figure, b: Figure) -> bool:
    return (a.low, a.high) == (b.low, b.high)


def _superseded(f: Figure) -> Figure:
    return Figure(f.what, f.low, f.high, f.of, f.claim, f.speaker, f.known, superseded=True)


def _best(standing: Sequence[_Said]) -> float | None:
    named = [s for s in standing if s.figure.low is not None]
    if not named:
        return None
    rank = min(s.rank for s in named)
    top = [s for s in named if s.rank == rank]
    day = max(s.figure.known or "" for s in top)
    return min(s.figure.low or 0 for s in top if (s.figure.known or "") == day)
