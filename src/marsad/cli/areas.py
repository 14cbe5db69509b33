"""`marsad areas`: how much of a country each side held, by day or month, with what nobody knows said beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from marsad import edtf
from marsad.cli.common import DEFAULT_STORE, Format, FormatOption, OutOption, StoreOption, emit, lines
from marsad.errors import UsageError
from marsad.store import Store

COLUMNS = tuple((c, c) for c in ("on", "actor", "km2_low", "km2", "km2_high", "share_low", "share", "share_high", "coverage"))


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("areas", help="How much of a country each side held, by day or month (km², low and high).")(areas)


def areas(
    first: Annotated[str, typer.Option("--from", help="The first day (ISO).")],
    last: Annotated[str | None, typer.Option("--to", help="The last day (ISO); without it the first alone.")] = None,
    step: Annotated[str, typer.Option(help="day, or month (the last day of each).")] = "month",
    known: Annotated[str | None, typer.Option(help="As known on this day; without it as known on each day itself.")] = None,
    country: Annotated[str, typer.Option(help="Whose outline (ISO 3166-1 alpha-2).")] = "SY",
    store: StoreOption = DEFAULT_STORE,
    fmt: FormatOption = Format.table,
    out: OutOption = None,
) -> None:
    """Print the series; as GeoJSON the cells of the last day. Only cells inside the country's outline (Natural Earth) count;
    imported districts are coloured by what is told of them as a whole."""
    from marsad.control import areas as ground
    from marsad.control.query import holding
    from marsad.web.ground import land
    from marsad.web.names import numeric_to_alpha2

    if country not in numeric_to_alpha2().values():
        raise UsageError(f"there is no country «{country}»", where="--country", hint="two letters, for example SY")
    if step not in ("day", "month"):
        raise UsageError(f"there is no step «{step}»", where="--step", hint="day or month")
    days = _days(first, last or first, step)
    over = land(country)
    with Store.open_to_read(store) as s:
        holds = s.all_holds()
        polygons = {i: json.loads(shape) for i, shape in s.polygons().items()}
    if fmt is Format.geojson:
        held = holding(holds, days[-1], known or days[-1])
        text = json.dumps(ground.geojson(held, over, polygons=polygons), ensure_ascii=False, separators=(",", ":"))
        _write([text + "\n"], out)
        return
    rows = ground.table(ground.series(holds, over, days, known, polygons=polygons))
    if out is not None:
        _write(lines(rows, fmt if fmt is not Format.table else Format.csv), out)
        return
    emit(rows, fmt, COLUMNS, f"{country}: {over.total:,.0f} km²", "nothing was known to be held")


def _days(first: str, last: str, step: str) -> list[str]:
    """The days asked about: each, or the last of each month and the last of all."""
    lo, hi = edtf.ordinal(first), edtf.ordinal(last)
    if hi < lo:
        raise UsageError("the last day lies before the first", where="--to")
    every = [date.fromordinal(n) for n in range(lo, hi + 1)]
    if step == "month":
        every = [d for d in every if d.toordinal() == hi or (date.fromordinal(d.toordinal() + 1)).day == 1]
    return [d.isoformat() for d in every]


def _write(text: Iterable[str], out: Path | None) -> None:
    made = "".join(text)
    if out is None:
        typer.echo(made, nl=False)
    else:
        out.write_text(made, encoding="utf-8")
