"""Workers that are killed at random moments, those of `run --workers` and those of a cluster of Ray: every way ends in the same exports."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from marsad.batch import local, plan
from marsad.batch.pool import Pool
from marsad.pipeline import run, steps
from marsad.store import Store
from marsad.store.verify import verify_store
from tests.store.faulty import Tally
from tests.store.made import digest, take_in

A_RUN = 3
"""Kills of one run. A report over which as many workers die as the pool bears is given up and named: that is its task, and tested apart."""
A_CLUSTER = 2
"""The same for Ray, which does a job three times."""


def below(said: bytes) -> list[int]:
    """Processes below this one, at any depth, whose command line holds `said`."""
    above: dict[int, int] = {}
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            above[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if said in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except (OSError, ValueError):
            continue
    return [pid for pid in found if os.getpid() in _line(pid, above)]


def _line(pid: int, above: dict[int, int]) -> Iterator[int]:
    while pid > 1:
        yield pid
        pid = above.get(pid, 0)


@contextmanager
def striking(said: bytes, kills: int, pause: Callable[[], float]) -> Iterator[list[int]]:
    """Meanwhile kill this many processes below us whose command line holds `said`, each once, after pauses; gives those struck."""
    struck: list[int] = []
    over = threading.Event()

    def strike() -> None:
        while len(struck) < kills and not over.wait(pause()):
            fresh = [pid for pid in below(said) if pid not in struck]
            if fresh:
                os.kill(fresh[len(struck) % len(fresh)], signal.SIGKILL)
                struck.append(fresh[len(struck) % len(fresh)])

    thread = threading.Thread(target=strike, daemon=True)
    thread.start()
    try:
        yield struck
    finally:
        over.set()
        thread.join()


def wanted_of(folder: Path, corpus: Path) -> str:
    """The hash over the exports of a run by one process that nothing disturbs."""
    with Store.open(folder / "alone.db") as s:
        take_in(s, corpus)
        run(s)
        return digest(s)


def kill_workers(folder: Path, corpus: Path, kills: int, seed: int) -> Tally:
    """kill -9 of workers of `run --workers 2`, most of them at work, some as they begin, until so many died."""
    wanted = wanted_of(folder, corpus)
    chance = random.Random(seed)
    struck = stores = 0
    wrong: list[str] = []
    said: list[str] = []
    with pytest.MonkeyPatch.context() as m:
        m.setattr(steps, "BATCH", 2)
        while struck < kills:
            target = folder / f"struck{stores}.db"
            stores += 1
            budget = min(A_RUN, kills - struck)
            early = 1 if stores % 2 else 0
            later: list[int] = []
            working = [0]

            def watch(pool: Pool, later: list[int] = later, most: int = budget - early, working: list[int] = working) -> None:
                # A chunk is done, its worker is at the next one; how far into it, is left to chance.
                working[0] = pool.deaths
                if len(later) < most and pool.at_work:
                    time.sleep(chance.uniform(0, 0.05))
                    later.append(chance.choice(pool.at_work))
                    os.kill(later[-1], signal.SIGKILL)

            with Store.open(target) as s:
                take_in(s, corpus)
                with striking(b"marsad.batch.worker", early, lambda: chance.uniform(0.01, 2.0)) as hit:
                    local.read(s, lambda *_: None, 2, watch=watch)
                run(s)
                wrong += [f"{target.name}: the exports differ"] if digest(s) != wanted else []
            struck += len(hit) + len(later)
            said += ["at work"] * working[0] + ["beginning or idle"] * (len(hit) + len(later) - working[0])
            wrong += [f"{target.name}: not whole"] if not verify_store(str(target)).whole else []
    return Tally(struck, stores, tuple(wrong), tuple(said))


def kill_cluster(folder: Path, corpus: Path, kills: int, seed: int) -> Tally:
    """kill -9 of processes of a cluster of Ray with two workers while they do a job, until so many died."""
    from datetime import date

    from marsad.batch.engines import engine
    from marsad.batch.files import listed
    from marsad.batch.loading import load

    wanted = wanted_of(folder, corpus)
    chance = random.Random(seed)
    struck = runs = 0
    wrong: list[str] = []
    with pytest.MonkeyPatch.context() as m:
        m.setattr(plan, "PART", 2)
        m.setattr(plan, "PAIRS", 3)
        m.setattr(plan, "GROUPED", 2)
        with Store.open(":memory:") as s:
            version = steps.reader_version(s)
        while struck < kills:
            out, target = str(folder / f"out{runs}"), folder / f"cluster{runs}.db"
            runs += 1
            with engine("ray", 2) as hands, striking(
                b"ray::perform", min(A_CLUSTER, kills - struck), lambda: chance.uniform(0.01, 0.5)
            ) as hit:
                plan.run_archive(listed([str(corpus)]), out, version, (), date(2026, 1, 1).isoformat(), hands, lambda *_: None)
            struck += len(hit)
            with Store.open(target) as s:
                load(s, out, lambda *_: None)
                run(s)
                wrong += [f"{target.name}: the exports differ"] if digest(s) != wanted else []
            wrong += [f"{target.name}: not whole"] if not verify_store(str(target)).whole else []
    return Tally(struck, runs, tuple(wrong))
