"""Following: which cluster a longer interval or an undated facet belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from marsad.events.clusters import Cluster, Near, opposed, representatives
from marsad.events.compare import compare
from marsad.events.facets import Facet, Order
from marsad.events.geo import Geo
from marsad.events.ties import Ties
from marsad.events.weights import Weights


def choose(facet: Facet, clusters: Iterable[Cluster], ties: Ties, geo: Geo, weights: Weights, *,
           sure: bool = False) -> Cluster | None:
    """The one cluster that a longer or undated facet follows: the best score above the threshold.

    Two equally good clusters at different places or of different doers leave it alone (a guess is a defect); of equally good
    ones on several days the last is meant, since reports tell the newest. A cluster with a vetoed member is out. `sure` says that a twin
    of the facet follows the clusters: it counts as copied from them.
    """
    twins = set(ties.twins_of(facet.claim.id))
    found: list[tuple[float, int, Order, Cluster]] = []
    for cluster in clusters:
        scores: list[float] = []
        if any(compare(facet, f, geo, weights, apart_in_time=True) is None for f in representatives(cluster.followers)):
            continue
        copied = sure or (bool(twins) and any(f.claim.id in twins for f in cluster.base))
        together = any(f.claim.report == facet.claim.report for f in cluster.base)
        for member in representatives(cluster.base):
            # A bridged cluster has members of other days: they may veto, but do not speak for the facet's day.
            meets = _meets(facet, member)
            got = compare(facet, member, geo, weights, together=together, copied=copied, apart_in_time=copied or not meets)
            if got is None:
                scores = []
                break
            if meets or copied:
                scores.append(got[0])
        if scores and max(scores) >= weights.threshold:
            found.append((-max(scores), -cluster.hi, cluster.base[0].order, cluster))
    found.sort(key=lambda x: x[:3])
    if not found:
        return None
    best = found[0]
    rivals = [c for s, _, _, c in found if s == best[0]]
    if len({c.base[0].keys for c in rivals}) > 1 or len({c.base[0].doers for c in rivals}) > 1:
        return None
    if facet.dated and len(rivals) > 1 and facet.family != "ground":
        # «in July there were strikes on X»: any of many, so none of them.
        return None
    return best[3]


def _meets(a: Facet, b: Facet) -> bool:
    return a.lo is None or b.lo is None or a.hi is None or b.hi is None or (a.lo <= b.hi and b.lo <= a.hi)


def gained_before(facet: Facet, near: Near, geo: Geo, weights: Weights) -> Cluster | None:
    """The last told gain or loss that an undated one goes back to: the same side and place within `gain_days` before it was
    written, with nothing opposite in between."""
    if facet.hi is None or not facet.keys[0]:
        return None
    keys = set(facet.keys)
    window = near.within(facet.hi - int(weights.reach["gain_days"]), facet.hi)
    for cluster in sorted(window, key=lambda c: (-c.hi, c.base[0].order)):
        first = cluster.base[0]
        if not keys & set(first.keys) or first.claim.kind == "advance":
            continue
        if opposed(cluster, facet.doers, keys) or (facet.others and opposed(cluster, frozenset(), keys) and first.doers & facet.others):
            return None
        got = compare(facet, first, geo, weights, apart_in_time=True)
        if got is not None and (facet.doers & first.doers or facet.others & first.others) \
                and all(compare(facet, f, geo, weights, apart_in_time=True) is not None for f in representatives(cluster.followers)):
            return cluster
    return None


def with_twins(facet: Facet, pool: Sequence[Cluster], homes: Mapping[str, Cluster], ties: Ties,
                weights: Weights) -> list[Cluster]:
    """The pool and, from outside its days, the clusters that hold a twin of the facet written within three bridges' days."""
    reach = weights.reach["bridge_days"] * 3
    more = {id(c): c for i in ties.twins_of(facet.claim.id) if (c := homes.get(i)) is not None
            and abs(c.hi - (facet.hi or 0)) <= reach}
    known = {id(c) for c in pool}
    return [*pool, *(c for k, c in more.items() if k not in known)]
