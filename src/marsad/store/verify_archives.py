"""The WARC files beside a store against the log: every piece that it speaks of, and nothing between them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from marsad.sources.warcs import Piece
from marsad.store.archives import ENDING, find
from marsad.store.verify_read import Note


@dataclass(frozen=True, slots=True)
class Archived:
    """What a pass over the files came to: pieces held against the log, and files with bytes that the log does not speak of yet (file,
    bytes): a watch that runs or was killed notes them at its next word."""

    pieces: int = 0
    unnoted: tuple[tuple[str, int], ...] = ()


def check_archives(known: dict[str, list[Piece]], folders: Sequence[Path], note: Note) -> Archived:
    """Check every piece that the log speaks of."""
    checked = 0
    unnoted = []
    for file, pieces in known.items():
        path = find(file, folders)
        if path is None:
            note("archive", file, f"the log speaks of {len(pieces)} pieces of it, but it is not here (--archive FOLDER says where it is)")
            continue
        checked += len(pieces)
        try:
            end = _check(path, pieces, note)
            if (left := path.stat().st_size - end) > 0:
                unnoted.append((str(path), left))
        except OSError as error:
            note("archive", file, f"it cannot be read: {error.strerror}")
    unnoted += [(str(path), path.stat().st_size) for path in _others(known, folders)]
    return Archived(checked, tuple(unnoted))


def _others(known: dict[str, list[Piece]], folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from (path for path in sorted(folder.glob(f"*{ENDING}")) if path.name not in known)


def _check(path: Path, pieces: list[Piece], note: Note) -> int:
    end = 0
    with path.open("rb") as file:
        for piece in pieces:
            last = piece.offset + piece.length
            where = f"{path.name} bytes {piece.offset} to {last}" + (f" ({piece.url})" if piece.url else "")
            if piece.offset > end:
                note("archive", f"{path.name} bytes {end} to {piece.offset}", "the log does not speak of them")
            end = max(end, last)
            file.seek(piece.offset)
            data = file.read(piece.length)
            if len(data) < piece.length:
                note("archive", where, f"the file breaks off {piece.length - len(data):,} bytes before")
            elif hashlib.sha256(data).hexdigest() != piece.sha256:
                note("archive", where, "its bytes are not those that the log recorded")
    return end
