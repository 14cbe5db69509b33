"""Jobs: a stage, the files it reads and those it writes, as plain values. Done twice they write the same, so any may be done again."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from marsad.batch import partition, stages, tables
from marsad.batch.files import Files
from marsad.batch.work import KILLS, Setup, Work
from marsad.copies.settings import load_settings
from marsad.copies.sketch import gather
from marsad.model import Evidence, Place, Report
from marsad.model.codec import build

Job = dict[str, Any]
def perform(job: Job) -> Any:
    """Do a job; what it gives back is small. Raises OtherVersion, StoreError."""
    return _STAGES[job["stage"]](Files(job["root"]), job)


@cache
def work_of(root: str) -> Work:
    """The work of a run, by what its setup says; loaded once a process."""
    said = Files(root).get_json("setup.json")
    return Work(Setup(said["version"], tuple(build(Place, p) for p in said["places"])))


def _intake(files: Files, job: Job) -> Any:
    """A file of any source to parts of the table of reports."""
    from marsad.sources import Fields, Problem, read_path

    problems: list[str] = []
    parts: list[str] = []
    rows: list[tuple[Report, Evidence]] = []
    number = job["number"]

    def write() -> None:
        name = f"{number:05d}-{len(parts):06d}"
        files.put_table(f"reports/{name}.parquet", tables.of_reports(rows))
        parts.append(name)
        rows.clear()

    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        path = Path(job["path"])
        if not job["local"]:
            source, _, name = job["path"].rpartition("/")
            path = Path(folder) / name
            path.write_bytes(Files(source).get(name))
        for item in read_path(path, Fields(text=""), date.fromisoformat(job["today"])):
            if isinstance(item, Problem):
                problems.append(str(item.error))
                continue
            rows.append((item.report, item.evidence))
            if len(rows) == job["size"]:
                write()
        if rows:
            write()
    return {"parts": parts, "problems": problems}


def _read(files: Files, job: Job) -> Any:
    part, skip = job["part"], frozenset(job.get("skip", ()))
    reports = files.get_table(f"reports/{part}.parquet")
    found = stages.read(reports, work_of(files.path), skip)
    files.put_table(f"grams/{part}.parquet", stages.grams(found, job["shards"]))
    flat = gather(found.column("sketch").to_pylist())
    known = reports.select(["id", "text_sha256", "day"]).append_column("length", pa.array(flat.lengths))
    files.put_table(f"catalogue/{part}.parquet", known.append_column("grams", pa.array(np.diff(flat.bounds))))
    # Last: a part with readings is done.
    files.put_table(f"readings/{part}.parquet", found)
    return [(r, f) for r, f in zip(found.column("report").to_pylist(), found.column("failed").to_pylist(), strict=True) if f]


def _probe(files: Files, job: Job) -> Any:
    """Read some rows of a part for nothing but whether a worker survives it."""
    reports = files.get_table(f"reports/{job['part']}.parquet").slice(job["first"], job["count"])
    stages.read(reports, work_of(files.path))


class _World:
    """The reports of a run by number (order of day and id): part, row in it, day, words, and a way from parts to numbers."""

    def __init__(self, files: Files) -> None:
        self.parts: list[str] = files.get_json("parts.json")
        table = files.get_table("world.parquet")
        self.part, self.row, self.days, self.lengths, self.sizes = (
            table.column(n).to_numpy() for n in ("part", "row", "day", "length", "grams")
        )
        self.ids: list[str] = table.column("id").to_pylist()

    def ranks(self, parts: list[int], rows: list[int]) -> NDArray[np.int64]:
        """The numbers of the reports of these parts, one part after another; -1 where another revision is the current one."""
        starts = dict(zip(parts, np.concatenate([[0], np.cumsum(rows)]).tolist(), strict=False))
        out = np.full(sum(rows), -1, np.int64)
        begun = np.zeros(len(self.parts), np.int64)
        inside = np.isin(self.part, parts)
        for part in parts:
            begun[part] = starts[part]
        at = np.nonzero(inside)[0]
        out[begun[self.part[at]] + self.row[at]] = at
        return out


@cache
def _world(root: str) -> _World:
    return _World(Files(root))


def _shard(files: Files, job: Job) -> partition.Grams:
    """All grams of a hash partition, from all parts."""
    world = _world(files.path)
    found, rows, begun = [], files.get_json("rows.json"), 0
    for part, count in zip(world.parts, rows, strict=True):
        table = files.get_table(f"grams/{part}.parquet", group=job["shard"])
        found.append(table.set_column(1, "row", pa.array(table.column("row").to_numpy() + begun)))
        begun += count
    return stages.grams_of(pa.concat_tables(found), world.ranks(list(range(len(world.parts))), rows))


def _matches(files: Files, job: Job) -> Any:
    world = _world(files.path)
    files.put_table(f"matches/{job['shard']:05d}.parquet", stages.matches(_shard(files, job), world.days, job["parts"]))


def _judge(files: Files, job: Job) -> Any:
    found = files.gather(files.names("matches"), group=job["part"])
    pairs, links = stages.judge(found, _world(files.path).lengths)
    files.put_table(f"pairs/{job['part']:05d}.parquet", pairs)
    return links


def _common(files: Files, job: Job) -> Any:
    world, part = _world(files.path), load_settings().coherence.part
    return partition.common(_shard(files, job), world.days, job["groups"], part)


def _spread(files: Files, job: Job) -> Any:
    forest = files.get_table("forest.parquet").column("root").to_numpy()
    return partition.spread(_shard(files, job), forest, _world(files.path).days, load_settings())


def _rows_of(files: Files, folder: str, numbers: list[int], columns: list[str]) -> pa.Table:
    """Rows of the reports of these sorted numbers, in their order."""
    world = _world(files.path)
    part, row = world.part[numbers], world.row[numbers]
    found, order = [], []
    for n in np.unique(part).tolist():
        at = np.nonzero(part == n)[0]
        found.append(files.get_table(f"{folder}/{world.parts[n]}.parquet", columns).take(pa.array(row[at])))
        order.append(at)
    return pa.concat_tables(found).take(pa.array(np.argsort(np.concatenate(order))))


def weigh(files: Files, pairs: NDArray[np.int64], root: NDArray[np.int64], wide: Any, dropped: Any) -> NDArray[np.int32]:
    """Words that runs of pairs (numbers, a row each) cover; `root` names each report's dispatch."""
    numbers = np.unique(pairs)
    flat = gather(_rows_of(files, "readings", numbers.tolist(), ["sketch"]).column("sketch").to_pylist())
    of = np.repeat(np.arange(len(numbers)), np.diff(flat.bounds))
    local = np.searchsorted(numbers, pairs)
    first, second = np.ascontiguousarray(local[:, 0]), np.ascontiguousarray(local[:, 1])
    return partition.weigh(
        first, second, partition.Grams(flat.keys, of, flat.at), root[numbers], wide, dropped, load_settings()
    )


def _weigh(files: Files, job: Job) -> Any:
    keys = files.get_json("keys.json")
    forest = files.get_table("forest.parquet").column("root").to_numpy()
    wide, dropped = (np.array(keys[n], np.uint64) for n in ("wide", "dropped"))
    return weigh(files, job["pairs"], forest, wide, dropped)


def _named(files: Files, numbers: list[int]) -> Any:
    rows = stages.inputs(_rows_of(files, "reports", numbers, ["id", "text", "day", "outlet"]))
    return {r.id: r for r in rows}


def _align(files: Files, job: Job) -> Any:
    keys, ids = files.get_json("keys.json"), _world(files.path).ids
    background, formula = (np.array(keys[n], np.uint64) for n in ("background", "formula"))
    reports = _named(files, np.unique(job["pairs"]).tolist())
    found = stages.align([(ids[a], ids[b]) for a, b in job["pairs"].tolist()], reports, background, formula)
    files.put_table(f"copies/{job['number']:06d}.parquet", found)


def _families(files: Files, job: Job) -> Any:
    files.put_table(f"families/{job['number']:06d}.parquet", stages.families(job["copies"], _named(files, job["numbers"])))


def _stamps(files: Files, job: Job) -> Any:
    keys, world = files.get_json("keys.json"), _world(files.path)
    background, formula = (np.array(keys[n], np.uint64) for n in ("background", "formula"))
    numbers = np.nonzero(world.part == job["part"])[0].tolist()
    reports = stages.inputs(_rows_of(files, "reports", numbers, ["id", "text", "day", "outlet"])) if numbers else []
    sketches = _rows_of(files, "readings", numbers, ["sketch"]).column("sketch").to_pylist() if numbers else []
    files.put_table(f"stamps/{job['part']:06d}.parquet", stages.stamps(reports, sketches, background, formula))


_STAGES = {
    "intake": _intake, "read": _read, "probe": _probe, "matches": _matches, "judge": _judge, "common": _common, "spread": _spread,
    "weigh": _weigh, "align": _align, "families": _families, "stamps": _stamps,
}  # fmt: skip
__all__ = ["KILLS", "Job", "perform", "weigh", "work_of"]
