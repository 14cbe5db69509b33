"""What stands on the map: one spot a place, with who holds it, what happened there, and how precisely the place is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from marsad.model import Event, Hold, Place
from marsad.web.labels import GROUP_OF, GROUPS
from marsad.web.scene import RECENT, Scene
from marsad.web.snapshot import Snapshot

# Reach in km that is drawn where the gazetteer gives none: by precision of the place.
REACH_KM = {1: 3.0, 2: 12.0, 3: 45.0}
# What is told of a whole country has no place on a map of towns: it is counted beside the map instead.
TOO_WIDE_KM = 120.0
SHAPES: dict[str, str] = {
    "territory": "M-5,7V-7H6L3,-3.2L6,.6H-3V7Z",
    "fighting": "M0,-7L7,0L0,7L-7,0Z",
    "air": "M-7,-5.5H7L0,7Z",
    "fire": "M0,-7.5L1.9,-3.2L6.2,-4.6L4.2,-.9L7.5,2.2L3,2.6L2.2,7L-.6,3.6L-4.6,6L-3.6,1.7L-7.5,-.4L-3.4,-2L-3.6,-6.2Z",
    "people": "M-6.5,0A6.5,6.5 0 1 1 6.5,0A6.5,6.5 0 1 1 -6.5,0Z",
    "things": "M-5.5,-5.5H5.5V5.5H-5.5Z",
    "words": "M-7,-6H7V3.4H.5L-3.6,7V3.4H-7Z",
    "street": "M0,-7L7,5.5H-7Z",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with coordinates: `holds` there on the day, `groups` of events (group, count, any recent), newest event first."""

    place: Place
    lat: float
    lon: float
    reach_km: float
    vague: bool
    holds: tuple[Hold, ...]
    events: tuple[Event, ...]
    groups: tuple[tuple[str, int, bool], ...]

    @property
    def weight(self) -> float:
        """How much the spot wants to be seen, for labels."""
        return len(self.holds) * 3 + len(self.events) + (2 if any(r for _, _, r in self.groups) else 0) - (4 if self.vague else 0)


def spots_of(s: Snapshot, scene: Scene) -> tuple[list[Spot], int]:
    """Spots of a scene, largest reach first so that small ones lie on top; and how many events have no place on the map."""
    events: dict[str, list[Event]] = defaultdict(list)
    holds: dict[str, list[Hold]] = defaultdict(list)
    places: dict[str, Place] = {}
    unplaced = 0
    for event in scene.events:
        if event.place is None or event.place.lat is None or event.place.lon is None or _too_wide(event.place):
            unplaced += 1
            continue
        key = _key(event.place)
        places.setdefault(key, event.place)
        events[key].append(event)
    for hold in scene.holds:
        if hold.place.lat is not None and hold.place.lon is not None and not _too_wide(hold.place):
            key = _key(hold.place)
            places.setdefault(key, hold.place)
            holds[key].append(hold)
    spots = [_spot(s, scene, place, holds[key], events[key]) for key, place in places.items()]
    return sorted(spots, key=lambda p: (-p.reach_km, p.place.id or "", p.lat, p.lon)), unplaced


def _too_wide(place: Place) -> bool:
    return (place.radius_km or 0) > TOO_WIDE_KM


def _key(place: Place) -> str:
    return place.id or f"{place.lat},{place.lon}"


def _spot(s: Snapshot, scene: Scene, place: Place, holds: list[Hold], events: list[Event]) -> Spot:
    assert place.lat is not None and place.lon is not None
    counts = Counter(GROUP_OF.get(e.kind, "words") for e in events)
    day = scene.on or scene.last
    recent = {GROUP_OF.get(e.kind, "words") for e in events
              if day and (last := s.spans[e.id].last) and day - RECENT <= last}
    groups = tuple((g, counts[g], g in recent) for g in GROUPS if g in counts)
    precision = place.precision or 2
    reach = place.radius_km or REACH_KM[precision]
    return Spot(place, place.lat, place.lon, reach, precision >= 3, tuple(holds), tuple(events), groups)
