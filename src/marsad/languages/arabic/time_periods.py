"""Periods: parts of months and years, seasons, decades, the nth weekday or week of a month; and the moment that begins at a word."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from marsad.languages.arabic.time_dates import day_of_month, month_and_year, year_of
from marsad.languages.arabic.time_digits import numeric_date, plain_year
from marsad.languages.arabic.time_feasts import feast
from marsad.languages.arabic.time_parts import clock, part_of_day
from marsad.languages.arabic.time_relative import nth_day_running, relative_day, unit_shift, weekday
from marsad.languages.arabic.time_scan import Found, Scan
from marsad.languages.arabic.time_sieve import (
    AFTER,
    AGO,
    CLOCK,
    DAY,
    DECADE,
    FEAST,
    MONTH,
    NUMBER,
    ORDINAL,
    PART,
    PLACE,
    SEASON,
    SHARE,
    THIS,
    UNIT,
    WEEKDAY,
    YEAR,
)
from marsad.languages.arabic.time_values import When, day, month, season, week
from marsad.languages.arabic.time_words import context

__all__ = ["decade", "nth_of_month", "position", "season_at", "share_of_year", "simple"]


def position(scan: Scan, at: int) -> Found | None:
    """«مطلع عام 2015», «منتصف يونيو», «أواخر الشهر الماضي», «نهاية العام الماضي»."""
    word = scan.word(at, "places")
    if word is None or word.prefix not in ("", "و", "ب", "ل", "ال", "ف"):
        return None
    if word.prefix == "و" and scan.fold(at).endswith("نصف") and scan.word(at - 1, "units") is not None:
        return None  # «عمره عام ونصف العام»: how long
    place = at + 1
    found = month_and_year(scan, place) or unit_shift(scan, place) or decade(scan, place)
    if found is None:
        named = scan.phrase(place, "year")
        told = year_of(scan, place)
        if told is None and scan.fold(place) in ("العام", "السنه"):
            told = scan.dispatch.year, place + 1
        if scan.fold(place) == "الشهر" and word.value != "late":
            return month(scan.dispatch.year, scan.dispatch.month), place + 1
        if scan.fold(place) == "الاسبوع" and word.value != "late":
            return week(scan.dispatch), place + 1
        if told is None or (named == place and scan.fold(at) in ("نصف", "نص", "وسط")):
            return None
        found = When(date(told[0], 1, 1), date(told[0], 12, 31), "year", absolute=scan.fold(told[1] - 1).isdecimal()), told[1]
    whole, after = found
    if whole.first is None:
        return found
    if whole.grain == "month" and word.value == "mid":
        return day(whole.first.replace(day=15), absolute=whole.absolute, approximate=True), after
    if whole.grain == "week" and word.value == "late" and whole.last is not None and whole.last < scan.dispatch:
        # the week of the region ends on a Saturday
        end = scan.dispatch - timedelta(days=(scan.dispatch.weekday() - 5) % 7 or 7)
        return When(end - timedelta(days=2), end, "days", approximate=True), after
    if whole.grain == "year":
        number = {"early": 1, "mid": 6, "late": 12}[word.value]
        return month(whole.first.year, number, absolute=whole.absolute, approximate=word.value == "mid"), after
    return found


def share_of_year(scan: Scan, at: int) -> Found | None:
    """«النصف الأول من العام الجاري», «الربع الثاني من عام 2016»."""
    months = {"النصف": 6, "الربع": 3, "الثلث": 4, "للنصف": 6, "للربع": 3}.get(scan.fold(at))
    nth = scan.ordinal(at + 1) if months else None
    if months == 6 and nth is not None and nth[0] <= 2 and scan.fold(nth[1]) == "من":
        half = _half_month(scan, nth[1] + 1, nth[0])
        if half is not None:
            return half
    if not months or nth is None or not 1 <= nth[0] <= 12 // months:
        if not months or scan.phrase(at + 1, "last", clitics=False) == at + 1:
            return None
        nth = (12 // months, at + 2)
    told = year_of(scan, nth[1])
    if told is None:
        return None
    first = month(told[0], (nth[0] - 1) * months + 1).first
    absolute = scan.fold(told[1] - 1).isdecimal()
    return When(first, month(told[0], nth[0] * months).last, "season", absolute=absolute), told[1]


def _half_month(scan: Scan, at: int, nth: int) -> Found | None:
    """«(النصف الثاني من) يونيو»: its first fifteen days, or the rest."""
    whole = month_and_year(scan, at) or unit_shift(scan, at)
    if whole is None or whole[0].grain != "month" or whole[0].first is None or whole[0].last is None:
        return None
    first, last = whole[0].first, whole[0].last
    both = (first, first.replace(day=15)) if nth == 1 else (first.replace(day=16), last)
    return When(*both, "days", absolute=whole[0].absolute), whole[1]


def decade(scan: Scan, at: int) -> Found | None:
    """«التسعينات», «ثمانينيات القرن الماضي»."""
    word = scan.word(at, "decades")
    if word is None:
        return None
    after = at + 1
    if scan.fold(after) == "من" and scan.fold(after + 1) in context("ages"):
        return None  # «رجل في الستينيات من عمره»
    if scan.fold(after) in ("القرن", "قرن"):
        after = scan.shift(after + 1)[1]
    first = int(word.value)
    return When(date(first, 1, 1), date(first + 9, 12, 31), "decade", absolute=True), after


def season_at(scan: Scan, at: int) -> Found | None:
    """«الصيف الماضي» (the last that is over), «صيف 2012», «صيف العام الماضي», «هذا الصيف»."""
    place = at + 1 if scan.fold(at) in ("هذا", "هذه", "فصل") else at
    word = scan.word(place, "seasons")
    if word is None:
        return None
    now = scan.dispatch
    if scan.fold(at) in ("هذا", "هذه"):
        return (season(word.value, now.year), place + 1) if word.definite else None
    if word.definite:
        told, end = scan.shift(place + 1)
        if not told:
            return None
        years = [season(word.value, year) for year in range(now.year - 2, now.year + 3) if 1 < year < 9998]
        over = [one for one in years if one.last is not None and one.last < now]
        ahead = [one for one in years if one.first is not None and one.first > now]
        if told == "current":
            return season(word.value, now.year), end
        chosen = over[-1:] if told == "past" else ahead[:1]
        return (chosen[0], end) if chosen else None
    year = year_of(scan, place + 1)
    if year is None or not 1 < year[0] < 9998:
        return None
    return season(word.value, year[0], absolute=scan.fold(year[1] - 1).isdecimal()), year[1]


def nth_of_month(scan: Scan, at: int) -> Found | None:
    """«آخر اثنين من شهر آذار», «الثلاثاء الثالث من أيلول 2014», «أول أسبوع في أكتوبر», «اليوم الأخير من الشهر الماضي»."""
    count = _nth(scan, at)
    if count is not None:
        number, place = count
        what = _counted(scan, place)
    else:
        what = _counted(scan, at)
        if what is None:
            return None
        count = _nth(scan, what[1])
        if count is None:
            return None
        number = count[0]
        what = what[0], count[1]
    if what is None:
        return None
    kind, place = what
    of = place + 1 if scan.fold(place) in ("من", "في", "ب", "خلال") else place
    whole = unit_shift(scan, of) if of > place else None
    if whole is None or whole[0].grain != "month":
        whole = month_and_year(scan, of)
    if whole is None or whole[0].first is None:
        return None
    found = _pick(kind, number, whole[0].first)
    return (found, whole[1]) if found is not None else None


def _nth(scan: Scan, at: int) -> tuple[int, int] | None:
    """An ordinal, or -1 for the last."""
    last = scan.phrase(at, "last", clitics=False)
    return (-1, last) if last > at else scan.ordinal(at)


def _counted(scan: Scan, at: int) -> tuple[int | str, int] | None:
    """What is counted in a month: a weekday (0 to 6), `day` or `week`."""
    word = scan.word(at, "weekdays", "bare_weekdays")
    if word is not None:
        return int(word.value), at + 1
    unit = scan.word(at, "units")
    if unit is None or unit.form != 1 or unit.value not in ("day", "week"):
        return None
    if unit.value == "day":
        after = scan.word(at + 1, "weekdays", "bare_weekdays")
        if after is not None:
            return int(after.value), at + 2
    return unit.value, at + 1


def _pick(kind: int | str, number: int, first: date) -> When | None:
    length = calendar.monthrange(first.year, first.month)[1]
    days = [first + timedelta(days=i) for i in range(length)]
    if kind != "day":
        wanted = 0 if kind == "week" else kind
        days = [one for one in days if one.weekday() == wanted]
        if kind == "week":
            days = [one for one in days if one.day + 6 <= length] or days
    index = number if number < 0 else number - 1
    if not -len(days) <= index < len(days):
        return None
    return week(days[index]) if kind == "week" else day(days[index])


_PARSERS: tuple[tuple[int, Callable[[Scan, int], Found | None]], ...] = (
    (CLOCK, clock),
    (PART | AGO | AFTER | THIS | PLACE, part_of_day),
    (DAY | THIS, relative_day),
    (WEEKDAY | UNIT, weekday),
    (ORDINAL | WEEKDAY | UNIT, nth_of_month),
    (NUMBER | ORDINAL, day_of_month),
    (NUMBER, numeric_date),
    (PLACE, position),
    (SEASON | THIS, season_at),
    (SHARE, share_of_year),
    (MONTH | UNIT, month_and_year),
    (UNIT | PART | THIS | NUMBER, unit_shift),
    (UNIT, nth_day_running),
    (DECADE, decade),
    (YEAR, plain_year),
    (FEAST | ORDINAL, feast),
)


def simple(scan: Scan, at: int) -> Found | None:
    """The longest moment without a preposition that begins at token `at`."""
    best: Found | None = None
    flags = scan.flags(at)
    for wanted, parser in _PARSERS:
        if flags & wanted:
            found = parser(scan, at)
            if found is not None and (best is None or found[1] > best[1]):
                best = found
    return best
