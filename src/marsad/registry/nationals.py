"""What nationals are called, without the article: «فلسطيني», «صينيين», «هنود»."""

from __future__ import annotations

from functools import cache

from marsad.languages.arabic.folding import fold_key
from marsad.registry.actors import load_actors
from marsad.registry.grammar import adjective_forms

__all__ = ["nationals"]


@cache
def nationals() -> frozenset[str]:
    """The folded forms of one word by which the tables name the people of a nation."""
    written: set[str] = set()
    for nation in load_actors().nations:
        for place, adjective in enumerate(nation.adjectives):
            written.update(adjective_forms(adjective.rstrip("?"), nation.plurals if place == 0 else ()).split("|"))
    return frozenset(fold_key(form) for form in written if " " not in form and not form.startswith("ال"))
