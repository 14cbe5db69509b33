"""Copies: which passages of two reports derive from one text, and the families they form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """One named change between aligned passages: `respelled`, `reworded`, `actor-renamed`, `source-changed`, `figure-changed`,
    `cut`, `inserted`, `moved`; offsets into both stored texts."""

    kind: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class AlignedPassage:
    """`a.text[a_start:a_end]` and `b.text[b_start:b_end]` derive from one text."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    words: int = 0
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A pair of reports with derived passages. `a < b` by id; shares are of each report's words that derive from the other;
    `background` is true where only a standing or background paragraph is shared (such a pair joins no family)."""

    a: str
    b: str
    share_a: float
    share_b: float
    passages: tuple[AlignedPassage, ...]
    background: bool = False


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """A report in a family: its (start, end) passages that belong to the dispatch; `generation` 0 for the first version,
    1 and up for corrections and updates of it."""

    report: str
    passages: tuple[tuple[int, int], ...]
    share: float = 0.0
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """Reports of one dispatch. `agency` is the wire's registry id where named (byline, dateline, attribution), `origin` the report
    that stands nearest to it: agency named, first seen, completeness. `id` is stable under order of arrival."""

    id: str
    members: tuple[FamilyMember, ...]
    origin: str
    agency: str | None = None
    first_seen: str | None = None
