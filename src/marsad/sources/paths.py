"""What a path holds: which reader fits a file, and the files of a folder in order."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from marsad.errors import BadInput
from marsad.sources.draft import Fields, Problem, Read
from marsad.sources.jsonl import MAX_LINE, read_jsonl
from marsad.sources.limits import BROKEN_GZIP, opened, whole
from marsad.sources.mapping import Shape
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
    ".wacz": "wacz",
    ".parquet": "parquet",
    ".pdf": "pdf",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


_MAGIC = ((b"WARC/", "warc"), (b"%PDF-", "pdf"), (b"PAR1", "parquet"))
_GUARDED = frozenset(("html", "feed", "json", "warc", "wacz", "pdf", "parquet"))
"""Kinds that are parsed in a worker. JSON lines, tables and plain text are not: they are read a line at a time by parsers of the
standard library, within a limit of bytes a line."""


def read_path(
    path: Path,
    defaults: Fields,
    today: date,
    encoding: str = "utf-8",
    mapping: Mapping[str, str] | Shape | None = None,
) -> Iterator[Read | Problem]:
    """All reports of a file or folder, and a Problem for each item that could not be read. Nothing here raises for bad input.

    `mapping` names the columns of tables (field to heading). Files whose names end in `.gz` are unpacked, up to a limit.
    """
    shape = mapping if isinstance(mapping, Shape) else Shape(mapping or {})
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
            yield from read_path(file, defaults, today, encoding, shape)
        return
    try:
        kind = _kind(path)
        if kind == "json" and _one_report_a_line(path):
            kind = "jsonl"
        if kind not in _GUARDED or os.name != "posix":
            yield from parse_path(path, kind, defaults, today, encoding, shape)
            return
        with path.open("rb"):
            # What is not there or may not be read is named here, without a worker.
            pass
        yield from _guarded(path, kind, defaults, today, encoding, shape)
    except BadInput as error:
        yield Problem(str(path), error)
    except OSError as error:
        yield Problem(str(path), BadInput(error.strerror or "cannot be read", where=str(path)))


def _guarded(
    path: Path, kind: str, defaults: Fields, today: date, encoding: str, shape: Shape
) -> Iterator[Read | Problem]:
    from marsad.sources import guard, wire

    return guard.run(
        {
            "where": str(path),
            "folder": str(Path.cwd()),
            "kind": kind,
            "defaults": wire.of_fields(defaults),
            "today": today.isoformat(),
            "encoding": encoding,
            "shape": {"columns": dict(shape.columns), "dates": shape.dates},
        }
    )


def parse_path(
    path: Path, kind: str, defaults: Fields, today: date, encoding: str, shape: Shape
) -> Iterator[Read | Problem]:
    """The reports of a file of that kind, read in this process. Raises BadInput, OSError."""
    if kind == "jsonl":
        yield from read_jsonl(path, defaults, today, shape)
    elif kind == "html":
        yield read_html(path, defaults, today)
    elif kind == "text":
        yield read_text(path, defaults, today, encoding)
    # The rest is asked for seldom; who reads JSON lines does not wait for it.
    elif kind == "table":
        from marsad.sources.tables import read_table

        yield from read_table(path, defaults, today, encoding, shape, "\t" if _ending(path) == ".tsv" else "")
    elif kind == "warc":
        from marsad.sources.warc import read_warc

        yield from read_warc(path, defaults, today)
    elif kind == "wacz":
        from marsad.sources.wacz import read_wacz

        yield from read_wacz(path, defaults, today)
    elif kind == "pdf":
        from marsad.sources.pdf import read_pdf

        yield read_pdf(whole(path), defaults, str(path), today)
    elif kind == "parquet":
        from marsad.sources.parquet import read_parquet

        yield from read_parquet(path, defaults, today, shape)
    elif kind == "feed":
        from marsad.sources.feeds import read_feed

        yield from read_feed(whole(path), defaults, str(path), today)
    else:
        from marsad.sources.exports import document, is_container, read_export

        value = document(whole(path), str(path))
        yield from read_export(value if is_container(value) else [value], defaults, str(path), today)


def _one_report_a_line(path: Path) -> bool:
    """Whether the first line of a `.json` file is a JSON object by itself, and no container of many."""
    from marsad.sources.exports import is_container

    try:
        with opened(path) as file:
            first, second = file.readline(MAX_LINE).strip(), file.readline(2).strip()
            # A first line may be broken; one that goes on in the next line is the head of a document.
            if first.startswith(b"{") and second.startswith(b"{") and not first.endswith((b"{", b"[", b",", b":")):
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
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
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
