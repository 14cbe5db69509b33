"""Facets: a claim as fusing sees it, with its places, days, sides and counts resolved once.

Places that contain another place of the same claim («the quarter, in Raqqa») are its context and left out; what is left are
its loci: «took A and B» has two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad import edtf
from marsad.events.sides import Sides
from marsad.events.weights import Weights
from marsad.events.world import PlaceBook, ReportInfo
from marsad.languages.arabic import fold_key
from marsad.model import Claim, Mention

_UNREAL = frozenset({"planned", "hypothetical"})
NO_DAY = "9999-99-99"

Order = tuple[str, str, int, str]
Toll = tuple[str, str, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Facet:
    """A claim that tells a happening or a state.

    `places` are its loci and `keys` their names (gazetteer id, or `~` and the folded words; one empty key where it names none).
    `group` is the block that alone decides about it: reality, family, country and first-level division of the first locus. `lo`,
    `hi` are day ordinals; `dated` is false where they are taken from the dispatch. `doers` and `others` are parties: who did it
    or won ground, and to whom. `order` sorts by publication, report, position: the first of an event is its anchor. `sign` is
    equal for facets that comparing cannot tell apart.
    """

    claim: Claim
    places: tuple[Mention, ...]
    keys: tuple[str, ...]
    group: str
    family: str
    lo: int | None
    hi: int | None
    dated: bool
    doers: frozenset[str]
    others: frozenset[str]
    tolls: tuple[Toll, ...]
    order: Order
    sign: tuple[object, ...]


def place_key(mention: Mention | None) -> str:
    """The gazetteer's id, else `~` with the folded words; empty for none."""
    if mention is None:
        return ""
    return mention.id or "~" + " ".join(fold_key(mention.text).split())


def root_of(mention: Mention | None, places: PlaceBook) -> str:
    """Country and first-level division of a place, as `SY:Aleppo`; `:` where unknown."""
    if mention is None:
        return ":"
    found = places.get(mention.id) if mention.id else None
    country = (found.country if found else None) or mention.country or ""
    admin1 = (found.admin1 if found else None) or mention.admin1 or ""
    return f"{country}:{admin1}"


def loci(claim: Claim, places: PlaceBook) -> tuple[Mention, ...]:
    """The places a claim is about, in its order, context left out. A stretch (`<id>~<id>`) stays beside its ends."""
    found: list[Mention] = []
    for mention in claim.places:
        if all(place_key(mention) != place_key(other) for other in found):
            found.append(mention)
    # «the airfield X in the countryside of Y»: beside a point a region is context, also where it is not known to hold the point.
    if found and found[0].precision != 3 and (found[0].precision == 1 or found[0].id is None):
        found = [m for m in found if m.precision != 3]
    return tuple(m for m in found
                 if "~" in (m.id or "") or not any(m.id and o.id and o.id != m.id and places.contains(m.id, o.id) for o in found))


def written(claim: Claim, report: ReportInfo | None) -> str | None:
    """The day the claim was written (ISO): the dispatch's, else the publication's."""
    return claim.dispatch or (report.day if report else None)


def slot(claim: Claim, report: ReportInfo | None, undated_days: int) -> tuple[int | None, int | None, bool]:
    """First and last day (ordinals) on which the claim may have happened, and whether it is dated at all."""
    day = written(claim, report)
    if claim.time is not None:
        try:
            lo, hi = edtf.bounds(claim.time.edtf)
        except edtf.BadDate:
            lo = hi = None
        if lo is not None and hi is not None:
            return lo, hi, True
        if hi is not None:
            return hi - undated_days, hi, False
        if lo is not None and day is not None:
            return lo, max(lo, edtf.ordinal(day)), True
    if day is None:
        return None, None, False
    end = edtf.ordinal(day)
    return end - undated_days + 1, end, False


def _tolls(claim: Claim) -> tuple[Toll, ...]:
    return tuple(sorted(((q.what, q.of, q.low, q.high) for q in claim.quantities if q.low is not None or q.high is not None),
                        key=repr))


def _root(at: Sequence[Mention], places: PlaceBook) -> str:
    """The root of the first place that has one."""
    found = [root_of(m, places) for m in at]
    return next((r for r in found if r != ":"), ":")


def adopt(claims: Iterable[Claim], sides: Sides, places: PlaceBook, weights: Weights) -> dict[str, tuple[Mention, ...]]:
    """Places of claims that name none: those of the nearest claim of the same report and family that shares a side with it,
    the same kind first, an earlier one first («X bombed Y near Z … X denies having bombed Y»)."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind in weights.family_of:
            by_report[claim.report].append(claim)
    found: dict[str, tuple[Mention, ...]] = {}
    for held in by_report.values():
        for claim in held:
            if claim.places:
                continue
            ours = sides.parties(m.id for m in (*claim.agents, *claim.targets))
            family = weights.family_of[claim.kind]
            near = [c for c in held if c.places and weights.family_of[c.kind] == family
                    and ours & sides.parties(m.id for m in (*c.agents, *c.targets))]
            if near:
                best = min(near, key=lambda c: (c.kind != claim.kind, c.start > claim.start, abs(c.start - claim.start), c.id))
                found[claim.id] = loci(best, places)
    return found


def facets(claims: Iterable[Claim], reports: Mapping[str, ReportInfo], sides: Sides, places: PlaceBook,
           weights: Weights, among: frozenset[str] | None = None) -> list[Facet]:
    """All facets of the claims that tell a happening, a state, a finding or an accusation (statistics make none); where `among` is
    given, those of these claims."""
    claims = list(claims)
    adopted = adopt(claims, sides, places, weights)
    found: list[Facet] = []
    undated = int(weights.reach["undated_days"])
    for claim in claims:
        family = weights.family_of.get(claim.kind)
        if family is None or (among is not None and claim.id not in among):
            continue
        report = reports.get(claim.report)
        lo, hi, dated = slot(claim, report, undated)
        doers = sides.parties(m.id for m in claim.agents)
        others = sides.parties(m.id for m in claim.targets)
        if claim.kind == "withdraw":
            doers, others = others, doers
        elif claim.kind in ("clash", "agreement"):
            # Both sides fight or sign: no order among them.
            doers, others = doers | others, frozenset()
        elif claim.kind in ("casualties", "finding"):
            # The finder did not do what he found, nor does a toll name who did it.
            doers = frozenset()
        elif claim.kind == "responsibility":
            doers, others = others, frozenset()
        real = "planned" if claim.modality in _UNREAL else "told"
        tolls = _tolls(claim)
        day = (report.day if report else None) or NO_DAY
        at = loci(claim, places) or adopted.get(claim.id, ())
        keys = tuple(place_key(m) for m in at) or ("",)
        found.append(Facet(
            claim=claim, places=at, keys=keys, group=f"{real}|{family}|{_root((*at, *claim.places), places)}", family=family,
            lo=lo, hi=hi, dated=dated, doers=doers, others=others, tolls=tolls, order=(day, claim.report, claim.start, claim.id),
            sign=(claim.kind, keys, lo, hi, dated, doers, others, tolls, claim.means),
        ))
    return found
