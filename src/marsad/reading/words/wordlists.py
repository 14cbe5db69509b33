"""Lists of words that single rules of the reader ask for, read once. They stand in data/lexicon/ar/wordlists.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from marsad.errors import BadData
from marsad.languages.arabic import fold_key
from marsad.languages.arabic.lexicon import read_toml

__all__ = ["folded", "groups", "written"]

_FILE = "wordlists.toml"


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return read_toml(_FILE)


@cache
def groups(table: str) -> dict[str, tuple[str, ...]]:
    """The lists of a table by their names, as written, in their order. Raises BadData where there is no such table."""
    try:
        return {name: tuple(map(str, words)) for name, words in _tables()[table].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise BadData(f"no table of lists: {table}", where=_FILE) from error


def _list(table: str, name: str) -> tuple[str, ...]:
    try:
        return groups(table)[name]
    except KeyError as error:
        raise BadData(f"no list {table}.{name}", where=_FILE) from error


def folded(name: str, table: str = "folded") -> frozenset[str]:
    """A list of words as folded texts have them. Raises BadData where there is none."""
    return frozenset(map(fold_key, _list(table, name)))


def written(name: str) -> frozenset[str]:
    """A list of words or lemmas as they are written. Raises BadData where there is none."""
    return frozenset(_list("written", name))
