"""The gazetteer: places by id and by name, their parents, and what lies in or near what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from marsad.errors import NotFound
from marsad.languages.arabic.tokens import Token
from marsad.model import Place
from marsad.registry.places.derived import derived_place, split_derived
from marsad.registry.places.geometry import bearing_is, great_circle_km
from marsad.registry.places.hits import PlaceHit
from marsad.registry.places.index import Index, keys_of, load_index
from marsad.registry.places.names import name_key, name_keys
from marsad.registry.places.record import SETTLED, Row


class Gazetteer:
    """Places of the compiled index and of imports. Ids: `ms:` our tables, `gn:` GeoNames, `pc:` imported P-codes; derived
    `<id>/<direction>`, `<id>/rif`, and stretches `<id>~<id>`."""

    def __init__(self, index: Index, imported: Iterable[Place] = ()) -> None:
        """An imported place whose id the index holds adds its names to the known place; its coordinates, surveyed, replace ours."""
        self._index = index
        self._lines = index.lines
        self._keys = index.keys
        self._ids = index.ids
        self._rows: dict[int, Row] = {}
        self._extra: dict[str, tuple[int, ...]] = {}
        self._children: dict[str, tuple[str, ...]] | None = None
        self._sorted: list[str] = []
        self.openings: dict[str, int] = {}
        self._count = len(index.lines)
        self._import(sorted(imported, key=lambda place: place.id or ""))

    def _import(self, places: Sequence[Place]) -> None:
        fresh: list[Row] = []
        extra: dict[str, list[int]] = {}
        self._new: dict[str, int] = {}
        for place in places:
            if place.id is None:
                continue
            names = tuple(name for name in (place.name_ar, *place.aliases) if name)
            number = self._ids.get(place.id)
            if number is None:
                number = self._count + len(fresh)
                fresh.append(Row(place.id, names, place.name_en, place.type, place.country or "", place.admin1 or "", place.lat,
                                 place.lon, place.radius_km or 2.0, 0, place.parents, "import"))
                self._new[place.id] = number
                self._rows[number] = fresh[-1]
                for key in dict.fromkeys(key for name in names for key in name_keys(name)):
                    extra.setdefault(key, []).append(number)
                continue
            row = self._row(number)
            surveyed = place.lat is not None and place.lon is not None
            area = row.type in ("governorate", "district", "subdistrict") and place.radius_km
            self._rows[number] = replace(row, names=tuple(dict.fromkeys((*row.names, *names))),
                                         lat=place.lat if surveyed else row.lat, lon=place.lon if surveyed else row.lon,
                                         radius_km=place.radius_km if area and place.radius_km else row.radius_km)
            for key in keys_of([self._rows[number]]):
                if number not in self._keys.get(key, ()):
                    extra.setdefault(key, []).append(number)
        self._extra = {key: (*self._keys.get(key, ()), *numbers) for key, numbers in extra.items()}
        self._count += len(fresh)

    def __len__(self) -> int:
        return self._count

    def _row(self, number: int) -> Row:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = Row.parse(self._lines[number])
        return row

    def row(self, ident: str) -> Row:
        """The row of a plain (not derived) id. Raises NotFound."""
        number = self._ids.get(ident)
        if number is None:
            number = self._new.get(ident)
        if number is None:
            raise NotFound(f"no place {ident!r}", where="gazetteer")
        return self._row(number)

    def rows_named(self, key: str) -> tuple[Row, ...]:
        """The rows that bear a name of this key (`names.name_key`)."""
        numbers = self._extra.get(key) or self._keys.get(key, ())
        return tuple(self._row(number) for number in numbers)

    def bears(self, key: str) -> bool:
        """Whether any place bears a name of this key."""
        return key in self._keys or key in self._extra

    def begins(self, start: str) -> bool:
        """Whether the key of any place's name begins so."""
        if not self._sorted:
            self._sorted = sorted({*self._keys, *self._extra})
        at = bisect_left(self._sorted, start)
        return at < len(self._sorted) and self._sorted[at].startswith(start)

    def get(self, ident: str) -> Place:
        """The place of an id, also of a derived one. Raises NotFound."""
        split = split_derived(ident)
        if split is None:
            return self.row(ident).place()
        kind, bases = split
        return derived_place(ident, kind, [self.get(base) for base in bases])

    def settlements(self, country: str) -> tuple[Place, ...]:
        """Cities, towns and villages of a country (ISO 3166-1 alpha-2) that have coordinates, by id."""
        found = (self._row(number) for number in range(self._count))
        rows = (row for row in found if row.country == country and row.lat is not None and row.type in SETTLED)
        return tuple(sorted((self.get(row.id) for row in rows), key=lambda place: place.id or ""))

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Every place of this name, own tables first, then by population."""
        order = {"own": 0, "geonames": 1, "import": 2}
        rows = sorted(self.rows_named(name_key(name)), key=lambda row: (order[row.origin], -row.population, row.id))
        return tuple(row.place() for row in rows)

    def ancestors(self, ident: str) -> tuple[Place, ...]:
        """The places that this one lies in, nearest first. Raises NotFound for an unknown id."""
        return tuple(self.get(parent) for parent in self.get(ident).parents if self._known(parent))

    def knows(self, ident: str) -> bool:
        """Whether a plain id (own, geonames, imported, or merged into another) stands for a place."""
        return ident in self._ids or ident in self._new

    def _known(self, ident: str) -> bool:
        return split_derived(ident) is not None or ident in self._ids or ident in self._new

    def children(self, ident: str) -> tuple[str, ...]:
        """Ids of all plain places that have this one among their parents, in order of id."""
        if self._children is None:
            found: dict[str, list[str]] = {}
            for number in range(self._count):
                row = self._row(number)
                for parent in row.parents:
                    found.setdefault(parent, []).append(row.id)
            self._children = {parent: tuple(sorted(ids)) for parent, ids in found.items()}
        return self._children.get(self._plain(ident), ())

    def _plain(self, ident: str) -> str:
        return self.row(ident).id if ident in self._ids else ident

    def contains(self, outer: str, inner: str) -> bool:
        """Whether `inner` is `outer` or lies in it: by parents, and for directions and countrysides by the bearing from the base.
        A governorate's countryside holds all of it but its own chief town."""
        outer, inner = self._plain(outer), self._plain(inner)
        if outer == inner:
            return True
        inside = self.get(inner)
        if outer in inside.parents:
            return True
        split = split_derived(outer)
        if split is None or split[0] == "stretch":
            return split is not None and inner in split[1]
        base = self.get(split[1][0])
        if base.id not in (inner, *inside.parents) or base.id == inner:
            return False
        if base.type == "governorate" and inside.type in SETTLED and inside.name_ar == base.name_ar:
            return False
        if split[0] == "rif":
            return True
        if None in (base.lat, base.lon, inside.lat, inside.lon):
            return False
        return bearing_is(base.lat or 0.0, base.lon or 0.0, inside.lat or 0.0, inside.lon or 0.0, split[0])

    def distance_km(self, a: str, b: str) -> float | None:
        """Kilometres between the points of two places, None where one has none."""
        one, other = self.get(a), self.get(b)
        if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
            return None
        return great_circle_km(one.lat, one.lon, other.lat, other.lon)

    def within(self, a: str, b: str, km: float) -> bool:
        """Whether one place lies in the other, or their points are at most `km` apart."""
        if self.contains(a, b) or self.contains(b, a):
            return True
        apart = self.distance_km(a, b)
        return apart is not None and apart <= km

    def find(self, text: str, tokens: Sequence[Token] | None = None, *, anaphora: bool = False) -> tuple[PlaceHit, ...]:
        """Every place named in a whole report, in order of `start`, without overlaps. The report's other places help to choose,
        so pass all of it. `tokens` are `tokenize(text)` where at hand. With `anaphora`, also «المدينة»، «المحافظة» and the like,
        with the id of the place they go back to."""
        from marsad.registry.places.finding import find

        return find(self, text, tokens, anaphora)


def load_gazetteer(imported: Iterable[Place] = ()) -> Gazetteer:
    """The gazetteer of the compiled index (built first where missing) and of imported places; kept for the next call with the
    same imports. Raises BadData where our tables are malformed."""
    return _loaded(tuple(imported))


@lru_cache(maxsize=2)
def _loaded(imported: tuple[Place, ...]) -> Gazetteer:
    return Gazetteer(load_index(), imported)
