"""WARC archives: a report a page. What is whole goes in; where the archive breaks off is named."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, Any

from marsad.errors import BadInput
from marsad.sources.dates import Said, parse_day
from marsad.sources.draft import Fields, Problem, Read, draft
from marsad.sources.jsonl import from_row
from marsad.sources.limits import unfolded_limit
from marsad.sources.pages import MAX_PAGE, page
from marsad.sources.steps import begin

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(path: Path, defaults: Fields, today: date) -> Iterator[Read | Problem]:
    """Pages of answers and resources, and JSON reports kept as records; the date of the capture is no date of publication."""
    with path.open("rb") as file:
        yield from read_records(file, path.stat().st_size, str(path), defaults, today)


def read_records(file: IO[bytes], size: int, path: str, defaults: Fields, today: date) -> Iterator[Read | Problem]:
    """`read_warc` of an open file of that many bytes; `path` is how its problems are named."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    limit = unfolded_limit(size)
    broken = False
    seen = end = claimed = 0
    try:
        records = ArchiveIterator(file)
        for record in records:
            seen += 1
            where = f"{path}:{record.rec_headers.get_header('WARC-Record-ID') or seen}"
            wanted = begin(where)
            claimed += int(record.rec_headers.get_header("Content-Length") or 0)
            if claimed > limit:
                raise BadInput(f"up to record {seen} it claims more than {limit:,} bytes", where=where)
            kind = _kind(record) if wanted else ""
            data = record.content_stream().read(MAX_PAGE + 1) if kind else b""
            if not kind or len(data) > MAX_PAGE:
                while record.raw_stream.read(1 << 16):
                    pass
            if getattr(record.raw_stream, "limit", 0) > 0:
                raise BadInput(
                    f"the archive breaks off in record {seen}; what stands before it went in", where=where
                )
            records.read_to_end()
            end = records.offset
            if not kind:
                continue
            if len(data) > MAX_PAGE:
                yield Problem(where, BadInput(f"the page has more than {MAX_PAGE:,} bytes", where=where))
                continue
            try:
                yield _read(data, kind, record.rec_headers, defaults, where, today)
            except BadInput as error:
                yield Problem(where, error)
    except BadInput as error:
        broken = True
        yield Problem(error.where, error)
    except (ArchiveLoadFailed, EOFError, zlib.error, ValueError, OSError, AttributeError, LookupError, TypeError) as error:
        message = f"the archive breaks off after record {seen}: {str(error).strip() or type(error).__name__}"
        yield Problem(path, BadInput(message, where=path))
        return
    if not seen:
        yield Problem(path, BadInput("the archive holds no record", where=path))
    elif end < size and not broken:
        # What is left is the beginning of a record too short to be read.
        message = f"the archive breaks off after record {seen}, {size - end:,} bytes before the end of the file"
        yield Problem(path, BadInput(message, where=path))


def _kind(record: Any) -> str:
    """The media type of a record that may be a report, else nothing."""
    if record.rec_type == "response":
        if record.http_headers is None or record.http_headers.get_statuscode() != "200":
            return ""
        said = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type == "resource":
        said = record.rec_headers.get_header("Content-Type") or ""
    else:
        return ""
    kind = said.split(";")[0].strip().lower()
    return kind if kind in (*_PAGES, "application/json") else ""


def _read(data: bytes, kind: str, headers: Any, defaults: Fields, where: str, today: date) -> Read:
    if kind in _PAGES:
        url, captured = headers.get_header("WARC-Target-URI") or "", headers.get_header("WARC-Date") or ""
        said = (Said("captured", captured),) if parse_day(captured) else ()
        return page(data, replace(defaults, url=url, said=defaults.said + said), where, today)
    try:
        row = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise BadInput("the record is no JSON in UTF-8", where=where) from error
    if not isinstance(row, dict):
        raise BadInput("the record is no JSON object", where=where)
    return draft(from_row(row, defaults, where), data, "application/json", where, today)
