"""A gazetteer that answers unknown ids with None instead of an error, and remembers."""

from __future__ import annotations

from marsad.errors import NotFound
from marsad.events.world import PlaceBook
from marsad.model import Place

TOWNS = frozenset({"city", "town"})
PARTS = frozenset({"quarter", "camp", "facility", "junction", "street"})


class SafePlaces:
    """Any `PlaceBook`, asked at most once a question. Claims may carry ids of imports that are no longer loaded: such a place
    has no parents, contains nothing and lies nowhere."""

    __slots__ = ("_above", "_book", "_inside", "_km", "_places")

    def __init__(self, book: PlaceBook) -> None:
        self._book = book
        self._places: dict[str, Place | None] = {}
        self._above: dict[str, tuple[str, ...]] = {}
        self._inside: dict[tuple[str, str], bool] = {}
        self._km: dict[tuple[str, str], float | None] = {}

    def get(self, place_id: str) -> Place | None:
        """The place, None where unknown."""
        if place_id not in self._places:
            try:
                self._places[place_id] = self._book.get(place_id)
            except NotFound:
                self._places[place_id] = None
        return self._places[place_id]

    def ancestors(self, place_id: str) -> tuple[str, ...]:
        """Ids of the places that contain it, nearest first."""
        if place_id not in self._above:
            try:
                found = tuple(str(getattr(a, "id", a)) for a in self._book.ancestors(place_id))
            except NotFound:
                found = ()
            self._above[place_id] = found
        return self._above[place_id]

    def contains(self, outer: str, inner: str) -> bool:
        """Whether `inner` lies in `outer` and is another place. A quarter, camp or facility lies in the city whose reach covers
        it, also where the gazetteer names only their common governorate."""
        key = (outer, inner)
        if key not in self._inside:
            try:
                self._inside[key] = outer != inner and (self._book.contains(outer, inner) or self._in_city(outer, inner))
            except NotFound:
                self._inside[key] = False
        return self._inside[key]

    def _in_city(self, outer: str, inner: str) -> bool:
        city, part = self.get(outer), self.get(inner)
        if city is None or part is None or city.type not in TOWNS or part.type not in PARTS or city.country != part.country:
            return False
        km = self.distance_km(outer, inner)
        return km is not None and km <= (city.radius_km or 0.0)

    def distance_km(self, a: str, b: str) -> float | None:
        """Kilometres between the points, None where one has none."""
        key = (a, b) if a <= b else (b, a)
        if key not in self._km:
            try:
                self._km[key] = self._book.distance_km(*key)
            except NotFound:
                self._km[key] = None
        return self._km[key]


def safe(book: PlaceBook) -> SafePlaces:
    """The book itself where it is safe already, else wrapped."""
    return book if isinstance(book, SafePlaces) else SafePlaces(book)
