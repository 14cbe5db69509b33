"""Takes in one file as of a day, for the tests: what was read, and what was not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from marsad.sources import Fields, Problem, Read, read_path

TODAY = date(2026, 1, 1)


def take(path: Path, mapping: dict[str, str] | None = None, **defaults: str) -> tuple[list[Read], list[Problem]]:
    items = list(read_path(path, Fields(text="", **defaults), TODAY, mapping=mapping))
    return [i for i in items if isinstance(i, Read)], [i for i in items if isinstance(i, Problem)]
