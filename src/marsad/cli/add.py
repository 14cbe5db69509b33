"""`marsad add`: take reports in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption, warn
from marsad.errors import UsageError
from marsad.sources import Fields, Problem, Read, read_path
from marsad.store import Store

BATCH = 200


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command(
        "add",
        help="Take in reports: JSONL, text, HTML, CSV, TSV, feeds, WARC, Telegram and X exports, or folders of them.",
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
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST:PORT", help="Fetch from this host though it is not on the open internet."),
    ] = None,
) -> None:
    """Add reports; bad items are named and the rest goes in. Exit code 1 where an item could not be read."""
    from marsad.sources.draft import parse_day

    if published and parse_day(published) is None:
        raise UsageError(f"«{published}» is no ISO 8601 date", where="--published", hint="for example 2017-06-30")
    mapping = _mapping(columns or [])
    defaults = Fields(text="", outlet=outlet, published=published, url=url, language=language, dated_by="option")
    today = datetime.now(UTC).date()
    outcome: Counter[str] = Counter()
    problems = 0
    with Store.open(store) as s:
        batch: list[Read] = []
        for path in paths:
            for item in _items(path, defaults, today, encoding, mapping, allow_host or []):
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
                    outcome.update(_store(s, batch))
                    batch = []
        outcome.update(_store(s, batch))
    said = ", ".join(f"{outcome[k]} {k}" for k in ("added", "revised", "unchanged"))
    if outcome["kept out"]:
        said += f", {outcome['kept out']} kept out (removed before)"
    typer.echo(f"{said}, {problems} not readable")
    if problems:
        raise typer.Exit(1)


def _items(
    source: str, defaults: Fields, today: date, encoding: str, mapping: dict[str, str], allow_hosts: list[str]
) -> Iterator[Read | Problem]:
    if "://" not in source:
        return read_path(Path(source), defaults, today, encoding, mapping)
    from marsad.sources.addresses import read_url

    return read_url(source, defaults, today, allow_hosts)


def _mapping(columns: list[str]) -> dict[str, str]:
    from marsad.sources.tables import FIELDS

    mapping = {}
    for said in columns:
        field, sign, column = said.partition("=")
        if not sign or field not in FIELDS or not column.strip():
            raise UsageError(f"«{said}» is no FIELD=COLUMN", where="--map", hint="the fields are " + ", ".join(FIELDS))
        mapping[field] = column
    return mapping


def _store(store: Store, batch: list[Read]) -> list[str]:
    return [a.outcome for a in store.add((r.report, r.evidence) for r in batch)] if batch else []
