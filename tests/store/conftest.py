"""The same tests on both engines: SQLite in a file, PostgreSQL in a schema of its own on a server of ours."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import sqlalchemy as sa

from marsad.store import Store

from .servers import INSTALL, Server, programs

ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server: that of MARSAD_TEST_POSTGRES, else one started here."""
    if find_spec("psycopg") is None:
        pytest.skip(INSTALL)
    if given := os.environ.get("MARSAD_TEST_POSTGRES"):
        yield given
        return
    if programs() is None:
        pytest.skip(INSTALL)
    server = Server.make(tmp_path_factory.mktemp("postgres"))
    yield server.url
    server.stop()


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
