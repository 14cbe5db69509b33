"""What each outlet does to dispatches: how much it keeps, what it changes, which words it puts for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from marsad.copies.detect import Copies
from marsad.copies.inputs import CopyInput
from marsad.model import Edit

MIRRORED: Final = {"cut": "inserted", "inserted": "cut"}
RENAMES: Final = 12
"""Renamings told of an outlet, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Habit:
    """One outlet's row. `reports` of it stand in families, `first` of these as the origin; `kept` is the mean share of the fullest
    printing that it prints; `edits` counts, by kind, what it did to the origin's text; `renames` are (origin's words, its words,
    times)."""

    outlet: str
    reports: int
    first: int
    kept: float
    edits: tuple[tuple[str, int], ...]
    renames: tuple[tuple[str, str, int], ...]


def _seen_from(edit: Edit, swapped: bool) -> tuple[str, int, int, int, int]:
    """An edit as done to the origin: kind, span in the origin, span in the copy."""
    if not swapped:
        return edit.kind, edit.a_start, edit.a_end, edit.b_start, edit.b_end
    return MIRRORED.get(edit.kind, edit.kind), edit.b_start, edit.b_end, edit.a_start, edit.a_end


def habits(found: Copies, reports: Mapping[str, CopyInput]) -> tuple[Habit, ...]:
    """A row for each outlet with a report in a family, by name. `reports` by id; outlets without a name are left out."""
    by_pair = {(copy.a, copy.b): copy for copy in found.pairs}
    counts: dict[str, list[float]] = {}
    origins: Counter[str] = Counter()
    edits: dict[str, Counter[str]] = {}
    renames: dict[str, Counter[tuple[str, str]]] = {}
    for family in found.families:
        lengths = {m.report: sum(end - start for start, end in m.passages) for m in family.members}
        fullest = max(lengths.values())
        for member in family.members:
            outlet = reports[member.report].outlet
            if not outlet:
                continue
            counts.setdefault(outlet, []).append(lengths[member.report] / fullest)
            if member.report == family.origin:
                origins[outlet] += 1
                continue
            copy = by_pair.get((min(member.report, family.origin), max(member.report, family.origin)))
            if copy is None:
                continue
            text, original = reports[member.report].text, reports[family.origin].text
            for passage in copy.passages:
                for edit in passage.edits:
                    kind, start, end, its_start, its_end = _seen_from(edit, copy.a != family.origin)
                    edits.setdefault(outlet, Counter())[kind] += 1
                    if kind == "actor-renamed":
                        renames.setdefault(outlet, Counter())[original[start:end], text[its_start:its_end]] += 1
    return tuple(
        Habit(
            outlet,
            len(shares),
            origins[outlet],
            round(sum(shares) / len(shares), 4),
            tuple(sorted(edits.get(outlet, Counter()).items())),
            tuple(
                (old, new, times)
                for (old, new), times in sorted(renames.get(outlet, Counter()).items(), key=lambda item: (-item[1], item[0]))
            )[:RENAMES],
        )
        for outlet, shares in sorted(counts.items())
    )
