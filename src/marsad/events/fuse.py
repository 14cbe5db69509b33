"""Fusing: claims of many reports into events with voices, grade, ranges, contradictions; ids that last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from marsad.events.across import Told, across
from marsad.events.assemble import World, assemble
from marsad.events.cluster import cluster_group
from marsad.events.facets import Facet, Order, facets
from marsad.events.geo import Geo
from marsad.events.places import safe
from marsad.events.readers import Ruling, rearranged
from marsad.events.sides import Sides
from marsad.events.ties import find_ties
from marsad.events.voices import Speakers
from marsad.events.weights import Weights, load_weights
from marsad.events.world import ActorBook, PlaceBook, ReportInfo
from marsad.model import Claim, Contradiction, Copy, Event, Grade


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an event id: `merged` or `renamed` (it redirects to `new`), `split` (it lives on, a part of it is `new`)."""

    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fusion:
    """Events in order of their anchors; contradictions by id; `redirects` old id to the id that took its claims over;
    `changes` the same and the splits, one by one. `told` are the events with what they were made of."""

    events: tuple[Event, ...]
    contradictions: tuple[Contradiction, ...]
    redirects: dict[str, str]
    changes: tuple[Change, ...] = field(default=())
    told: tuple[Told, ...] = field(default=(), compare=False, repr=False)


def make_world(claims: Iterable[Claim], reports: Mapping[str, ReportInfo], copies: Iterable[Copy], actors: ActorBook,
               gazetteer: PlaceBook, weights: Weights | None = None) -> World:
    """All that clustering and assembling look things up in."""
    loaded = weights or load_weights()
    sides = Sides(actors)
    places = safe(gazetteer)
    return World(reports, sides, places, Geo(places, sides, loaded.reach["near_km"]), loaded, find_ties(claims, copies),
                 Speakers(reports, sides))


def told_of(world: World, claims: Iterable[Claim], reports: Mapping[str, ReportInfo], copies: Iterable[Copy]) -> World:
    """The same world, with all that it knows of places and sides, for other claims and reports."""
    return replace(world, reports=reports, ties=find_ties(claims, copies), speakers=Speakers(reports, world.sides))


def fuse(claims: Sequence[Claim], reports: Mapping[str, ReportInfo], copies: Sequence[Copy], actors: ActorBook,
         gazetteer: PlaceBook, previous: Mapping[str, Sequence[str]] | None = None, *,
         grades: Mapping[str, Grade] | None = None, weights: Weights | None = None,
         only: frozenset[str] | None = None, among: frozenset[str] | None = None, rulings: Sequence[Ruling] = ()) -> Fusion:
    """Fuse claims into events.

    `previous` maps the event ids of an earlier run to their claims; ids that are gone redirect to the event that took most of
    their claims. `grades` are a reviewer's grades by event id. The result does not depend on the order of `claims`, `reports`
    or `copies`. Claims of statistics make no events; a finding joins the attack it speaks of, else it is an
    event of its own; accusations and denials of one act are an event of kind `responsibility`.

    `only` limits the work to these groups (`group_keys`), for a store that adds reports: groups decide alone, so the events of a
    group are the same whatever else is given, if `claims` holds every claim of every report with a claim in it, `copies` the
    copies between these reports, and `previous` the earlier events of these groups. `rulings` are what readers joined and parted;
    one that joins events of two groups needs both. `among` limits it in the same way to claims that reach each other
    (`marsad.events.locality`).
    """
    world = make_world(claims, reports, copies, actors, gazetteer, weights)
    found = facets(claims, reports, world.sides, world.places, world.weights, among)
    if only is not None:
        found = [f for f in found if f.group in only]
    return fuse_facets(found, world, previous, grades=grades, rulings=rulings)


def fuse_facets(found: Iterable[Facet], world: World, previous: Mapping[str, Sequence[str]] | None = None, *,
                grades: Mapping[str, Grade] | None = None, rulings: Sequence[Ruling] = ()) -> Fusion:
    """`fuse` for facets at hand."""
    groups: dict[str, list[Facet]] = defaultdict(list)
    for facet in found:
        groups[facet.group].append(facet)
    made: list[tuple[Order, Told]] = []
    contradictions: list[Contradiction] = []
    clusters = (c.all for _, members in sorted(groups.items())
                for c in cluster_group(members, world.ties, world.geo, world.weights))
    for held in rearranged(list(clusters), rulings) if rulings else clusters:
        event, inside = assemble(held, world, grades)
        made.append((held[0].order, Told(event, tuple(held))))
        contradictions.extend(inside)
    made.sort(key=lambda e: e[0])
    told = tuple(t for _, t in made)
    contradictions.extend(across(told, world.geo, world.sides))
    events = tuple(t.event for t in told)
    redirects, changes = trace_ids(previous or {}, events)
    return Fusion(events, tuple(sorted(contradictions, key=lambda c: c.id)), redirects, changes, told)


def group_keys(claims: Iterable[Claim], reports: Mapping[str, ReportInfo], actors: ActorBook, gazetteer: PlaceBook,
               weights: Weights | None = None) -> dict[str, str]:
    """The group (reality, family, country and division) of each claim that can be part of an event, by claim id.

    All claims of a report must be given together. A store keeps these beside the claims: what a new report can change lies in the
    groups of its claims, and of the claims it replaces.
    """
    loaded = weights or load_weights()
    found = facets(claims, reports, Sides(actors), safe(gazetteer), loaded)
    return {f.claim.id: f.group for f in found}


def trace_ids(previous: Mapping[str, Sequence[str]], events: Iterable[Event]) -> tuple[dict[str, str], tuple[Change, ...]]:
    """What became of earlier ids: redirects for those that are gone, and the list of changes."""
    home: dict[str, list[str]] = defaultdict(list)
    alive = set()
    for event in events:
        alive.add(event.id)
        for claim in event.claims:
            home[claim].append(event.id)
    redirects: dict[str, str] = {}
    changes: list[Change] = []
    for old, claims in sorted(previous.items()):
        votes: dict[str, int] = defaultdict(int)
        for claim in claims:
            for event_id in home.get(claim, ()):
                votes[event_id] += 1
        if old not in alive:
            if votes:
                heir = min(votes, key=lambda e: (-votes[e], e))
                redirects[old] = heir
                changes.append(Change("merged" if heir in previous else "renamed", old, heir))
        else:
            known = {e for e in votes if e in previous}
            changes.extend(Change("split", old, e) for e in sorted(votes) if e != old and e not in known)
    return redirects, tuple(changes)
