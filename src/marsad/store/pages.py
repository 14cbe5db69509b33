"""The seal of a store's file: a short hash of every page, kept in the file, so that a bit that turns over anywhere is found, in bytes
that no row uses too.

The seal is made when a writer closes the store, and opened by the first thing that the next one writes, in the same transaction. A
writer that was killed leaves it open: then only what lies in rows is watched, until the next writer closes in peace. The pages that
hold the seal are under one hash of their own.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

DAMAGED = "the seal of the pages is itself damaged"
_SEALED, _OPENED = b"sealed", b"opened"
_SIZE = 8
"""Bytes kept of the hash of a page: enough for any accident. What must withstand an adversary is in the log."""
_SUM = slice(6, 38)
_COUNT = slice(38, 46)
_START = 46
"""The data: the state, the hash over the pages of the seal itself, the number of pages, then the hash of each page."""
_BLOCK = 256
_SPARE = 512


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is not as it was sealed: its number (from 1) and its bytes, first and one past the last."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What the seal says: whether the file is under one, what is wrong with the seal itself, and which pages differ."""

    sealed: bool
    broken: str = ""
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lie:
    """Where the seal lies: its bytes as runs of (page, offset in the page, length), in order."""

    page: int
    runs: tuple[tuple[int, int, int], ...]

    @property
    def own(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(page for page, _, _ in self.runs))


def unseal(connection: sqlite3.Connection) -> None:
    """Open the seal as part of a transaction that will write. A store of a schema without seals is left alone."""
    try:
        with connection.blobopen("page_seal", "data", 1) as blob:
            if blob.read(6) != _OPENED:
                blob.seek(0)
                blob.write(_OPENED)
    except sqlite3.OperationalError as error:
        if "no such rowid" in str(error):
            connection.execute("DELETE FROM page_seal")
            connection.execute("INSERT INTO page_seal VALUES (1, ?)", (_OPENED,))
        elif "no such table" not in str(error):
            raise


def seal(path: Path, wait: float = 2.0) -> bool:
    """Seal the file as it lies, with all that was written merged into it. False where another writer or a full disk is in the way."""
    if not path.exists():
        return True
    address = f"{path.resolve().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None)) as c:
            c.execute("PRAGMA synchronous=FULL")
            for _ in range(3):
                if _state(c) in (_SEALED, None):
                    return True
                if _try_to_seal(c, path):
                    c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                    return True
    except (sqlite3.Error, OSError):
        return False
    return False


def check(path: Path) -> Checked:
    """Hold every page against the seal. Raises sqlite3.Error or UnicodeDecodeError where the seal cannot be read."""
    for last in (False, False, True):
        if _has_wal(path):
            return Checked(False)
        try:
            root, data = _read(path)
            if root is None or data[:6] == _OPENED:
                return Checked(False)
            found = _compare(path, root, data)
            same = _read(path) == (root, data)
        except (sqlite3.Error, UnicodeDecodeError):
            if last:
                raise
            continue
        # A writer may have opened the seal while we read.
        if same and not _has_wal(path):
            return found
    return Checked(False)


def _read(path: Path) -> tuple[int | None, bytes]:
    """The root page of the seal's table, None where there is no such table, and its data, none where it has not one row."""
    # Nobody writes while there is no log of writes: even where SQLite may lay no files beside the store, it can be read.
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as c:
        root = c.execute("SELECT rootpage FROM sqlite_master WHERE name = 'page_seal'").fetchone()
        rows = c.execute("SELECT data, id FROM page_seal").fetchall() if root else []
    data = rows[0][0] if len(rows) == 1 and isinstance(rows[0][0], bytes) and rows[0][1] == 1 else b""
    return (root[0] if root else None), data


def _compare(path: Path, root: int, data: bytes) -> Checked:
    page = _page_size(path)
    lie = _lie(path, page, root)
    damaged = Checked(True, DAMAGED)
    if data[:6] != _SEALED or lie is None or sum(n for _, _, n in lie.runs) != len(data):
        return damaged
    if _own_sum(_own_pages(path, page, lie), lie) != data[_SUM]:
        return damaged
    count = int.from_bytes(data[_COUNT], "big")
    size = path.stat().st_size
    broken = "" if size == count * page else f"the file has {size:,} bytes, it was sealed with {count * page:,}"
    own = set(lie.own)
    differing = []
    for number, digest in enumerate(_digests(path, page), 1):
        kept = data[_START + (number - 1) * _SIZE : _START + number * _SIZE] if number <= count else b""
        if number not in own and digest != kept:
            differing.append(Page(number, (number - 1) * page, number * page))
    return Checked(True, broken, tuple(differing))


def _try_to_seal(c: sqlite3.Connection, path: Path) -> bool:
    count = int(c.execute("PRAGMA page_count").fetchone()[0])
    room = int(c.execute("SELECT length(data) FROM page_seal").fetchone()[0])
    if room < _START + (count + 64) * _SIZE:
        # Room is made before, so that the sealing itself moves no page.
        room = _START + (count + count // 4 + _SPARE) * _SIZE
        c.execute("UPDATE page_seal SET data = ?", (_OPENED + bytes(room - len(_OPENED)),))
    c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    c.execute("BEGIN IMMEDIATE")
    try:
        page = _page_size(path)
        count = path.stat().st_size // page
        root = c.execute("SELECT rootpage FROM sqlite_master WHERE name = 'page_seal'").fetchone()[0]
        lie = _lie(path, page, root)
        # Under the write lock and with nothing left to merge, nobody can change the file.
        if _has_wal(path) or lie is None or room < _START + count * _SIZE:
            return False
        own = set(lie.own)
        digests = b"".join(b"\0" * _SIZE if n in own else d for n, d in enumerate(_digests(path, page), 1))
        data = _SEALED + b"\0" * 32 + count.to_bytes(8, "big") + digests
        held = _own_pages(path, page, lie)
        _put(held, lie, data)
        data = data[: _SUM.start] + _own_sum(held, lie) + data[_SUM.stop :]
        with c.blobopen("page_seal", "data", 1) as blob:
            blob.write(data)
        c.execute("COMMIT")
        return True
    finally:
        if c.in_transaction:
            c.execute("ROLLBACK")


def _lie(path: Path, page: int, root: int) -> _Lie | None:
    """Where the seal's data lies in the file (SQLite's file format, 1.6 and 2.1); None where nothing like it is there."""
    with path.open("rb") as f, suppress(IndexError):

        def read(number: int) -> bytes:
            f.seek((number - 1) * page)
            return f.read(page)

        leaf = read(root)
        head = 100 if root == 1 else 0
        if leaf[head] != 13 or int.from_bytes(leaf[head + 3 : head + 5], "big") != 1:
            return None
        at = int.from_bytes(leaf[head + 8 : head + 10], "big")
        size, at = _varint(leaf, at)
        _, at = _varint(leaf, at)
        skip, _ = _varint(leaf, at)
        least = (page - 12) * 32 // 255 - 23
        local = size
        if size > page - 35:
            local = least + (size - least) % (page - 4)
            local = local if local <= page - 35 else least
        runs = [(root, at + skip, local - skip)]
        left, following = size - local, int.from_bytes(leaf[at + local : at + local + 4], "big")
        while left > 0:
            if not following or following * page > path.stat().st_size:
                return None
            runs.append((following, 4, min(left, page - 4)))
            left -= page - 4
            following = int.from_bytes(read(following)[:4], "big")
        return _Lie(page, tuple(runs))
    return None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(9):
        byte = data[at]
        at += 1
        if n == 8:
            return value << 8 | byte, at
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, at


def _own_pages(path: Path, page: int, lie: _Lie) -> dict[int, bytearray]:
    with path.open("rb") as f:
        found = {}
        for number in lie.own:
            f.seek((number - 1) * page)
            found[number] = bytearray(f.read(page))
    return found


def _put(held: dict[int, bytearray], lie: _Lie, data: bytes) -> None:
    for number, start, length in lie.runs:
        piece, data = data[:length], data[length:]
        held[number][start : start + len(piece)] = piece


def _own_sum(held: dict[int, bytearray], lie: _Lie) -> bytes:
    """The hash over the pages of the seal, its own 32 bytes and the state left out."""
    h = hashlib.sha256()
    left = _SUM.stop
    for number, start, length in lie.runs:
        hidden = min(left, length)
        left -= hidden
        h.update(number.to_bytes(8, "big") + held[number][:start] + b"\0" * hidden + held[number][start + hidden :])
    return h.digest()


def _state(c: sqlite3.Connection) -> bytes | None:
    """The state of the seal; None for a store of a schema without seals."""
    try:
        with c.blobopen("page_seal", "data", 1, readonly=True) as blob:
            return bytes(blob.read(6))
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return None
        raise


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _page_size(path: Path) -> int:
    with path.open("rb") as f:
        size = int.from_bytes(f.read(18)[16:18], "big")
    return 65536 if size == 1 else max(size, 512)


def _digests(path: Path, page: int) -> Iterator[bytes]:
    with path.open("rb") as f:
        while block := f.read(page * _BLOCK):
            for start in range(0, len(block), page):
                yield hashlib.blake2b(block[start : start + page], digest_size=_SIZE).digest()
