"""Distances and directions on the sphere: kilometres, degrees of WGS 84."""

from __future__ import annotations

import math

EARTH_KM = 6371.0088
# Bearing in degrees of each direction a derived region may have.
BEARINGS = {"n": 0.0, "ne": 45.0, "e": 90.0, "se": 135.0, "s": 180.0, "sw": 225.0, "w": 270.0, "nw": 315.0}


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points (degrees), by the haversine formula."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def displaced(lat: float, lon: float, direction: str, km: float) -> tuple[float, float]:
    """The point `km` away in a direction of `BEARINGS`; any other direction («c», the middle) leaves the point."""
    if direction not in BEARINGS:
        return lat, lon
    bearing = math.radians(BEARINGS[direction])
    north, east = km * math.cos(bearing), km * math.sin(bearing)
    degree = math.pi * EARTH_KM / 180
    return lat + north / degree, lon + east / (degree * max(0.05, math.cos(math.radians(lat))))


def combined(directions: list[str]) -> str:
    """Two directions as one («جنوب», «شرق» give «se»); opposite or repeated ones keep the first."""
    first = next((d for d in directions if d in "ns"), "") if all(len(d) == 1 for d in directions) else ""
    second = next((d for d in directions if d in "ew"), "") if first or all(len(d) == 1 for d in directions) else ""
    joint = first + second
    return joint if joint in BEARINGS else directions[0]


def bearing_is(lat1: float, lon1: float, lat2: float, lon2: float, direction: str) -> bool:
    """Whether the second point lies in a direction of the first: within 67.5 degrees of the bearing, for «c» always."""
    if direction not in BEARINGS:
        return True
    north, east = lat2 - lat1, (lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    turn = abs(math.degrees(math.atan2(east, north)) - BEARINGS[direction]) % 360
    return min(turn, 360 - turn) <= 67.5
