"""Who «الاحتلال» is: Israel where nothing else is said, but in a report of another occupier («جيش الاحتلال التركي») that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.languages.arabic import fold_key
from marsad.registry.matching import ActorHit

__all__ = ["occupiers"]

_USUAL = "israel"
_BARE = ("الاحتلال", "للاحتلال", "المحتل", "للمحتل")
_HEADS = ("احتلال", "محتل")


def occupiers(text: str, hits: Sequence[ActorHit]) -> list[ActorHit]:
    """`hits` with the bare word of occupation given to the occupier whom the report names in full, where it names no other so."""
    words = [fold_key(text[hit.start : hit.end]).split() for hit in hits]
    named = [hit.id for hit, said in zip(hits, words, strict=True) if hit.id is not None and any(w.endswith(_HEADS) for w in said[:-1])]
    others = {key for key in named if key != _USUAL}
    if len(others) != 1:
        return list(hits)
    (other,) = others
    if any(hit.id == _USUAL and not said[-1].endswith(_BARE) for hit, said in zip(hits, words, strict=True) if said):
        return list(hits)  # both are spoken of
    return [
        replace(hit, id=other) if hit.id == _USUAL and said and said[-1].endswith(_BARE) else hit
        for hit, said in zip(hits, words, strict=True)
    ]
