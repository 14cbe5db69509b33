"""Whose a sentence's soldiers and rulers are that opens with a country: «وفي النيجر المجاورة، قتل 12 جنديا»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.registry.actors import Actors
from marsad.registry.matching import ActorHit
from marsad.registry.places.hits import PlaceHit

__all__ = ["set_in"]

_OPENS = re.compile(r"(?:^|\n|[.؛] )\s*(?:و|أما )?في (?:دولة |جمهورية |جارتها )?$")
_AFTER = re.compile(r"(?: المجاورة| الشقيقة| نفسها| أيضا| كذلك)? ?،")
_LOOK_BACK = 24
_OF_A_STATE = frozenset(("army", "troops", "police", "government", "office", "air"))
_HOUSE = re.compile(r"(?:مبنى|مقر|محيط|مجمع|مباني|مقار|مقرات|مبان) $")
_HOUSE_LETTERS = 8
_NEAR = 60
"""Letters behind a building in which the town is told where it stands."""


def _housed(text: str, hit: ActorHit, places: Sequence[PlaceHit]) -> ActorHit:
    """An office that is told by its building, with the country of the town behind it: «مبنى هيئة الأركان في دمشق»."""
    named = hit.id is not None or hit.country is not None
    if named or hit.cls not in ("office", "government") or not _HOUSE.search(text, max(0, hit.start - _HOUSE_LETTERS), hit.start):
        return hit
    near = (place for place in places if hit.end < place.start <= hit.end + _NEAR and place.type != "country" and place.country)
    town = next((place for place in near if text[place.start - 3 : place.start] == "في "), None)
    return replace(hit, country=town.country) if town is not None and "\n" not in text[hit.end : town.start] else hit


def set_in(text: str, hits: Sequence[ActorHit], places: Sequence[PlaceHit], actors: Actors, day: str | None) -> list[ActorHit]:
    """The hits, those of a state that names no nation given the country with which their line opens, unless an enemy of it is named
    before them: in a report of that one's war «الجيش» may be either's."""
    leads = [(hit.end, text.find("\n", hit.end) % (len(text) + 1), hit.country) for hit in places
             if hit.type == "country" and hit.country and _OPENS.search(text[max(0, hit.start - _LOOK_BACK) : hit.start])
             and _AFTER.match(text, hit.end)]
    hits = [_housed(text, hit, places) for hit in hits]
    if not leads:
        return hits
    defaults = actors.defaults()
    out: list[ActorHit] = []
    states: set[str] = set()
    for hit in hits:
        country = next((land for start, end, land in leads if start <= hit.start < end), None)
        if hit.id is not None and hit.cls != "country" and (country is None or country not in actors.get(hit.id).countries):
            states.add(hit.id)
        if country is not None and hit.id is None and hit.country is None and not hit.candidates and hit.cls in _OF_A_STATE:
            state = defaults.state(country, day)
            if state is not None and not any(actors.hostile(state, other) for other in states if actors.get(other).type == "state"):
                hit = replace(hit, country=country)
        out.append(hit)
    return out
