"""`marsad search`: reports that hold some words, however they are spelled."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, StoreOption, emit
from marsad.cli.reports import COLUMNS
from marsad.publish.rows import report_row
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("search", help="Reports that hold these words, however they are spelled.")(search)


def search(
    words: Annotated[list[str], typer.Argument(help="Words; all of them must stand in the report.")],
    store: StoreOption = DEFAULT_STORE,
    fmt: FormatOption = Format.table,
) -> None:
    """Print matching reports, best first."""
    with Store.open_to_read(store) as s:
        emit(map(report_row, s.search(" ".join(words))), fmt, COLUMNS, empty="no report holds all of these words")
