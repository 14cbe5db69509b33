"""Generations of a dispatch: the first version, then its corrections and updates, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

from marsad.copies.fold import fold_letters
from marsad.model import Copy

HEAD_WORDS: Final = 8
"""Words of a report's head in which a mark of correction counts."""


@lru_cache(maxsize=1)
def _marks() -> frozenset[str]:
    source = resources.files("marsad.data") / "copies" / "marks.tsv"
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return frozenset(fold_letters(form) for line in lines for form in line.split("\t")[1:] if " " not in form)


def marked(text: str) -> bool:
    """Whether the head of a report says that it corrects or updates an earlier one."""
    return any(word in _marks() for word in fold_letters(text[:200]).split()[:HEAD_WORDS])


def _figures_changed(copy: Copy) -> bool:
    return any(edit.kind == "figure-changed" for passage in copy.passages for edit in passage.edits)


def generations(
    members: Sequence[tuple[str, str, str | None]], by_pair: Mapping[tuple[str, str], Copy]
) -> dict[str, int]:
    """Generation of each member; `members` are (id, text, published) in order of publication.

    A report opens a new generation where its head says so («تصحيح»، «تحديث»), or where it was published on a later day than all
    before it and tells other figures than each of them; otherwise it belongs to the latest generation whose figures it shares.
    """
    out: dict[str, int] = {}
    shown: list[tuple[str, str | None]] = []
    for name, text, published in members:
        if not shown:
            out[name] = 0
            shown.append((name, published))
            continue
        latest = max(out.values())
        compared = [(other, by_pair.get((min(name, other), max(name, other)))) for other, _ in shown]
        agreeing = [out[other] for other, copy in compared if copy is not None and not _figures_changed(copy)]
        differs = any(copy is not None and _figures_changed(copy) for _, copy in compared)
        later = published is not None and all(day is not None and day < published for _, day in shown)
        if marked(text) or (later and differs and not agreeing):
            out[name] = latest + 1
        else:
            out[name] = max(agreeing, default=0)
        shown.append((name, published))
    return out
