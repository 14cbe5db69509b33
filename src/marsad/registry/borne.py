"""Doubtful names that the rest of the text bears out: «حماس» beside Israel or Gaza is the movement and not zeal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from marsad.languages.arabic.folding import fold_key
from marsad.registry.phrases import listed, read_table

__all__ = ["bearable", "borne_out", "by_zeal"]


@cache
def _borne() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    return {
        row["id"]: (frozenset(listed(row["by"])), frozenset(fold_key(word) for word in listed(row["words"])))
        for row in read_table("actors", "words", "borne.csv")
    }


def borne_out(named: Iterable[str], folds: Sequence[str]) -> frozenset[str]:
    """The ids whose doubtful name may stand in a text that names these actors, or that has these words."""
    ids, words = frozenset(named), frozenset(folds)
    return frozenset(key for key, (by, told) in _borne().items() if not by.isdisjoint(ids) or not told.isdisjoint(words))


def bearable(key: str | None) -> bool:
    """Whether an actor's doubtful name is told by what stands in the text, and is no name of a man after a verb («قتل الأسد»)."""
    return key in _borne()


def by_zeal(borne: frozenset[str], key: str | None, clitics: str) -> bool:
    """Whether a name that only other words bear out is a common noun: «بحماس كبير»."""
    return key in borne and clitics.endswith("ب")
