"""The process that parses what strangers wrote: little memory, little time, no files to write; it may die without loss.

Run as `python -m marsad.sources.worker MEMORY SECONDS`; jobs come in frames on standard input, what was read goes out on standard
output (see `wire`).
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from marsad.errors import BadInput
from marsad.sources import steps, wire
from marsad.sources.draft import Problem, Read


class _Out:
    """Where frames go. The bytes of a feed or archive that many reports share are sent once."""

    def __init__(self, file: BinaryIO, seconds: int) -> None:
        self._file, self._seconds, self._last = file, seconds, ""

    def send(self, kind: bytes, header: Any, payload: bytes = b"") -> None:
        self._file.write(wire.frame(kind, header, payload))
        self._file.flush()

    def step(self, number: int, where: str) -> None:
        """A new item begins, and has its own time."""
        self.more_time()
        self.send(wire.STEP, {"n": number, "where": where})

    def more_time(self) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + self._seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))

    def item(self, item: Read | Problem) -> None:
        kind, header, payload = wire.of_item(item)
        if isinstance(item, Read):
            header["same"] = item.report.sha256 == self._last
            self._last = item.report.sha256
        self.send(kind, header, b"" if header.get("same") else payload)

    def again(self) -> None:
        self._last = ""


def main() -> None:
    """Serve jobs until standard input ends."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    # What a library prints must not stand among the frames.
    out = _Out(os.fdopen(os.dup(1), "wb"), seconds)
    os.dup2(2, 1)
    source = sys.stdin.buffer
    # No file may grow under this process, and it leaves no image of its memory.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while head := source.read(wire.HEAD.size):
        _, length, size = wire.HEAD.unpack(head)
        job = wire.header_of(source.read(length))
        payload = source.read(size)
        out.again()
        out.more_time()
        steps.restart(job["skip"], out.step)
        try:
            for item in _run(job, payload):
                out.item(item)
                out.more_time()
            out.send(wire.END, {})
        except MemoryError:
            out.send(wire.FELL, {"message": f"it needs more than {memory >> 20:,} MiB of memory"})
            os._exit(1)
        except Exception as error:
            out.send(wire.FELL, {"message": f"the parser fell over it: {type(error).__name__}: {str(error)[:200]}"})
            raise


def _run(job: dict[str, Any], payload: bytes) -> Iterator[Read | Problem]:
    from marsad.sources.addresses import parse_fetched
    from marsad.sources.fetch import Fetched
    from marsad.sources.mapping import Shape
    from marsad.sources.paths import parse_path

    defaults, today, where = wire.to_fields(job["defaults"]), wire.day(job["today"]), job["where"]
    try:
        if "fetched" in job:
            yield from parse_fetched(Fetched(data=payload, **job["fetched"]), defaults, today)
        else:
            os.chdir(job["folder"])
            shape = Shape(**job["shape"])
            yield from parse_path(Path(where), job["kind"], defaults, today, job["encoding"], shape)
    except BadInput as error:
        yield Problem(where, error)
    except OSError as error:
        yield Problem(where, BadInput(error.strerror or "cannot be read", where=where))


if __name__ == "__main__":
    main()
