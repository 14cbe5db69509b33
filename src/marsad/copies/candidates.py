"""From sketches to candidate pairs: a pure function over flat arrays, the same on one report more or on a partition."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from marsad.copies import counting
from marsad.copies.coherence import loose, part
from marsad.copies.fold import I64, U64
from marsad.copies.settings import Settings
from marsad.copies.sketch import HASH_BITS, Sketches

I32 = NDArray[np.int32]
PLAIN_BELOW: Final = 300_000
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


class Held(NamedTuple):
    """The grams that two reports or more hold, numbered; their postings one after another from `starts`; what is known of reports."""

    gram_of: Any
    at: Any
    bounds: Any
    postings: Any
    starts: Any
    lengths: Any
    days: Any
    grams: int
    postings_held: int
    compiled: bool


def hold(sketches: Sketches, days: I64, loops: Any, compiled: bool) -> Held:
    """The grams of `sketches` with their holders; `loops` are the compiled ones (`kernels`) or `counting`."""
    total = len(sketches.keys)
    # Sorting hash and occurrence as one number groups equal hashes with their holders in report order, without an index array.
    bits: Any = max(64 - HASH_BITS, int(total).bit_length())
    if not compiled:
        listed, entries = [0] * total, [0] * total
        loops.lay_out(sketches.keys.tolist(), sketches.at.tolist(), sketches.bounds.tolist(), bits, listed, entries)
        listed.sort()
        held, posted, begun = [-1] * total, [0] * total, [0] * (total // 2 + 2)
        grams = loops.group_runs(listed, bits, entries, held, posted, begun)
        return Held(held, sketches.at.tolist(), sketches.bounds.tolist(), posted, begun, sketches.lengths.tolist(),
                     days.tolist(), grams, begun[grams], False)
    packed, places = np.empty(total, np.uint64), np.empty(total, np.int64)
    loops.lay_out(sketches.keys.view(np.int64), sketches.at, sketches.bounds, bits, packed.view(np.int64), places)
    packed.sort()
    gram_of = np.full(total, -1, np.int32)
    postings = np.empty(total, np.int64)
    starts = np.empty(total // 2 + 2, np.int64)
    grams = loops.group_runs(packed.view(np.int64), bits, places, gram_of, postings, starts)
    del packed, places
    used = int(starts[grams])
    return Held(gram_of, sketches.at, sketches.bounds, postings[:used].copy(), starts[: grams + 1].copy(), sketches.lengths,
                 days, grams, used, True)


def keys_of(sketches: Sketches, held: Held, which: NDArray[np.bool_]) -> U64:
    """Sorted hashes of the marked grams."""
    gram_of = np.asarray(held.gram_of, np.int32)
    at = np.nonzero(gram_of >= 0)[0]
    return np.unique(sketches.keys[at[which[gram_of[at]]]])


def matches_in(held: Held, loops: Any, window: int, crowd: int, shift: int, places: int) -> Any:
    """The sorted matches of all grams, an array or a list."""
    # A generous room is one pass less, and what is not written to takes no memory; the cap keeps it from being refused.
    size = min(loops.most_matches(held.grams, held.starts, crowd), 12 * held.postings_held)
    room: Any = np.empty(size, np.int64) if held.compiled else [0] * size
    while True:
        total = loops.count_matches(held.grams, held.postings, held.starts, held.days, window, crowd, shift, places, room)
        if total <= len(room):
            break
        room = np.empty(total, np.int64) if held.compiled else [0] * total
    matches = room[:total]
    matches.sort()
    return matches


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
    held = hold(sketches, days, loops, compiled)
    link, rule = settings.link, settings.pair

    def fresh(size: int, kind: Any) -> Any:
        return np.zeros(size, kind) if compiled else [0] * size

    shift = max(1, int(count - 1).bit_length())
    places = min(16, (63 - 2 * shift) // 2)
    matches = matches_in(held, loops, rule.window, rule.crowd, shift, places)
    parent: Any = np.arange(count, dtype=np.int64) if compiled else list(range(count))
    room = max(1024, count * 8)
    while True:
        found = [fresh(room, np.int32) for _ in range(3)]
        total = loops.judge_matches(
            matches, shift, places, held.lengths, rule.gap, rule.least, link.words, link.share, rule.words, rule.share, parent,
            *found,
        )
        if total <= room:
            break
        room = total
    del matches
    a, b, covered = (np.array(part[:total], np.int32) for part in found)
    forest = np.array(parent, np.int64)
    while True:
        above = forest[forest]
        if np.array_equal(above, forest):
            break
        forest = above
    _part_loose(forest, a, b, held, settings, loops)
    root: Any = forest if compiled else forest.tolist()
    wide, span = fresh(held.grams, np.uint8), fresh(held.grams, np.int16)
    most = rule.formula if standing else rule.cap
    loops.spread(
        held.grams, held.postings, held.starts, root, held.days, 3 if standing else rule.cap + 1, most,
        fresh(most + 1, np.int64), wide, span,
    )
    a, b, covered = with_large_families(a, b, covered, forest, held, rule.crowd, rule.window)
    # What the matches say of a pair holds inside a dispatch; across dispatches, formulas are taken out first.
    anew = np.nonzero((forest[a] != forest[b]) | (covered == 0))[0]
    measured = fresh(len(anew), np.int32)
    firsts: Any = a[anew].astype(np.int64)
    seconds: Any = b[anew].astype(np.int64)
    if not compiled:
        firsts, seconds = firsts.tolist(), seconds.tolist()
    loops.weigh_pairs(
        firsts, seconds, held.bounds, held.gram_of, held.at, held.postings, held.starts, wide, rule.cap, root, rule.crowd,
        rule.gap, rule.least, measured,
    )
    own = covered.copy()
    own[anew] = np.array(measured, np.int32)
    shorter = np.minimum(sketches.lengths[a], sketches.lengths[b])
    firm = (own >= rule.words) & (own >= rule.share * shorter)
    kept = firm | (covered >= rule.standing) if standing else firm
    order = np.lexsort((b[kept], a[kept]))
    kinds = np.array(wide, np.uint8)
    lasting = (kinds >= 3) & (np.array(span, np.int16) >= rule.lasting)
    return Candidates(
        a[kept][order], b[kept][order], np.where(firm, own, covered)[kept][order], forest, ~firm[kept][order],
        keys_of(sketches, held, (kinds > rule.background) | lasting), keys_of(sketches, held, kinds >= rule.formula),
    )


def _part_loose(forest: I64, a: I32, b: I32, held: Held, settings: Settings, loops: Any) -> None:
    """Take apart, in place, the dispatches of `forest` that one background paragraph alone holds together."""
    rule = settings.pair
    lengths = np.asarray(held.lengths, np.int32)
    for root in loose(forest, held.gram_of, held.bounds, held.starts, settings.coherence):
        inside = np.nonzero((forest[a] == root) & (forest[b] == root))[0]
        firsts, seconds = a[inside].astype(np.int64), b[inside].astype(np.int64)
        left = int(settings.coherence.part * np.count_nonzero(forest == root))
        covered, wide, same = np.zeros(len(inside), np.int32), np.full(held.grams, 255, np.uint8), np.zeros(len(forest), np.int64)
        arguments: list[Any] = [firsts, seconds, wide, same, covered]
        if not held.compiled:
            arguments = [values.tolist() for values in arguments]
        # As if all were one dispatch, of which nothing counts that more than `left` reports hold.
        loops.weigh_pairs(
            *arguments[:2], held.bounds, held.gram_of, held.at, held.postings, held.starts, arguments[2], rule.cap, arguments[3],
            left, rule.gap, rule.least, arguments[4],
        )
        part(forest, root, a[inside], b[inside], np.asarray(arguments[4], np.int32), lengths, settings.link)


def with_large_families(
    a: I32, b: I32, covered: I32, forest: I64, held: Held, crowd: int, window: int
) -> tuple[I32, I32, I32]:
    """The pairs, with every two reports of a dispatch so large that its grams were only followed from neighbour to neighbour:
    these have 0 words covered, to be measured."""
    sizes = np.bincount(forest, minlength=len(forest))
    days = np.asarray(held.days, np.int64)
    for large in np.nonzero(sizes > crowd)[0].tolist():
        members = np.nonzero(forest == large)[0]
        first, second = np.triu_indices(len(members), 1)
        x, y = members[first], members[second]
        near = (days[y] - days[x] <= window) | (days[y] >= counting.FAR)
        outside = forest[a] != large
        inside = ~outside & (forest[b] != large)
        kept = outside | inside
        a, b, covered = (
            np.concatenate([a[kept], x[near].astype(np.int32)]),
            np.concatenate([b[kept], y[near].astype(np.int32)]),
            np.concatenate([covered[kept], np.zeros(int(near.sum()), np.int32)]),
        )
    return a, b, covered
