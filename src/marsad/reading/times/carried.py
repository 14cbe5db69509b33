"""A time as a claim carries it: what no day stands for, and what is no time of an act."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from marsad.languages.arabic import TimeSpan

__all__ = ["settled_time", "since_the_last"]

_MIDDLE = re.compile(r"(\d{4}-\d\d)-15~")
_WEEK = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
_FIRST = re.compile(r"\b(?:مرة|الأولى|المرة|نوعها?|الأعنف|الأكبر|الأوسع|الأسوأ|الأعلى|الأخطر|دموية|(?:أكبر|أعنف|أوسع|أسوأ) \w+) $")
_DAY = re.compile(r"(?<!\d)\d\d?(?!\d)")
_REACH = 20  # characters before «منذ»


def since_the_last(text: str, time: TimeSpan) -> bool:
    """«لأول مرة منذ عام 2016», «الأعنف منذ أكتوبر»: how long no such thing had been, not when it was."""
    since = time.text.startswith("منذ") and not _DAY.search(time.text)
    return since and _FIRST.search(text, max(0, time.start - _REACH), time.start) is not None


def settled_time(time: TimeSpan, dispatch: date | None) -> TimeSpan:
    """A time as a claim carries it: «منتصف مايو» is the month (its middle day would be a guess); «هذا الأسبوع» and «أيام العيد» end
    with the dispatch (codebook rule 7)."""
    edtf = (time.edtf or "").replace("~", "") if "عيد" in time.text else time.edtf or ""
    middle = _MIDDLE.fullmatch(edtf)
    if middle is not None and "منتصف" in time.text:
        return replace(time, edtf=middle[1])
    week = _WEEK.fullmatch(edtf)
    running = "سبوع" in time.text or "عيد" in time.text
    if week is not None and dispatch is not None and week[1] <= dispatch.isoformat() < week[2] and running:
        return replace(time, edtf=f"{week[1]}/{dispatch.isoformat()}" if week[1] < dispatch.isoformat() else week[1])
    return time
