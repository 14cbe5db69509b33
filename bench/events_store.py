"""One report more in a store of many claims: what the steps events, incidents and control then take, against one committed insert.

The store is made of made wars of 300 places, side by side; each war beyond the first few is one of these again, at other places.
Every row is written as the reader and the copies step would write it. Times are wall clock, medians.
"""

from __future__ import annotations

import re
import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
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
        self.claims = [[_Cut.of(c) for c in m.claims] for m in self.models]
        self.pairs = [[dumps(c) for c in m.copies] for m in self.models]

    def world(self, n: int) -> Iterator[tuple[Report, list[tuple[str, str, str]]]]:
        """Reports of world `n` with their claims: id, kind, JSON."""
        model = self.models[n % MODELS]
        by_report: dict[str, list[tuple[str, str, str]]] = {}
        for c, cut in zip(model.claims, self.claims[n % MODELS], strict=True):
            by_report.setdefault(c.report, []).append((f"{n:03d}{c.id}", c.kind, cut.at(n)))
        for r in model.reports:
            yield Report(f"{n:03d}-{r.id}", r.title, r.text, f"{n:03d}-{r.outlet}", r.url, r.published), by_report.get(r.id, [])

    def copies(self, n: int) -> Iterator[str]:
        """JSON of the copies of world `n`."""
        for data in self.pairs[n % MODELS]:
            yield data.replace('"a":"sim-', f'"a":"{n:03d}-sim-').replace('"b":"sim-', f'"b":"{n:03d}-sim-')


@dataclass(frozen=True, slots=True)
class _Cut:
    """The JSON of a claim, cut at what is another thing in another world: its id, its report, its places."""

    id: str
    report: str
    words: tuple[str, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, claim: Claim) -> _Cut:
        text = dumps(claim)
        head = f'{{"id":"{claim.id}","report":"{claim.report}"'
        assert text.startswith(head)
        # Between the pieces stand, in turn, the number of a place and what is between its id and its coordinates.
        found = _PLACE.split(text[len(head):])
        words = [found[0]]
        for n in range(1, len(found), 3):
            words += [found[n + 1], found[n + 2]]
        return cls(claim.id, claim.report, tuple(words), tuple(map(int, found[1::3])))

    def at(self, n: int) -> str:
        """The claim in world `n`."""
        told = [f'{{"id":"{n:03d}{self.id}","report":"{n:03d}-{self.report}"', self.words[0]]
        for k, place in enumerate(self.places):
            at = place + 300 * n
            told += [f'"id":"p{at}"', self.words[2 * k + 1], f',"lat":{30 + 0.1 * (at // 100)},"lon":{35 + 0.1 * (at % 100)}',
                     f',"country":"SY","admin1":"g{at // 30}"', self.words[2 * k + 2]]
        return "".join(told)


_PLACE = re.compile(r'"id":"p(\d+)"(.*?),"lat":[-\d.]+,"lon":[-\d.]+,"country":"SY","admin1":"g\d+"')


def fill(store: Store, size: int, seed: int) -> tuple[int, list[tuple[Report, list[Claim], list[Copy]]]]:
    """About `size` claims, and ten reports with their claims and copies that were held back."""
    made = Made(seed)
    done, n, held = 0, 0, []
    pk = 0
    while done < size:
        reports, readings, claims = [], [], []
        keep = set()
        world = list(made.world(n))
        if n == 0:
            # Late reports that copy others: the hard case.
            told = [(r, c) for r, c in world if len(c) >= 2]
            picked = told[200::len(told) // 10][:10]
            keep = {r.id for r, _ in picked}
        pairs: list[dict[str, Any]] = []
        for data in made.copies(n):
            pair = _PAIR.match(data)
            assert pair is not None
            pairs.append({"a": pair[1], "b": pair[2], "background": False, "data": data})
        if n == 0:
            for r, c in picked:
                own = [loads(Copy, p["data"]) for p in pairs if r.id in (p["a"], p["b"]) and not keep - {r.id} & {p["a"], p["b"]}]
                held.append((r, [loads(Claim, data) for _, _, data in c], own))
        for r, found in world:
            if r.id in keep:
                continue
            pk += 1
            reports.append({"pk": pk, "id": r.id, "revision": 1, "current": True, "outlet": r.outlet, "url": "", "published": r.published,
                            "language": "ar", "author": "", "title": "", "text": r.text, "sha256": "", "text_sha256": "", "flags": ""})
            readings.append({"report": r.id, "revision": 1, "reader": "made", "data": dumps(Reading(r.id, None, (), (), ())), "claims": ""})
            claims += [{"id": i, "report": r.id, "seq": seq, "kind": kind, "data": data} for seq, (i, kind, data) in enumerate(found)]
        with writing(store.engine) as base:
            for table, rows in ((t.report, reports), (t.reading, readings), (t.claim, claims),
                                (t.copy, [p for p in pairs if p["a"] not in keep and p["b"] not in keep])):
                insert(base, table, rows)
        done += len(claims)
        n += 1
    return n, held


_PAIR = re.compile(r'\{"a":"([^"]+)","b":"([^"]+)"')


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
