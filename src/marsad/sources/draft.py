"""From given fields to a Report: the stored text, the hashes, and what must be flagged about the date."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from marsad.errors import BadInput
from marsad.model import Evidence, Report

MAX_TEXT = 5_000_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Read:
    """One report read from a path, with its bytes; `warnings` are for the summary (missing or future date …)."""

    where: str
    report: Report
    evidence: Evidence
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """An item that could not be read: where, and why. The items around it go in."""

    where: str
    error: BadInput


@dataclass(frozen=True, slots=True)
class Fields:
    """What a source says of a report before it is checked. `id` empty: derived from the text."""

    text: str
    title: str = ""
    id: str = ""
    outlet: str = ""
    url: str = ""
    published: str | None = None
    language: str = ""
    author: str = ""


def draft(fields: Fields, data: bytes, media_type: str, where: str, today: date) -> Read:
    """The report of these fields. Text is title, newline, text, nothing stripped or repaired.

    Raises BadInput where there is no text, or text that no store can hold (lone surrogates), or too much of it.
    """
    text = f"{fields.title}\n{fields.text}"
    if not fields.text.strip() and not fields.title.strip():
        raise BadInput("the report has no text", where=where)
    if len(text) > MAX_TEXT:
        raise BadInput(f"the text has {len(text):,} characters, the limit is {MAX_TEXT:,}", where=where)
    try:
        encoded = text.encode()
        for value in (fields.id, fields.outlet, fields.url, fields.published or "", fields.language, fields.author):
            value.encode()
    except UnicodeEncodeError as error:
        raise BadInput(
            f"a half of a surrogate pair stands at character {error.start}",
            where=where,
            hint="the file was cut or converted wrongly; take it from its source again",
        ) from error
    text_hash = hashlib.sha256(encoded).hexdigest()
    flags, warnings = _date_flags(fields.published, today)
    if not fields.title.strip():
        flags += ("no-title",)
    report = Report(
        id=fields.id or f"text-{text_hash[:16]}",
        title=fields.title,
        text=text,
        outlet=fields.outlet,
        url=fields.url,
        published=fields.published or None,
        language=fields.language or _language(text),
        author=fields.author,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=text_hash,
        flags=flags,
    )
    return Read(where, report, Evidence(report.sha256, media_type, data), warnings)


def _date_flags(published: str | None, today: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not published:
        return ("no-date",), ("it has no date",)
    day = parse_day(published)
    if day is None:
        return ("bad-date",), (f"its date «{published[:40]}» is not an ISO 8601 date",)
    # A report may be printed a day ahead of this machine's clock, east of it.
    if day > today + timedelta(days=1):
        return ("future-date",), (f"its date {published[:40]} lies in the future",)
    return (), ()


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


def _language(text: str) -> str:
    arabic = sum("\u0600" <= c <= "\u06ff" for c in text[:2000])
    latin = sum(c.isascii() and c.isalpha() for c in text[:2000])
    if arabic > latin:
        return "ar"
    return "en" if latin and not any(unicodedata.category(c) == "Lo" for c in text[:2000]) else "und"
