"""Checking figures: a told share of ground beside our own series for the same actor and time, with our coverage said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marsad import edtf
from marsad.control.areas import REACH_KM, Grid, Shares, shares
from marsad.control.query import holding
from marsad.events.world import ReportInfo
from marsad.languages.arabic import fold_key
from marsad.model import Claim, Hold, Quantity

# Words that make a share one of ground, and of ground lost (folded).
_GROUND = ("territory", "area", "land", "مناطق", "المناطق", "اراض", "الاراضي", "مساحه", "مساحات")
_LOST = ("lost", "loss", "خسر", "خسار", "فقد", "تراجع", "تقلص")
_LITTLE = 0.3
# Told shares are rounded: within so many points they are one figure.
_ROUNDED = 3.0


@dataclass(frozen=True, slots=True)
class Check:
    """A told figure and ours, in per cent. `verdict`: `agrees` (the ranges meet), `differs`, `too-little` (our ledger covers less
    than 30 % of the area: no verdict), `no-period` (the claim tells no two days to compare), `no-ground` (not about ground)."""

    claim: str
    actor: str
    told_low: float | None
    told_high: float | None
    ours_low: float | None
    ours: float | None
    ours_high: float | None
    coverage: float
    verdict: str
    lost: bool = False


def check(claims: Iterable[Claim], holds: Sequence[Hold], over: Grid, reports: Mapping[str, ReportInfo],
          reach_km: float = REACH_KM) -> list[Check]:
    """One check for each share told in a `statistic` claim, as known on the day its report was published."""
    found = []
    for claim in claims:
        if claim.kind != "statistic":
            continue
        report = reports.get(claim.report)
        known = report.day if report else None
        actor = next((m.id for m in claim.agents if m.id), None)
        for quantity in claim.quantities:
            if quantity.what == "share" and actor is not None and known is not None:
                found.append(_check(claim, quantity, actor, known, holds, over, reach_km))
    return found


def _check(claim: Claim, quantity: Quantity, actor: str, known: str, holds: Sequence[Hold], over: Grid, reach_km: float) -> Check:
    words = fold_key(f"{quantity.of} {quantity.text}")
    lost = any(w in words for w in _LOST) or any(w in fold_key(claim.trigger.text) for w in _LOST)
    base: dict[str, Any] = {"claim": claim.id, "actor": actor, "told_low": quantity.low, "told_high": quantity.high, "lost": lost}
    none: dict[str, Any] = {"ours_low": None, "ours": None, "ours_high": None}
    if not any(w in words for w in _GROUND):
        return Check(**base, **none, coverage=0.0, verdict="no-ground")
    lo, hi = edtf.bounds(claim.time.edtf) if claim.time else (None, None)
    end = min(edtf.day(hi), known) if hi is not None else known
    after = shares(holding(holds, end, known), over, end, known, reach_km)
    if not lost:
        low, best, high = (x / after.total * 100 if after.total else 0.0 for x in _of(after, actor))
        return _verdict(base, low, best, high, after.coverage)
    if lo is None or lo == hi:
        return Check(**base, **none, coverage=round(after.coverage, 4), verdict="no-period")
    start = edtf.day(lo)
    before = shares(holding(holds, start, known), over, start, known, reach_km)
    a, b = _of(before, actor), _of(after, actor)
    if not a[1]:
        return Check(**base, **none, coverage=round(before.coverage, 4), verdict="too-little")
    best = (a[1] - b[1]) / a[1] * 100
    # The least that may be lost: from the least it had to the most it may have now; the most the other way round.
    low = max(0.0, (a[0] - b[2]) / a[0] * 100) if a[0] else 0.0
    high = min(100.0, (a[2] - b[0]) / a[2] * 100) if a[2] else 100.0
    return _verdict(base, low, best, high, min(before.coverage, after.coverage))


def _of(found: Shares, actor: str) -> tuple[float, float, float]:
    area = next((a for a in found.areas if a.actor == actor), None)
    return (area.low, area.best, area.high) if area else (0.0, 0.0, found.unknown + found.contested)


def _verdict(base: dict[str, Any], low: float, best: float, high: float, coverage: float) -> Check:
    told_low = base["told_low"] or 0.0
    told_high = base["told_high"] if base["told_high"] is not None else 100.0
    verdict = "too-little" if coverage < _LITTLE else "agrees" if told_low <= high + _ROUNDED and low - _ROUNDED <= told_high else "differs"
    return Check(**base, ours_low=round(low, 1), ours=round(best, 1), ours_high=round(high, 1), coverage=round(coverage, 4),
                 verdict=verdict)
