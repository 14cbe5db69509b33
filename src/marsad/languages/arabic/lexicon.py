"""The Arabic lexicon's files (data/lexicon/ar): lines, tab-separated tables and TOML, checked when read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from marsad.errors import BadData
from marsad.languages.arabic.folding import fold_key

__all__ = ["particles", "read_lines", "read_table", "read_text", "read_toml"]


def read_text(name: str) -> str:
    """The text of a file. Raises BadData where it is not there."""
    try:
        return files("marsad").joinpath("data/lexicon/ar", name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadData("cannot be read", where=name, hint="reinstall marsad") from error


def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a list, without comments (#) and blank ones. Raises BadData."""
    return tuple(line.strip() for line in read_text(name).splitlines() if line.strip() and not line.startswith("#"))


def read_table(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table with exactly `columns` columns. Raises BadData naming the line that has others."""
    rows = []
    for number, line in enumerate(read_text(name).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) != columns:
            raise BadData(f"{len(cells)} columns instead of {columns}", where=f"{name}:{number}", hint="separate with tabs")
        rows.append(cells)
    return tuple(rows)


def read_toml(name: str) -> dict[str, Any]:
    """The tables of a TOML file. Raises BadData."""
    try:
        return tomllib.loads(read_text(name))
    except tomllib.TOMLDecodeError as error:
        raise BadData(str(error), where=name) from error


@cache
def particles() -> dict[str, frozenset[str]]:
    """The groups of function words (particles.toml), folded; `relative` holds the pronouns too. Raises BadData."""
    try:
        found = {name: frozenset(map(fold_key, words)) for name, words in read_toml("particles.toml").items()}
        return found | {"relative": found["relative"] | found["pronoun"]}
    except (KeyError, TypeError) as error:
        raise BadData(f"not of the expected shape: {error}", where="particles.toml") from error
