"""From aligned blocks to passages: cut where a sentence ends or much was put in, each with its stored spans and edits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from marsad.copies.align import Prepared, align_words, shared_weight
from marsad.copies.blocks import PHRASE, Block, Step, moved_blocks, split_points
from marsad.copies.edits import name_edits
from marsad.copies.fold import U64, Words
from marsad.copies.grams import gram_hashes
from marsad.copies.sketch import HASH_BITS
from marsad.copies.weight import FORMULA, figures, held, spread_over, word_weights
from marsad.languages.arabic import passages as sentences
from marsad.model import AlignedPassage

LEAST_WORDS: Final = 12
"""Words of a derived passage that make a copy; sentences shorter than this stay with their neighbours."""
WIDE_GAP: Final = 8
"""Words cut or put in, at which a block is two passages."""
DENSE: Final = 0.5
"""Share of the longer side's words that must be equal, folded."""
LEAST_TOLD: Final = 8.0
"""Weight of equal words that makes a derived passage."""
TELLING: Final = 0.42
"""Share of its words that the weight of a passage's equal words must reach: names and standing words alone carry no text."""
NEAR_WORDS: Final = 9
NEAR_TOLD: Final = 6.0
TOGETHER_TOLD: Final = 15.0
"""Two passages or more of so many words and weight each, and so much together, are as good as one."""
LEAST_SHARED: Final = 5.0
"""Weight of words in common grams below which two texts are not aligned: less than any derived passage brings."""
AGAINST: Final = 3.0
"""Weight that a figure against another figure takes from a passage, beyond those that agree."""
FORM_FIGURES: Final = 3
LEAST_BESIDE: Final = 4.0
"""The same for a further passage of a pair that has one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage before it is written out: its block (steps cut to size) and whether it was moved. `told` is the weight of its
    equal words, less what differing figures speak against one text; `own` that of those outside any background paragraph.
    `same_figures` and `other_figures` count figures alike on both sides and such as stand against another."""

    block: Block
    moved: bool
    told: float
    own: float
    same_figures: int
    other_figures: int

    @property
    def words(self) -> int:
        """Words of the shorter side."""
        return min(self.block.a_end - self.block.a_start, self.block.b_end - self.block.b_start)

    @property
    def derived(self) -> bool:
        """Whether it is long and telling enough to be a copy on its own."""
        return self.words >= LEAST_WORDS and self.told >= max(LEAST_TOLD, TELLING * self.words)


def any_derived(found: Sequence[Piece]) -> bool:
    """Whether a pair with these pieces is a copy: one is derived on its own, or several nearly so (a passage cut in the middle)."""
    same, other = sum(piece.same_figures for piece in found), sum(piece.other_figures for piece in found)
    if other >= FORM_FIGURES and other > same:
        # One form filled in twice: weather, markets, calls of the week. Copies of one text agree in most of their figures.
        return False
    near = [piece.told for piece in found if piece.words >= NEAR_WORDS and piece.told >= NEAR_TOLD]
    return any(piece.derived for piece in found) or (len(near) > 1 and sum(near) >= TOGETHER_TOLD)


def _figures(one: Prepared, block: Block) -> tuple[int, int]:
    """Figures that both sides of a block have alike, and such as stand against another figure."""
    same = other = 0
    for step in block.steps:
        here = int(one.figures[step.a_start : step.a_end].sum())
        if step.tag == "equal":
            same += here
        elif step.tag == "replace":
            other += here
    return same, other


def _weighed(block: Block, moved: bool, one: Prepared, two: Prepared) -> Piece:
    told = own = 0.0
    for step in block.steps:
        if step.tag == "equal":
            a, b = slice(step.a_start, step.a_end), slice(step.b_start, step.b_end)
            weights = np.minimum(one.weights[a], two.weights[b])
            told += float(weights.sum())
            own += float(weights[~(one.common[a] | two.common[b])].sum())
    same, other = _figures(one, block)
    against = AGAINST * max(0, other - same)
    return Piece(block, moved, max(0.0, told - against), max(0.0, own - against), same, other)


_NONE: Final = np.zeros(0, np.uint64)
_TOP: Final = np.uint64(((1 << HASH_BITS) - 1) << (64 - HASH_BITS))


def prepare_text(text: str, words: Words, background: U64 = _NONE, formula: U64 = _NONE) -> Prepared:
    """A stored text and its words, ready to be aligned with many; `background` and `formula` as `Candidates` has them."""
    grams = gram_hashes(words.hashes)
    order = np.argsort(grams, kind="stable")
    weights = word_weights(text, words, grams)
    keys = grams & _TOP
    np.minimum(weights, FORMULA, out=weights, where=spread_over(held(keys, formula), len(weights)))
    common = spread_over(held(keys, background), len(weights))
    return Prepared(words, grams, grams[order], order, weights, common, figures(text, words), lambda: sentences(text))


def _cut(block: Block, points: list[tuple[int, int]]) -> Iterator[Block]:
    """`block` in parts, cut at word positions that lie between or inside equal steps."""
    bounds = [*points, (block.a_end, block.b_end)]
    steps = list(block.steps)
    for at_a, at_b in bounds:
        part: list[Step] = []
        while steps and steps[0].a_end <= at_a and steps[0].b_end <= at_b:
            part.append(steps.pop(0))
        if steps and steps[0].tag == "equal" and steps[0].a_start < at_a:
            whole = steps.pop(0)
            part.append(Step("equal", whole.a_start, at_a, whole.b_start, at_b))
            steps.insert(0, Step("equal", at_a, whole.a_end, at_b, whole.b_end))
        yield from _trim(part)


def _bare(step: Step) -> bool:
    """Whether a step at a passage's end is no part of it: all but equal words and a small replacement."""
    size = max(step.a_end - step.a_start, step.b_end - step.b_start)
    return step.tag != "equal" and (step.tag != "replace" or size > PHRASE)


def _trim(steps: list[Step]) -> Iterator[Block]:
    """The part from its first to its last word that stands on both sides, as a block; nothing where no word is equal."""
    while steps and _bare(steps[0]):
        steps = steps[1:]
    while steps and _bare(steps[-1]):
        steps = steps[:-1]
    if any(step.tag == "equal" for step in steps):
        equal = sum(step.a_end - step.a_start for step in steps if step.tag == "equal")
        first, last = steps[0], steps[-1]
        yield Block(first.a_start, last.a_end, first.b_start, last.b_end, equal, tuple(steps))


def _wide(step: Step) -> bool:
    return step.tag != "equal" and abs((step.a_end - step.a_start) - (step.b_end - step.b_start)) > WIDE_GAP


def pieces(one: Prepared, two: Prepared) -> tuple[Piece, ...]:
    """Passages that the two texts share, in the order of a: sentence beside sentence where they are long enough."""
    if shared_weight(one, two) < LEAST_SHARED:
        return ()
    blocks = align_words(one, two)
    if not blocks:
        return ()
    moved = moved_blocks(blocks)
    out: list[Piece] = []
    for n, block in enumerate(blocks):
        gaps = [(step.a_end, step.b_end) for step in block.steps if _wide(step)]
        for run in _cut(block, gaps):
            points: list[tuple[int, int]] = []
            last = (run.a_start, run.b_start)
            for point in split_points(run.steps, one.stops, two.stops):
                if point[1] < last[1]:
                    continue
                left = min(point[0] - last[0], point[1] - last[1])
                rest = min(run.a_end - point[0], run.b_end - point[1])
                if left >= LEAST_WORDS and rest >= LEAST_WORDS:
                    points.append(point)
                    last = point
            out += [
                _weighed(part, n in moved, one, two)
                for part in _cut(run, points)
                if part.equal >= DENSE * max(part.a_end - part.a_start, part.b_end - part.b_start)
            ]
    return tuple(out)


def write_out(
    found: tuple[Piece, ...], text_a: str, text_b: str, words_a: Words, words_b: Words, *, edits: bool
) -> tuple[AlignedPassage, ...]:
    """Pieces as passages of the model; `edits` names the changes too."""
    return tuple(
        AlignedPassage(
            int(words_a.starts[piece.block.a_start]),
            int(words_a.ends[piece.block.a_end - 1]),
            int(words_b.starts[piece.block.b_start]),
            int(words_b.ends[piece.block.b_end - 1]),
            piece.words,
            name_edits(text_a, text_b, words_a, words_b, piece.block, piece.moved) if edits else (),
        )
        for piece in found
    )
