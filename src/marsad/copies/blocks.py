"""What an alignment of two texts is made of: blocks and their steps; how steps are joined, which blocks were moved, where to cut."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

CRUMB: Final = 3
"""Words that a sentence may share with another by beginning alike."""
PHRASE: Final = 4
"""Words of one replacement that edits beside a replaced word are joined to."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a block: `equal`, `replace`, `delete` (of a), `insert` (of b); word indices, ends exclusive."""

    tag: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class Block:
    """Words `a_start:a_end` of one text beside `b_start:b_end` of the other; `equal` words stand in both, folded."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    equal: int
    steps: tuple[Step, ...]


def joined(steps: list[Step]) -> list[Step]:
    """Neighbouring equal steps as one, and a replaced word with the few cut or put in beside it."""
    out: list[Step] = []
    for step in steps:
        if not out:
            out.append(step)
            continue
        last = out[-1]
        whole = Step("replace", last.a_start, step.a_end, last.b_start, step.b_end)
        if step.tag == "equal" == last.tag:
            out[-1] = Step("equal", last.a_start, step.a_end, last.b_start, step.b_end)
        elif (
            "equal" not in (step.tag, last.tag)
            and "replace" in (step.tag, last.tag)
            and max(whole.a_end - whole.a_start, whole.b_end - whole.b_start) <= PHRASE
        ):
            out[-1] = whole
        else:
            out.append(step)
    return out


def without_crumbs(block: Block, stops_a: tuple[int, ...], stops_b: tuple[int, ...]) -> Block:
    """`block` without the few words at its end that begin a new sentence on both sides: two sentences may begin alike."""
    last = block.steps[-1]
    if last.tag != "equal":
        return block
    for size in range(1, min(CRUMB, last.a_end - last.a_start - 1) + 1):
        if block.a_end - size in stops_a and block.b_end - size in stops_b:
            kept = Step("equal", last.a_start, last.a_end - size, last.b_start, last.b_end - size)
            return Block(
                block.a_start, block.a_end - size, block.b_start, block.b_end - size, block.equal - size, (*block.steps[:-1], kept)
            )
    return block


def moved_blocks(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Indices of blocks that stand elsewhere in b: those outside the longest order common to both, by equal words."""
    best: list[tuple[int, tuple[int, ...]]] = []
    for n, block in enumerate(blocks):
        weight: int = block.equal
        path: tuple[int, ...] = (n,)
        for m in range(n):
            if blocks[m].b_end <= block.b_start and best[m][0] + block.equal > weight:
                weight, path = best[m][0] + block.equal, (*best[m][1], n)
        best.append((weight, path))
    if not best:
        return frozenset()
    kept = max(best, key=lambda entry: entry[0])[1]
    return frozenset(range(len(blocks))) - frozenset(kept)


def split_points(steps: tuple[Step, ...], stops_a: tuple[int, ...], stops_b: tuple[int, ...]) -> list[tuple[int, int]]:
    """Word positions (in a, in b) inside `steps` where a sentence ends on one side and the texts stand aligned.

    `stops_a`, `stops_b` are the sorted word indices that begin a sentence.
    """
    points: set[tuple[int, int]] = set()
    for n, step in enumerate(steps):
        if step.tag == "equal":
            for k in range(bisect_left(stops_a, step.a_start), bisect_left(stops_a, step.a_end)):
                points.add((stops_a[k], step.b_start + stops_a[k] - step.a_start))
            for k in range(bisect_left(stops_b, step.b_start), bisect_left(stops_b, step.b_end)):
                points.add((step.a_start + stops_b[k] - step.b_start, stops_b[k]))
        elif n + 1 < len(steps) and bisect_left(stops_a, step.a_start) != bisect_left(stops_a, step.a_end + 1):
            points.add((step.a_end, step.b_end))
    return sorted(points)
