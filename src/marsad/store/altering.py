"""Rows written over the ones that stand under their names, where most of what they say is the same.

A row that is taken out and put in again moves to another page and is taken out of and put into every index: a dozen pages to write
for an entry that was closed. Written over in its place it is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from marsad.store import direct
from marsad.store import schema as t
from marsad.store.core import Delta, insert
from marsad.store.seals import seal


def alter(
    c: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]], stood: Mapping[str, str], delta: Delta
) -> set[str]:
    """Write rows over those of the same name; gives the names. `stood` are the seals that the rows there have, by name. A row by
    whose other cells the one there would be found no more is left alone: it is to be taken out and put in."""
    name = table.primary_key.columns[0].name
    columns, done = t.sealed(table.name), set()
    for row in rows:
        old = stood.get(row[name])
        if old is None:
            continue
        if "seal" not in row:
            row["seal"] = seal(columns, row)
        if (new := row["seal"]) != old:
            if not direct.alter(c, table, row):
                continue
            delta.add(table.name, [old], -1)
            delta.add(table.name, [new], 1)
        done.add(row[name])
    return done


def alter_pairs(
    c: sa.Connection, held: direct.Question, table: sa.Table, names: Collection[str], pairs: Iterable[Mapping[str, Any]], delta: Delta
) -> None:
    """Let a table of two columns hold these pairs, and no others, of the names in its first. `held` asks for its rows by that."""
    first, then = (column.name for column in table.primary_key.columns)
    there = {(row[0], row[1]): row[2] for row in held.ask(c, names)}
    wanted = {(p[first], p[then]): dict(p) for p in pairs}
    for at in sorted(there.keys() - wanted.keys()):
        direct.drop(c, table, {first: at[0], then: at[1]})
        delta.add(table.name, [there[at]], -1)
    insert(c, table, (p for at, p in wanted.items() if at not in there), delta)
