"""`marsad export`: all records of a kind, in a stable order, for other programs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, Format, OutOption, StoreOption, lines
from marsad.errors import UsageError
from marsad.publish import EXPORTS
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("export", help="All records of a kind: " + ", ".join(EXPORTS) + ".")(export)


def export(
    what: Annotated[str, typer.Argument(help=", ".join(EXPORTS))],
    fmt: Annotated[Format, typer.Option("--format", "-f", help="jsonl, csv or geojson.")] = Format.jsonl,
    out: OutOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the export to a file or to standard output."""
    if what not in EXPORTS:
        raise UsageError(f"there is no export «{what}»", hint="one of " + ", ".join(EXPORTS))
    if fmt is Format.table:
        raise UsageError("an export is jsonl, csv or geojson", where="--format")
    with Store.open_to_read(store) as s:
        text = lines(EXPORTS[what](s), fmt)
        if out is None:
            sys.stdout.writelines(text)
            return
        # Written beside and moved into place: a killed export never leaves half a file under the name asked for.
        part = out.with_name(out.name + ".part")
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(text)
        part.replace(out)
