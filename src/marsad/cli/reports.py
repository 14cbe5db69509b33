"""`marsad reports`: the reports in the store."""

from __future__ import annotations

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, Row, StoreOption, emit
from marsad.publish.rows import report_row
from marsad.store import Store

COLUMNS = (
    ("id", "id"),
    ("outlet", "outlet"),
    ("published", "published"),
    ("dated by", "dated_by"),
    ("title", "title"),
    ("rev", "revision"),
    ("flags", "shown"),
)


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("reports", help="The reports in the store.")(reports)


def reports(store: StoreOption = DEFAULT_STORE, fmt: FormatOption = Format.table) -> None:
    """Print them in their order."""
    with Store.open_to_read(store) as s:
        rows = map(report_row, s.reports())
        emit(map(_shown, rows) if fmt is Format.table else rows, fmt, COLUMNS, empty="no reports yet: marsad add PATH")


def _shown(row: Row) -> Row:
    """For the table: what its columns do not say already, and dates that differ in words."""
    flags = [f for f in row["flags"] if not f.startswith(("dated-by-", "said-", "dates-differ"))]
    return row | {"shown": flags + [f"{said['origin']} says {said['day']}" for said in row["dates_said"]]}
