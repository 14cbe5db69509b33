"""One place as the gazetteer keeps it: a tab-separated line of the index, parsed only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model import Place

# Reach in kilometres of a place whose table gives none, by type.
RADIUS = {
    "country": 400.0, "region": 60.0, "governorate": 60.0, "district": 20.0, "subdistrict": 10.0, "city": 6.0, "town": 3.0,
    "village": 2.0, "quarter": 1.5, "camp": 1.5, "base": 3.0, "airport": 3.0, "crossing": 2.0, "dam": 2.0, "river": 100.0,
    "lake": 15.0, "road": 40.0, "mountain": 10.0, "valley": 15.0, "desert": 80.0, "island": 10.0, "facility": 1.0, "port": 2.0,
    "border": 100.0, "field": 4.0, "junction": 1.5, "sea": 200.0,
}
# Precision by type where the mention says nothing else: 1 a settlement or point, 2 a small area, 3 a larger region.
PRECISION = {
    **dict.fromkeys(("city", "town", "village", "quarter", "camp", "base", "airport", "crossing", "dam", "facility", "port",
                     "field", "junction"), 1),
    **dict.fromkeys(("district", "subdistrict", "road", "mountain", "valley", "lake", "island"), 2),
    **dict.fromkeys(("country", "region", "governorate", "river", "desert", "border", "sea"), 3),
}
SETTLED = frozenset({"city", "town", "village", "quarter", "camp"})
GOVERNED_TOWNS = frozenset({"SA"})
"""Countries in which a governorate is no first-level division but a town with what belongs to it: «محافظة الجبيل»."""


# Mountains, valleys, streets, straits and regions no wider than this (kilometres) are one step more precise than their type.
_SMALL = {"mountain": 5.0, "valley": 6.0, "road": 3.0, "region": 40.0, "lake": 3.0, "island": 3.0, "sea": 30.0}
# Islands as wide as this are regions.
_LARGE_ISLAND_KM = 60.0


@dataclass(frozen=True, slots=True)
class Row:
    """A place with what matching needs: names as written (the first is `name_ar`), population, and where it comes from:
    `own` tables, `geonames`, or `import`."""

    id: str
    names: tuple[str, ...]
    name_en: str
    type: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    radius_km: float
    population: int
    parents: tuple[str, ...]
    origin: str

    def line(self) -> str:
        """The line of the index."""
        lat, lon = ("" if x is None else f"{x:.5f}".rstrip("0").rstrip(".") for x in (self.lat, self.lon))
        return "\t".join((self.id, "|".join(self.names), self.name_en, self.type, self.country, self.admin1, lat, lon,
                          f"{self.radius_km:g}", str(self.population), " ".join(self.parents), self.origin))

    @classmethod
    def parse(cls, line: str) -> Row:
        """The row of a line that `line()` wrote."""
        ident, names, en, kind, country, admin1, lat, lon, radius, population, parents, origin = line.split("\t")
        return cls(ident, tuple(names.split("|")) if names else (), en, kind, country, admin1, float(lat) if lat else None,
                   float(lon) if lon else None, float(radius), int(population), tuple(parents.split()), origin)

    def place(self) -> Place:
        """The row as the model's Place."""
        name_ar = self.names[0] if self.names else ""
        return Place(id=self.id, text=name_ar or self.name_en, name_ar=name_ar, name_en=self.name_en, type=self.type,
                     country=self.country or None, admin1=self.admin1 or None, lat=self.lat, lon=self.lon,
                     radius_km=self.radius_km, precision=own_precision(self), parents=self.parents,
                     aliases=self.names[1:])


def own_precision(row: Row) -> int | None:
    """The precision of a place named without more: by its type and reach."""
    precision = PRECISION.get(row.type)
    if precision is not None and precision > 1 and row.radius_km <= _SMALL.get(row.type, 0.0):
        return precision - 1
    if row.type == "island" and row.radius_km >= _LARGE_ISLAND_KM:
        return 3
    return precision
