"""Reports against the log, their text against its hash, their bytes against their name, and the text made anew from the bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from marsad.errors import BadInput
from marsad.sources.draft import Fields
from marsad.sources.jsonl import from_row
from marsad.store.log import RECORDED, record
from marsad.store.reports import chunks
from marsad.store.verify_log import Chain
from marsad.store.verify_read import CHUNK, Note, among, rows

_COLUMNS = ("pk", "current", "text", *RECORDED)


def check_reports(c: sa.Connection, chain: Chain, note: Note) -> int:
    """Check every revision of every report and all stored bytes; returns how many current reports there are."""
    newest: dict[str, tuple[int, bool]] = {}
    current: dict[str, int] = {}
    seen: set[tuple[str, int]] = set()
    hashes: set[str] = set()
    for part in chunks(rows(c, "report", _COLUMNS), CHUNK):
        wanted = sorted({r["sha256"] for r in part if isinstance(r["sha256"], str)})
        kept = {e["sha256"]: e for e in among(c, "evidence", ("sha256", "media_type", "bytes"), "sha256", wanted)}
        for e in kept.values():
            if e["sha256"] not in hashes:
                hashes.add(e["sha256"])
                _bytes(e, chain, note)
        for row in part:
            key = (row["id"], row["revision"])
            seen.add(key)
            said = chain.entries.get(key)
            removed = bool(said) and said is not None and said["action"] == "removed"
            _against_log(row, said, note)
            _text(row, removed, kept.get(row["sha256"]), note)
            if row["current"] not in (0, 1):
                note("report", f"{row['id']} revision {row['revision']}", "whether it is current cannot be told")
            if row["current"]:
                current[row["id"]] = current.get(row["id"], 0) + 1
            revision = row["revision"] if isinstance(row["revision"], int) else 0
            if revision >= newest.get(row["id"], (0, False))[0]:
                newest[row["id"]] = (revision, bool(row["current"]) != removed)
    for report, (revision, fits) in newest.items():
        if not fits or current.get(report, 0) > 1:
            note("report", f"{report} revision {revision}", "the newest revision alone must be the current one")
    for report, revision in chain.entries:
        if (report, revision) not in seen:
            note("report", f"{report} revision {revision}", "the log speaks of it, but it is gone")
    _orphans(rows(c, "evidence", ("sha256",)), hashes, note)
    return len(current)


def _against_log(row: dict[str, Any], said: dict[str, Any] | None, note: Note) -> None:
    item = f"{row['id']} revision {row['revision']}"
    if said is None:
        note("report", item, "the log does not speak of it")
        return
    for name in ("sha256", "text_sha256"):
        if row[name] != said[name]:
            note("report", item, f"{name} is not that of the log")
    if record(row) != said["record"]:
        note("report", item, "outlet, date, address or another field is not as the log recorded it")


def _text(row: dict[str, Any], removed: bool, kept: dict[str, Any] | None, note: Note) -> None:
    item = f"{row['id']} revision {row['revision']}"
    if removed:
        if row["text"] or row["title"] or "removed" not in str(row["flags"]).split():
            note("report", item, "it was removed, yet words of it stand here")
        return
    text = row["text"] if isinstance(row["text"], str) else ""
    if hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest() != row["text_sha256"]:
        note("report", item, "the text does not hash to text_sha256")
    if kept is None:
        note("evidence", row["sha256"], f"the bytes of report {item} are missing")
    elif kept["media_type"] == "application/json":
        again = _made_again(kept["bytes"])
        if again is None or again != text:
            note("report", item, "the text cannot be made again from the stored bytes")


def _made_again(data: bytes) -> str | None:
    """The stored text that a JSON line gives; None where it gives none."""
    try:
        fields = from_row(json.loads(bytes(data).decode()), Fields(text=""), "")
    except (ValueError, BadInput, RecursionError, AttributeError):
        return None
    return f"{fields.title}\n{fields.text}"


def _bytes(kept: dict[str, Any], chain: Chain, note: Note) -> None:
    data = kept["bytes"]
    data = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else bytes(data)
    if hashlib.sha256(data).hexdigest() != kept["sha256"]:
        note("evidence", kept["sha256"], "the bytes do not hash to their name")
    if kept["media_type"] not in chain.media.get(kept["sha256"], ()):
        note("evidence", kept["sha256"], f"the kind of the bytes «{kept['media_type']}» is not that of the log")


def _orphans(kept: Iterable[dict[str, Any]], hashes: set[str], note: Note) -> None:
    for row in kept:
        if row["sha256"] not in hashes:
            note("evidence", row["sha256"], "no report speaks of these bytes")
