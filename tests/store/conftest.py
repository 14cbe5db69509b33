"""The same tests on both engines: SQLite in a file, PostgreSQL in a schema of its own on a server of ours."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import sqlalchemy as sa

from marsad.pipeline import run
from marsad.store import Store

from .made import corpus, take_in
from .servers import INSTALL, programs, running

ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server: that of MARSAD_TEST_POSTGRES, else one started here."""
    if find_spec("psycopg") is None:
        pytest.skip(INSTALL)
    if given := os.environ.get("MARSAD_TEST_POSTGRES"):
        yield given
        return
    if programs() is None:
        pytest.skip(INSTALL)
    with running() as server:
        yield server.url


@pytest.fixture(scope="session")
def fresh_schema(postgres: str) -> Callable[[], str]:
    """Makes a new empty schema and gives the address that leads to it."""
    engine = sa.create_engine(postgres.replace("postgresql://", "postgresql+psycopg://"))
    made: list[str] = []

    def make() -> str:
        name = f"t{os.getpid()}_{len(made)}"
        made.append(name)
        with engine.begin() as c:
            c.exec_driver_sql(f'CREATE SCHEMA "{name}"')
        sign = "&" if "?" in postgres else "?"
        return f"{postgres}{sign}options=-csearch_path%3D{name}"

    return make


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory, fresh_schema: Callable[[], str]) -> tuple[str, str]:
    """The same reports, run on either engine: the addresses of SQLite and PostgreSQL."""
    folder = tmp_path_factory.mktemp("both")
    path = corpus(folder)
    targets = str(folder / "s.db"), fresh_schema()
    for target in targets:
        with Store.open(target) as s:
            take_in(s, path)
            run(s)
            s.add_user("reader", "reviewer", "a long enough word")
    return targets


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store may be opened, on each engine in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "s.db")
    return str(request.getfixturevalue("fresh_schema")())


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store on each engine in turn."""
    with Store.open(address) as s:
        yield s
