"""What the verbs share: the store option, tables and other formats, and how an error is shown."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from marsad.publish.formats import csv_lines, geojson, jsonl

DEFAULT_STORE = "marsad.db"
Row = dict[str, Any]

StoreOption = Annotated[
    str, typer.Option("--store", envvar="MARSAD_STORE", help="The store: a file, or a database address.")
]


class Format(StrEnum):
    """How a list is printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="table, jsonl, csv or geojson.")]
ArchiveOption = Annotated[
    list[Path] | None,
    typer.Option(metavar="FOLDER", help="Where WARC files lie, if not in STORE.watch (may be given again)."),
]
OutOption = Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of the terminal.")]


def emit(
    rows: Iterable[Row], fmt: Format, columns: Sequence[tuple[str, str]] = (), title: str = "", empty: str = ""
) -> None:
    """Print rows; for a table, `columns` are (heading, dotted path into the row), and `empty` is said where there is none."""
    if fmt is Format.table:
        _table(list(rows), columns, title, empty)
    else:
        for text in lines(rows, fmt):
            sys.stdout.write(text)


def lines(rows: Iterable[Row], fmt: Format) -> Iterable[str]:
    """Rows as the text of a machine-readable format."""
    if fmt is Format.csv:
        return csv_lines(rows)
    if fmt is Format.geojson:
        return [geojson(rows)]
    return jsonl(rows)


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Text whose characters that steer a terminal, or turn the order of what stands around them, are spelled out."""
    return _UNSEEN.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def isolate(text: object) -> str:
    """Text between first-strong isolates, so that Arabic and Latin beside each other keep their own order; it cannot break out of
    them, nor steer the terminal."""
    value = "" if text is None else visible(str(text))
    return f"\u2068{value}\u2069" if any("\u0590" <= c <= "\u08ff" for c in value) else value


def pick(row: Row, path: str) -> str:
    """The value at a dotted path (`place.name_ar|text` takes the first that is filled); lists joined by «، »."""
    for option in path.split("|"):
        value: Any = row
        for step in option.split("."):
            if isinstance(value, list):
                value = [v.get(step) for v in value if isinstance(v, dict)]
            else:
                value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, list):
            value = "، ".join(str(v) for v in value if v)
        if value not in (None, ""):
            return str(value)
    return ""


def warn(message: str) -> None:
    """A line on standard error."""
    typer.echo(visible(message), err=True)


def _table(rows: list[Row], columns: Sequence[tuple[str, str]], title: str, empty: str) -> None:
    if not rows:
        typer.echo(empty or "nothing here yet")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Piped into a file or a pager there is no width to keep to.
    console = Console() if sys.stdout.isatty() else Console(width=200)
    table = Table(title=title or None, title_justify="left", header_style="bold", expand=False)
    for heading, _ in columns:
        table.add_column(heading, overflow="fold", no_wrap=heading == "id")
    for row in rows:
        table.add_row(*(Text(isolate(pick(row, path))) for _, path in columns))
    console.print(table)
    console.print(f"{len(rows)} rows", style="dim")
