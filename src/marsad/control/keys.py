"""What a store keeps of the ledger's places to find those that evidence on one of them can touch."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.events.places import PARTS, TOWNS, SafePlaces

Key = tuple[str, str]
"""(what, key): `inside` the place (or city area) it lies in, `part` the place it is a part or city of, `line` for stretches."""
LINE: Key = ("line", "line")


def index_keys(key: str, places: SafePlaces) -> list[Key]:
    """What a place of the ledger is found by: as inside of others, as a part or city that others may lie in, as a stretch."""
    if key.startswith("~"):
        return []
    found: list[Key] = [("inside", outer) for outer in places.ancestors(key)]
    if "/" in key:
        found.append(("part", key.split("/", 1)[0]))
    if "~" in key:
        found.append(LINE)
    place = places.get(key)
    if place is not None and place.type in PARTS:
        found.append(("inside", _area(place.country, place.admin1)))
    if place is not None and place.type in TOWNS:
        found.append(("part", _area(place.country, place.admin1)))
    return found


def inner_keys(key: str, places: SafePlaces) -> list[Key] | None:
    """Under which keys the places are found that evidence on this one may speak for; None for a stretch: any place."""
    if key.startswith("~"):
        return []
    if "~" in key:
        return None
    found: list[Key] = [("inside", key.split("/", 1)[0])]
    place = places.get(key)
    if place is not None and place.type in TOWNS:
        found.append(("inside", _area(place.country, place.admin1)))
    return found


def outer_keys(keys: Iterable[str], places: SafePlaces) -> list[Key]:
    """Under which keys the parts, cities and stretches are found that may speak for these places."""
    found: list[Key] = [LINE]
    for key in keys:
        if key.startswith("~"):
            continue
        found += [("part", outer) for outer in places.ancestors(key)]
        place = places.get(key)
        if place is not None and place.type in PARTS:
            found.append(("part", _area(place.country, place.admin1)))
    return found


def _area(country: str | None, admin1: str | None) -> str:
    return f"@{country}:{admin1}"
