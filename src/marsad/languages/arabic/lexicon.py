"""The Arabic lexicon's files (data/lexicon/ar): lines, tab-separated tables and TOML, checked when read."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from marsad.errors import BadData

__all__ = ["read_lines", "read_table", "read_toml"]


def _text(name: str) -> str:
    try:
        return files("marsad").joinpath("data/lexicon/ar", name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadData("cannot be read", where=name, hint="reinstall marsad") from error


def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a list, without comments (#) and blank ones. Raises BadData."""
    return tuple(line.strip() for line in _text(name).splitlines() if line.strip() and not line.startswith("#"))


def read_table(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table with exactly `columns` columns. Raises BadData naming the line that has others."""
    rows = []
    for number, line in enumerate(_text(name).splitlines(), 1):
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
        return tomllib.loads(_text(name))
    except tomllib.TOMLDecodeError as error:
        raise BadData(str(error), where=name) from error
