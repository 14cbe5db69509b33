"""EDTF dates as day ordinals: the bounds of a date or interval, and the way back.

Only the part of EDTF that marsad writes is read: `2017`, `2017-06`, `2017-06-30`, date-times (cut to their day), seasons
(`2016-21` spring … `2016-24` winter), the qualifiers `~`, `?`, `%`, intervals `A/B`, and open ends (`../B`, `A/..`, empty side).
A day ordinal is `datetime.date.toordinal()`; bounds are inclusive; None means open.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import ClassVar

from marsad.errors import MarsadError

Bounds = tuple[int | None, int | None]

_ONE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?$")
# Northern meteorological seasons; winter 2016 runs from December 2016 to February 2017.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


class BadDate(MarsadError):
    """A text that is not an EDTF date or interval of the part that marsad reads."""

    code: ClassVar[str] = "bad-date"


def _month_end(year: int, month: int) -> int:
    return date(year, month, calendar.monthrange(year, month)[1]).toordinal()


def _one(text: str) -> tuple[int, int]:
    match = _ONE.match(text.strip().rstrip("~?%"))
    if match is None:
        raise BadDate(f"not an EDTF date: {text!r}", hint="write 2017, 2017-06, 2017-06-30 or an interval A/B")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if day:
            ordinal = date(year, month, day).toordinal()
            return ordinal, ordinal
        if month in _SEASONS:
            first, last = _SEASONS[month]
            return date(year, first, 1).toordinal(), _month_end(year + (last < first), last)
        if month:
            return date(year, month, 1).toordinal(), _month_end(year, month)
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    except ValueError as error:
        raise BadDate(f"no such day: {text!r}", hint=str(error)) from error


@lru_cache(maxsize=65536)
def bounds(text: str | None) -> Bounds:
    """First and last day (ordinals, inclusive) that `text` allows; (None, None) for None or an empty text.

    An interval whose ends stand the wrong way round is turned. Raises BadDate.
    """
    if not text:
        return None, None
    if "/" not in text:
        return _one(text)
    left, right = text.split("/", 1)
    lo = None if left.strip() in {"", ".."} else _one(left)[0]
    hi = None if right.strip() in {"", ".."} else _one(right)[1]
    if lo is not None and hi is not None and lo > hi:
        lo, hi = _one(right)[0], _one(left)[1]
    return lo, hi


@lru_cache(maxsize=65536)
def day(ordinal: int) -> str:
    """The ISO day of an ordinal."""
    return date.fromordinal(ordinal).isoformat()


@lru_cache(maxsize=65536)
def ordinal(iso: str) -> int:
    """The ordinal of an ISO day (a date-time is cut to its day). Raises BadDate."""
    return _one(iso[:10])[0]


def _start(value: int) -> str:
    """The coarsest date whose first day is `value`: month where it is a first of a month, else the day."""
    found = date.fromordinal(value)
    return found.isoformat()[:7] if found.day == 1 else found.isoformat()


def _end(value: int) -> str:
    found = date.fromordinal(value)
    return found.isoformat()[:7] if _month_end(found.year, found.month) == value else found.isoformat()


@lru_cache(maxsize=65536)
def from_bounds(lo: int | None, hi: int | None) -> str | None:
    """The shortest EDTF text whose bounds are `lo`, `hi`; None where both are open."""
    if lo is None and hi is None:
        return None
    if lo is None or hi is None:
        return f"../{day(hi)}" if hi is not None else f"{day(lo or 0)}/.."
    if lo == hi:
        return day(lo)
    first, last = date.fromordinal(lo), date.fromordinal(hi)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year).zfill(4) if first.year == last.year else f"{first.year:04d}/{last.year:04d}"
    left, right = _start(lo), _end(hi)
    if left == right:
        return left
    # Months are written only where both ends are whole months: a mixed pair reads as more exact than it is.
    if len(left) == len(right) == 7:
        return f"{left}/{right}"
    return f"{day(lo)}/{day(hi)}"


def intersect(a: Bounds, b: Bounds) -> Bounds | None:
    """What both allow, or None where they exclude each other. Open ends take the other's bound."""
    lo = max((x for x in (a[0], b[0]) if x is not None), default=None)
    hi = min((x for x in (a[1], b[1]) if x is not None), default=None)
    if lo is not None and hi is not None and lo > hi:
        return None
    return lo, hi


def overlap(a: Bounds, b: Bounds) -> bool:
    """Whether some day is allowed by both."""
    return intersect(a, b) is not None


def days(value: Bounds) -> int | None:
    """How many days the bounds span (1 for a day); None where an end is open."""
    lo, hi = value
    return None if lo is None or hi is None else hi - lo + 1


def precision(text: str | None) -> int:
    """ACLED time precision: 1 the day is known, 2 within a week, 3 coarser or unknown."""
    span = days(bounds(text))
    if span is None:
        return 3
    return 1 if span == 1 else 2 if span <= 7 else 3
