"""Sitemaps and their indexes: lists of addresses, with what they say of the pages."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from marsad.errors import BadInput
from marsad.sources.xml import local, parse_xml

MAX_ADDRESSES = 50_000
MAX_BYTES = 50 * 1024 * 1024
"""What the protocol allows in one file."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a sitemap: when it last changed, and what a news sitemap says of it (ISO 8601 as given, or empty)."""

    url: str
    changed: str = ""
    published: str = ""
    title: str = ""
    language: str = ""
    outlet: str = ""

    @property
    def newest(self) -> str:
        """What the list is put in order by."""
        return self.published or self.changed


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`children` are the sitemaps that an index lists, `pages` the pages of a sitemap; both in the order of the file."""

    children: tuple[Listed, ...]
    pages: tuple[Listed, ...]


def unpacked(data: bytes, where: str) -> bytes:
    """The bytes of a `.gz` sitemap; others as they are. Raises BadInput beyond the limit or where it is broken."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    limit = MAX_BYTES
    try:
        out = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, limit + 1)
    except zlib.error as error:
        raise BadInput(f"the packed sitemap is broken: {error}", where=where) from error
    if len(out) > limit:
        raise BadInput(f"the packed sitemap unfolds to more than {limit:,} bytes", where=where)
    return out


def read_sitemap(data: bytes, where: str) -> Sitemap:
    """What a sitemap or an index of sitemaps lists, plain or packed, XML or the plain text form. Raises BadInput.

    A sitemap may only speak of its own host: what it lists elsewhere is left out.
    """
    data = unpacked(data, where)
    host = _host(where)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Sitemap((), _own([Listed(line.strip()) for line in _text(data, where).splitlines()], host))
    root = parse_xml(data, "sitemap", where)
    kind = local(root)
    if kind not in ("urlset", "sitemapindex"):
        raise BadInput(f"this is no sitemap, its root is <{kind}>", where=where)
    found: list[Listed] = []
    for element in root:
        if local(element) not in ("url", "sitemap"):
            continue
        if len(found) == MAX_ADDRESSES:
            break
        found.append(_listed(element))
    own = _own(found, host)
    return Sitemap(own, ()) if kind == "sitemapindex" else Sitemap((), own)


def _listed(element: Any) -> Listed:
    said: dict[str, str] = {}
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.text:
            said.setdefault(local(inner), inner.text.strip())
    return Listed(
        said.get("loc", ""),
        said.get("lastmod", ""),
        said.get("publication_date", ""),
        said.get("title", ""),
        said.get("language", "").split("-")[0].lower(),
        said.get("name", ""),
    )


def _own(listed: list[Listed], host: str) -> tuple[Listed, ...]:
    kept = {one.url: one for one in reversed(listed) if _host(one.url) and (not host or _same(_host(one.url), host))}
    return tuple(reversed(kept.values()))


def _same(one: str, other: str) -> bool:
    return one.removeprefix("www.") == other.removeprefix("www.")


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"this is no sitemap: byte {error.start} is not UTF-8", where=where) from error
