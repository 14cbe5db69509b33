"""What flows between stages over an archive, as Arrow tables: reports, readings with sketches, grams, pairs, copies, families."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from marsad.model import Evidence, Report

TEXT = pa.string()
REPORTS = pa.schema(
    [(name, TEXT) for name in ("id", "title", "text", "outlet", "url", "published", "language", "author")]
    + [("sha256", TEXT), ("text_sha256", TEXT), ("flags", pa.list_(TEXT)), ("day", TEXT), ("media_type", TEXT), ("bytes", pa.binary())]
)
"""A report a row, with the bytes that it was read from; `day` is its usable day of publication."""
READINGS = pa.schema(
    [("report", TEXT), ("text_sha256", TEXT), ("reader", TEXT), ("failed", TEXT), ("reading", TEXT),
     ("claims", pa.list_(pa.struct([("id", TEXT), ("kind", TEXT), ("data", TEXT)]))), ("sketch", pa.binary())]
)  # fmt: skip
"""What was read from each report (`reading`: dispatch day, passages, mentions; claims in order; as JSON) and its sketch."""
GRAMS = pa.schema([("key", pa.uint64()), ("row", pa.int32()), ("at", pa.uint16())])
"""Sampled grams of the reports of one part: hash, row of the report in the part, word index. A row group is a hash partition."""
MATCHES = pa.schema([("match", pa.int64())])
PAIRS = pa.schema([("a", pa.int32()), ("b", pa.int32()), ("covered", pa.int32())])
COPIES = pa.schema([("a", TEXT), ("b", TEXT), ("background", pa.bool_()), ("data", TEXT)])
"""Pairs of reports by id; `data` is the copy as JSON, null where they share no derived passage."""
FAMILIES = pa.schema([("id", TEXT), ("data", TEXT)])
STAMPS = pa.schema([("report", TEXT), ("stamp", TEXT)])


def of_reports(items: Iterable[tuple[Report, Evidence]]) -> pa.Table:
    """Reports with their bytes as a table."""
    rows: list[dict[str, Any]] = [
        {
            "id": r.id, "title": r.title, "text": r.text, "outlet": r.outlet, "url": r.url, "published": r.published,
            "language": r.language, "author": r.author, "sha256": r.sha256, "text_sha256": r.text_sha256,
            "flags": list(r.flags), "day": r.day, "media_type": e.media_type, "bytes": e.data,
        }
        for r, e in items
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=REPORTS)


def to_reports(table: pa.Table) -> list[Report]:
    """Reports of a table with at least their own columns."""
    names = ("id", "title", "text", "outlet", "url", "published", "language", "author", "sha256", "text_sha256", "flags")
    return [Report(**{**row, "flags": tuple(row["flags"])}) for row in table.select(names).to_pylist()]


def to_items(table: pa.Table) -> list[tuple[Report, Evidence]]:
    """Reports with the bytes that they were read from."""
    kinds, data = table.column("media_type").to_pylist(), table.column("bytes").to_pylist()
    return [
        (report, Evidence(report.sha256, kind, one)) for report, kind, one in zip(to_reports(table), kinds, data, strict=True)
    ]


def table(schema: pa.Schema, *columns: Any) -> pa.Table:
    """A table of that schema from its columns in order."""
    return pa.Table.from_arrays([pa.array(c, type=f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
