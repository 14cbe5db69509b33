"""Locality: which claims a change can reach, so that a store re-fuses these alone and still gets what fusing everything gives.

A claim is reached from another where clustering may look from one to the other: they compare as one event on days in common, they
tell of ground at one place within the days that bridges and late gains look back, they stand in one copied passage, or a reader
ruled on both. Clusters, and the choices between them, never leave what is reached.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields
from typing import Any, Protocol

from marsad.events.clusters import NEAR_DAYS
from marsad.events.compare import compare
from marsad.events.facets import Facet, Toll
from marsad.events.geo import Geo
from marsad.events.weights import Weights
from marsad.model import Claim, Mention, Trigger
from marsad.model.codec import maker

Ident = tuple[object, ...]


class Neighbours(Protocol):
    """Where the facets of a store are asked for. Facets of replaced readings are given beside the new ones."""

    def expect(self, facets: Iterable[Facet], /) -> None:
        """These will be asked for: a store may look up at once what lies beside all of them."""

    def near(self, facet: Facet, days: int) -> Iterable[Facet]:
        """Facets of its group whose interval meets its own, or comes within so many days of it at one of its places (`meets`)."""

    def beside(self, facet: Facet) -> Iterable[Facet]:
        """Facets of its kind and group that stand in a passage shared with its own, or in a ruling with it."""


def meets(facet: Facet, days: int, lo: int | None, hi: int | None,
          keys: Collection[str]) -> bool:
    """Whether another facet with this interval lies near enough to be looked at."""
    if facet.lo is None or facet.hi is None or lo is None or hi is None or lo > facet.hi + days or hi < facet.lo - days:
        return False
    return (lo <= facet.hi and hi >= facet.lo) or (bool(facet.keys[0]) and any(k in keys for k in facet.keys))


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
    return [unpacked(r, v) for r, v in zip(held, values_of(held), strict=True)]


def values_of(rows: Iterable[Packed]) -> list[list[Any]]:
    """What `pack` packed, of many rows at once; `KEYS` is the index of a facet's keys in it."""
    found: list[list[Any]] = json.loads(f"[{','.join(r[5] for r in rows)}]")
    return found


KEYS = 5
_TRIGGER = maker(Trigger, "text", "start", "end")
_CLAIM = maker(Claim, "id", "report", "kind", "quote", "start", "end", "trigger", "modality", "means")
_MENTION = maker(Mention, "text", "start", "end", "id", "type", "precision", "lat", "lon")
_FACET: Callable[..., Facet] = maker(Facet, *(f.name for f in fields(Facet)))


def unpacked(row: Packed, values: list[Any]) -> Facet:
    """The facet of a row and its values."""
    claim_id, report, group, lo, hi, _ = row
    kind, modality, means, trigger, start, keys, places, dated, doers, others, tolls, day = values
    claim = _CLAIM(claim_id, report, kind, "", start, start, _TRIGGER("", trigger, trigger), modality, tuple(means))
    loci = tuple([_MENTION("", 0, 0, i, "place", precision, lat, lon) for i, precision, lat, lon in places])
    counts: tuple[Toll, ...] = tuple([(w, of, low, high) for w, of, low, high in tolls])
    named, done, hit = tuple(keys), frozenset(doers), frozenset(others)
    return _FACET(claim, loci, named, group, group.split("|")[1], lo, hi, dated, done, hit, counts, (day, report, start, claim_id),
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
        wave, queue = queue, []
        ask.expect(wave)
        for facet in wave:
            for other in ask.beside(facet):
                take(other)
            if facet.lo is None or facet.hi is None:
                continue
            for other in ask.near(facet, back(facet, weights)):
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


class InReport(Protocol):
    """The facets of a report."""

    def __call__(self, report: str, /) -> Iterable[Facet]: ...


def shared(facet: Facet, passages: Iterable[tuple[int, int, str, int, int]], of: InReport) -> list[Facet]:
    """Facets of the same kind and group in the other ends of the passages (start, end, other report, its start, its end) that hold
    the facet's trigger."""
    at = facet.claim.trigger.start
    return [f for start, end, report, low, high in passages if start <= at < end for f in of(report)
            if f.claim.kind == facet.claim.kind and f.group == facet.group and low <= f.claim.trigger.start < high]
