"""Dates: days with months, months and years of the Gregorian and Hijri calendars, in digits and words."""

from __future__ import annotations

import calendar
from datetime import date

from hijridate import Gregorian

from marsad.languages.arabic.number_words import counted
from marsad.languages.arabic.time_scan import Found, Scan
from marsad.languages.arabic.time_sieve import NUMBER
from marsad.languages.arabic.time_values import When, day, hijri_day, hijri_month, month
from marsad.languages.arabic.time_words import context, month_heads

__all__ = ["day_of_month", "month_and_year", "month_name", "valid", "year_at", "year_for", "year_of"]

_DAYS = 31.0
_TURNS = frozenset(("للمره", "المره", "والمره", "بالمره"))  # «للمرة الثانية هذا الشهر»: no second day


def month_name(scan: Scan, at: int) -> tuple[int, str, int] | None:
    """A month's name at `at`: (1 to 12, `months` or `hijri`, index after it), its other name («حزيران/يونيو», «يونيو (حزيران)»,
    «آذار - مارس») included."""
    found = _one_name(scan, at)
    if found is None:
        return None
    number, table, after = found
    if table == "months":
        glue = scan.fold(after)
        if glue in ("/", "-", "(", "،"):
            other = _one_name(scan, after + 1)
            if other is not None and other[:2] == (number, table):
                after = other[2]
                if glue == "(" and scan.fold(after) == ")":
                    after += 1
        else:
            other = _one_name(scan, after)
            if other is not None and other[:2] == (number, table):
                after = other[2]
    return number, table, after


def _one_name(scan: Scan, at: int) -> tuple[int, str, int] | None:
    fold = scan.fold(at)
    if not fold:
        return None
    for head in (fold, fold[1:]) if fold[0] in "وفبل" else (fold,):
        for tail, table, name in month_heads().get(head, ()):
            if scan.fold(at + 1) == tail:
                return int(name), table, at + 2
    word = scan.word(at, "months", "hijri")
    if word is None or word.prefix not in ("", "و", "ب", "ل", "ف"):
        return None
    return int(word.value), word.table, at + 1


def month_by_number(scan: Scan, at: int) -> tuple[int, int] | None:
    """«شهر 3», «شهر عشرة», «الشهر التاسع»: a Gregorian month by its number."""
    unit = scan.word(at, "units")
    if unit is None or unit.value != "month" or unit.form != 1:
        return None
    found = scan.ordinal(at + 1) if unit.definite else scan.number(at + 1, most=12) or scan.ordinal(at + 1)
    if found is None or not 1 <= found[0] <= 12:
        return None
    if scan.word(found[1], "units") is not None and year_of(scan, found[1]) is None:
        return None  # «شهر ثلاثة أيام»
    return found


def year_at(scan: Scan, at: int) -> tuple[int, int] | None:
    """A year in four digits at `at`, with the mark of its calendar («م»)."""
    fold = scan.fold(at)
    noun = counted(scan.fold(at + 1)) if scan.fold(at + 1).endswith("ا") else None
    if noun is not None and noun.group == "person" and noun.form == "one":
        return None  # «خلال النصف الأول من العام 1662 قتيلا»
    earliest = 1500 if scan.word(at - 1, "units") is not None else 1900  # «عام 1830»
    if len(fold) != 4 or not fold.isdecimal() or not earliest <= int(fold) <= 2100:
        worded = scan.number(at, most=2100) if scan.word(at - 1, "units") is not None and not fold.isdecimal() else None
        return worded if worded is not None and worded[0] >= 1900 else None  # «عام ألفين وأربعة عشر»
    return int(fold), scan.phrase(at + 1, "christian_mark", clitics=False)


def year_of(scan: Scan, at: int) -> tuple[int, int] | None:
    """A year as it follows a month: «2014», «من عام 2014», «العام الماضي», «من العام الجاري», «للسنة القادمة»."""
    place = at + 1 if scan.fold(at) in ("من", "في", "،") else at
    if scan.fold(place) in ("هذا", "هذه") and scan.phrase(place + 1, "year") > place + 1:
        return scan.dispatch.year, place + 2
    named = scan.phrase(place, "year")
    if named > place:
        found = year_at(scan, named)
        if found is not None:
            return found
        same = scan.phrase(named, "same", clitics=False)
        if same > named and scan.years:
            return scan.years[-1], same
        shift, after = scan.shift(named)
        if shift == "next" and scan.years and scan.fold(named) in ("التالي", "التاليه", "اللاحق"):
            return scan.years[-1] + 1, after  # «في أيلول من العام التالي»: after the one that is told
        if shift:
            return scan.dispatch.year + {"past": -1, "current": 0, "next": 1}[shift], after
        return None
    return year_at(scan, place) if scan.fold(place) != "،" else None


def year_for(scan: Scan, at: int, number: int, dom: int | None, shift: str) -> int:
    """The year of a month told without one, read at token `at`: the last such up to the dispatch, the next where told so."""
    now = scan.dispatch
    this = (number, dom or 1) if shift != "past" or dom is not None else (number + 1, 1)
    today = (now.month, now.day)
    if shift == "current":
        return now.year
    if shift == "next":
        return now.year if (number, dom or 0) > (now.month, now.day if dom else 0) and number != now.month else now.year + 1
    if shift != "past" and scan.ahead(at):
        return now.year if number >= now.month else now.year + 1
    if this <= today:
        return now.year
    if dom is not None and shift != "past" and valid(now.year, number, dom) and scan.near(date(now.year, number, dom)):
        return now.year
    return now.year - 1


def valid(year_: int, month_: int, dom: int) -> bool:
    """Whether the day exists."""
    return 1 <= year_ <= 9999 and 1 <= dom <= calendar.monthrange(year_, month_)[1]


def _hijri_year(scan: Scan, number: int, dom: int | None) -> int | None:
    try:
        now = Gregorian(scan.dispatch.year, scan.dispatch.month, scan.dispatch.day).to_hijri()
    except (OverflowError, ValueError):
        return None
    return int(now.year) if (number, dom or 1) <= (now.month, now.day) else int(now.year) - 1


def _hijri_told(scan: Scan, at: int) -> tuple[int, int] | None:
    """A Hijri year at `at`: «1438», «عام 1438هـ»."""
    place = scan.phrase(at + 1 if scan.fold(at) in ("من", "،") else at, "year")
    fold = scan.fold(place)
    if len(fold) == 4 and fold.isdecimal() and 1300 <= int(fold) <= 1500:
        return int(fold), scan.phrase(place + 1, "hijri_mark", clitics=False)
    return None


def _strong(scan: Scan, at: int, after: int) -> bool:
    """Whether a month's name that is also another word stands as a month at `at`."""
    lead = scan.fold(at - 1)
    return lead in context("month_lead") or year_of(scan, after) is not None or bool(scan.shift(after)[0])


def month_and_year(scan: Scan, at: int) -> tuple[When, int] | None:
    """A month, with its year where told: «أكتوبر (تشرين الأول) 2011», «مايو الماضي», «شهر 3», «رمضان 1438»."""
    place = scan.phrase(at, "month")
    named = month_name(scan, place)
    if named is None:
        numbered = month_by_number(scan, at)
        if numbered is None:
            return None
        named = (numbered[0], "months", numbered[1])
    number, table, after = named
    if scan.word(at - 1, "months") is None and scan.flags(at - 1) & NUMBER and scan.fold(at - 2) in context("named_after"):
        return None
    fold = scan.fold(place)
    single = after == place + 1
    if fold == scan.fold(place + 1) and fold in context("weak_months"):
        return None  # «ماي ماي»: a militia; two names of one month differ
    if table == "hijri":
        told = _hijri_told(scan, after)
        if told is None and place == at and not (number == 9 and scan.fold(at - 1) in context("month_lead")):
            return None
        shift, end = scan.shift(after) if told is None else ("", after)
        hijri = told[0] if told else _hijri_year(scan, number, None)
        if hijri is not None and shift:
            running = scan.dispatch if (whole := hijri_month(hijri, number)) is None else whole.last
            hijri += {"past": -1 if running is not None and running >= scan.dispatch else 0, "current": 0, "next": 1}[shift]
            after = end
        found = hijri_month(hijri, number) if hijri is not None else None
        return (found, told[1] if told else after) if found is not None else None
    bare = fold[1:] if fold[:1] in "وفبل" and fold not in context("weak_months") else fold
    if single and fold == "باب":
        return None  # «إلى باب المندب»: a gate, not «in August»
    if single and scan.fold(at - 1) in context("named_after") and year_of(scan, after) is None and not scan.shift(after)[0]:
        return None  # «سوق مايو», «جامعة تشرين»
    if single and place == at and bare in context("weak_months") and not _strong(scan, at, after):
        return None
    told = year_of(scan, after)
    if told is not None:
        return month(told[0], number, absolute=scan.fold(told[1] - 1).isdecimal()), told[1]
    shift, end = scan.shift(after)
    told = year_of(scan, end) if shift else None
    if told is not None:
        return month(told[0], number), told[1]
    return month(year_for(scan, at, number, None, shift), number), end


def day_of_month(scan: Scan, at: int, weekday: int | None = None) -> Found | None:
    """«12 يونيو 2017», «السادس من الشهر الحالي», «الثالث عشر من شباط», «20 الجاري»; `weekday`, where told before it, chooses the year."""
    found = scan.number(at, most=_DAYS) or scan.ordinal(at)
    if found is None or found[0] > _DAYS:
        return None
    dom, place = found
    if scan.fold(at - 1) in context("named_after") or scan.fold(at - 1) in _TURNS:
        return None
    slash = scan.fold(place) if scan.fold(place) in ("/", "-") else ""
    of = place + 1 if slash or scan.fold(place) == "من" else place
    if scan.fold(of) == "شهر" and scan.phrase(of, "month") > of and month_name(scan, of + 1):
        of += 1
    named = month_name(scan, of)
    if named is not None and slash and scan.fold(named[2]) != slash:
        named = None  # «10/شوال/1436» only whole
    if named is None:
        numbered = month_by_number(scan, of)
        named = (numbered[0], "months", numbered[1]) if numbered is not None else None
    if named is None:
        return _of_told_month(scan, at, dom, place)
    number, table, after = named
    if slash:
        after += 1
    if table == "hijri":
        told = _hijri_told(scan, after)
        hijri = told[0] if told else _hijri_year(scan, number, dom)
        whole = hijri_day(hijri, number, dom) if hijri is not None else None
        return (whole, told[1] if told else after) if whole is not None else None
    told = year_of(scan, after)
    if told is None:
        shift, after = scan.shift(after)
        told = year_of(scan, after) if shift else None
        which = told[0] if told else year_for(scan, at, number, dom, shift)
        if told is None and weekday is not None and not shift:
            which = _agreeing(scan, which, number, dom, weekday)
    else:
        which = told[0]
    end = told[1] if told else after
    if not valid(which, number, dom):
        return None
    return day(date(which, number, dom), absolute=told is not None and scan.fold(end - 1).isdecimal()), end


def _day_in(which: int, number: int, dom: int, after: int) -> Found | None:
    return (day(date(which, number, dom)), after) if valid(which, number, dom) else None


def _agreeing(scan: Scan, which: int, number: int, dom: int, weekday: int) -> int:
    """The year nearest to `which` in which the day falls on `weekday`; the year told last before any other but the nearest three."""
    for candidate in (which, which + 1, which - 1, *scan.years[-1:], which - 2, which - 3, which - 4, which - 5):
        if valid(candidate, number, dom) and date(candidate, number, dom).weekday() == weekday:
            return candidate
    return which


def _of_told_month(scan: Scan, at: int, dom: int, place: int) -> Found | None:
    """«السادس من الشهر الحالي», «20 من هذا الشهر», «15 الجاري»: a day of a month told by its distance."""
    of = place + 1 if scan.fold(place) == "من" else place
    shift, after = "", of
    if of == place and scan.fold(of) == "منه" and scan.told:
        return _day_in(scan.told[-1].year, scan.told[-1].month, dom, of + 1)  # «في الثاني والعشرين منه»: of the month told before
    if of > place and scan.fold(of) == "الشهر" and scan.told and (same := scan.phrase(of + 1, "same", clitics=False)) > of + 1:
        return _day_in(scan.told[-1].year, scan.told[-1].month, dom, same)  # «في 17 من الشهر نفسه»
    if of > place and scan.fold(of) == "الشهر" and not scan.shift(of + 1)[0] and scan.fold(of + 1) not in context("other_months"):
        last = 0 if dom <= max(scan.dispatch, scan.printed).day else -1
        which, number = divmod(scan.dispatch.year * 12 + scan.dispatch.month - 1 + last, 12)
        return _day_in(which, number + 1, dom, of + 1)  # «في الثالث من الشهر»: of the running one, of the last where that day is to come
    if scan.fold(of) == "هذا" and scan.fold(of + 1) == "الشهر":
        shift, after = "current", of + 2
    elif scan.fold(of) == "الشهر":
        shift, after = scan.shift(of + 1)
    elif of == place and scan.tokens[at].kind == "number":
        shift, after = scan.shift(of)
        if shift not in ("current", ""):
            shift = ""  # «5 الماضي» is nobody's date
    if not shift:
        return None
    months = scan.dispatch.year * 12 + scan.dispatch.month - 1 + {"past": -1, "current": 0, "next": 1}[shift]
    which, number = divmod(months, 12)
    return (day(date(which, number + 1, dom)), after) if valid(which, number + 1, dom) else None
