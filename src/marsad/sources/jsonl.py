"""JSON lines: one report a line. A broken line is named, the others go in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from marsad.errors import BadInput
from marsad.sources.draft import Fields, Problem, Read, draft
from marsad.sources.limits import BROKEN_GZIP, opened
from marsad.sources.mapping import Shape

MAX_LINE = 16 * 1024 * 1024
_TEXT_FIELDS = ("id", "outlet", "url", "language", "title", "author")


def read_jsonl(path: Path, defaults: Fields, today: date, shape: Shape | None = None) -> Iterator[Read | Problem]:
    """Reports of a JSONL file; `defaults` fill the outlet and date of lines that name none, `shape` gives the keys of fields."""
    shape = shape if shape and (shape.columns or shape.dates) else None
    # What another program's line says cannot be made again from the line alone, so it is not called a line of ours.
    kind = "application/x-ndjson" if shape else "application/json"
    seen = 0
    number = 0
    with opened(path) as file:
        while True:
            try:
                line = file.readline(MAX_LINE + 1)
            except BROKEN_GZIP as error:
                where = f"{path}:{number + 1}"
                yield Problem(where, BadInput(f"the packed file is cut or broken here: {error}", where=where))
                return
            if not line:
                break
            number += 1
            where = f"{path}:{number}"
            if len(line) > MAX_LINE:
                size = len(line)
                while not line.endswith(b"\n") and (line := file.readline(MAX_LINE)):
                    size += len(line)
                seen += 1
                yield Problem(where, BadInput(f"the line has {size:,} bytes, the limit is {MAX_LINE:,}", where=where))
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            seen += 1
            try:
                yield draft(_fields(line, defaults, where, shape), line.rstrip(b"\r\n"), kind, where, today)
            except BadInput as error:
                yield Problem(where, error)
    if not seen:
        yield Problem(str(path), BadInput("the file is empty", where=str(path)))


def _fields(line: bytes, defaults: Fields, where: str, shape: Shape | None = None) -> Fields:
    try:
        row: Any = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise BadInput(
            f"byte {error.start} is not UTF-8",
            where=where,
            hint="convert the file, e.g. iconv -f windows-1256 -t utf-8",
        ) from error
    except json.JSONDecodeError as error:
        raise BadInput(f"broken JSON at column {error.colno}: {error.msg}", where=where) from error
    except (RecursionError, ValueError) as error:
        raise BadInput("JSON that cannot be read (nested too deep, or a number too long)", where=where) from error
    if not isinstance(row, dict):
        raise BadInput(
            "the line is no JSON object",
            where=where,
            hint="each line: id, outlet, url, published, language, title, text",
        )
    return from_row(shape.row(row) if shape else row, defaults, where)


def from_row(row: dict[str, Any], defaults: Fields, where: str) -> Fields:
    """Checked fields of one JSON object. Raises BadInput naming the field."""
    text = row.get("text")
    if not isinstance(text, str):
        raise BadInput("the field «text» is missing or no string", where=where)
    values: dict[str, str] = {}
    for name in _TEXT_FIELDS:
        value = row.get(name)
        if value is not None and not isinstance(value, (str, int)):
            raise BadInput(f"the field «{name}» is no string", where=where)
        values[name] = "" if value is None else str(value)
    published = row.get("published")
    if published is not None and not isinstance(published, str):
        published = str(published)
    return Fields(
        text=text,
        title=values["title"],
        id=values["id"],
        outlet=values["outlet"] or defaults.outlet,
        url=values["url"],
        published=published or defaults.published,
        dated_by="" if published else defaults.dated_by,
        language=values["language"] or defaults.language,
        author=values["author"],
    )
