"""`marsad trace`: from an event, a hold, an incident or a claim down to the words and the stored bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, StoreOption, emit, isolate
from marsad.errors import NotFound
from marsad.model import Claim
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command(
        "trace", help="From an event, hold, incident or claim down to the exact words and the hash of the bytes."
    )(trace)


def trace(
    item: Annotated[str, typer.Argument(metavar="ID", help="The id of an event, a hold, an incident or a claim.")],
    store: StoreOption = DEFAULT_STORE,
    fmt: FormatOption = Format.table,
) -> None:
    """Print each claim behind the item with outlet, passage, offsets, words and hashes."""
    with Store.open_to_read(store) as s:
        what, claims = _behind(s, item)
        rows = list(_rows(s, item, what, claims))
    if fmt is not Format.table:
        emit(rows, fmt)
        return
    typer.echo(f"{what} {item}: {len(rows)} claims")
    for r in rows:
        typer.echo("")
        typer.echo(f"claim    {r['claim']} ({r['kind']}, {r['modality']}, time {r['time'] or 'untold'})")
        typer.echo(
            f"outlet   {isolate(r['outlet']) or 'unknown'}, {r['published'] or 'undated'}, report {r['report']} revision {r['revision']}"
            + (f", {r['url']}" if r["url"] else "")
        )
        typer.echo(
            f"source   {isolate(r['source']) or 'the outlet itself'}"
            + (f", via {isolate(r['via'])}" if r["via"] else "")
        )
        typer.echo(f"words    [{r['start']}:{r['end']}] {isolate(r['quote'])}")
        typer.echo(f"passage  [{r['passage_start']}:{r['passage_end']}] {isolate(r['passage'])}")
        typer.echo(f"bytes    sha256 {r['sha256']}")
        typer.echo(f"text     sha256 {r['text_sha256']}")


def _behind(store: Store, item: str) -> tuple[str, list[Claim]]:
    try:
        return "event", _in_order(store, store.event(item).claims)
    except NotFound:
        pass
    try:
        return "hold", _in_order(store, store.hold(item).claims)
    except NotFound:
        pass
    try:
        return "incident", _in_order(store, tuple(dict.fromkeys(x.claim for x in store.incident(item).lines)))
    except NotFound:
        pass
    try:
        return "claim", [store.claim(item)]
    except NotFound:
        raise NotFound(
            "no event, hold, incident or claim has this id",
            where=item,
            hint="marsad events, control, incidents and claims print ids",
        ) from None


def _in_order(store: Store, ids: tuple[str, ...]) -> list[Claim]:
    found = {c.id: c for c in store.claims(ids=ids)}
    return [found[i] for i in ids if i in found]


def _rows(store: Store, item: str, what: str, claims: list[Claim]) -> Iterator[dict[str, Any]]:
    for c in claims:
        report = store.report(c.report)
        reading = store.reading(c.report)
        spans = reading.passages if reading else ()
        start, end = next(((a, b) for a, b in spans if a <= c.start < b), (c.start, c.end))
        yield {
            "item": item,
            "what": what,
            "claim": c.id,
            "kind": c.kind,
            "modality": c.modality,
            "time": c.time.edtf if c.time else None,
            "outlet": report.outlet,
            "published": report.published,
            "url": report.url,
            "report": report.id,
            "revision": report.revision,
            "source": c.source.text if c.source else None,
            "via": c.via.text if c.via else None,
            "start": c.start,
            "end": c.end,
            "quote": report.text[c.start : c.end],
            "passage_start": start,
            "passage_end": end,
            "passage": report.text[start:end],
            "sha256": report.sha256,
            "text_sha256": report.text_sha256,
        }
