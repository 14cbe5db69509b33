"""The WARC files beside a store: what was fetched, as it came. The log names each piece of them by file, place and hash."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import uuid
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from marsad.errors import StoreError
from marsad.sources.warcs import Piece, is_being_written, pieces_from
from marsad.store import log
from marsad.store import schema as t
from marsad.store.core import Records
from marsad.store.engine import MEMORY, writing
from marsad.store.postgres import is_address
from marsad.store.reports import chunks

ARCHIVED, BLANKED = "archived", "blanked"
ENDING = ".warc.gz"
_BLANK = "What stood here was removed; the log of the store says why.\n"


def folder_of(target: str) -> Path | None:
    """The folder of WARC files that belongs to a store; None for one on a server, which has none."""
    return None if is_address(target) or target == MEMORY else Path(f"{target}.watch")


class ArchiveTables(Records):
    """What the log says of WARC files."""

    def note_archive(self, pieces: Iterable[Piece], at: str | None = None) -> None:
        """Note pieces that were written. `at` as for `add`."""
        entries = [_entry(ARCHIVED, piece, at or log.now()) for piece in pieces]
        for part in chunks(entries):
            with writing(self.engine) as c:
                log.append(c, part)

    def archive(self) -> dict[str, list[Piece]]:
        """The pieces that the log speaks of, by file, in their order; of one that was blanked, what stands there now."""
        with self.engine.connect() as c:
            return archive_of(json.loads(entry) for entry in c.execute(_entries()).scalars())

    def catch_up(self, folder: Path, at: str | None = None) -> int:
        """Note what was written into the folder and not noted, because the process was killed in between; returns how many pieces."""
        known = self.archive()
        found: list[Piece] = []
        for path in sorted(folder.glob(f"*{ENDING}")):
            end = max((p.offset + p.length for p in known.get(path.name, ())), default=0)
            if path.stat().st_size > end and not is_being_written(path):
                found += pieces_from(path, end)
        self.note_archive(found, at)
        return len(found)

    def blank_archive(
        self, urls: Collection[str], folders: Sequence[Path], reason: str, at: str | None = None
    ) -> tuple[int, tuple[str, ...]]:
        """Overwrite what was fetched from these addresses by a record of the same length that says so, and note it with the reason.

        Returns how many pieces were blanked, and the files that lie in none of the folders. Safe to repeat after a fault.
        """
        wanted = [p for pieces in self.archive().values() for p in pieces if p.url and p.url in urls]
        missing = {p.file for p in wanted if find(p.file, folders) is None}
        at = at or log.now()
        count = 0
        for piece in wanted:
            path = find(piece.file, folders)
            if path is None:
                continue
            blank = _blank(piece)
            digest = hashlib.sha256(blank).hexdigest()
            if digest != piece.sha256:
                said = _entry(BLANKED, replace(piece, sha256=digest), at) | {"reason": reason}
                with writing(self.engine) as c:
                    log.append(c, [said])
                count += 1
            _write(path, piece.offset, blank)
        return count, tuple(sorted(missing))


def archive_of(entries: Iterable[dict[str, Any]]) -> dict[str, list[Piece]]:
    """The pieces of files from entries of the log. Raises KeyError, TypeError where one is not built as it should be."""
    found: dict[str, dict[tuple[int, int], Piece]] = {}
    for said in entries:
        piece = piece_of(said)
        found.setdefault(piece.file, {})[(piece.offset, piece.length)] = piece
    return {file: [at[key] for key in sorted(at)] for file, at in sorted(found.items())}


def piece_of(said: dict[str, Any]) -> Piece:
    """The piece that an entry speaks of. Raises KeyError, TypeError, ValueError."""
    return Piece(str(said["file"]), int(said["offset"]), int(said["length"]), str(said["sha256"]), str(said["url"]))


def find(file: str, folders: Sequence[Path]) -> Path | None:
    """Where a file lies; None where it lies in none of the folders."""
    # What a name in a log says is no path.
    return next((f / file for f in folders if Path(file).name == file and (f / file).is_file()), None)


def bytes_of(piece: Piece, folders: Sequence[Path]) -> bytes | None:
    """The bytes of a piece; None where its file is not there or holds others."""
    path = find(piece.file, folders)
    data = _bytes(path, piece.offset, piece.length) if path else b""
    return data if hashlib.sha256(data).hexdigest() == piece.sha256 else None


def copy_archive(known: dict[str, list[Piece]], sources: Sequence[Path], target: Path) -> None:
    """Copy the files that the log speaks of, as far as it does, into another folder. Raises StoreError where one is not as it was
    written: what is not whole is no backup."""
    for file, pieces in known.items():
        path = find(file, sources)
        if path is None:
            raise StoreError("the log speaks of this file, but it is not there", where=file, hint="--archive FOLDER says where it lies")
        try:
            target.mkdir(exist_ok=True)
            with path.open("rb") as a, (target / file).open("xb") as b:
                shutil.copyfileobj(a, b)
                b.truncate(max(p.offset + p.length for p in pieces))
                b.flush()
                os.fsync(b.fileno())
        except OSError as error:
            raise StoreError(error.strerror or "it cannot be copied", where=str(target / file)) from error
        if any(hashlib.sha256(_bytes(target / file, p.offset, p.length)).hexdigest() != p.sha256 for p in pieces):
            raise StoreError("it is not whole", where=str(path), hint="marsad verify names what is broken")


def _entries() -> sa.Select[Any]:
    said = sa.or_(*(t.log.c.entry.like(f'{{"action":"{action}"%') for action in (ARCHIVED, BLANKED)))
    return sa.select(t.log.c.entry).where(said).order_by(t.log.c.seq)


def _entry(action: str, piece: Piece, at: str) -> dict[str, Any]:
    return {
        "action": action, "file": piece.file, "offset": piece.offset, "length": piece.length, "sha256": piece.sha256, "url": piece.url,
        "at": at,
    }  # fmt: skip


def _bytes(path: Path, offset: int, length: int) -> bytes:
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(length)


def _write(path: Path, offset: int, data: bytes) -> None:
    try:
        with path.open("r+b") as file:
            file.seek(offset)
            if file.read(len(data)) != data:
                file.seek(offset)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(f"it cannot be written: {error.strerror}", where=str(path), hint="then remove the report again") from error


def _blank(piece: Piece) -> bytes:
    """A gzip member of the piece's length with one record, so that whoever reads the file goes on behind it."""
    said = _BLANK.encode()
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{piece.file}:{piece.offset}")
    head = (
        f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: 1970-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {piece.url}\r\nContent-Type: text/plain\r\nContent-Length: {len(said)}\r\n\r\n"
    )
    record = head.encode() + said + b"\r\n\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(record) + packer.flush() + struct.pack("<II", zlib.crc32(record), len(record))
    # A member's head may hold a comment of any length, which nobody reads: it fills the place.
    room = piece.length - len(body) - 11
    if room < 0:
        return b"\0" * piece.length
    return b"\x1f\x8b\x08\x10\0\0\0\0\0\xff" + b" " * room + b"\0" + body
