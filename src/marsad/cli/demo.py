"""`marsad demo`: the whole of marsad on the reports that it ships."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import isolate
from marsad.errors import BadData
from marsad.sources import Fields, Problem, Read, read_path
from marsad.store import Store

DEMO_STORE = "marsad-demo.db"


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("demo", help="Load the demonstration reports, run every step, and serve the page.")(demo)


def demo(
    store: Annotated[str, typer.Option(help="The demonstration's own store.")] = DEMO_STORE,
    serve: Annotated[bool, typer.Option(help="Serve the page afterwards.")] = True,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
) -> None:
    """Never uses MARSAD_STORE: made reports must not become voices beside real ones."""
    from marsad.cli.run import show

    with Store.open(store) as s:
        load(s)
        show(s, (), quiet=False)
        undecided = [e for e in s.events() if e.status in ("disputed", "denied")]
        for event in undecided[:5]:
            place = (event.place.name_ar or event.place.text) if event.place else ""
            voices = f"{len(event.voices)} voices"
            typer.echo(f"  {event.status}: {event.kind} {event.time or ''} {isolate(place)} ({voices})")
            typer.echo(f"    its words: marsad trace {event.id} --store {store}")
    if serve:
        from marsad.cli.serve import start

        start(store, host, port)


def load(store: Store) -> None:
    """Put the shipped demonstration reports into a store."""
    with resources.as_file(resources.files("marsad") / "data" / "demo" / "reports.jsonl") as path:
        items = list(read_path(Path(path), Fields(text=""), datetime.now(UTC).date()))
    broken = [i for i in items if isinstance(i, Problem)]
    if broken:
        raise BadData("the demonstration reports are damaged", where=broken[0].where)
    store.add((i.report, i.evidence) for i in items if isinstance(i, Read))
