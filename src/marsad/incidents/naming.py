"""Names of incidents: place and date, in Arabic and English."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from marsad import edtf
from marsad.model import Place


@cache
def data() -> dict[str, Any]:
    """`data/events/incidents.toml`."""
    return tomllib.loads((resources.files("marsad") / "data" / "events" / "incidents.toml").read_text(encoding="utf-8"))


def _when(time: str | None, months: list[str]) -> str:
    """A day as «4 April 2017», a month as «April 2017», a longer time as its EDTF text; empty where unknown."""
    lo, hi = edtf.bounds(time)
    if lo is None or hi is None:
        return ""
    first, last = date.fromordinal(lo), date.fromordinal(hi)
    month = f"{months[first.month - 1]} {first.year}"
    if lo == hi:
        return f"{first.day} {month}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month}" if hi - lo < 7 else month
    return str(time)


def names(place: Place | None, time: str | None) -> tuple[str, str]:
    """Arabic and English name of an incident: «خان شيخون، 4 أبريل 2017», "Khan Shaykhun, 4 April 2017".

    A place that was not resolved is named in its own words in both.
    """
    ar = (place.name_ar or place.text) if place else ""
    en = (place.name_en or place.name_ar or place.text) if place else ""
    when_ar, when_en = _when(time, data()["months"]["ar"]), _when(time, data()["months"]["en"])
    return "، ".join(x for x in (ar, when_ar) if x), ", ".join(x for x in (en, when_en) if x)
