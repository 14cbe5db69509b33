"""A run over an archive: which jobs there are, in which order, and what is put together between them."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from marsad.batch import search, tables
from marsad.batch.engines import Engine
from marsad.batch.files import Files
from marsad.batch.jobs import Job
from marsad.batch.pool import Poison, WorkersLost
from marsad.copies.inputs import day_number
from marsad.copies.memory import Memory
from marsad.errors import UsageError
from marsad.model import Place
from marsad.model.codec import plain

log = logging.getLogger("marsad")
Tell = Callable[[str, int, int], None]
PART = 256
"""Reports of a part: what is lost, and done again, when a worker dies."""
SHARDS = 4
"""Hash partitions a worker: what a worker must hold of the search at a time."""
PAIRS = 400
"""Pairs that a job aligns."""
GROUPED = 200
"""Reports of the families that a job gathers."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run over an archive came to."""

    reports: int
    revisions: int
    pairs: int
    families: int
    problems: tuple[str, ...]


def run_archive(
    source: Sequence[tuple[str, bool]], out: str, version: str, places: Sequence[Place], today: str, engine: Engine, tell: Tell
) -> Done:
    """Read, sketch and compare the reports of these files (path, whether of this machine) into Parquet below `out`.

    What is there already of the same run is not read again. Raises UsageError where `out` holds another run.
    """
    files = Files(out)
    # How the work is cut changes nothing of the result, but files of two cuts do not go together.
    setup: dict[str, Any] = {"version": version, "places": [plain(p) for p in places], "today": today, "source": [list(s) for s in source]}
    shards = SHARDS * engine.workers
    if files.exists("setup.json"):
        before = files.get_json("setup.json")
        shards = before.pop("shards")
        if before | {"today": today} != setup:
            raise UsageError("this path holds another run", where=out, hint="name an empty one")
        setup["today"] = before["today"]
    files.put_json("setup.json", {**setup, "shards": shards})
    parts, problems = _take_in(files, source, setup["today"], engine, tell)
    _read(files, parts, shards, engine, tell)
    revisions = _number(files, parts)
    found = search.candidates(files, engine, shards, tell)
    pairs = _align(files, found, engine, tell)
    families = _families(files, engine, tell)
    _remember(files, len(parts), engine)
    world = files.get_table("world.parquet", ["part"]).num_rows
    done = Done(world, revisions, pairs, families, tuple(problems))
    files.put_json("done.json", {"reports": done.reports, "revisions": revisions, "pairs": pairs, "families": families})
    return done


def _take_in(files: Files, source: Sequence[tuple[str, bool]], today: str, engine: Engine, tell: Tell) -> tuple[list[str], list[str]]:
    if files.exists("parts.json"):
        return files.get_json("parts.json"), []
    jobs = [
        {"stage": "intake", "root": files.path, "path": path, "local": local, "number": n, "today": today, "size": PART}
        for n, (path, local) in enumerate(source)
    ]
    parts, problems = [], []
    for n, found in enumerate(_whole(engine, jobs), 1):
        parts += found["parts"]
        problems += found["problems"]
        tell("intake", n, len(jobs))
    files.put_json("parts.json", parts)
    return parts, problems


def _read(files: Files, parts: Sequence[str], shards: int, engine: Engine, tell: Tell) -> None:
    standing = set(files.names("readings"))
    left = [p for p in parts if f"readings/{p}.parquet" not in standing]
    jobs = [{"stage": "read", "root": files.path, "part": p, "shards": shards} for p in left]
    for n, (job, failed) in enumerate(zip(jobs, engine.map(iter(jobs)), strict=True), len(parts) - len(left) + 1):
        if isinstance(failed, Poison):
            failed = _read_apart(files, job, engine, failed)
        for report, why in failed:
            log.warning("report %s could not be read (%s); it is kept without claims", report, why)
        tell("reading", n, len(parts))


def _read_apart(files: Files, job: Job, engine: Engine, poison: Poison) -> Any:
    """Find the rows of a part over which workers die, and read the others."""
    ranges = [(0, files.get_table(f"reports/{job['part']}.parquet", ["id"]).num_rows)]
    deadly: list[int] = []
    while ranges:
        probes = [{"stage": "probe", "root": files.path, "part": job["part"], "first": f, "count": c} for f, c in ranges]
        struck = [r for r, found in zip(ranges, engine.map(iter(probes)), strict=True) if isinstance(found, Poison)]
        deadly += [f for f, c in struck if c == 1]
        ranges = [half for f, c in struck if c > 1 for half in ((f, c // 2), (f + c // 2, c - c // 2))]
    [failed] = _whole(engine, [{**job, "skip": deadly}])
    return failed


def _whole(engine: Engine, jobs: Iterable[Job]) -> Iterable[Any]:
    """What the jobs give; none may be lost."""
    for found in engine.map(iter(jobs)):
        if isinstance(found, Poison):
            raise WorkersLost(f"a job could not be done: {found.reason}", hint="run again: what is done stands")
        yield found


def _number(files: Files, parts: Sequence[str]) -> int:
    """Put the current revisions in the order of day and id; returns how many texts there are in all."""
    rows = []
    current: dict[str, tuple[str, int, int]] = {}
    texts = 0
    catalogue = [files.get_table(f"catalogue/{part}.parquet") for part in parts]
    for n, table in enumerate(catalogue):
        rows.append(table.num_rows)
        for row, (name, sha) in enumerate(zip(table.column("id").to_pylist(), table.column("text_sha256").to_pylist(), strict=True)):
            # The same text again is no revision: the first report of it stands.
            if name not in current or current[name][0] != sha:
                current[name] = (sha, n, row)
                texts += 1
    columns = [{c: t.column(c).to_pylist() for c in ("day", "length", "grams")} for t in catalogue]
    listed = sorted(
        (day_number(columns[part]["day"][row]), name, part, row) for name, (_, part, row) in current.items()
    )
    schema = pa.schema([("id", tables.TEXT)] + [(n, pa.int64()) for n in ("part", "row", "day")]
                       + [("length", pa.int32()), ("grams", pa.int64())])  # fmt: skip
    files.put_table("world.parquet", tables.table(
        schema, [x[1] for x in listed], [x[2] for x in listed], [x[3] for x in listed], [x[0] for x in listed],
        [columns[p]["length"][r] for _, _, p, r in listed], [columns[p]["grams"][r] for _, _, p, r in listed],
    ))  # fmt: skip
    files.put_json("rows.json", rows)
    return texts


def _align(files: Files, found: Any, engine: Engine, tell: Tell) -> int:
    parts = [found[at : at + PAIRS] for at in range(0, len(found), PAIRS)]
    jobs = [{"stage": "align", "root": files.path, "number": n, "pairs": p} for n, p in enumerate(parts)]
    for n, _ in enumerate(_whole(engine, jobs), 1):
        tell("copies", n, len(jobs))
    return len(found)


def _families(files: Files, engine: Engine, tell: Tell) -> int:
    """Groups of reports that hang together by copies are independent of each other: several go into a job."""
    ids = files.get_table("world.parquet", ["id"]).column("id").to_pylist()
    number = {name: n for n, name in enumerate(ids)}
    above: dict[str, str] = {}

    def root(x: str) -> str:
        while above.setdefault(x, x) != x:
            above[x] = above[above[x]]
            x = above[x]
        return x

    rows = [row for name in files.names("copies") for row in files.get_table(name).to_pylist() if row["data"] and not row["background"]]
    rows.sort(key=lambda r: (r["a"], r["b"]))
    for row in rows:
        one, two = sorted((root(row["a"]), root(row["b"])))
        above[two] = one
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[root(row["a"])].append(row)
    jobs: list[Job] = []
    copies: list[str] = []
    members: set[int] = set()
    for key in sorted(groups):
        copies += [row["data"] for row in groups[key]]
        members |= {number[row[side]] for row in groups[key] for side in "ab"}
        if len(members) >= GROUPED:
            jobs.append({"stage": "families", "root": files.path, "number": len(jobs), "copies": copies, "numbers": sorted(members)})
            copies, members = [], set()
    if copies:
        jobs.append({"stage": "families", "root": files.path, "number": len(jobs), "copies": copies, "numbers": sorted(members)})
    for n, _ in enumerate(_whole(engine, jobs), 1):
        tell("families", n, len(jobs))
    return sum(files.get_table(name, ["id"]).num_rows for name in files.names("families"))


def _remember(files: Files, parts: int, engine: Engine) -> None:
    """What the copies stage of a store remembers, so that the next reports are compared with these and nothing more."""
    for _ in _whole(engine, ({"stage": "stamps", "root": files.path, "part": n} for n in range(parts))):
        pass
    stamps: dict[str, str] = {}
    for name in files.names("stamps"):
        table = files.get_table(name)
        stamps.update(zip(table.column("report").to_pylist(), table.column("stamp").to_pylist(), strict=True))
    refused = {
        (row["a"], row["b"]) for name in files.names("copies") for row in files.get_table(name).to_pylist() if row["data"] is None
    }
    files.put("memory.bin", Memory(stamps, frozenset(refused)).kept())
