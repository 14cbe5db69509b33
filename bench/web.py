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

from bench.events import Grid
from marsad.control import replay
from marsad.events import fuse
from marsad.model.codec import dumps
from marsad.registry.actors import load_actors
from marsad.simulation import make
from marsad.store import Store
from marsad.store import schema as t
from marsad.store.core import insert, mark
from marsad.store.engine import writing
from marsad.store.lines import TOLD
from marsad.store.words import fill

PLACES = 300
SCRIPT = """
local paths, n = {}, 0
for line in io.lines(os.getenv("MARSAD_PATHS")) do paths[#paths + 1] = line end
local fresh = os.getenv("MARSAD_FRESH")
request = function()
  n = n + 1
  local path = paths[n % #paths + 1]
  if fresh then path = path .. (path:find("?") and "&" or "?") .. "n=" .. fresh .. n end
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


@dataclass(slots=True)
class Model:
    """One war's rows as plain data, to be moved to other places under other ids."""

    reports: list[tuple[str, str, str, str | None]]
    claims: dict[str, list[tuple[str, str, dict[str, Any]]]]
    events: list[dict[str, Any]]
    holds: list[dict[str, Any]]
    contradictions: list[dict[str, Any]]


def model(seed: int) -> Model:
    """A war, fused and replayed."""
    grid = Grid(PLACES)
    world = make(seed, list(grid.places.values()), 18, 5000)
    reports = {r.id: r for r in world.reports}
    actors = load_actors()
    fusion = fuse(world.claims, reports, world.copies, actors, grid)
    holds = replay(fusion.events, world.claims, reports, actors, grid)
    by_report: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for c in world.claims:
        by_report.setdefault(c.report, []).append((c.id, c.kind, json.loads(dumps(c))))
    return Model([(r.id, r.text, r.outlet, r.published) for r in world.reports], by_report, [json.loads(dumps(e)) for e in fusion.events],
                 [json.loads(dumps(h)) for h in holds], [json.loads(dumps(x)) for x in fusion.contradictions])


class Mover:
    """Rows of the model as those of war `n` of `total`."""

    def __init__(self, n: int, total: int) -> None:
        self.n, self.tag = n, f"{n:03d}"
        self.columns = max(1, round((total * PLACES * 1.3) ** 0.5))
        self.rows = total * PLACES // self.columns + 1

    def place(self, m: dict[str, Any]) -> dict[str, Any]:
        """A place or mention of one."""
        if not str(m.get("id", "")).startswith("p"):
            return m
        at = int(m["id"][1:]) + PLACES * self.n
        moved = m | {"id": f"p{at}", "admin1": f"g{at // 30}", "lat": round(32.4 + 4.6 * (at // self.columns) / self.rows, 4),
                     "lon": round(36.0 + 5.8 * (at % self.columns) / self.columns, 4)}
        for name in ("text", "name_ar", "name_en"):
            if name in m:
                moved[name] = m[name].rsplit(" ", 1)[0] + f" {at}"
        return moved | ({"parents": [f"g{at // 30}"]} if "parents" in m else {})

    def ids(self, found: list[str]) -> list[str]:
        """Ids of this war."""
        return [self.tag + i for i in found]


def text_of(row: dict[str, Any]) -> str:
    """A row as the store keeps it."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def fill_store(store: Store, size: int, seed: int) -> None:
    """Write wars until there are about `size` claims."""
    made = model(seed)
    each = sum(map(len, made.claims.values()))
    total = max(1, round(size / each))
    pk = 0
    for n in range(total):
        with writing(store.engine) as c:
            pk = _war(c, made, Mover(n, total), pk)
        if n % 10 == 9:
            print(f"  war {n + 1} of {total}", file=sys.stderr, flush=True)
    with writing(store.engine) as c:
        for stage in ("events", "incidents", "control"):
            mark(c, stage, "made")
    with store.engine.connect() as c:
        c.exec_driver_sql("ANALYZE")


def multiply(path: Path, times: int) -> None:
    """Copy all rows of a store `times` - 1 times within SQLite, under other ids and at places of their own a kilometre away.

    The copies' seals are those of what they were copied from: such a store is for measuring alone, `marsad verify` would name it broken.
    """
    base = sqlite3.connect(path)
    base.execute("PRAGMA synchronous=OFF")
    pks = base.execute("SELECT max(pk) FROM report").fetchone()[0]
    lines = base.execute("SELECT * FROM event_line").fetchall()
    for k in range(1, times):
        letter, offset = "abcdefghijklmnopqrstuvwxyz"[k], k * pks
        ids = f"'{letter}' || substr({{0}}, 2)"

        def data(own: str, ids: str = ids, letter: str = letter) -> str:
            tag = f"substr({own}, 1, 3)"
            return f"replace(replace(data, '\"' || {tag}, '\"{letter}' || substr({own}, 2, 2)), '\"id\":\"p', '\"id\":\"p{letter}')"

        def at(column: str, letter: str = letter) -> str:
            return f"CASE WHEN {column} LIKE 'p%' THEN 'p{letter}' || substr({column}, 2) ELSE {column} END"

        def own(column: str, ids: str = ids) -> str:
            return ids.format(column)

        for statement in (
            f"report SELECT pk + {offset}, {own('id')}, revision, current, outlet, url, published, language, author, title, text, sha256, "
            f"text_sha256, flags FROM report WHERE pk <= {pks}",
            f"claim SELECT {own('id')}, {own('report')}, seq, kind, {data('id')}, seal FROM claim WHERE id LIKE '0%'",
            f"event SELECT {own('id')}, kind, time, {at('place')}, status, known, {data('id')}, seal FROM event WHERE id LIKE '0%'",
            f"event_claim SELECT {own('event')}, {own('claim')}, seal FROM event_claim WHERE event LIKE '0%'",
            f"contradiction SELECT {own('id')}, {own('event')}, {data('id')}, seal FROM contradiction WHERE id LIKE '0%'",
            f"hold SELECT {own('id')}, {at('place')}, actor, valid_from, known_from, {data('id')}, seal FROM hold WHERE id LIKE '0%'",
            f"hold_line SELECT {own('hold')}, {at('place')}, actor, hint, certainty, valid_from, valid_to, known_from, known_to, seen, seal "
            "FROM hold_line WHERE hold LIKE '0%'",
            f"hold_event SELECT {own('hold')}, {own('event')}, seal FROM hold_event WHERE hold LIKE '0%'",
            f"spot SELECT {at('key')}, text, name_ar || ' {letter}', name_en || ' {letter}', type, country, admin1, lat + 0.009 * {k}, lon, "
            "radius_km, precision, parents, seal FROM spot WHERE key GLOB 'p[0-9]*'",
            f"report_fts (rowid, folded) SELECT rowid + {offset}, folded FROM report_fts WHERE rowid <= {pks}",
        ):
            base.execute(f"INSERT INTO {statement}")
        moved = []
        for row in lines:
            told = b"".join(TOLD.pack(n, pk + offset, count) for n, pk, count in TOLD.iter_unpack(row[9]))
            place = f"p{letter}{row[5][1:]}" if row[5] and row[5].startswith("p") else row[5]
            moved.append((letter + row[0][1:], *row[1:5], place, *row[6:9], told, row[10]))
        base.executemany("INSERT INTO event_line VALUES (?,?,?,?,?,?,?,?,?,?,?)", moved)
        base.commit()
        print(f"  copy {k + 1} of {times}", file=sys.stderr, flush=True)
    base.execute("ANALYZE")
    base.commit()
    base.close()


def _war(c: Any, made: Model, m: Mover, pk: int) -> int:
    tables: dict[Any, list[dict[str, Any]]] = {}
    texts, pk_of, report_of = [], {}, {}
    for i, text, outlet, published in made.reports:
        pk += 1
        pk_of[i] = pk
        texts.append((pk, text))
        tables.setdefault(t.report, []).append({
            "pk": pk, "id": m.tag + i, "revision": 1, "current": True, "outlet": outlet, "url": "", "published": published, "language": "ar",
            "author": "", "title": text.strip()[:60], "text": text, "sha256": "", "text_sha256": "", "flags": ""})
        for seq, (claim, kind, row) in enumerate(made.claims.get(i, [])):
            report_of[claim] = i
            data = row | {"id": m.tag + claim, "report": m.tag + i}
            if "places" in row:
                data["places"] = [m.place(p) for p in row["places"]]
            tables.setdefault(t.claim, []).append({"id": m.tag + claim, "report": m.tag + i, "seq": seq, "kind": kind, "data": text_of(data)})
    spots: dict[str, dict[str, Any]] = {}
    for e in made.events:
        _event(tables, m, e, report_of, pk_of, spots)
    for h in made.holds:
        _hold(tables, m, h, spots)
    for x in made.contradictions:
        row = x | {"id": m.tag + x["id"], "claims": m.ids(x["claims"]), "event": m.tag + x["event"] if x.get("event") else None}
        row |= {"events": m.ids(x["events"])} if x.get("events") else {}
        tables.setdefault(t.contradiction, []).append({"id": row["id"], "event": row["event"], "data": text_of(row)})
    tables[t.spot] = list(spots.values())
    for table, rows in tables.items():
        insert(c, table, rows)
    fill(c, texts)
    return pk


def _event(tables: dict[Any, list[dict[str, Any]]], m: Mover, e: dict[str, Any], report_of: dict[str, str], pk_of: dict[str, int],
           spots: dict[str, dict[str, Any]]) -> None:
    place = m.place(e["place"]) if e.get("place") else None
    row = e | {"id": m.tag + e["id"], "claims": m.ids(e["claims"]), "place": place, "reports": m.ids(e["reports"])}
    row["voices"] = [v | {"claims": m.ids(v["claims"]), "reports": m.ids(v.get("reports", []))} for v in e["voices"]]
    for r in row.get("ranges", []):
        r["figures"] = [f | {"claim": m.tag + f["claim"][-13:]} for f in r["figures"]]
    told = bytearray()
    for n, v in enumerate(e["voices"]):
        counts: dict[int, int] = {}
        for claim in v["claims"]:
            counts[pk_of[report_of[claim]]] = counts.get(pk_of[report_of[claim]], 0) + 1
        for at, count in sorted(counts.items()):
            told += TOLD.pack(n, at, count)
    actors = sorted({a["id"] for a in (*e.get("agents", ()), *e.get("targets", ())) if a.get("id")})
    key = _spot(place, spots)
    common = {"kind": e["kind"], "time": e.get("time"), "place": key, "status": e.get("status", "reported"), "known": e.get("known")}
    tables.setdefault(t.event, []).append({"id": row["id"], **common, "data": text_of(row)})
    tables.setdefault(t.event_claim, []).extend({"event": row["id"], "claim": i} for i in row["claims"])
    tables.setdefault(t.event_line, []).append({"event": row["id"], **common, "actors": "\n".join(actors), "voices": len(e["voices"]),
                                                "claims": len(e["claims"]), "told": bytes(told)})


def _hold(tables: dict[Any, list[dict[str, Any]]], m: Mover, h: dict[str, Any], spots: dict[str, dict[str, Any]]) -> None:
    place = m.place(h["place"])
    row = h | {"id": m.tag + h["id"], "place": place} | {k: m.ids(h[k]) for k in ("basis", "claims", "against") if k in h}
    key = _spot(place, spots)
    tables.setdefault(t.hold, []).append({"id": row["id"], "place": place.get("id"), "actor": h["actor"], "valid_from": h.get("valid_from"),
                                          "known_from": h["known_from"], "data": text_of(row)})
    tables.setdefault(t.hold_line, []).append({"hold": row["id"], "place": key, "actor": h["actor"], "hint": h.get("hint"),
                                               "certainty": h["certainty"], "seen": h.get("seen"),
                                               **{k: h.get(k) for k in ("valid_from", "valid_to", "known_from", "known_to")}})
    tables.setdefault(t.hold_event, []).extend({"hold": row["id"], "event": i} for i in dict.fromkeys((*row["basis"], *row.get("against", ()))))


def _spot(place: dict[str, Any] | None, spots: dict[str, dict[str, Any]]) -> str | None:
    if place is None:
        return None
    key = place.get("id") or f"~{place['text']}"
    spots.setdefault(key, {"key": key, "text": "" if place.get("name_ar") else place["text"], "name_ar": place.get("name_ar", ""),
                           "name_en": place.get("name_en", ""), "type": place.get("type", ""), "country": place.get("country"),
                           "admin1": place.get("admin1"), "lat": place.get("lat"), "lon": place.get("lon"),
                           "radius_km": place.get("radius_km"), "precision": place.get("precision"),
                           "parents": "\n".join(place.get("parents", ()))})
    return key


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked: addresses, and the bare SELECTs of the rows they show, one a call."""

    name: str
    paths: list[str]
    bare: Callable[[sqlite3.Connection, int], object]


def pages(path: Path) -> list[Page]:
    """The four questions over a store."""
    base = sqlite3.connect(path)
    events = [r[0] for r in base.execute("SELECT id FROM event ORDER BY id LIMIT 60 OFFSET 500")]
    days = [f"2016-{month:02d}-{day:02d}" for month in range(2, 12) for day in (3, 17)]
    words = ["اشتباكات عنيفة", "قصف مدفعي", "سيطر", "انسحب", "غارة", "مقاتلا", "المرصد", "عسكري", "مدنيا", "هجوم"]
    found = {w: [r[0] for r in base.execute("SELECT rowid FROM report_fts WHERE report_fts MATCH ? LIMIT 1", (w,))] for w in words}
    words = [w for w in words if found[w]]
    base.close()

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

    return [Page("first page", ["/", "/?lang=en"], first),
            Page("map with two dates", [f"/observatory.json?on={a}&known={days[(n + 3) % len(days)]}" for n, a in enumerate(days)], two_dates),
            Page("search", [f"/search?q={quote(w)}" for w in words], words_in),
            Page("event page", [f"/events/{i}" for i in events], event)]


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


def ask(address: str, page: Page, folder: Path, seconds: int, fresh: str = "", connections: int = 16) -> dict[str, Any]:
    """wrk's figures for a page."""
    script, paths = folder / "ask.lua", folder / "paths.txt"
    script.write_text(SCRIPT, encoding="utf-8")
    paths.write_text("\n".join(page.paths) + "\n", encoding="utf-8")
    env = os.environ | {"MARSAD_PATHS": str(paths)} | ({"MARSAD_FRESH": fresh} if fresh else {})
    _settle(address)
    slowest = 0.0
    for each in [] if fresh else page.paths:
        # Who asks first waits for the making; that time is told apart from what all others wait.
        start = time.perf_counter()
        with urllib.request.urlopen(address + each, timeout=300) as first:
            first.read()
        slowest = max(slowest, time.perf_counter() - start)
    found = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), address], env=env,
                           capture_output=True, text=True, check=True).stdout
    answer: dict[str, Any] = json.loads(found.split("JSON", 1)[1])
    return answer if fresh else answer | {"made_first_ms": round(slowest * 1000, 1)}


def _settle(address: str) -> None:
    """Wait until the server has done with what was asked before."""
    quick = 0
    while quick < 3:
        start = time.perf_counter()
        with urllib.request.urlopen(f"{address}/claims.json?limit=1&n={start}", timeout=300) as answer:
            answer.read()
        quick = quick + 1 if time.perf_counter() - start < 0.5 else 0


def serving(path: Path) -> Iterator[str]:
    """A server of one process over the store, and seconds until its first page was there on stderr."""
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
        print(json.dumps({"started_s": round(time.perf_counter() - start, 1), "first_page_bytes": len(body), "memory_mb": memory}), flush=True)
        yield address
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
        for address in serving(path):
            for page in pages(path):
                bare = bare_ms(path, page)
                row: dict[str, Any] = {"page": page.name, "bare_ms": round(bare, 2)}
                for name, fresh, connections in (("shelved", "", 16), ("fresh", "a", 16), ("fresh alone", "b", 1)):
                    found = ask(address, page, folder, args.seconds, fresh, connections)
                    row[name] = found | {"p50_ratio": round(found["p50_ms"] / bare, 1), "p99_ratio": round(found["p99_ms"] / bare, 1)}
                print(json.dumps(row | {"load": round(os.getloadavg()[0], 1)}), flush=True)


if __name__ == "__main__":
    main()
