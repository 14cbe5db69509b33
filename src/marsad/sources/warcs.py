"""Writing WARC: every exchange with a server as a pair of records, on disk before the next request goes out."""

from __future__ import annotations

import hashlib
import io
import os
import re
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from marsad import __version__
from marsad.sources.fetch import Exchange

MAX_FILE = 1_000_000_000
"""Bytes after which a new file is begun, as archives do."""
_CHUNK = 1 << 20
_HEAD = 16_384
_TARGET = re.compile(rb"^WARC-Target-URI: *<?([^\r\n>]*)", re.I | re.M)


def utc_now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that were written in one go (an exchange, or the head of a file): the file's name, where in it they stand, how many they
    are, their SHA-256 (hex), and the address that was asked (empty for a head)."""

    file: str
    offset: int
    length: int
    sha256: str
    url: str


class WarcLog:
    """A folder of WARC files that grows. Safe to use from several threads; a file is begun with the first record.

    A killed process leaves whole records: each is a gzip member of its own, written in one go and synced.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] = utc_now, max_file: int = MAX_FILE) -> None:
        self.folder, self._now, self._max_file = folder, now, max_file
        self._lock = threading.Lock()
        self._file: io.FileIO | None = None
        self.written = 0
        self._fresh: list[Piece] = []

    def take(self) -> tuple[Piece, ...]:
        """What was written since this was asked last, in order: to be noted where nothing can be changed unseen."""
        with self._lock:
            fresh, self._fresh = tuple(self._fresh), []
        return fresh

    def __call__(self, seen: Exchange) -> None:
        """Write an exchange: a `response` (or, for «304 Not Modified», a `revisit`) and the `request` that it answers."""
        from warcio.statusandheaders import StatusAndHeaders

        date = self._now().strftime("%Y-%m-%dT%H:%M:%SZ")
        # The body was taken out of its chunks when it was read, so the archive must not announce them.
        headers = [
            (("X-Archive-Orig-" + name) if name.lower() == "transfer-encoding" else name, _plain(value))
            for name, value in seen.headers
        ]
        answer = StatusAndHeaders(f"{seen.status} {_plain(seen.reason)}".strip(), headers, protocol="HTTP/1.1")
        asked = [(name, _plain(value)) for name, value in seen.request]
        request = StatusAndHeaders(f"{_plain(seen.target)} HTTP/1.1", asked, protocol="GET", is_http_request=True)
        common = {"WARC-Date": date, "WARC-IP-Address": seen.address}
        buffer = io.BytesIO()
        writer = _writer(buffer)
        if seen.status == 304:
            profile = {"WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/server-not-modified"}
            record = writer.create_warc_record(
                seen.url, "revisit", http_headers=answer, warc_headers_dict={**common, **profile}
            )
        else:
            body = io.BytesIO(seen.body)
            record = writer.create_warc_record(
                seen.url, "response", payload=body, http_headers=answer, warc_headers_dict=dict(common)
            )
        writer.write_request_response_pair(
            writer.create_warc_record(seen.url, "request", http_headers=request, warc_headers_dict=dict(common)), record
        )
        with self._lock:
            self._append(buffer.getvalue(), seen.url)
            self.written += 1

    def _append(self, data: bytes, url: str) -> None:
        if self._file is not None and self._file.tell() + len(data) > self._max_file:
            self.close()
        if self._file is None:
            self._file, head = self._begin()
            self._note(0, head, "")
        offset = self._file.tell()
        self._file.write(data)
        os.fsync(self._file.fileno())
        self._note(offset, data, url)

    def _note(self, offset: int, data: bytes, url: str) -> None:
        assert self._file is not None
        name = Path(str(self._file.name)).name
        self._fresh.append(Piece(name, offset, len(data), hashlib.sha256(data).hexdigest(), url))

    def _begin(self) -> tuple[io.FileIO, bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = f"marsad-{self._now():%Y%m%d%H%M%S}"
        for n in range(100_000):
            try:
                file = io.FileIO(self.folder / f"{stem}-{n:05}.warc.gz", "xb")
            except FileExistsError:
                continue
            _lock(file)
            head = io.BytesIO()
            writer = _writer(head)
            info = {"software": f"marsad/{__version__}", "format": "WARC File Format 1.1"}
            writer.write_record(writer.create_warcinfo_record(Path(str(file.name)).name, info))
            file.write(head.getvalue())
            return file, head.getvalue()
        raise FileExistsError(f"no free name in {self.folder}")

    def close(self) -> None:
        """Close the file that is being written."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> WarcLog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def pieces_from(path: Path, start: int) -> Iterator[Piece]:
    """The members of a packed WARC file from a byte on, each a piece; what is no member any more (a write that was cut short) is one."""
    offset, buffer = start, b""
    with path.open("rb") as file:
        file.seek(start)
        while True:
            unpack, digest, length, head = zlib.decompressobj(zlib.MAX_WBITS | 16), hashlib.sha256(), 0, b""
            torn = False
            while not unpack.eof and (buffer := buffer or file.read(_CHUNK)):
                try:
                    out = b"" if torn else unpack.decompress(buffer, _CHUNK)
                except zlib.error:
                    torn = True
                rest = b"" if torn else unpack.unused_data if unpack.eof else unpack.unconsumed_tail
                taken = len(buffer) - len(rest)
                digest.update(buffer[:taken])
                length += taken
                head = (head + (b"" if torn else out))[:_HEAD]
                buffer = rest
            if length:
                found = _TARGET.search(head.partition(b"\r\n\r\n")[0])
                url = found[1].decode("utf-8", "replace") if found else ""
                yield Piece(path.name, offset, length, digest.hexdigest(), url)
                offset += length
            if not unpack.eof:
                return


def is_being_written(path: Path) -> bool:
    """Whether some process is at this file now."""
    with path.open("rb") as file:
        return not _lock(file)


def _lock(file: IO[bytes] | io.FileIO) -> bool:
    """Say that this file is ours, as long as it is open; False where it is another's."""
    try:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass
    except OSError:
        return False
    return True


def _writer(file: io.BytesIO) -> Any:
    from warcio.warcwriter import WARCWriter

    return WARCWriter(file, gzip=True, warc_version="WARC/1.1")


def _plain(value: str) -> str:
    """A header's value without line breaks, which would forge further headers."""
    return " ".join(value.split())
