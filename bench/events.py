"""Events and control at scale: fusing and replaying made claims, growth, and the two-date query against SQLite's own rows.

    python bench/events.py [--sizes 10000 100000] [--seed 1]

Prints one JSON line a size: claims, seconds of fusing and replaying (processor time), their growth against n log n, and the
two-date query over 6,000 places and 10 years as a ratio to reading its rows from SQLite. Give 1000000 as a size on a quiet
machine only.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import sqlite3
import tempfile
import time
from pathlib import Path

from marsad import edtf
from marsad.control import holding, replay
from marsad.events import fuse
from marsad.model import Claim, Copy, Hold, Place, Report
from marsad.model.codec import dumps, loads
from marsad.registry.actors import load_actors
from marsad.simulation import make


class Grid:
    """Made places: every thirty of them one division."""

    def __init__(self, count: int) -> None:
        self.places = {
            f"p{n}": Place(f"p{n}", f"المكان {n}", f"المكان {n}", f"Place {n}", "town", "SY", f"g{n // 30}", 30 + 0.1 * (n // 100),
                           35 + 0.1 * (n % 100), 3.0, 1, (f"g{n // 30}",)) for n in range(count)}

    def get(self, key: str) -> Place | None:
        return self.places.get(key)

    def ancestors(self, key: str) -> tuple[str, ...]:
        return ()

    def contains(self, outer: str, inner: str) -> bool:
        return outer == inner

    def distance_km(self, a: str, b: str) -> float | None:
        one, two = self.places[a], self.places[b]
        return 111.0 * math.hypot((one.lat or 0) - (two.lat or 0), (one.lon or 0) - (two.lon or 0))


def worlds(size: int, seed: int, grid: Grid) -> tuple[list[Claim], dict[str, Report], list[Copy]]:
    """About `size` claims: made wars of 300 places each, side by side on the grid (the wars do not meet)."""
    claims: list[Claim] = []
    reports: dict[str, Report] = {}
    copies: list[Copy] = []
    places = list(grid.places.values())
    n = 0
    while len(claims) < size:
        part = places[(n * 300) % len(places):(n * 300) % len(places) + 300]
        world = make(seed + n, part, 18, 5000)
        tag = f"{n:03d}-"
        reports |= {tag + r.id: Report(tag + r.id, r.title, r.text, tag + r.outlet, r.url, r.published) for r in world.reports}
        claims += [dataclasses.replace(c, id=tag + c.id, report=tag + c.report) for c in world.claims]
        copies += [dataclasses.replace(c, a=tag + c.a, b=tag + c.b) for c in world.copies]
        n += 1
    return claims[:size], reports, copies


def ledger(places: int, years: int) -> list[Hold]:
    """A ledger of so many places over so many years: six entries a place and year, some replaced later."""
    found = []
    first = edtf.ordinal("2010-01-01")
    for n in range(places):
        place = Place(f"p{n}", f"p{n}", lat=33.0, lon=36.0, precision=1)
        for k in range(years * 6):
            start = first + k * 61 + n % 30
            known = start + 1 + n % 9
            found.append(Hold(f"h{n}-{k}", place, ("gov", "isis", "sdf", "unknown")[(n + k) % 4], edtf.day(start), edtf.day(start + 61),
                              edtf.day(known), edtf.day(known + 400) if k % 5 == 0 else None, "reported", ("e",), ("c",), "gain"))
    return found


def query_ratio(places: int = 6000, years: int = 10) -> dict[str, float]:
    """Seconds of one two-date question over rows at hand, and of reading those rows from SQLite, and their ratio."""
    holds = ledger(places, years)
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder) / "h.db")
        base.execute("create table hold (id text primary key, known_from text, known_to text, data text)")
        base.executemany("insert into hold values (?, ?, ?, ?)", [(h.id, h.known_from, h.known_to, dumps(h)) for h in holds])
        base.commit()
        start = time.process_time()
        rows = base.execute("select data from hold").fetchall()
        read = time.process_time() - start
        base.close()
    built = [loads(Hold, rows[0][0])]
    assert built[0].id == holds[0].id
    holding(holds, "2015-06-30", "2015-07-01")
    start = time.process_time()
    found = holding(holds, "2015-06-30", "2015-07-01")
    asked = time.process_time() - start
    return {"rows": len(holds), "lines": len(found), "read_s": round(read, 4), "query_s": round(asked, 4),
            "ratio": round(asked / read, 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    actors = load_actors()
    base: tuple[int, float] | None = None
    for size in args.sizes:
        grid = Grid(300 * (size // 9000 + 2))
        claims, reports, copies = worlds(size, args.seed, grid)
        start = time.process_time()
        fusion = fuse(claims, reports, copies, actors, grid)
        fused = time.process_time() - start
        start = time.process_time()
        holds = replay(fusion.events, claims, reports, actors, grid)
        replayed = time.process_time() - start
        total = fused + replayed
        unit = total / (size * math.log(size))
        growth = None if base is None else round(unit / (base[1] / (base[0] * math.log(base[0]))), 2)
        base = base or (size, total)
        print(json.dumps({"claims": len(claims), "events": len(fusion.events), "holds": len(holds), "fuse_s": round(fused, 2),
                          "replay_s": round(replayed, 2), "claims_per_s": round(size / total),
                          "per_n_log_n_against_first": growth}), flush=True)
    print(json.dumps({"two_date_query": query_ratio()}))


if __name__ == "__main__":
    main()
