"""Opening a store: the engine of a file or a database, and bringing an older schema up to date."""

from __future__ import annotations

import os
import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from marsad.errors import StoreError, StoreReadOnly, UsageError
from marsad.store import pages, postgres, schema
from marsad.store.faults import busy_seconds, listen, of_sqlite

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
HEAD = max(p.name[1:5] for p in _VERSIONS.glob("v[0-9][0-9][0-9][0-9]_*.py"))
"""The newest schema that this code knows: revisions are numbered in their files' names."""
MEMORY = ":memory:"
"""What a store in memory is opened by; ask a store itself by `Records.in_memory`."""


def open_engine(target: str, *, read_only: bool = False) -> sa.Engine:
    """An engine on `target` (a file path, `:memory:`, or the address of a PostgreSQL database) with the newest schema.

    Raises StoreError where it is no marsad store, comes from a newer version, or cannot be written; UsageError for an address that
    is none, MissingExtra without the driver for it.
    """
    where = target
    if postgres.is_address(target):
        where = postgres.shown(target)
        engine = postgres.connect(target)
    elif "://" in target:
        raise UsageError(
            "a store is a file or a PostgreSQL database",
            where=f"--store {postgres.shown(target)}",
            hint="for example marsad.db, or postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
        )
    elif target == MEMORY:
        engine = in_memory()
    else:
        engine = _file(Path(target))
    try:
        if target == MEMORY:
            _create(engine)
        else:
            migrate(engine, where, read_only)
    except (DatabaseError, UnicodeDecodeError) as error:
        engine.dispose()
        raise StoreError(
            f"the store cannot be opened: {getattr(error, 'orig', error)}",
            where=where,
            hint="is it a marsad store, readable and writable, on a disk with room?",
        ) from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def writing(engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
    """A transaction that will write. One at a time: the next waits at its start, instead of failing late; readers never wait.

    Raises StoreBusy where the wait is too long.
    """
    # To give an engine its option takes longer than a small transaction.
    writer: sa.Engine | None = getattr(engine, _WRITER, None)
    if writer is None:
        writer = engine.execution_options(marsad_write=True)
        setattr(engine, _WRITER, writer)
    return writer.begin()


_WRITER = "_marsad_writer"


def file_of(engine: sa.Engine) -> Path | None:
    """The file of a store in a file; None for a database in memory or on a server."""
    found = engine.get_execution_options().get("marsad_file")
    return Path(found) if found else None


def _file(path: Path) -> sa.Engine:
    if not path.parent.is_dir():
        raise StoreError(
            "the folder of the store does not exist", where=str(path), hint="create it, or name another --store"
        )
    engine = sa.create_engine(
        "sqlite://",
        poolclass=sa.pool.QueuePool,
        pool_size=5,
        max_overflow=60,
        creator=lambda: _connect(path),
        execution_options={"marsad_file": str(path)},
    )
    _listen(engine, str(path))
    return engine


def _connect(path: Path) -> sqlite3.Connection:
    def open_as(address: str, uri: bool) -> sqlite3.Connection:
        return sqlite3.connect(address, uri=uri, timeout=busy_seconds(), check_same_thread=False, cached_statements=512)

    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return open_as(str(path), False)
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        return open_as(f"{path.resolve().as_uri()}?mode=ro", True)
    # SQLite wants to lay files beside the store even to read it; where nobody can write, none are needed.
    return open_as(f"{path.resolve().as_uri()}?mode=ro&immutable=1", True)


def _listen(engine: sa.Engine, where: str) -> None:
    listen(engine, where)
    sa.event.listen(engine, "connect", _pragmas)
    sa.event.listen(engine, "begin", _begin)


def _begin(connection: sa.Connection) -> None:
    # sqlite3 would begin only before DML and leave DDL outside: a killed migration would then leave half a schema.
    options = connection.get_execution_options()
    if not options.get("marsad_write"):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    if where := options.get("marsad_file"):
        below: Any = connection.connection.dbapi_connection
        try:
            pages.unseal(below)
        except sqlite3.Error as error:
            if told := of_sqlite(error, where):
                raise told from error
            raise


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
    _listen(engine, MEMORY)
    return engine


def migrate(engine: sa.Engine, target: str, read_only: bool = False, to: str = "head") -> None:
    """Bring the schema up to date. Raises StoreError where that cannot be."""
    version = _version(engine, target)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise StoreError(
            f"the store has schema {version}, this marsad knows up to {HEAD}", where=target, hint="update marsad"
        )
    if version is not None and not list(_VERSIONS.glob(f"v{version}_*.py")):
        raise StoreError(f"the store names a schema that never was: {version!r}", where=target, hint="marsad verify")
    if read_only and version is None:
        raise StoreError("no marsad store here", where=target, hint="marsad add PATH makes one")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_VERSIONS.parent))
    try:
        with writing(engine.execution_options(marsad_migration=True)) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            if connection.dialect.name == "postgresql":
                postgres.order_by_code_point(connection)
    except StoreReadOnly as error:
        what = "holds no marsad store yet" if version is None else f"has the older schema {version}"
        raise StoreReadOnly(f"it {what}, and cannot be written: {error.message}", where=target, hint=error.hint) from error


def _version(engine: sa.Engine, target: str) -> str | None:
    with engine.connect() as connection:
        names = _tables(connection)
        if not names:
            return None
        if "alembic_version" not in names:
            raise StoreError(
                "this is a database, but no marsad store", where=target, hint="name another --store (or an empty database)"
            )
        found: Any = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _tables(connection: sa.Connection) -> set[str]:
    if connection.dialect.name == "postgresql":
        return postgres.tables(connection)
    return set(connection.execute(sa.text("SELECT name FROM sqlite_master")).scalars())
