"""Times told by their distance from the dispatch or the printing day: days, weekdays, units with «الماضي»."""

from __future__ import annotations

from datetime import date, timedelta

from marsad.languages.arabic.time_dates import day_of_month, year_of
from marsad.languages.arabic.time_digits import numeric_date
from marsad.languages.arabic.time_scan import Found, Scan
from marsad.languages.arabic.time_values import UNDATED, When, day, month, shift, week, year
from marsad.languages.arabic.time_words import context, day_phrases

__all__ = ["not_today", "nth_day_running", "relative_day", "unit_shift", "weekday"]

def _last(weekday_: int, until: date) -> date:
    return until - timedelta(days=(until.weekday() - weekday_) % 7)


def _proclitic_free(fold: str) -> tuple[str, ...]:
    out = [fold]
    for head in ("و", "ف", "ب", "ل", "وب", "ول", "فب"):
        if fold.startswith(head) and len(fold) > len(head) + 2:
            out.append(fold[len(head) :])
    return tuple(out)


def relative_day(scan: Scan, at: int) -> Found | None:
    """«اليوم», «أمس», «أول من أمس», «غدا», with the weekday or date that may follow: «اليوم (الاثنين)», «أمس الجمعة».

    Without a weekday «أمس» counts from the printing day, «اليوم» and «غدا» from the dispatch (CODEBOOK rule 8).
    """
    for head in _proclitic_free(scan.fold(at)):
        for parts, days in day_phrases().get(head, ()):
            if not all(scan.fold(at + i) == part for i, part in enumerate(parts[1:], 1)):
                continue
            after = at + len(parts)
            if (parts == ("اليوم",) and not_today(scan, at, after)) or scan.fold(at - 1) == "مثل":
                return None  # «في مثل هذا اليوم من عام 2014»
            if scan.fold(after) == "الحاجه":
                return None  # «في أمسّ الحاجة»
            return _with_weekday(scan, days, after)
    return None


_LEADING = frozenset("في من عن الي علي شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي داخل خارج نحو بين".split())


def not_today(scan: Scan, at: int, after: int) -> bool:
    """Whether «اليوم» at `at` is another thing than today: a part of an outlet's name («روسيا اليوم», not «في روسيا اليوم» nor
    «شرق اليمن اليوم»), a counted day («اليوم الثالث»), a day told before («اليوم نفسه»)."""
    if scan.fold(at - 1) in context("not_today_after") and scan.fold(at - 2) not in _LEADING and not _describes(scan, at - 1):
        return True
    if scan.fold(at - 1) in ("ذلك", "هذا"):
        return True
    if scan.phrase(after, "same", clitics=False) > after or scan.ordinal(after) is not None:
        return True
    return scan.fold(after) in ("الذي", "التالي", "الواحد", "الاخير", "الموالي") or scan.phrase(after, "last") > after


def _describes(scan: Scan, at: int) -> bool:
    """Whether an adjective at `at` belongs to the noun before it: «فجر الجيش المصري اليوم», not «صحيفة المصري اليوم»."""
    return scan.fold(at).endswith("ي") and scan.fold(at).startswith("ال") and scan.fold(at - 1).startswith("ال")


def _with_weekday(scan: Scan, days: int, after: int) -> Found:
    base = scan.printed if days < 0 else scan.dispatch
    told = base + timedelta(days=days)
    place = after + 1 if scan.fold(after) in ("(", "،", "-") else after
    word = scan.word(place, "weekdays")
    if word is None or word.prefix:
        return day(told), after
    end = place + 1
    if scan.fold(after) == "(" and scan.fold(end) == ")":
        end += 1
    elif scan.fold(after) == "(":
        end = place + 1
    wanted = int(word.value)
    dated = _date_behind(scan, end, wanted)
    if dated is not None:
        return dated
    for candidate in (told, scan.dispatch + timedelta(days=days), scan.printed + timedelta(days=days)):
        if candidate.weekday() == wanted:
            return day(candidate), end
    if days > 0:
        return day(scan.dispatch + timedelta(days=(wanted - scan.dispatch.weekday()) % 7)), end
    return day(_last(wanted, scan.dispatch)), end


def _date_behind(scan: Scan, at: int, wanted: int) -> Found | None:
    """A date that stands right behind a weekday: «الجمعة 15 شباط», «الخميس الموافق 14 شهر شباط», «السبت (21/9)»."""
    place = scan.phrase(at, "corresponding")
    if place == at and scan.fold(place) in ("،", "(", "في"):
        place += 1
    found = day_of_month(scan, place, wanted) or (numeric_date(scan, place) if place < len(scan.tokens) else None)
    if found is not None and scan.fold(place - 1) == "(" and scan.fold(found[1]) == ")":
        return found[0], found[1] + 1
    return found


def nth_day_running(scan: Scan, at: int) -> Found | None:
    """«لليوم السادس على التوالي», «لليوم العاشر»: so many days up to the dispatch."""
    if scan.fold(at) != "لليوم":
        return None
    nth = scan.ordinal(at + 1)
    if nth is None or not 1 < nth[0] <= 365:
        return None
    after = nth[1] + 2 if scan.fold(nth[1]) == "علي" and scan.fold(nth[1] + 1) == "التوالي" else nth[1]
    return When(scan.dispatch - timedelta(days=nth[0] - 1), scan.dispatch, "days"), after


def weekday(scan: Scan, at: int) -> Found | None:
    """A weekday: bare (the last such up to the dispatch), with «الماضي» or «المقبل», of a told week, or with its date."""
    place = at
    unit = scan.word(at, "units")
    if unit is not None and unit.value == "day" and unit.form == 1:
        place += 1
    word = scan.word(place, "weekdays")
    bare = scan.word(place, "bare_weekdays") if word is None else None
    if bare is not None and not bare.prefix and scan.fold(place + 1) == "الاسبوع":
        found = unit_shift(scan, place + 1)  # «ثلاثاء الأسبوع الماضي»
        return _in_week(found, int(bare.value))
    if word is None or word.prefix not in ("", "و", "ف", "ب", "ل"):
        return None
    if place == at and (scan.fold(at - 1) in context("not_weekday_after") or scan.fold(place + 1) == "عشر"):
        return None
    wanted, after = int(word.value), place + 1
    dated = _date_behind(scan, after, wanted) or _only_day(scan, after, wanted)
    if dated is not None and dated[0].first is not None:
        nth = scan.ordinal(after)
        if nth is None or nth[0] > 5 or dated[0].first.weekday() == wanted:
            return dated  # else «الثلاثاء الثالث من أيلول»: counted, not dated
    if scan.fold(after) == "من":
        told_week = _in_week(unit_shift(scan, after + 1), wanted)
        if told_week is not None:
            return told_week
        if place == at and word.prefix == "" and scan.fold(place) == "الاثنين" and not scan.flags(after + 1):
            return None  # «إن الاثنين من سكان البلدة»: two men
    told, end = scan.shift(after)
    today = scan.dispatch
    if scan.fold(after) == "قبل" and scan.shift(after + 1)[0] == "past":
        return day(_last(wanted, today - timedelta(days=1)) - timedelta(days=7)), after + 2  # «الأحد قبل الماضي»
    if told == "past":
        return day(_last(wanted, today - timedelta(days=1))), end
    if told == "next":
        return day(today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)), end
    if scan.fold(place - 1) == "هذا" or scan.lean == "future" or scan.ahead(at, months=False):
        return day(today + timedelta(days=(wanted - today.weekday()) % 7)), end
    return day(_last(wanted, today)), end


def _in_week(found: Found | None, wanted: int) -> Found | None:
    """The weekday of a told week."""
    if found is None or found[0].grain != "week" or found[0].first is None:
        return None
    return day(found[0].first + timedelta(days=wanted)), found[1]


def _only_day(scan: Scan, at: int, wanted: int) -> Found | None:
    """«السبت السادس عشر»: the nearest month in which that day of the month is that weekday."""
    found = scan.ordinal(at)
    if found is None or not 1 <= found[0] <= 31 or scan.fold(found[1]) == "من":
        return None
    for months in (0, -1, 1):
        near = shift(scan.dispatch.replace(day=1), "month", months)
        if near is not None:
            try:
                at_day = near.replace(day=found[0])
            except ValueError:
                continue
            if at_day.weekday() == wanted:
                return day(at_day), found[1]
    return None


def unit_shift(scan: Scan, at: int) -> Found | None:
    """A unit with its direction: «الشهر الجاري», «هذا الأسبوع», «العامين الماضيين», «الأشهر الثلاثة الماضية», «الليلة الماضية»."""
    place = at
    if scan.fold(place) in ("هذا", "هذه", "وهذا", "وهذه"):
        unit = scan.word(place + 1, "units")
        if unit is None or unit.form != 1 or not unit.definite or unit.value in ("hour", "minute", "day"):
            return None
        return _one(scan, unit.value, "current"), place + 2
    if scan.fold(place) == "ال":
        place += 1  # «الـ24 ساعة»
    unit = scan.word(place, "units", "parts")
    if unit is not None and unit.table == "parts":
        if unit.value != "night" or not unit.definite:
            return None
        return _night(scan, place + 1)
    if unit is not None and unit.definite:
        if unit.value == "night" and unit.form == 1:
            return _night(scan, place + 1)
        behind = place + 2 if scan.fold(place + 1) == "ال" else place + 1  # «الساعات الـ24 الأخيرة»
        number = scan.number(behind, most=1000) if unit.form == 3 else None
        after = number[1] if number else place + 1
        if scan.fold(after) in ("القليله", "القليلين", "القليلتين"):
            after += 1
        if unit.form == 1 and scan.fold(after) == "قبل" and scan.shift(after + 1)[0] == "past":
            return _one(scan, unit.value, "past", 2), after + 2  # «الأسبوع قبل الماضي»
        told, end = scan.shift(after)
        if not told:
            return None
        if unit.form == 1 and unit.value == "week" and scan.fold(after) == "الاخير":
            return When(scan.dispatch - timedelta(days=7), scan.dispatch, "days"), end
        if unit.form == 1:
            return (_one(scan, unit.value, told), end) if unit.value not in ("hour", "minute", "day") else None
        count = 2 if unit.form == 2 else number[0] if number else None
        return _several(scan, unit.value, count, told, scan.fold(after)), end
    number = scan.number(place, most=1000)
    if number is None:
        return None
    unit = scan.word(number[1], "units")
    if unit is None or (unit.prefix and not (unit.definite and (unit.form == 3 or place > at))):
        return None
    told, end = scan.shift(number[1] + 1)
    if unit.definite:  # «الأربعة الأشهر الماضية», «الـ48 الساعة الماضية»
        return (_several(scan, unit.value, number[0], told, scan.fold(number[1] + 1)), end) if told else None
    if not told:
        return _first_months(scan, number[0], unit.value, number[1] + 1)
    return _several(scan, unit.value, number[0], told, scan.fold(number[1] + 1)), end


def _first_months(scan: Scan, count: int, unit: str, at: int) -> Found | None:
    """«الستة أشهر الأولى من هذا العام»."""
    if unit != "month" or not scan.fold(at).startswith("الاول") or not 1 <= count <= 11:
        return None
    told = year_of(scan, at + 1)
    if told is None:
        return None
    return When(date(told[0], 1, 1), month(told[0], count).last, "season"), told[1]


def _night(scan: Scan, at: int) -> Found | None:
    """The night told after «الليلة»: the last («الماضية»), the one before («قبل الماضية»)."""
    back_ = 1
    if scan.fold(at) == "قبل":
        back_, at = 2, at + 1
    told, end = scan.shift(at)
    if told != "past":
        return None
    first = scan.dispatch - timedelta(days=back_)
    return When(first, first + timedelta(days=1), "days"), end


def _one(scan: Scan, unit: str, told: str, times: int = 1) -> When:
    count = {"past": -times, "current": 0, "next": times}[told]
    then = shift(scan.dispatch, unit, count)
    if then is None:
        return UNDATED
    if unit == "week":
        return week(then)
    if unit == "month":
        return month(then.year, then.month)
    if unit == "year":
        return year(then.year)
    if unit == "decade":
        first = then.year - then.year % 10
        return When(date(first, 1, 1), date(first + 9, 12, 31), "decade")
    return day(then)


def _several(scan: Scan, unit: str, count: int | None, told: str, how: str) -> When:
    now = scan.dispatch
    if count is None or told == "current":
        return day(now) if unit in ("hour", "minute") else UNDATED
    step = max(1, round(count / 24)) if unit in ("hour", "minute") else count
    scale = "day" if unit in ("hour", "minute", "night") else unit
    if unit in ("hour", "minute") and count < 24:
        return day(now)
    if told == "next":
        until = shift(now, scale, step)
        begin = now + timedelta(days=unit == "day")  # as «اليومين الماضيين» are the two before the day of the dispatch
        return When(begin, until, "days") if until is not None else UNDATED
    first = shift(now, scale, -step)
    if first is None:
        return UNDATED
    if scale in ("month", "year", "decade"):
        return When(first.replace(day=1), now, "season" if scale == "month" else "decade", approximate=False)
    last = now if how.startswith("الاخير") or unit in ("hour", "minute") else now - timedelta(days=1)
    return When(first, last, "days")
