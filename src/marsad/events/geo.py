"""How two places stand to each other, remembered: the same, one in the other, near, unknown, or apart."""

from __future__ import annotations

import math

from marsad.events.facets import Facet
from marsad.events.world import PlaceBook
from marsad.model import Mention

# Divisions of one level do not overlap.
_DIVISIONS = frozenset({"country", "governorate", "province", "state", "district", "subdistrict", "admin1", "admin2", "admin3"})


_RANK = {"place_same": 0, "place_inside": 1, "place_near": 2, "place_unknown": 3}


def _flat_km(a: Mention, b: Mention) -> float | None:
    """Distance of two mentions with coordinates, flat-earth (good to a few per cent under 100 km)."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    dy = (a.lat - b.lat) * 111.2
    dx = (a.lon - b.lon) * 111.2 * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(dx, dy)


class Geo:
    """Relations of places as names of features; None is a veto (places apart)."""

    __slots__ = ("_near_km", "_places", "_seen")

    def __init__(self, places: PlaceBook, near_km: float) -> None:
        self._places = places
        self._near_km = near_km
        self._seen: dict[tuple[str, str], str | None] = {}

    def relation(self, a: Facet, b: Facet) -> str | None:
        """`place_same`, `place_inside`, `place_near`, `place_unknown`, or None where the places are apart. Of several loci the
        pair that stands nearest counts."""
        if a.keys == b.keys:
            return "place_same" if a.keys[0] else "place_unknown"
        if not a.keys[0] or not b.keys[0]:
            return "place_unknown"
        best: str | None = None
        for one, key_one in zip(a.places, a.keys, strict=True):
            for two, key_two in zip(b.places, b.keys, strict=True):
                if key_one == key_two:
                    return "place_same"
                key = (key_one, key_two) if key_one < key_two else (key_two, key_one)
                if key not in self._seen:
                    self._seen[key] = self._relate(one, two)
                found = self._seen[key]
                if found is not None and (best is None or _RANK[found] < _RANK[best]):
                    best = found
        return best

    def _relate(self, one: Mention, two: Mention) -> str | None:
        if one.id and two.id:
            if self._places.contains(one.id, two.id) or self._places.contains(two.id, one.id):
                return "place_inside"
            km = self._places.distance_km(one.id, two.id)
            first, second = self._places.get(one.id), self._places.get(two.id)
            if first is not None and second is not None and {first.type, second.type} <= _DIVISIONS:
                return None
        else:
            km = _flat_km(one, two)
        # «the south-east of X» and «the countryside of X» may overlap: neither the same nor apart.
        if one.precision == 3 and two.precision == 3:
            return "place_unknown"
        if one.precision == 3 or two.precision == 3:
            return None
        return "place_near" if km is not None and km <= self._near_km else None
