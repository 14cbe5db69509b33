"""`marsad copies A B`: two reports side by side, with what the second did to the first."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, StoreOption, emit, isolate
from marsad.publish.rows import copy_row
from marsad.store import Store

COLUMNS = (
    ("reports", "reports"),
    ("share of a", "share_a"),
    ("share of b", "share_b"),
    ("passages", "passages.words"),
    ("background", "background"),
)


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command(
        "copies", help="Which passages two reports (or one report and any other) share, and how they were edited."
    )(copies)


def copies(
    a: Annotated[str | None, typer.Argument(help="A report; without any, all pairs are listed.")] = None,
    b: Annotated[str | None, typer.Argument(help="A second report: their passages are shown side by side.")] = None,
    store: StoreOption = DEFAULT_STORE,
    fmt: FormatOption = Format.table,
) -> None:
    """Print pairs, or the passages of one pair."""
    with Store.open_to_read(store) as s:
        if a and b:
            s.report(a), s.report(b)
        pairs = [p for p in s.copies(report=a) if b is None or b in (p.a, p.b)]
        if not (a and b) or fmt is not Format.table or not pairs:
            emit(map(copy_row, pairs), fmt, COLUMNS, empty="no copied passages")
            return
        pair = pairs[0]
        one, two = s.report(pair.a), s.report(pair.b)
    typer.echo(
        f"{pair.a}: {pair.share_a:.0%} derives from {pair.b}: {pair.share_b:.0%}"
        + (" (background only)" if pair.background else "")
    )
    for p in pair.passages:
        typer.echo(f"\n{pair.a} [{p.a_start}:{p.a_end}] {isolate(one.text[p.a_start : p.a_end])}")
        typer.echo(f"{pair.b} [{p.b_start}:{p.b_end}] {isolate(two.text[p.b_start : p.b_end])}")
        for e in p.edits:
            typer.echo(
                f"    {e.kind}: {isolate(one.text[e.a_start : e.a_end])} → {isolate(two.text[e.b_start : e.b_end])}"
            )
