"""A worker process: `python -m marsad.batch.worker FD` takes jobs from a socket that it inherited, until that is closed.

What comes and goes is pickled: both ends are one program of one user, over a socket that nobody else can reach.
"""

from __future__ import annotations

import contextlib
import queue
import signal
import sys
import threading
from multiprocessing.connection import Connection

from marsad.batch.work import Work
from marsad.errors import MarsadError


def main() -> None:
    """Work until the other end is gone."""
    # The one who pressed Ctrl-C speaks to the process that started us; it closes the socket.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end = Connection(int(sys.argv[1]))
    jobs: queue.SimpleQueue[object] = queue.SimpleQueue()

    def listen() -> None:
        # Jobs are taken in while one is worked on, so that neither end ever waits for the other to read.
        try:
            while True:
                jobs.put(end.recv())
        except (EOFError, OSError):
            jobs.put(None)

    threading.Thread(target=listen, daemon=True).start()
    first = jobs.get()
    if not isinstance(first, tuple):
        return
    setup, name = first
    try:
        task = Work(setup).prepared(name)
        end.send(True)
        while items := jobs.get():
            end.send(task(items))  # type: ignore[arg-type]
    except MarsadError as error:
        with contextlib.suppress(OSError):
            end.send(error)
    except (BrokenPipeError, ConnectionResetError):
        return


if __name__ == "__main__":
    main()
