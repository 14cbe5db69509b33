"""The base map: Natural Earth's countries (world-atlas, 10m), decoded and cut to what a store's places need."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.validation import make_valid

from marsad.web.names import numeric_to_alpha2

Box = tuple[float, float, float, float]
# Where nothing is placed yet, the page opens on the lands between the Mediterranean and the Gulf.
HOME: Box = (34.0, 29.0, 49.0, 38.0)


@dataclass(frozen=True, slots=True)
class Country:
    """A country within a box: ISO alpha-2 `code` (empty where none), polygons, and a point inside for its label."""

    code: str
    shape: MultiPolygon
    label: tuple[float, float]
    share: float


@cache
def _countries() -> tuple[tuple[str, MultiPolygon], ...]:
    path = Path(__file__).parent / "basemap" / "countries-10m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for a, b in arc:
            x, y = x + a, y + b
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    out = []
    for item in topology["objects"]["countries"]["geometries"]:
        rings = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
        # Islets smaller than the grid of the file collapse to a line; they are no land any more.
        outlines = [[_ring(r, arcs) for r in p] for p in rings]
        parts = [Polygon(p[0], [h for h in p[1:] if len(h) > 3]) for p in outlines if len(p[0]) > 3]
        code = numeric_to_alpha2().get(str(item.get("id", "")).zfill(3), "")
        out.append((code, MultiPolygon(parts)))
    return tuple(out)


def _ring(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for i in indices:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc[1:] if points else arc
    return points


@lru_cache(maxsize=8)
def countries(within: Box, tolerance: float = 0.01) -> tuple[Country, ...]:
    """Countries cut to a box (west, south, east, north in degrees), simplified by `tolerance` degrees."""
    frame = box(*within)
    out = []
    for code, whole in _countries():
        if not whole.envelope.intersects(frame):
            continue
        shape = _polygons(make_valid(whole).intersection(frame).simplify(tolerance))
        if shape.is_empty:
            continue
        largest = max(shape.geoms, key=lambda g: g.area)
        point: Point = largest.representative_point()
        centre = largest.centroid
        at = centre if largest.contains(centre) else point
        out.append(Country(code, shape, (at.x, at.y), shape.area / frame.area))
    return tuple(out)


def _polygons(shape: BaseGeometry) -> MultiPolygon:
    if shape.geom_type == "Polygon":
        return MultiPolygon([shape])
    return MultiPolygon([p for g in getattr(shape, "geoms", ()) for p in _polygons(g).geoms])


def frame_of(points: list[tuple[float, float]]) -> Box:
    """The box a map opens on: all points (lon, lat) with room around, HOME where there are none."""
    if not points:
        return HOME
    lons, lats = sorted(p[0] for p in points), sorted(p[1] for p in points)
    # A lone far place must not shrink everything else to a speck: open on what lies between the outer twelfths.
    cut = len(points) // 12
    west, east, south, north = lons[cut], lons[-1 - cut], lats[cut], lats[-1 - cut]
    pad = max(0.6, (east - west) * 0.12, (north - south) * 0.12)
    return (round(west - pad, 2), round(south - pad, 2), round(east + pad, 2), round(north + pad, 2))


def geojson(within: Box) -> dict[str, Any]:
    """The countries of a box as a GeoJSON FeatureCollection."""
    features = []
    for c in countries(within, 0.005):
        rings = [[[[round(x, 4), round(y, 4)] for x, y in ring.coords] for ring in (p.exterior, *p.interiors)] for p in c.shape.geoms]
        at = [round(v, 3) for v in c.label] if c.share > 0.004 else None
        features.append({"type": "Feature", "properties": {"code": c.code, "at": at},
                         "geometry": {"type": "MultiPolygon", "coordinates": rings}})
    return {"type": "FeatureCollection", "features": features}
