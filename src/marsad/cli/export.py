"""`marsad export`: all records of a kind, in a stable order, for other programs."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, Format, StoreOption, lines
from marsad.errors import UsageError
from marsad.publish import EXPORTS
from marsad.store import Store

SHAPES = ("acled", "ucdp", "kml", "hxl", "ftm", "annotations", "geoparquet")


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    text = (
        "All records of a kind: "
        + ", ".join(EXPORTS)
        + "; or events in the shape of others: "
        + ", ".join(SHAPES)
        + "."
    )
    app.command("export", help=text)(export)


def export(
    what: Annotated[str, typer.Argument(help=", ".join((*EXPORTS, *SHAPES)))],
    fmt: Annotated[Format | None, typer.Option("--format", "-f", help="jsonl, csv or geojson.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of the terminal.")] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the export to a file or to standard output."""
    if what not in EXPORTS and what not in SHAPES:
        raise UsageError(f"there is no export «{what}»", hint="one of " + ", ".join((*EXPORTS, *SHAPES)))
    if fmt is Format.table:
        raise UsageError("an export is jsonl, csv or geojson", where="--format")
    with Store.open_to_read(store) as s:
        if what == "geoparquet":
            from marsad.publish.documents import write_geoparquet

            if out is None:
                raise UsageError("a GeoParquet file cannot be printed", where="--out", hint="name a file with -o")
            write_geoparquet(s, out)
            return
        text = _shape(s, what, fmt) if what in SHAPES else lines(EXPORTS[what](s), fmt or Format.jsonl)
        if out is None:
            sys.stdout.writelines(text)
            return
        # Written beside and moved into place: a killed export never leaves half a file under the name asked for.
        part = out.with_name(out.name + ".part")
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(text)
        part.replace(out)


def _shape(store: Store, what: str, fmt: Format | None) -> Iterable[str]:
    from marsad.publish import acled, documents, ucdp

    if what == "acled":
        return lines(acled.acled_rows(store), fmt or Format.csv)
    if what == "ucdp":
        return lines(ucdp.ucdp_rows(store), fmt or Format.csv)
    if what == "kml":
        return [documents.kml(store)]
    if what == "ftm":
        return lines(documents.ftm_entities(store), Format.jsonl)
    if what == "annotations":
        return lines(documents.web_annotations(store), Format.jsonl)
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(documents.hxl_rows(store))
    return [buffer.getvalue()]
