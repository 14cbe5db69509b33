"""`marsad run`: the stages, on what is new."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("run", help="Read what is new, find copies, fuse events, replay control.")(run)


def run(
    store: StoreOption = DEFAULT_STORE,
    only: Annotated[list[str] | None, typer.Option(help="Only this step (may be given again).")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that read; the result is that of one.")] = 1,
) -> None:
    """Run the steps; a second run with nothing new does nothing."""
    with Store.open(store) as s:
        show(s, tuple(only or ()), quiet, workers)


def show(store: Store, only: tuple[str, ...], quiet: bool, workers: int = 1) -> None:
    """Run with a progress bar and print what was done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from marsad.batch.local import run_workers

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=quiet,
    ) as bar:
        tasks = {}

        def tell(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=total)
            bar.update(tasks[name], completed=done, total=total)

        summary = run_workers(store, workers, only, tell)
    if not any(summary.worked.values()):
        typer.echo("nothing new: nothing to do")
    c = summary.counts
    typer.echo(
        f"{c['reports']} reports, {c['families']} families, {c['claims']} claims, {c['events']} events, "
        f"{c['incidents']} incidents, {c['holds']} holds; {c['disputed']} disputed, {c['contradictions']} contradictions"
    )
