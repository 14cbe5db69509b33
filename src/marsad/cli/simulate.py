"""`marsad simulate`: a made war with its press and the truth, to measure events and control against."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption
from marsad.errors import UsageError
from marsad.store import Store

if TYPE_CHECKING:
    from marsad.simulation import Score, Simulation

simulate_app = typer.Typer(invoke_without_command=True, help="A made war with its press and the truth, to measure against.")


def register(app: typer.Typer) -> None:
    """Add the verbs to the program."""
    app.add_typer(simulate_app, name="simulate")


@simulate_app.callback()
def simulate(
    context: typer.Context,
    seed: Annotated[int, typer.Option(help="The same seed gives the same world.")] = 1,
    places: Annotated[int, typer.Option(help="How many places are fought over.")] = 300,
    months: Annotated[int, typer.Option(help="How long, in months of 30 days.")] = 18,
    reports: Annotated[int, typer.Option(help="About how many reports are printed.")] = 5000,
    country: Annotated[str, typer.Option(help="Whose places (ISO 3166-1 alpha-2).")] = "SY",
    out: Annotated[Path | None, typer.Option(help="The folder to write to.")] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write reports.jsonl, claims.jsonl, copies.jsonl, truth.jsonl (place, day, actor) and world.jsonl of a made war on a real map."""
    if context.invoked_subcommand is not None:
        return
    if out is None:
        raise UsageError("no folder to write to", where="--out", hint="marsad simulate --seed 1 --out DIR")
    from marsad.pipeline.resources import gazetteer
    from marsad.simulation import choose_places, make, save

    with Store.open_to_read(store) as s:
        book = gazetteer(s)
        chosen = choose_places(book.settlements(country), places, seed)
    world = make(seed, chosen, months, reports)
    save(world, out)
    typer.echo(f"{out}: {len(world.reports)} reports, {len(world.claims)} claims, {len(world.turns)} turns of control")


@simulate_app.command("score", help="Run events and control on a made world and print the figures as JSON.")
def score_world(
    folder: Annotated[Path, typer.Argument(help="A folder that marsad simulate wrote.")],
    from_text: Annotated[bool, typer.Option("--from-text", help="Through the whole pipeline, from the words.")] = False,
) -> None:
    """Print b3_f1, voices_exact, control_days, control_days_no_lies and majority_control_days."""
    from marsad.simulation import load

    world = load(folder)
    found = _from_text(world) if from_text else _from_claims(world)
    typer.echo(json.dumps(dataclasses.asdict(found)))


def _from_claims(world: Simulation) -> Score:
    from marsad.control import replay
    from marsad.events import fuse
    from marsad.pipeline.resources import actors, gazetteer
    from marsad.simulation import score

    reports = {r.id: r for r in world.reports}
    with Store.open(":memory:") as s:
        book = gazetteer(s)
    fusion = fuse(world.claims, reports, world.copies, actors(), book)
    return score(world, fusion.events, replay(fusion.events, world.claims, reports, actors(), book))


def _from_text(world: Simulation) -> Score:
    from marsad.model import Evidence
    from marsad.pipeline import run
    from marsad.simulation import match, score

    with TemporaryDirectory() as folder, Store.open(Path(folder) / "world.db") as s:
        s.add((r, Evidence(r.sha256 or r.id, "text/plain", r.text.encode())) for r in world.reports)
        run(s)
        claims = list(s.claims())
        return score(world, s.events(), s.all_holds(), claims, match(world, claims))
