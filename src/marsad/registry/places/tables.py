"""The project's own tables of places (CSV under data/places) as rows with their chain of parents."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from marsad.errors import BadData
from marsad.registry.places.record import PRECISION, RADIUS, Row

COLUMNS = ("id", "name_ar", "variants", "name_en", "type", "parent", "lat", "lon", "radius_km")


def data_folder() -> Traversable:
    """The folder of the package's own place data."""
    return files("marsad") / "data" / "places"


def table_files() -> list[Traversable]:
    """The CSV tables of places in order of name."""
    return sorted((item for item in (data_folder() / "tables").iterdir() if item.name.endswith(".csv")),
                  key=lambda item: item.name)


def read_tables() -> list[Row]:
    """Every row of the own tables, parents resolved. Raises BadData naming file and line where a table is malformed."""
    return resolve(_raw_rows())


def _raw_rows() -> Iterator[tuple[str, dict[str, str]]]:
    for item in table_files():
        reader = csv.DictReader(item.read_text(encoding="utf-8").splitlines())
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise BadData(f"columns must be {', '.join(COLUMNS)}", where=item.name)
        for raw in reader:
            yield f"{item.name}:{reader.line_num}", raw


def resolve(raws: Iterable[tuple[str, dict[str, str]]]) -> list[Row]:
    """Rows of (where, columns) with ids prefixed `ms:`, country and English first-level name taken from their parents.

    Raises BadData on an unknown type or parent, a repeated id, a circle of parents, or coordinates off the globe.
    """
    byid: dict[str, dict[str, str]] = {}
    where: dict[str, str] = {}
    for at, raw in raws:
        ident = raw["id"]
        if not ident or ident in byid:
            raise BadData(f"id {ident!r} is missing or repeated", where=at)
        if raw["type"] not in PRECISION:
            raise BadData(f"unknown type {raw['type']!r} of {ident}", where=at)
        byid[ident], where[ident] = raw, at
    return [_row(ident, byid, where) for ident in byid]


def _row(ident: str, byid: dict[str, dict[str, str]], where: dict[str, str]) -> Row:
    raw = byid[ident]
    chain: list[str] = []
    up = raw["parent"]
    while up:
        if up not in byid or up in chain or up == ident:
            raise BadData(f"parent {up!r} of {ident} is unknown or circular", where=where[ident])
        chain.append(up)
        up = byid[up]["parent"]
    top = chain[-1] if chain else ident
    country = top.upper() if byid[top]["type"] == "country" else ""
    line = [ident, *chain]
    admin1 = next((byid[i]["name_en"] for i in line if byid[i]["type"] == "governorate"), "")
    try:
        lat = float(raw["lat"]) if raw["lat"] else None
        lon = float(raw["lon"]) if raw["lon"] else None
        radius = float(raw["radius_km"]) if raw["radius_km"] else RADIUS[raw["type"]]
    except ValueError as error:
        raise BadData(f"coordinates of {ident}: {error}", where=where[ident]) from error
    if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadData(f"coordinates of {ident} are off the globe", where=where[ident])
    names = tuple(dict.fromkeys(n for n in (raw["name_ar"], *raw["variants"].split("|")) if n))
    return Row("ms:" + ident, names, raw["name_en"], raw["type"], country, admin1, lat, lon, radius, 0,
               tuple("ms:" + i for i in chain), "own")
