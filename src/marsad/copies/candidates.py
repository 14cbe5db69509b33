"""From sketches to candidate pairs: a pure function over flat arrays, the same on one report more or on a partition."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from marsad.copies import counting
from marsad.copies.fold import I64, U64
from marsad.copies.settings import Settings
from marsad.copies.sketch import HASH_BITS, Sketches

I32 = NDArray[np.int32]
PLAIN_BELOW: Final = 150_000
"""Grams below which the loops run in plain Python: about as long as loading the compiled ones takes."""


class Candidates(NamedTuple):
    """Pairs of report indices, a before b, and the words of the shorter their runs cover; `root` names each report's dispatch as
    the search saw it (the lowest index in it); `standing` pairs share formulas or background only. `background` and `formula` are
    the sorted hashes of grams that stand in more dispatches than one text explains, and in very many."""

    a: I32
    b: I32
    covered: I32
    root: I64
    standing: NDArray[np.bool_]
    background: U64
    formula: U64


class _Held(NamedTuple):
    gram_of: Any
    at: Any
    bounds: Any
    postings: Any
    starts: Any
    lengths: Any
    days: Any
    grams: int
    compiled: bool


def _hold(sketches: Sketches, days: I64, loops: Any, compiled: bool) -> _Held:
    total = len(sketches.keys)
    bits = max(64 - HASH_BITS, int(total).bit_length())
    # Sorting hash and occurrence as one number groups equal hashes with their holders in report order, without an index array.
    packed = sketches.keys >> np.uint64(bits)
    packed <<= np.uint64(bits)
    packed |= np.arange(total, dtype=np.uint64)
    packed.sort()
    entries = np.repeat(np.arange(sketches.reports, dtype=np.int64) << 16, np.diff(sketches.bounds))
    entries |= sketches.at
    gram_of = np.full(total, -1, np.int32)
    postings = np.empty(total, np.int64)
    starts = np.empty(total // 2 + 2, np.int64)
    shift: Any = bits
    if not compiled:
        listed, held, posted, begun = packed.tolist(), gram_of.tolist(), postings.tolist(), starts.tolist()
        grams = loops.group_runs(listed, shift, entries.tolist(), held, posted, begun)
        return _Held(held, sketches.at.tolist(), sketches.bounds.tolist(), posted, begun, sketches.lengths.tolist(),
                     days.tolist(), grams, False)
    grams = loops.group_runs(packed.view(np.int64), shift, entries, gram_of, postings, starts)
    used = int(starts[grams])
    return _Held(gram_of, sketches.at, sketches.bounds, postings[:used].copy(), starts[: grams + 1].copy(), sketches.lengths,
                 days, grams, True)


def _keys_of(sketches: Sketches, held: _Held, which: NDArray[np.bool_]) -> U64:
    """Sorted hashes of the marked grams."""
    gram_of = np.asarray(held.gram_of, np.int32)
    at = np.nonzero(gram_of >= 0)[0]
    return np.unique(sketches.keys[at[which[gram_of[at]]]])


def _pairs(held: _Held, loops: Any, settings: Settings, window: int, wide: Any, root: Any, crowd: int) -> tuple[I32, I32, I32]:
    count = len(held.bounds) - 1
    rule = settings.pair
    room = max(1024, count * 4)
    parts: list[tuple[I32, I32, I32]] = []
    state: Any = np.zeros(count * 5, np.int32) if held.compiled else [0] * (count * 5)
    touched: Any = np.zeros(count, np.int32) if held.compiled else [0] * count
    begin = 0
    while begin < count:
        out_a, out_b, out_covered = (np.empty(room, np.int32) for _ in range(3))
        written = np.zeros(1, np.int64)
        begun = begin
        begin = loops.pair_reports(
            held.bounds, held.gram_of, held.at, held.postings, held.starts, held.lengths, held.days, window, wide, rule.cap,
            root, crowd, rule.gap, rule.least, rule.words, rule.share, state, touched, begin, out_a, out_b, out_covered, written,
        )
        made = int(written[0])
        parts.append((out_a[:made].copy(), out_b[:made].copy(), out_covered[:made].copy()))
        if begin == begun:
            room = max(room * 2, count)
    if not parts:
        none = np.zeros(0, np.int32)
        return none, none, none
    return tuple(np.concatenate([part[i] for part in parts]) for i in range(3))  # type: ignore[return-value]


def find_candidates(
    sketches: Sketches, days: I64, settings: Settings, *, standing: bool = True, compiled: bool | None = None
) -> Candidates:
    """Candidate pairs of `sketches`, whose reports stand in the order of `days` (day numbers, `counting.FAR` where unknown, last).

    `standing` also seeks pairs that share only formulas or background. `compiled` forces the compiled or the plain loops (by
    default by size); both give the same pairs.
    """
    if compiled is None:
        compiled = len(sketches.keys) >= PLAIN_BELOW
    loops: Any = counting
    if compiled:
        from marsad.copies import kernels

        loops = kernels
    count = sketches.reports
    held = _hold(sketches, days, loops, compiled)
    link, rule = settings.link, settings.pair

    def fresh(size: int, kind: Any) -> Any:
        return np.zeros(size, kind) if compiled else [0] * size

    parent: Any = np.arange(count, dtype=np.int64) if compiled else list(range(count))
    loops.link_reports(
        held.bounds, held.gram_of, held.at, held.postings, held.starts, held.lengths, held.days, rule.window, link.every,
        link.crowd, link.gap, link.least, link.words, link.share, fresh(count * 5, np.int32), fresh(held.grams, np.int32),
        fresh(count, np.int32), parent,
    )
    forest = np.array(parent, np.int64)
    while True:
        above = forest[forest]
        if np.array_equal(above, forest):
            break
        forest = above
    root: Any = forest if compiled else forest.tolist()
    wide = fresh(held.grams, np.uint8)
    most = rule.formula if standing else rule.cap
    span = fresh(held.grams, np.int16)
    loops.spread(
        held.grams, held.postings, held.starts, root, held.days, 3 if standing else rule.cap + 1, most,
        fresh(most + 1, np.int64), wide, span,
    )
    a, b, covered = _pairs(held, loops, settings, rule.window, wide, root, rule.crowd)
    alone = np.zeros(len(a), np.bool_)
    if standing:
        one: Any = np.zeros(count, np.int64) if compiled else [0] * count
        also = _pairs(held, loops, settings, rule.window, wide, one, rule.crowd)
        known = a.astype(np.int64) * count + b
        new = ~np.isin(also[0].astype(np.int64) * count + also[1], known) & (also[2] >= rule.standing)
        a, b, covered = (np.concatenate([x, y[new]]) for x, y in zip((a, b, covered), also, strict=True))
        alone = np.concatenate([alone, np.ones(int(new.sum()), np.bool_)])
    order = np.lexsort((b, a))
    kinds = np.array(wide, np.uint8)
    return Candidates(
        a[order], b[order], covered[order], forest, alone[order],
        _keys_of(sketches, held, (kinds > rule.background) | ((kinds >= 3) & (np.array(span, np.int16) >= rule.lasting))),
        _keys_of(sketches, held, kinds >= rule.formula),
    )
