"""What a path holds: which reader fits a file, and the files of a folder in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from marsad.errors import BadInput
from marsad.sources.draft import Fields, Problem, Read
from marsad.sources.jsonl import read_jsonl
from marsad.sources.pages import read_html, read_text

_BY_ENDING = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


def read_path(path: Path, defaults: Fields, today: date, encoding: str = "utf-8") -> Iterator[Read | Problem]:
    """All reports of a file or folder, and a Problem for each item that could not be read. Nothing here raises for bad input."""
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in _BY_ENDING)
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
            yield from read_path(file, defaults, today, encoding)
        return
    try:
        kind = _kind(path)
        if kind == "jsonl":
            yield from read_jsonl(path, defaults, today)
        elif kind == "html":
            yield read_html(path, defaults, today)
        else:
            yield read_text(path, defaults, today, encoding)
    except BadInput as error:
        yield Problem(str(path), error)
    except OSError as error:
        yield Problem(str(path), BadInput(error.strerror or "cannot be read", where=str(path)))


def _kind(path: Path) -> str:
    if kind := _BY_ENDING.get(path.suffix.lower()):
        return kind
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise BadInput("the file is empty", where=str(path))
    if b"\x00" in head:
        raise BadInput(
            "this is a binary file of no kind that marsad reads",
            where=str(path),
            hint="it reads " + ", ".join(sorted(_BY_ENDING)),
        )
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{"):
        return "jsonl"
    return "html" if start.startswith((b"<!doctype html", b"<html")) else "text"
