"""Clustering the facets of one group (reality, family, root): cells first, then bridges, then followers.

1. A cell holds the dated facets of one day. Within it pairs are joined from the highest score down, never across a vetoed pair.
2. Bridges join clusters of near days: twins of a copied passage, or one gain of ground reported on different days.
3. Longer intervals and undated facets, shortest first, follow the one cluster that fits them best; those that fit none are
   clustered among their like (same interval), and longer ones may follow these.

Every decision is a function of the cells it looks at, not of the order of arrival: that is what makes ids stable and incremental
fusing of the touched groups alone exact.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from marsad.events.clusters import Cluster, Near, opposed
from marsad.events.compare import compare
from marsad.events.facets import Facet
from marsad.events.following import choose, gained_before, with_twins
from marsad.events.geo import Geo
from marsad.events.ties import Ties
from marsad.events.unionfind import UnionFind
from marsad.events.weights import Weights

Span = tuple[int, int, bool]


def cell(members: Sequence[Facet], ties: Ties, geo: Geo, weights: Weights) -> list[Cluster]:
    """Clusters of facets that have one interval. Quadratic in the number of different signatures, not of facets."""
    groups: dict[tuple[object, ...], list[Facet]] = defaultdict(list)
    for facet in sorted(members, key=lambda f: f.order):
        groups[facet.sign].append(facet)
    same = list(groups.values())
    # What says the same of the same place and day is one, unless it says too little for that (no place, no actors).
    split: list[list[Facet]] = []
    for held in same:
        own = compare(held[0], held[0], geo, weights)
        split.extend([held] if own is not None and own[0] >= weights.threshold else [[f] for f in held])
    order = sorted(split, key=lambda g: g[0].order)
    at = {f.claim.id: n for n, g in enumerate(order) for f in g}
    tied: set[tuple[int, int]] = set()
    for n, held in enumerate(order):
        for facet in held:
            for other in ties.twins_of(facet.claim.id):
                m = at.get(other)
                if m is not None and m != n:
                    tied.add((min(n, m), max(n, m)))
    reports = [{f.claim.report for f in g} for g in order]
    vetoed: dict[int, set[int]] = defaultdict(set)
    edges: list[tuple[float, int, int]] = []
    for i, a in enumerate(order):
        for j in range(i + 1, len(order)):
            found = compare(a[0], order[j][0], geo, weights, copied=(i, j) in tied,
                            together=not reports[i].isdisjoint(reports[j]))
            if found is None:
                vetoed[i].add(j)
                vetoed[j].add(i)
            elif found[0] >= weights.threshold:
                edges.append((-found[0], i, j))
    joined = UnionFind(len(order))
    parts: dict[int, set[int]] = {n: {n} for n in range(len(order))}
    for _, i, j in sorted(edges):
        a_root, b_root = joined.find(i), joined.find(j)
        if a_root == b_root or any(vetoed[m] & parts[b_root] for m in parts[a_root] if m in vetoed):
            continue
        joined.union(a_root, b_root)
        root = joined.find(a_root)
        parts[root] = parts.pop(a_root) | parts.pop(b_root)
    clusters = []
    for root in sorted(parts):
        found_facets = sorted((f for n in parts[root] for f in order[n]), key=lambda f: f.order)
        clusters.append(Cluster(found_facets))
    return sorted(clusters, key=lambda c: c.base[0].order)


def bridge(one: Cluster, two: Cluster, between: Iterable[Cluster], ties: Ties, geo: Geo, weights: Weights) -> bool:
    """Whether two clusters of near days (`one` the earlier) are one event told with different days.

    By copy: twins of a copied passage that fit but for the day. By gain: one place cannot be won twice by the same side with
    nothing between, so the same capture or loss within `bridge_days` is one, unless a cluster `between` tells the other side's.
    """
    a, b = one.base[0], two.base[0]
    days = two.hi - one.lo
    twins = {i for f in one.base for i in ties.twins_of(f.claim.id)}
    if any(f.claim.id in twins for f in two.base) and days <= weights.reach["bridge_days"] * 3:
        found = compare(a, b, geo, weights, copied=True, apart_in_time=True)
        return found is not None and found[0] >= weights.threshold
    if a.family not in weights.bridging or days > weights.reach["bridge_days"]:
        return False
    shared = set(a.keys) & set(b.keys) - {""}
    if not shared:
        return False
    kinds = {a.claim.kind, b.claim.kind}
    if "advance" in kinds:
        return False
    found = compare(a, b, geo, weights, apart_in_time=True)
    if found is None or not (a.doers & b.doers or a.others & b.others):
        return False
    gainer = a.doers | b.doers
    return not any(opposed(c, gainer, shared) for c in between if c is not one and c is not two)


def bridged(clusters: Sequence[Cluster], ties: Ties, geo: Geo, weights: Weights) -> list[Cluster]:
    """Join day clusters over near days. `clusters` are dated, each of one day."""
    ordered = sorted(clusters, key=lambda c: (c.lo, c.base[0].order))
    reach = int(weights.reach["bridge_days"])
    days = [c.lo for c in ordered]
    family = ordered[0].base[0].family if ordered else ""
    far: dict[str, int] = {f.claim.id: n for n, c in enumerate(ordered) for f in c.base}
    pairs: set[tuple[int, int]] = set()
    for n, one in enumerate(ordered):
        for f in one.base:
            for twin in ties.twins_of(f.claim.id):
                m = far.get(twin)
                if m is not None and days[m] != days[n]:
                    pairs.add((n, m) if days[n] < days[m] else (m, n))
        if family in weights.bridging:
            keys = set(one.base[0].keys)
            for m in range(bisect_right(days, one.lo), bisect_right(days, one.lo + reach)):
                if keys & set(ordered[m].base[0].keys):
                    pairs.add((n, m))
    joined = UnionFind(len(ordered))
    for n, m in sorted(pairs):
        window = ordered[bisect_left(days, days[n]):bisect_right(days, days[m])]
        if bridge(ordered[n], ordered[m], window, ties, geo, weights):
            joined.union(n, m)
    parts: dict[int, list[Facet]] = defaultdict(list)
    for n, one in enumerate(ordered):
        parts[joined.find(n)].extend(one.base)
    return [Cluster(sorted(found, key=lambda f: f.order)) for _, found in sorted(parts.items())]


def spans(members: Iterable[Facet]) -> Mapping[Span, list[Facet]]:
    """Facets by interval, dated ones first and short ones before long ones."""
    found: dict[Span, list[Facet]] = defaultdict(list)
    for facet in members:
        if facet.lo is not None and facet.hi is not None:
            found[facet.lo, facet.hi, facet.dated].append(facet)
    return dict(sorted(found.items(), key=lambda x: (not x[0][2], x[0][1] - x[0][0], x[0])))


_GAINS = frozenset({"capture", "withdraw"})


def cluster_group(members: Sequence[Facet], ties: Ties, geo: Geo, weights: Weights) -> list[Cluster]:
    """The clusters of one group. Facets without any day (reports without a date) stand alone unless twins join them."""
    by_span = spans(members)
    days: list[Cluster] = []
    for (lo, hi, dated), held in by_span.items():
        if dated and lo == hi:
            days.extend(cell(held, ties, geo, weights))
    near = Near(bridged(days, ties, geo, weights))
    followed: dict[str, Cluster] = {}
    longest = int(weights.reach["attach_days"])
    for (lo, hi, dated), held in by_span.items():
        if dated and lo == hi:
            continue
        left: list[Facet] = []
        pool = near.within(lo, hi) if hi - lo <= longest else []
        homes = {f.claim.id: c for c in near.all() for f in c.base} if any(ties.twins_of(f.claim.id) for f in held) else {}
        for facet in sorted(held, key=lambda f: f.order):
            target = choose(facet, with_twins(facet, pool, homes, ties, weights), ties, geo, weights)
            if target is None and not dated and facet.claim.kind in _GAINS and facet.claim.modality != "denied":
                target = gained_before(facet, near, geo, weights)
            if target is None:
                left.append(facet)
            else:
                target.followers.append(facet)
                followed[facet.claim.id] = target
        # Whose twin follows a cluster follows it too.
        lone = []
        for facet in left:
            home = next((followed[i] for i in ties.twins_of(facet.claim.id) if i in followed), None)
            if home is not None and choose(facet, [home], ties, geo, weights, sure=True) is not None:
                home.followers.append(facet)
            else:
                lone.append(facet)
        near.add(cell(lone, ties, geo, weights))
    timeless = [f for f in members if f.lo is None or f.hi is None]
    return [*near.all(), *(Cluster([f]) for f in sorted(timeless, key=lambda f: f.order))]
