"""EDTF dates: the days they may mean, and how they are written for a reader."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from babel.dates import format_date
from hijridate import Gregorian

_PART = re.compile(r"^(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_HIJRI_AR = ("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
             "ذو القعدة", "ذو الحجة")
_HIJRI_EN = ("Muharram", "Safar", "Rabiʿ I", "Rabiʿ II", "Jumada I", "Jumada II", "Rajab", "Shaʿban", "Ramadan", "Shawwal",
             "Dhu al-Qaʿda", "Dhu al-Hijja")


def parse_day(text: str | None) -> date | None:
    """The ISO day at the start of `text`, None where there is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day that an EDTF date or interval may mean; None on a side that is open or unreadable."""
    if not edtf:
        return None, None
    if "/" in edtf:
        left, right = edtf.split("/", 1)
        return _span(left)[0], _span(right)[1]
    return _span(edtf)


def _span(part: str) -> tuple[date | None, date | None]:
    found = _PART.match(part.strip())
    if not found:
        return None, None
    year, month, day = int(found[1]), found[2], found[3]
    if not date.min.year <= year < date.max.year:
        return None, None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    m = int(month)
    if m in _SEASONS:
        first, last = _SEASONS[m]
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    if m == 24:
        return date(year, 12, 1), date(year + 1, 3, 1) - timedelta(days=1)
    if not 1 <= m <= 12:
        return None, None
    length = calendar.monthrange(year, m)[1]
    if day is None:
        return date(year, m, 1), date(year, m, length)
    if not 1 <= int(day) <= length:
        return None, None
    return date(year, m, int(day)), date(year, m, int(day))


def digits(text: str, style: str) -> str:
    """`text` with Arabic-Indic digits where `style` is `arab`."""
    return text.translate(_ARABIC_DIGITS) if style == "arab" else text


def hijri(day: date, lang: str) -> str:
    """The Umm al-Qura day beside a Gregorian one, empty outside the calendar's table (1924 to 2077)."""
    try:
        h = Gregorian(day.year, day.month, day.day).to_hijri()
    except (OverflowError, ValueError):
        return ""
    months = _HIJRI_AR if lang == "ar" else _HIJRI_EN
    return f"{h.day} {months[h.month - 1]} {h.year}" + (" هـ" if lang == "ar" else " AH")


def write_day(day: date, lang: str, *, short: bool = False) -> str:
    """A day in words of the language, Latin digits."""
    pattern = ("d MMM y" if lang == "en" else "d MMMM y") if short else "d MMMM y"
    return format_date(day, pattern, locale=lang)


@lru_cache(maxsize=16384)
def write_edtf(edtf: str | None, lang: str, *, calendar_too: str = "", short: bool = False) -> str:
    """An EDTF date or interval for a reader: `30 June 2017`, `June 2017`, `since 12 June 2017`, `about 4 April 2017`."""
    if not edtf:
        return ""
    if "/" in edtf:
        left, right = (side.strip() for side in edtf.split("/", 1))
        a, b = _write_part(left, lang, short), _write_part(right, lang, short)
        if a and b:
            if left == right:
                return a
            return f"{a} – {b}"
        if a:
            return f"منذ {a}" if lang == "ar" else f"since {a}"
        return (f"حتى {b}" if lang == "ar" else f"until {b}") if b else ""
    text = _write_part(edtf, lang, short)
    day = parse_day(edtf) if len(edtf.rstrip("~?%")) == 10 else None
    if calendar_too == "hijri" and day:
        beside = hijri(day, lang)
        text += f" ({beside})" if beside else ""
    return text


def _write_part(part: str, lang: str, short: bool) -> str:
    found = _PART.match(part)
    first, _ = _span(part)
    if not found or first is None:
        return "" if part in ("", "..") else part
    if found[3]:
        text = write_day(first, lang, short=short)
    elif found[2] and int(found[2]) <= 12:
        text = format_date(first, "MMMM y", locale=lang)
    elif found[2]:
        names = {21: ("ربيع", "spring"), 22: ("صيف", "summer"), 23: ("خريف", "autumn"), 24: ("شتاء", "winter")}
        text = f"{names[int(found[2])][0 if lang == 'ar' else 1]} {found[1]}"
    else:
        text = found[1]
    if part[-1] in "~%":
        text = f"نحو {text}" if lang == "ar" else f"about {text}"
    if part[-1] in "?%":
        text += "؟" if lang == "ar" else "?"
    return text
