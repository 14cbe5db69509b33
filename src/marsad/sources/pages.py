"""Plain text and HTML pages: one report a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from marsad.errors import BadInput
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
    fields = Fields(
        text=text.removeprefix("\ufeff"),
        id=defaults.id,
        outlet=defaults.outlet,
        url=defaults.url,
        published=defaults.published,
        language=defaults.language,
    )
    return draft(fields, data, "text/plain", where, today)


def read_html(path: Path, defaults: Fields, today: date) -> Read:
    """A saved page: its main text, title, date (from its metadata alone, never guessed from the text), outlet and address."""
    return page(load(path), defaults, str(path), today)


def page(data: bytes, defaults: Fields, where: str, today: date) -> Read:
    """The report in the bytes of an HTML page. Raises BadInput where no text is found."""
    # trafilatura takes half a second to import: only who reads pages waits for it.
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            data,
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
    published = defaults.published or (found.date if found.date and parse_day(found.date) else None)
    url = defaults.url or found.url or ""
    fields = Fields(
        text=found.text or "",
        title=found.title or "",
        id=defaults.id,
        outlet=defaults.outlet or found.sitename or found.hostname or "",
        url=url,
        published=published,
        language=defaults.language,
        author=found.author or "",
    )
    return draft(fields, data, "text/html", where, today)
