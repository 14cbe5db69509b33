"""Writing WARC: every exchange with a server as a pair of records, on disk before the next request goes out."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from marsad import __version__
from marsad.sources.fetch import Exchange

MAX_FILE = 1_000_000_000
"""Bytes after which a new file is begun, as archives do."""


def utc_now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class WarcLog:
    """A folder of WARC files that grows. Safe to use from several threads; a file is begun with the first record.

    A killed process leaves whole records: each is a gzip member of its own, written in one go and synced.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] = utc_now, max_file: int = MAX_FILE) -> None:
        self.folder, self._now, self._max_file = folder, now, max_file
        self._lock = threading.Lock()
        self._file: io.FileIO | None = None
        self.written = 0

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
            self._append(buffer.getvalue())
            self.written += 1

    def _append(self, data: bytes) -> None:
        if self._file is not None and self._file.tell() + len(data) > self._max_file:
            self.close()
        if self._file is None:
            self._file = self._begin()
        self._file.write(data)
        os.fsync(self._file.fileno())

    def _begin(self) -> io.FileIO:
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = f"marsad-{self._now():%Y%m%d%H%M%S}"
        for n in range(100_000):
            try:
                file = io.FileIO(self.folder / f"{stem}-{n:05}.warc.gz", "xb")
            except FileExistsError:
                continue
            head = io.BytesIO()
            writer = _writer(head)
            info = {"software": f"marsad/{__version__}", "format": "WARC File Format 1.1"}
            writer.write_record(writer.create_warcinfo_record(Path(str(file.name)).name, info))
            file.write(head.getvalue())
            return file
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


def _writer(file: io.BytesIO) -> Any:
    from warcio.warcwriter import WARCWriter

    return WARCWriter(file, gzip=True, warc_version="WARC/1.1")


def _plain(value: str) -> str:
    """A header's value without line breaks, which would forge further headers."""
    return " ".join(value.split())
