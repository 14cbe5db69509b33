"""Events and control at scale: fusing and replaying made claims, growth, and the two-date query against SQLite's own rows.

    python -m bench events
    python -m bench.events --sizes 100000 1000000 --store 1000000

Prints the two-date query over 6,000 places and 10 years as a ratio to reading its rows from SQLite; one JSON line a size with
claims, seconds of fusing and replaying (processor time) and their growth against n log n; and what one report more takes in a
store, as a ratio to one committed insert (`bench.events_store`). Give 1000000 on a quiet machine only.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import resource
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from marsad import edtf
from marsad.control import holding, replay
from marsad.events import fuse
from marsad.model import Claim, Copy, Hold, Mention, Place, Report
from marsad.model.codec import dumps, loads
from marsad.pipeline.resources import uncollected
from marsad.registry.actors import load_actors
from marsad.simulation import make

MODELS = 4


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
    """`size` claims: made wars of 300 places each, side by side on the grid (the wars do not meet); after the first few each is one
    of these again, at places of its own."""
    claims: list[Claim] = []
    reports: dict[str, Report] = {}
    copies: list[Copy] = []
    places = list(grid.places.values())
    models = [make(seed + n, places[:300], 18, 5000) for n in range(min(MODELS, size // 9000 + 1))]
    n = 0
    while len(claims) < size:
        world, tag, spots = models[n % len(models)], f"{n:03d}-", places[300 * n:300 * n + 300]
        at = {p.id: q for p, q in zip(places[:300], spots, strict=True)}
        reports |= {tag + r.id: Report(tag + r.id, r.title, r.text, tag + r.outlet, r.url, r.published) for r in world.reports}
        claims += [dataclasses.replace(c, id=tag + c.id, report=tag + c.report, places=tuple(_moved(m, at) for m in c.places))
                   for c in world.claims]
        copies += [dataclasses.replace(c, a=tag + c.a, b=tag + c.b) for c in world.copies]
        n += 1
    return claims[:size], reports, copies


def _moved(mention: Mention, at: dict[str | None, Place]) -> Mention:
    place = at[mention.id]
    return dataclasses.replace(mention, id=place.id, lat=place.lat, lon=place.lon, admin1=place.admin1)


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


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--store", type=int, default=100_000, help="claims in the store that one report more is added to; 0: not at all")
    parser.add_argument("--keep", type=Path, help="folder in which that store is kept for the next time")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    print(json.dumps({"two_date_query": query_ratio()}), flush=True)
    actors = load_actors()
    base: tuple[int, float] | None = None
    for size in args.sizes:
        grid = Grid(300 * (size // 9000 + 2))
        claims, reports, copies = worlds(size, args.seed, grid)
        # As the stages do it.
        with uncollected():
            start = time.process_time()
            fusion = fuse(claims, reports, copies, actors, grid)
            fused = time.process_time() - start
            start = time.process_time()
            holds = replay(fusion.events, claims, reports, actors, grid)
            replayed = time.process_time() - start
        total = fused + replayed
        unit = total / (len(claims) * math.log(len(claims)))
        growth = None if base is None else round(unit / (base[1] / (base[0] * math.log(base[0]))), 2)
        base = base or (len(claims), total)
        print(json.dumps({"claims": len(claims), "events": len(fusion.events), "holds": len(holds), "fuse_s": round(fused, 2),
                          "replay_s": round(replayed, 2), "claims_per_s": round(len(claims) / total),
                          "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                          "per_n_log_n_against_first": growth}), flush=True)
        del claims, reports, copies, fusion, holds
    if args.store:
        from bench.events_store import measure

        with ExitStack() as stack:
            folder = args.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            folder.mkdir(parents=True, exist_ok=True)
            print(json.dumps({"one_report_more": measure(folder, args.store, args.seed)}), flush=True)


if __name__ == "__main__":
    main()
