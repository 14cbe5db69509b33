"""`marsad control`: who held what on a day, as far as was known on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, StoreOption, emit
from marsad.publish.rows import hold_row
from marsad.store import Store

COLUMNS = (
    ("id", "id"),
    ("place", "place.name_ar|place.text"),
    ("actor", "actor"),
    ("hint", "hint"),
    ("from", "valid_from"),
    ("to", "valid_to"),
    ("known from", "known_from"),
    ("certainty", "certainty"),
    ("rule", "rule"),
)


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("control", help="Who held what on a day, as far as was known on a day.")(control)


def control(
    store: StoreOption = DEFAULT_STORE,
    fmt: FormatOption = Format.table,
    on: Annotated[str | None, typer.Option(help="The day asked about (ISO); without it the whole ledger.")] = None,
    known: Annotated[
        str | None, typer.Option(help="As known on this day (ISO); without it all that is known now.")
    ] = None,
    place: Annotated[str | None, typer.Option(help="A place: its name in Arabic or English, or its id.")] = None,
) -> None:
    """Print the holds; no line where nothing was known."""
    from marsad.control import ledger

    with Store.open_to_read(store) as s:
        emit(
            map(hold_row, ledger(s.all_holds(), on=on, known=known, place=place)),
            fmt,
            COLUMNS,
            empty="nothing was known about that"
            if (on or known or place)
            else "no holds: marsad add PATH, then marsad run",
        )
