"""Places: the gazetteer (built-in and imported), and finding places in Arabic text with their geometry."""

from marsad.registry.places.gazetteer import Gazetteer, load_gazetteer
from marsad.registry.places.goneback import goes_back_to
from marsad.registry.places.hits import Candidate, PlaceHit
from marsad.registry.places.index import build_index

__all__ = ["Candidate", "Gazetteer", "PlaceHit", "build_index", "goes_back_to", "load_gazetteer"]
