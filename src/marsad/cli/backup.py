"""`marsad backup` and `marsad restore`: the store copied whole, and put back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption


def register(app: typer.Typer) -> None:
    """Add the verbs to the program."""
    app.command("backup", help="Copy the store, of either engine, into a file, while others may use it; the copy is verified.")(backup)
    app.command("restore", help="Make the store (a file or an empty database) from a backup; nothing is overwritten.")(restore)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to make.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the copy."""
    from marsad.store.backup import backup as copy

    copy(store, file)
    typer.echo(f"{file}: {file.stat().st_size:,} bytes, whole")


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the store."""
    from marsad.store.backup import restore as put_back
    from marsad.store.postgres import shown

    put_back(file, store)
    typer.echo(f"{shown(store)}: whole")
