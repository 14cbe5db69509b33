"""Periods: parts of months and years, seasons, decades, the nth weekday or week of a month, parts of the day, the clock."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from marsad.languages.arabic.time_dates import day_of_month, month_and_year, numeric_date, plain_year, year_of
from marsad.languages.arabic.time_relative import relative_day, unit_shift, weekday
from marsad.languages.arabic.time_scan import Found, Scan
from marsad.languages.arabic.time_sieve import (
    AFTER,
    AGO,
    CLOCK,
    DAY,
    DECADE,
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
from marsad.languages.arabic.time_values import UNDATED, When, day, month, season, week

__all__ = ["clock", "decade", "nth_of_month", "part_of_day", "position", "season_at"]


def position(scan: Scan, at: int) -> Found | None:
    """«مطلع عام 2015», «منتصف يونيو», «أواخر الشهر الماضي», «نهاية العام الماضي»."""
    word = scan.word(at, "places")
    if word is None or word.prefix not in ("", "و", "ب", "ل", "ال", "ف"):
        return None
    place = at + 1
    found = month_and_year(scan, place) or unit_shift(scan, place) or decade(scan, place)
    if found is None:
        named = scan.phrase(place, "year")
        told = year_of(scan, place)
        if told is None and scan.fold(place) in ("العام", "السنه"):
            told = scan.dispatch.year, place + 1
        if told is None or (named == place and scan.fold(at) in ("نصف", "نص", "وسط")):
            return None
        found = When(date(told[0], 1, 1), date(told[0], 12, 31), "year", absolute=scan.fold(told[1] - 1).isdecimal()), told[1]
    whole, after = found
    if whole.first is None:
        return found
    if whole.grain == "month" and word.value == "mid":
        return day(whole.first.replace(day=15), absolute=whole.absolute, approximate=True), after
    if whole.grain == "year":
        number = {"early": 1, "mid": 6, "late": 12}[word.value]
        return month(whole.first.year, number, absolute=whole.absolute, approximate=word.value == "mid"), after
    return found


def share_of_year(scan: Scan, at: int) -> Found | None:
    """«النصف الأول من العام الجاري», «الربع الثاني من عام 2016»."""
    months = {"النصف": 6, "الربع": 3, "الثلث": 4, "للنصف": 6, "للربع": 3}.get(scan.fold(at))
    nth = scan.ordinal(at + 1) if months else None
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


def decade(scan: Scan, at: int) -> Found | None:
    """«التسعينات», «ثمانينيات القرن الماضي»."""
    word = scan.word(at, "decades")
    if word is None:
        return None
    after = at + 1
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


def _day_phrase(scan: Scan, at: int) -> Found | None:
    found = relative_day(scan, at) or weekday(scan, at) or day_of_month(scan, at) or numeric_date(scan, at)
    if found is None and scan.phrase(at, "day") > at:
        return day_of_month(scan, at + 1) or numeric_date(scan, at + 1)
    return found


def part_of_day(scan: Scan, at: int) -> Found | None:
    """«صباح الجمعة», «فجر اليوم», «ليل الجمعة السبت», «بعد ظهر أمس», «وقت متأخر من مساء الثلاثاء», «هذا الصباح», «ليلا»."""
    start = scan.phrase(at, "early_hours", clitics=False)
    if start > at:
        place = start + 1 if scan.fold(start) == "من" else start
        found = part_of_day(scan, place) or _day_phrase(scan, place) or unit_shift(scan, place) or month_and_year(scan, place)
        return found if found is not None else (UNDATED, start)
    place = at
    if scan.fold(place) in ("بعد", "قبل", "وبعد", "منتصف") and scan.word(place + 1, "parts", "places") is not None:
        place += 1
    if scan.fold(place) in ("منتصف", "المنتصف") and scan.word(place + 1, "parts") is not None:
        place += 1
    if scan.fold(place) in ("هذا", "هذه"):
        word = scan.word(place + 1, "parts")
        return (day(scan.dispatch), place + 2) if word is not None and word.definite else None
    adverb = scan.word(place, "adverbs")
    word = scan.word(place, "parts")
    if word is None:
        if adverb is None or adverb.prefix not in ("", "و"):
            return None
        if adverb.value == "night" and place == at:
            return When(scan.dispatch - timedelta(days=1), scan.dispatch, "days"), place + 1  # the night before the dispatch
        return UNDATED, place + 1
    if word.definite:
        if scan.fold(place) == "الليله":
            return _behind(scan, place + 1, word.value) or (day(scan.dispatch), place + 1)
        return (UNDATED, place + 1) if place > at else None
    if word.prefix not in ("", "و", "ف", "ب", "ل"):
        return None
    inner = place + 2 if scan.fold(place + 1) == "من" else place + 1
    found = _behind(scan, inner, word.value)
    if found is not None:
        return found
    return (UNDATED, place + 1) if adverb is not None and not word.prefix and scan.fold(at) != "مساء" else None


def _behind(scan: Scan, at: int, part: str) -> Found | None:
    """The day that a part of the day belongs to; a night may name two («ليل الجمعة السبت»)."""
    place = at + 1 if scan.fold(at) == "(" else at
    found = _day_phrase(scan, place)
    if found is None:
        return None
    when, after = found
    if part == "night" and when.grain == "day" and when.first is not None:
        second = after + 1 if scan.fold(after) in ("-", "/", "-", "الي") else after
        word = scan.word(second, "weekdays")
        if word is not None and int(word.value) == (when.first.weekday() + 1) % 7:
            last = when.first + timedelta(days=1)
            first = when.first
            if not scan.near(last):
                first, last = first - timedelta(days=7), last - timedelta(days=7)
            return When(first, last, "days"), second + 1
    return when, after


def clock(scan: Scan, at: int) -> Found | None:
    """«الساعة 1:50 من صباح الثلاثاء», «الساعة الثالثة والنصف عصرا»: the day it belongs to, undated where none is told."""
    place = scan.phrase(at, "clock")
    if place == at:
        if not (scan.fold(at).isdecimal() and scan.fold(at + 1) == ":" and scan.fold(at + 2).isdecimal()):
            return None
        place = at
    hour = scan.number(place, most=2400) or scan.ordinal(place) or ((0, place + 1) if scan.fold(place).isdecimal() else None)
    if hour is None:
        if not scan.fold(place)[:1].isdigit():
            return None
        hour = (0, place + 1)  # «11.59»
    after = hour[1]
    while scan.fold(after) == ":" and scan.fold(after + 1).isdecimal():
        after += 2
    for _ in range(6):
        if scan.fold(after) in ("والنصف", "ونصف", "والربع", "وربع", "والثلث", "وثلث", "الا", "ربعا", "ربع", "ثلثا", "ثلث", "دقيقه", "و"):
            after += 1
        elif scan.fold(after) == "(" and scan.phrase(after + 2, "zone") > after + 2:
            after += 5 if scan.fold(after + 4) == ")" else 4
        elif scan.phrase(after, "zone") > after:
            after += 2
        else:
            break
    place = after + 1 if scan.fold(after) in ("من", "،") else after
    found = part_of_day(scan, place) or _day_phrase(scan, place)
    if found is not None:
        return found if found[0].first is not None else (UNDATED, found[1])
    return UNDATED, min(after, len(scan.tokens))


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
    (DECADE, decade),
    (YEAR, plain_year),
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
