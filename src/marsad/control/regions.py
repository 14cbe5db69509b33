"""Regions and stretches: evidence on a place that is told of what lies around it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from marsad.control.evidence import HINTING, Item, at_level
from marsad.control.happenings import Allied
from marsad.control.packed import Hinted
from marsad.control.rules import Rules
from marsad.events.places import PARTS, TOWNS, SafePlaces
from marsad.model import Mention, Place

AFTER = 3
"""Days after a day whose words still count for a hint of it."""
Hints = Callable[[str], Iterable[Hinted]]
"""Given a place: all that tells who was advancing or fighting there."""
_order: Callable[[Hinted], Any] = attrgetter("at", "known", "claim")
_at: Callable[[Hinted], int] = attrgetter("at")


class Regions:
    """Evidence by place with what its ancestors' whole changes add, and hints of who was advancing."""

    __slots__ = ("_cities", "_hints", "_items", "_lines", "_mentions", "_parts", "_places", "_rules", "_told", "_up")

    def __init__(self, items: Mapping[str, Sequence[Item]], mentions: Mapping[str, Mention], places: SafePlaces,
                 rules: Rules, hints: Hints | None = None) -> None:
        """`hints`, where `items` leaves out what is evidence for nothing else."""
        self._items = items
        self._told = hints or self._hints_among
        self._mentions = mentions
        self._places = places
        self._rules = rules
        self._up: dict[str, tuple[str, ...]] = {}
        # By place, once asked for: what may be a hint, by its last day.
        self._hints: dict[str, list[Hinted]] = {}
        # Derived places (`<id>/rif`, `<id>/north`) that something is told of, by their base.
        self._parts: dict[str, list[str]] = defaultdict(list)
        for key in sorted(items):
            if "/" in key and not key.startswith("~"):
                self._parts[key.split("/", 1)[0]].append(key)
        self._cities: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
        for key in sorted(items):
            if (place := places.get(key)) is not None and place.type in TOWNS:
                self._cities[place.country, place.admin1].append(key)
        # Stretches («from X to Y») that something is told of, with their ends.
        self._lines: list[tuple[str, tuple[Place, Place]]] = []
        for key in sorted(items):
            if "~" in key and not key.startswith("~"):
                a, b = (places.get(end) for end in key.split("~", 1))
                if a is not None and b is not None:
                    self._lines.append((key, (a, b)))

    def around(self, key: str) -> tuple[str, ...]:
        """Ledger keys of the places that contain this one, nearest first."""
        if key not in self._up:
            self._up[key] = () if key.startswith("~") else self._wider(key)
        return self._up[key]

    def _wider(self, key: str) -> tuple[str, ...]:
        """The city around it, then parts of the parents that hold it («the countryside of …») before each parent, the parent."""
        own = self._places.get(key)
        found = [city for city in self._cities.get((own.country, own.admin1), ()) if self._places.contains(city, key)] \
            if own is not None and own.type in PARTS else []
        for parent in self._places.ancestors(key):
            for part in self._parts.get(parent, ()):
                if part not in found and part != key and self._places.contains(part, key):
                    found.append(part)
            if parent not in found:
                found.append(parent)
        return tuple(found)

    def reached(self, key: str) -> frozenset[str]:
        """The places whose evidence or hints can matter for this one."""
        return frozenset(self.around(key)) | {line for line, ends in self._lines if self._on(key, ends)}

    def evidence(self, key: str) -> list[Item]:
        """The place's own evidence, and gains and losses of whole regions around it.

        A region counts as a whole where it was taken or left without «part»; what lies in a country counts only if the text says
        «full» (`extent` full): nobody leaves all of a country in a sentence by the way.
        """
        found = list(self._items.get(key, ()))
        around = self.around(key)
        lines = [line for line, ends in self._lines if line != key and line not in around and self._on(key, ends)]
        for level, outer in enumerate((*lines, *around), 1):
            for item in self._items.get(outer, ()):
                if item.kind in ("gain", "loss", "clear") and (item.full or not self._country(outer)):
                    found.append(at_level(item, level))
        return found

    def _on(self, key: str, ends: tuple[Place, Place]) -> bool:
        """Whether a place lies within reach of the line between two others."""
        place = None if key.startswith("~") else self._places.get(key)
        if place is None or place.lat is None or place.lon is None or (place.precision or 1) == 3:
            return False
        a, b = ends
        if None in (a.lat, a.lon, b.lat, b.lon) or place.id in (a.id, b.id):
            return False
        scale = math.cos(math.radians(place.lat))
        ax, ay, bx, by = (a.lon or 0) * scale, a.lat or 0, (b.lon or 0) * scale, b.lat or 0
        px, py = place.lon * scale, place.lat
        length = (bx - ax) ** 2 + (by - ay) ** 2
        along = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
        return 111.2 * math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay)) <= self._rules.stretch_km

    def _country(self, key: str) -> bool:
        found = self._places.get(key)
        return found is not None and found.type == "country"

    def hint(self, key: str, known: int, allied: Allied, loser: str, day: int) -> str | None:
        """Who was last advancing or fighting at the place by that day (and three days after), else in what lies around it,
        nearest first; never the loser's side; only what was known by `known`."""
        found = self.hinting(key, allied, known, loser, day)
        return found.side if found is not None else None

    def hinting(self, key: str, allied: Allied, known: int, loser: str, day: int) -> Hinted | None:
        """The evidence that gives the hint."""
        for level, place in enumerate((key, *self.around(key))):
            if level and self._country(place):
                break
            held = self._hints.get(place)
            if held is None:
                held = self._hints[place] = sorted(self._told(place), key=_order)
            # The last first: who wants one hint need not look through a war.
            for n in range(bisect_right(held, day + AFTER, key=_at) - 1, -1, -1):
                item = held[n]
                if item.known <= known and not allied(item.side, loser):
                    return item
        return None

    def _hints_among(self, place: str) -> Iterable[Hinted]:
        return (i for i in self._items.get(place, ()) if i.kind in HINTING and not i.denied)
