"""What nationals are called, without the article: «فلسطيني», «صينيين», «هنود»."""

from __future__ import annotations

from functools import cache

from marsad.languages.arabic.folding import fold_key
from marsad.registry.actors import load_actors
from marsad.registry.grammar import nationality

__all__ = ["nationals"]


@cache
def nationals() -> frozenset[str]:
    """The folded forms of one word by which the tables name the people of a nation."""
    patterns = (pattern for nation in load_actors().nations for pattern, _ in nationality(nation))
    forms = (form for pattern in patterns for form in pattern.split("|"))
    return frozenset(fold_key(form) for form in forms if " " not in form and not form.startswith("ال"))
