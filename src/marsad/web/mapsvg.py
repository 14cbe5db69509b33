"""The map as SVG, drawn by the server: what a reader sees first, without scripts, without WebGL, and on paper."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.model import Hold, Place
from marsad.web.basemap import Box, countries
from marsad.web.hexagons import ring
from marsad.web.labels import GROUPS
from marsad.web.names import Names, country
from marsad.web.palette import Palette
from marsad.web.spots import Spot
from marsad.web.words import Speech

WIDTH = 1000.0
# A held place is a disc of at least this radius; its events stand this far under it, so that they never hide who holds it.
SEAT, SHIFT = 8.5, 18.0
# The base map is cut out of the world in boxes of so many degrees.
CUT = 2.0


@dataclass(frozen=True, slots=True)
class Area:
    """The reach of a spot: centre and radius in pixels, colour, classes, spoken title."""

    x: float
    y: float
    r: float
    colour: str
    css: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Glyph:
    """A group of events at a spot: its colour, count, whether recent."""

    group: str
    colour: str
    count: int
    recent: bool


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the map."""

    x: float
    y: float
    text: str
    css: str


@dataclass(frozen=True, slots=True)
class MapPicture:
    """Everything the template draws, in pixels of a `width` by `height` view."""

    width: float
    height: float
    lands: list[str]
    country_labels: list[Label]
    areas: list[Area]
    glyphs: list[tuple[Spot, float, float, list[Glyph]]]
    labels: list[Label]
    scale_px: float
    scale_km: int
    dots: list[tuple[float, float]]
    ground: list[tuple[str, str]]
    divisions: list[str]


class Projection:
    """Web Mercator, from degrees to pixels of a view WIDTH wide."""

    def __init__(self, frame: Box, width: float = WIDTH) -> None:
        self.west, self.south, self.east, self.north = frame
        self.width = width
        self.k = width / math.radians(self.east - self.west)
        self.top = self._y(self.north)
        self.height = (self.top - self._y(self.south)) * self.k

    @staticmethod
    def _y(lat: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(max(-85.0, min(85.0, lat))) / 2))

    def __call__(self, lon: float, lat: float) -> tuple[float, float]:
        return math.radians(lon - self.west) * self.k, (self.top - self._y(lat)) * self.k

    def px_per_km(self, lat: float) -> float:
        """Pixels of one kilometre at a latitude."""
        return self.k / (6371.0 * math.cos(math.radians(lat)))


def fit(frame: Box, ratio: float) -> Box:
    """The frame widened on its short side until height : width is `ratio`."""
    west, south, east, north = frame
    middle = (south + north) / 2
    squeeze = math.cos(math.radians(middle))
    width, height = (east - west) * squeeze, north - south
    if height / width < ratio:
        grow = (width * ratio - height) / 2
        return (west, south - grow, east, north + grow)
    grow = (height / ratio - width) / 2 / squeeze
    return (west - grow, south, east + grow, north)


def holder_colour(hold: Hold | None, palette: Palette) -> str:
    """The colour of who holds: contested and unknown have their own."""
    return palette.holder(hold.actor) if hold else "#9a958a"


def draw(spots: list[Spot], frame: Box, palette: Palette, names: Names, speech: Speech, ratio: float = 0.68,
         around: Sequence[Place] = (), width: float = WIDTH,
         ground: Sequence[tuple[str, str]] = (), divisions: Sequence[Sequence[object]] = ()) -> MapPicture:
    """The picture of these spots on the base map; places `around` are named for orientation only, cells of `ground` (with the actor
    that holds each) tinted, `divisions` (rings of imported polygons) outlined."""
    frame = fit(frame, ratio)
    project = Projection(frame, width)
    west, south, east, north = frame
    land_labels, dots = [], list[tuple[float, float]]()
    # Maps of one neighbourhood share what is cut out for them: to cut is dearer than to draw.
    box = (math.floor(west / CUT) * CUT, math.floor(south / CUT) * CUT, math.ceil(east / CUT) * CUT, math.ceil(north / CUT) * CUT)
    for c in countries(box, 0.012):
        x, y = project(*c.label)
        if c.code and c.share > 0.012 and 40 < x < width - 40 and 30 < y < project.height - 20:
            land_labels.append(Label(round(x), round(y), country(c.code, speech), "country"))
    areas = [_area(spot, project, palette) for spot in spots]
    glyphs, hidden = _clusters(spots, project, palette)
    taken = Taken()
    for _, x, y, row in glyphs:
        taken.add((x - 9 * len(row), y - 9, x + 9 * len(row), y + 9))
    labels = []
    for spot in sorted(spots, key=lambda p: (-p.weight, p.place.id or "")):
        if id(spot) not in hidden and (placed := _label(spot, project, names.place(spot.place, speech), taken)):
            labels.append(placed)
    for place in around:
        if place.lat is not None and place.lon is not None:
            bare = Spot(place, place.lat, place.lon, 1.0, False, (), (), ())
            if placed := _label(bare, project, names.place(place, speech), taken):
                x, y = project(place.lon, place.lat)
                labels.append(Label(placed.x, placed.y, placed.text, "near"))
                dots.append((round(x, 1), round(y, 1)))
    km, px = _scale(project, (south + north) / 2)
    return MapPicture(width, round(project.height), _lands(frame, width, box), land_labels, areas, glyphs, labels, px, km, dots,
                      _tinted(ground, palette, frame, width),
                      ["".join(_path(ring, project) for ring in rings) for rings in divisions])


def _tinted(ground: Sequence[tuple[str, str]], palette: Palette, frame: Box, width: float) -> list[tuple[str, str]]:
    """One path a colour."""
    found: dict[str, list[str]] = {}
    for cell, actor in ground:
        found.setdefault(palette.holder(actor), []).append(_cell(cell, frame, width))
    return [("".join(parts), colour) for colour, parts in found.items()]


@lru_cache(maxsize=16384)
def _cell(cell: str, frame: Box, width: float) -> str:
    return _path(ring(cell), Projection(frame, width))


@lru_cache(maxsize=256)
def _lands(frame: Box, width: float, box: Box) -> list[str]:
    """The paths of the countries within a box."""
    project = Projection(frame, width)
    return ["".join(_path(p.exterior.coords, project) + "".join(_path(i.coords, project) for i in p.interiors) for p in c.shape.geoms)
            for c in countries(box, 0.012)]


def _area(spot: Spot, project: Projection, palette: Palette) -> Area:
    x, y = project(spot.lon, spot.lat)
    r = max(spot.reach_km * project.px_per_km(spot.lat), SEAT if spot.holds else 4.0)
    hold = spot.holds[0] if spot.holds else None
    css = ("held " + hold.certainty if hold else "unheld") + (" vague" if spot.vague else "")
    if hold and hold.actor in ("contested", "unknown"):
        css += " " + hold.actor
    return Area(round(x, 1), round(y, 1), round(r, 1), holder_colour(hold, palette), css, spot)


def _clusters(spots: list[Spot], project: Projection, palette: Palette) -> tuple[list[tuple[Spot, float, float, list[Glyph]]], set[int]]:
    """Rows of glyphs that do not lie on each other: a lighter spot's events are counted at its weightier neighbour."""
    placed: list[tuple[Spot, float, float, Counter[str], set[str]]] = []
    # Rows by bands of their height: only those of the same and the neighbouring bands can be in the way.
    bands: dict[int, list[int]] = {}
    hidden: set[int] = set()
    for spot in sorted((s for s in spots if s.groups), key=lambda s: (-s.weight, s.place.id or "")):
        x, y = project(spot.lon, spot.lat)
        y += SHIFT if spot.holds and not spot.vague else 0
        band = int(y // 18)
        near = sorted(n for b in (band - 1, band, band + 1) for n in bands.get(b, ()))
        home = next((p for p in map(placed.__getitem__, near)
                     if abs(p[1] - x) < 9 * (len(p[3]) + len(spot.groups)) and abs(p[2] - y) < 18), None)
        if home is None:
            home = (spot, round(x, 1), round(y, 1), Counter[str](), set[str]())
            bands.setdefault(band, []).append(len(placed))
            placed.append(home)
        else:
            hidden.add(id(spot))
        for group, n, recent in spot.groups:
            home[3][group] += n
            if recent:
                home[4].add(group)
    rows = [(spot, x, y, [Glyph(g, palette.groups[g], counts[g], g in recent) for g in GROUPS if g in counts])
            for spot, x, y, counts, recent in placed]
    return rows, hidden


class Taken:
    """Boxes that words and glyphs take up already, by bands of their height."""

    def __init__(self) -> None:
        self._bands: dict[int, list[tuple[float, float, float, float]]] = {}

    def add(self, box: tuple[float, float, float, float]) -> None:
        """Take up a box (left, top, right, bottom)."""
        for band in range(int(box[1] // 20), int(box[3] // 20) + 1):
            self._bands.setdefault(band, []).append(box)

    def free(self, box: tuple[float, float, float, float]) -> bool:
        """Whether nothing lies in a box."""
        left, top, right, bottom = box
        return all(right < t[0] or left > t[2] or bottom < t[1] or top > t[3]
                   for band in range(int(top // 20), int(bottom // 20) + 1) for t in self._bands.get(band, ()))


def _path(coords: object, project: Projection) -> str:
    points = [project(x, y) for x, y in coords]  # type: ignore[attr-defined]
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"


def _label(spot: Spot, project: Projection, text: str, taken: Taken) -> Label | None:
    x, y = project(spot.lon, spot.lat)
    wide = len(text) * 7.4 + 6
    seat = spot.holds and not spot.vague
    below = (SHIFT + 24 if seat else 25) if spot.groups else (SEAT + 14 if seat else 18)
    for dy in (below, -SEAT - 6 if seat else -10):
        box = (x - wide / 2, y + dy - 13, x + wide / 2, y + dy + 4)
        if box[0] < 2 or box[2] > project.width - 2 or box[1] < 2 or box[3] > project.height - 2:
            continue
        if taken.free(box):
            taken.add(box)
            return Label(round(x, 1), round(y + dy, 1), text, "region" if spot.vague else "place")
    return None


def _scale(project: Projection, lat: float) -> tuple[int, float]:
    per_km = project.px_per_km(lat)
    for km in (500, 200, 100, 50, 20, 10, 5):
        if km * per_km <= 0.16 * project.width:
            return km, round(km * per_km, 1)
    return 2, round(2 * per_km, 1)
