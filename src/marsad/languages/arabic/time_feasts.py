"""Feasts by name («عيد الفطر», «ثاني أيام عيد الأضحى»), whose days the calendars tell."""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Gregorian

from marsad.languages.arabic.time_dates import year_of
from marsad.languages.arabic.time_scan import Found, Scan
from marsad.languages.arabic.time_values import When, day, hijri_day
from marsad.languages.arabic.time_words import feasts

__all__ = ["feast"]

_OPENING = ("ايام", "يوم")


def feast(scan: Scan, at: int) -> Found | None:
    """A feast at `at`, perhaps counted («ثاني أيام …») and with its year: the last such up to the dispatch, approximate."""
    nth, place = 1, at
    counted = scan.ordinal(at)
    if counted is not None and scan.fold(counted[1]) in _OPENING:
        nth, place = counted[0], counted[1] + 1
    for parts, calendar, month, dom in feasts().get(scan.fold(place), ()):
        if all(scan.fold(place + i) == part for i, part in enumerate(parts[1:], 1)):
            after = place + len(parts)
            told = year_of(scan, after)
            if told is None:
                shift, end = scan.shift(after)
                told, after = None, end if shift else after
                ahead = shift == "next" or scan.ahead(at)
            else:
                ahead, after = False, told[1]
            found = _on(scan, calendar, month, dom, told[0] if told else None, ahead)
            if found is None or found.first is None:
                return None
            return day(found.first + timedelta(days=min(nth, 10) - 1), approximate=found.approximate), after
    return None


def _on(scan: Scan, calendar: str, month: int, dom: int, year: int | None, ahead: bool) -> When | None:
    if calendar == "g":
        which = year or scan.dispatch.year
        told = date(which, month, dom)
        if year is None and ahead != (told >= scan.dispatch):
            told = date(which + (1 if ahead else -1 if told > scan.dispatch else 0), month, dom)
        return day(told)
    try:
        base = Gregorian(year or scan.dispatch.year, 7 if year else scan.dispatch.month, 1 if year else scan.dispatch.day).to_hijri()
    except (OverflowError, ValueError):
        return None
    days = [one for one in (hijri_day(base.year + i, month, dom) for i in (-1, 0, 1)) if one is not None and one.first is not None]
    if year is not None:
        fit = [one for one in days if one.first is not None and one.first.year == year]
    elif ahead:
        fit = [one for one in days if one.first is not None and one.first >= scan.dispatch]
    else:
        fit = [one for one in days if one.first is not None and one.first <= scan.dispatch][-1:]
    return fit[0] if fit else None
