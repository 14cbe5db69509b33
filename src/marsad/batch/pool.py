"""Worker processes that may die without loss: their work is done again, and an item that kills whoever touches it is named."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from socket import socketpair
from types import TracebackType
from typing import Any

from marsad.batch.work import Setup
from marsad.errors import MarsadError

PATIENCE = 900.0
"""Seconds by the clock that a chunk may take before its worker counts as hanging and is killed."""
BEGINNING = 300.0
"""Seconds by the clock that a worker may take to be ready."""
AHEAD = 2
"""Chunks that a worker holds: one to work on, one that waits, so that it never waits for the writer."""
OPEN = 4
"""Chunks a worker that may be under way or done and not yet written: what bounds memory."""
TRIES = 2
"""Deaths over a chunk after which it is halved: one may come from outside."""
LAST_TRIES = 3
"""Deaths over a single item after which it is given up."""
STILLBORN = 3
"""Workers in a row that may end by themselves before they are ready for work."""
STRUCK = 100
"""The same for workers that a signal ended: that comes from outside, and goes by."""


class WorkersLost(MarsadError):
    """Worker processes cannot be started, or die before they do anything."""

    code = "workers-lost"


@dataclass(frozen=True, slots=True)
class Poison:
    """In the place of a result: what became of the workers that touched this item."""

    reason: str


@dataclass(slots=True)
class _Piece:
    """A chunk or a part of one: which, from which item on, the items, and how many workers died over it."""

    chunk: int
    at: int
    items: Sequence[Any]
    deaths: int = 0


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    end: Connection
    pieces: deque[_Piece] = field(default_factory=deque)
    since: float = 0.0
    ready: bool = False


class Pool:
    """`workers` processes that all do one task. Use as a context manager: leaving it ends them."""

    def __init__(self, workers: int, setup: Setup, task: str, patience: float = PATIENCE) -> None:
        self._count, self._setup, self._task, self._patience = workers, setup, task, patience
        self._workers: list[_Worker] = []
        self._stillborn = self._struck = 0
        self.deaths = 0
        """Workers that died over their work so far."""

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes at this moment."""
        return tuple(w.process.pid for w in self._workers)

    @property
    def at_work(self) -> tuple[int, ...]:
        """Those of them that have begun and hold work."""
        return tuple(w.process.pid for w in self._workers if w.ready and w.pieces)

    def map(self, chunks: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
        """What the task makes of each chunk, in order: a result or a Poison for each item.

        Raises WorkersLost where no worker can be started, and what the task itself raised of our errors.
        """
        source = enumerate(chunks)
        waiting: deque[_Piece] = deque()
        done: dict[int, list[Any]] = {}
        left: dict[int, int] = {}
        following, more = 0, True
        while True:
            while more and len(left) < OPEN * self._count:
                number, chunk = next(source, (-1, ()))
                if number < 0:
                    more = False
                elif chunk:
                    waiting.append(_Piece(number, 0, chunk))
                    done[number], left[number] = [None] * len(chunk), len(chunk)
                else:
                    done[number], left[number] = [], 0
            while following in left and left[following] == 0:
                del left[following]
                following += 1
                yield done.pop(following - 1)
            if not more and not left:
                return
            self._hand_out(waiting)
            for piece, results in self._collect(waiting):
                done[piece.chunk][piece.at : piece.at + len(results)] = results
                left[piece.chunk] -= len(results)

    def _hand_out(self, waiting: deque[_Piece]) -> None:
        while len(self._workers) < self._count and waiting:
            self._workers.append(self._start())
        for depth in range(AHEAD):
            for worker in self._workers:
                if waiting and len(worker.pieces) <= depth:
                    piece = waiting.popleft()
                    if not worker.pieces:
                        worker.since = time.monotonic()
                    worker.pieces.append(piece)
                    # A worker that is gone is found out by its closed end.
                    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                        worker.end.send(piece.items)

    def _collect(self, waiting: deque[_Piece]) -> Iterator[tuple[_Piece, list[Any]]]:
        busy = {w.end: w for w in self._workers if w.pieces}
        ready = wait(list(busy), timeout=1.0)
        for end in ready:
            worker = busy[end]  # type: ignore[index]
            try:
                results = worker.end.recv()
            except (EOFError, OSError):
                yield from self._bury(worker, waiting)
                continue
            worker.since = time.monotonic()
            if isinstance(results, MarsadError):
                raise results
            if worker.ready:
                yield worker.pieces.popleft(), results
            worker.ready, self._stillborn, self._struck = True, 0, 0
        for worker in busy.values():
            # Beginning takes as long as the machine is busy; it is no sign of a report that cannot be read.
            patience = self._patience if worker.ready else max(self._patience, BEGINNING)
            if worker in self._workers and worker.end not in ready and time.monotonic() - worker.since > patience:
                worker.process.kill()

    def _bury(self, worker: _Worker, waiting: deque[_Piece]) -> Iterator[tuple[_Piece, list[Any]]]:
        """Take a dead worker's work back: the chunk at hand is done again, halved or given up, the rest waits again."""
        self._workers.remove(worker)
        worker.end.close()
        worker.process.kill()
        code = worker.process.wait()
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        if not worker.ready:
            self._stillborn, self._struck = self._stillborn + (code >= 0), self._struck + (code < 0)
            waiting.extendleft(reversed(worker.pieces))
            if self._stillborn >= STILLBORN or self._struck >= STRUCK:
                raise WorkersLost(f"workers end before they are ready ({how})", hint="what they said stands above")
            return
        self.deaths += 1
        piece, *rest = worker.pieces
        waiting.extendleft(reversed(rest))
        piece.deaths += 1
        if len(piece.items) == 1 and piece.deaths >= LAST_TRIES:
            yield piece, [Poison(f"{piece.deaths} workers died over it, the last by {how}")]
        elif len(piece.items) > 1 and piece.deaths >= TRIES:
            middle = len(piece.items) // 2
            first, second = piece.items[:middle], piece.items[middle:]
            waiting.appendleft(_Piece(piece.chunk, piece.at + middle, second, TRIES - 1))
            waiting.appendleft(_Piece(piece.chunk, piece.at, first, TRIES - 1))
        else:
            waiting.appendleft(piece)

    def _start(self) -> _Worker:
        ours, theirs = socketpair()
        try:
            # Only its own end is handed on, so that a worker's death closes it.
            process = subprocess.Popen(
                [sys.executable, "-m", "marsad.batch.worker", str(theirs.fileno())],
                stdin=subprocess.DEVNULL, pass_fds=(theirs.fileno(),),
            )
        except OSError as error:
            ours.close()
            raise WorkersLost(f"a worker cannot be started: {error.strerror}", hint="use fewer --workers") from error
        finally:
            theirs.close()
        end = Connection(os.dup(ours.fileno()))
        ours.close()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            end.send((self._setup, self._task))
        return _Worker(process, end)

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.wait()
        self._workers.clear()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
