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
    as well, and what happens at it happens there. It has no point then: the middle of the other land is not there."""
    if not any(hit.type == "border" and hit.country for hit in hits):
        return hits
    home = home_of(hits) or ""
    return [
        replace(hit, lat=None, lon=None, radius_km=None, country=home) if _seen_from(hit, home, vocabulary) else hit for hit in hits
    ]


def _seen_from(hit: PlaceHit, home: str, vocabulary: Vocabulary) -> bool:
    """Whether a hit is the border of one land, told from a land beyond it."""
    alone = hit.type == "border" and hit.country is not None and hit.id == f"ms:{hit.country.lower()}"
    return alone and home in vocabulary.neighbours.get(hit.country or "", ())
