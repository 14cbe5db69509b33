"""Locality: which claims a change can reach, so that a store re-fuses these alone and still gets what fusing everything gives.

A claim is reached from another where clustering may look from one to the other: they compare as one event on days in common, they
tell of ground at one place within the days that bridges and late gains look back, they stand in one copied passage, or a reader
ruled on both. Clusters, and the choices between them, never leave what is reached.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from marsad.events.clusters import NEAR_DAYS
from marsad.events.compare import compare
from marsad.events.facets import Facet, Toll
from marsad.events.geo import Geo
from marsad.events.weights import Weights
from marsad.model import Claim, Mention, Trigger

Ident = tuple[object, ...]


class Neighbours(Protocol):
    """Where the facets of a store are asked for. Facets of replaced readings are given beside the new ones."""

    def within(self, group: str, lo: int, hi: int) -> Iterable[Facet]:
        """Facets of a group whose interval meets [lo, hi] (day ordinals)."""

    def beside(self, facet: Facet) -> Iterable[Facet]:
        """Facets of its kind and group that stand in a passage shared with its own, or in a ruling with it."""


def pack(facet: Facet) -> str:
    """A facet as JSON, as far as comparing needs it; `unpack_all` gives it back."""
    claim = facet.claim
    return json.dumps(
        [claim.kind, claim.modality, claim.means, claim.trigger.start, claim.start, facet.keys,
         [[m.id, m.precision, m.lat, m.lon] for m in facet.places], facet.dated, sorted(facet.doers), sorted(facet.others),
         facet.tolls, facet.order[0]], ensure_ascii=False, separators=(",", ":"))


Packed = tuple[str, str, str, int | None, int | None, str]
"""Claim, report, group, first and last day, and what `pack` gave."""


def unpack_all(rows: Iterable[Packed]) -> list[Facet]:
    """The facets that `pack` wrote; their claims have only what comparing looks at."""
    held = list(rows)
    values = json.loads(f"[{','.join(r[5] for r in held)}]")
    return [_unpacked(r[0], r[1], r[2], r[3], r[4], v) for r, v in zip(held, values, strict=True)]


def _unpacked(claim_id: str, report: str, group: str, lo: int | None, hi: int | None, values: list[Any]) -> Facet:
    kind, modality, means, trigger, start, keys, places, dated, doers, others, tolls, day = values
    claim = Claim(claim_id, report, kind, "", start, start, Trigger("", trigger, trigger), modality=modality, means=tuple(means))
    loci = tuple(Mention("", 0, 0, i, "place", precision, lat, lon) for i, precision, lat, lon in places)
    counts: tuple[Toll, ...] = tuple((w, of, low, high) for w, of, low, high in tolls)
    named, done, hit = tuple(keys), frozenset(doers), frozenset(others)
    return Facet(claim, loci, named, group, group.split("|")[1], lo, hi, dated, done, hit, counts, (day, report, start, claim_id),
                 (kind, named, lo, hi, dated, done, hit, counts, claim.means))


def ident(facet: Facet) -> Ident:
    """Equal for one facet however it was come by."""
    return facet.claim.id, facet.group, facet.sign, facet.claim.modality


def reached(seeds: Iterable[Facet], ask: Neighbours, geo: Geo, weights: Weights) -> dict[Ident, Facet]:
    """Everything that the seeds reach, with the seeds."""
    found: dict[Ident, Facet] = {}
    queue: list[Facet] = []

    def take(facet: Facet) -> None:
        key = ident(facet)
        if key not in found:
            found[key] = facet
            queue.append(facet)

    for seed in seeds:
        take(seed)
    while queue:
        facet = queue.pop()
        for other in ask.beside(facet):
            take(other)
        if facet.lo is None or facet.hi is None:
            continue
        pad = back(facet, weights)
        lo, hi, keys = facet.lo, facet.hi, facet.keys
        for other in ask.within(facet.group, lo - pad, hi + pad):
            # Most of a window is of other places and days: told from those before more is asked.
            apart = (other.lo or 0) > hi or (other.hi or 0) < lo
            if apart and (not keys[0] or (keys[0] not in other.keys and set(keys).isdisjoint(other.keys))):
                continue
            if ident(other) not in found and linked(facet, other, geo, weights):
                take(other)
    return found


def back(facet: Facet, weights: Weights) -> int:
    """Days around a facet in which others may be reached."""
    return int(weights.reach["gain_days"]) + NEAR_DAYS + 1 if facet.family in weights.bridging else 0


def linked(a: Facet, b: Facet, geo: Geo, weights: Weights) -> bool:
    """Whether clustering may look from one facet to the other by themselves (not through passages or rulings)."""
    if a.lo is None or a.hi is None or b.lo is None or b.hi is None:
        return False
    gap = max(b.lo - a.hi, a.lo - b.hi, 0)
    if gap <= back(a, weights) and a.keys[0] and not set(a.keys).isdisjoint(b.keys) and not (
            gap > weights.reach["bridge_days"] and a.dated and b.dated):
        return True
    if gap:
        return False
    got = compare(a, b, geo, weights, together=True)
    return got is not None and got[0] >= weights.threshold


class Around:
    """`Neighbours` over facets in memory: of one group by day, of one report by position, and rulings."""

    __slots__ = ("_by_group", "_by_id", "_by_report", "_passages", "_rulings")

    def __init__(self, facets: Sequence[Facet], passages: Mapping[str, Sequence[tuple[int, int, str, int, int]]],
                 rulings: Iterable[frozenset[str]] = ()) -> None:
        self._by_group: dict[str, list[Facet]] = defaultdict(list)
        self._by_report: dict[str, list[Facet]] = defaultdict(list)
        self._by_id: dict[str, list[Facet]] = defaultdict(list)
        self._passages = passages
        self._rulings = [r for r in rulings if r]
        for facet in facets:
            self._by_group[facet.group].append(facet)
            self._by_report[facet.claim.report].append(facet)
            self._by_id[facet.claim.id].append(facet)

    def within(self, group: str, lo: int, hi: int) -> Iterable[Facet]:
        """See `Neighbours`."""
        return [f for f in self._by_group.get(group, ()) if f.lo is not None and f.hi is not None and f.lo <= hi and f.hi >= lo]

    def beside(self, facet: Facet) -> Iterable[Facet]:
        """See `Neighbours`."""
        found = shared(facet, self._passages.get(facet.claim.report, ()), lambda r: self._by_report.get(r, ()))
        for ruling in self._rulings:
            if facet.claim.id in ruling:
                found.extend(f for i in sorted(ruling) for f in self._by_id.get(i, ()))
        return found


class InReport(Protocol):
    """The facets of a report."""

    def __call__(self, report: str, /) -> Iterable[Facet]: ...


def shared(facet: Facet, passages: Iterable[tuple[int, int, str, int, int]], of: InReport) -> list[Facet]:
    """Facets of the same kind and group in the other ends of the passages (start, end, other report, its start, its end) that hold
    the facet's trigger."""
    at = facet.claim.trigger.start
    return [f for start, end, report, low, high in passages if start <= at < end for f in of(report)
            if f.claim.kind == facet.claim.kind and f.group == facet.group and low <= f.claim.trigger.start < high]
