"""Values of times: a span of days with a grain, its EDTF, and the arithmetic of calendars."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hijridate import Hijri

__all__ = ["When", "day", "hijri_day", "hijri_month", "month", "season", "shift", "week", "year"]

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class When:
    """The days `first` to `last`, both within; None where what is written cannot be dated («قبل أشهر»).

    `grain`: part, day, week, month, season, year, decade, days (an interval told by its ends). `absolute` is true where it does
    not depend on the day of the dispatch. `approximate` marks the EDTF with ~.
    """

    first: date | None
    last: date | None
    grain: str
    approximate: bool = False
    absolute: bool = False

    @property
    def edtf(self) -> str | None:
        """EDTF level 1: a date, month or year where the grain is one, else an interval; None where undated."""
        if self.first is None or self.last is None:
            return None
        mark = "~" if self.approximate else ""
        low, high = self.first.isoformat(), self.last.isoformat()
        if self.grain == "year":
            low, high = low[:4], high[:4]
        elif self.grain in ("month", "season"):
            low, high = low[:7], high[:7]
        elif self.grain == "decade":
            low, high = low[:4], high[:4]
        return f"{low}{mark}" if low == high else f"{low}{mark}/{high}{mark}"

    def vague(self) -> When:
        """The same, marked approximate."""
        return replace(self, approximate=True)


UNDATED = When(None, None, "none")


def day(at: date, *, absolute: bool = False, approximate: bool = False) -> When:
    """One day."""
    return When(at, at, "day", approximate, absolute)


def week(at: date) -> When:
    """The week, Monday to Sunday, that holds a day."""
    monday = at - timedelta(days=at.weekday())
    return When(monday, monday + timedelta(days=6), "week")


def month(year_: int, month_: int, *, absolute: bool = False, approximate: bool = False) -> When:
    """A month."""
    end = calendar.monthrange(year_, month_)[1]
    return When(date(year_, month_, 1), date(year_, month_, end), "month", approximate, absolute)


def year(year_: int, *, absolute: bool = False, approximate: bool = False) -> When:
    """A year."""
    return When(date(year_, 1, 1), date(year_, 12, 31), "year", approximate, absolute)


def season(name: str, year_: int, *, absolute: bool = False) -> When:
    """A season of three months; winter ends in the next year."""
    begin = _SEASONS[name]
    last = month(year_ + 1, 2) if begin == 12 else month(year_, begin + 2)
    return When(date(year_, begin, 1), last.last, "season", absolute=absolute)


def shift(at: date, unit: str, count: int) -> date | None:
    """`at` moved by `count` units (minute to decade); None beyond the calendar."""
    try:
        if unit in ("minute", "hour"):
            return at + timedelta(days=int(count / 24) if unit == "hour" else 0)
        if unit in ("day", "night"):
            return at + timedelta(days=count)
        if unit == "week":
            return at + timedelta(weeks=count)
        months = count * {"month": 1, "year": 12, "decade": 120}[unit]
        index = at.year * 12 + at.month - 1 + months
        year_, month_ = divmod(index, 12)
        return date(year_, month_ + 1, min(at.day, calendar.monthrange(year_, month_ + 1)[1]))
    except (OverflowError, ValueError):
        return None


def hijri_day(year_: int, month_: int, day_: int) -> When | None:
    """A Hijri day by the Umm al-Qura calendar, approximate; None outside its tables."""
    try:
        at = Hijri(year_, month_, day_).to_gregorian()
    except (OverflowError, ValueError):
        return None
    return When(date(at.year, at.month, at.day), date(at.year, at.month, at.day), "day", True, True)


def hijri_month(year_: int, month_: int) -> When | None:
    """A Hijri month, approximate, as the days from its first to its last; None outside the tables."""
    try:
        first = Hijri(year_, month_, 1)
        at, length = first.to_gregorian(), first.month_length()
    except (OverflowError, ValueError):
        return None
    begin = date(at.year, at.month, at.day)
    return When(begin, begin + timedelta(days=length - 1), "days", True, True)
