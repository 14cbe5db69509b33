"""Ties: which claims of two reports were made in one copied passage."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from marsad.model import AlignedPassage, Claim, Copy

# How far a claim may stand from where its twin is expected, as a share of the passage's length.
_SLACK = 0.25


def _inside(claims: Sequence[Claim], starts: Sequence[int], start: int, end: int) -> list[Claim]:
    """Claims whose trigger lies in [start, end); `claims` sorted by trigger start."""
    first = bisect_left(starts, start)
    last = bisect_left(starts, end)
    return list(claims[first:last])


def _where(claim: Claim, start: int, end: int) -> float:
    return (claim.trigger.start - start) / max(1, end - start)


def twins(a: Sequence[Claim], b: Sequence[Claim], passage: AlignedPassage) -> list[tuple[str, str]]:
    """Pairs of claims of one kind in an aligned passage, paired off by where they stand in it, nearest first.

    Each claim has at most one twin of a passage: two claims of a kind in one sentence («took A … and took B») pair crosswise
    only if nothing nearer is left.
    """
    found = []
    for x in a:
        at = _where(x, passage.a_start, passage.a_end)
        for y in b:
            if x.kind != y.kind:
                continue
            gap = abs(at - _where(y, passage.b_start, passage.b_end))
            if gap <= _SLACK or (len(a) == 1 and len(b) == 1):
                found.append((gap, x.id, y.id))
    pairs = []
    used: set[str] = set()
    for _, x_id, y_id in sorted(found):
        if x_id not in used and y_id not in used:
            used |= {x_id, y_id}
            pairs.append((x_id, y_id))
    return pairs


class Ties:
    """For every claim, the claims it shares a copied passage with: `twins_of` tells the same thing there, `near` stands in the
    same passage whatever it tells. Both symmetric; each claim's neighbours sorted."""

    __slots__ = ("_near", "_twins")

    def __init__(self, twins: Mapping[str, Iterable[str]], near: Mapping[str, Iterable[str]]) -> None:
        self._twins = {k: tuple(sorted(v)) for k, v in twins.items()}
        self._near = {k: tuple(sorted(v)) for k, v in near.items()}

    def twins_of(self, claim_id: str) -> tuple[str, ...]:
        """Claims of the same kind at the same spot of a shared passage."""
        return self._twins.get(claim_id, ())

    def near(self, claim_id: str) -> tuple[str, ...]:
        """All claims of other reports in a passage shared with this one's."""
        return self._near.get(claim_id, ())


def find_ties(claims: Iterable[Claim], copies: Iterable[Copy]) -> Ties:
    """Ties of these claims through these copies. Background copies count: a shared passage is one voice wherever it stands."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    starts: dict[str, list[int]] = {}
    for report, held in by_report.items():
        held.sort(key=lambda c: (c.trigger.start, c.id))
        starts[report] = [c.trigger.start for c in held]
    twin: dict[str, set[str]] = defaultdict(set)
    near: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        if copy.a not in by_report or copy.b not in by_report:
            continue
        for p in copy.passages:
            a = _inside(by_report[copy.a], starts[copy.a], p.a_start, p.a_end)
            b = _inside(by_report[copy.b], starts[copy.b], p.b_start, p.b_end)
            if not a or not b:
                continue
            for x in a:
                for y in b:
                    near[x.id].add(y.id)
                    near[y.id].add(x.id)
            for x_id, y_id in twins(a, b, p):
                twin[x_id].add(y_id)
                twin[y_id].add(x_id)
    return Ties(twin, near)
