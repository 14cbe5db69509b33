"""When a report was published: what its metadata, its address and its own lines say, which of it holds, and where they differ."""

from __future__ import annotations

import email.utils
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import unquote

APART = timedelta(days=1)
"""Dates this far from each other may still be one: the clocks of two time zones."""
EARLIEST = date(1980, 1, 1)
"""What metadata and addresses name before this is a machine's zero, no day of publication."""
MAX_LINE = 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YMD = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DMY = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.issued", "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date", "published",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date",
)  # fmt: skip
_DIGITS = {ord(c): str(n % 10) for n, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"\\]{8,40})"')


@dataclass(frozen=True, slots=True)
class Said:
    """A date of publication and where it stands: `option`, `feed`, `metadata`, `address`, `page` (what the page shows), `text`,
    `captured` (nothing can have been published after it was captured). `value` is ISO 8601, a day or a moment."""

    origin: str
    value: str

    @property
    def day(self) -> date | None:
        """Its day, None where the value is no date."""
        return parse_day(self.value)


@dataclass(frozen=True, slots=True)
class Dated:
    """The date that holds, with the flags and the warnings that go with it."""

    published: str | None
    flags: tuple[str, ...]
    warnings: tuple[str, ...]


def parse_day(published: str) -> date | None:
    """The day of an ISO 8601 date or date-time that begins `YYYY-MM-DD`; None where it is none."""
    if not _DAY.match(published):
        return None
    try:
        if len(published) > 10:
            datetime.fromisoformat(published)
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def settle(published: str | None, origin: str, others: Iterable[Said], today: date) -> Dated:
    """The date of a report: the one given (`published`, from `origin`; empty: the source's own field), else the first of the others
    that does not lie in the future, else the first. What differs from it by more than a day is flagged and said."""
    others = tuple(others)
    captured = next((s for s in others if s.origin == "captured"), None)
    found = [s for s in others if s.origin != "captured" and s.day]
    chosen = Said(origin, published) if published else None
    if chosen is None:
        past = [s for s in found if not _future(s.day, today)]
        chosen = next(iter(past or found), None)
    flags, warnings = _of_day(chosen, today)
    if chosen and chosen.origin:
        flags += (f"dated-by-{chosen.origin}",)
    day = chosen.day if chosen else None
    differ = []
    if day:
        differ = [s for s in found if s.day and abs(s.day - day) > APART]
        if captured and captured.day and day > captured.day + APART:
            differ.append(captured)
    if differ:
        differ = list({(s.origin, s.day): s for s in differ}.values())
        flags += ("dates-differ", *(f"said-{s.origin}:{s.day:%Y/%m/%d}" for s in differ))
        told = ", ".join(f"its {_NAMES.get(s.origin, s.origin)} {s.day}" for s in differ)
        warnings += (f"its date is {day}, but {told}",)
    return Dated(chosen.value if chosen else None, flags, warnings)


_NAMES = {
    "feed": "feed says",
    "metadata": "metadata says",
    "address": "address says",
    "page": "page shows",
    "text": "text says",
    "captured": "page was captured on",
}


def _of_day(chosen: Said | None, today: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if chosen is None:
        return ("no-date",), ("it has no date",)
    day = chosen.day
    if day is None:
        return ("bad-date",), (f"its date «{chosen.value[:40]}» is not an ISO 8601 date",)
    if _future(day, today):
        return ("future-date",), (f"its date {chosen.value[:40]} lies in the future",)
    return (), ()


def _future(day: date | None, today: date) -> bool:
    # A report may be printed a day ahead of this machine's clock, east of it.
    return day is not None and day > today + timedelta(days=1)


def in_address(url: str) -> Said | None:
    """The day that an address names in its path (`/2017/06/30/`, `20170630`), None where it names none."""
    path = unquote(url.partition("://")[2].partition("/")[2])
    for match in _ADDRESS.finditer(path):
        year, sign, month, day = match.groups()
        # A number without signs between must be a day by itself, not a piece of an article's number.
        if not sign and (len(month) + len(day) < 4 or path[match.end() : match.end() + 1].isalnum()):
            continue
        if (found := _date(year, month, day)) and found >= EARLIEST:
            return Said("address", found.isoformat())
    return None


def in_text(text: str) -> Said | None:
    """The date that stands on a line of its own near the beginning or the end of a text («الجمعة 30 يونيو 2017»), as papers print it
    above or below an article; dates within sentences are what the article speaks of."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in (*lines[:5], *lines[-3:]):
        if len(line) <= MAX_LINE and (found := written_day(line)):
            return Said("text", found.isoformat())
    return None


def written_day(line: str) -> date | None:
    """The day in a short line: numbers, or an Arabic month's name between day and year."""
    line = line.translate(_DIGITS)
    if match := _YMD.search(line):
        return _date(*match.groups())
    if match := _DMY.search(line):
        first, second, year = match.groups()
        return _date(year, second, first) or _date(year, first, second)
    if match := _named().search(line):
        day, name, year = match.groups()
        return _date(year, str(_months()[_fold(name)]), day)
    return None


def in_metadata(tree: Any) -> Iterator[Said]:
    """The dates of publication in a page's meta elements and JSON-LD (lxml tree), the most trusted first, each day once."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("itemprop") or element.get("name") or ""
        if (name := name.strip().lower()) in _META and (content := element.get("content")):
            values.setdefault(name, content)
    ordered = [values[name] for name in _META[:4] if name in values]
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "").lower() and element.text:
            ordered += _linked(element.text[:200_000])
    ordered += [values[name] for name in _META[4:] if name in values]
    seen = set()
    for value in ordered:
        iso = as_iso(value)
        if iso and iso[:10] not in seen:
            seen.add(iso[:10])
            yield Said("metadata", iso)


def as_iso(value: str) -> str | None:
    """A date as metadata write it (ISO 8601, RFC 2822, `30/06/2017`) in ISO 8601; None where it is none or a machine's zero."""
    value = value.strip()[:60]
    candidate = value.replace(" ", "T", 1) if _DAY.match(value) and value[10:11] == " " else value
    for option in (candidate, value[:10]):
        day = parse_day(option)
        if day:
            return option if day >= EARLIEST else None
    try:
        moment = email.utils.parsedate_to_datetime(value)
        return moment.isoformat() if moment.date() >= EARLIEST else None
    except (TypeError, ValueError, IndexError, OverflowError):
        pass
    found = written_day(value)
    return found.isoformat() if found and found >= EARLIEST else None


def _linked(text: str) -> list[str]:
    try:
        return list(_published(json.loads(text), 0))
    except (ValueError, RecursionError):
        # Many newsrooms print line breaks into their JSON.
        return _PUBLISHED.findall(text)[:3]


def _published(value: Any, depth: int) -> Iterator[str]:
    if depth > 5:
        return
    if isinstance(value, dict):
        if isinstance(said := value.get("datePublished"), str):
            yield said
        value = [value[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in value]
    if isinstance(value, list):
        for inner in value[:50]:
            yield from _published(inner, depth + 1)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _fold(name: str) -> str:
    return " ".join(name.translate(str.maketrans("أإآى", "اااي")).split())


@cache
def _months() -> dict[str, int]:
    table = tomllib.loads((resources.files("marsad.data") / "lexicon/ar/times.toml").read_text(encoding="utf-8"))
    return {_fold(name): int(number) for number, names in table["months"].items() for name in names}


@cache
def _named() -> re.Pattern[str]:
    """Day, month's name (its letters folded or not), year."""
    letters = {"ا": "[اأإآ]", "ي": "[يى]", " ": r"\s+"}
    names = sorted(_months(), key=lambda n: (-len(n), n))
    spelled = "|".join("".join(letters.get(c, c) for c in name) for name in names)
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s+(?:من\s+)?(?:شهر\s+)?({spelled})(?:\s*/\s*\w+)?(?:\s+عام)?[\s،,]+((?:19|20)\d\d)(?!\d)")
