"""Dates and years in digits: «12/6/2017», «2017-06-12», «عام 2014», «عام 1436هـ»."""

from __future__ import annotations

from datetime import date

from marsad.languages.arabic.number_words import counted
from marsad.languages.arabic.time_dates import valid, year_at, year_for
from marsad.languages.arabic.time_scan import Found, Scan
from marsad.languages.arabic.time_values import When, day, hijri_day, hijri_month, month, year
from marsad.languages.arabic.time_words import context

__all__ = ["numeric_date", "plain_year"]


def numeric_date(scan: Scan, at: int) -> Found | None:
    """«12/6/2017», «2017-06-12», «12/6», «6/2017»; day before month."""
    parts: list[str] = [scan.fold(at)]
    mark, place = scan.fold(at + 1), at + 1
    if mark not in ("/", "-") or not parts[0].isdecimal():
        return None
    while len(parts) < 3 and scan.fold(place) == mark and scan.fold(place + 1).isdecimal():
        parts.append(scan.fold(place + 1))
        place += 2
    if any(len(part) > 4 for part in parts) or len(parts) == 1:
        return None
    values = [int(part) for part in parts]
    if len(parts) == 3:
        if len(parts[0]) == 4:
            values.reverse()
        elif len(parts[2]) == 2:
            values[2] += 2000
        dom, number, which = values
        if 1300 <= which <= 1500 and 1 <= number <= 12:
            whole = hijri_day(which, number, dom)
            return (whole, scan.phrase(place, "hijri_mark", clitics=False)) if whole is not None else None
        if 1 <= number <= 12 and 1900 <= which <= 2100 and valid(which, number, dom):
            return day(date(which, number, dom), absolute=True), place
        return None
    if mark != "/":
        return None
    if len(parts[1]) == 4 and 1 <= values[0] <= 12 and 1900 <= values[1] <= 2100:
        return month(values[1], values[0], absolute=True), place
    dated = scan.word(at - 1, "weekdays") is not None or scan.fold(at - 1) in ("يوم", "في", "بتاريخ", "تاريخ")
    if dated and 1 <= values[1] <= 12 and len(parts[1]) <= 2:
        which = year_for(scan, at, values[1], values[0], "")
        if valid(which, values[1], values[0]):
            return day(date(which, values[1], values[0])), place
    return None


_HEADS = frozenset(("-", "–", "—", ":"))


def plain_year(scan: Scan, at: int) -> Found | None:
    """«عام 2014», «في 2014»; a number of four digits alone is a year only after a word that wants a time."""
    named = scan.phrase(at, "year")
    found = year_at(scan, named)
    if found is None:
        return _hijri_year(scan, named) if named > at else None
    if named == at and (at == 0 or at in scan.lines) and scan.fold(found[1]) in _HEADS and found[0] <= scan.dispatch.year:
        return year(found[0], absolute=True), found[1]  # «1974 - مواجهات في …»: the years of a chronicle
    if named == at:
        noun = counted(scan.fold(found[1]))
        if scan.fold(at - 1) not in context("year_lead") or (noun is not None and noun.group in context("not_year_before_group")):
            return None
    return year(found[0], absolute=True), found[1]


def _hijri_year(scan: Scan, at: int) -> Found | None:
    """«(عام) 1436هـ»."""
    fold = scan.fold(at)
    if len(fold) != 4 or not fold.isdecimal() or not 1300 <= int(fold) < 1500:
        return None
    first, last = hijri_month(int(fold), 1), hijri_month(int(fold), 12)
    if first is None or last is None:
        return None
    return When(first.first, last.last, "days", True, True), scan.phrase(at + 1, "hijri_mark", clitics=False)
