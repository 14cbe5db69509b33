"""OPML: the list of what `marsad watch` polls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from marsad.errors import BadInput
from marsad.sources.xml import local, parse_xml

MAX_SUBSCRIPTIONS = 10_000


@dataclass(frozen=True, slots=True)
class Subscription:
    """One address that is polled: a feed or a sitemap, with the name of its outlet and its language (either may be empty)."""

    url: str
    outlet: str = ""
    language: str = ""


def read_opml(data: bytes, where: str) -> tuple[tuple[Subscription, ...], tuple[BadInput, ...]]:
    """The subscriptions of an OPML file, each address once, in order; and what is wrong with single outlines.

    The outlet is the outline's `title` or `text`. Raises BadInput where this is no OPML or it lists nothing.
    """
    root = parse_xml(data, "OPML file", where)
    if local(root) != "opml":
        raise BadInput(f"this is no OPML file, its root is <{local(root)}>", where=where)
    found: dict[str, Subscription] = {}
    wrong: list[BadInput] = []
    for n, outline in enumerate(_outlines(root), 1):
        address = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if not address:
            continue
        if not _is_web(address):
            wrong.append(BadInput(f"«{address[:200]}» is no http or https address", where=f"{where}: outline {n}"))
            continue
        name = (outline.get("title") or outline.get("text") or "").strip()
        language = (outline.get("language") or "").strip().split("-")[0].lower()
        found.setdefault(address, Subscription(address, name, "" if language == "unknown" else language))
        if len(found) > MAX_SUBSCRIPTIONS:
            raise BadInput(f"the file lists more than {MAX_SUBSCRIPTIONS:,} addresses", where=where)
    if not found and not wrong:
        raise BadInput("the file lists no address", where=where, hint='an outline needs xmlUrl="https://…"')
    return tuple(found.values()), tuple(wrong)


def _outlines(root: Any) -> list[Any]:
    return [e for e in root.iter() if local(e) == "outline"]


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
