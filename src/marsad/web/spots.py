"""What stands on the map: one spot a place, with who holds it, what happened there, and how precisely the place is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from marsad.model import Hold, Place
from marsad.web.basemap import Box
from marsad.web.coding import Bools, Ints
from marsad.web.labels import GROUPS
from marsad.web.scene import RECENT, Scene
from marsad.web.snapshot import Snapshot

# Reach in km that is drawn where the gazetteer gives none: by precision of the place.
REACH_KM = {1: 3.0, 2: 12.0, 3: 45.0}
SHAPES: dict[str, str] = {
    "territory": "M-5,7V-7H6L3,-3.2L6,.6H-3V7Z",
    "fighting": "M0,-7L7,0L0,7L-7,0Z",
    "air": "M-7,-5.5H7L0,7Z",
    "fire": "M0,-7.5L1.9,-3.2L6.2,-4.6L4.2,-.9L7.5,2.2L3,2.6L2.2,7L-.6,3.6L-4.6,6L-3.6,1.7L-7.5,-.4L-3.4,-2L-3.6,-6.2Z",
    "people": "M-6.5,0A6.5,6.5 0 1 1 6.5,0A6.5,6.5 0 1 1 -6.5,0Z",
    "things": "M-5.5,-5.5H5.5V5.5H-5.5Z",
    "words": "M-7,-6H7V3.4H.5L-3.6,7V3.4H-7Z",
    "street": "M0,-7L7,5.5H-7Z",
}


# More places than this are not drawn at once: of those that would lie on each other the weightiest stands for its neighbours.
MOST = 120
# Into so many columns the map is cut to find which would lie on each other.
COLUMNS = 40
# The newest events of a spot, named on its card.
NEWEST = 4


@dataclass(frozen=True, slots=True)
class Head:
    """What is named of an event on the map."""

    id: str
    kind: str
    time: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with coordinates: `holds` there on the day, `groups` of events (group, count, any recent), the newest of its `count`
    events; `folded` counts other places that it stands for."""

    place: Place
    lat: float
    lon: float
    reach_km: float
    vague: bool
    holds: tuple[Hold, ...]
    events: tuple[Head, ...]
    groups: tuple[tuple[str, int, bool], ...]
    count: int = 0
    folded: int = 0

    @property
    def weight(self) -> float:
        """How much the spot wants to be seen, for labels."""
        return len(self.holds) * 3 + self.count + (2 if any(r for _, _, r in self.groups) else 0) - (4 if self.vague else 0)


@dataclass(frozen=True, slots=True)
class Spots:
    """Spots, largest reach first so that small ones lie on top; how many events have no place on the map; how many places are folded
    into a neighbour."""

    spots: list[Spot]
    unplaced: int
    folded: int


def spots_of(s: Snapshot, scene: Scene, frame: Box, within: Box | None = None) -> Spots:
    """Spots of a scene on a map of this frame; with `within`, those in that box alone, as closely as its size allows."""
    n, rows, held = len(s.spots), scene.events.rows, scene.holds.held
    cells = s.cells[rows]
    counts, unplaced = _counted(cells, n)
    recent = _counted(cells[:_recent(s, scene, rows)], n)[0] if scene.on or scene.last else np.zeros_like(counts)
    placed = s.placed if within is None else s.placed & _in(s, np.arange(n), within)
    holding = np.flatnonzero(placed[held.place]) if n else held.place[:0]
    holds = np.bincount(held.place[holding], minlength=n)
    total = counts.sum(axis=1)
    shown = np.flatnonzero(((total > 0) | (holds > 0)) & placed)
    vague = np.where(s.precision[shown] == 0, 2, s.precision[shown]) >= 3
    weight = holds[shown] * 3 + total[shown] + 2 * recent[shown].any(axis=1) - 4 * vague
    homes, folded = _thin(s, shown, weight, within or frame, close=within is not None)
    first = np.full(n, -1, dtype=np.int64)
    first[held.place[holding[::-1]]] = holding[::-1]
    order = np.argsort(homes, kind="stable")
    codes, starts, sizes = np.unique(homes[order], return_index=True, return_counts=True)
    members = shown[order]
    sums = np.add.reduceat(counts[members], starts, axis=0).tolist() if len(codes) else []
    fresh = np.logical_or.reduceat(recent[members] > 0, starts, axis=0).tolist() if len(codes) else []
    out = []
    for code, size, told, young in zip(codes.tolist(), sizes.tolist(), sums, fresh, strict=True):
        place = s.spots[code]
        own = (scene.holds[line],) if (line := int(first[code])) >= 0 else ()
        precision = place.precision or 2
        out.append(Spot(place, float(s.lat[code]), float(s.lon[code]), place.radius_km or REACH_KM[precision], precision >= 3, own,
                        _newest(s, scene, code), tuple((g, told[i], young[i]) for i, g in enumerate(GROUPS) if told[i]),
                        sum(told), size - 1))
    return Spots(sorted(out, key=lambda p: (-p.reach_km, p.place.id or "", p.lat, p.lon)), unplaced, folded)


def _counted(cells: Ints, n: int) -> tuple[Ints, int]:
    """How many events stand at each of `n` places, a column a group; and how many nowhere."""
    found = np.bincount(cells + 1, minlength=n * len(GROUPS) + 1)
    return found[1:].reshape(n, len(GROUPS)), int(found[0])


def _recent(s: Snapshot, scene: Scene, rows: Ints) -> int:
    """How many of the newest `rows` are to be drawn strongly. Few are looked at: they stand in the order of their days."""
    day = scene.on or scene.last
    assert day is not None
    since = (day - RECENT).toordinal()
    return int(np.searchsorted(rows, np.searchsorted(s.minus_key, -since, side="right")))


def _thin(s: Snapshot, shown: Ints, weight: Ints, box: Box, *, close: bool) -> tuple[Ints, int]:
    """For each of the places `shown` (with its weight) the one that stands for it, and how many are folded into another."""
    if len(shown) <= MOST:
        return shown, 0
    west, south, east, _ = box
    columns = COLUMNS
    while True:
        side = max((east - west) / columns, 1e-6)
        # Far from the frame the squares grow: nobody looks there before the map is moved.
        far = np.zeros(len(shown), dtype=np.bool_) if close else ~_in(s, shown, box)
        size = np.where(far, side * 12, side)
        x, y = np.floor((s.lon[shown] - west) / size), np.floor((s.lat[shown] - south) / (size * 0.8))
        cell = ((x + 100_000) * 1_000_000 + (y + 100_000)).astype(np.int64) * 2 + far
        if len(np.unique(cell)) <= MOST or columns <= 6:
            break
        columns = columns * 3 // 4
    _, square = np.unique(cell, return_inverse=True)
    order = np.lexsort((shown, -weight, square))
    heads = order[np.concatenate([[True], np.diff(square[order]) > 0])]
    home = np.zeros(int(square.max()) + 1, dtype=np.int64)
    home[square[heads]] = shown[heads]
    return home[square], len(shown) - len(heads)


def _in(s: Snapshot, codes: Ints, box: Box) -> Bools:
    west, south, east, north = box
    lon, lat = s.lon[codes], s.lat[codes]
    inside: Bools = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return inside


def _newest(s: Snapshot, scene: Scene, code: int) -> tuple[Head, ...]:
    """The first few of the events in view at a place."""
    order, starts = s.by_spot
    here = order[starts[code]:starts[code + 1]]
    rows = here[scene.chosen[here]][:NEWEST].tolist()
    return tuple(Head(s.ids[row], s.c.kinds.words[s.c.kind[row]], s.c.times[row]) for row in rows)
