"""From a cluster of facets to an Event: anchor, place, time, actors, voices, ranges, grade, contradictions."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from marsad import edtf
from marsad.events.compare import compare
from marsad.events.contradictions import within
from marsad.events.facets import Facet
from marsad.events.geo import Geo
from marsad.events.grades import grade, stances, status
from marsad.events.places import SafePlaces
from marsad.events.ranges import ranges
from marsad.events.sides import Sides
from marsad.events.ties import Ties
from marsad.events.voices import Speakers, voices
from marsad.events.weights import Weights
from marsad.events.world import ReportInfo
from marsad.model import Claim, Contradiction, Event, Feature, Grade, Mention, Place

# Which kind names an event whose claims are of several: the one that tells most.
_KIND_RANK = ("chemical", "capture", "withdraw", "airstrike", "bombing", "shelling", "killing", "abduction", "arrest", "clash",
              "advance", "riot", "protest", "seizure", "casualties", "finding")
_EXTENTS = ("full", "partial")
_BREATH = 16
"""Letters between a place and the one that it is told to lie in: a preposition and a word of type at the most."""


@dataclass(frozen=True, slots=True)
class World:
    """What assembling looks things up in."""

    reports: Mapping[str, ReportInfo]
    sides: Sides
    places: SafePlaces
    geo: Geo
    weights: Weights
    ties: Ties
    speakers: Speakers


def event_id(anchor: Facet) -> str:
    """The id of the event whose anchor (earliest facet) this is."""
    return "e" + hashlib.sha256(f"event\x1f{anchor.claim.id}".encode()).hexdigest()[:12]


def place_of(mention: Mention | None, places: SafePlaces) -> Place | None:
    """The gazetteer's place of a mention, with the mention's own precision; a bare one where unresolved; None for none."""
    if mention is None:
        return None
    found = places.get(mention.id) if mention.id else None
    if found is None:
        return Place(mention.id, mention.text, country=mention.country, admin1=mention.admin1, lat=mention.lat, lon=mention.lon,
                     precision=mention.precision)
    precision = mention.precision or found.precision
    lat, lon = (mention.lat, mention.lon) if mention.lat is not None else (found.lat, found.lon)
    return Place(found.id, mention.text, found.name_ar, found.name_en, found.type, found.country, found.admin1, lat, lon,
                 found.radius_km, precision, found.parents)


def finest(facets: Sequence[Facet], places: SafePlaces) -> Mention | None:
    """The finest place that no claim contradicts: one inside most others, the earliest of equals.

    Of claims of ground the ones that tell the whole name the place («left the governorate», not «17 villages in its south-east»),
    where there are such; else those that count no part.
    """
    if facets[0].family == "ground":
        facets = [f for f in facets if f.claim.extent == "full"] or \
            [f for f in facets if f.claim.extent is None and not f.tolls] or facets
    mentions: dict[str, Mention] = {}
    count: Counter[str] = Counter()
    for facet in facets:
        for key, mention in zip(facet.keys, facet.places, strict=False):
            mentions.setdefault(key, mention)
            count[key] += 1
    if not mentions:
        return None
    keys = list(mentions)

    def depth(key: str) -> int:
        inner = mentions[key].id
        return sum(1 for other in keys if other != key and inner and mentions[other].id
                   and places.contains(mentions[other].id or "", inner))

    deepest = {k: depth(k) for k in keys}
    # «from the governorate», «from 17 villages in its south-east», «from its countryside»: parts of one whole that do not lie in
    # each other contradict each other as the place, so the whole is it.
    top = max(deepest.values())
    leaves = [k for k in keys if deepest[k] == top]
    if len(leaves) > 1 and top > 0:
        shallow = [k for k in keys if deepest[k] < top]
        return mentions[max(shallow, key=lambda k: (deepest[k], count[k]))]
    return mentions[max(leaves, key=lambda k: (count[k], -keys.index(k)))]


def located(facets: Sequence[Facet], places: SafePlaces) -> Place | None:
    """The finest place; where the gazetteer lacks it and the words say at once what it lies in or by («منطقة المناشر بحي جوبر»), with the
    coordinates of that, precision 2 or coarser, and still without an id: it is near there, not the place itself."""
    mention = finest(facets, places)
    place = place_of(mention, places)
    if mention is None or place is None or place.id or place.lat is not None:
        return place
    beside = next((found for facet in facets if (found := _told_with(mention, facet.claim)) is not None), None)
    known = place_of(beside, places)
    if known is None or known.lat is None:
        return place
    return replace(place, country=place.country or known.country, admin1=place.admin1 or known.admin1, lat=known.lat, lon=known.lon,
                   radius_km=known.radius_km, precision=max(2, known.precision or 2))


def _told_with(mention: Mention, claim: Claim) -> Mention | None:
    """The known place that follows a mention in one breath: no comma and no «and» between them."""
    if mention not in claim.places:
        return None
    for other in claim.places:
        between = claim.quote[mention.end - claim.start : other.start - claim.start] if other.start >= mention.end >= claim.start else "،"
        if other.id and len(between) <= _BREATH and "،" not in between and not any(w.startswith("و") for w in between.split()):
            return other
    return None


def tightest(facets: Sequence[Facet]) -> str | None:
    """The tightest interval consistent with the dated claims; where they contradict each other, what most voices' claims allow,
    the earliest of equals. None where nothing is dated."""
    spans = Counter((f.lo, f.hi) for f in facets if f.dated and f.claim.modality != "denied") \
        or Counter((f.lo, f.hi) for f in facets if f.dated)
    if not spans:
        return None
    whole: edtf.Bounds | None = (None, None)
    for span in spans:
        whole = edtf.intersect(whole, span) if whole is not None else None
    if whole is not None:
        return edtf.from_bounds(*whole)
    best = min(spans, key=lambda s: (-sum(n for o, n in spans.items() if edtf.overlap(s, o)), edtf.days(s) or 0, s[0] or 0))
    return edtf.from_bounds(*best)


def actors_of(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """One mention an actor: by id, else by words, the first kept. Words without an id are left out beside ids."""
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.id or "~" + mention.text, mention)
    if any(not k.startswith("~") for k in seen):
        return tuple(m for k, m in seen.items() if not k.startswith("~"))
    return tuple(seen.values())


def _kind(facets: Sequence[Facet]) -> str:
    told = [f.claim.kind for f in facets if f.claim.modality != "denied"] or [f.claim.kind for f in facets]
    return min(told, key=lambda k: _KIND_RANK.index(k) if k in _KIND_RANK else len(_KIND_RANK))


def _modality(facets: Sequence[Facet]) -> str:
    order = ("asserted", "alleged", "planned", "hypothetical", "denied")
    return min((f.claim.modality for f in facets), key=order.index)


def assemble(facets: Sequence[Facet], world: World,
             override: Mapping[str, Grade] | None = None) -> tuple[Event, tuple[Contradiction, ...]]:
    """The event of these facets (canonical order), and the contradictions inside it."""
    anchor = facets[0]
    identity = event_id(anchor)
    claims: dict[str, Claim] = {f.claim.id: f.claim for f in facets}
    held = list(claims.values())
    days: dict[str, str | None] = {c.id: (r.day if (r := world.reports.get(c.report)) else None) for c in held}
    known_days = {c: d for c, d in days.items() if d is not None}
    found = voices(held, world.ties, world.speakers, world.sides)
    stance = stances(found, claims, known_days)
    names = {c.id: _speaker_name(c, world) for c in held}
    counted = ranges(held, found, names, world.reports)
    unnamed = frozenset(c.id for c in held if world.speakers.of(c).kind == "unnamed")
    own = grade(found, claims, world.reports, world.sides, unnamed, stance)
    kind = _kind(facets)
    same_kind = [c for c in held if c.kind == kind]
    extents = [c.extent for c in same_kind if c.extent]
    event = Event(
        id=identity, kind=kind, claims=tuple(claims), time=tightest(facets),
        place=located(facets, world.places),
        agents=actors_of(m for c in same_kind for m in c.agents), targets=actors_of(m for c in same_kind for m in c.targets),
        voices=found, reports=tuple(sorted({c.report for c in held})), status=status(stance, found),
        grade=(override or {}).get(identity, own), ranges=counted, means=tuple(sorted({m for c in held for m in c.means})),
        extent=next((e for e in _EXTENTS if e in extents), extents[0] if extents else None), modality=_modality(facets),
        known=min(known_days.values(), default=None), features=_why(facets, world),
    )
    return event, tuple(within(identity, facets, found, stance, counted, days, world.sides))


def _speaker_name(claim: Claim, world: World) -> str:
    if claim.source is not None:
        return claim.source.id or claim.source.text
    report = world.reports.get(claim.report)
    return (claim.via.id or claim.via.text) if claim.via else (report.outlet if report else "") or claim.report


def _why(facets: Sequence[Facet], world: World) -> tuple[Feature, ...]:
    """Features of each distinct facet against the anchor, summed up: name, lowest value seen, how often."""
    anchor = facets[0]
    values: dict[str, list[float]] = {}
    seen: set[tuple[object, ...]] = set()
    for other in facets[1:]:
        if other.sign in seen or len(seen) >= 50:
            continue
        seen.add(other.sign)
        copied = other.claim.id in world.ties.twins_of(anchor.claim.id)
        got = compare(anchor, other, world.geo, world.weights, copied=copied, apart_in_time=True, explain=True)
        if got is not None:
            for feature in got[1]:
                values.setdefault(feature.name, []).append(feature.value)
    return tuple(Feature(name, min(found), f"{len(found)}×") for name, found in sorted(values.items()))
