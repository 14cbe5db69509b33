"""Plain text and HTML pages: one report a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from marsad.errors import BadInput
from marsad.sources.dates import Said, in_metadata, in_text
from marsad.sources.draft import Fields, Read, draft, parse_day
from marsad.sources.limits import whole

MAX_PAGE = 20 * 1024 * 1024


def load(path: Path) -> bytes:
    """A file's bytes, unpacked. Raises BadInput where it is empty or over the limit."""
    return whole(path, MAX_PAGE)


def read_text(path: Path, defaults: Fields, today: date, encoding: str = "utf-8") -> Read:
    """A plain text file: its first line is kept as the first line of the text, the title stays empty."""
    data = load(path)
    where = str(path)
    if b"\x00" in data[:8192]:
        raise BadInput("this is a binary file, not text", where=where)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            f"byte {error.start} is not {encoding}", where=where, hint="name the encoding, e.g. --encoding windows-1256"
        ) from error
    except LookupError as error:
        raise BadInput(f"no encoding is called {encoding}", where=where) from error
    return draft(replace(defaults, text=text.removeprefix("\ufeff")), data, "text/plain", where, today)


def read_html(path: Path, defaults: Fields, today: date) -> Read:
    """A saved page: its main text, title, outlet, address, and its date as `page` finds it."""
    return page(load(path), defaults, str(path), today)


def page(data: bytes, defaults: Fields, where: str, today: date) -> Read:
    """The report in the bytes of an HTML page. Raises BadInput where no text is found.

    Its date is the one given, else that of its metadata, its address, what the page shows as its date, or a line of its text that is
    nothing but a date; all of them are held against each other.
    """
    # trafilatura takes half a second to import: only who reads pages waits for it.
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    try:
        tree = load_html(data)
        if tree is None:
            raise BadInput("the page cannot be parsed", where=where)
        said = list(in_metadata(tree))
        found = bare_extraction(
            tree,
            url=defaults.url or None,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (LxmlError, ValueError, RecursionError) as error:
        raise BadInput(f"the page cannot be parsed: {error}", where=where) from error
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise BadInput("no article text was found in the page", where=where)
    text = _without_title(found.text or "", found.title or "")
    url = defaults.url or found.url or ""
    if not said and found.date and parse_day(found.date):
        said.append(Said("page", found.date))
    if line := in_text(text):
        said.append(line)
    fields = replace(
        defaults,
        text=text,
        title=found.title or "",
        outlet=defaults.outlet or found.sitename or found.hostname or "",
        url=url,
        author=found.author or "",
        said=defaults.said + tuple(said),
        open=True,
    )
    return draft(fields, data, "text/html", where, today)


def _without_title(text: str, title: str) -> str:
    """The article without its headline as a first line: the stored text begins with the title anyway."""
    first, _, rest = text.partition("\n")
    return rest if rest.strip() and first.split() == title.split() else text
