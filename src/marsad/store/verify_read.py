"""Reading rows as they lie on the disk: no type is mended, and a cell that is no UTF-8 any more is shown, not refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from marsad.store import schema as t

Note = Callable[[str, object, str], None]
"""Called with table, id and what is wrong."""

CHUNK = 200


@contextmanager
def raw(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection whose text cells survive damage: bytes that are no UTF-8 come as lone surrogates. Rolled back at the end."""
    with engine.connect() as c:
        below: Any = c.connection.dbapi_connection
        if engine.dialect.name != "sqlite":
            yield c
            c.rollback()
            return
        before = below.text_factory
        below.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        try:
            yield c
        finally:
            below.text_factory = before
            c.rollback()


def rows(c: sa.Connection, table: str, columns: Sequence[str], where: str = "") -> Iterator[dict[str, Any]]:
    """Rows of a table with the named columns as plain values, streamed in the order of the table (of its key on PostgreSQL)."""
    said = ", ".join(f'"{name}"' for name in columns)
    if not where and c.dialect.name != "sqlite" and table in t.metadata.tables:
        where = "ORDER BY " + ", ".join(f'"{key.name}"' for key in t.metadata.tables[table].primary_key)
    result = c.execution_options(yield_per=500).exec_driver_sql(f'SELECT {said} FROM "{table}" {where}')
    for row in result:
        yield dict(zip(columns, row, strict=True))


def among(
    c: sa.Connection, table: str, columns: Sequence[str], key: str, values: Sequence[object]
) -> Iterator[dict[str, Any]]:
    """Rows whose `key` is one of `values` (at most CHUNK)."""
    said = ", ".join(f'"{name}"' for name in columns)
    names = [f"v{n}" for n in range(len(values))]
    query = sa.text(f'SELECT {said} FROM "{table}" WHERE "{key}" IN ({", ".join(":" + n for n in names)})')
    for row in c.execute(query, dict(zip(names, map(_bindable, values), strict=True))):
        yield dict(zip(columns, row, strict=True))


def _bindable(value: object) -> object:
    # A lone surrogate cannot be bound; no honest row has such an id, so any other spelling finds nothing, as it should.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
