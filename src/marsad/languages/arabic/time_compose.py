"""Composed times: since, until, intervals, durations, spans ago, and what leans on another time of the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from marsad.languages.arabic.time_dates import day_of_month, month_name, year_of
from marsad.languages.arabic.time_periods import simple
from marsad.languages.arabic.time_relative import Amount, ago, amount, back
from marsad.languages.arabic.time_scan import Scan
from marsad.languages.arabic.time_values import UNDATED, When, day, month

__all__ = ["Composed", "compose"]

_REACH = 12
_STOPS = frozenset(".؛!?؟…:")


@dataclass(frozen=True, slots=True)
class Composed:
    """A time read from a token to `last` (exclusive): its value, EDTF (which for «منذ» ends at the dispatch), and kind."""

    when: When
    last: int
    kind: str
    edtf: str | None
    core: str | None = None


def compose(scan: Scan, at: int, before: When | None) -> Composed | None:
    """The longest time that begins at token `at`. `before` is the last dated time of the text, which «غداة», «في اليوم نفسه» and
    «منذ ذلك الحين» lean on."""
    best: Composed | None = None
    for found in (
        _since(scan, at, before), _interval(scan, at), _leaning(scan, at, before), _ago(scan, at), _until(scan, at),
        _duration(scan, at), _point(scan, at),
    ):
        if found is not None and (best is None or found.last > best.last):
            best = found
    return best


def _point(scan: Scan, at: int) -> Composed | None:
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
    return Composed(when, last, kind if when.first is not None else "part", when.edtf)


def _pair(scan: Scan, when: When, at: int) -> Composed | None:
    """«الجمعة والسبت», «الخميس والجمعة الماضيين»: two weekdays that follow each other."""
    word = scan.word(at, "weekdays")
    if word is None or word.prefix != "و" or when.first is None:
        return None
    days = (int(word.value) - when.first.weekday()) % 7
    if not 1 <= days <= 3:
        return None
    last = date.fromordinal(when.first.toordinal() + days)
    first = when.first
    if not scan.near(last) and not scan.ahead(at):
        first, last = date.fromordinal(first.toordinal() - 7), date.fromordinal(last.toordinal() - 7)
    both = When(first, last, "days")
    return Composed(both, scan.shift(at + 1)[1], "interval", both.edtf)


def _ago(scan: Scan, at: int) -> Composed | None:
    found = ago(scan, at)
    if found is None:
        return None
    when, last = found
    return Composed(when, last, "point" if when.first is not None else "vague", when.edtf)


def _start(when: When) -> str | None:
    """The beginning of a moment as EDTF: a month or year stays one."""
    edtf = when.edtf
    return edtf.partition("/")[0] if edtf else None


def _since_value(scan: Scan, start: str | None, when: When, last: int, core: str | None = None) -> Composed:
    if start is None:
        return Composed(UNDATED, last, "since", None, core)
    return Composed(when, last, "since", f"{start}/{scan.dispatch.isoformat()}", core or when.edtf)


def _since(scan: Scan, at: int, before: When | None) -> Composed | None:
    """«منذ X»: X/dispatch; also over the words between («منذ دخوله الموصل في 10 حزيران»)."""
    place = scan.phrase(at, "since")
    if place == at:
        return None
    thence = scan.phrase(place, "thence", clitics=False)
    if thence > place:
        return _since_value(scan, _start(before) if before else None, before or UNDATED, thence)
    told = amount(scan, place)
    if told is not None:
        when = back(scan, told)
        if told[0] in ("hour", "minute"):
            return Composed(when, told[2], "since", when.edtf)
        return _since_value(scan, _start(when), when, told[2])
    point = _point(scan, place)
    if point is not None:
        if point.when.first is not None and scan.dispatch <= point.when.first:
            return Composed(point.when, point.last, "since", point.edtf, point.edtf)
        return _since_value(scan, _start(point.when), point.when, point.last)
    for gap in range(place, min(len(scan.tokens), place + _REACH)):
        if scan.fold(gap) in _STOPS or scan.phrase(gap, "since") > gap:
            return None
        point = _point(scan, gap)
        if point is not None:
            if point.when.first is None or point.when.first > scan.dispatch:
                return None
            return _since_value(scan, _start(point.when), point.when, point.last)
        nested = _ago(scan, gap)
        if nested is not None:
            return None
    return None


def _until(scan: Scan, at: int) -> Composed | None:
    place = scan.phrase(at, "until")
    if place == at or scan.fold(at).endswith("الي"):
        return None
    point = _point(scan, place)
    if point is None or point.edtf is None:
        return None
    end = point.edtf.rpartition("/")[2]
    return Composed(point.when, point.last, "until", f"../{end}", point.edtf)


def _leaning(scan: Scan, at: int, before: When | None) -> Composed | None:
    """What leans on another time: «غداة X» and «بعد يومين على X» date X, «في اليوم نفسه» repeats, «في اليوم التالي» follows."""
    known = before is not None and before.grain == "day" and before.first is not None
    base = before.first if known and before is not None and before.first is not None else scan.dispatch
    eve = scan.phrase(at, "eve")
    if eve > at:
        when = back(scan, ("day", 1, eve, False, False), base)
        return Composed(when, eve, "anchor", when.edtf)
    after = scan.phrase(at, "after")
    if after > at:
        told = amount(scan, after)
        if told is None:
            return None
        if scan.fold(told[2]) in ("علي", "من"):
            when = replace(back(scan, told, base), approximate=False) if told[1] is not None else UNDATED
            return Composed(when, told[2], "anchor", when.edtf)
        return Composed(UNDATED, told[2], "vague", None)
    unit = scan.word(at, "units")
    if unit is None or unit.form != 1 or not unit.definite or unit.value not in ("day", "month", "year", "night"):
        return None
    last = scan.phrase(at + 1, "same", clitics=False)
    if last > at + 1:
        whole = _widened(before, unit.value)
        return Composed(whole, last, "point" if whole.first else "vague", whole.edtf)
    last = scan.phrase(at + 1, "following", clitics=False)
    if last > at + 1 and unit.value == "day":
        when = back(scan, ("day", -1, last, False, False), base) if known else UNDATED
        return Composed(when, last, "point" if when.first else "vague", when.edtf)
    return None


def _widened(before: When | None, unit: str) -> When:
    if before is None or before.first is None:
        return UNDATED
    if unit == "month":
        return month(before.first.year, before.first.month)
    if unit == "year":
        return When(date(before.first.year, 1, 1), date(before.first.year, 12, 31), "year")
    return day(before.first) if before.grain == "day" else UNDATED


def _duration(scan: Scan, at: int) -> Composed | None:
    """«خلال يومين», «لمدة خمسة أيام», «ثلاثة أيام»: how long, undated."""
    place = scan.phrase(at, "during")
    if place > at:
        point = _point(scan, place)
        if point is not None:
            return replace(point, kind="interval" if point.when.first else point.kind)
    told: Amount | None = amount(scan, place)
    if told is None or (place == at and told[1] is None):
        return None
    if place == at and scan.word(at, "units") is not None and told[1] != 2:
        return None
    return Composed(UNDATED, told[2], "duration", None)


def _interval(scan: Scan, at: int) -> Composed | None:
    """«بين 2012 و2014», «من 5 إلى 7 يوليو», «13-15 تموز», «يوليو 13-15», «5 و6 يوليو»."""
    between = scan.phrase(at, "between")
    start = between if between > at else at + 1 if scan.fold(at) in ("من", "ومن", "يومي", "وما") else at
    days = _days(scan, start) or _month_days(scan, start)
    if days is not None:
        return days
    if start == at:
        return None
    first = _point(scan, start) or _lone_month(scan, start)
    if first is None:
        return None
    joint = first.last
    if between > at:
        if scan.fold(joint) == "و":
            joint += 1
        elif not scan.fold(joint).startswith("و"):
            return None
    else:
        joint = scan.phrase(first.last, "until")
        if joint == first.last:
            return None
    second = _point(scan, joint) or _bare_year(scan, joint)
    if second is None or first.when.first is None or second.when.last is None:
        return None
    low, high = first.when, second.when
    if low.grain == high.grain == "month" and low.first is not None and high.last is not None and high.last.year < low.first.year:
        low = month(high.last.year, low.first.month)
    elif low.grain == "month" and high.grain == "month" and low.first is not None and high.first is not None:
        told = scan.fold(second.last - 1).isdecimal() and not scan.fold(first.last - 1).isdecimal()
        if told and low.first.month <= high.first.month:
            low = month(high.first.year, low.first.month, absolute=True)
    if low.first is None or high.last is None or high.last < low.first:
        return None
    edtf = f"{_start(low)}/{(high.edtf or '').rpartition('/')[2]}"
    return Composed(When(low.first, high.last, "days", absolute=low.absolute and high.absolute), second.last, "interval", edtf)


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
    if joint == low[1]:
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


