"""Reports behind an address: a page, a feed, a sitemap, or JSON, by its first bytes and the media type that the server names."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date

from marsad.errors import BadInput
from marsad.sources.draft import Fields, Problem, Read, draft
from marsad.sources.fetch import Fetched, Recorder, fetch
from marsad.sources.pages import page

_ROOTS = (
    ("sitemap", re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.I)),
    ("feed", re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.I)),
    ("opml", re.compile(rb"<opml[\s>]", re.I)),
    ("html", re.compile(rb"<html[\s>]|<!doctype html", re.I)),
)
_HEAD = 4096
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "application/pdf": "pdf",
    "text/plain": "text",
}


def kind_of(found: Fetched) -> str:
    """What came: html, feed, sitemap, opml, json, text, pdf, or nothing that marsad knows (empty). Servers name feeds as they like,
    so the first bytes say more than the media type."""
    if found.media_type.partition("/")[0] in ("image", "audio", "video", "font"):
        return ""
    head = found.data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\x1f\x8b"):
        return "sitemap" if ".xml" in found.url else ""
    if head.startswith(b"<"):
        for kind, root in _ROOTS:
            if root.search(head):
                return kind
    if found.media_type.endswith("json") or (not found.media_type and head.startswith((b"{", b"["))):
        return "json"
    return _TYPES.get(found.media_type, "")


def read_url(
    url: str,
    defaults: Fields,
    today: date,
    allow_hosts: Collection[str] = (),
    record: Recorder | None = None,
    pages: Callable[[Fetched], Iterator[Read | Problem]] | None = None,
) -> Iterator[Read | Problem]:
    """All reports behind an address, and a Problem for what cannot be read; the bytes kept are those that came, unpacked.

    `record` is given each exchange; `pages` goes through the pages of a sitemap, where one is found.
    """
    try:
        found = fetch(url, allow_hosts, record=record)
        if pages is not None and kind_of(found) == "sitemap":
            yield from pages(found)
        else:
            yield from read_fetched(found, defaults, today)
    except BadInput as error:
        yield Problem(url, error)


def read_fetched(found: Fetched, defaults: Fields, today: date) -> Iterator[Read | Problem]:
    """The reports in a body that came, parsed in a worker; what cannot be read is a Problem. A page has its address as its id, so
    that it is a revision where it comes again with another text."""
    if os.name != "posix":
        try:
            yield from parse_fetched(found, defaults, today)
        except BadInput as error:
            yield Problem(found.url, error)
        return
    from marsad.sources import guard, wire

    what = {"url": found.url, "media_type": found.media_type, "charset": found.charset}
    job = {"where": found.url, "fetched": what, "defaults": wire.of_fields(defaults), "today": today.isoformat()}
    yield from guard.run(job, found.data)


def parse_fetched(found: Fetched, defaults: Fields, today: date) -> Iterator[Read | Problem]:
    """`read_fetched` in this process. Raises BadInput."""
    if not found.data:
        raise BadInput("the body is empty", where=found.url)
    kind = kind_of(found)
    if kind == "html":
        yield page(found.data, as_page(defaults, found.url), found.url, today)
    elif kind == "feed":
        from marsad.sources.feeds import read_feed

        yield from read_feed(found.data, defaults, found.url, today)
    elif kind == "json":
        from marsad.sources.exports import document, is_container, read_export

        value = document(found.data, found.url)
        yield from read_export(value if is_container(value) else [value], defaults, found.url, today)
    elif kind == "text":
        try:
            text = found.data.decode(found.charset or "utf-8")
        except (UnicodeDecodeError, LookupError) as error:
            raise BadInput(f"the text is not {found.charset or 'utf-8'}", where=found.url) from error
        fields = replace(as_page(defaults, found.url), text=text)
        yield draft(fields, found.data, found.media_type or "text/plain", found.url, today)
    elif kind == "pdf":
        from marsad.sources.pdf import read_pdf

        yield read_pdf(found.data, as_page(defaults, found.url), found.url, today)
    elif kind == "sitemap":
        raise BadInput("this is a sitemap, a list of addresses and no report", where=found.url)
    else:
        raise BadInput(f"what lies there is «{found.media_type}», which marsad does not read", where=found.url)


def as_page(defaults: Fields, url: str) -> Fields:
    """The fields of what lies at one address."""
    return replace(defaults, url=url, id=defaults.id or (url if len(url) <= MAX_ID_URL else ""))


MAX_ID_URL = 500
"""Characters of an address that still serves as an id."""
