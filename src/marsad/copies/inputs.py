"""A report as this room sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marsad.copies.counting import FAR


@dataclass(frozen=True, slots=True)
class CopyInput:
    """A report as this room sees it: `published` is an ISO day (or date-time) or None; `text` the stored text."""

    id: str
    text: str
    published: str | None = None
    outlet: str = ""


def day_number(published: str | None) -> int:
    """Day as a number, `FAR` where there is none that can be read."""
    if not published:
        return FAR
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return FAR
