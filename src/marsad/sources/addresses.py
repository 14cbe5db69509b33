"""Reports behind an address: a page, a feed, or JSON, by the media type that the server names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from marsad.errors import BadInput
from marsad.sources.draft import Fields, Problem, Read, draft
from marsad.sources.fetch import Fetched, fetch
from marsad.sources.pages import page

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")


def read_url(url: str, defaults: Fields, today: date, allow_hosts: Collection[str] = ()) -> Iterator[Read | Problem]:
    """All reports behind an address, and a Problem for what cannot be read; the bytes kept are those that came, unpacked."""
    try:
        yield from _read(fetch(url, allow_hosts), defaults, today)
    except BadInput as error:
        yield Problem(url, error)


def _read(found: Fetched, defaults: Fields, today: date) -> Iterator[Read | Problem]:
    if not found.data:
        raise BadInput("the body is empty", where=found.url)
    kind = found.media_type
    if kind in ("text/html", "application/xhtml+xml"):
        yield page(found.data, replace(defaults, url=found.url), found.url, today)
    elif kind in _FEEDS:
        from marsad.sources.feeds import read_feed

        yield from read_feed(found.data, defaults, found.url, today)
    elif kind.endswith("json"):
        from marsad.sources.exports import document, is_container, read_export

        value = document(found.data, found.url)
        yield from read_export(value if is_container(value) else [value], defaults, found.url, today)
    elif kind == "text/plain":
        try:
            text = found.data.decode(found.charset or "utf-8")
        except (UnicodeDecodeError, LookupError) as error:
            raise BadInput(f"the text is not {found.charset or 'utf-8'}", where=found.url) from error
        yield draft(replace(defaults, text=text, url=found.url), found.data, kind, found.url, today)
    else:
        raise BadInput(f"what lies there is «{kind}», which marsad does not read", where=found.url)
