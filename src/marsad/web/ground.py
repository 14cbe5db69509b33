"""From held places to ground: the cells within reach of evidence, and how much of it each holder had over time."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import h3
import numpy as np
from shapely import force_2d
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from marsad.control import areas
from marsad.web.basemap import _countries, countries
from marsad.web.coding import Ints
from marsad.web.ledger import CERTAINTIES, Held
from marsad.web.scene import known_day
from marsad.web.snapshot import Snapshot

# The chart looks back this far, in this many steps: background facts of years ago would flatten the rest.
SPAN, STEPS = timedelta(days=120), 40
_LANDS = 3
_KEPT = 64
_DIVISIONS = 400
_SURE = tuple(CERTAINTIES.index(c) for c in ("confirmed", "reported"))


@lru_cache(maxsize=16)
def land(code: str) -> areas.Grid:
    """The grid of a country."""
    boxes = [box for c, parts in _countries() if c == code for box, _ in parts]
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    found = next(c for c in countries((west - 0.1, south - 0.1, east + 0.1, north + 0.1), 0.02) if c.code == code)
    return areas.grid(mapping(found.shape))


def lands(s: Snapshot) -> list[str]:
    """Countries in which places are held, most first."""
    if "lands" not in s.kept:
        known = {c for c, _ in _countries()}
        held = np.bincount(s.ledger.place, minlength=len(s.spots)).tolist()
        counts = Counter[str]()
        for n, p in zip(held, s.spots, strict=False):
            if n and p.country in known and p.lat is not None and p.precision != 3:
                counts[str(p.country)] += n
        s.kept["lands"] = [c for c, _ in sorted(counts.items(), key=lambda i: (-i[1], i[0]))[:_LANDS]]
    return list(s.kept["lands"])


@dataclass(frozen=True, slots=True)
class Reach:
    """Which places may speak for which cells of a land: pairs in order of the cell, the one that speaks first of all foremost."""

    grid: areas.Grid
    cell: Ints
    place: Ints

    def speakers(self, held: Held, size: int) -> tuple[Ints, Ints]:
        """(cells, line of `held` that speaks for each): the first of its places that is held."""
        line = np.full(size + 1, -1, dtype=np.int64)
        line[held.place[::-1]] = np.arange(len(held.place))[::-1]
        at = line[self.place]
        good = np.flatnonzero(at >= 0)
        cells = self.cell[good]
        # The pairs stand in the order of their cells: the first of each cell is where the number changes.
        first = np.flatnonzero(np.diff(cells, prepend=-1))
        return cells[first], at[good[first]]


def reach(s: Snapshot, code: str) -> Reach:
    """The pairs of a land: the nearest place within reach speaks first, then the smallest region whose polygon holds the cell."""
    # They outlive a change of the store that neither adds a place nor moves one.
    known = np.unique(s.ledger.place)
    polygons(s)
    found: Reach = s.ground.kept.made(("reach", code, known.tobytes(), s.kept["polygons-state"]), lambda: _pairs(s, known, land(code)))
    return found


def _pairs(s: Snapshot, known: Ints, grid: areas.Grid) -> Reach:
    known = known[~np.isnan(s.lat[known])]
    points = known[s.precision[known] != 3]
    # Of equally near places the one first by id speaks.
    names = np.array([s.place_codes.words[c] for c in points.tolist()], dtype=object)
    points = points[np.argsort(names, kind="stable")] if len(points) else points
    by_lat = points[np.argsort(s.lat[points], kind="stable")]
    lats, rank = s.lat[by_lat], np.empty(len(s.spots), dtype=np.int64)
    rank[points] = np.arange(len(points))
    cells, places = [], []
    degrees = areas.REACH_KM / areas._KM
    for n, (y, x) in enumerate(grid.centres):
        band = by_lat[np.searchsorted(lats, y - degrees):np.searchsorted(lats, y + degrees, side="right")]
        if len(band):
            km = np.hypot((s.lat[band] - y) * areas._KM, (s.lon[band] - x) * areas._KM * np.cos(np.radians(y)))
            near = band[km <= areas.REACH_KM]
            near = near[np.lexsort((rank[near], km[km <= areas.REACH_KM]))]
            cells.append(np.full(len(near), n))
            places.append(near)
    for code, inside in _regions(s, known, grid):
        cells.append(inside)
        places.append(np.full(len(inside), code))
    if not cells:
        return Reach(grid, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    cell, place = np.concatenate(cells), np.concatenate(places)
    order = np.argsort(cell, kind="stable")
    return Reach(grid, cell[order], place[order])


def _regions(s: Snapshot, known: Ints, grid: areas.Grid) -> list[tuple[int, Ints]]:
    """Held regions with an imported polygon and their cells, the smallest first."""
    at = {c: n for n, c in enumerate(grid.cells)}
    shapes = polygons(s)
    found = []
    for code in known.tolist():
        outline = shapes.get(s.spots[code].id or "")
        if outline is not None and grid.cells:
            inside = sorted(at[c] for c in h3.geo_to_cells(outline, areas.RESOLUTION) if c in at)
            found.append((code, np.array(inside, dtype=np.int64)))
    return sorted(found, key=lambda f: (len(f[1]), s.spots[f[0]].id or ""))


def polygons(s: Snapshot) -> dict[str, Any]:
    """Imported polygons (GeoJSON geometries) by place id."""
    if "polygons" not in s.kept:
        texts = s.store.polygons()
        before: tuple[dict[str, str], dict[str, Any]] | None = s.ground.kept.get("polygons")
        if before is None or before[0] != texts:
            before = s.ground.kept.keep("polygons", (texts, {i: json.loads(text) for i, text in texts.items()}))
        s.kept["polygons"], s.kept["polygons-state"] = before[1], hash(tuple(sorted(texts.items())))
    found: dict[str, Any] = s.kept["polygons"]
    return found


def divisions(s: Snapshot) -> list[tuple[str, BaseGeometry]]:
    """Imported polygons as shapes simplified to what a map of a country can show, the largest first, with their place ids."""
    if "divisions" not in s.kept:
        found = [(i, force_2d(shape(geometry)).simplify(0.006)) for i, geometry in polygons(s).items()]
        s.kept["divisions"] = sorted((x for x in found if not x[1].is_empty), key=lambda x: (-x[1].area, x[0]))[:_DIVISIONS]
    out: list[tuple[str, BaseGeometry]] = s.kept["divisions"]
    return out


def lines_of(geometry: BaseGeometry) -> list[Any]:
    """The rings of a polygon or of several."""
    parts = [geometry] if geometry.geom_type == "Polygon" else [g for g in getattr(geometry, "geoms", ()) if g.geom_type == "Polygon"]
    return [ring.coords for p in parts for ring in (p.exterior, *p.interiors)]


Cells = list[tuple[str, str]]


def cells(s: Snapshot, held: Held) -> Cells:
    """The H3 cells within reach of the places held, each with the actor that holds it."""
    out: Cells = []
    words = s.actor_codes.words
    for code in lands(s):
        over = reach(s, code)
        found, line = over.speakers(held, len(s.spots))
        for cell, actor in zip(found.tolist(), held.actor[line].tolist(), strict=True):
            if words[actor] != areas.UNKNOWN:
                out.append((over.grid.cells[cell], words[actor]))
    return out


def series(s: Snapshot, known: date | None) -> dict[str, Any] | None:
    """km² by holder over the last days of valid time as known on `known`, None where nothing is held: `days`, and by actor `best`,
    `low` (confirmed or reported) and `high` (with all contested ground); `coverage` of the `country` at the end, 0 to 1."""
    key = ("series", known)
    if key not in s.kept:
        if sum(isinstance(k, tuple) and k[0] == "series" for k in s.kept) >= _KEPT:
            for old in [k for k in s.kept if isinstance(k, tuple) and k[0] == "series"]:
                s.kept.pop(old, None)
        s.kept[key] = _measure(s, known)
    found: dict[str, Any] | None = s.kept[key]
    return found


def _measure(s: Snapshot, known: date | None) -> dict[str, Any] | None:
    codes, (first, last) = lands(s), s.days
    until = known_day(s, known)
    if not codes or first is None or last is None or until is None:
        return None
    start = max(first, last - SPAN)
    step = max(1, (last - start).days // STEPS)
    days = [start + timedelta(days=n) for n in range(0, (last - start).days + 1, step)]
    if days[-1] != last:
        days.append(last)
    over = reach(s, codes[0])
    words, km2 = s.actor_codes.words, over.grid.km2
    unknown, contested = s.ledger.unknown, s.ledger.contested
    rows = s.ledger.known(until.toordinal())
    rows = rows[np.isin(s.ledger.place[rows], np.unique(over.place))]
    size = len(words)
    best, low, swing, reached = [], [], [], 0.0
    for day in days:
        held = s.ledger.asked(day.toordinal(), until.toordinal(), rows)
        found, line = over.speakers(held, len(s.spots))
        actor, sure = held.actor[line], np.isin(held.certainty[line], _SURE)
        best.append(np.bincount(actor, km2[found], minlength=size))
        low.append(np.bincount(actor[sure], km2[found[sure]], minlength=size))
        swing.append(float(best[-1][contested]))
        reached = float(best[-1].sum() - best[-1][unknown])
    most = np.max(np.stack(best), axis=0)
    most[[unknown, contested]] = 0.0
    top = sorted(np.flatnonzero(most > 0).tolist(), key=lambda n: (-round(float(most[n])), words[n]))[:6]
    if not top:
        return None

    def line_of(n: int) -> dict[str, list[float]]:
        own = [round(float(b[n]), 1) for b in best]
        return {"best": own, "low": [round(float(x[n]), 1) for x in low],
                "high": [round(b + (w if b else 0.0), 1) for b, w in zip(own, swing, strict=True)]}

    total = over.grid.total
    return {"country": codes[0], "total": round(total, 1), "coverage": round(reached / total if total else 0.0, 4),
            "known": until.isoformat(), "days": [d.isoformat() for d in days], "actors": {words[n]: line_of(n) for n in top}}
