"""What `Gazetteer.find` returns: places named in a report, each with its candidates and the features that decided."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model import Feature, Mention


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean: its id, score (sum of the features' values), and the features."""

    id: str
    score: float
    features: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """One place named in a text.

    `start`, `end` are code points of the stored text and take in type words and relative words («ريف حلب الجنوبي الشرقي»);
    `head_start`, `head_end` span the bare name. `id` is the chosen candidate's, derived for regions (`<id>/se`, `<id>/rif`) and
    stretches, None where the name is unknown. `relation` is "" for the place itself, else `near`, `direction`, `rif`,
    `distance`, `stretch`, `anaphor`, `part`. `lat`, `lon` degrees, `radius_km` the reach of what is meant, `precision` 1 to 3 or
    None. `type` is the place's type, or for unknown names the type word's. `features` say why the name was taken as a place;
    `score` is their sum.
    """

    text: str
    start: int
    end: int
    id: str | None
    type: str
    relation: str
    precision: int | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    admin1: str | None
    head_start: int
    head_end: int
    score: float = 0.0
    features: tuple[Feature, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    def mention(self) -> Mention:
        """The hit as the model's Mention."""
        return Mention(self.text, self.start, self.end, self.id, "place", self.precision, self.lat, self.lon, self.country,
                       self.admin1)
