"""Parquet: one report a row, columns by their names or by a mapping."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from marsad.errors import BadInput
from marsad.sources.draft import Fields, Problem, Read, draft
from marsad.sources.jsonl import from_row
from marsad.sources.mapping import FIELDS, Shape

ROWS = 64
"""Rows that are held at a time."""


def read_parquet(path: Path, defaults: Fields, today: date, shape: Shape) -> Iterator[Read | Problem]:
    """A report a row; the bytes kept are the fields of the row as JSON. Raises BadInput where the file cannot be read or no column
    holds the text."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise BadInput("Parquet is read by pyarrow, which is not installed", where=str(path),
                       hint="pip install marsad[archive]") from error  # fmt: skip
    where = str(path)
    number = 0
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            columns = _columns(file.schema_arrow.names, shape, where)
            for batch in file.iter_batches(batch_size=ROWS, columns=list(columns.values()), use_threads=False):
                for values in batch.to_pylist():
                    number += 1
                    here = f"{where}:{number}"
                    try:
                        yield _row(values, columns, shape, defaults, here, today)
                    except BadInput as error:
                        yield Problem(here, error)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        message = f"the file is broken after row {number}" if number else "this cannot be read as Parquet"
        raise BadInput(f"{message}: {str(error)[:200]}", where=where) from error
    if not number:
        raise BadInput("the file holds no row", where=where)


def _columns(names: list[str], shape: Shape, where: str) -> dict[str, str]:
    columns = {}
    folded = {name.strip().casefold(): name for name in reversed(names)}
    for field in FIELDS:
        wanted = shape.columns.get(field)
        found = folded.get((wanted or field).strip().casefold())
        if wanted is not None and found is None:
            raise BadInput(f"no column is named «{wanted}»", where=where, hint="the columns are " + ", ".join(names)[:300])
        if found is not None:
            columns[field] = found
    if "text" not in columns:
        hint = "name it: --map text=COLUMN; the columns are " + ", ".join(names)[:300]
        raise BadInput("no column is named «text»", where=where, hint=hint)
    return columns


def _row(values: dict[str, Any], columns: dict[str, str], shape: Shape, defaults: Fields, where: str, today: date) -> Read:
    row = {field: _plain(values[name], field, where) for field, name in columns.items()}
    if isinstance(row.get("published"), str):
        row["published"] = shape.published(row["published"])
    data = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return draft(from_row(row, defaults, where), data, "application/vnd.apache.parquet+json", where, today)


def _plain(value: Any, field: str, where: str) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if value is None or isinstance(value, (str, int)):
        return value
    raise BadInput(f"the column for «{field}» holds {type(value).__name__}, not text", where=where)
