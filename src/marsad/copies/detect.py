"""Copies among reports: candidates from sketches, alignment of their texts, families. Pure functions; the store keeps sketches.

Reports are put in order of day and id before anything is compared, so the order of arrival changes nothing. Reports without a
day are compared with all, and stand last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from marsad.copies.align import Prepared
from marsad.copies.candidates import Candidates, find_candidates
from marsad.copies.counting import FAR
from marsad.copies.families import Member, gather_families
from marsad.copies.fold import words
from marsad.copies.inputs import CopyInput, day_number
from marsad.copies.memory import Memory, recall, stamps_of
from marsad.copies.passages import LEAST_BESIDE, any_derived, pieces, prepare_text, write_out
from marsad.copies.settings import load_settings
from marsad.copies.sketch import gather, sketch_many, words_many
from marsad.copies.wires import wires
from marsad.errors import BadInput
from marsad.model import Copy, Family

LEAST_OWN: Final = 5.0
"""Weight of equal words outside background paragraphs without which a pair shares background only."""
LATE_DAYS: Final = 6
LATE_SHARE: Final = 0.35
"""Days apart from which a shared part of a report is background, and the share from which it is a copy all the same."""
BATCH: Final = 8192
"""Pairs aligned at a time: what bounds the texts kept ready."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What was found: pairs by (a, b), families by id. `memory` is for `detect` alone: handed back with the pairs, it spares the
    alignment of what has not changed."""

    pairs: tuple[Copy, ...]
    families: tuple[Family, ...]
    memory: bytes = field(default=b"", compare=False, repr=False)


def copy_of(
    a: CopyInput, b: CopyInput, *, edits: bool = True, prepared: tuple[Prepared, Prepared] | None = None
) -> Copy | None:
    """What two reports share, as a `Copy` with a before b by id; None where no passage of twelve words derives from one text.

    `prepared` may hand over what was prepared of the two texts for other pairs, with what is known of background paragraphs.
    """
    one, two = prepared or (prepare_text(a.text, words(a.text)), prepare_text(b.text, words(b.text)))
    if b.id < a.id:
        a, b, one, two = b, a, two, one
    found = tuple(piece for piece in pieces(one, two) if piece.told >= LEAST_BESIDE)
    if not any_derived(found):
        return None
    share_a = sum(piece.block.a_end - piece.block.a_start for piece in found) / max(1, len(one.words.hashes))
    share_b = sum(piece.block.b_end - piece.block.b_start for piece in found) / max(1, len(two.words.hashes))
    passages = write_out(found, a.text, b.text, one.words, two.words, edits=edits)
    background = sum(piece.own for piece in found) < LEAST_OWN or _late(a, b, share_a, share_b)
    return Copy(a.id, b.id, round(share_a, 4), round(share_b, 4), passages, background)


def _late(a: CopyInput, b: CopyInput, share_a: float, share_b: float) -> bool:
    """Whether a paragraph came back days later in another report: background, unless most of one is in the other."""
    first, second = day_number(a.published), day_number(b.published)
    return FAR not in (first, second) and abs(first - second) >= LATE_DAYS and max(share_a, share_b) < LATE_SHARE


def detect(
    reports: Sequence[CopyInput],
    *,
    sketches: Mapping[str, bytes] | None = None,
    earlier: Copies | None = None,
    edits: bool = True,
) -> Copies:
    """Pairs and families of `reports`, in any order. Raises `BadInput` where two reports have one id.

    `sketches` are kept sketches by report id of unchanged texts; those missing are made. `earlier` is what was found before
    among some of these reports: of pairs whose texts, days and standing formulas are as they were, nothing is aligned again.
    Both only save time: the result is that of a run from scratch.
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
    stamps = dict(zip((report.id for report in ordered), stamps_of(ordered, flat, candidates, edits), strict=True))
    old = recall(earlier.memory) if earlier else Memory({}, frozenset())
    known = {(copy.a, copy.b): copy for copy in earlier.pairs} if earlier else {}
    pairs: list[Copy] = []
    refused: list[tuple[str, str]] = []
    new: list[tuple[int, int]] = []
    for left, right in zip(candidates.a.tolist(), candidates.b.tolist(), strict=True):
        a, b = sorted((ordered[left].id, ordered[right].id))
        same = old.stamps.get(a) == stamps[a] and old.stamps.get(b) == stamps[b]
        if same and (a, b) in known:
            pairs.append(known[a, b])
        elif same and (a, b) in old.refused:
            refused.append((a, b))
        else:
            new.append((left, right))
    for first in range(0, len(new), BATCH):
        part = new[first : first + BATCH]
        for (left, right), copy in zip(part, _align_all(ordered, part, edits, candidates), strict=True):
            if copy is not None:
                pairs.append(copy)
            else:
                a, b = sorted((ordered[left].id, ordered[right].id))
                refused.append((a, b))
    pairs.sort(key=lambda copy: (copy.a, copy.b))
    members = {report.id: report for report in ordered}
    return Copies(tuple(pairs), families_of(pairs, members), Memory(stamps, frozenset(refused)).kept())


def _align_all(
    ordered: Sequence[CopyInput], found: Sequence[tuple[int, int]], edits: bool, candidates: Candidates
) -> list[Copy | None]:
    """Candidate pairs (indices into `ordered`) as copies, None for those without a derived passage."""
    named = sorted({index for pair in found for index in pair})
    split = dict(zip(named, words_many([ordered[index].text for index in named]), strict=True))
    ready: dict[int, Prepared] = {}

    def prepared(index: int) -> Prepared:
        if index not in ready:
            ready[index] = prepare_text(ordered[index].text, split[index], candidates.background, candidates.formula)
        return ready[index]

    return [
        copy_of(ordered[left], ordered[right], edits=edits, prepared=(prepared(left), prepared(right))) for left, right in found
    ]


def families_of(pairs: Sequence[Copy], reports: Mapping[str, CopyInput]) -> tuple[Family, ...]:
    """Families of the reports that `pairs` join, by id."""
    named = sorted({name for copy in pairs if not copy.background for name in (copy.a, copy.b)})
    members = {
        name: Member(reports[name].id, reports[name].text, reports[name].published, reports[name].outlet, wires(reports[name].text))
        for name in named
    }
    return gather_families([copy for copy in pairs if not copy.background], members)
