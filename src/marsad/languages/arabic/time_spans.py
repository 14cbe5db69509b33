"""Spans of time: how long («ثلاثة أيام»), and how long ago («قبل يومين»)."""

from __future__ import annotations

from datetime import date

from marsad.languages.arabic.time_dates import year_at
from marsad.languages.arabic.time_scan import Found, Scan
from marsad.languages.arabic.time_values import UNDATED, When, day, month, shift, year

__all__ = ["Amount", "ago", "amount", "back"]

Amount = tuple[str, int | None, int, bool, bool]


def amount(scan: Scan, at: int) -> Amount | None:
    """How long: «ثلاثة أيام», «يومين», «نحو عام», «أسابيع»: (unit, count or None where vague, index after, approximate, beyond)."""
    place = scan.phrase(at, "beyond")
    beyond = place > at
    about = scan.phrase(place, "about")
    approximate = about > place
    place = about
    unit = scan.word(place, "units")
    if unit is not None and not unit.definite:
        count = {1: 1, 2: 2, 3: None}[unit.form]
        after = place + 1
        if unit.value == "year" and unit.form == 1 and year_at(scan, after) is not None:
            return None  # «منذ عام 1989»
        if unit.form == 1 and scan.fold(after) in ("واحد", "واحده"):
            after += 1
        if scan.fold(after) in ("ونصف", "وربع"):
            approximate, after = True, after + 1
    else:
        number = scan.number(place, most=1000)
        if number is None:
            if scan.fold(place) not in ("عده", "بضعه", "بضع"):
                return None
            unit = scan.word(place + 1, "units")
            return (unit.value, None, place + 2, True, beyond) if unit is not None else None
        unit = scan.word(number[1], "units")
        if unit is None or unit.definite or unit.prefix:
            return None
        count, after = number[0], number[1] + 1
    rough = scan.phrase(after, "roughly", clitics=False)
    return unit.value, count, rough, approximate or rough > after, beyond


def back(scan: Scan, told: Amount, base: date | None = None) -> When:
    """The moment so long before `base` (the dispatch where none is given), as fine as the unit allows."""
    unit, count, _, approximate, beyond = told
    if count is None or beyond:
        return day(scan.dispatch) if unit in ("hour", "minute") and not beyond else UNDATED
    then = shift(base or scan.dispatch, unit, -count)
    if then is None:
        return UNDATED
    if unit in ("hour", "minute", "day", "night", "week"):
        return day(then, approximate=approximate)
    if unit == "month" or (unit == "year" and count == 1):
        return month(then.year, then.month, approximate=True)
    return year(then.year, approximate=True)


def ago(scan: Scan, at: int) -> Found | None:
    """«قبل يومين», «قبل نحو عام»; not «قبل يوم من الهجوم», which counts from something else."""
    place = scan.phrase(at, "ago")
    if place == at:
        return None
    told = amount(scan, place)
    if told is None:
        return None
    if scan.fold(told[2]) == "من" and scan.phrase(told[2] + 1, "now") == told[2] + 1:
        return UNDATED, told[2]
    return back(scan, told), told[2]
