"""Pages over large stores: the first page, a map question with two dates, a search and an event page, asked by wrk.

    python -m bench.web [--claims 100000] [--seconds 8] [--folder DIR]

The store is made of one made war of 300 places and 5,000 reports that is read, fused and replayed once; further ones are its rows again
with other ids and places, side by side within one country, until there are so many claims. wrk (Debian package wrk) asks a server of one
process over 16 connections. Each page is asked twice over: `shelved`, the same few dozen addresses again and again, as many readers of one
state do; and `fresh`, every address a new one, so that each answer is made anew (then 16 wait for one another). Times are wall clock in
milliseconds; `bare` is one SELECT of the same rows over one connection without a server, and the ratios are to that.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.web_store import fill_store, multiply
from marsad.store import Store

SCRIPT = """
local paths, n = {}, 0
for line in io.lines(os.getenv("MARSAD_PATHS")) do paths[#paths + 1] = line end
local fresh = os.getenv("MARSAD_FRESH")
request = function()
  n = n + 1
  local path = paths[(n - 1) % #paths + 1]
  if fresh and n > #paths then path = path .. (path:find("?") and "&" or "?") .. "n=" .. n end
  return wrk.format("GET", path)
end
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('JSON{"p50_ms":%.2f,"p99_ms":%.2f,"worst_ms":%.1f,"requests":%d,"failed":%d}\\n', latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, latency.max / 1000, summary.requests, e.connect + e.read + e.write + e.status + e.timeout))
end
"""
SERVER = """
import sys, uvicorn
from marsad.web.app import create_app
from marsad.web.limits import Limiter
app = create_app(sys.argv[1])
app.state.limits.search = Limiter(10**9, 1e-9)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked: questions that many ask, questions that nobody asked before, and the bare SELECTs of the rows they show, one a
    call."""

    name: str
    paths: list[str]
    fresh: list[str]
    bare: Callable[[sqlite3.Connection, int], object]


def pages(path: Path) -> list[Page]:
    """The four questions over a store."""
    base = sqlite3.connect(path)
    events = [r[0] for r in base.execute("SELECT id FROM event ORDER BY id LIMIT 60 OFFSET 500")]
    days = [f"2016-{month:02d}-{day:02d}" for month in range(2, 12) for day in (3, 17)]
    words = ["اشتباكات عنيفة", "قصف مدفعي", "سيطر", "انسحب", "غارة", "مقاتلا", "المرصد", "عسكري", "مدنيا", "هجوم"]
    found = {w: [r[0] for r in base.execute("SELECT rowid FROM report_fts WHERE report_fts MATCH ? LIMIT 1", (w,))] for w in words}
    words = [w for w in words if found[w]]
    others = [r[0] for r in base.execute("SELECT id FROM event ORDER BY id LIMIT 6000 OFFSET 1000")]
    base.close()
    every = [f"2016-{month:02d}-{day:02d}" for month in range(2, 12) for day in range(1, 29)]
    # No pair of days comes twice: the second day goes round once more after each round of the first.
    pairs = [(every[n % 280], every[(n * 3 + n // 280 + 1) % 280]) for n in range(6000)]
    two = [f"{a} {b}" for a in words for b in words]

    def first(c: sqlite3.Connection, _n: int) -> object:
        c.execute("SELECT event, kind, status, time, known, place, voices, claims FROM event_line").fetchall()
        return c.execute("SELECT data FROM event ORDER BY time DESC LIMIT 40").fetchall()

    def two_dates(c: sqlite3.Connection, n: int) -> object:
        on, known = days[n % len(days)], days[(n + 3) % len(days)]
        c.execute("SELECT hold, place, actor, certainty FROM hold_line WHERE known_from <= ? AND (known_to IS NULL OR known_to > ?) "
                  "AND (valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to > ?)", (known, known, on, on)).fetchall()
        return c.execute("SELECT event, kind, place FROM event_line WHERE known <= ? AND (time IS NULL OR time <= ?)", (known, on)).fetchall()

    def words_in(c: sqlite3.Connection, n: int) -> object:
        match = " ".join(f'"{w}"*' for w in words[n % len(words)].split())
        rows = c.execute("SELECT rowid FROM report_fts WHERE report_fts MATCH ? ORDER BY rank LIMIT 60", (match,)).fetchall()
        return c.execute(f"SELECT * FROM report WHERE pk IN ({','.join(str(r[0]) for r in rows)})").fetchall()

    def event(c: sqlite3.Connection, n: int) -> object:
        i = events[n % len(events)]
        c.execute("SELECT data FROM event WHERE id = ?", (i,)).fetchall()
        return c.execute("SELECT c.data, r.text FROM event_claim e JOIN claim c ON c.id = e.claim JOIN report r ON r.id = c.report "
                         "WHERE e.event = ?", (i,)).fetchall()

    return [Page("first page", ["/", "/?lang=en"], [f"/?on={a}&known={b}" for a, b in pairs], first),
            Page("map with two dates", [f"/observatory.json?on={a}&known={days[(n + 3) % len(days)]}" for n, a in enumerate(days)],
                 [f"/observatory.json?on={a}&known={b}" for a, b in pairs], two_dates),
            Page("search", [f"/search?q={quote(w)}" for w in words],
                 [f"/search?q={quote(two[n % len(two)])}&known={b}" for n, (_, b) in enumerate(pairs)], words_in),
            Page("event page", [f"/events/{i}" for i in events], [f"/events/{i}" for i in others], event)]


def bare_ms(path: Path, page: Page, times: int = 5) -> float:
    """Median milliseconds of the SELECTs."""
    base = sqlite3.connect(path)
    base.execute("PRAGMA cache_size=-64000")
    taken = []
    for n in range(times):
        start = time.perf_counter()
        page.bare(base, n)
        taken.append(time.perf_counter() - start)
    base.close()
    return statistics.median(taken) * 1000


def ask(address: str, server: int, page: Page, folder: Path, seconds: int, fresh: list[str], connections: int = 16) -> dict[str, Any]:
    """wrk's figures for a page, and the processor time of the process `server` for each answer."""
    script, paths = folder / "ask.lua", folder / "paths.txt"
    script.write_text(SCRIPT, encoding="utf-8")
    paths.write_text("\n".join(fresh or page.paths) + "\n", encoding="utf-8")
    env = os.environ | {"MARSAD_PATHS": str(paths)} | ({"MARSAD_FRESH": "1"} if fresh else {})
    _settle(address)
    slowest = 0.0
    for each in [] if fresh else page.paths:
        # Who asks first waits for the making; that time is told apart from what all others wait.
        start = time.perf_counter()
        with urllib.request.urlopen(address + each, timeout=300) as first:
            first.read()
        slowest = max(slowest, time.perf_counter() - start)
    before = cpu_seconds(server)
    found = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), address], env=env,
                           capture_output=True, text=True, check=True).stdout
    answer: dict[str, Any] = json.loads(found.split("JSON", 1)[1])
    answer["cpu_ms"] = round((cpu_seconds(server) - before) * 1000 / max(1, answer["requests"]), 1)
    return answer if fresh else answer | {"made_first_ms": round(slowest * 1000, 1)}


def cpu_seconds(process: int) -> float:
    """Processor time that a process has used."""
    parts = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def change(path: Path, address: str) -> dict[str, float]:
    """Change one event of the store, and time the first page that follows it: what the server reads anew is what differs."""
    from dataclasses import replace

    from marsad.store.keys import Work

    with Store.open(path) as store:
        event = next(iter(store.events_of([json.loads(urllib.request.urlopen(f"{address}/events.json?limit=1", timeout=300).read())
                                           ["items"][0]["id"]])))
        start = time.perf_counter()
        store.amend_events([replace(event, status="denied")], [], {}, "made", gone=[event.id], quiet=[], read_again=[], facets=[], keys={},
                           work=Work())
        written = time.perf_counter() - start
        start = time.perf_counter()
        with urllib.request.urlopen(f"{address}/events/{event.id}.json", timeout=300) as answer:
            assert json.loads(answer.read())["status"] == "denied"
        with urllib.request.urlopen(f"{address}/?status=denied", timeout=300) as answer:
            answer.read()
        return {"change_written_s": round(written, 2), "first_page_after_it_s": round(time.perf_counter() - start, 2)}


def _settle(address: str) -> None:
    """Wait until the server has done with what was asked before."""
    quick = 0
    while quick < 3:
        start = time.perf_counter()
        with urllib.request.urlopen(f"{address}/claims.json?limit=1&n={start}", timeout=300) as answer:
            answer.read()
        quick = quick + 1 if time.perf_counter() - start < 0.5 else 0


def serving(path: Path) -> Iterator[tuple[str, int]]:
    """The address and the process of a server over the store; tells the seconds until its first page was there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(path), str(port)])
    address, start = f"http://127.0.0.1:{port}", time.perf_counter()
    try:
        while True:
            try:
                with urllib.request.urlopen(address + "/", timeout=120) as answer:
                    body = answer.read()
                break
            except OSError:
                if server.poll() is not None:
                    raise SystemExit("the server ended") from None
                time.sleep(0.1)
        memory = next((int(x.split()[1]) // 1024 for x in Path(f"/proc/{server.pid}/status").read_text().splitlines() if x.startswith("VmRSS")), 0)
        print(json.dumps({"started_s": round(time.perf_counter() - start, 1), "first_page_bytes": len(body), "memory_mb": memory,
                          "cpu_s": round(cpu_seconds(server.pid), 1)}), flush=True)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(30)


def main(argv: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the store here, and use it again where it is there")
    args = parser.parse_args(argv)
    if shutil.which("wrk") is None:
        print("wrk is missing: apt-get install wrk")
        return
    with tempfile.TemporaryDirectory() as made:
        folder = args.folder or Path(made)
        path = folder / f"web-{args.claims}.db"
        if not path.exists():
            part = path.with_suffix(".part")
            part.unlink(missing_ok=True)
            start = time.perf_counter()
            # Reading rows back and copying them is many times faster than making each.
            times = max(1, min(20, args.claims // 100_000))
            with Store.open(part) as store:
                fill_store(store, args.claims // times, args.seed)
            if times > 1:
                multiply(part, times)
            part.rename(path)
            print(json.dumps({"made_s": round(time.perf_counter() - start, 1)}), flush=True)
        with Store.open_to_read(path) as store:
            counts = store.counts()
        print(json.dumps({k: counts[k] for k in ("claims", "events", "reports", "holds")} | {"file_gb": round(path.stat().st_size / 1e9, 2)}))
        for address, process in serving(path):
            for page in pages(path):
                bare = bare_ms(path, page)
                row: dict[str, Any] = {"page": page.name, "bare_ms": round(bare, 2)}
                half = len(page.fresh) * 2 // 3
                for name, fresh, connections in (("shelved", [], 16), ("fresh", page.fresh[:half], 16), ("fresh alone", page.fresh[half:], 1)):
                    found = ask(address, process, page, folder, args.seconds, fresh, connections)
                    row[name] = found | {"p50_ratio": round(found["p50_ms"] / bare, 1), "p99_ratio": round(found["p99_ms"] / bare, 1)}
                print(json.dumps(row | {"load": round(os.getloadavg()[0], 1)}), flush=True)
            print(json.dumps(change(path, address)), flush=True)


if __name__ == "__main__":
    main()
