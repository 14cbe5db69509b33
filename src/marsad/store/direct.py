"""Small questions and rows told to the driver itself.

A stage that works on what one report changed asks a hundred small questions; SQLAlchemy takes seven times as long to pass such a one
on as SQLite to answer it. Queries are still written in SQLAlchemy's words and compiled once; a server of PostgreSQL is asked through
it as ever, since there the way to the server is what takes time.
"""

from __future__ import annotations

import re
import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa

from marsad.store.faults import of_sqlite

MOST = 512
"""Values given at once: below every engine's limit."""
_LIST = "__[POSTCOMPILE_v]"


class Question:
    """A query that is asked often, by names of its parameters; `v`, where it has that, stands for a list (`_V`).

    `by` names for some tables the index by which SQLite shall find their rows: it knows nothing of how many rows share a value, and
    would rather go through a narrow index from end to end than look up twenty rows in another. `first` is the table to begin with.
    `row` is the named tuple that its rows become, by default one of the columns' names.
    """

    __slots__ = ("_by", "_first", "_made", "_names", "_own", "_query", "_text", "_texts")

    def __init__(
        self, query: sa.Select[Any], *, by: Mapping[str, str] | None = None, first: str = "", row: type[Any] | None = None
    ) -> None:
        self._by, self._first = dict(by or {}), first
        self._query = query
        names = [str(c.key) for c in query.selected_columns]
        made: Any = row or namedtuple("Row", names)
        assert list(made._fields) == names
        # What `_make` of a named tuple does, without a call in Python for each of hundreds of rows.
        self._made: Callable[[Iterable[Any]], Any] = partial(tuple.__new__, made)
        self._text = ""
        self._names: list[str] = []
        # Values that the query itself holds.
        self._own: dict[str, Any] = {}
        self._texts: dict[int, str] = {}

    def ask(self, c: sa.Connection, values: Iterable[Any] | None = None, **more: Any) -> list[Any]:
        """Its rows, named by their columns; `values` are asked for in parts."""
        if values is None:
            return self._part(c, more)
        wanted = sorted(set(values))
        found: list[Any] = []
        for start in range(0, len(wanted), MOST):
            found += self._part(c, {"v": wanted[start : start + MOST], **more})
        return found

    def text(self, c: sa.Connection) -> str:
        """What SQLite is told, the list in it still to be put in."""
        if not self._text:
            compiled = self._query.compile(dialect=c.dialect)
            text = str(compiled)
            for table, index in self._by.items():
                text = re.sub(rf"((?:FROM|JOIN) {table})\b", rf"\1 INDEXED BY {index}", text)
            if self._first:
                assert f"FROM {self._first} " in text
                text = text.replace(" JOIN ", " CROSS JOIN ")
            assert "POSTCOMPILE" not in text.replace(_LIST, ""), "a list that is not v"
            self._names, self._text, self._own = list(compiled.positiontup or ()), text, dict(compiled.params)
        return self._text

    def _part(self, c: sa.Connection, given: dict[str, Any]) -> list[Any]:
        if not is_direct(c):
            return [self._made(row) for row in c.execute(self._query, given)]
        held = given.get("v")
        text, size = self.text(c), 0
        if held is not None:
            # Few texts, so that SQLite need not read each anew: what is missing to a power of two is asked for again.
            size = 1 << (len(held) - 1).bit_length()
            text = self._texts.get(size) or self._texts.setdefault(size, text.replace(_LIST, ", ".join("?" * size)))
        args: list[Any] = []
        for name in self._names:
            if name == "v" and held is not None:
                args += held
                args += held[-1:] * (size - len(held))
            else:
                args.append(given[name] if name in given else self._own[name])
        return list(map(self._made, rows(c, text, args)))


def is_direct(c: sa.Connection) -> bool:
    """Whether the driver can be told itself: the store is a file of SQLite."""
    return c.dialect.name == "sqlite"


def rows(c: sa.Connection, text: str, args: Sequence[Any] = ()) -> list[Any]:
    """All rows of a question to SQLite, in the transaction of the connection. Raises as the connection would."""
    if not c.in_transaction():
        c.begin()
    driver: Any = c.connection.dbapi_connection
    try:
        return driver.execute(text, args).fetchall()  # type: ignore[no-any-return]
    except sqlite3.Error as error:
        raise _told(c, text, args, error) from error


def seals(c: sa.Connection, table: sa.Table) -> Iterator[Any]:
    """The seals of all rows of a table."""
    text = f'SELECT seal FROM "{table.name}"'
    if not is_direct(c):
        yield from c.exec_driver_sql(text).scalars()
        return
    driver: Any = c.connection.dbapi_connection
    try:
        yield from (row[0] for row in driver.execute(text))
    except sqlite3.Error as error:
        raise _told(c, text, (), error) from error


def put(c: sa.Connection, table: sa.Table, found: Sequence[dict[str, Any]]) -> None:
    """Insert rows that name the same columns."""
    if not found:
        return
    if not is_direct(c):
        c.execute(table.insert(), found)
        return
    names = tuple(found[0])
    text = _INSERTS.get((table.name, names))
    if text is None:
        said = ", ".join(f'"{n}"' for n in names)
        text = _INSERTS[table.name, names] = f'INSERT INTO "{table.name}" ({said}) VALUES ({", ".join("?" * len(names))})'
    driver: Any = c.connection.dbapi_connection
    try:
        driver.executemany(text, [[row[n] for n in names] for row in found])
    except sqlite3.Error as error:
        raise _told(c, text, (), error) from error


def take(c: sa.Connection, column: sa.Column[Any], values: Sequence[Any], what: Sequence[str] = ()) -> list[Any]:
    """Delete the rows whose column is one of the values (and whose `what` is one of those, where given); gives their seals."""
    table = column.table
    assert isinstance(table, sa.Table)
    if not is_direct(c):
        where = column.in_(values) if not what else sa.and_(column.in_(values), table.c.what.in_(what))
        seals = list(c.execute(sa.select(table.c.seal).where(where)).scalars())
        if seals:
            c.execute(table.delete().where(where))
        return seals
    size = 1 << (len(values) - 1).bit_length()
    said = f'FROM "{table.name}" WHERE "{column.name}" IN ({", ".join("?" * size)})'
    args = [*values, *[values[-1]] * (size - len(values)), *what]
    if what:
        said += f' AND "what" IN ({", ".join("?" * len(what))})'
    if _RETURNING:
        return [row[0] for row in rows(c, f"DELETE {said} RETURNING seal", args)]
    seals = [row[0] for row in rows(c, f"SELECT seal {said}", args)]
    if seals:
        rows(c, f"DELETE {said}", args)
    return seals


def clear(c: sa.Connection, column: sa.Column[Any], values: Sequence[Any]) -> None:
    """Delete the rows whose column is one of the values, whose seals nobody counts."""
    if not is_direct(c):
        c.execute(column.table.delete().where(column.in_(values)))
        return
    size = 1 << (len(values) - 1).bit_length()
    said = f'DELETE FROM "{column.table.name}" WHERE "{column.name}" IN ({", ".join("?" * size)})'
    rows(c, said, [*values, *[values[-1]] * (size - len(values))])


def alter(c: sa.Connection, table: sa.Table, row: dict[str, Any]) -> bool:
    """Write a row over the one with the same cells in all that it is found by (key and indices); whether there was such a one."""
    fixed = _FIXED.get(table.name)
    if fixed is None:
        indexed = {column.name for index in table.indexes for column in index.columns}
        key = [column.name for column in table.primary_key.columns]
        fixed = _FIXED[table.name] = (*key, *sorted(indexed - set(key)))
    rest = [name for name in row if name not in fixed]
    if not is_direct(c):
        where = (table.c[name].is_not_distinct_from(row[name]) for name in fixed)
        return bool(c.execute(table.update().where(*where).values({name: row[name] for name in rest})).rowcount)
    text = _ALTERS.get(table.name)
    if text is None:
        # An index that is named among what is set is written again, whether its cell differs or not.
        said, where_text = ", ".join(f'"{n}" = ?' for n in rest), " AND ".join(f'"{n}" IS ?' for n in fixed)
        text = _ALTERS[table.name] = f'UPDATE "{table.name}" SET {said} WHERE {where_text}'
    driver: Any = c.connection.dbapi_connection
    args = [row[name] for name in (*rest, *fixed)]
    try:
        return bool(driver.execute(text, args).rowcount)
    except sqlite3.Error as error:
        raise _told(c, text, args, error) from error


def drop(c: sa.Connection, table: sa.Table, row: dict[str, Any]) -> None:
    """Delete the rows with these cells."""
    if not is_direct(c):
        c.execute(table.delete().where(*(table.c[name] == value for name, value in row.items())))
        return
    where = " AND ".join(f'"{name}" = ?' for name in row)
    rows(c, f'DELETE FROM "{table.name}" WHERE {where}', list(row.values()))


_INSERTS: dict[tuple[str, tuple[str, ...]], str] = {}
_ALTERS: dict[str, str] = {}
_FIXED: dict[str, tuple[str, ...]] = {}
_RETURNING = sqlite3.sqlite_version_info >= (3, 35)
"""Whether SQLite tells what it deletes."""


def _told(c: sa.Connection, text: str, args: Any, error: sqlite3.Error) -> BaseException:
    """The error that the connection would raise for what SQLite said."""
    where = str(c.get_execution_options().get("marsad_file") or ":memory:")
    ours = of_sqlite(error, where)
    return ours or sa.exc.DBAPIError.instance(text, args, error, sqlite3.Error, dialect=c.dialect)
