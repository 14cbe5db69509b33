"""`marsad load`: what a run over an archive made, into a store."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption
from marsad.cli.run import bar, show
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("load", help="Take what `run --engine` made into a store, and run the steps that follow.")(load)


def load(
    path: Annotated[str, typer.Argument(metavar="PATH", help="What was given as --out: a folder, or any fsspec address.")],
    store: StoreOption = DEFAULT_STORE,
    then: Annotated[bool, typer.Option("--run/--no-run", help="Run the steps that follow.")] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Load; the store is then as if the reports had been added and read here."""
    from marsad.batch.loading import load as take

    with Store.open(store) as s:
        with bar(quiet) as tell:
            loaded = take(s, path, tell)
        copies = "with" if loaded.copies else "without"
        typer.echo(f"{loaded.reports} reports, {loaded.readings} readings, {copies} their copies")
        if then:
            show(s, (), quiet)
