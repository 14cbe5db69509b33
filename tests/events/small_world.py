"""A small made registry, map and claim builder for the tests of events, incidents, control."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from marsad.errors import NotFound
from marsad.model import AlignedPassage, Claim, Copy, Mention, Place, Quantity, Report, Time, Trigger

_PARENT = {"army-speaker": "gov", "militia": "gov"}
_TYPES = {"gov": "state", "rebels": "armed-group", "isis": "armed-group", "sdf": "armed-group", "ypg": "armed-group",
          "militia": "armed-group", "watch": "monitor", "wire": "agency", "probe": "body", "abroad": "state"}
_ALLIES = {frozenset(("gov", "militia")), frozenset(("sdf", "coalition"))}


class Book:
    """Actors: a government with a militia, rebels, isis, sdf; a monitor, an agency, an investigating body, a far state."""

    def get(self, key: str) -> Any:
        if key not in _TYPES:
            raise NotFound(key)
        return SimpleNamespace(id=key, type=_TYPES[key])

    def party_of(self, key: str) -> str | None:
        key = _PARENT.get(key, key)
        return None if _TYPES.get(key) in ("monitor", "agency", "body") else key

    def allied(self, one: str, other: str) -> bool:
        return one == other or frozenset((one, other)) in _ALLIES


@dataclass
class Map:
    """Places on a grid of one governorate (and a second): 0.1 degree apart."""

    places: dict[str, Place]

    def get(self, key: str) -> Place:
        if key not in self.places:
            raise NotFound(key)
        return self.places[key]

    def ancestors(self, key: str) -> tuple[Place, ...]:
        return tuple(self.get(p) for p in self.get(key).parents)

    def contains(self, outer: str, inner: str) -> bool:
        return outer == inner or outer in self.get(inner).parents

    def distance_km(self, a: str, b: str) -> float | None:
        one, two = self.get(a), self.get(b)
        if one.lat is None or two.lat is None or one.lon is None or two.lon is None:
            return None
        return 111.0 * ((one.lat - two.lat) ** 2 + (one.lon - two.lon) ** 2) ** 0.5


def make_map() -> Map:
    """A country, two governorates, a city with a quarter, towns, and the countryside of the first governorate."""
    made = [Place("sy", "سوريا", "سوريا", "Syria", "country", "SY", None, 35.0, 38.0, 400.0, 3)]
    for gov, name, lat in (("north", "الشمال", 36.0), ("south", "الجنوب", 33.0)):
        made.append(Place(gov, name, name, gov.title(), "governorate", "SY", gov, lat, 37.0, 60.0, 3, ("sy",)))
        made.append(Place(f"{gov}/rif", f"ريف {name}", f"ريف {name}", f"{gov} countryside", "region", "SY", gov, lat, 37.0, 60.0, 3,
                          (gov, "sy")))
        for n in range(12):
            made.append(Place(f"{gov}-t{n}", f"بلدة {n}", f"البلدة {n}", f"Town {n}", "town", "SY", gov, lat + 0.1 * (n % 4),
                              37.0 + 0.1 * (n // 4 + 1), 3.0, 1, (f"{gov}/rif", gov, "sy")))
        made.append(Place(f"{gov}-city", f"مدينة {name}", name, f"{gov} city", "city", "SY", gov, lat, 37.0, 6.0, 1, (gov, "sy")))
        made.append(Place(f"{gov}-quarter", f"حي {name}", f"حي {name}", f"{gov} quarter", "quarter", "SY", gov, lat + 0.01, 37.0,
                          1.0, 1, (gov, "sy")))
    return Map({p.id or "": p for p in made})


def report(ident: str, day: str | None, outlet: str = "") -> Report:
    """A report with no text of weight."""
    return Report(ident, "", "\n" + " " * 4000, outlet or f"outlet of {ident}", "", day)


def mention(ident: str | None, text: str = "", kind: str = "actor", precision: int | None = None) -> Mention:
    """A mention without a span; an id of the small map carries its country and division."""
    if kind == "place" and ident is not None:
        gov = "north" if ident.startswith("north") else "south" if ident.startswith("south") else None
        wide = 3 if ident in ("sy", "north", "south") or "/" in ident else 1
        return Mention(text or ident, 0, 0, ident, "place", precision or wide, country="SY", admin1=gov)
    return Mention(text or ident or "", 0, 0, ident, kind, precision)


def claim(report_id: str, kind: str, at: int = 0, *, agent: Iterable[str] | str = (), target: Iterable[str] | str = (),
          place: Iterable[str] | str = (), time: str | None = None, by: str | None = None, says: str = "",
          via: str | None = None, modality: str = "asserted", toll: dict[str, tuple[float | None, float | None]] | None = None,
          extent: str | None = None, dispatch: str | None = None, trigger: str = "فعل", quote: str = "") -> Claim:
    """A claim at offset `at`. `by` is the source's registry id, `says` its words (a source without an id if `by` is None)."""
    def names(value: Iterable[str] | str) -> list[str]:
        return [value] if isinstance(value, str) else list(value)

    digest = hashlib.sha256(f"{report_id}|{kind}|{at}|{agent}|{place}|{time}|{by}|{says}|{modality}".encode()).hexdigest()[:12]
    source = mention(by, says or by or "", "body") if by or says else None
    words = quote or f"قول {at}"
    return Claim(
        id=f"c{digest}", report=report_id, kind=kind, quote=words, start=at, end=at + len(words),
        trigger=Trigger(trigger, at, at + len(trigger)), agents=tuple(mention(a) for a in names(agent)),
        targets=tuple(mention(t) for t in names(target)), places=tuple(mention(p, kind="place") for p in names(place)),
        time=Time(time, time) if time else None, source=source, via=mention(via, via, "body") if via else None, modality=modality,
        quantities=tuple(Quantity(what, low, high, "people", "people", f"{low}") for what, (low, high) in (toll or {}).items()),
        extent=extent, reader="test", confidence=1.0, dispatch=dispatch,
    )


def copied(a: str, b: str, *spans: tuple[int, int, int, int]) -> Copy:
    """A copy of these aligned spans (a_start, a_end, b_start, b_end)."""
    return Copy(a, b, 0.5, 0.5, tuple(AlignedPassage(*s, words=20) for s in spans))
