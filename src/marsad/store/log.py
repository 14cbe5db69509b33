"""The append-only log of what came in and went: entries chained by SHA-256, so that none can be changed or dropped unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from marsad.store import schema as t
from marsad.store.seals import digest

ROOT = "0" * 64
"""What the first entry names as the hash before it."""

RECORDED = (
    "id",
    "revision",
    "outlet",
    "url",
    "published",
    "language",
    "author",
    "title",
    "flags",
    "sha256",
    "text_sha256",
)
"""The columns of a report that its entry vouches for, beside the text (through its hash)."""


def entry(action: str, row: Mapping[str, Any], media_type: str, at: str, reason: str = "") -> dict[str, Any]:
    """What the log says of one report row: `action` is `added`, `revised` or `removed`; `at` an ISO 8601 time in UTC."""
    said = {
        "action": action,
        "report": row["id"],
        "revision": row["revision"],
        "sha256": row["sha256"],
        "media_type": media_type,
        "text_sha256": row["text_sha256"],
        "record": record(row),
        "at": at,
    }
    return said | ({"reason": reason} if reason else {})


def record(row: Mapping[str, Any]) -> str:
    """SHA-256 over the fields of a report row that are no text."""
    return digest(row[name] for name in RECORDED)


def link(prev: str, text: str) -> str:
    """The hash of an entry: SHA-256 of the hash before it, a newline, and the SHA-256 of the entry's JSON text, all in hex.

    Through the inner hash a chain can be shown whole while entries that are nobody's business stay closed.
    """
    inner = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
    return hashlib.sha256(f"{prev}\n{inner}".encode("utf-8", "surrogateescape")).hexdigest()


def append(c: sa.Connection, entries: list[dict[str, Any]]) -> None:
    """Add entries after the last one, in the transaction of what they speak of."""
    last = c.execute(sa.select(t.log.c.seq, t.log.c.hash).order_by(t.log.c.seq.desc()).limit(1)).first()
    seq, prev = (last.seq, last.hash) if last else (0, ROOT)
    rows = []
    for said in entries:
        seq += 1
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        rows.append({"seq": seq, "prev": prev, "hash": (prev := link(prev, text)), "entry": text})
    if rows:
        c.execute(t.log.insert(), rows)


def now() -> str:
    """This moment in UTC, to the second. It stands in the log alone, never in an export."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
