"""Points and intervals: a moment, two weekdays that follow each other, «بين 2012 و2014», «من 5 إلى 7 يوليو»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from marsad.languages.arabic.time_dates import day_of_month, month_name, year_at, year_of
from marsad.languages.arabic.time_periods import simple
from marsad.languages.arabic.time_relative import relative_day
from marsad.languages.arabic.time_scan import Scan
from marsad.languages.arabic.time_values import UNDATED, When, day, month
from marsad.languages.arabic.time_words import context

__all__ = ["Composed", "interval", "point", "start_of"]

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Composed:
    """A time read from a token to `last` (exclusive): its value, EDTF (which for «منذ» ends at the dispatch), and kind."""

    when: When
    last: int
    kind: str
    edtf: str | None
    core: str | None = None


def point(scan: Scan, at: int) -> Composed | None:
    now = scan.phrase(at, "now", clitics=False)
    if now > at:
        until = scan.fold(at - 1) in ("حتي", "الي", "لغايه")
        return Composed(UNDATED if until else day(scan.dispatch), now, "vague" if until else "point", None if until else _today(scan))
    found = simple(scan, at)
    if found is None:
        return None
    when, last = found
    adverb = scan.word(last, "adverbs")
    if when.grain == "day" and adverb is not None and not adverb.prefix:
        last += 1  # «الجمعة ليلا»
    if when.grain == "day" and when.first is not None:
        paired = _pair(scan, when, last)
        if paired is not None:
            return paired
    kind = "interval" if when.grain in ("days", "week", "season", "decade") else "point"
    if when.first is None:
        timed = scan.word(at, "parts", "adverbs") or scan.phrase(at, "clock") > at or scan.fold(at + 1) == ":"
        kind = "part" if timed or scan.phrase(at, "early_hours") > at else "vague"
    return Composed(when, last, kind, when.edtf)


def _today(scan: Scan) -> str:
    return scan.dispatch.isoformat()


def _pair(scan: Scan, when: When, at: int) -> Composed | None:
    """«الجمعة والسبت», «الخميس والجمعة الماضيين»: two weekdays that follow each other."""
    word = scan.word(at, "weekdays")
    if word is None and when.first is not None and scan.fold(at).startswith("و"):
        return _both(when, relative_day(scan, at))
    if word is None or word.prefix != "و" or when.first is None:
        return None
    days = (int(word.value) - when.first.weekday()) % 7
    if not 1 <= days <= 3:
        return None
    last = date.fromordinal(when.first.toordinal() + days)
    first = when.first
    told, end = scan.shift(at + 1)
    if last > scan.dispatch and told != "next" and not scan.ahead(at, months=False):
        first, last = date.fromordinal(first.toordinal() - 7), date.fromordinal(last.toordinal() - 7)
    both = When(first, last, "days")
    return Composed(both, end, "interval", both.edtf)


def _both(when: When, found: tuple[When, int] | None) -> Composed | None:
    """«أمس وأول من أمس», «أمس واليوم»: two days that follow each other, in either order."""
    if found is None or when.first is None or found[0].first is None or found[0].grain != "day":
        return None
    first, last = sorted((when.first, found[0].first))
    if (last - first).days != 1:
        return None
    both = When(first, last, "days")
    return Composed(both, found[1], "interval", both.edtf)


def start_of(when: When) -> str | None:
    """The beginning of a moment as EDTF: a month or year stays one."""
    edtf = when.edtf
    return edtf.partition("/")[0] if edtf else None


def interval(scan: Scan, at: int) -> Composed | None:
    """«بين 2012 و2014», «من 5 إلى 7 يوليو», «13-15 تموز», «يوليو 13-15», «5 و6 يوليو»."""
    between = scan.phrase(at, "between")
    start = between if between > at else at + 1 if scan.fold(at) in ("من", "ومن") else at
    paired = scan.fold(start) in ("يومي", "شهري", "عامي", "سنتي", "ليلتي")
    start += paired
    days = _days(scan, start) or _month_days(scan, start) or _years(scan, start) or _two_months(scan, at)
    if days is not None:
        return days
    if start == at:
        return None
    first = (_bare_year(scan, start) if paired else None) or point(scan, start) or _lone_month(scan, start)
    if first is None:
        return None
    if paired and first.kind == "interval":
        return first  # «يومي الخميس والجمعة»
    joint = first.last
    if between > at or paired:
        if scan.fold(joint) == "و":
            joint += 1
        elif not scan.fold(joint).startswith("و"):
            return None
    else:
        joint = scan.phrase(first.last, "until")
        if joint == first.last:
            return None
    second = point(scan, joint) or _bare_year(scan, joint)
    if second is None or first.when.first is None or second.when.last is None:
        return None
    low, high = first.when, second.when
    if low.grain == high.grain == "month" and low.first is not None and high.last is not None and high.last.year < low.first.year:
        low = month(high.last.year, low.first.month)
    elif low.grain == "month" and high.grain == "month" and low.first is not None and high.first is not None:
        told = scan.fold(second.last - 1).isdecimal() and not scan.fold(first.last - 1).isdecimal()
        if told and low.first.month <= high.first.month:
            low = month(high.first.year, low.first.month, absolute=True)
    if low.grain == high.grain == "day" and not low.absolute and low.first and high.last and low.first <= scan.dispatch:
        back = timedelta(days=_WEEK if timedelta(0) < low.first - high.last < timedelta(days=_WEEK) else 0)
        low = day(low.first - back)  # «من الخميس إلى السبت»
    if low.first is None or high.last is None or high.last < low.first:
        return None
    edtf = f"{start_of(low)}/{(high.edtf or '').rpartition('/')[2]}"
    return Composed(When(low.first, high.last, "days", absolute=low.absolute and high.absolute), second.last, "interval", edtf)


def _two_months(scan: Scan, at: int) -> Composed | None:
    """«في مارس وأبريل», «في مارس آذار وأبريل نيسان 2015»: two months that follow each other."""
    low = month_name(scan, at)
    if low is None or low[1] != "months" or scan.fold(at - 1) not in context("month_lead"):
        return None
    high = month_name(scan, low[2]) if scan.fold(low[2]).startswith("و") else None
    if high is None or high[1] != "months" or high[0] != low[0] % 12 + 1:
        return None
    second = point(scan, low[2])
    if second is None or second.when.grain != "month" or second.when.first is None:
        return None
    first = month(second.when.first.year - (low[0] > high[0]), low[0], absolute=second.when.absolute)
    edtf = f"{first.edtf}/{second.when.edtf}"
    return Composed(When(first.first, second.when.last, "season", absolute=first.absolute), second.last, "interval", edtf)


def _years(scan: Scan, at: int) -> Composed | None:
    """«2003-2011» after a word that wants a time."""
    low = year_at(scan, at)
    if low is None or scan.fold(low[1]) not in ("-", "/") or scan.fold(at - 1) not in context("year_lead"):
        return None
    high = year_at(scan, low[1] + 1)
    if high is None or high[0] <= low[0]:
        return None
    both = When(date(low[0], 1, 1), date(high[0], 12, 31), "decade", absolute=True)
    return Composed(both, high[1], "interval", both.edtf)


def _lone_month(scan: Scan, at: int) -> Composed | None:
    named = month_name(scan, at)
    if named is None or named[1] != "months":
        return None
    when = month(scan.dispatch.year, named[0])
    return Composed(when, named[2], "point", when.edtf)


def _bare_year(scan: Scan, at: int) -> Composed | None:
    place = at
    told = year_of(scan, place)
    if told is None:
        return None
    when = When(date(told[0], 1, 1), date(told[0], 12, 31), "year", absolute=True)
    return Composed(when, told[1], "point", when.edtf)


def _joint(scan: Scan, at: int) -> int:
    if scan.fold(at) in ("-", "و"):
        return at + 1
    return scan.phrase(at, "until")


def _days(scan: Scan, at: int) -> Composed | None:
    """Two days of one month: «13 الى 15 تموز», «5 و6 يوليو», «27-29 من الشهر الثامن»."""
    low = scan.number(at, most=31) or scan.ordinal(at)
    if low is None:
        return None
    joint = _joint(scan, low[1])
    if joint == low[1] and not (scan.fold(joint).startswith("و") and scan.ordinal(joint) is not None):
        return None
    found = day_of_month(scan, joint)
    if found is None or found[0].first is None or found[0].approximate or not low[0] < found[0].first.day:
        return None
    whole = When(found[0].first.replace(day=low[0]), found[0].last, "days", absolute=found[0].absolute)
    return Composed(whole, found[1], "interval", whole.edtf)


def _month_days(scan: Scan, at: int) -> Composed | None:
    """«يوليو 13-15», «اغسطس 27 الى 29»."""
    named = month_name(scan, at)
    if named is None or named[1] != "months":
        return None
    low = scan.number(named[2], most=31)
    if low is None:
        return None
    joint = _joint(scan, low[1])
    high = scan.number(joint, most=31) if joint > low[1] and scan.fold(low[1]) != "و" else None
    if high is None or not low[0] < high[0]:
        return None
    whole = simple(scan, at)
    if whole is None or whole[0].first is None:
        return None
    try:
        both = When(whole[0].first.replace(day=low[0]), whole[0].first.replace(day=high[0]), "days")
    except ValueError:
        return None
    return Composed(both, high[1], "interval", both.edtf)


