"""Alignment of two texts, word to word: which stretches of one derive from the other.

Exact runs of three words and more are chained into blocks (both sides forward, short gaps bridged); the words between two runs
are aligned by edit distance; blocks are found best first and may stand in any order, so moved passages are found too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from marsad.copies.blocks import Block, Step, joined, without_crumbs
from marsad.copies.fold import I64, U64, Words

GAP: Final = 15
"""Words that may stand between two exact runs of one block, on either side."""
REPEATS: Final = 4
"""A gram that stands oftener in a text says nothing about where."""
LEAST: Final = 6
"""Equal words that make a block; what counts as derived is judged later."""
REACH: Final = 3
"""Unequal words passed over at a block's ends, where two equal words follow."""
_Run = tuple[int, int, int]
"""Start in a, start in b, length."""


@dataclass(frozen=True)
class Prepared:
    """A text made ready to be aligned with many: its words, its grams, the grams sorted and where each stood. `weights` says what
    each word tells (`weight.word_weights`), `common` which words stand in a background paragraph, `figures` which are figures.
    `sentences` gives the spans of the text's sentences; it is asked once, and only if the text shares something."""

    words: Words
    grams: U64
    ordered: U64
    order: I64
    weights: NDArray[np.float64]
    common: NDArray[np.bool_]
    figures: NDArray[np.bool_]
    sentences: Callable[[], Sequence[tuple[int, int]]]

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """Indices of the words that begin a sentence, the first word's left out."""
        firsts = np.searchsorted(self.words.starts, [start for start, _ in self.sentences()])
        return tuple(sorted({int(i) for i in firsts if 0 < i < len(self.words.starts)}))


def shared_weight(one: Prepared, two: Prepared) -> float:
    """Weight of the words of `one` that stand in grams of `two`: what two texts may tell in common, before any alignment."""
    if not len(two.ordered):
        return 0.0
    at = np.searchsorted(two.ordered, one.grams)
    at[at == len(two.ordered)] = 0
    found = np.nonzero(two.ordered[at] == one.grams)[0]
    covered = np.zeros(len(one.weights), np.bool_)
    for step in range(3):
        covered[found + step] = True
    return float(one.weights[covered].sum())


def _runs(a: list[int], b: list[int], one: Prepared, two: Prepared) -> list[_Run]:
    """Longest exact runs of three words and more, in the order of a."""
    first = np.searchsorted(two.ordered, one.grams, "left")
    last = np.searchsorted(two.ordered, one.grams, "right")
    held = np.nonzero((last > first) & (last - first <= REPEATS))[0]
    order = two.order
    reached: dict[int, int] = {}
    runs: list[_Run] = []
    for i, low, high in zip(held.tolist(), first[held].tolist(), last[held].tolist(), strict=True):
        for j in order[low:high].tolist():
            if reached.get(i - j, -1) > i:
                continue
            end = i + 3
            offset = j - i
            while end < len(a) and end + offset < len(b) and a[end] == b[end + offset]:
                end += 1
            reached[i - j] = end - 2
            runs.append((i, j, end - i))
    return runs


def _best_chain(runs: list[_Run]) -> list[_Run]:
    """The heaviest chain of runs that go forward on both sides with gaps of `GAP` words at most."""
    weights: list[int] = []
    before: list[int] = []
    longest = max(size for _, _, size in runs)
    for t, (i, j, size) in enumerate(runs):
        weight, link = size, -1
        for s in range(t - 1, -1, -1):
            si, sj, s_size = runs[s]
            if i - si > longest + GAP:
                break
            if sj >= j or j - sj - s_size > GAP or i - si - s_size > GAP:
                continue
            gap_a, gap_b = i - si - s_size, j - sj - s_size
            overlap = -min(gap_a, gap_b, 0)
            if overlap >= size:
                continue
            gained = weights[s] + size - overlap - abs(gap_a - gap_b) // 4
            if gained > weight:
                weight, link = gained, s
        weights.append(weight)
        before.append(link)
    at = max(range(len(runs)), key=lambda t: (weights[t], -t))
    chain: list[_Run] = []
    while at >= 0:
        chain.append(runs[at])
        at = before[at]
    return chain[::-1]


def _between(a: list[int], b: list[int], i: int, i_end: int, j: int, j_end: int) -> list[Step]:
    if i == i_end and j == j_end:
        return []
    if i == i_end:
        return [Step("insert", i, i, j, j_end)]
    if j == j_end:
        return [Step("delete", i, i_end, j, j)]
    return [
        Step(code.tag, i + code.src_start, i + code.src_end, j + code.dest_start, j + code.dest_end)
        for code in Levenshtein.opcodes(a[i:i_end], b[j:j_end])
    ]


def _grow(a: list[int], b: list[int], i: int, j: int, step: int, free_a: list[bool], free_b: list[bool]) -> tuple[int, int]:
    """Move an end (i, j), exclusive in the direction of `step`, over up to `REACH` unequal words where two equal ones follow."""

    def open_at(p: int, q: int) -> bool:
        return 0 <= p < len(a) and 0 <= q < len(b) and free_a[p] and free_b[q]

    moved = True
    while moved:
        moved = False
        for skip_a, skip_b in _SKIPS:
            p, q = i + step * skip_a, j + step * skip_b
            if not (open_at(p, q) and open_at(p + step, q + step) and a[p] == b[q] and a[p + step] == b[q + step]):
                continue
            if not all(open_at(i + step * k, j) for k in range(skip_a)) or not all(
                open_at(i, j + step * k) for k in range(skip_b)
            ):
                continue
            i, j = p + 2 * step, q + 2 * step
            while open_at(i, j) and a[i] == b[j]:
                i, j = i + step, j + step
            moved = True
            break
    return i, j


_SKIPS: Final = sorted(((x, y) for x in range(REACH + 1) for y in range(REACH + 1)), key=lambda s: (sum(s), s))


def _block(a: list[int], b: list[int], chain: list[_Run], free_a: list[bool], free_b: list[bool]) -> Block:
    first_i, first_j = _grow(a, b, chain[0][0] - 1, chain[0][1] - 1, -1, free_a, free_b)
    first_i, first_j = first_i + 1, first_j + 1
    last_i, last_j = _grow(a, b, chain[-1][0] + chain[-1][2], chain[-1][1] + chain[-1][2], 1, free_a, free_b)
    steps = _between(a, b, first_i, chain[0][0], first_j, chain[0][1])
    i, j = chain[0][0], chain[0][1]
    for run_i, run_j, size in chain:
        shift = max(0, i - run_i, j - run_j)
        steps += _between(a, b, i, run_i + shift, j, run_j + shift)
        i, j = run_i + size, run_j + size
        steps.append(Step("equal", run_i + shift, i, run_j + shift, j))
    steps += _between(a, b, i, last_i, j, last_j)
    equal = sum(step.a_end - step.a_start for step in steps if step.tag == "equal")
    return Block(first_i, last_i, first_j, last_j, equal, tuple(joined(steps)))


def _clip(runs: list[_Run], free_a: list[bool], free_b: list[bool]) -> list[_Run]:
    """Parts of runs whose words no block has taken yet."""
    left: list[_Run] = []
    for i, j, size in runs:
        begin = 0
        for k in range(size + 1):
            if k == size or not (free_a[i + k] and free_b[j + k]):
                if k - begin >= 3:
                    left.append((i + begin, j + begin, k - begin))
                begin = k + 1
    left.sort()
    return left


def align_words(one: Prepared, two: Prepared) -> tuple[Block, ...]:
    """Blocks of two texts in the order of the first, none overlapping another on either side."""
    a, b = one.words.hashes.tolist(), two.words.hashes.tolist()
    runs = _runs(a, b, one, two)
    free_a, free_b = [True] * len(a), [True] * len(b)
    blocks: list[Block] = []
    runs.sort()
    while runs:
        chain = _best_chain(runs)
        block = without_crumbs(_block(a, b, chain, free_a, free_b), one.stops, two.stops)
        if block.equal < LEAST:
            break
        blocks.append(block)
        free_a[block.a_start : block.a_end] = [False] * (block.a_end - block.a_start)
        free_b[block.b_start : block.b_end] = [False] * (block.b_end - block.b_start)
        runs = _clip(runs, free_a, free_b)
    return tuple(sorted(blocks, key=lambda block: block.a_start))
