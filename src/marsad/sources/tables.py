"""CSV and TSV: one report a row, columns by their headings or by a mapping."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO

from marsad.errors import BadInput
from marsad.sources.draft import MAX_TEXT, Fields, Problem, Read, draft
from marsad.sources.jsonl import MAX_LINE, from_row
from marsad.sources.limits import BROKEN_GZIP, opened
from marsad.sources.mapping import FIELDS, Shape


class _Lines:
    """Decoded lines of a file; `raw` holds the bytes of the record that is being read, `number` the last line given."""

    def __init__(self, file: BinaryIO, encoding: str, where: str) -> None:
        self._file, self._encoding, self._where = file, encoding, where
        self.raw = b""
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(MAX_LINE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if self.number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        self.raw += line
        if len(self.raw) > MAX_LINE:
            raise BadInput(
                f"a row has more than {MAX_LINE:,} bytes",
                where=f"{self._where}:{self.number}",
                hint="is a quotation mark left open?",
            )
        # A wrong byte must not end the file: the row that holds it is refused when it is whole.
        return line.decode(self._encoding, "surrogateescape")


def read_table(
    path: Path,
    defaults: Fields,
    today: date,
    encoding: str = "utf-8",
    shape: Shape | None = None,
    delimiter: str = "",
) -> Iterator[Read | Problem]:
    """Reports of a table whose first row names its columns. `shape` gives the heading for a field, where it has another name.

    Raises BadInput where the headings hold no text.
    """
    csv.field_size_limit(MAX_TEXT)
    shape = shape or Shape()
    with opened(path) as file:
        lines = _Lines(file, encoding, str(path))
        try:
            first = next(lines, "")
        except LookupError as error:
            raise BadInput(f"no encoding is called {encoding}", where=str(path)) from error
        if not first.strip():
            raise BadInput("the file is empty", where=str(path))
        delimiter = delimiter or max(",;\t", key=first.count)
        try:
            headings = next(csv.reader([first], delimiter=delimiter))
        except csv.Error as error:
            raise BadInput(f"the first row cannot be read: {error}", where=str(path)) from error
        columns = _columns(headings, shape.columns, str(path))
        kind = "text/tab-separated-values" if delimiter == "\t" else "text/csv"
        rows = csv.reader(lines, delimiter=delimiter)
        while True:
            start, lines.raw = lines.number + 1, b""
            where = f"{path}:{start}"
            try:
                cells = next(rows)
                if not cells:
                    continue
                yield draft(
                    _fields(cells, headings, columns, defaults, lines.raw, encoding, where, shape),
                    lines.raw,
                    kind,
                    where,
                    today,
                )
            except StopIteration:
                return
            except csv.Error as error:
                yield Problem(where, BadInput(f"the row cannot be read: {error}", where=where))
            except BROKEN_GZIP as error:
                yield Problem(where, BadInput(f"the packed file is cut or broken here: {error}", where=where))
                return
            except BadInput as error:
                yield Problem(where, error)
                if len(lines.raw) > MAX_LINE:
                    return


def _columns(headings: list[str], mapping: Mapping[str, str], where: str) -> dict[str, int]:
    places = {name.strip().casefold(): n for n, name in reversed(list(enumerate(headings)))}
    columns = {}
    for field in FIELDS:
        wanted = mapping.get(field)
        found = places.get((wanted or field).strip().casefold())
        if wanted is not None and found is None:
            raise BadInput(
                f"no column is headed «{wanted}»", where=where, hint="the headings are " + ", ".join(headings)[:300]
            )
        if found is not None:
            columns[field] = found
    if "text" not in columns:
        raise BadInput(
            "no column is headed «text»",
            where=where,
            hint="name it: --map text=COLUMN; the headings are " + ", ".join(headings)[:300],
        )
    return columns


def _fields(
    cells: list[str],
    headings: list[str],
    columns: dict[str, int],
    defaults: Fields,
    raw: bytes,
    encoding: str,
    where: str,
    shape: Shape,
) -> Fields:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            f"byte {error.start} of the row is not {encoding}",
            where=where,
            hint="name it, e.g. --encoding windows-1256",
        ) from error
    if len(cells) != len(headings):
        raise BadInput(f"the row has {len(cells)} cells, the first row {len(headings)}", where=where)
    row = {field: cells[n] or None for field, n in columns.items()} | {"text": cells[columns["text"]]}
    return from_row(row | {"published": shape.published(row.get("published"))}, defaults, where)
