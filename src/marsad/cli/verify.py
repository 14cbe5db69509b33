"""`marsad verify`: whether the store is whole."""

from __future__ import annotations

from pathlib import Path

import typer

from marsad.cli.common import DEFAULT_STORE, ArchiveOption, StoreOption
from marsad.errors import NotFound


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("verify", help="Check every byte, offset, row and link of the store; say exactly what is broken.")(
        verify
    )


def verify(
    store: StoreOption = DEFAULT_STORE,
    archive: ArchiveOption = None,
) -> None:
    """Exit code 0 where the store is whole, 1 where something is broken."""
    from marsad.store.verify import all_broken, verify_store

    if "://" not in store and not Path(store).exists():
        raise NotFound("there is no store to verify", where=store)
    verdict = verify_store(store, archive or ())
    for line in all_broken(verdict):
        typer.echo(f"broken: {line}")
    for report, reason in verdict.holes:
        typer.echo(f"removed: {report}: {reason}")
    said = f"{verdict.reports} reports, {verdict.entries} entries in the log, head {verdict.head}"
    if verdict.sealed is False:
        typer.echo(
            "note: the file is not under seal (somebody writes, or the last writer was cut short), so bytes that no row uses were "
            "not checked; the next command that writes seals it"
        )
    for name, size in verdict.archived.unnoted:
        typer.echo(f"note: {name}: {size:,} bytes are not in the log yet; a watch that runs or was cut short notes them the next time")
    if verdict.archived.pieces:
        said += f", {verdict.archived.pieces} pieces of WARC files"
    typer.echo(("whole: " if verdict.whole else f"{len(verdict.broken)} broken: ") + said)
    if not verdict.whole:
        raise typer.Exit(1)
