"""`marsad run`: the stages, on what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption
from marsad.errors import UsageError
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("run", help="Read what is new, find copies, fuse events, replay control.")(run)


def run(
    store: StoreOption = DEFAULT_STORE,
    only: Annotated[list[str] | None, typer.Option(help="Only this step (may be given again).")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that read; the result is that of one.")] = 1,
    engine: Annotated[
        str, typer.Option(metavar="ray|local", help="Run over an archive: reports from --in, Parquet to --out, then `load`.")
    ] = "",
    address: Annotated[str, typer.Option(help="The address of a Ray cluster; without it one is begun on this machine.")] = "",
    source: Annotated[
        list[str] | None, typer.Option("--in", metavar="PATH", help="A file or folder of reports, or any fsspec address.")
    ] = None,
    out: Annotated[str, typer.Option("--out", metavar="PATH", help="Where the Parquet goes: a folder, any fsspec address.")] = "",
) -> None:
    """Run the steps; a second run with nothing new does nothing.

    With `--engine` the store gives its imported places alone and is not written to.
    """
    if engine or address or source or out:
        _archive(store, engine, workers, address, source or [], out, quiet)
        return
    with Store.open(store) as s:
        show(s, tuple(only or ()), quiet, workers)


def _archive(store: str, name: str, workers: int, address: str, source: list[str], out: str, quiet: bool) -> None:
    from marsad.batch.engines import engine
    from marsad.batch.files import listed
    from marsad.batch.plan import run_archive
    from marsad.pipeline import steps

    if not (name and source and out):
        raise UsageError("an archive run needs all three", where="--engine, --in, --out")
    with Store.open_to_read(store) as s:
        version, places = steps.reader_version(s), s.imported_places()
    target = out if "://" in out else str(Path(out).resolve())
    with bar(quiet) as tell, engine(name, workers, address) as hands:
        done = run_archive(listed(source), target, version, tuple(places), datetime.now(UTC).date().isoformat(), hands, tell)
    for problem in done.problems:
        typer.echo(f"not read: {problem}", err=True)
    typer.echo(
        f"{done.reports} reports, {done.pairs} pairs compared, {done.families} families, {len(done.problems)} not readable; "
        f"now: marsad load {out}"
    )
    if done.problems:
        raise typer.Exit(1)


@contextmanager
def bar(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar a step; call what is given with name, items done, items in all."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as shown:
        tasks = {}

        def tell(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = shown.add_task(name, total=total)
            shown.update(tasks[name], completed=done, total=total)

        yield tell


def show(store: Store, only: tuple[str, ...], quiet: bool, workers: int = 1) -> None:
    """Run with a progress bar and print what was done."""
    from marsad.batch.local import run_workers

    with bar(quiet) as tell:
        summary = run_workers(store, workers, only, tell)
    if not any(summary.worked.values()):
        typer.echo("nothing new: nothing to do")
    c = summary.counts
    typer.echo(
        f"{c['reports']} reports, {c['families']} families, {c['claims']} claims, {c['events']} events, "
        f"{c['incidents']} incidents, {c['holds']} holds; {c['disputed']} disputed, {c['contradictions']} contradictions"
    )
