"""One report more in a store of many claims: what the steps events, incidents and control then take, against one committed insert.

The store is made of made wars (`bench.events_worlds`): the stages derive the first, the others repeat them. Times are wall clock,
medians; the single inserts stand between the reports.
"""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa

from bench.events import MODELS, Grid
from bench.events_worlds import STEPS, Derived, Held, Made, fill
from marsad.model import Evidence, Reading
from marsad.model.codec import dumps
from marsad.pipeline import dossiers, fusing, replaying, run, state
from marsad.pipeline.run import STEPS as ALL
from marsad.pipeline.run import work
from marsad.pipeline.state import Progress
from marsad.store import Store
from marsad.store import schema as t
from marsad.store.core import insert
from marsad.store.engine import writing


def prepare(path: Path, size: int, seed: int) -> tuple[int, Held, dict[str, float]]:
    """A store of about `size` claims with all that is derived from them; how many worlds there are, what was held back, seconds.

    The stages derive the first worlds; those that repeat them get the same under their own ids.
    """
    made, told = Made(seed), {}
    most = max(1, -(-size // (sum(len(m.claims) for m in made.models) // MODELS)))
    first = min(MODELS, most)
    with Store.open(path) as store:
        start = time.process_time()
        held = fill(store, made, range(first))
        told["fill_s"] = time.process_time() - start
        with gridded(first):
            start = time.process_time()
            run(store, STEPS)
            told["derive_s"] = time.process_time() - start
            if most > MODELS:
                start = time.process_time()
                derived = Derived(store)
                for block in range(1, -(-most // MODELS)):
                    fill(store, made, range(MODELS * block, MODELS * (block + 1)))
                    derived.put(store, block)
                told["repeat_s"] = time.process_time() - start
            stand(store)
    return MODELS * -(-most // MODELS) if most > MODELS else first, held, told


def stand(store: Store) -> None:
    """Note that what is derived rests on the present code, and how many rows there are."""
    for step in STEPS:
        store.note_stage(step, f"{state.base(store)}.1")


def restamp(store: Store) -> None:
    """The code, or its data, may have changed since the store was made: say that what is derived stands all the same."""
    on = state.base(store)
    with writing(store.engine) as c:
        rows = c.execute(sa.select(t.stage.c.name, t.stage.c.digest).where(t.stage.c.name.in_(STEPS))).all()
        c.execute(t.stage.delete().where(t.stage.c.name.in_(STEPS)))
        insert(c, t.stage, [{"name": row.name, "fingerprint": f"{on}.1", "digest": row.digest} for row in rows])


@contextmanager
def gridded(worlds: int) -> Iterator[None]:
    """Let the stages find the places of the made worlds."""
    grid = Grid(300 * worlds)
    with ExitStack() as stack:
        for module in (fusing, dossiers, replaying):
            stack.enter_context(patch.object(module, "gazetteer", lambda _store: grid))
        yield


def insert_s(path: Path, times: int) -> list[float]:
    """Seconds of committed inserts of one row (a claim) into the store's file, synchronous=FULL."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("CREATE TABLE IF NOT EXISTS bench_row (id TEXT PRIMARY KEY, data TEXT)")
    found = []
    for n in range(times):
        start = time.perf_counter()
        base.execute("BEGIN IMMEDIATE")
        base.execute("INSERT INTO bench_row VALUES (?, ?)", (f"{n}-{start}", "x" * 600))
        base.execute("COMMIT")
        found.append(time.perf_counter() - start)
    base.close()
    return found


def measure(folder: Path, size: int, seed: int = 1) -> dict[str, Any]:
    """Add ten reports one by one to a store of `size` claims, single inserts in between. A store that lies in the folder already is
    taken; the reports go into a copy of it."""
    kept, aside = folder / f"events-{size}-{seed}.db", folder / f"events-{size}-{seed}.pickle"
    if not aside.exists():
        kept.unlink(missing_ok=True)
        aside.write_bytes(pickle.dumps(prepare(kept, size, seed)))
    worlds, held, told = pickle.loads(aside.read_bytes())
    path = folder / "events-run.db"
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    shutil.copy(kept, path)
    _on_disk(path)
    taken: list[list[float]] = []
    spent: list[float] = []
    with Store.open(path) as store, gridded(worlds):
        restamp(store)
        singles = insert_s(path, 20)
        for report, claims, copies in held:
            store.add([(report, Evidence(report.id, "text/plain", b""))])
            store.save_readings([(Reading(report.id, None, (), (), tuple(claims)), 1, "made")])
            with writing(store.engine) as c:
                insert(c, t.copy, ({"a": x.a, "b": x.b, "background": False, "data": dumps(x)} for x in copies))
            begun, start = time.process_time(), time.perf_counter()
            each = run_all(store)
            whole = time.perf_counter() - start
            spent.append(time.process_time() - begun)
            taken.append([*each, whole])
            singles += insert_s(path, 20)
        counts = store.counts()
    single, sums = statistics.median(singles), [x[-1] for x in taken]
    size_gb = round(path.stat().st_size / 1e9, 2)
    path.unlink()
    return {
        "claims": counts["claims"], "events": counts["events"], "holds": counts["holds"], "file_gb": size_gb,
        **{k: round(v, 1) for k, v in told.items()}, "insert_ms": round(single * 1000, 3),
        "one_report_ms": round(statistics.median(sums) * 1000, 1), "one_report_cpu_ms": round(statistics.median(spent) * 1000, 1),
        "each_ms": [round(x * 1000, 1) for x in sums],
        "steps_ms": [round(statistics.median(p[n] for p in taken) * 1000, 1) for n in range(3)],
        "ratio": round(statistics.median(sums) / single), "cpu_ratio": round(statistics.median(spent) / single),
    }


def _on_disk(path: Path) -> None:
    """Wait until a file that was just copied lies on the disk: else the first commit that moves SQLite's log into it waits for that."""
    with path.open("rb+") as f:
        os.fsync(f.fileno())


def run_all(store: Store) -> list[float]:
    """The steps as a run works them, without counting the whole store's rows afterwards; seconds of each. The commit stands in none."""
    each = []

    def timed(step: Callable[[Store, Progress], int]) -> Callable[[Store, Progress], int]:
        def told(store: Store, progress: Progress) -> int:
            start = time.perf_counter()
            done = step(store, progress)
            each.append(time.perf_counter() - start)
            return done

        return told

    work(store, STEPS, instead={name: timed(ALL[name]) for name in STEPS})
    return each
