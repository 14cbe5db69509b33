"""The seal of a store's file: a short hash of every page beside it, so that a bit that turns over anywhere is found, in unused bytes too.

The seal (the file `STORE-seal`) is made when a writer closes the store, and opened before the next one writes. A writer that was
killed leaves it open: then only what lies in cells, rows and the log is watched, until the next writer closes in peace.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from marsad.errors import StoreError

_HEAD = b"marsad seal of pages 1\n"
_SEALED, _OPENED = b"sealed\n", b"opened\n"
_START = len(_HEAD) + len(_SEALED)
_SIZE = 8
"""Bytes kept of the hash of a page: enough for any accident. What must withstand an adversary is in the log."""
_BLOCK = 256


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is not as it was sealed: its number (from 1) and its bytes, first and one past the last."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What the seal says: whether there is one, whether the seal itself can be read, and which pages differ."""

    sealed: bool
    broken: str = ""
    pages: tuple[Page, ...] = ()


def seal_file(path: Path) -> Path:
    """Where the seal of a store's file lies."""
    return path.with_name(path.name + "-seal")


def unseal(path: Path) -> None:
    """Open the seal before something is written. The caller holds the write lock. Raises StoreError."""
    try:
        with seal_file(path).open("r+b") as f:
            head = f.read(_START)
            if head == _HEAD + _OPENED:
                return
            # In place: it needs no room on a full disk.
            f.seek(0)
            f.write(_HEAD + _OPENED)
            f.flush()
            os.fsync(f.fileno())
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(
            f"the seal of the store cannot be opened: {error.strerror}",
            where=str(seal_file(path)),
            hint="give yourself the right to write it, or delete it",
        ) from error


def seal(path: Path, wait: float = 2.0) -> bool:
    """Seal the file as it lies, with all that was written merged into it. False where another writer or a full disk is in the way."""
    if _head(path) == _HEAD + _SEALED or not path.exists():
        return True
    wal = path.with_name(path.name + "-wal")
    try:
        with closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=wait, isolation_level=None)
        ) as c:
            for _ in range(3):
                c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                c.execute("BEGIN IMMEDIATE")
                # Under the write lock and with nothing left to merge, nobody can change the file.
                if not wal.exists() or wal.stat().st_size == 0:
                    _write(path)
                    return True
                c.execute("ROLLBACK")
    except (sqlite3.Error, OSError):
        return False
    return False


def check(path: Path) -> Checked:
    """Hold every page against the seal. Reads the file's bytes alone, so it works on one that SQLite refuses."""
    for _ in range(3):
        try:
            data = seal_file(path).read_bytes()
        except OSError:
            return Checked(False)
        if data[:_START] == _HEAD + _OPENED:
            return Checked(False)
        found = _compare(path, data)
        # A writer may have opened the seal while we read.
        if _head(path) == data[:_START]:
            return found
    return Checked(False)


def _compare(path: Path, data: bytes) -> Checked:
    try:
        said, rest = data[_START:].split(b"\n", 1)
        size, page = (facts := json.loads(said))["bytes"], facts["page"]
        digests, total = rest[:-65], rest[-65:-1]
        if data[:_START] != _HEAD + _SEALED or _total(said, digests) != total or rest[-1:] != b"\n":
            raise ValueError
    except (ValueError, KeyError, TypeError):
        return Checked(True, "the seal itself is damaged")
    now = b"".join(_digests(path, page))
    differing = [
        n for n in range(max(len(now), len(digests)) // _SIZE) if now[n * 8 : n * 8 + 8] != digests[n * 8 : n * 8 + 8]
    ]
    length = path.stat().st_size
    broken = "" if length == size else f"the file has {length:,} bytes, it was sealed with {size:,}"
    return Checked(True, broken, tuple(Page(n + 1, n * page, (n + 1) * page) for n in differing))


def _write(path: Path) -> None:
    page = _page_size(path)
    said = json.dumps({"bytes": path.stat().st_size, "page": page}).encode()
    digests = b"".join(_digests(path, page))
    part = path.with_name(path.name + "-seal.part")
    try:
        with part.open("wb") as f:
            f.write(_HEAD + _SEALED + said + b"\n" + digests + _total(said, digests) + b"\n")
            f.flush()
            os.fsync(f.fileno())
        part.replace(seal_file(path))
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _page_size(path: Path) -> int:
    with path.open("rb") as f:
        size = int.from_bytes(f.read(18)[16:18], "big")
    return 65536 if size == 1 else max(size, 512)


def _digests(path: Path, page: int) -> Iterator[bytes]:
    with path.open("rb") as f:
        while block := f.read(page * _BLOCK):
            for start in range(0, len(block), page):
                yield hashlib.blake2b(block[start : start + page], digest_size=_SIZE).digest()


def _total(said: bytes, digests: bytes) -> bytes:
    return hashlib.sha256(said + b"\n" + digests).hexdigest().encode()


def _head(path: Path) -> bytes:
    try:
        with seal_file(path).open("rb") as f:
            return f.read(_START)
    except OSError:
        return b""
