"""The search for candidate pairs cut by hash of gram and by report: what `find_candidates` finds in one piece, to the last pair.

Grams are cut by hash, so that all holders of one are together; their matches by the later report, so that all of a pair are. What
one piece must know of the others is small: which reports tell one dispatch (`forest`), and which grams stand in many of them.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from marsad.copies import kernels
from marsad.copies.candidates import Held, hold, keys_of, matches_in
from marsad.copies.fold import I64, U64
from marsad.copies.settings import Settings
from marsad.copies.sketch import Sketches

I32 = NDArray[np.int32]
FAR_CROWD: Final = 1 << 40
ALL: Final = 255


class Grams(NamedTuple):
    """Grams of one hash partition (or of some reports): hash, report, word index; in any order."""

    key: U64
    report: I64
    at: NDArray[np.uint16]


class Judged(NamedTuple):
    """Pairs that runs cover, and links (report, the lowest that it tells one dispatch with)."""

    a: I32
    b: I32
    covered: I32
    links: I64


class Wide(NamedTuple):
    """Sorted hashes of grams: `background` and `formula` as `Candidates` has them, `wide` those in more dispatches than `cap`,
    `dropped` those of them that very many reports hold: these never count."""

    background: U64
    formula: U64
    wide: U64
    dropped: U64


def sketches_of(grams: Grams, count: int) -> Sketches:
    """Grams as sketches of `count` reports, in the order of report and place."""
    order = np.lexsort((grams.at, grams.report))
    bounds = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(grams.report, minlength=count), out=bounds[1:])
    return Sketches(grams.key[order], grams.at[order], bounds, np.zeros(count, np.int32))


def bits(count: int) -> tuple[int, int]:
    """How a match of `count` reports is packed: bits of a report, bits of a word index."""
    shift = max(1, int(count - 1).bit_length())
    return shift, min(16, (63 - 2 * shift) // 2)


def find_matches(grams: Grams, days: I64, settings: Settings) -> I64:
    """The sorted matches of a hash partition; reports are numbered in the order of `days`."""
    if not len(grams.key):
        return np.zeros(0, np.int64)
    shift, places = bits(len(days))
    held = _held(grams, days)
    return np.asarray(matches_in(held, kernels, settings.pair.window, settings.pair.crowd, shift, places), np.int64)


def cut(matches: I64, count: int, parts: int) -> list[I64]:
    """Sorted matches cut by their later report into `parts`, some maybe empty."""
    shift, places = bits(count)
    ends = [((count * (n + 1) // parts) << (shift + 2 * places)) for n in range(parts - 1)]
    return np.split(matches, np.searchsorted(matches, np.array(ends, np.int64)))


def judge(matches: I64, lengths: I32, settings: Settings) -> Judged:
    """The pairs of all matches of some later reports, from every hash partition."""
    count = len(lengths)
    shift, places = bits(count)
    link, rule = settings.link, settings.pair
    matches = np.sort(matches)
    parent = np.arange(count, dtype=np.int64)
    room = max(1024, count)
    while True:
        found = [np.zeros(room, np.int32) for _ in range(3)]
        total = kernels.judge_matches(
            matches, shift, places, lengths, rule.gap, rule.least, link.words, link.share, rule.words, rule.share, parent, *found
        )
        if total <= room:
            break
        room = total
    joined = np.nonzero(parent != np.arange(count))[0]
    links = np.stack([joined, parent[joined]], axis=1).astype(np.int64)
    return Judged(found[0][:total], found[1][:total], found[2][:total], links)


def forest_of(links: I64, count: int) -> I64:
    """The lowest report of each one's dispatch, by the links of all parts."""
    parent = list(range(count))

    def root(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for x, y in links.tolist():
        one, two = root(x), root(y)
        if one != two:
            parent[max(one, two)] = min(one, two)
    return np.array([root(x) for x in range(count)], np.int64)


def common(grams: Grams, days: I64, groups: dict[int, I64], part: float) -> dict[int, tuple[I64, U64]]:
    """Of each group of reports (root to members): how many grams of each member `part` of the group's number hold in this partition,
    and the hashes of those that more than that hold. What `coherence.loose` asks."""
    held = _held(grams, days)
    of, ends = np.asarray(held.gram_of, np.int64), np.asarray(held.bounds, np.int64)
    size = np.diff(np.asarray(held.starts, np.int64))
    sketches = sketches_of(grams, len(days))
    out = {}
    for root, members in groups.items():
        counts, keys = [], []
        for report in members.tolist():
            at = np.arange(ends[report], ends[report + 1])
            at = at[of[at] >= 0]
            holders = size[of[at]]
            counts.append(int((holders.astype(np.float64) >= part * len(members)).sum()))
            keys.append(sketches.keys[at[holders > int(part * len(members))]])
        out[root] = (np.array(counts, np.int64), np.unique(np.concatenate(keys)))
    return out


def spread(grams: Grams, forest: I64, days: I64, settings: Settings) -> Wide:
    """Which grams of a hash partition stand in how many dispatches."""
    none = np.zeros(0, np.uint64)
    if not len(grams.key):
        return Wide(none, none, none, none)
    rule = settings.pair
    held = _held(grams, days)
    sketches = sketches_of(grams, len(days))
    wide, span = np.zeros(held.grams, np.uint8), np.zeros(held.grams, np.int16)
    kernels.spread(
        held.grams, held.postings, held.starts, forest, held.days, 3, rule.formula, np.zeros(rule.formula + 1, np.int64), wide, span
    )
    lasting = (wide >= 3) & (span >= rule.lasting)
    many = wide > rule.cap
    return Wide(
        keys_of(sketches, held, (wide > rule.background) | lasting), keys_of(sketches, held, wide >= rule.formula),
        keys_of(sketches, held, many), keys_of(sketches, held, many & (np.diff(held.starts) > rule.crowd)),
    )  # fmt: skip


def weigh(first: I64, second: I64, grams: Grams, root: I64, wide: U64, dropped: U64, settings: Settings) -> I32:
    """Words that the runs of pairs cover, anew. `grams` are all of the pairs' reports, numbered as the pairs are; `dropped` never
    count, `wide` only between reports of one dispatch (`root`)."""
    rule = settings.pair
    kept = ~np.isin(grams.key, dropped)
    grams = Grams(grams.key[kept], grams.report[kept], grams.at[kept])
    covered = np.zeros(len(first), np.int32)
    if not len(grams.key):
        return covered
    held = _held(grams, np.zeros(len(root), np.int64))
    of = np.asarray(held.gram_of, np.int64)
    at = np.nonzero(of >= 0)[0]
    marked = np.zeros(held.grams, np.uint8)
    marked[of[at[np.isin(sketches_of(grams, len(root)).keys[at], wide)]]] = ALL
    kernels.weigh_pairs(
        first, second, held.bounds, held.gram_of, held.at, held.postings, held.starts, marked, rule.cap, root, FAR_CROWD, rule.gap,
        rule.least, covered,
    )
    return covered


def _held(grams: Grams, days: I64) -> Held:
    loops: Any = kernels
    return hold(sketches_of(grams, len(days)), days, loops, True)
