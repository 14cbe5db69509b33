"""Who is meant by each word of a text, as the tests of other wars ask."""

from __future__ import annotations

from marsad.registry.actors import load_actors
from marsad.registry.antecedents import resolve
from marsad.registry.places import load_gazetteer

ACTORS = load_actors()
GAZETTEER = load_gazetteer()


def read(text: str, day: str) -> dict[str, str | None]:
    """The id, or None, of each actor that the text names, by its words."""
    hits = ACTORS.find(text, day)
    places = [(place.start, place.country) for place in GAZETTEER.find(text) if place.country]
    meant = resolve(hits, ACTORS, day=day, places=places)
    return {text[hit.start : hit.end]: said.id for hit, said in zip(hits, meant, strict=True)}
