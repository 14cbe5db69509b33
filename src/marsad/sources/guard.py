"""Parsing in a worker process that may run out of memory, of time, or of luck: what felled it is named, the rest goes on."""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from marsad.errors import BadInput
from marsad.sources import wire
from marsad.sources.draft import Problem, Read

MEMORY = 2 << 30
"""Bytes of address space that a worker may have."""
SECONDS = 60
"""Seconds of processor time that one item may take."""
WALL = 600.0
"""Seconds that one item may take by the clock, however busy the machine."""
MAX_FALLS = 20
"""Workers that one source may fell before what is left of it is given up."""
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "LD_LIBRARY_PATH", "TMPDIR", "TZ")


class Felled(BadInput):
    """An item that took a worker more memory or time than it may have, or crashed it."""

    code = "felled"

    def __init__(self, message: str, *, where: str = "", killed: bool = False) -> None:
        super().__init__(message, where=where)
        self.killed = killed


class Guard:
    """One worker that is kept for the next job, and replaced when it dies. Jobs of several threads wait for each other."""

    def __init__(self, memory: int = MEMORY, seconds: int = SECONDS, wall: float = WALL) -> None:
        self._memory, self._seconds, self._wall = memory, seconds, wall
        self._lock = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._buffer = bytearray()
        self.started = 0

    def run(self, job: dict[str, Any], payload: bytes = b"") -> Iterator[Read | Problem]:
        """What the job's reader gives. Where the worker dies, a Problem names the item and the reason, and a new one goes on behind
        it (where the source has items)."""
        skip = drop = 0
        retried: set[int] = set()
        with self._lock:
            for _ in range(MAX_FALLS):
                at = given = 0
                delivered = whole = False
                where = str(job["where"])
                try:
                    self._send({**job, "skip": skip}, payload)
                    last = b""
                    while True:
                        kind, header, data = self._frame()
                        if kind == wire.STEP:
                            at, where, delivered = int(header["n"]), str(header["where"]), False
                        elif kind == wire.END:
                            whole = True
                            return
                        elif kind == wire.FELL:
                            raise Felled(str(header["message"]), where=where)
                        else:
                            last = data = last if header.pop("same", False) else data
                            item = wire.to_item(kind, header, data)
                            delivered = True
                            given += 1
                            if at or given > drop:
                                yield item
                except Felled as error:
                    if error.killed and (at not in retried or delivered):
                        # Somebody killed it from outside: that is not the fault of what it read.
                        retried.add(at)
                        skip, drop = (at if delivered else at - 1, 0) if at else (skip, max(drop, given))
                        continue
                    yield Problem(where, BadInput(error.message, where=where, hint=error.hint))
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    yield Problem(where, BadInput(f"the worker answers nonsense: {error}", where=where))
                finally:
                    # Also where nobody wants the rest: frames that nobody takes would stand before those of the next job.
                    if not whole:
                        self._end()
                if not at:
                    return
                skip = at
            yield Problem(where, BadInput(f"{MAX_FALLS} items of it felled their workers; the rest is left", where=where))

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            self._end()

    def _send(self, job: dict[str, Any], payload: bytes) -> None:
        data = wire.frame(b"J", job, payload)
        if self._worker is None or self._worker.poll() is not None:
            self._start()
        assert self._worker is not None and self._worker.stdin is not None
        try:
            self._worker.stdin.write(data)
            self._worker.stdin.flush()
        except OSError as error:
            raise self._why() from error

    def _start(self) -> None:
        self._end()
        self.started += 1
        # -P: what lies in the folder that somebody works in is no part of the program.
        command = [sys.executable, "-P", "-m", "marsad.sources.worker", str(self._memory), str(self._seconds)]
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        self._worker = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        self._buffer.clear()
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                # What could not be sent to the dead needs not be sent.
                with contextlib.suppress(OSError):
                    pipe.close()

    def _frame(self) -> tuple[bytes, dict[str, Any], bytes]:
        until = time.monotonic() + self._wall
        kind, length, size = wire.HEAD.unpack(self._take(wire.HEAD.size, until))
        if length + size > wire.MAX_FRAME:
            raise ValueError("a frame without end")
        header = wire.header_of(self._take(length, until))
        return kind, header, self._take(size, until)

    def _take(self, count: int, until: float) -> bytes:
        assert self._worker is not None and self._worker.stdout is not None
        pipe = self._worker.stdout.fileno()
        while len(self._buffer) < count:
            left = until - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise Felled(f"it takes longer than {self._wall:g} seconds")
            if not (data := os.read(pipe, 1 << 20)):
                raise self._why()
            self._buffer += data
        out = bytes(self._buffer[:count])
        del self._buffer[:count]
        return out

    def _why(self) -> Felled:
        assert self._worker is not None
        code = self._worker.wait()
        if code == -signal.SIGXCPU:
            return Felled(f"it takes more than {self._seconds} seconds of processor time")
        if code == -signal.SIGKILL:
            return Felled("its parser was killed (is the machine out of memory?)", killed=True)
        return Felled(f"its parser died ({signal.Signals(-code).name if code < 0 else f'exit code {code}'})")


_guard = Guard()
atexit.register(_guard.close)


def run(job: dict[str, Any], payload: bytes = b"") -> Iterator[Read | Problem]:
    """`Guard.run` of the worker that this process keeps."""
    return _guard.run(job, payload)
