"""Copies among reports: candidates from sketches, alignment of their texts, families. Pure functions; the store keeps sketches.

Reports are put in order of day and id before anything is compared, so the order of arrival changes nothing. Reports without a
day are compared with all, and stand last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from marsad.copies.align import Prepared
from marsad.copies.candidates import Candidates, find_candidates
from marsad.copies.counting import FAR
from marsad.copies.families import Member, gather_families
from marsad.copies.fold import words
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
    edits: bool = True,
) -> Copies:
    """Pairs and families of `reports`, in any order. Raises `BadInput` where two reports have one id.

    `sketches` are kept sketches by report id of unchanged texts; those missing are made. They only save time.
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
    pairs: list[Copy] = []
    new = list(zip(candidates.a.tolist(), candidates.b.tolist(), strict=True))
    for first in range(0, len(new), BATCH):
        pairs += _align_all(ordered, new[first : first + BATCH], edits, candidates)
    pairs.sort(key=lambda copy: (copy.a, copy.b))
    members = {report.id: report for report in ordered}
    return Copies(tuple(pairs), families_of(pairs, members))


def _align_all(
    ordered: Sequence[CopyInput], found: Sequence[tuple[int, int]], edits: bool, candidates: Candidates
) -> list[Copy]:
    """Candidate pairs (indices into `ordered`) as copies, those without a derived passage left out."""
    named = sorted({index for pair in found for index in pair})
    split = dict(zip(named, words_many([ordered[index].text for index in named]), strict=True))
    ready: dict[int, Prepared] = {}

    def prepared(index: int) -> Prepared:
        if index not in ready:
            ready[index] = prepare_text(ordered[index].text, split[index], candidates.background, candidates.formula)
        return ready[index]

    out: list[Copy] = []
    for left, right in found:
        copy = copy_of(ordered[left], ordered[right], edits=edits, prepared=(prepared(left), prepared(right)))
        if copy is not None:
            out.append(copy)
    return out


def families_of(pairs: Sequence[Copy], reports: Mapping[str, CopyInput]) -> tuple[Family, ...]:
    """Families of the reports that `pairs` join, by id."""
    named = sorted({name for copy in pairs if not copy.background for name in (copy.a, copy.b)})
    members = {
        name: Member(reports[name].id, reports[name].text, reports[name].published, reports[name].outlet, wires(reports[name].text))
        for name in named
    }
    return gather_families([copy for copy in pairs if not copy.background], members)
