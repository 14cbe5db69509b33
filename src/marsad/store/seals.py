"""Seals: a short hash beside each row over its other cells, so that a row that changed on the disk is told from one that was written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

LENGTH = 16
"""Hex digits kept: 64 bits find any accident. What must withstand an adversary is in the log, with whole hashes."""


def digest(values: Iterable[object]) -> str:
    """SHA-256 (64 hex digits) over values of a row; types and lengths are told apart, so no two rows share a spelling."""
    told: list[bytes] = []
    for value in values:
        if type(value) is str:
            # A damaged cell may hold bytes that are no UTF-8: it must give a wrong seal, not an error.
            data = value.encode("utf-8", "surrogateescape")
            told.append(b"s%d:" % len(data))
            told.append(data)
        elif value is None:
            told.append(b"n")
        elif isinstance(value, int):
            told.append(b"i%d;" % value)
        elif isinstance(value, (bytes, memoryview)):
            data = bytes(value)
            told.append(b"b%d:" % len(data))
            told.append(data)
        else:
            data = str(value).encode("utf-8", "surrogateescape")
            told.append(b"s%d:" % len(data))
            told.append(data)
    return hashlib.sha256(b"".join(told)).hexdigest()


def seal(columns: Iterable[str], row: Mapping[str, Any]) -> str:
    """The seal of a row over these columns, in this order; a missing column counts as NULL."""
    return digest(map(row.get, columns))[:LENGTH]
