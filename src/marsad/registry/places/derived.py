"""Places derived from others: directions, countrysides, stretches. Their ids are read back into geometry."""

from __future__ import annotations

from marsad.model import Place
from marsad.registry.places.geometry import BEARINGS, displaced, great_circle_km

_DIRECTIONS_AR = {"n": "شمال", "s": "جنوب", "e": "شرق", "w": "غرب", "ne": "شمال شرق", "nw": "شمال غرب", "se": "جنوب شرق",
                  "sw": "جنوب غرب", "c": "وسط"}
_DIRECTIONS_EN = {"n": "northern", "s": "southern", "e": "eastern", "w": "western", "ne": "northeastern", "nw": "northwestern",
                  "se": "southeastern", "sw": "southwestern", "c": "central"}
_LONG = frozenset({"river", "sea", "border"})
# A countryside around a town reaches so far (kilometres).
TOWN_COUNTRYSIDE_KM = 20.0


def split_derived(ident: str) -> tuple[str, tuple[str, ...]] | None:
    """What a derived id is made of: (direction, `rif` or `stretch`; ids of its bases). None for a plain id."""
    if "~" in ident:
        return "stretch", tuple(ident.split("~"))
    base, slash, kind = ident.rpartition("/")
    return (kind, (base,)) if slash and (kind == "rif" or kind in BEARINGS or kind == "c") else None


def stretch_id(a: str, b: str) -> str:
    """The id of the stretch between two places, the same from either end."""
    return "~".join(sorted((a, b)))


def derived_place(ident: str, kind: str, bases: list[Place]) -> Place:
    """The place of a derived id, with a point, a reach and parents."""
    if kind == "stretch":
        return _stretch(ident, bases)
    base = bases[0]
    wide = base.type in ("country", "governorate", "region", "desert")
    radius = base.radius_km or 2.0
    if kind == "rif":
        reach = radius if wide else TOWN_COUNTRYSIDE_KM
        return _made(ident, base, f"ريف {base.name_ar}", f"{base.name_en} countryside", base.lat, base.lon, reach, 3 if wide else 2)
    lat, lon = base.lat, base.lon
    if base.type in _LONG:  # the western bank of a river: as long as the river, and its point says nothing of sides
        return _made(ident, base, f"{_DIRECTIONS_AR[kind]} {base.name_ar}", f"{_DIRECTIONS_EN[kind]} {base.name_en}", lat, lon, radius, 3)
    reach = radius * 0.6 if wide else max(5.0, radius)
    if lat is not None and lon is not None:
        lat, lon = displaced(lat, lon, kind, radius * 0.5 if wide else max(3.0, radius))
    return _made(ident, base, f"{_DIRECTIONS_AR[kind]} {base.name_ar}", f"{_DIRECTIONS_EN[kind]} {base.name_en}", lat, lon, reach,
                 3 if wide else 2)


def _made(ident: str, base: Place, name_ar: str, name_en: str, lat: float | None, lon: float | None, reach: float,
          precision: int) -> Place:
    parents = (base.id, *base.parents) if base.id else base.parents
    return Place(id=ident, text=name_ar, name_ar=name_ar, name_en=name_en, type="region", country=base.country,
                 admin1=base.admin1, lat=lat, lon=lon, radius_km=round(reach, 1), precision=precision, parents=parents)


def _stretch(ident: str, ends: list[Place]) -> Place:
    a, b = ends
    common = tuple(parent for parent in (a.id, *a.parents) if parent and parent in (b.id, *b.parents))
    lat = lon = None
    reach: float | None = None
    if a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None:
        lat, lon = (a.lat + b.lat) / 2, (a.lon + b.lon) / 2
        reach = round(great_circle_km(a.lat, a.lon, b.lat, b.lon) / 2, 1)
    name_ar, name_en = f"{a.name_ar} – {b.name_ar}", f"{a.name_en} – {b.name_en}"
    return Place(id=ident, text=name_ar, name_ar=name_ar, name_en=name_en, type="road",
                 country=a.country if a.country == b.country else None, admin1=a.admin1 if a.admin1 == b.admin1 else None,
                 lat=lat, lon=lon, radius_km=reach, precision=2, parents=common)
