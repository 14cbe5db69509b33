"""The country that a report is at home in, and borders told by the one land beyond them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from marsad.registry.places.hits import PlaceHit
from marsad.registry.places.vocabulary import Vocabulary

# A country named alone says less of where a report is at home than a place in it.
_COUNTRY_WEIGHT = 0.5


def home_of(hits: Iterable[PlaceHit]) -> str | None:
    """The country that most of a report's places lie in, the country's own name counting half; None without any."""
    lands = Counter[str]()
    for hit in hits:
        if hit.country and hit.type != "border":
            lands[hit.country] += _COUNTRY_WEIGHT if hit.type == "country" else 1.0  # type: ignore[assignment]
    return min(lands, key=lambda land: (-lands[land], land)) if lands else None


def at_borders(hits: list[PlaceHit], vocabulary: Vocabulary) -> list[PlaceHit]:
    """Hits with borders of one land («قرب الحدود السورية») in a report at home in a neighbour of it: the border is that neighbour's
    as well, and what happens at it happens there. No point: the middle of a land is not its border."""
    if not any(hit.type == "border" and hit.country for hit in hits):
        return hits
    home = home_of(hits) or ""
    out = []
    for hit in hits:
        if hit.type == "border" and hit.country and hit.lat is not None and hit.id == f"ms:{hit.country.lower()}":
            near = home in vocabulary.neighbours.get(hit.country, ())
            hit = replace(hit, lat=None, lon=None, radius_km=None, country=home if near else hit.country)
        out.append(hit)
    return out
