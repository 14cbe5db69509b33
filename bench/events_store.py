"""One report more in a store of many claims: what the steps events, incidents and control then take, against one committed insert.

The store is made of made wars of 300 places, side by side; each war beyond the first few is one of these again, at other places.
Every row is written as the reader and the copies step would write it. Times are wall clock, medians.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.events import MODELS, Grid
from marsad.model import Claim, Copy, Evidence, Reading, Report
from marsad.model.codec import dumps, loads
from marsad.pipeline import dossiers, fusing, replaying, run
from marsad.simulation import Simulation, make
from marsad.store import Store
from marsad.store import schema as t
from marsad.store.core import insert
from marsad.store.engine import writing

STEPS = ("events", "incidents", "control")


class Made:
    """Worlds by number: reports, claims and copies as JSON with ids and places of their own."""

    def __init__(self, seed: int) -> None:
        grid = Grid(300)
        self.models: list[Simulation] = [make(seed + n, list(grid.places.values()), 18, 5000) for n in range(MODELS)]
        self.text = [
            ([dumps(c) for c in m.claims], [dumps(c) for c in m.copies], list(m.reports)) for m in self.models
        ]

    def world(self, n: int) -> Iterator[tuple[Report, list[str]]]:
        """Reports of world `n` with the JSON of their claims."""
        claims, _, reports = self.text[n % MODELS]
        by_report: dict[str, list[str]] = {}
        for c, data in zip(self.models[n % MODELS].claims, claims, strict=True):
            by_report.setdefault(c.report, []).append(moved(data, n))
        for r in reports:
            yield Report(f"{n:03d}-{r.id}", r.title, r.text, f"{n:03d}-{r.outlet}", r.url, r.published), by_report.get(r.id, [])

    def copies(self, n: int) -> Iterator[str]:
        """JSON of the copies of world `n`."""
        for data in self.text[n % MODELS][1]:
            yield data.replace('"a":"sim-', f'"a":"{n:03d}-sim-').replace('"b":"sim-', f'"b":"{n:03d}-sim-')


def moved(data: str, n: int) -> str:
    """The claim of a world, in world `n`: other ids, other places."""
    row = json.loads(data)
    row["id"], row["report"] = f"{n:03d}{row['id']}", f"{n:03d}-{row['report']}"
    for m in row["places"]:
        at = int(m["id"][1:]) + 300 * n
        m["id"], m["admin1"], m["lat"], m["lon"] = f"p{at}", f"g{at // 30}", 30 + 0.1 * (at // 100), 35 + 0.1 * (at % 100)
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def fill(store: Store, size: int, seed: int) -> tuple[int, list[tuple[Report, list[Claim], list[Copy]]]]:
    """About `size` claims, and ten reports with their claims and copies that were held back."""
    made = Made(seed)
    done, n, held = 0, 0, []
    pk = 0
    while done < size:
        reports, readings, claims, copies = [], [], [], []
        keep = set()
        world = list(made.world(n))
        if n == 0:
            # Late reports that copy others: the hard case.
            told = [(r, c) for r, c in world if len(c) >= 2]
            picked = told[200::len(told) // 10][:10]
            keep = {r.id for r, _ in picked}
        pairs: list[dict[str, Any]] = []
        for data in made.copies(n):
            pair = json.loads(data)
            pairs.append({"a": pair["a"], "b": pair["b"], "background": False, "data": data})
        if n == 0:
            for r, c in picked:
                own = [loads(Copy, p["data"]) for p in pairs if r.id in (p["a"], p["b"]) and not keep - {r.id} & {p["a"], p["b"]}]
                held.append((r, [loads(Claim, x) for x in c], own))
        copies = [p for p in pairs if p["a"] not in keep and p["b"] not in keep]
        for r, found in world:
            if r.id in keep:
                continue
            pk += 1
            reports.append({"pk": pk, "id": r.id, "revision": 1, "current": True, "outlet": r.outlet, "url": "", "published": r.published,
                            "language": "ar", "author": "", "title": "", "text": r.text, "sha256": "", "text_sha256": "", "flags": ""})
            readings.append({"report": r.id, "revision": 1, "reader": "made", "data": dumps(Reading(r.id, None, (), (), ())), "claims": ""})
            for seq, data in enumerate(found):
                row = json.loads(data)
                claims.append({"id": row["id"], "report": r.id, "seq": seq, "kind": row["kind"], "data": data})
        with writing(store.engine) as c:
            for table, rows in ((t.report, reports), (t.reading, readings), (t.claim, claims), (t.copy, copies)):
                insert(c, table, rows)
        done += len(claims)
        n += 1
    return n, held


def insert_s(path: Path, times: int = 101) -> float:
    """Median seconds of one committed insert of one row (a claim) into the store's file, synchronous=FULL."""
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
    base.execute("DROP TABLE bench_row")
    base.close()
    return statistics.median(found)


def measure(folder: Path, size: int, seed: int = 1) -> dict[str, Any]:
    """Make the store, derive everything once, then add ten reports one by one."""
    path = folder / f"events-{size}.db"
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(path))
        start = time.perf_counter()
        worlds, held = fill(store, size, seed)
        filled = time.perf_counter() - start
        grid = Grid(300 * worlds)
        for module in (fusing, dossiers, replaying):
            stack.enter_context(patch.object(module, "gazetteer", lambda _store: grid))
        start = time.perf_counter()
        run(store, STEPS)
        whole = time.perf_counter() - start
        before = insert_s(path)
        taken, parts = [], []
        for report, claims, copies in held:
            store.add([(report, Evidence(report.id, "text/plain", b""))])
            store.save_readings([(Reading(report.id, None, (), (), tuple(claims)), 1, "made")])
            with writing(store.engine) as c:
                insert(c, t.copy, ({"a": x.a, "b": x.b, "background": False, "data": dumps(x)} for x in copies))
            each = []
            for step in STEPS:
                start = time.perf_counter()
                run_one(store, step)
                each.append(time.perf_counter() - start)
            parts.append(each)
            taken.append(sum(each))
        after = insert_s(path)
        single = (before + after) / 2
        counts = store.counts()
    return {
        "claims": counts["claims"], "events": counts["events"], "holds": counts["holds"], "file_gb": round(path.stat().st_size / 1e9, 2),
        "fill_s": round(filled, 1), "whole_run_s": round(whole, 1), "insert_ms": round(single * 1000, 3),
        "one_report_ms": round(statistics.median(taken) * 1000, 1), "worst_ms": round(max(taken) * 1000, 1),
        "steps_ms": [round(statistics.median(p[n] for p in parts) * 1000, 1) for n in range(3)],
        "ratio": round(statistics.median(taken) / single),
    }


def run_one(store: Store, step: str) -> None:
    """One step, without counting the whole store's rows afterwards."""
    from marsad.pipeline.run import STEPS as ALL

    ALL[step](store, lambda _name, _done, _total: None)
