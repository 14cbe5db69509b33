"""Rows as JSONL, CSV or GeoJSON text. Output depends on the rows alone: equal rows, equal bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

Row = dict[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """A line of JSON a row."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """CSV (RFC 4180, UTF-8) with a header; nested values flattened (`place_id`), lists of words joined by ` | `, other lists as JSON.

    Cells that a spreadsheet would run as a formula get an apostrophe before them; plain numbers stay as they are.
    """
    flat = [flatten(row) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    if not names:
        return
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in flat:
        writer.writerow({k: defuse(v) for k, v in row.items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def geojson(rows: Iterable[Row]) -> str:
    """A FeatureCollection: a point where the row's place has coordinates, else a null geometry. Precision goes along as a property."""
    features = [
        {
            "type": "Feature",
            "geometry": _point(row),
            "properties": {k: v for k, v in row.items() if k not in ("lat", "lon")},
        }
        for row in rows
    ]
    return (
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
        + "\n"
    )


def flatten(row: Row, prefix: str = "") -> Row:
    """Nested dicts to `outer_inner` columns."""
    out: Row = {}
    for key, value in row.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            out |= flatten(value, f"{name}_")
        elif isinstance(value, list):
            simple = all(isinstance(x, (str, int, float)) for x in value)
            out[name] = " | ".join(map(str, value)) if simple else json.dumps(value, ensure_ascii=False)
        else:
            out[name] = value
    return out


def defuse(value: object) -> object:
    """A cell that no spreadsheet runs as a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value


def _point(row: Row) -> Row | None:
    place = row.get("place") if isinstance(row.get("place"), dict) else row
    places = row.get("places")
    if isinstance(places, list) and places:
        place = next((p for p in places if p.get("lat") is not None), place)
    if place and place.get("lat") is not None and place.get("lon") is not None:
        return {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
    return None
