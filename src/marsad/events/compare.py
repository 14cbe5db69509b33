"""Comparing two facets: a sum of named features, or a veto."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.events.facets import Facet, Toll
from marsad.events.geo import Geo
from marsad.events.weights import Weights
from marsad.model import Feature


def _tolls(a: tuple[Toll, ...], b: tuple[Toll, ...]) -> tuple[str, str] | None:
    """How the counts of two claims stand: the feature's name and what was seen, the strongest agreement first."""
    seen: dict[str, str] = {}
    for what, of, low, high in a:
        for what_b, of_b, low_b, high_b in b:
            if (what, of) != (what_b, of_b):
                continue
            note = f"{what} {low}–{high} / {low_b}–{high_b}"
            if low is not None and (low, high) == (low_b, high_b) and low >= 3:
                seen["toll_equal"] = note
            elif (low or 0) <= (high_b if high_b is not None else 1e12) and (low_b or 0) <= (high if high is not None else 1e12):
                seen["toll_overlap"] = note
            else:
                seen["toll_apart"] = note
    for name in ("toll_equal", "toll_overlap", "toll_apart"):
        if name in seen:
            return name, seen[name]
    return None


def _time(a: Facet, b: Facet) -> str | None:
    """The name of the time feature, or None where the two times exclude each other."""
    if a.lo is None or a.hi is None or b.lo is None or b.hi is None:
        return "time_loose"
    if a.lo > b.hi or b.lo > a.hi:
        return None
    if not (a.dated or b.dated):
        # Two undated claims tell of «now»: of one now only if they were written on one day.
        return "time_loose" if a.hi == b.hi else None
    if not (a.dated and b.dated):
        return "time_loose"
    if (a.lo, a.hi) == (b.lo, b.hi):
        return "time_same"
    return "time_within"


def compare(a: Facet, b: Facet, geo: Geo, weights: Weights, *, copied: bool = False, together: bool = False,
            apart_in_time: bool = False, explain: bool = False) -> tuple[float, tuple[Feature, ...]] | None:
    """Score of two facets being one event with the features that make it, or None where they cannot be.

    Vetoes: kinds of no common happening, places apart (on the ground also a quarter and its city), times that exclude each
    other (unless `apart_in_time`, for bridging), and on the ground a gainer who is the other's loser or another gainer.
    Symmetric.
    """
    score, sides = weights.score, geo.sides
    kind = weights.kinds.get((a.claim.kind, b.claim.kind))
    if kind is None:
        return None
    names: list[tuple[str, float, str]] = [("kind", kind, f"{a.claim.kind}/{b.claim.kind}")]
    place = geo.relation(a, b)
    if place is None:
        return None
    ground = a.family in ("ground", "hold", "siege")
    if ground and place == "place_inside" and all(m.precision == 1 for m in (*a.places, *b.places)):
        # Who takes a quarter has not taken the city, nor the other way round.
        return None
    if place == "place_inside" and not together and not (a.dated and b.dated):
        # «now, in the city» and «now, in its quarter» are one thing only in one mouth or report.
        place = "place_unknown"
    names.append((place, score[place], f"{a.keys[0]} {b.keys[0]}"))
    when = _time(a, b)
    if when is not None:
        names.append((when, score[when], ""))
    elif not apart_in_time:
        return None
    if a.doers and b.doers:
        if a.doers & b.doers:
            names.append(("actors_agree", score["actors_agree"], ", ".join(sorted(a.doers & b.doers))))
        elif any(sides.allied(x, y) for x in a.doers for y in b.doers):
            names.append(("actors_allied", score["actors_allied"], _two(a.doers, b.doers)))
        elif ground:
            return None
        else:
            names.append(("actors_clash", score["actors_clash"], _two(a.doers, b.doers)))
    if ground and (a.doers & b.others or b.doers & a.others):
        return None
    if a.others and b.others:
        if a.others & b.others:
            names.append(("others_agree", score["others_agree"], ", ".join(sorted(a.others & b.others))))
        else:
            names.append(("others_clash", score["others_clash"], _two(a.others, b.others)))
    if ground and when == "time_loose" and a.claim.kind != b.claim.kind and not (a.doers & b.doers or a.others & b.others):
        names.append(("sides_unknown", score["sides_unknown"], ""))
    toll = _tolls(a.tolls, b.tolls)
    if toll is not None:
        names.append((toll[0], score[toll[0]], toll[1]))
    if set(a.claim.means) & set(b.claim.means):
        names.append(("means_shared", score["means_shared"], ", ".join(sorted(set(a.claim.means) & set(b.claim.means)))))
    if copied:
        names.append(("copied", score["copied"], ""))
    if together:
        names.append(("together", score["together"], ""))
    total = round(sum(value for _, value, _ in names), 6)
    return total, tuple(Feature(n, v, s) for n, v, s in names) if explain else ()


def _two(a: Iterable[str], b: Iterable[str]) -> str:
    return f"{', '.join(sorted(a))} / {', '.join(sorted(b))}"
