"""A text cut where its highlighted spans begin and end, so that overlapping spans can be marked without nesting."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]`, and the keys of all spans that cover it, in their order."""

    start: int
    end: int
    text: str
    keys: tuple[str, ...]


def cut(text: str, spans: Iterable[tuple[int, int, str]], start: int = 0, end: int | None = None) -> list[Piece]:
    """Pieces of `text[start:end]`; spans (start, end, key) are in code points of `text`, those outside are clipped or dropped."""
    stop = len(text) if end is None else min(end, len(text))
    kept = [(max(a, start), min(b, stop), key) for a, b, key in spans if a < stop and b > start and a < b]
    edges = sorted({start, stop, *(a for a, _, _ in kept), *(b for _, b, _ in kept)})
    return [Piece(a, b, text[a:b], tuple(k for s, e, k in kept if s <= a and e >= b)) for a, b in itertools.pairwise(edges)]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of `text` that hold something."""
    out, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            out.append((at, at + len(line.rstrip("\r\n"))))
        at += len(line)
    return out


def around(text: str, start: int, end: int, reach: int = 90) -> tuple[int, int]:
    """A window around a span, widened to word edges and kept within its paragraph."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    a, b = max(left, start - reach), min(right, end + reach)
    while left < a and not text[a - 1].isspace():
        a -= 1
    while b < right and not text[b].isspace():
        b += 1
    return a, b
