"""`marsad events`: what happened, as far as the claims tell."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, StoreOption, emit
from marsad.publish.rows import event_row
from marsad.store import Store

COLUMNS = (
    ("id", "id"),
    ("time", "time"),
    ("kind", "kind"),
    ("place", "place.name_ar|place.text"),
    ("who", "actors.id|actors.text"),
    ("voices", "voices"),
    ("reports", "reports"),
    ("status", "status"),
    ("grade", "grade"),
)


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("events", help="What happened: events with their independent voices.")(events)


def events(
    store: StoreOption = DEFAULT_STORE,
    fmt: FormatOption = Format.table,
    kind: Annotated[str | None, typer.Option(help="Only this kind.")] = None,
    status: Annotated[str | None, typer.Option(help="reported, corroborated, disputed, denied or retracted.")] = None,
) -> None:
    """Print events in the order of their time."""
    with Store.open_to_read(store) as s:
        claims = {c.id: c for c in s.claims()} if fmt is not Format.table else {}
        emit(
            (event_row(e, claims) for e in s.events(kind=kind, status=status)),
            fmt,
            COLUMNS,
            empty="no events: marsad add PATH, then marsad run",
        )
