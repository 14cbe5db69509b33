"""`marsad reports`: the reports in the store."""

from __future__ import annotations

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, StoreOption, emit
from marsad.publish.rows import report_row
from marsad.store import Store

COLUMNS = (
    ("id", "id"),
    ("outlet", "outlet"),
    ("published", "published"),
    ("title", "title"),
    ("rev", "revision"),
    ("flags", "flags"),
)


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("reports", help="The reports in the store.")(reports)


def reports(store: StoreOption = DEFAULT_STORE, fmt: FormatOption = Format.table) -> None:
    """Print them in their order."""
    with Store.open_to_read(store) as s:
        emit(map(report_row, s.reports()), fmt, COLUMNS, empty="no reports yet: marsad add PATH")
