"""What every table of the schema rests on: the collection, and the seal of a row."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from marsad.store.seals import seal

metadata = sa.MetaData()


@cache
def sealed(table: str) -> tuple[str, ...]:
    """The columns that the seal of a row of this table covers: all that are given when it is written."""
    return tuple(
        c.name
        for c in metadata.tables[table].columns
        if c.name != "seal" and (c.name != "seq" or table not in ("change", "stale"))
    )


def seal_column(table: str) -> sa.Column[Any]:
    """The column of a row's seal, which is made when the row is written without one."""
    columns: list[str] = []

    def make(context: Any) -> str:
        if not columns:
            columns.extend(sealed(table))
        return seal(columns, context.get_current_parameters())

    return sa.Column("seal", sa.Text, nullable=False, default=make)
