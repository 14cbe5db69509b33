"""Copies among reports: candidates from sketches, alignment of their texts, families. Pure functions; the store keeps sketches.

Reports are put in order of day and id before anything is compared, so the order of arrival changes nothing. Reports without a
day are compared with all, and stand last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from marsad.copies.candidates import find_candidates
from marsad.copies.counting import FAR
from marsad.copies.families import Member, gather_families
from marsad.copies.fold import Words, words
from marsad.copies.passages import LEAST_WORDS, Piece, pieces, write_out
from marsad.copies.settings import load_settings
from marsad.copies.sketch import gather, sketch_many
from marsad.copies.wires import wires
from marsad.errors import BadInput
from marsad.model import Copy, Family

LEAST_EQUAL: Final = 9
"""Equal folded words of a passage of twelve."""


@dataclass(frozen=True, slots=True)
class CopyInput:
    """A report as this room sees it: `published` is an ISO day (or date-time) or None; `text` the stored text."""

    id: str
    text: str
    published: str | None = None
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Copies:
    """What was found: pairs by (a, b), families by id."""

    pairs: tuple[Copy, ...]
    families: tuple[Family, ...]


def day_number(published: str | None) -> int:
    """Day as a number, `FAR` where there is none that can be read."""
    if not published:
        return FAR
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return FAR


def copy_of(
    a: CopyInput, b: CopyInput, *, standing: bool = False, edits: bool = True, words_of: Callable[[CopyInput], Words] | None = None
) -> Copy | None:
    """What two reports share, as a `Copy` with a before b by id; None where no passage of twelve words derives from one text."""
    if b.id < a.id:
        a, b = b, a
    split = words_of or (lambda report: words(report.text))
    words_a, words_b = split(a), split(b)
    found = tuple(piece for piece in pieces(a.text, b.text, words_a, words_b))
    if not any(_derived(piece) for piece in found):
        return None
    share_a = sum(piece.block.a_end - piece.block.a_start for piece in found) / max(1, len(words_a.hashes))
    share_b = sum(piece.block.b_end - piece.block.b_start for piece in found) / max(1, len(words_b.hashes))
    passages = write_out(found, a.text, b.text, words_a, words_b, edits=edits)
    return Copy(a.id, b.id, round(share_a, 4), round(share_b, 4), passages, standing)


def _derived(piece: Piece) -> bool:
    return piece.words >= LEAST_WORDS and piece.block.equal >= LEAST_EQUAL


def detect(
    reports: Sequence[CopyInput],
    *,
    sketches: Mapping[str, bytes] | None = None,
    known: Iterable[Copy] = (),
    edits: bool = True,
) -> Copies:
    """Pairs and families of `reports`, in any order. Raises `BadInput` where two reports have one id.

    `sketches` are kept sketches by report id (those missing are made); `known` are pairs found earlier among reports whose texts
    have not changed: they are not aligned again. Both only save time: the result is that of a run from scratch.
    """
    ordered = sorted(reports, key=lambda report: (day_number(report.published), report.id))
    if len({report.id for report in ordered}) != len(ordered):
        raise BadInput("two reports have one id", where="copies", hint="give each revision once")
    kept = dict(sketches or {})
    missing = [report for report in ordered if report.id not in kept]
    kept.update(zip((report.id for report in missing), sketch_many([report.text for report in missing]), strict=True))
    days = np.array([day_number(report.published) for report in ordered], np.int64)
    flat = gather([kept[report.id] for report in ordered])
    candidates = find_candidates(flat, days, load_settings())
    earlier = {(copy.a, copy.b): copy for copy in known}
    cache: dict[str, Words] = {}

    def words_of(report: CopyInput) -> Words:
        if report.id not in cache:
            if len(cache) > 4096:
                cache.clear()
            cache[report.id] = words(report.text)
        return cache[report.id]

    pairs: list[Copy] = []
    for left, right, standing in zip(
        candidates.a.tolist(), candidates.b.tolist(), candidates.standing.tolist(), strict=True
    ):
        a, b = ordered[left], ordered[right]
        before = earlier.get((min(a.id, b.id), max(a.id, b.id)))
        if before is not None:
            pairs.append(Copy(before.a, before.b, before.share_a, before.share_b, before.passages, standing))
            continue
        copy = copy_of(a, b, standing=standing, edits=edits, words_of=words_of)
        if copy is not None:
            pairs.append(copy)
    pairs.sort(key=lambda copy: (copy.a, copy.b))
    members = {report.id: report for report in ordered}
    return Copies(tuple(pairs), families_of(pairs, members))


def families_of(pairs: Sequence[Copy], reports: Mapping[str, CopyInput]) -> tuple[Family, ...]:
    """Families of the reports that `pairs` join, by id."""
    named = sorted({name for copy in pairs if not copy.background for name in (copy.a, copy.b)})
    members = {
        name: Member(reports[name].id, reports[name].text, reports[name].published, reports[name].outlet, wires(reports[name].text))
        for name in named
    }
    return gather_families([copy for copy in pairs if not copy.background], members)
