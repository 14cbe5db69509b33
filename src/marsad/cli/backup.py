"""`marsad backup` and `marsad restore`: the store copied whole, and put back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, ArchiveOption, StoreOption


def register(app: typer.Typer) -> None:
    """Add the verbs to the program."""
    app.command("backup", help="Copy the store, of either engine, into a file, while others may use it; the copy is verified.")(backup)
    app.command("restore", help="Make the store (a file or an empty database) from a backup; nothing is overwritten.")(restore)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to make.")],
    store: StoreOption = DEFAULT_STORE,
    archive: ArchiveOption = None,
) -> None:
    """Write the copy, and beside it (`FILE.watch`) the WARC files that its log speaks of."""
    from marsad.store.backup import backup as copy
    from marsad.store.backup import backup_archive

    copy(store, file)
    files = backup_archive(store, file, archive or ())
    typer.echo(f"{file}: {file.stat().st_size:,} bytes, whole" + (f"; {files} WARC files in {file}.watch" if files else ""))


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    store: StoreOption = DEFAULT_STORE,
    archive: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to put the WARC files, if not into STORE.watch.")
    ] = None,
) -> None:
    """Write the store, and the WARC files beside it."""
    from marsad.store.backup import restore as put_back
    from marsad.store.backup import restore_archive
    from marsad.store.postgres import shown

    put_back(file, store)
    restore_archive(file, store, archive)
    typer.echo(f"{shown(store)}: whole")
