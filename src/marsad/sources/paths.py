"""What a path holds: which reader fits a file, and the files of a folder in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from marsad.errors import BadInput
from marsad.sources.draft import Fields, Problem, Read
from marsad.sources.jsonl import MAX_LINE, read_jsonl
from marsad.sources.limits import BROKEN_GZIP, opened, whole
from marsad.sources.pages import read_html, read_text

_BY_ENDING = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".js": "json",
    ".csv": "table",
    ".tsv": "table",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


def read_path(
    path: Path, defaults: Fields, today: date, encoding: str = "utf-8", mapping: Mapping[str, str] | None = None
) -> Iterator[Read | Problem]:
    """All reports of a file or folder, and a Problem for each item that could not be read. Nothing here raises for bad input.

    `mapping` names the columns of tables (field to heading). Files whose names end in `.gz` are unpacked, up to a limit.
    """
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and _wanted(p))
        if not files:
            yield Problem(
                str(path),
                BadInput(
                    "the folder holds no file that marsad reads",
                    where=str(path),
                    hint="it reads " + ", ".join(sorted(_BY_ENDING)),
                ),
            )
        for file in files:
            yield from read_path(file, defaults, today, encoding, mapping)
        return
    try:
        yield from _read(path, defaults, today, encoding, mapping)
    except BadInput as error:
        yield Problem(str(path), error)
    except OSError as error:
        yield Problem(str(path), BadInput(error.strerror or "cannot be read", where=str(path)))


def _read(
    path: Path, defaults: Fields, today: date, encoding: str, mapping: Mapping[str, str] | None
) -> Iterator[Read | Problem]:
    kind = _kind(path)
    if kind == "jsonl":
        yield from read_jsonl(path, defaults, today)
    elif kind == "html":
        yield read_html(path, defaults, today)
    elif kind == "text":
        yield read_text(path, defaults, today, encoding)
    # The rest is asked for seldom; who reads JSON lines does not wait for it.
    elif kind == "table":
        from marsad.sources.tables import read_table

        yield from read_table(path, defaults, today, encoding, mapping, "\t" if _ending(path) == ".tsv" else "")
    elif kind == "warc":
        from marsad.sources.warc import read_warc

        yield from read_warc(path, defaults, today)
    elif kind == "feed":
        from marsad.sources.feeds import read_feed

        yield from read_feed(whole(path), defaults, str(path), today)
    else:
        from marsad.sources.exports import document, is_container, read_export

        if _one_report_a_line(path):
            yield from read_jsonl(path, defaults, today)
            return
        value = document(whole(path), str(path))
        yield from read_export(value if is_container(value) else [value], defaults, str(path), today)


def _one_report_a_line(path: Path) -> bool:
    """Whether the first line of a `.json` file is a JSON object by itself, and no container of many."""
    from marsad.sources.exports import is_container

    try:
        with opened(path) as file:
            first, second = file.readline(MAX_LINE).strip(), file.readline(2).strip()
            if first.startswith(b"{") and len(first) > 1 and second.startswith(b"{"):
                return True
            value = json.loads(first)
    except (ValueError, RecursionError, *BROKEN_GZIP):
        return False
    return isinstance(value, dict) and not is_container(value)


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    return Path(path.stem).suffix.lower() if ending == ".gz" else ending


def _wanted(path: Path) -> bool:
    # The scripts of a saved page are no reports; those of an X export are.
    return _ending(path) in _BY_ENDING and (_ending(path) != ".js" or path.name.startswith("tweet"))


def _kind(path: Path) -> str:
    if kind := _BY_ENDING.get(_ending(path)):
        return kind
    with opened(path) as file:
        try:
            head = file.read(4096)
        except BROKEN_GZIP as error:
            raise BadInput(f"the packed file is cut or broken: {error}", where=str(path)) from error
    if not head:
        raise BadInput("the file is empty", where=str(path))
    if head.startswith(b"WARC/"):
        return "warc"
    if b"\x00" in head:
        raise BadInput(
            "this is a binary file of no kind that marsad reads",
            where=str(path),
            hint="it reads " + ", ".join(sorted(_BY_ENDING)),
        )
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:rdf")):
        return "html" if b"<html" in start else "feed"
    return "html" if start.startswith((b"<!doctype html", b"<html")) else "text"
