"""After a judgement: events, dossiers and ledger are worked out anew, beside the answering of pages."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from marsad.errors import MarsadError
from marsad.pipeline import run
from marsad.store import Store

log = logging.getLogger("marsad")
STEPS = ("events", "incidents", "control")


class Reckoner:
    """Runs the steps that rest on judgements, one run at a time; judgements that come meanwhile are taken up by one more run. `after`
    is called at the end of each that went well."""

    def __init__(self, store: Store, after: Callable[[], object] = lambda: None) -> None:
        self.store, self._after = store, after
        self.failed = ""
        self._lock = threading.Lock()
        self._wanted = False
        self._thread: threading.Thread | None = None
        self._done = threading.Event()
        self._done.set()

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return not self._done.is_set()

    def ask(self, wait: float = 0.0) -> bool:
        """Ask for a run; wait for its end at most so many seconds. Gives whether it has ended."""
        with self._lock:
            self._wanted = True
            if self._done.is_set():
                self._done.clear()
                self._thread = threading.Thread(target=self._work, name="marsad-reckoner", daemon=True)
                self._thread.start()
        return self._done.wait(wait)

    def stop(self) -> None:
        """Wait for the run under way: the store is about to close."""
        if self._thread is not None:
            self._thread.join(60)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._done.set()
                    return
                self._wanted = False
            try:
                run(self.store, STEPS)
                self._after()
                self.failed = ""
            except (MarsadError, ArithmeticError, LookupError, OSError, RuntimeError, SQLAlchemyError, TypeError, ValueError) as error:
                # The judgement is kept and the page says so; `marsad run` takes the work up again.
                log.error("the record could not be worked out anew: %s: %s", type(error).__name__, error)
                self.failed = f"{type(error).__name__}: {error}"
