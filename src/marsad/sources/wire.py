"""The frames between a worker and who asked it: JSON and bytes, never objects, so that a worker that was taken over can only lie
about a report, not run anything here."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import struct
from datetime import date
from typing import Any

from marsad.errors import BadInput
from marsad.model import Evidence, Report
from marsad.sources.dates import Said
from marsad.sources.draft import Fields, Problem, Read, digest

HEAD = struct.Struct(">cII")
READ, PROBLEM, STEP, END, FELL = b"R", b"P", b"S", b"E", b"X"
MAX_FRAME = 1 << 30


def frame(kind: bytes, header: Any, payload: bytes = b"") -> bytes:
    """One frame: kind, length of the JSON header, length of the payload, header, payload."""
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return HEAD.pack(kind, len(head), len(payload)) + head + payload


def header_of(data: bytes) -> Any:
    """The JSON header of a frame. Raises ValueError."""
    return json.loads(data.decode("utf-8", "surrogatepass"))


def of_fields(fields: Fields) -> dict[str, Any]:
    """Fields as JSON."""
    return dataclasses.asdict(fields)


def to_fields(data: dict[str, Any]) -> Fields:
    """Fields from JSON."""
    return Fields(**{**data, "said": tuple(Said(**s) for s in data["said"])})


def of_item(item: Read | Problem) -> tuple[bytes, dict[str, Any], bytes]:
    """Kind, header and payload of what a reader gave."""
    if isinstance(item, Problem):
        error = item.error
        return PROBLEM, {"where": item.where, "message": error.message, "at": error.where, "hint": error.hint}, b""
    report = {f.name: getattr(item.report, f.name) for f in dataclasses.fields(Report)}
    header = {"where": item.where, "report": report, "type": item.evidence.media_type, "warnings": item.warnings}
    return READ, header, item.evidence.data


def to_item(kind: bytes, header: dict[str, Any], payload: bytes) -> Read | Problem:
    """What a worker says it read. Raises ValueError where its hashes are not those of its text and bytes."""
    if kind == PROBLEM:
        return Problem(header["where"], BadInput(header["message"], where=header["at"], hint=header["hint"]))
    report = Report(**{**header["report"], "flags": tuple(header["report"]["flags"])})
    if digest(payload) != report.sha256:
        raise ValueError("the bytes do not fit their hash")
    if hashlib.sha256(report.text.encode()).hexdigest() != report.text_sha256:
        raise ValueError("the text does not fit its hash")
    return Read(header["where"], report, Evidence(report.sha256, header["type"], payload), tuple(header["warnings"]))


def day(said: str) -> date:
    """A day from ISO 8601."""
    return date.fromisoformat(said)
