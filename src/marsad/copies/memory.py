"""What `detect` remembers between runs, so that only what changed is aligned again."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from marsad.copies.candidates import Candidates
from marsad.copies.inputs import CopyInput
from marsad.copies.sketch import Sketches
from marsad.copies.weight import held

VERSION: Final = 1
"""Raised when alignment or judgement changes, so that what was found before is not believed."""


class Memory(NamedTuple):
    """`stamps` of all that a report brings to its pairs, by id; `refused` candidate pairs that shared no derived passage."""

    stamps: dict[str, str]
    refused: frozenset[tuple[str, str]]

    def kept(self) -> bytes:
        """As bytes, the same for the same memory."""
        data = {"version": VERSION, "stamps": dict(sorted(self.stamps.items())), "refused": sorted(self.refused)}
        return zlib.compress(json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii"), 6)


def recall(data: bytes) -> Memory:
    """Memory from bytes; empty where there are none or another version wrote them."""
    try:
        found = json.loads(zlib.decompress(data))
    except (zlib.error, ValueError):
        return Memory({}, frozenset())
    if not isinstance(found, dict) or found.get("version") != VERSION:
        return Memory({}, frozenset())
    return Memory(found["stamps"], frozenset((a, b) for a, b in found["refused"]))


def stamps_of(reports: Sequence[CopyInput], flat: Sketches, candidates: Candidates, edits: bool) -> list[str]:
    """A stamp of each report: its text, its day, and which of its words stand in formulas and background paragraphs now."""
    marks = np.stack([held(flat.keys, candidates.background), held(flat.keys, candidates.formula)])
    out: list[str] = []
    for n, report in enumerate(reports):
        digest = hashlib.blake2b(digest_size=8)
        digest.update(report.text.encode("utf-8", "surrogatepass"))
        digest.update(f"\0{report.published}\0{edits}\0".encode())
        digest.update(np.packbits(marks[:, flat.bounds[n] : flat.bounds[n + 1]]).tobytes())
        out.append(digest.hexdigest())
    return out
