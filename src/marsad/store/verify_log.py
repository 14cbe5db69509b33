"""The chain of the log, checked link by link."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from marsad.store.archives import ARCHIVED, BLANKED, piece_of
from marsad.store.log import ROOT, link
from marsad.store.verify_read import Note, rows


@dataclass(slots=True)
class Chain:
    """What the log says: the entry that holds for each (report, revision), in the order of the log."""

    entries: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    media: dict[str, set[str]] = field(default_factory=dict)
    archived: list[dict[str, Any]] = field(default_factory=list)
    head: str = ROOT
    length: int = 0

    def holes(self) -> Iterator[tuple[str, str]]:
        """Removed reports with the reason given, each once."""
        gone = {e["report"]: e.get("reason", "") for e in self.entries.values() if e["action"] == "removed"}
        yield from gone.items()


_FIELDS = ("action", "report", "revision", "sha256", "media_type", "text_sha256", "record", "at")


def read_chain(c: sa.Connection, chain: Chain, note: Note) -> None:
    """Fill `chain` from the log; name every broken link."""
    for row in rows(c, "log", ("seq", "prev", "hash", "entry"), "ORDER BY seq"):
        chain.length += 1
        if row["seq"] != chain.length:
            note("log", row["seq"], f"its number should be {chain.length}: an entry is missing or renumbered")
            chain.length = row["seq"] if isinstance(row["seq"], int) else chain.length
        if row["prev"] != chain.head:
            note("log", row["seq"], "it does not follow the entry before it (their hashes differ)")
        if row["hash"] != link(str(row["prev"]), str(row["entry"])):
            note("log", row["seq"], "its hash does not fit what it says")
        chain.head = str(row["hash"])
        try:
            said = json.loads(row["entry"])
            if said["action"] == "stamped":
                _stamp(row, said, note)
                continue
            if said["action"] in (ARCHIVED, BLANKED):
                piece_of(said)
                chain.archived.append(said)
                continue
            fields = {name: said[name] for name in _FIELDS}
        except (ValueError, KeyError, TypeError):
            note("log", row["seq"], "the entry cannot be read")
            continue
        if "reason" in said:
            fields["reason"] = said["reason"]
        key = (str(fields["report"]), fields["revision"])
        known = chain.entries.get(key)
        if (fields["action"] == "removed") != (known is not None and known["action"] != "removed"):
            note("log", row["seq"], f"«{fields['action']}» does not fit what the log said of the report before")
        chain.entries[key] = fields
        chain.media.setdefault(fields["sha256"], set()).add(fields["media_type"])


def _stamp(row: dict[str, Any], said: dict[str, Any], note: Note) -> None:
    """A stamp of time must sign the hash of the entry before it. Whether its signature holds is for `marsad stamp --check`, which needs
    to be told whom to trust."""
    try:
        answer = base64.b64decode(said["answer"], validate=True)
    except (KeyError, TypeError, ValueError):
        note("log", row["seq"], "the stamp cannot be read")
        return
    if said.get("head") != row["prev"] or hashlib.sha256(str(row["prev"]).encode()).digest() not in answer:
        note("log", row["seq"], "the stamp signs something else than the hash before it")
