"""How much a source may unfold to: a small file must not fill the memory or the disk."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from marsad.errors import BadInput

MAX_RATIO = 100
"""Text of news is packed by ten or twenty to one; what unfolds beyond this is made to do harm."""
FREE = 64 * 1024 * 1024
"""Bytes that any file may unfold to."""
MAX_DOCUMENT = 256 * 1024 * 1024
"""Bytes of a document that must be read whole (JSON exports, feeds)."""

BROKEN_GZIP = (EOFError, zlib.error, gzip.BadGzipFile)


class _Limited(io.RawIOBase):
    def __init__(self, inner: gzip.GzipFile, limit: int, where: str) -> None:
        super().__init__()
        self._inner, self._left, self._limit, self._where = inner, limit, limit, where

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._inner.read1(len(view))
        self._left -= len(data)
        if self._left < 0:
            raise BadInput(
                f"the packed file unfolds to more than {self._limit:,} bytes",
                where=self._where,
                hint="if it is honest, unpack it yourself",
            )
        view[: len(data)] = data
        return len(data)


def unfolded_limit(packed: int) -> int:
    """How many bytes a packed file of that many bytes may unfold to."""
    return max(FREE, packed * MAX_RATIO)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked where its name ends in `.gz`. Reading raises BadInput beyond the limit, or one of BROKEN_GZIP."""
    with path.open("rb") as file:
        if path.suffix.lower() != ".gz":
            yield file
            return
        limit = unfolded_limit(path.stat().st_size)
        with gzip.GzipFile(fileobj=file) as inner:
            yield io.BufferedReader(_Limited(inner, limit, str(path)))


def whole(path: Path, limit: int = MAX_DOCUMENT) -> bytes:
    """All bytes of a file, unpacked. Raises BadInput where it is empty, broken or over the limit."""
    try:
        with opened(path) as file:
            data = file.read(limit + 1)
    except BROKEN_GZIP as error:
        raise BadInput(f"the packed file is cut or broken: {error}", where=str(path)) from error
    if len(data) > limit:
        raise BadInput(f"the file has more than {limit:,} bytes", where=str(path))
    if not data:
        raise BadInput("the file is empty", where=str(path))
    return data
