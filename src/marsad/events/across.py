"""Contradictions between events: told of one happening, as it seems, but too unlike to be fused.

Two events of one group are near where their days meet or lie within three of each other and their places are the same, one in the
other or hardly apart. Between two such events, told by different speakers,

- `occurrence`: one is only denied, the other told, of one kind and side: the denial is of it;
- `actor`: kind, place and day are the same, and the doers are no allies;
- `toll`: kind and day are the same, the doers do not clash, the place of one lies in that of the other, and counts of the same
  do not meet;
- `date`: kind, place and doers are the same and so is a count of some size, but the days exclude each other.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad import edtf
from marsad.events.facets import NO_DAY, Facet
from marsad.events.geo import Geo
from marsad.events.sides import Sides
from marsad.model import Contradiction, Event, Range

DAYS = 3
COUNT = 5.0
"""A count from which it names a happening: two blasts of three dead are two blasts."""
_ATTACKS = frozenset({"airstrike", "shelling", "bombing", "chemical", "killing", "clash", "abduction", "arrest", "destruction"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the facets of its claims, in canonical order."""

    event: Event
    facets: tuple[Facet, ...]

    @property
    def span(self) -> tuple[int, int] | None:
        """Its days, None where nothing dates it."""
        lo, hi = edtf.bounds(self.event.time)
        return (lo, hi) if lo is not None and hi is not None and hi - lo <= DAYS else None


def across(told: Iterable[Told], geo: Geo, sides: Sides, only: frozenset[str] | None = None) -> list[Contradiction]:
    """The contradictions between these events, by id; `only`: those with one of these events (ids)."""
    groups: dict[str, list[tuple[int, int, Told]]] = defaultdict(list)
    for one in told:
        span = one.span
        if span is not None and one.facets and one.facets[0].keys[0]:
            groups[one.facets[0].group].append((*span, one))
    found: dict[str, Contradiction] = {}
    for _, held in sorted(groups.items()):
        held.sort(key=lambda x: (x[0], x[1], x[2].facets[0].order))
        starts = [x[0] for x in held]
        for n, (_, hi, a) in enumerate(held):
            for m in range(max(n + 1, bisect_left(starts, held[n][0])), bisect_right(starts, hi + DAYS)):
                b = held[m][2]
                if only is not None and a.event.id not in only and b.event.id not in only:
                    continue
                x = _between(a, b, geo, sides)
                if x is not None:
                    found[x.id] = x
    return sorted(found.values(), key=lambda x: x.id)


def _between(a: Told, b: Told, geo: Geo, sides: Sides) -> Contradiction | None:
    if a.event.kind != b.event.kind or _speakers(a) & _speakers(b):
        # Who tells both tells of two.
        return None
    place = geo.relation(a.facets[0], b.facets[0])
    if place not in ("place_same", "place_inside", "place_near"):
        return None
    about, note = _about(a, b, place, sides)
    if about is None:
        return None
    first, second = sorted((a, b), key=lambda t: t.facets[0].order)
    days = {f.claim.id: f.order[0] for t in (a, b) for f in t.facets if f.order[0] != NO_DAY}
    claims = tuple(sorted({*first.event.claims, *second.event.claims}))
    known = [min((d for c in t.event.claims if (d := days.get(c)) is not None), default=None) for t in (a, b)]
    since = max(d for d in known if d is not None) if None not in known else None
    digest = hashlib.sha256("\x1f".join(("across", about, first.event.id, second.event.id)).encode()).hexdigest()[:12]
    return Contradiction(f"x{digest}", about, claims, first.event.id, since, _settled(a, b, about, since, days), note,
                         (first.event.id, second.event.id))


def _about(a: Told, b: Told, place: str, sides: Sides) -> tuple[str | None, str]:
    """What they contradict each other on, and what was seen."""
    denied = [t.event.modality == "denied" for t in (a, b)]
    doers, others = (frozenset(x for f in t.facets for x in f.doers) for t in (a, b))
    agree = not doers or not others or any(sides.allied(x, y) for x in doers for y in others)
    if any(denied):
        return ("occurrence", "") if denied[0] != denied[1] and agree and place != "place_near" else (None, "")
    if a.event.kind not in _ATTACKS:
        return None, ""
    meets = edtf.overlap(edtf.bounds(a.event.time), edtf.bounds(b.event.time))
    same = _same_count(a.event.ranges, b.event.ranges)
    if meets:
        if not agree:
            # Two sides strike one town on one day: only what else names the happening makes it one.
            shared = same is not None or bool(set(a.event.means) & set(b.event.means))
            told = f"{', '.join(sorted(doers))} / {', '.join(sorted(others))}"
            return ("actor", told) if place == "place_same" and shared and a.event.kind != "clash" else (None, "")
        apart = _apart_count(a.event.ranges, b.event.ranges)
        return ("toll", apart) if apart is not None and place == "place_inside" else (None, "")
    if agree and place == "place_same" and same is not None:
        return "date", f"{a.event.time} / {b.event.time}"
    return None, ""


def _speakers(t: Told) -> set[str]:
    """Who tells it: registry ids, names, and outlets that speak for themselves by their reports."""
    return {v.speaker.id or v.speaker.text if v.speaker is not None else f"|{r}" for v in t.event.voices for r in v.reports}


def _same_count(a: Sequence[Range], b: Sequence[Range]) -> str | None:
    for x in a:
        for y in b:
            if (x.what, x.of) == (y.what, y.of) and x.best is not None and x.best == y.best and x.best >= COUNT:
                return f"{x.what} {x.best:g}"
    return None


def _apart_count(a: Sequence[Range], b: Sequence[Range]) -> str | None:
    for x in a:
        for y in b:
            if (x.what, x.of) == (y.what, y.of) and x.low is not None and y.low is not None \
                    and min(x.low, y.low) >= COUNT and (_top(x) < y.low or _top(y) < x.low):
                return f"{x.what} ({x.of}) {x.low:g} / {y.low:g}"
    return None


def _top(r: Range) -> float:
    return r.high if r.high is not None else float("inf")


def _settled(a: Told, b: Told, about: str, since: str | None, days: Mapping[str, str]) -> str | None:
    """The claim that settles it: a further independent voice for one of the two, known after both, while the other has one alone.
    A denial is settled by a further voice for what it denies."""
    for one, other in ((a, b), (b, a)):
        if about == "occurrence" and one.event.modality == "denied":
            continue
        free = [v for v in one.event.voices if v.interest != "own-favour"]
        if len(one.event.voices) < 2 or not free or len(other.event.voices) > 1 or since is None:
            continue
        later = sorted((d, c) for v in free for c in v.claims if (d := days.get(c)) is not None and d >= since)
        if later:
            return later[0][1]
    return None
