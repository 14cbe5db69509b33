"""The program `marsad`: its verbs, each from a file of its own."""

from __future__ import annotations

import sys

import typer

from marsad import __version__
from marsad.cli import (
    add,
    areas,
    backup,
    case,
    claims,
    control,
    copies,
    demo,
    doctor,
    events,
    explain,
    export,
    families,
    incidents,
    licences,
    load,
    places,
    remove,
    reports,
    run,
    search,
    serve,
    simulate,
    stamp,
    trace,
    user,
    verify,
    watch,
)
from marsad.cli.common import warn
from marsad.errors import MarsadError

app = typer.Typer(
    name="marsad",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="مرصد · an open observatory of armed conflict: reports in, a traced record out.",
)
for verb in (
    add,
    watch,
    run,
    load,
    reports,
    claims,
    events,
    incidents,
    control,
    areas,
    families,
    copies,
    search,
    trace,
    explain,
    export,
    serve,
    doctor,
    licences,
    demo,
    places,
    user,
    simulate,
    verify,
    stamp,
    remove,
    backup,
    case,
):
    verb.register(app)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"marsad {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    pass


def main() -> None:
    """Run the program; an error of ours is one line on standard error and exit code 1 (usage: 2)."""
    try:
        app()
    except MarsadError as error:
        warn(f"marsad: {error}")
        sys.exit(2 if error.code == "usage" else 1)
    except BrokenPipeError:
        # The reader of our output went away (`marsad claims | head`): nothing is wrong.
        sys.stderr.close()
        sys.exit(0)
