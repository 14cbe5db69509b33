"""From held places to ground: the cells within reach of evidence, and how much of it each holder had over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import h3
from shapely.geometry import mapping

from marsad.control import areas
from marsad.model import Hold
from marsad.web.basemap import _countries, countries
from marsad.web.scene import known_day
from marsad.web.snapshot import Snapshot

# The chart looks back this far, in this many steps: background facts of years ago would flatten the rest.
SPAN, STEPS = timedelta(days=120), 40
_LANDS = 3


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
    known = {c for c, _ in _countries()}
    counts = Counter(h.place.country for h in s.holds if h.place.country in known and h.place.lat is not None and h.place.precision != 3)
    return [str(c) for c, _ in sorted(counts.items(), key=lambda i: (-i[1], str(i[0])))[:_LANDS]]


Cells = list[tuple[list[tuple[float, float]], Hold]]
_cells: dict[tuple[str, ...], Cells] = {}


def cells(s: Snapshot, held: Sequence[Hold]) -> Cells:
    """Rings (lon, lat) of the cells within reach of the places held, each with the hold that speaks for it."""
    key = (s.version, *(h.id + h.certainty for h in held))
    if key not in _cells:
        if len(_cells) > 64:
            _cells.clear()
        _cells[key] = _tint(s, held)
    return _cells[key]


def _tint(s: Snapshot, held: Sequence[Hold]) -> Cells:
    out: Cells = []
    for code in lands(s):
        over = land(code)
        for cell, hold in zip(over.cells, areas.states(held, over), strict=True):
            if hold is not None and hold.actor != areas.UNKNOWN:
                out.append(([(round(lon, 4), round(lat, 4)) for lat, lon in h3.cell_to_boundary(cell)], hold))
    return out


_series: dict[tuple[str, str | None], dict[str, Any] | None] = {}


def series(s: Snapshot, known: date | None) -> dict[str, Any] | None:
    """km² by holder over the last days of valid time as known on `known`, None where nothing is held: `days`, and by actor `best`,
    `low` (confirmed or reported) and `high` (with all contested ground); `coverage` of the `country` at the end, 0 to 1."""
    key = (s.version, known.isoformat() if known else None)
    if key not in _series:
        if len(_series) > 64:
            _series.clear()
        _series[key] = _measure(s, known)
    return _series[key]


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
    found = areas.series(s.holds, land(codes[0]), [d.isoformat() for d in days], until.isoformat())
    actors = Counter[str]()
    for shares in found:
        for a in shares.areas:
            actors[a.actor] = max(actors[a.actor], round(a.best))
    top = [a for a, _ in sorted(actors.items(), key=lambda i: (-i[1], i[0]))[:6]]
    by = [{a.actor: a for a in shares.areas} for shares in found]

    def line(actor: str) -> dict[str, list[float]]:
        best = [d[actor].best if actor in d else 0.0 for d in by]
        low = [d[actor].low if actor in d else 0.0 for d in by]
        high = [b + (x.contested if actor in d else 0.0) for b, x, d in zip(best, found, by, strict=True)]
        return {"best": best, "low": low, "high": [round(v, 1) for v in high]}

    return {"country": codes[0], "total": found[-1].total, "coverage": round(found[-1].coverage, 4), "known": until.isoformat(),
            "days": [d.isoformat() for d in days], "actors": {a: line(a) for a in top}} if top else None
