"""Feasts by name («عيد الفطر», «ثاني أيام عيد الأضحى», «أيام العيد»), whose days the calendars tell."""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Gregorian

from marsad.languages.arabic.time_dates import year_of
from marsad.languages.arabic.time_scan import Found, Scan
from marsad.languages.arabic.time_values import When, day, hijri_day
from marsad.languages.arabic.time_words import feasts

__all__ = ["feast"]

_DAYS = "ايام"
_OPENING = (_DAYS, "يوم")
_GREAT = {(10, 1): 3, (12, 10): 4}
"""How many days the great feasts last, by the month and day of the first."""
_WISHES = ("المبارك", "السعيد")
_OTHER = ("الوطني", "القومي")


def feast(scan: Scan, at: int) -> Found | None:
    """A feast at `at`, perhaps counted («ثاني أيام …») or whole («أيام …»), with its year: the last such up to the dispatch,
    approximate. «العيد» alone is the nearer of the great feasts, and a time only behind «يوم» or «أيام»."""
    nth, place = 1, at
    counted = scan.ordinal(at)
    if counted is not None and scan.fold(counted[1]) in _OPENING:
        nth, place = counted[0], counted[1] + 1
    elif scan.fold(at) in _OPENING:
        place = at + 1
    whole = scan.fold(at) == _DAYS
    for parts, calendar, month, dom in feasts().get(scan.fold(place), ()):
        if not all(scan.fold(place + i) == part for i, part in enumerate(parts[1:], 1)):
            continue
        after = place + len(parts)
        if not month and (place == at or scan.fold(after) in _OTHER):
            return None  # «هدية العيد»: no time by itself
        after += scan.fold(after) in _WISHES
        told = year_of(scan, after)
        if told is None:
            shift, end = scan.shift(after)
            after = end if shift else after
            ahead = shift == "next" or scan.ahead(at)
        else:
            ahead, after = False, told[1]
        found = _first(scan, calendar, month, dom, told[0] if told else None, ahead)
        if found is None or found[0].first is None:
            return None
        first = found[0].first
        if whole:
            return (When(first, first + timedelta(days=found[1] - 1), "days", approximate=True), after) if found[1] else None
        return day(first + timedelta(days=min(nth, 10) - 1), approximate=found[0].approximate), after
    return None


def _first(scan: Scan, calendar: str, month: int, dom: int, year: int | None, ahead: bool) -> tuple[When, int] | None:
    """The first day of a feast and how long it lasts (0 where that is not told); month 0 is the nearer of the great feasts."""
    wanted = [(month, dom)] if month else list(_GREAT)
    fit: list[tuple[date, When, int]] = []
    for one in wanted:
        found = _on(scan, calendar, *one, year, ahead)
        if found is not None and found.first is not None:
            fit.append((found.first, found, _GREAT.get(one, 0) if calendar == "h" else 0))
    if not fit:
        return None
    best = (min if ahead else max)(fit, key=lambda one: one[0])
    return best[1], best[2]


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
