"""Places to areas: an H3 grid over an outline, each cell held by the nearest evidence within reach, and the shares of it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import h3
import numpy as np

from marsad.control.query import holding
from marsad.model import Hold

RESOLUTION = 5
"""H3 resolution of the grid: cells of about 250 km²."""

REACH_KM = 25.0
"""How far evidence on a place speaks for the land around it."""

UNKNOWN, CONTESTED = "unknown", "contested"
_KM = 111.195


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells inside an outline: H3 ids, centres (n × 2: latitude, longitude) and areas in km²."""

    cells: tuple[str, ...]
    centres: np.ndarray[Any, np.dtype[np.float64]]
    km2: np.ndarray[Any, np.dtype[np.float64]]

    @property
    def total(self) -> float:
        """Area of all cells in km²."""
        return float(self.km2.sum())


@dataclass(frozen=True, slots=True)
class Area:
    """An actor's ground: `low` what it surely holds, `best` with what is only inferred or a party's word, `high` if all contested
    and unknown cells were its own. km²."""

    actor: str
    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True)
class Shares:
    """Who held how much on a day as far as was known on another. `coverage` is the part of the outline that lies within reach of
    evidence (0 to 1)."""

    on: str
    known: str
    total: float
    unknown: float
    contested: float
    areas: tuple[Area, ...]

    @property
    def coverage(self) -> float:
        """Part of the outline within reach of evidence."""
        return 1.0 - self.unknown / self.total if self.total else 0.0


def grid(outline: Mapping[str, Any], resolution: int = RESOLUTION) -> Grid:
    """The cells whose centres lie in a GeoJSON geometry (Polygon or MultiPolygon, WGS 84), in order of their ids."""
    cells = tuple(sorted(h3.geo_to_cells(outline, resolution)))
    centres = np.array([h3.cell_to_latlng(c) for c in cells], dtype=np.float64).reshape(-1, 2)
    return Grid(cells, centres, np.array([h3.cell_area(c, "km^2") for c in cells], dtype=np.float64))


def states(held: Sequence[Hold], over: Grid, reach_km: float = REACH_KM,
           polygons: Mapping[str, Mapping[str, Any]] | None = None) -> list[Hold | None]:
    """For each cell the hold that speaks for it: the nearest point's within reach, else the smallest region's whose polygon holds
    the cell (`polygons`: GeoJSON geometries by place id), else None.

    `held` are the lines of one question (`holding`): one a place. Of equally near places the one first by id speaks.
    """
    points = sorted((h for h in held if h.place.lat is not None and h.place.lon is not None and (h.place.precision or 1) != 3),
                    key=lambda h: (h.place.id or "", h.place.text))
    found: list[Hold | None] = [None] * len(over.cells)
    for hold, members in _regions(held, over, polygons or {}):
        for n in members:
            found[n] = hold
    if points and len(over.cells):
        lat = np.array([h.place.lat for h in points], dtype=np.float64)
        lon = np.array([h.place.lon for h in points], dtype=np.float64)
        for n, (y, x) in enumerate(over.centres):
            km = np.hypot((lat - y) * _KM, (lon - x) * _KM * np.cos(np.radians(y)))
            best = int(np.argmin(km))
            if km[best] <= reach_km:
                found[n] = points[best]
    return found


def _regions(held: Sequence[Hold], over: Grid, polygons: Mapping[str, Mapping[str, Any]]) -> list[tuple[Hold, list[int]]]:
    """Holds of regions with a polygon and their cells, the largest first so that smaller ones overwrite."""
    at = {c: n for n, c in enumerate(over.cells)}
    found = []
    for hold in held:
        shape = polygons.get(hold.place.id or "")
        if shape is not None and over.cells:
            inside = [at[c] for c in h3.geo_to_cells(shape, h3.get_resolution(over.cells[0])) if c in at]
            found.append((hold, sorted(inside)))
    return sorted(found, key=lambda f: (-len(f[1]), f[0].place.id or ""))


def shares(held: Sequence[Hold], over: Grid, on: str, known: str, reach_km: float = REACH_KM,
           polygons: Mapping[str, Mapping[str, Any]] | None = None) -> Shares:
    """Areas by actor out of the lines of one question."""
    sure: dict[str, float] = defaultdict(float)
    own: dict[str, float] = defaultdict(float)
    unknown = contested = 0.0
    for km2, hold in zip(over.km2, states(held, over, reach_km, polygons), strict=True):
        area = float(km2)
        if hold is None or hold.actor == UNKNOWN:
            unknown += area
        elif hold.actor == CONTESTED:
            contested += area
        else:
            own[hold.actor] += area
            if hold.certainty in ("confirmed", "reported"):
                sure[hold.actor] += area
    swing = unknown + contested
    areas = tuple(Area(a, round(sure[a], 1), round(km2, 1), round(km2 + swing, 1))
                  for a, km2 in sorted(own.items(), key=lambda x: (-x[1], x[0])))
    return Shares(on, known, round(over.total, 1), round(unknown, 1), round(contested, 1), areas)


def series(holds: Sequence[Hold], over: Grid, days: Iterable[str], known: str | None = None, reach_km: float = REACH_KM,
           polygons: Mapping[str, Mapping[str, Any]] | None = None) -> list[Shares]:
    """Shares on each of these days; as known on `known`, or on the day itself where None."""
    return [shares(holding(holds, day, known or day), over, day, known or day, reach_km, polygons) for day in days]


def table(found: Iterable[Shares]) -> list[dict[str, Any]]:
    """Rows of a series for CSV: on, known, actor, km2_low, km2, km2_high, share_low, share, share_high (0 to 1), coverage."""
    rows = []
    for s in found:
        for a in s.areas:
            part = [round(x / s.total, 4) if s.total else 0.0 for x in (a.low, a.best, a.high)]
            rows.append({"on": s.on, "known": s.known, "actor": a.actor, "km2_low": a.low, "km2": a.best, "km2_high": a.high,
                         "share_low": part[0], "share": part[1], "share_high": part[2], "coverage": round(s.coverage, 4)})
    return rows


def geojson(held: Sequence[Hold], over: Grid, reach_km: float = REACH_KM,
            polygons: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """The cells as a GeoJSON FeatureCollection: actor, certainty, hint, and the hold that speaks for each."""
    features = []
    for cell, hold in zip(over.cells, states(held, over, reach_km, polygons), strict=True):
        if hold is not None:
            ring = [[lon, lat] for lat, lon in h3.cell_to_boundary(cell)]
            features.append({
                "type": "Feature", "id": cell, "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
                "properties": {"actor": hold.actor, "certainty": hold.certainty, "hint": hold.hint, "hold": hold.id,
                               "place": hold.place.id or hold.place.text},
            })
    return {"type": "FeatureCollection", "features": features}
