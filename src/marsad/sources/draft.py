"""From given fields to a Report: the stored text, the hashes, and what must be flagged about the date."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date

from marsad.errors import BadInput
from marsad.model import Evidence, Report
from marsad.sources.dates import Said, in_address, parse_day, settle

__all__ = ["MAX_TEXT", "Fields", "Problem", "Read", "draft", "parse_day"]

MAX_TEXT = 5_000_000
MAX_ID = 500


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
    """What a source says of a report before it is checked. `id` empty: derived from the text.

    `published` is the date given, `dated_by` where it stands (empty: in the report's own field); `said` are further dates, the most
    trusted first. Where none is given and `open` is true, the first of these holds, the address's among them.
    """

    text: str
    title: str = ""
    id: str = ""
    outlet: str = ""
    url: str = ""
    published: str | None = None
    language: str = ""
    author: str = ""
    dated_by: str = ""
    said: tuple[Said, ...] = ()
    open: bool = False


def draft(fields: Fields, data: bytes, media_type: str, where: str, today: date) -> Read:
    """The report of these fields. Text is title, newline, text, nothing stripped or repaired.

    Raises BadInput where there is no text, or text that no store can hold (lone surrogates, U+0000), or too much of it.
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
    said = (text, fields.id, fields.outlet, fields.url, fields.published or "", fields.language, fields.author)
    for name, value in (("id", fields.id), ("date", fields.published or ""), ("language", fields.language)):
        if len(value) > MAX_ID:
            raise BadInput(f"its {name} has more than {MAX_ID} characters", where=where)
    if any("\0" in value for value in said):
        raise BadInput(
            "it holds the character U+0000, which no database keeps", where=where, hint="the file was converted wrongly"
        )
    text_hash = hashlib.sha256(encoded).hexdigest()
    dated = settle(fields.published, fields.dated_by, _dates(fields), today)
    flags = dated.flags
    if not fields.title.strip():
        flags += ("no-title",)
    report = Report(
        id=fields.id or f"text-{text_hash[:16]}",
        title=fields.title,
        text=text,
        outlet=fields.outlet,
        url=fields.url,
        published=dated.published,
        language=fields.language or _language(text),
        author=fields.author,
        sha256=digest(data),
        text_sha256=text_hash,
        flags=flags,
    )
    return Read(where, report, Evidence(report.sha256, media_type, data), dated.warnings)


_last: list[tuple[bytes, str]] = [(b"", hashlib.sha256().hexdigest())]


def digest(data: bytes) -> str:
    """SHA-256 of bytes in hex. The reports of a feed share its bytes, which are not hashed again for each."""
    known, said = _last[0]
    if known is not data:
        _last[0] = (data, said := hashlib.sha256(data).hexdigest())
    return said


def _dates(fields: Fields) -> tuple[Said, ...]:
    """What else is said of the date. A row without a date stays without: its address is only held against a date that it has."""
    address = in_address(fields.url) if fields.open or fields.published else None
    found = fields.said + ((address,) if address else ())
    order = ("option", "feed", "metadata", "address", "page", "text", "captured")
    return tuple(sorted(found, key=lambda s: order.index(s.origin)))


def _language(text: str) -> str:
    arabic = sum("\u0600" <= c <= "\u06ff" for c in text[:2000])
    latin = sum(c.isascii() and c.isalpha() for c in text[:2000])
    if arabic > latin:
        return "ar"
    return "en" if latin and not any(unicodedata.category(c) == "Lo" for c in text[:2000]) else "und"
