"""Parts of the day and the clock, each with the day it belongs to."""

from __future__ import annotations

from datetime import timedelta

from marsad.languages.arabic.time_dates import day_of_month, month_and_year
from marsad.languages.arabic.time_digits import numeric_date
from marsad.languages.arabic.time_relative import relative_day, unit_shift, weekday
from marsad.languages.arabic.time_scan import Found, Scan
from marsad.languages.arabic.time_values import UNDATED, When, day

__all__ = ["clock", "part_of_day"]


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
        found = unit_shift(scan, place) or part_of_day(scan, place) or _day_phrase(scan, place) or month_and_year(scan, place)
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
        second = after + 1 if scan.fold(after) in ("-", "/", "الي", "علي") else after
        second += scan.fold(after) == "-" and scan.fold(second) == "-"  # «ليل الأحد ــ الاثنين»
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
