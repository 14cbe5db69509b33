"""The base map: Natural Earth's countries (world-atlas, 10m), decoded and cut to what a store's places need."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from shapely import clip_by_rect
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

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


Ring = npt.NDArray[np.float64]


@cache
def _countries() -> tuple[tuple[str, tuple[tuple[Box, tuple[Ring, ...]], ...]], ...]:
    """Every country as the rings of its parts, with their boxes: a cut looks only at parts that lie in its frame."""
    path = Path(__file__).parent / "basemap" / "countries-10m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + shift for arc in topology["arcs"]]
    out = []
    for item in topology["objects"]["countries"]["geometries"]:
        parts = []
        for indices in item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]:
            # Islets smaller than the grid of the file collapse to a line; they are no land any more.
            rings = tuple(r for r in (_ring(i, arcs) for i in indices) if len(r) > 3)
            if rings:
                (west, south), (east, north) = rings[0].min(axis=0), rings[0].max(axis=0)
                parts.append(((float(west), float(south), float(east), float(north)), rings))
        code = numeric_to_alpha2().get(str(item.get("id", "")).zfill(3), "")
        out.append((code, tuple(parts)))
    return tuple(out)


def _ring(indices: list[int], arcs: list[Ring]) -> Ring:
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([pieces[0], *(p[1:] for p in pieces[1:])])


def warm() -> None:
    """Read the base map now rather than at the first page."""
    _countries()


@lru_cache(maxsize=128)
def countries(within: Box, tolerance: float = 0.01) -> tuple[Country, ...]:
    """Countries cut to a box (west, south, east, north in degrees), simplified by `tolerance` degrees."""
    west, south, east, north = within
    whole = (east - west) * (north - south)
    out = []
    for code, parts in _countries():
        near = [Polygon(p[0], p[1:]) for (w, s, e, n), p in parts if w < east and e > west and s < north and n > south]
        cut = [c for p in near for c in _polygons(clip_by_rect(p, west, south, east, north)).geoms]
        shape = _polygons(MultiPolygon(cut).simplify(tolerance)) if cut else MultiPolygon()
        if shape.is_empty:
            continue
        largest = max(shape.geoms, key=lambda g: g.area)
        centre = largest.centroid
        at = centre if largest.is_valid and largest.contains(centre) else largest.representative_point()
        out.append(Country(code, shape, (at.x, at.y), shape.area / whole))
    return tuple(out)


def _polygons(shape: BaseGeometry) -> MultiPolygon:
    if shape.geom_type == "Polygon":
        return MultiPolygon([shape])
    return MultiPolygon([p for g in getattr(shape, "geoms", ()) for p in _polygons(g).geoms])


def frame_of(lon: Ring, lat: Ring, count: npt.NDArray[np.int64]) -> Box:
    """The box a map opens on: all points, each as many times as its count, with room around; HOME where there are none."""
    if not len(lon):
        return HOME
    total = int(count.sum())
    # A lone far place must not shrink everything else to a speck: open on what lies between the outer twelfths.
    cut = total // 12

    def ends(values: Ring) -> tuple[float, float]:
        order = np.argsort(values, kind="stable")
        upto = np.cumsum(count[order])
        low, high = np.searchsorted(upto, [cut, total - 1 - cut], side="right")
        return float(values[order[low]]), float(values[order[high]])

    (west, east), (south, north) = ends(lon), ends(lat)
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
