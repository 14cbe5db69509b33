"""`marsad explain`: why the machine says so: the rule and the named features of a report's claims, or of an event."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption, isolate
from marsad.errors import NotFound
from marsad.model import Claim, Event, Feature, Report
from marsad.store import Store


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command(
        "explain", help="Why the machine says so: rules and named features of a report's claims, or of an event."
    )(explain)


def explain(
    item: Annotated[str, typer.Argument(metavar="ID", help="A report, a claim or an event.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Print rule and features."""
    with Store.open_to_read(store) as s:
        try:
            event = s.event(item)
        except NotFound:
            claims = list(s.claims(report=item)) or list(s.claims(ids=[item]))
            if not claims or claims[0].report == item:
                _report(s.report(item))
            if not claims:
                typer.echo("no claim was read in this report")
            for claim in claims:
                _claim(claim)
            return
        _event(event)


def _report(r: Report) -> None:
    typer.echo(f"{r.id}  {isolate(r.outlet)}  " + (f"published {r.published}, by its {r.dated_by}" if r.published else "no date"))
    for origin, day in r.dates_said:
        typer.echo(f"  but {origin} says {day}")
    typer.echo("")


def _claim(c: Claim) -> None:
    typer.echo(f"{c.id}  {c.kind}  confidence {c.confidence:.2f}  rule {c.rule}")
    typer.echo(f"  words    {isolate(c.quote)}")
    typer.echo(f"  trigger  {isolate(c.trigger.text)}")
    for name, group in (("agents", c.agents), ("targets", c.targets), ("places", c.places)):
        if group:
            typer.echo(f"  {name:8} " + ", ".join(f"{isolate(m.text)} [{m.id or 'unresolved'}]" for m in group))
    _features(c.features)
    typer.echo("")


def _event(e: Event) -> None:
    typer.echo(
        f"{e.id}  {e.kind}  {e.time or 'undated'}  {isolate(e.place.text) if e.place else ''}  {e.status}  {len(e.voices)} voices"
    )
    _features(e.features)
    if e.grade:
        typer.echo(f"  grade {e.grade.source}{e.grade.information}")
        _features(e.grade.reasons)


def _features(features: tuple[Feature, ...]) -> None:
    for f in features:
        typer.echo(f"    {f.value:+7.2f}  {f.name}" + (f"  ({isolate(f.seen)})" if f.seen else ""))
