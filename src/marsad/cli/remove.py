"""`marsad remove`: take a report out and leave a marked hole."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("remove", help="Take a report out: words and bytes go, a marked hole with the reason stays.")(remove)


def remove(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of the report.")],
    reason: Annotated[str, typer.Option(help="Why; it stands in the log for good.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Remove it, run the stages over what is left, and write the file anew, so that nothing of the words stays in it."""
    from marsad.pipeline import run

    with Store.open(store) as s:
        emptied = s.remove(report, reason)
        run(s, only=("copies", "events", "incidents", "control"))
        s.compact()
    typer.echo(f"{report}: {emptied} revisions emptied" if emptied else f"{report} was removed before")
