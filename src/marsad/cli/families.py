"""`marsad families`: reports that are one dispatch."""

from __future__ import annotations

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, StoreOption, emit
from marsad.publish.rows import family_row
from marsad.store import Store

COLUMNS = (
    ("id", "id"),
    ("agency", "agency"),
    ("first seen", "first_seen"),
    ("origin", "origin"),
    ("reports", "members.report"),
)


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("families", help="Reports that are copies of one dispatch.")(families)


def families(store: StoreOption = DEFAULT_STORE, fmt: FormatOption = Format.table) -> None:
    """Print them in their order."""
    with Store.open_to_read(store) as s:
        emit(
            map(family_row, s.families()),
            fmt,
            COLUMNS,
            empty="no families: either nothing was copied, or marsad run has not been called yet",
        )
