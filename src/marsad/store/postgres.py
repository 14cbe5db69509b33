"""What only PostgreSQL needs: the address, the lock that lets one writer in at a time, and the order of texts."""

from __future__ import annotations

import logging
import time
from importlib.util import find_spec

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from marsad.errors import MissingExtra, StoreError, StoreLost, UsageError
from marsad.store.faults import busy_seconds, listen

OLDEST = 15
LOCK = 0x6D617273
"""The first key of the advisory lock (the second is the schema's), so that writers of other programs are not held up."""
_STARTING = 30.0


def is_address(target: str) -> bool:
    """Whether a --store names a PostgreSQL database and no file."""
    return target.startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))


def shown(target: str) -> str:
    """What may be shown of a --store: a file's path, an address without its password."""
    if "://" not in target:
        return target
    try:
        return make_url(target).render_as_string(hide_password=True)
    except ArgumentError:
        return target.split("@")[-1]


def connect(target: str) -> sa.Engine:
    """An engine on the database at this address. Raises MissingExtra, UsageError, StoreError, StoreLost."""
    if find_spec("psycopg") is None:
        raise MissingExtra(
            "a PostgreSQL store needs the driver psycopg", where="--store", hint="pip install marsad[postgres]"
        )
    try:
        url = make_url(target.replace("postgres://", "postgresql://", 1)).set(drivername="postgresql+psycopg")
    except ArgumentError as error:
        raise UsageError(
            "this address cannot be read", where="--store", hint="postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
        ) from error
    engine = sa.create_engine(
        url,
        # Each reader sees one moment of the store, however many questions it asks, as on SQLite.
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=25,
        connect_args={
            "connect_timeout": 10,
            "application_name": "marsad",
            "keepalives_idle": 30,
            "client_encoding": "utf8",
        },
    )
    # What goes wrong is told by errors of ours; the driver's own warnings would stand before them.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    listen(engine, shown(target))
    sa.event.listen(engine, "begin", _begin)
    _await(engine, shown(target))
    return engine


def _await(engine: sa.Engine, where: str) -> None:
    # A server that was killed says for a while that it is starting up: whoever restarts it need not time the next command.
    end = time.monotonic() + _STARTING
    while True:
        try:
            with engine.connect() as c:
                version = c.connection.dbapi_connection.info.server_version // 10000  # type: ignore[union-attr]
            break
        except StoreLost as error:
            if ("starting up" not in error.message and "recovery" not in error.message) or time.monotonic() > end:
                engine.dispose()
                raise
            time.sleep(0.2)
        except StoreError:
            engine.dispose()
            raise
    if version < OLDEST:
        engine.dispose()
        raise StoreError(f"this is PostgreSQL {version}; marsad needs {OLDEST} or newer", where=where)


def _begin(connection: sa.Connection) -> None:
    if not connection.get_execution_options().get("marsad_write"):
        return
    # A writer must see what the writer before it committed, so its snapshot may not be older than its lock.
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(busy_seconds() * 1000)}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK}, hashtext(current_schema()))")
    if not connection.get_execution_options().get("marsad_migration"):
        connection.exec_driver_sql("UPDATE store_state SET writes = writes + 1")


def writes(engine: sa.Engine) -> int:
    """How many transactions have written to the store: two looks at a changed store never give the same."""
    with engine.connect() as c:
        return int(c.exec_driver_sql("SELECT writes FROM store_state").scalar_one())


def tables(c: sa.Connection) -> set[str]:
    """Names of the tables in the schema that the address leads to."""
    return set(sa.inspect(c).get_table_names())


def order_by_code_point(c: sa.Connection) -> None:
    """Give every text column the collation "C": lists come in the order of SQLite, whatever the locale of the server."""
    query = sa.text(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
        "AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C' ORDER BY 1, 2"
    )
    by_table: dict[str, list[str]] = {}
    for table, column in c.execute(query).all():
        by_table.setdefault(table, []).append(column)
    for table, columns in by_table.items():
        said = ", ".join(f'ALTER COLUMN "{column}" TYPE text COLLATE "C"' for column in columns)
        c.exec_driver_sql(f'ALTER TABLE "{table}" {said}')


def set_sequences(c: sa.Connection) -> None:
    """After rows with numbers of their own were put in: let the numbers that the server gives go on after them."""
    query = sa.text(
        "SELECT table_name, column_name, pg_get_serial_sequence(format('%I', table_name), column_name) "
        "FROM information_schema.columns WHERE table_schema = current_schema() AND column_default LIKE 'nextval(%' ORDER BY 1, 2"
    )
    for table, column, sequence in c.execute(query).all():
        last = f'SELECT coalesce(max("{column}"), 0) + 1 FROM "{table}"'
        c.execute(sa.text(f"SELECT setval(:name, ({last}), false)"), {"name": sequence})


def vacuum(engine: sa.Engine) -> None:
    """Write the tables anew without what was deleted. The server's own log and its archives are out of reach."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as c:
        for table in sorted(tables(c)):
            c.exec_driver_sql(f'VACUUM (FULL) "{table}"')
