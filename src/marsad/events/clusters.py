"""Clusters: facets of one event, and those that may follow them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from marsad.events.facets import Facet


@dataclass(slots=True)
class Cluster:
    """Facets of one event: `base` decided alone, `followers` joined it later. Sorted canonically."""

    base: list[Facet]
    followers: list[Facet] = field(default_factory=list)

    @property
    def lo(self) -> int:
        """First day of the base."""
        return min(f.lo or 0 for f in self.base)

    @property
    def hi(self) -> int:
        """Last day of the base."""
        return max(f.hi or 0 for f in self.base)

    @property
    def all(self) -> list[Facet]:
        """Every facet, canonical order."""
        return sorted(self.base + self.followers, key=lambda f: f.order)


def representatives(members: Iterable[Facet]) -> list[Facet]:
    """One facet a signature, the earliest."""
    seen: dict[tuple[object, ...], Facet] = {}
    for facet in sorted(members, key=lambda f: f.order):
        seen.setdefault(facet.sign, facet)
    return list(seen.values())


def opposed(cluster: Cluster, gainer: frozenset[str], keys: set[str]) -> bool:
    return any(keys & set(f.keys) and f.claim.kind in ("capture", "withdraw") and
               ((f.doers and not f.doers & gainer) or (f.others & gainer)) for f in cluster.base)


# A cluster of days this far apart at most is one happening, not a period.
NEAR_DAYS = 9


class Near:
    """Clusters by last day, to ask which lie within an interval."""

    __slots__ = ("_clusters", "_days", "_fresh")

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._clusters = sorted(clusters, key=lambda c: (c.lo, c.base[0].order))
        self._days = [c.lo for c in self._clusters]
        self._fresh: list[Cluster] = []

    def add(self, clusters: Iterable[Cluster]) -> None:
        """More clusters (of longer intervals)."""
        for cluster in clusters:
            at = bisect_right(self._days, cluster.lo)
            self._days.insert(at, cluster.lo)
            self._clusters.insert(at, cluster)

    def within(self, lo: int, hi: int) -> list[Cluster]:
        """Clusters whose base lies in [lo, hi], or of days near each other with one of them there."""
        found = self._clusters[bisect_left(self._days, lo - NEAR_DAYS):bisect_right(self._days, hi)]
        return [c for c in found if (c.hi <= hi and c.lo >= lo) or (c.hi - c.lo <= NEAR_DAYS and c.hi >= lo)]

    def all(self) -> list[Cluster]:
        """Every cluster."""
        return self._clusters
