"""Opening a store: the engine, its pragmas, and bringing an older schema up to date."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, OperationalError

from marsad.errors import StoreError
from marsad.store import schema

HEAD = "0001"
BUSY_SECONDS = 30


def open_engine(target: str, *, read_only: bool = False) -> sa.Engine:
    """An engine on `target` (a file path, `:memory:`, or a SQLAlchemy URL) with the newest schema.

    Raises StoreError where the file is no marsad store, comes from a newer version, or cannot be written.
    """
    if "://" in target:
        engine = sa.create_engine(target)
    elif target == ":memory:":
        engine = in_memory()
    else:
        path = Path(target)
        if not path.parent.is_dir():
            raise StoreError(
                "the folder of the store does not exist", where=str(path), hint="create it, or name another --store"
            )
        engine = sa.create_engine(
            f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
        )
        _listen(engine)
    try:
        if target == ":memory:":
            _create(engine)
        else:
            migrate(engine, target, read_only)
    except DatabaseError as error:
        engine.dispose()
        raise StoreError(
            f"the store cannot be opened: {error.orig}",
            where=target,
            hint="is it a marsad store, readable and writable, on a disk with room?",
        ) from error
    return engine


def writing(engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
    """A transaction that will write: on SQLite it takes the write lock at its start, so that it waits instead of failing late."""
    return engine.execution_options(marsad_write=True).begin()


def _listen(engine: sa.Engine) -> None:
    sa.event.listen(engine, "connect", _pragmas)
    sa.event.listen(engine, "begin", _begin)


def _begin(connection: sa.Connection) -> None:
    # sqlite3 would begin only before DML and leave DDL outside: a killed migration would then leave half a schema.
    write = connection.get_execution_options().get("marsad_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _pragmas(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-64000")
    cursor.close()


def _create(engine: sa.Engine) -> None:
    # A store in memory has no past to migrate from; Alembic alone would take longer than the question asked of it.
    with writing(engine) as connection:
        schema.metadata.create_all(connection)
        connection.exec_driver_sql(schema.FTS)
        for trigger in schema.APPEND_ONLY:
            connection.exec_driver_sql(trigger)


def in_memory() -> sa.Engine:
    """An engine on an empty database in memory, without a schema yet."""
    engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool, connect_args={"check_same_thread": False})
    _listen(engine)
    return engine


def migrate(engine: sa.Engine, target: str, read_only: bool) -> None:
    """Bring the schema up to date. Raises StoreError where that cannot be."""
    version = _version(engine, target)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise StoreError(
            f"the store has schema {version}, this marsad knows up to {HEAD}", where=target, hint="update marsad"
        )
    if read_only and version is None:
        raise StoreError("no marsad store here", where=target, hint="marsad add PATH makes one")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(engine: sa.Engine, target: str) -> str | None:
    with engine.connect() as connection:
        try:
            found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        except OperationalError as error:
            if "no such table" not in str(error):
                raise
            tables = connection.execute(sa.text("SELECT count(*) FROM sqlite_master")).scalar()
            if tables:
                raise StoreError(
                    "this file is a database, but no marsad store", where=target, hint="name another --store"
                ) from error
            return None
        except sa.exc.ProgrammingError:
            connection.rollback()
            return None
    return str(found) if found else None
