"""`marsad user`: who may review; `marsad judgements`: what was judged, as gold for the scorer."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from marsad.cli.common import DEFAULT_STORE, StoreOption
from marsad.store import Store

user_app = typer.Typer(no_args_is_help=True, help="Who may review on the page.")


def register(app: typer.Typer) -> None:
    """Add the verbs to the program."""
    app.add_typer(user_app, name="user")
    app.command("judgements", help="The judged claims as gold for score.py, a line a report.")(judgements)


@user_app.command("add", help="Make a reviewer or editor, or give one a new role and password.")
def add(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    role: Annotated[str, typer.Option(help="reviewer or editor.")] = "reviewer",
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="At least 12 characters.")
    ] = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """The password is asked for, or read from a pipe; it never stands in the shell's history unless given as an option."""
    with Store.open(store) as s:
        s.add_user(name, role, password)
    typer.echo(f"{name} may sign in as {role}")


@user_app.command("list", help="The users and their roles.")
def users(store: StoreOption = DEFAULT_STORE) -> None:
    """Print names and roles."""
    with Store.open_to_read(store) as s:
        for name, role in s.users():
            typer.echo(f"{name}\t{role}")


def judgements(store: StoreOption = DEFAULT_STORE) -> None:
    """Print gold lines."""
    from marsad.review import to_gold

    with Store.open_to_read(store) as s:
        claims = list(s.claims())
        dispatches = {c.report: c.dispatch for c in claims}
        for row in to_gold(claims, s.standing_judgements(), dispatches):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
