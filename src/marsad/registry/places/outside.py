"""Rows of outside tables as plain items: OCHA COD-AB tables and GeoJSON, GeoNames dumps, recognised by their headers."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_ARABIC = re.compile("[\u0621-\u064a]")
_LEVEL = re.compile(r"^(?:adm|admin)_?(\d)")
_PCODE = re.compile(r"^[A-Z]{1,3}[A-Z0-9]*\d[A-Z0-9]*$|^[A-Z]{2}$")
LEVEL_TYPES = {0: "country", 1: "governorate", 2: "district", 3: "subdistrict", 4: "village"}
# GeoNames feature codes (class.code, else class) to types of ours; other features are no places that news name.
_FEATURES = {
    "P.PPLC": "city", "P.PPLA": "city", "P.PPLX": "quarter", "P": "village", "A.ADM1": "governorate", "A.ADM2": "district",
    "A.ADM3": "subdistrict", "A.ADM4": "subdistrict", "S.AIRP": "airport", "S.AIRB": "base", "S.AIRF": "airport", "S.DAM": "dam",
    "S.INSM": "base", "S.MILB": "base", "L.MILB": "base", "S.CSTM": "crossing", "S.PSTB": "crossing", "S.PRN": "facility",
    "S.HSP": "facility", "S.UNIV": "facility", "S.OILR": "field", "L.OILF": "field", "L.GASF": "field", "T.MT": "mountain",
    "T.MTS": "mountain", "T.HLL": "mountain", "T.HLLS": "mountain", "T.PK": "mountain", "T.ISL": "island", "T.VAL": "valley",
    "T.PLN": "region", "T.DSRT": "desert", "H.STM": "river", "H.LK": "lake", "H.RSV": "lake", "H.WAD": "valley", "H.STMI": "valley",
    "L.RGN": "region", "L.CMP": "camp", "P.PPLQ": "village", "S.PRT": "port", "L.PRT": "port", "S.HBR": "port",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One area or settlement of an outside table. `code` is a P-code, or `gn:<id>` for GeoNames; `parents` P-codes from the
    nearest up; `level` 0 to 4, None for GeoNames features; `geometry` a GeoJSON geometry in WGS 84."""

    code: str
    names_ar: tuple[str, ...]
    name_en: str
    type: str
    country: str
    level: int | None = None
    lat: float | None = None
    lon: float | None = None
    parents: tuple[str, ...] = ()
    population: int = 0
    geometry: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that could not be read: line (or feature number), and why."""

    line: int
    why: str


def read_items(text: str) -> Iterator[Item | Problem]:
    """The items of one file's text. A text that is none of the known kinds yields one Problem on line 1."""
    head = text.lstrip("\ufeff \r\n\t")
    if head.startswith("{"):
        yield from _geojson(head)
        return
    first = head.split("\n", 1)[0].rstrip("\r")
    fields = first.split("\t")
    if len(fields) == 19 and fields[0].isdigit() and _number(fields[4]) is not None:
        yield from _geonames(head)
        return
    delimiter = max(("\t", ",", ";", "|"), key=first.count)
    columns = [_plain(name) for name in next(csv.reader([first], delimiter=delimiter), [])]
    if not any("pcode" in name for name in columns):
        yield Problem(1, "no table of places: no P-code column, no GeoJSON, no GeoNames dump")
        return
    yield from _table(head, delimiter, columns)


def _plain(name: str) -> str:
    return re.sub("[^a-z0-9_]", "", name.strip().lower())


def _number(text: object) -> float | None:
    try:
        return float(str(text).strip().replace(",", "."))
    except ValueError:
        return None


def _table(text: str, delimiter: str, columns: list[str]) -> Iterator[Item | Problem]:
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    next(reader)
    for row in reader:
        if not any(cell.strip() for cell in row) or row[0].startswith("#"):
            continue
        if len(row) != len(columns):
            yield Problem(reader.line_num, f"{len(row)} columns where the header has {len(columns)}")
            continue
        yield from _described({name: cell.strip() for name, cell in zip(columns, row, strict=True)}, None, reader.line_num)


def _geojson(text: str) -> Iterator[Item | Problem]:
    try:
        data = json.loads(text)
    except ValueError as error:
        yield Problem(1, f"broken JSON: {error}")
        return
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        yield Problem(1, "no GeoJSON FeatureCollection")
        return
    crs = str(((data.get("crs") or {}).get("properties") or {}).get("name", "CRS84"))
    if not crs.endswith(("CRS84", "4326")):
        yield Problem(1, f"coordinates are not WGS 84 but {crs}")
        return
    for number, feature in enumerate(features, 1):
        try:
            cells = {_plain(str(key)): str(value).strip() for key, value in feature["properties"].items() if value is not None}
            geometry = feature.get("geometry")
        except (TypeError, KeyError, AttributeError):
            yield Problem(number, "a feature without properties")
            continue
        yield from _described(cells, geometry if isinstance(geometry, dict) else None, number)


def _described(cells: dict[str, str], geometry: dict[str, Any] | None, line: int) -> Iterator[Item | Problem]:
    """The item of one row's cells, and the areas above it that the row names."""
    codes: dict[int, str] = {}
    own = ""
    for name, value in cells.items():
        level = _LEVEL.match(name)
        if level and value and (name.endswith(("pcode", "_cod", "cod", "code")) or re.fullmatch(r"(?:adm|admin)_?\d", name)):
            codes[int(level[1])] = value.upper()
        elif "pcode" in name and value and not level:
            own = value.upper()
    if not own and not codes:
        yield Problem(line, "no P-code")
        return
    depth = max(codes, default=0)
    if own and own not in codes.values():
        # a code that does not go on from the area's («C4268» in «SY070500») is a settlement's
        below = depth + 1 if codes and own.startswith(codes[depth]) else 4
        depth = min(4, below if codes else max(1, (len(own) - 2) // 2))
    else:
        own = codes[depth]
    codes.setdefault(depth, own)
    bad = next((code for code in codes.values() if not _PCODE.match(code)), None)
    if bad is not None:
        yield Problem(line, f"{bad!r} is no P-code")
        return
    country = next((code[:2] for level, code in sorted(codes.items()) if code[:2].isalpha()), "")
    if not country:
        yield Problem(line, f"no country in {own!r}")
        return
    plain = any(name in cells for name in ("name_ar", "name_en", "name_ara", "namear", "nameen"))
    for rank in sorted(codes):
        mine = rank == depth
        arabic, english = _names(cells, rank, mine and plain)
        lat = lon = None
        if mine:
            lat = next((_number(cells[n]) for n in ("lat", "latitude", "y", "center_lat") if cells.get(n)), None)
            lon = next((_number(cells[n]) for n in ("lon", "long", "longitude", "x", "center_lon") if cells.get(n)), None)
            written = any(cells.get(n) for n in ("lat", "latitude", "lon", "longitude"))
            if (written and (lat is None or lon is None)) or (lat is not None and lon is not None and not (
                    -90 <= lat <= 90 and -180 <= lon <= 180)):
                yield Problem(line, "coordinates that cannot be read or are off the globe")
                return
        if not arabic and not english:
            if mine:
                yield Problem(line, f"{own} has no name")
            continue
        if rank == 0:
            continue
        above = tuple(codes[up] for up in sorted(codes, reverse=True) if 0 < up < rank)
        yield Item(codes[rank], arabic, english, LEVEL_TYPES.get(rank, "village"), country, rank, lat, lon,
                   above or _prefixes(codes[rank], rank), 0, geometry if mine else None)


def _names(cells: dict[str, str], level: int, plain: bool) -> tuple[tuple[str, ...], str]:
    """Arabic names and the English one of a level's columns; `plain` for the row's own name_ar and name_en."""
    arabic: list[str] = []
    english = ""
    for name, value in cells.items():
        if not value or "pcode" in name or name.endswith("_cod"):
            continue
        found = _LEVEL.match(name)
        if (found and int(found[1]) == level) or (plain and not found and name.startswith(("name", "nam_"))):
            if _ARABIC.search(value):
                arabic.append(value)
            elif not english and re.search("[A-Za-z]{2}", value) and not name.endswith(("_fr", "type")) and (
                    value.upper() != value or not any(c.isdigit() for c in value)):
                english = value
    return tuple(dict.fromkeys(arabic)), english


def _prefixes(code: str, level: int) -> tuple[str, ...]:
    """The codes above a P-code that counts two digits a level (SY0705 lies in SY07)."""
    return tuple(code[: 2 + 2 * up] for up in range(level - 1, 0, -1) if len(code) == 2 + 2 * level)


def _geonames(text: str) -> Iterator[Item | Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if cells == [""]:
            continue
        lat, lon = (_number(cells[4]), _number(cells[5])) if len(cells) == 19 else (None, None)
        if lat is None or lon is None or not cells[0].isdigit():
            yield Problem(number, f"no GeoNames row: {len(cells)} columns")
            continue
        kind = _FEATURES.get(f"{cells[6]}.{cells[7]}") or _FEATURES.get(cells[6])
        if kind is None:
            continue
        names = tuple(name for name in cells[3].split(",") if _ARABIC.search(name))
        population = int(cells[14]) if cells[14].isdigit() else 0
        if kind == "village" and population >= 10_000:
            kind = "city" if population >= 50_000 else "town"
        yield Item(f"gn:{cells[0]}", names, cells[1], kind, cells[8], None, lat, lon, (), population)
