"""`marsad claims`: what the reports say, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, StoreOption, emit
from marsad.publish.rows import claim_row
from marsad.store import Store

COLUMNS = (
    ("id", "id"),
    ("kind", "kind"),
    ("time", "time.edtf"),
    ("place", "places.text"),
    ("agents", "agents.text"),
    ("targets", "targets.text"),
    ("source", "source.text"),
    ("said", "modality"),
    ("words", "quote"),
)


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("claims", help="What the reports say, statement by statement.")(claims)


def claims(
    store: StoreOption = DEFAULT_STORE,
    fmt: FormatOption = Format.table,
    report: Annotated[str | None, typer.Option(help="Only those of this report.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind.")] = None,
) -> None:
    """Print claims by report and place in the text."""
    with Store.open_to_read(store) as s:
        emit(_rows(s, report, kind), fmt, COLUMNS, empty="no claims: marsad add PATH, then marsad run")


def _rows(store: Store, report: str | None, kind: str | None) -> Iterator[dict[str, Any]]:
    for c in store.claims(report=report, kind=kind):
        places = [
            {
                "text": m.text,
                "start": m.start,
                "end": m.end,
                "id": m.id,
                "precision": m.precision,
                "lat": m.lat,
                "lon": m.lon,
            }
            for m in c.places
        ]
        yield {"id": c.id} | claim_row(c) | {"places": places}
