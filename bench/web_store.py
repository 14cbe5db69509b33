"""The store that bench.web asks: wars of one made press side by side, written row by row and then multiplied within SQLite."""

from __future__ import annotations

import json
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
