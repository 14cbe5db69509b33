"""Which first-level division each (country, GeoNames admin1 code) stands for."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from marsad.errors import BadData
from marsad.registry.places.record import Row
from marsad.registry.places.tables import data_folder

CODES = "codes.csv"
COLUMNS = ("country", "code", "id", "name_en")


class Division(NamedTuple):
    """A first-level division as the places in it need it: its English name, and what they lie in, nearest first."""

    name_en: str
    above: tuple[str, ...]


def first_levels(own: Sequence[Row], taken: Mapping[int, Iterable[tuple[Row, str]]]) -> dict[tuple[str, str], Division]:
    """The division of each (country, code): as our table of codes says, else the own governorate of most towns that both we and
    GeoNames know (`taken`: those by the number of our row). Raises BadData where the table names what is no governorate of ours."""
    areas = {row.id: Division(row.name_en, (row.id, *row.parents)) for row in own if row.type == "governorate"}
    votes: dict[tuple[str, str], Counter[str]] = {}
    for number in sorted(taken):
        above = next((parent for parent in own[number].parents if parent in areas), None)
        for city, code in taken[number]:
            if above:
                votes.setdefault((city.country, code), Counter())[above] += 1
    found = {code: areas[min(count, key=lambda i: (-count[i], i))] for code, count in votes.items()}
    found.update(_told(areas))
    return found


def _told(areas: Mapping[str, Division]) -> dict[tuple[str, str], Division]:
    reader = csv.DictReader((data_folder() / CODES).read_text(encoding="utf-8").splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise BadData(f"columns must be {', '.join(COLUMNS)}", where=CODES)
    told: dict[tuple[str, str], Division] = {}
    for raw in reader:
        key, ident = (raw["country"], raw["code"]), raw["id"]
        if key in told or not (raw["name_en"] or f"ms:{ident}" in areas):
            raise BadData(f"{key} is repeated or means no governorate of ours", where=f"{CODES}:{reader.line_num}")
        told[key] = areas[f"ms:{ident}"] if ident else Division(raw["name_en"], (f"ms:{raw['country'].lower()}",))
    return told
