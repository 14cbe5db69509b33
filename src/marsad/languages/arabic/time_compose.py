"""Composed times: since, until, intervals, durations, spans ago, and what leans on another time of the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from marsad.languages.arabic.lexicon import particles
from marsad.languages.arabic.time_dates import day_of_month, month_and_year
from marsad.languages.arabic.time_digits import plain_year
from marsad.languages.arabic.time_intervals import Composed, interval, point, start_of
from marsad.languages.arabic.time_relative import weekday
from marsad.languages.arabic.time_scan import Scan
from marsad.languages.arabic.time_sieve import (
    AFTER,
    AGO,
    DURING,
    EVE,
    FROM,
    MOMENT,
    MONTH,
    NAME,
    NUMBER,
    ORDINAL,
    PAIR,
    SINCE,
    THIS,
    UNIT,
    UNTIL,
)
from marsad.languages.arabic.time_spans import Amount, ago, amount, back
from marsad.languages.arabic.time_values import UNDATED, When, day, month, season
from marsad.languages.arabic.time_words import context

__all__ = ["compose"]

_REACH = 12
_FAR = 24
"""Within how many words the day of what «منذ» counts from stands: further off where it opens the sentence, before its comma."""
_WITHIN = frozenset(("خلال", "وخلال", "طوال", "وطوال", "طيله", "وطيله"))
_ROUND = (24, 48, 72)
_THENCE = frozenset(("مذاك", "منذاك", "منذئذ"))
_COUNTED_FROM = frozenset(("من", "علي", "قبل", "بعد", "المقبله", "القادمه"))
_COMPARED = 8
_LEADS = frozenset((FROM, THIS, AGO, AFTER, UNTIL))
_STOPS = frozenset(".؛!?؟…:،")


def compose(scan: Scan, at: int, before: When | None) -> Composed | None:
    """The longest time that begins at token `at`. `before` is the last dated time of the text, which «غداة», «في اليوم نفسه» and
    «منذ ذلك الحين» lean on."""
    flags = scan.flags(at)
    if not flags or (flags in _LEADS and not _led(scan, at)):
        return None
    found = (
        _since(scan, at, before) if flags & SINCE else None,
        interval(scan, at) if flags & (FROM | PAIR | NUMBER | ORDINAL | MONTH) else None,
        _leaning(scan, at, before) if flags & (EVE | AFTER | AGO | UNIT | NAME) else None,
        _ago(scan, at) if flags & AGO else None,
        _until(scan, at) if flags & (UNTIL | AGO) else None,
        _duration(scan, at) if flags & (DURING | NUMBER | UNIT) else None,
        point(scan, at) if flags & MOMENT else None,
    )
    best: Composed | None = None
    for one in found:
        if one is not None and (best is None or one.last > best.last):
            best = one
    return best


def _led(scan: Scan, at: int) -> bool:
    """Whether a time may begin behind the common word at `at`."""
    return bool(scan.flags(at + 1) & MOMENT) or scan.fold(at + 1) in ("ما", "ذلك")


def _ago(scan: Scan, at: int) -> Composed | None:
    found = ago(scan, at)
    if found is None:
        return None
    when, last = found
    return Composed(when, last, "point" if when.first is not None else "vague", when.edtf)


def _since_value(scan: Scan, start: str | None, when: When, last: int, core: str | None = None) -> Composed:
    if start is None:
        return Composed(UNDATED, last, "since", None, core)
    return Composed(when, last, "since", f"{start}/{scan.dispatch.isoformat()}", core or when.edtf)


def _since(scan: Scan, at: int, before: When | None) -> Composed | None:
    """«منذ X»: X/dispatch; also over the words between («منذ دخوله الموصل في 10 حزيران»)."""
    found = _since_told(scan, at, before)
    if found is None or found.kind != "since":
        return found
    for place in range(at - 1, max(-1, at - _COMPARED), -1):
        if scan.fold(place) in _STOPS or scan.fold(place) in particles()["pronoun"]:
            break
        if scan.fold(place) in context("first_of") and scan.fold(place + 1) != "من":
            return replace(found, kind="reference")
    return found


def _since_told(scan: Scan, at: int, before: When | None) -> Composed | None:
    if scan.fold(at).removeprefix("و") in _THENCE:
        return _since_value(scan, start_of(before) if before else None, before or UNDATED, at + 1)
    place = scan.phrase(at, "since")
    if place == at:
        return None
    dawn = scan.word(place, "parts")
    if dawn is not None and dawn.definite and scan.fold(place) != "الليله":
        return Composed(day(scan.dispatch), place + 1, "since", _iso(scan), _iso(scan))  # «منذ الفجر»
    early = scan.phrase(place, "early_hours", clitics=False)
    hours = point(scan, place) if early > place and scan.fold(early - 1).startswith("الاول") else None
    if hours is not None and hours.when.first is None:
        return Composed(day(scan.dispatch), hours.last, "since", _iso(scan), _iso(scan))  # «منذ ساعات الصباح الأولى»
    summer = scan.word(place, "seasons")
    if summer is not None and summer.definite and not scan.shift(place + 1)[0]:
        begun = [one for one in (season(summer.value, scan.dispatch.year - i) for i in (0, 1)) if one.first and one.first <= scan.dispatch]
        return _since_value(scan, start_of(begun[0]), begun[0], place + 1) if begun else None  # «منذ الصيف»
    thence = scan.phrase(place, "thence", clitics=False)
    if thence > place:
        return _since_value(scan, start_of(before) if before else None, before or UNDATED, thence)
    told = amount(scan, place)
    moment = point(scan, place)
    if told is not None and (moment is None or moment.last <= told[2]):  # else «منذ شهر أبريل», «منذ يوم الجمعة»
        # «منذ أكثر من شهرين» began before, nobody says how long: two months are what is told.
        beyond = told[4] and told[1] is not None
        when = back(scan, (told[0], told[1], told[2], True, False)) if beyond else back(scan, told)
        if told[0] in ("hour", "minute"):
            return Composed(when, told[2], "since", when.edtf)
        return _since_value(scan, start_of(when), when, told[2])
    if moment is not None:
        if moment.when.first is not None and scan.dispatch <= moment.when.first:
            return Composed(moment.when, moment.last, "since", moment.edtf, moment.edtf)
        return _ended(scan, moment) or _since_value(scan, start_of(moment.when), moment.when, moment.last)
    opens = at == 0 or at in scan.lines or scan.fold(at - 1) in _STOPS
    for gap in range(place, min(len(scan.tokens), place + (_FAR if opens else _REACH))):
        if scan.fold(gap) in _STOPS or scan.phrase(gap, "since") > gap or scan.phrase(gap, "until") > gap:
            return None
        moment = point(scan, gap)
        if moment is not None:
            if moment.when.first is None or moment.when.first > scan.dispatch:
                return None
            return _since_value(scan, start_of(moment.when), moment.when, moment.last)
        nested = _ago(scan, gap)
        if nested is not None:
            return _since_value(scan, start_of(nested.when), nested.when, nested.last)
    return None


def _iso(scan: Scan) -> str:
    return scan.dispatch.isoformat()


def _ended(scan: Scan, since: Composed) -> Composed | None:
    """«منذ 17 يوليو حتى 19 منه», «منذ الخميس حتى السبت»: a stretch with both its ends."""
    place = scan.phrase(since.last, "until")
    first = since.when.first
    if place == since.last or first is None or since.when.grain != "day":
        return None
    number = scan.number(place, most=31)
    if number is not None and scan.fold(number[1]) == "منه":
        try:
            end, last = first.replace(day=number[0]), number[1] + 1
        except ValueError:
            return None
    else:
        moment = point(scan, place)
        if moment is None or moment.when.last is None:
            return None
        end, last = moment.when.last, moment.last
    if not first <= end <= scan.dispatch:
        return None
    return Composed(When(first, end, "days", absolute=since.when.absolute), last, "interval", f"{first.isoformat()}/{end.isoformat()}")


def _until(scan: Scan, at: int) -> Composed | None:
    ahead = scan.phrase(at, "ago")
    if ahead > at:  # «قبل عام 2011», «قبل 12 يونيو»: an end, not a day
        found = plain_year(scan, ahead) or day_of_month(scan, ahead) or month_and_year(scan, ahead) or weekday(scan, ahead)
        return Composed(found[0], found[1], "until", f"../{found[0].edtf}", found[0].edtf) if found is not None else None
    place = scan.phrase(at, "until")
    if place == at or scan.fold(at).endswith("الي"):
        return None
    if scan.phrase(place, "now", clitics=False) > place:  # «حتى الآن»: so far
        return Composed(UNDATED, scan.phrase(place, "now", clitics=False), "vague", None)
    moment = point(scan, place)
    if moment is None or moment.edtf is None:
        return None
    end = moment.edtf.rpartition("/")[2]
    return Composed(moment.when, moment.last, "until", f"../{end}", moment.edtf)


def _leaning(scan: Scan, at: int, before: When | None) -> Composed | None:
    """What leans on another time: «غداة X» and «بعد يومين على X» date X, «في اليوم نفسه» repeats, «في اليوم التالي» follows."""
    known = before is not None and before.grain == "day" and before.first is not None
    base = before.first if known and before is not None and before.first is not None else scan.today
    if known and scan.fold(at).removeprefix("و") in ("قبل", "بعد", "قبلها", "بعدها", "قبله", "بعده"):
        apart = _apart(scan, at, base)
        if apart is not None:
            return apart
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
    head = at + 1 if scan.fold(at) in ("نفس", "ذات", "وبنفس", "بنفس") else at
    unit = scan.word(head, "units")
    if unit is None or unit.form != 1 or not unit.definite or unit.value not in ("day", "month", "year", "night"):
        return None
    last = at + 2 if head > at else scan.phrase(at + 1, "same", clitics=False)
    if last > at + 1:
        whole = _widened(before, unit.value)
        return Composed(whole, last, "point" if whole.first else "vague", whole.edtf)
    last = scan.phrase(at + 1, "following", clitics=False)
    if last > at + 1 and unit.value == "day":
        when = back(scan, ("day", -1, last, False, False), base) if known else UNDATED
        return Composed(when, last, "point" if when.first else "vague", when.edtf)
    return None


def _apart(scan: Scan, at: int, base: date) -> Composed | None:
    """«قبل ذلك بيومين», «بعدها بثلاثة أيام»: so many days from the day told before."""
    head = scan.fold(at).removeprefix("و")
    place = at + 1
    if head in ("قبل", "بعد"):
        if scan.fold(place) != "ذلك":
            return None
        place += 1
    unit = scan.word(place, "units")
    if unit is not None and unit.prefix == "ب" and unit.value == "day" and unit.form in (1, 2):
        count, last = unit.form, place + 1
    else:
        number = scan.number(place, most=60) if scan.fold(place).startswith("ب") else None
        counted = scan.word(number[1], "units") if number is not None else None
        if number is None or counted is None or counted.value != "day" or counted.definite:
            return None
        count, last = number[0], number[1] + 1
    when = day(base + timedelta(days=count if head.startswith("بعد") else -count))
    if not scan.near(when.first or base):
        return None
    return Composed(when, last, "point", when.edtf)


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
    if place > at and scan.fold(place) == "الليل" and scan.fold(at) in _WITHIN and not scan.shift(place + 1)[0]:
        night = When(scan.dispatch - timedelta(days=1), scan.dispatch, "days")
        return Composed(night, place + 1, "interval", night.edtf)
    if place > at:
        moment = point(scan, place)
        if moment is not None:
            return replace(moment, kind="interval" if moment.when.first else moment.kind)
    told: Amount | None = amount(scan, place)
    if told is None or (place == at and told[1] is None):
        return None
    whole = place > at and scan.fold(at) in _WITHIN and told[0] == "hour" and told[1] in _ROUND and not told[4]
    if whole and scan.fold(told[2]) not in _COUNTED_FROM and not scan.ahead(at):
        lately = When(scan.dispatch - timedelta(days=(told[1] or 0) // 24), scan.dispatch, "days")
        return Composed(lately, told[2], "interval", lately.edtf)  # «خلال 24 ساعة»: up to now
    if place == at and scan.word(at, "units") is not None and told[1] != 2:
        return None
    return Composed(UNDATED, told[2], "duration", None)
