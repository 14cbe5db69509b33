"""A report as a line of a file, and a file taken in as of a day: what was read, and what was not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from marsad.sources import Fields, Problem, Read, read_path

TODAY = date(2026, 1, 1)
GOOD = {
    "id": "r1",
    "outlet": "السهل",
    "url": "",
    "published": "2017-07-01",
    "language": "ar",
    "title": "عنوان",
    "text": "متن الخبر",
}


def take(path: Path, mapping: dict[str, str] | None = None, **defaults: str) -> tuple[list[Read], list[Problem]]:
    items = list(read_path(path, Fields(text="", **defaults), TODAY, mapping=mapping))
    return [i for i in items if isinstance(i, Read)], [i for i in items if isinstance(i, Problem)]


def lines(path: Path, *rows: object) -> Path:
    path.write_text(
        "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in rows), encoding="utf-8"
    )
    return path
