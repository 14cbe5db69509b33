"""Feeds that were saved or fetched: Atom and RSS."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from marsad.errors import BadInput
from marsad.sources.draft import Fields, Problem, Read, draft
from marsad.sources.markup import plain_text
from marsad.sources.xml import refuse_entities


def read_feed(data: bytes, defaults: Fields, where: str, today: date) -> Iterator[Read | Problem]:
    """A report an entry; the bytes kept are those of the whole feed. Dates are those that the feed gives, in UTC.

    Raises BadInput where the bytes are no feed.
    """
    refuse_entities(data, "feed", where)
    # Only who reads feeds waits for the import.
    import feedparser

    # A file object: given bytes or text, the library would try them as an address or a path first.
    found = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    if not found.get("version") and not found.entries:
        raise BadInput("this is no Atom or RSS feed", where=where)
    outlet = defaults.outlet or str(found.feed.get("title", ""))
    language = defaults.language or str(found.feed.get("language", "")).split("-")[0].lower()
    for n, entry in enumerate(found.entries, 1):
        here = f"{where}#{n}"
        try:
            yield draft(_fields(entry, outlet, language, defaults), data, "application/xml", here, today)
        except BadInput as error:
            yield Problem(here, error)
    if found.bozo and not isinstance(
        found.get("bozo_exception"), (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    ):
        message = f"the feed is cut or broken after {len(found.entries)} entries: {found.bozo_exception}"
        yield Problem(where, BadInput(message, where=where))


def _fields(entry: Any, outlet: str, language: str, defaults: Fields) -> Fields:
    contents = [str(c.get("value", "")) for c in entry.get("content", ())]
    body = max([*contents, str(entry.get("summary", ""))], key=len)
    # By the plain dictionary: the library's own answers for «updated» with what it knows of «published».
    when = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    published = time.strftime("%Y-%m-%dT%H:%M:%SZ", when) if when and when.tm_year >= 1000 else None
    return Fields(
        text=plain_text(body),
        title=plain_text(str(entry.get("title", ""))),
        id=str(entry.get("id") or entry.get("link") or ""),
        outlet=outlet,
        url=str(entry.get("link", "")),
        published=published or defaults.published,
        dated_by="feed" if published else defaults.dated_by,
        language=language,
        author=str(entry.get("author", "")),
    )
