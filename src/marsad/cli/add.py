"""`marsad add`: take reports in."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption, warn
from marsad.errors import BadInput, UsageError
from marsad.sources import Fields, Problem, Read, read_path
from marsad.store import Store

if TYPE_CHECKING:
    from marsad.sources.mapping import Shape
    from marsad.sources.warcs import WarcLog

BATCH = 200


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command(
        "add",
        help="Take in reports: JSONL, text, HTML, PDF, CSV, TSV, Parquet, feeds, WARC, WACZ, Telegram and X exports, folders of them, or "
        "addresses of pages, feeds and sitemaps.",
    )(add)


def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders, or addresses (http, https).")
    ],
    store: StoreOption = DEFAULT_STORE,
    outlet: Annotated[str, typer.Option(help="The outlet, where the file names none.")] = "",
    published: Annotated[
        str | None, typer.Option(help="The day of publication (ISO 8601), where the file names none.")
    ] = None,
    url: Annotated[str, typer.Option(help="The address of a single text or page.")] = "",
    language: Annotated[str, typer.Option(help="BCP 47 code, where the file names none.")] = "",
    encoding: Annotated[str, typer.Option(help="Encoding of plain text files and tables.")] = "utf-8",
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="FIELD=COLUMN", help="The column of a table that holds a field (may be given again)."
        ),
    ] = None,
    mapping_file: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help="TOML or JSON: columns, constants and dates of a table or of JSON."),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST:PORT", help="Fetch from this host though it is not on the open internet."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Pages of one sitemap, the newest first.")] = 100,
    delay: Annotated[float, typer.Option(min=0, help="Seconds between two requests to the host of a sitemap.")] = 2.0,
    archive: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Keep what is fetched as WARC in this folder (default: STORE.watch)."),
    ] = None,
) -> None:
    """Add reports; bad items are named and the rest goes in. Exit code 1 where an item could not be read."""
    from marsad.sources.draft import parse_day

    if published and parse_day(published) is None:
        raise UsageError(f"«{published}» is no ISO 8601 date", where="--published", hint="for example 2017-06-30")
    shape, constants = _shape(mapping_file, columns or [])
    defaults = Fields(
        text="",
        outlet=outlet or constants.get("outlet", ""),
        published=published or constants.get("published"),
        url=url or constants.get("url", ""),
        language=language or constants.get("language", ""),
        dated_by="option",
    )
    if defaults.published and parse_day(defaults.published) is None:
        raise UsageError(f"«{defaults.published}» is no ISO 8601 date", where=str(mapping_file))
    today = datetime.now(UTC).date()
    outcome: Counter[str] = Counter()
    problems = 0
    with Store.open(store) as s, ExitStack() as stack:
        net = _Net(tuple(allow_host or ()), limit, delay, _log(s, stack, archive, paths))
        batch: list[Read] = []
        for path in paths:
            for item in _items(path, defaults, today, encoding, shape, net):
                if isinstance(item, Problem):
                    problems += 1
                    warn(f"not added: {item.error}")
                    continue
                for warning in item.warnings:
                    warn(
                        f"warning: {item.where}: report {item.report.id}: {warning}; it goes in flagged, outside the ledger"
                    )
                batch.append(item)
                if len(batch) >= BATCH:
                    outcome.update(_store(s, batch, net.log))
                    batch = []
        outcome.update(_store(s, batch, net.log))
    said = ", ".join(f"{outcome[k]} {k}" for k in ("added", "revised", "unchanged"))
    if outcome["kept out"]:
        said += f", {outcome['kept out']} kept out (removed before)"
    typer.echo(f"{said}, {problems} not readable")
    if problems:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Net:
    """How addresses are fetched."""

    allow_hosts: tuple[str, ...]
    limit: int
    delay: float
    log: WarcLog | None


def _log(store: Store, stack: ExitStack, archive: Path | None, paths: list[str]) -> WarcLog | None:
    """Where what is fetched is kept as it came; None where nothing is, or where a store on a server has no folder and none is named."""
    if not any("://" in path for path in paths):
        return None
    from marsad.sources.warcs import WarcLog
    from marsad.store.archives import folder_of

    folder = archive or folder_of(store.target)
    if folder is None:
        return None
    store.catch_up(folder)
    return stack.enter_context(WarcLog(folder))


def _items(
    source: str, defaults: Fields, today: date, encoding: str, shape: Shape, net: _Net
) -> Iterator[Read | Problem]:
    if "://" not in source:
        yield from read_path(Path(source), defaults, today, encoding, shape)
        return
    from marsad.sources.addresses import read_url
    from marsad.sources.fetch import Fetched
    from marsad.sources.polite import Guest
    from marsad.sources.watching import fetch_listed, walk

    def pages(found: Fetched) -> Iterator[Read | Problem]:
        guest = Guest(time.time, time.sleep, net.allow_hosts, net.log, net.delay)
        for listed in islice(walk(guest, found), net.limit):
            try:
                yield from fetch_listed(guest, listed, defaults, today)
            except BadInput as error:
                yield Problem(listed.url, error)

    yield from read_url(source, defaults, today, net.allow_hosts, net.log, pages)


def _shape(file: Path | None, columns: list[str]) -> tuple[Shape, dict[str, str]]:
    """What the mapping file says, and over it what `--map` says."""
    from marsad.sources.mapping import FIELDS, Shape, load_mapping

    shape, constants = load_mapping(file) if file else (Shape(), {})
    mapping = dict(shape.columns)
    for said in columns:
        field, sign, column = said.partition("=")
        if not sign or field not in FIELDS or not column.strip():
            raise UsageError(f"«{said}» is no FIELD=COLUMN", where="--map", hint="the fields are " + ", ".join(FIELDS))
        mapping[field] = column
    return replace(shape, columns=mapping), constants


def _store(store: Store, batch: list[Read], log: WarcLog | None) -> list[str]:
    if log is not None:
        # What came over the line is noted before what was made of it.
        store.note_archive(log.take())
    return [a.outcome for a in store.add((r.report, r.evidence) for r in batch)] if batch else []
