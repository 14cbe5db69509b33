"""`marsad places`: the gazetteer: build its index, import tables, look a name up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption, isolate, warn
from marsad.store import Store

places_app = typer.Typer(no_args_is_help=True, help="The gazetteer: build its index, import tables.")


def register(app: typer.Typer) -> None:
    """Add the verbs to the program."""
    app.add_typer(places_app, name="places")


@places_app.command("build", help="Compile the built-in gazetteer's index (make setup does it).")
def build() -> None:
    """Build the index where it is missing or stale."""
    from marsad.registry.places.index import build_index

    typer.echo(f"gazetteer index: {build_index().name}")


@places_app.command("import", help="Take in OCHA COD-AB tables, GeoJSON, GeoNames dumps.")
def import_places(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders; recognised by their headers.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Import places into the store; what was read is resolved again at the next run. Exit code 1 where a row could not be read."""
    from marsad.registry.places.importing import read_places

    with Store.open(store) as s:
        found = read_places(paths)
        s.save_places(found.places, found.polygons)
    for problem in found.problems:
        warn(f"not imported: {isolate(problem)}")
    typer.echo(
        f"{len(found.places)} places, {len(found.polygons)} polygons imported, {len(found.problems)} rows not readable"
    )
    if found.problems:
        raise typer.Exit(1)
