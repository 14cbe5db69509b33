"""`marsad watch`: poll feeds and sitemaps politely, keep every exchange as WARC, take in what is new."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption, warn
from marsad.errors import UsageError

if TYPE_CHECKING:
    from marsad.sources.warcs import WarcLog
    from marsad.sources.watching import Watch
    from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("watch", help="Poll the feeds and sitemaps of an OPML file politely; keep what was fetched as WARC.")(
        watch
    )


def watch(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="The list of feeds and sitemaps.")],
    store: StoreOption = DEFAULT_STORE,
    archive: Annotated[
        Path | None,
        typer.Option(help="The folder of the WARC files and of what is remembered (default: STORE.watch)."),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One round over what is due, then stop.")] = False,
    every: Annotated[float, typer.Option(min=1, help="Minutes between two visits of a feed.")] = 30,
    delay: Annotated[float, typer.Option(min=0, help="Seconds between two requests to one host.")] = 2.0,
    limit: Annotated[int, typer.Option(min=1, help="New pages of one feed in a round.")] = 50,
    pages: Annotated[bool, typer.Option(help="Fetch the page of each entry, not only the feed's words.")] = True,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST:PORT", help="Fetch from this host though it is not on the open internet."),
    ] = None,
) -> None:
    """Run until interrupted. With `--once` the exit code is 1 where a feed or page could not be read."""
    from marsad.sources.limits import whole
    from marsad.sources.opml import read_opml
    from marsad.sources.polite import Guest
    from marsad.sources.warcs import WarcLog
    from marsad.sources.watching import Watch
    from marsad.store import Store

    if archive is None:
        if "://" in store:
            raise UsageError("a store on a server has no folder beside it", where="--archive", hint="name a folder")
        archive = Path(f"{store}.watch")
    if not file.is_file():
        raise UsageError("there is no such file", where=str(file))
    subscriptions, wrong = read_opml(whole(file), str(file))
    for error in wrong:
        warn(f"not watched: {error}")
    problems = len(wrong)
    with Store.open(store) as s, WarcLog(archive) as log:
        s.catch_up(archive)
        guest = Guest(time.time, time.sleep, allow_host or (), log, delay)
        watched = Watch(
            subscriptions, archive, guest, time.time, lambda: datetime.now(UTC).date(), every * 60, limit, pages
        )
        try:
            while True:
                problems += _round(watched, s, log)
                if once:
                    break
                time.sleep(min(max(watched.wait(), 1.0), 3600.0))
        except KeyboardInterrupt:
            warn("stopped; what was read is stored, the rest is fetched the next time")
    if once and problems:
        raise typer.Exit(1)


def _round(watched: Watch, store: Store, log: WarcLog) -> int:
    from marsad.sources import Problem

    outcome: Counter[str] = Counter()
    polls: Counter[str] = Counter()
    problems = 0
    for polled in watched.round():
        polls[polled.outcome] += 1
        reads = []
        for item in polled.items:
            if isinstance(item, Problem):
                problems += 1
                warn(f"not read: {item.error}")
                continue
            for warning in item.warnings:
                warn(f"warning: {item.where}: {warning}")
            reads.append((item.report, item.evidence))
        # What came over the line is noted before what was made of it.
        store.note_archive(log.take())
        outcome.update(added.outcome for added in store.add(reads))
    store.note_archive(log.take())
    said = ", ".join(f"{n} {what}" for what, n in sorted(polls.items())) or "nothing due"
    stored = ", ".join(f"{outcome[k]} {k}" for k in ("added", "revised", "unchanged"))
    typer.echo(f"feeds: {said}; reports: {stored}; {problems} not readable")
    return problems
