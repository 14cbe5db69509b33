"""`marsad case`: an event or incident with all that stands behind it, in a folder that anyone can check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, ArchiveOption, StoreOption
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("case", help="Write an event or incident with reports, bytes, hashes and log into a checkable folder.")(
        case
    )


def case(
    item: Annotated[str, typer.Argument(metavar="EVENT|INCIDENT", help="The id of an event or an incident.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to make.")],
    store: StoreOption = DEFAULT_STORE,
    archive: ArchiveOption = None,
) -> None:
    """Write the folder."""
    from marsad.evidence import write_case

    with Store.open_to_read(store) as s:
        reports = write_case(s, item, out, archive or ())
    typer.echo(f"{out}: {reports} reports; check it with python3 {out / 'verify.py'}")
