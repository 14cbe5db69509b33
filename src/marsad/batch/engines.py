"""What does jobs: this process, several of this machine, or a cluster of Ray. Each gives what the jobs gave, in their order."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Protocol, cast

from marsad.batch.jobs import Job, perform
from marsad.batch.pool import TRIES, Poison, Pool, WorkersLost
from marsad.batch.work import Setup
from marsad.errors import MarsadError, MissingExtra, UsageError

BEGINNINGS = 3
"""Times that a cluster of our own is begun where it does not answer in time."""


class Engine(Protocol):
    """Use as a context manager."""

    workers: int

    def map(self, jobs: Iterable[Job]) -> Iterator[Any]:
        """What each job gives, or a Poison where every worker that did it died, in order. Raises what a job raises of our errors."""
        ...

    def __enter__(self) -> Engine: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


class Here:
    """This process alone."""

    workers = 1

    def map(self, jobs: Iterable[Job]) -> Iterator[Any]:
        """One after another."""
        yield from map(perform, jobs)

    def __enter__(self) -> Here:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass


class Processes:
    """Worker processes of this machine (`pool`)."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.pool = Pool(workers, Setup(""), "perform")

    def map(self, jobs: Iterable[Job]) -> Iterator[Any]:
        """In order, a job a worker."""
        for [one] in self.pool.map([job] for job in jobs):
            yield one

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.pool.close()


class Ray:
    """A cluster of Ray: the one at `address`, or one begun on this machine with `workers` processes and ended with the run."""

    def __init__(self, workers: int, address: str = "") -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        # By default its workers yield to everything else; on a busy machine they would not get to run at all.
        os.environ.setdefault("RAY_worker_niceness", "0")
        try:
            import ray
        except ImportError as error:
            raise MissingExtra("Ray is not installed", where="--engine ray", hint="pip install 'marsad[ray]'") from error
        self._ray = ray
        given: dict[str, Any] = {"address": address} if address else {"address": "local", "num_cpus": workers}
        if not address:
            given |= {"include_dashboard": False, "object_store_memory": 256 << 20}
        for left in reversed(range(1 if address else BEGINNINGS)):
            try:
                ray.init(**given, log_to_driver=False, logging_level=logging.ERROR, configure_logging=True)
                break
            except Exception as error:
                # It gives a cluster of our own thirty seconds, which a busy machine may need, and then raises a bare Exception.
                slow = type(error) is Exception
                if not slow and not isinstance(error, (ConnectionError, OSError, RuntimeError, ValueError)):
                    raise
                cast(Any, ray).shutdown()
                if not (slow and left):
                    where = address or "--engine ray"
                    raise WorkersLost(f"Ray cannot be reached: {error}", where=where, hint="see --address") from error
        self.workers = workers if not address else max(1, int(cast(Any, ray).cluster_resources().get("CPU", 1)))
        self._remote: Any = ray.remote(num_cpus=1, max_retries=TRIES)(perform)

    def map(self, jobs: Iterable[Job]) -> Iterator[Any]:
        """In order; a few jobs a worker are under way. Ray does a job again whose worker died."""
        waiting: deque[Any] = deque()
        for job in jobs:
            waiting.append(self._remote.remote(job))
            if len(waiting) >= 4 * self.workers:
                yield self._got(waiting.popleft())
        while waiting:
            yield self._got(waiting.popleft())

    def _got(self, ref: Any) -> Any:
        wrong = self._ray.exceptions
        try:
            return self._ray.get(ref)
        except (wrong.WorkerCrashedError, wrong.OutOfMemoryError, wrong.NodeDiedError) as error:
            return Poison(f"{TRIES + 1} workers died over it, the last by {type(error).__name__}")
        except wrong.RayTaskError as error:
            if isinstance(error.cause, MarsadError):
                raise error.cause from None
            raise
        except wrong.RayError as error:
            raise WorkersLost(f"the cluster is gone: {error}", where="--engine ray") from error

    def __enter__(self) -> Ray:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ray.shutdown()


def engine(name: str, workers: int, address: str = "") -> Engine:
    """The engine of that name. Raises UsageError, MissingExtra, WorkersLost."""
    if name == "ray":
        return Ray(workers, address)
    if address:
        raise UsageError("only Ray has an address", where="--address", hint="--engine ray")
    if name == "local":
        return Processes(workers) if workers > 1 else Here()
    raise UsageError(f"there is no engine «{name}»", where="--engine", hint="local, ray")
