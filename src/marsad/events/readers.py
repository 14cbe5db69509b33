"""What readers ruled about clusters: these two are one event, these claims are an event of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.events.facets import Facet


@dataclass(frozen=True, slots=True)
class Ruling:
    """A reader's ruling, bound to claims, since ids of events may change: `join` says that the event of `claims` and the event of
    `rest` are one; otherwise `claims` are an event apart from the `rest` they were found with."""

    join: bool
    claims: frozenset[str]
    rest: frozenset[str]


def rearranged(clusters: Sequence[Sequence[Facet]], rulings: Sequence[Ruling]) -> list[list[Facet]]:
    """The clusters after the rulings, one by one in their order; facets of a cluster stay in canonical order.

    A ruling whose claims are gone, or which the clusters follow already, does nothing. Where claims have spread over several
    clusters, the one that holds most of them is meant.
    """
    out = [list(c) for c in clusters]
    for ruling in rulings:
        if ruling.join:
            _join(out, ruling)
        else:
            _part(out, ruling)
    return out


def _holding(clusters: Sequence[Sequence[Facet]], claims: frozenset[str]) -> int | None:
    counts = [len({f.claim.id for f in c} & claims) for c in clusters]
    best = max(counts, default=0)
    return counts.index(best) if best else None


def _join(out: list[list[Facet]], ruling: Ruling) -> None:
    one, two = _holding(out, ruling.claims), _holding(out, ruling.rest)
    if one is None or two is None or one == two:
        return
    low, high = sorted((one, two))
    out[low] = sorted(out[low] + out[high], key=lambda f: f.order)
    del out[high]


def _part(out: list[list[Facet]], ruling: Ruling) -> None:
    mixed = [n for n, c in enumerate(out) if {f.claim.id for f in c} & ruling.claims and {f.claim.id for f in c} & ruling.rest]
    for n in reversed(mixed):
        apart = [f for f in out[n] if f.claim.id in ruling.claims]
        out[n] = [f for f in out[n] if f.claim.id not in ruling.claims]
        out.insert(n + 1, apart)
