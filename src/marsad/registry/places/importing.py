"""Import of outside tables: places with ids that do not depend on the order of files, polygons, and what could not be read.

An outside place that is a known one (same name and country, near enough) takes the known id and brings names and coordinates to
it; any other keeps `pc:<P-code>` or `gn:<GeoNames id>`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from shapely import Point
from shapely.errors import ShapelyError
from shapely.geometry import shape

from marsad.model import Place
from marsad.registry.places.gazetteer import Gazetteer, load_gazetteer
from marsad.registry.places.geometry import great_circle_km
from marsad.registry.places.names import name_key
from marsad.registry.places.outside import Item, Problem, read_items
from marsad.registry.places.record import PRECISION, RADIUS, SETTLED, Row

# An outside settlement is the known one of its name where it lies so near, or, in the same first-level area, a little farther:
# our own points are right to a few kilometres, theirs are surveyed.
SAME_KM = 6.0
SAME_AREA_KM = 20.0
_SPLIT = re.compile(r"\s*[/()\-–،,]\s*")
_HEAD = re.compile("^(?:مركز|ناحية|مديرية|محافظة|مدينة|قضاء|منطقة) ")


@dataclass(frozen=True, slots=True)
class Imported:
    """What files held: places by id, GeoJSON geometry (WGS 84, as text) by place id, and lines `file:line: why` not read."""

    places: tuple[Place, ...]
    polygons: dict[str, str]
    problems: tuple[str, ...]


def read_places(paths: Iterable[Path], gazetteer: Gazetteer | None = None) -> Imported:
    """Read files (and folders' .csv, .tsv, .txt, .json, .geojson files). Raises OSError where a path cannot be opened; a row that
    cannot be read becomes a problem and the rest goes on."""
    items: list[Item] = []
    problems: list[str] = []
    for path in _files(paths):
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(f"{path.name}:1: not UTF-8 ({error.reason})")
            continue
        for item in read_items(text):
            if isinstance(item, Problem):
                problems.append(f"{path.name}:{item.line}: {item.why}")
            else:
                items.append(item)
    places, polygons = resolve_items(items, gazetteer or load_gazetteer())
    return Imported(places, polygons, tuple(problems))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix in (".csv", ".tsv", ".txt", ".json", ".geojson"))
        else:
            yield path


def resolve_items(items: Iterable[Item], gazetteer: Gazetteer) -> tuple[tuple[Place, ...], dict[str, str]]:
    """Places and polygons of items, the same for any order of them. Items of one code are merged."""
    merged = _merged(items)
    known = _known_ids(merged, gazetteer)
    parts = {name_key(name) for item in merged.values() if item.level in (1, 2, 3) for name in item.names_ar}
    places: dict[str, Place] = {}
    polygons: dict[str, str] = {}
    for code in sorted(merged):
        item = merged[code]
        ident = known.get(code) or _own_id(code)
        names = list(dict.fromkeys(name for raw in item.names_ar for name in _split_names(raw, parts)))
        names.extend(short for name in list(names) if item.type in SETTLED and (short := _without_area(name, parts)))
        radius = RADIUS[item.type]
        lat, lon = item.lat, item.lon
        if item.geometry is not None:
            centre = _centre(item.geometry)
            if centre is not None:
                lat, lon, radius = centre
                polygons[ident] = json.dumps(item.geometry, ensure_ascii=False, separators=(",", ":"))
        above = tuple(dict.fromkeys(known.get(up) or _own_id(up) for up in item.parents if up in merged))
        country = f"ms:{item.country.lower()}"
        admin1 = _first_level(item, merged, known, gazetteer)
        places[ident] = Place(
            id=ident, text=names[0] if names else item.name_en, name_ar=names[0] if names else "", name_en=item.name_en,
            type=item.type, country=item.country, admin1=admin1, lat=lat, lon=lon, radius_km=round(radius, 1),
            precision=PRECISION.get(item.type), parents=(*(p for p in above if p != ident), country),
            aliases=tuple(names[1:]))
    return tuple(places[ident] for ident in sorted(places)), dict(sorted(polygons.items()))


def _own_id(code: str) -> str:
    return code if code.startswith("gn:") else f"pc:{code}"


def _merged(items: Iterable[Item]) -> dict[str, Item]:
    """One item a code: polygon, coordinates and names joined; towns that give an area its name are towns."""
    byc: dict[str, list[Item]] = {}
    for item in items:
        byc.setdefault(item.code, []).append(item)
    out: dict[str, Item] = {}
    for code, many in byc.items():
        many.sort(key=lambda i: (i.geometry is None, i.lat is None, -len(i.parents), i.names_ar, i.name_en))
        first = many[0]
        spot = next((i for i in many if i.lat is not None), first)
        out[code] = replace(first, names_ar=tuple(dict.fromkeys(sorted(n for i in many for n in i.names_ar))),
                            name_en=next((i.name_en for i in many if i.name_en), ""), lat=spot.lat, lon=spot.lon,
                            parents=max((i.parents for i in many), key=len))
    for code, item in out.items():
        if item.type == "village" and item.level is not None:
            mine = {name_key(name) for name in item.names_ar}
            above = {name_key(_HEAD.sub("", name)) for up in item.parents if up in out for name in out[up].names_ar}
            if mine & above:
                out[code] = replace(item, type="town")
    return _with_points(out)


def _with_points(items: dict[str, Item]) -> dict[str, Item]:
    """Areas without a point of their own take the mean of the settlements inside them."""
    inside: dict[str, list[Item]] = {}
    for item in items.values():
        if item.lat is not None:
            for up in item.parents:
                inside.setdefault(up, []).append(item)
    for code, item in list(items.items()):
        if item.lat is None and item.geometry is None and code in inside:
            many = inside[code]
            lat = math.fsum(i.lat or 0.0 for i in many) / len(many)
            lon = math.fsum(i.lon or 0.0 for i in many) / len(many)
            items[code] = replace(item, lat=round(lat, 5), lon=round(lon, 5))
    return items


def _known_ids(items: dict[str, Item], gazetteer: Gazetteer) -> dict[str, str]:
    """Which known place each code is: nearest pairs first, one to one."""
    pairs: list[tuple[float, str, str]] = []
    for code, item in items.items():
        if code.startswith("gn:") and gazetteer.knows(code):
            pairs.append((0.0, code, gazetteer.row(code).id))
            continue
        keys = dict.fromkeys(name_key(_HEAD.sub("", name)) for raw in item.names_ar for name in _split_names(raw, set()))
        for row in {row.id: row for key in keys for row in gazetteer.rows_named(key)}.values():
            if row.country == item.country and _same_kind(item, row):
                km = _apart(item, row, items)
                if km is not None:
                    pairs.append((round(km, 3), code, row.id))
    known: dict[str, str] = {}
    taken: set[str] = set()
    for _, code, ident in sorted(pairs):
        if code not in known and ident not in taken:
            known[code] = ident
            taken.add(ident)
    return known


def _same_kind(item: Item, row: Row) -> bool:
    if item.type in SETTLED:
        return row.type in SETTLED
    return row.type == item.type


def _apart(item: Item, row: Row, items: dict[str, Item]) -> float | None:
    """Kilometres between an item and a known place, None where they are not the same one."""
    if item.type == "governorate":
        return 0.0
    if item.lat is None or item.lon is None or row.lat is None or row.lon is None:
        return 0.0 if item.level == 2 and _area_agrees(item, row, items) else None
    km = great_circle_km(item.lat, item.lon, row.lat, row.lon)
    near = SAME_KM
    if row.origin == "own" and _area_agrees(item, row, items):
        near = SAME_AREA_KM
    return km if km <= (near if item.type in SETTLED else 40.0) else None


def _area_agrees(item: Item, row: Row, items: dict[str, Item]) -> bool:
    first = next((items[up] for up in item.parents if up in items and items[up].level == 1), None)
    if first is None:
        return False
    mine = {_loose(first.name_en), *(name_key(name) for name in first.names_ar)}
    return _loose(row.admin1) in mine


def _loose(name: str) -> str:
    return re.sub("^(al|ad|an|ar|as|ash|at|az)(?=[a-z]{4})", "", re.sub("[^a-z]", "", name.lower()))


def _first_level(item: Item, items: dict[str, Item], known: dict[str, str], gazetteer: Gazetteer) -> str | None:
    line = [item.code, *item.parents]
    code = next((c for c in line if c in items and items[c].level == 1), None)
    if code is None:
        return None
    return gazetteer.row(known[code]).name_en if code in known else items[code].name_en


def _split_names(raw: str, areas: set[str]) -> Iterator[str]:
    """The names in one cell: «تشرين / دفيل» are two, «السودة_قرة جاغز» is one and where it lies, the names of areas are none."""
    base = raw.split("_")[0].strip()
    parts = [part for part in _SPLIT.split(base) if part]
    for number, part in enumerate(parts):
        if number == 0 or (name_key(part) not in areas and len(part) > 2):
            yield part
            short = _HEAD.sub("", part)
            if number == 0 and short != part:
                yield short


def _without_area(name: str, areas: set[str]) -> str:
    """«باشكوي سمعان» as «باشكوي»: tables add the area's name where a village's name is borne twice. Empty where nothing is added."""
    words = name.split()
    for cut in range(1, len(words)):
        short = words[:cut]
        if len(name_key(" ".join(short))) >= 4 and any(
                name_key(" ".join((*more, *words[cut:]))) in areas for more in ((), ("جبل",), ("معرة",), ("عين",))):
            return " ".join(short)
    return ""


def _centre(geometry: dict[str, object]) -> tuple[float, float, float] | None:
    """A point inside a polygon (latitude, longitude) and the radius of a circle of its area in kilometres; None if it is none."""
    try:
        polygon = shape(geometry)
        if polygon.is_empty or polygon.geom_type not in ("Polygon", "MultiPolygon"):
            return None
        centre = polygon.centroid
        point: Point = centre if polygon.contains(centre) else polygon.representative_point()
        km2 = polygon.area * (111.32**2) * math.cos(math.radians(point.y))
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return round(point.y, 5), round(point.x, 5), math.sqrt(km2 / math.pi)
