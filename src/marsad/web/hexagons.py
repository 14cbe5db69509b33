"""Corners of the cells that ground is measured in."""

from __future__ import annotations

from functools import lru_cache

import h3


@lru_cache(maxsize=32768)
def ring(cell: str) -> tuple[tuple[float, float], ...]:
    """The corners (lon, lat) of an H3 cell."""
    return tuple((round(lon, 4), round(lat, 4)) for lat, lon in h3.cell_to_boundary(cell))
