"""Offsets of what was read and of what was copied, against the texts they point into."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from marsad.store.reports import chunks
from marsad.store.seals import digest
from marsad.store.verify_read import CHUNK, Note, among, rows


def check_readings(c: sa.Connection, note: Note) -> None:
    """Every mention, sentence and claim must say the words that stand at its offsets, and no claim of a reading may be missing."""
    known: set[str] = set()
    for part in chunks(rows(c, "reading", ("report", "revision", "claims", "data")), CHUNK):
        ids = sorted({r["report"] for r in part if isinstance(r["report"], str)})
        known.update(ids)
        texts = {(r["id"], r["revision"]): r["text"] for r in among(c, "report", ("id", "revision", "text"), "id", ids)}
        claims: dict[str, list[dict[str, Any]]] = {}
        for claim in among(c, "claim", ("id", "report", "seq", "data", "seal"), "report", ids):
            claims.setdefault(claim["report"], []).append(claim)
        for row in part:
            text = texts.get((row["report"], row["revision"]))
            if text is None:
                note("reading", row["report"], f"it was made of revision {row['revision']}, which is not here")
                continue
            _spans("reading", row["report"], row["data"], text, note)
            made = sorted(claims.get(row["report"], ()), key=lambda k: (str(type(k["seq"])), k["seq"]))
            if digest(k["seal"] for k in made) != row["claims"]:
                note("reading", row["report"], "its claims are not those that were written with it")
            for k in made:
                _spans("claim", k["id"], k["data"], text, note)
    for row in rows(c, "claim", ("id", "report")):
        if row["report"] not in known:
            note("claim", row["id"], f"there is no reading of its report {row['report']}")


def check_copies(c: sa.Connection, note: Note) -> None:
    """Every span of a copy must lie within a text of its report; spans of removed reports wait for the next run."""
    for part in chunks(rows(c, "copy", ("a", "b", "data")), CHUNK // 2):
        ids = sorted({r[k] for r in part for k in ("a", "b") if isinstance(r[k], str)})
        lengths: dict[str, int] = {}
        removed = set()
        for report in among(c, "report", ("id", "text", "flags"), "id", ids):
            lengths[report["id"]] = max(lengths.get(report["id"], 0), len(report["text"]))
            if "removed" in str(report["flags"]).split():
                removed.add(report["id"])
        for row in part:
            item = f"{row['a']} {row['b']}"
            try:
                passages = json.loads(row["data"])["passages"]
                spans = [(row[s], p[f"{s}_start"], p[f"{s}_end"]) for p in passages for s in ("a", "b")]
            except (ValueError, KeyError, TypeError):
                note("copy", item, "the record cannot be read")
                continue
            for report, start, end in spans:
                if report not in removed and not 0 <= start <= end <= lengths.get(report, -1):
                    note("copy", item, f"the span {start}:{end} does not lie in report {report}")


def _spans(table: str, item: str, data: str, text: str, note: Note) -> None:
    try:
        value = json.loads(data)
    except ValueError:
        note(table, item, "the record cannot be read")
        return
    stack: list[Any] = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            stack.extend(x for x in one if isinstance(x, (dict, list)))
        elif isinstance(one, dict):
            start, end = one.get("start"), one.get("end")
            said = one.get("quote", one.get("text"))
            if isinstance(start, int) and isinstance(end, int) and isinstance(said, str) and text[start:end] != said:
                note(table, item, f"other words stand at {start}:{end} than it says")
            stack.extend(x for x in one.values() if isinstance(x, (dict, list)))
    passages = value.get("passages", ()) if isinstance(value, dict) else ()
    for span in passages:
        if not (isinstance(span, list) and len(span) == 2 and 0 <= span[0] <= span[1] <= len(text)):
            note(table, item, f"the sentence {span} does not lie in the text")
