"""How two places stand to each other (and two sides), remembered: the same, one in the other, near, unknown, or apart."""

from __future__ import annotations

import math

from marsad.events.facets import Facet
from marsad.events.places import SafePlaces
from marsad.events.sides import Sides
from marsad.model import Mention

# Divisions of one level do not overlap.
_DIVISIONS = frozenset({"country", "governorate", "province", "state", "district", "subdistrict", "admin1", "admin2", "admin3"})


_RANK = {"place_same": 0, "place_inside": 1, "place_near": 2, "place_country": 3, "place_unknown": 4}


def _flat_km(a: Mention, b: Mention) -> float | None:
    """Distance of two mentions with coordinates, flat-earth (good to a few per cent under 100 km)."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    dy = (a.lat - b.lat) * 111.2
    dx = (a.lon - b.lon) * 111.2 * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(dx, dy)


class Geo:
    """Relations of places as names of features; None is a veto (places apart)."""

    __slots__ = ("_near_km", "_places", "_seen", "_wide", "sides")

    def __init__(self, places: SafePlaces, sides: Sides, near_km: float) -> None:
        self.sides = sides
        self._places = places
        self._near_km = near_km
        self._seen: dict[tuple[str, str], str | None] = {}
        self._wide: dict[str, bool] = {}

    def relation(self, a: Facet, b: Facet) -> str | None:
        """`place_same`, `place_country`, `place_inside`, `place_near`, `place_unknown`, or None where the places are apart. Of
        several loci the pair that stands nearest counts."""
        if a.keys == b.keys:
            return self._same(a.keys[0]) if a.keys[0] else "place_unknown"
        if not a.keys[0] or not b.keys[0]:
            return "place_unknown"
        best: str | None = None
        for one, key_one in zip(a.places, a.keys, strict=True):
            for two, key_two in zip(b.places, b.keys, strict=True):
                if key_one == key_two:
                    best = min(best or "place_unknown", self._same(key_one), key=_RANK.__getitem__)
                    continue
                key = (key_one, key_two) if key_one < key_two else (key_two, key_one)
                if key not in self._seen:
                    self._seen[key] = self._relate(one, two)
                found = self._seen[key]
                if found is not None and (best is None or _RANK[found] < _RANK[best]):
                    best = found
        return best

    def _same(self, key: str) -> str:
        """`place_same`, or `place_country` where the place is a country or a direction of one."""
        if key not in self._wide:
            found = None if key.startswith("~") else self._places.get(key.rsplit("/", 1)[0])
            self._wide[key] = found is not None and found.type == "country"
        return "place_country" if self._wide[key] else "place_same"

    def _relate(self, one: Mention, two: Mention) -> str | None:
        if one.id and two.id:
            if self._places.contains(one.id, two.id) or self._places.contains(two.id, one.id):
                # What lies in a country is not told of by what is told of the country.
                outer = one.id if self._places.contains(one.id, two.id) else two.id
                return "place_unknown" if self._same(outer) == "place_country" else "place_inside"
            km = self._places.distance_km(one.id, two.id)
            first, second = self._places.get(one.id), self._places.get(two.id)
            if first is not None and second is not None and first.name_ar and first.name_ar == second.name_ar \
                    and km is not None and km <= max(first.radius_km or 0.0, second.radius_km or 0.0):
                # A town and the district named after it.
                return "place_inside"
            if first is not None and second is not None and {first.type, second.type} <= _DIVISIONS:
                return None
        else:
            km = _flat_km(one, two)
        if km is not None and km <= self._near_km and 3 not in (one.precision, two.precision):
            return "place_near"
        return "place_unknown" if self._fuzzy(one, two) or self._fuzzy(two, one) else None

    def _fuzzy(self, one: Mention, two: Mention) -> bool:
        """Whether `one` is an undrawn part («the south of X», «the countryside of X») of what holds `two`: neither in it nor
        apart from it."""
        if not one.id:
            return one.precision == 3 and two.precision == 3
        if "/" not in one.id or not two.id:
            return False
        base, other = one.id.rsplit("/", 1)[0], two.id.rsplit("/", 1)[0]
        return base == other or self._places.contains(base, other) or self._places.contains(other, base)
