"""The stages over an archive: Arrow tables in, Arrow tables out, pure; any engine can host them. `jobs` binds them to files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from marsad.batch import partition, tables
from marsad.batch.partition import Grams
from marsad.batch.work import Work
from marsad.copies import CopyInput, copy_of, families_of
from marsad.copies.align import Prepared
from marsad.copies.candidates import Candidates
from marsad.copies.fold import I64, U64
from marsad.copies.memory import stamps_of
from marsad.copies.passages import prepare_text
from marsad.copies.settings import load_settings
from marsad.copies.sketch import gather, sketch_many, words_many
from marsad.model import Copy
from marsad.model.codec import dumps, loads

SHARD_BITS = 24
"""Low bits of a gram's hash that are always zero."""


def read(reports: pa.Table, work: Work, skip: frozenset[int] = frozenset()) -> pa.Table:
    """Reports to readings (claims, mentions) and sketches, a row each; rows in `skip` are left without claims."""
    sketches = sketch_many(reports.column("text").to_pylist(), compiled=True)
    rows: list[dict[str, Any]] = []
    for n, (report, sketch) in enumerate(zip(tables.to_reports(reports), sketches, strict=True)):
        one = work.read_one(report) if n not in skip else work.leave_one(report)
        rows.append(
            {
                "report": report.id, "text_sha256": report.text_sha256, "reader": work.version, "failed": one.failed,
                "reading": one.rows.reading["data"], "sketch": sketch,
                "claims": [{"id": c["id"], "kind": c["kind"], "data": c["data"]} for c in one.rows.claims],
            }
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=tables.READINGS)


def grams(readings: pa.Table, shards: int) -> list[pa.Table]:
    """Sketches to grams, cut by hash into `shards` tables."""
    flat = gather(readings.column("sketch").to_pylist())
    rows = np.repeat(np.arange(flat.reports, dtype=np.int32), np.diff(flat.bounds))
    of = (flat.keys >> np.uint64(SHARD_BITS)) % np.uint64(shards)
    return [tables.table(tables.GRAMS, flat.keys[at], rows[at], flat.at[at]) for at in (of == n for n in range(shards))]


def matches(found: Grams, days: I64, parts: int) -> list[pa.Table]:
    """The grams of one hash partition to matches, cut by the later report into `parts` tables."""
    sorted_ = partition.find_matches(found, days, load_settings())
    return [tables.table(tables.MATCHES, part) for part in partition.cut(sorted_, len(days), parts)]


def judge(found: pa.Table, lengths: NDArray[np.int32]) -> tuple[pa.Table, I64]:
    """All matches of some later reports to pairs and links."""
    judged = partition.judge(found.column("match").to_numpy(), lengths, load_settings())
    return tables.table(tables.PAIRS, judged.a, judged.b, judged.covered), judged.links


def align(pairs: Sequence[tuple[str, str]], reports: Mapping[str, CopyInput], background: U64, formula: U64) -> pa.Table:
    """Candidate pairs to aligned copies, a row a pair."""
    named = sorted({name for pair in pairs for name in pair})
    split = dict(zip(named, words_many([reports[name].text for name in named], compiled=True), strict=True))
    ready: dict[str, Prepared] = {}

    def prepared(name: str) -> Prepared:
        if name not in ready:
            ready[name] = prepare_text(reports[name].text, split[name], background, formula)
        return ready[name]

    found = [copy_of(reports[x], reports[y], prepared=(prepared(x), prepared(y))) for x, y in pairs]
    ordered = [sorted(pair) for pair in pairs]
    return tables.table(
        tables.COPIES, [a for a, _ in ordered], [b for _, b in ordered], [bool(c and c.background) for c in found],
        [dumps(c) if c else None for c in found],
    )  # fmt: skip


def families(copies: Sequence[str], reports: Mapping[str, CopyInput]) -> pa.Table:
    """Copies (JSON) of whole groups of reports that hang together to families."""
    found = families_of([loads(Copy, one) for one in copies], reports)
    return tables.table(tables.FAMILIES, [f.id for f in found], [dumps(f) for f in found])


def stamps(reports: Sequence[CopyInput], sketches: Sequence[bytes], background: U64, formula: U64) -> pa.Table:
    """What the copies stage remembers of each report, so that a later run aligns nothing again."""
    none: Any = np.zeros(0)
    candidates = Candidates(none, none, none, none, none, background, formula)
    made = stamps_of(reports, gather(sketches), candidates, True) if reports else []
    return tables.table(tables.STAMPS, [r.id for r in reports], made)


def grams_of(found: pa.Table, ranks: NDArray[np.int64]) -> Grams:
    """Grams of parts laid one after another (`row` counts over all), under the reports' numbers; those without one are dropped."""
    report = ranks[found.column("row").to_numpy()]
    kept = report >= 0
    return Grams(found.column("key").to_numpy()[kept], report[kept], found.column("at").to_numpy()[kept])


def inputs(reports: pa.Table) -> list[CopyInput]:
    """Reports as the copies stage sees them."""
    columns = (reports.column(name).to_pylist() for name in ("id", "text", "day", "outlet"))
    return [CopyInput(*row) for row in zip(*columns, strict=True)]
