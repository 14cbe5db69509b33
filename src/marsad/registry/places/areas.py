"""Points in imported polygons: which area a place lies in."""

from __future__ import annotations

import json
from collections.abc import Mapping

from shapely import STRtree
from shapely.errors import ShapelyError
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from marsad.errors import BadData


class Areas:
    """Polygons by place id, asked by point. Longitude and latitude in degrees of WGS 84."""

    def __init__(self, polygons: Mapping[str, str]) -> None:
        """`polygons` are GeoJSON geometries as text by place id. Raises BadData naming the place whose geometry is none."""
        self.ids = sorted(polygons)
        self.shapes: list[BaseGeometry] = []
        for ident in self.ids:
            try:
                self.shapes.append(shape(json.loads(polygons[ident])))
            except (ValueError, TypeError, KeyError, AttributeError, ShapelyError) as error:
                raise BadData(f"polygon of {ident} cannot be read: {error}", where="polygons") from error
        self._tree = STRtree(self.shapes)

    def containing(self, lat: float, lon: float) -> tuple[str, ...]:
        """Ids of the areas that hold a point, smallest first."""
        found = self._tree.query(Point(lon, lat), predicate="intersects")
        return tuple(self.ids[i] for i in sorted((int(i) for i in found), key=lambda i: (self.shapes[i].area, self.ids[i])))

    def outline(self, ident: str) -> BaseGeometry | None:
        """The polygon of a place, None where none was imported."""
        return self.shapes[self.ids.index(ident)] if ident in self.ids else None
