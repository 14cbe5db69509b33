"""Faults on purpose: a process that is killed, a server that is killed, a disk that fills up. Every way ends in the same exports."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from marsad.errors import MarsadError
from marsad.pipeline import run
from marsad.store import Store
from marsad.store.verify import verify

from .made import digest, take_in
from .servers import Server


@dataclass(frozen=True, slots=True)
class Tally:
    """What a round of faults came to: faults that struck, stores brought to their end, those that differed or were not whole."""

    struck: int
    stores: int
    wrong: tuple[str, ...]
    said: tuple[str, ...] = ()


def undisturbed(folder: Path, corpus: Path) -> tuple[str, float]:
    """The hash over the exports of a run that nothing disturbs, and the seconds that adding and running took in a child."""
    target = folder / "undisturbed.db"
    warm(corpus)
    began = time.monotonic()
    child = begin(str(target), corpus)
    os.waitpid(child, 0)
    took = time.monotonic() - began
    with Store.open(target) as s:
        return digest(s), took


def begin(target: str, corpus: Path, *, batch: int = 3, say: int | None = None) -> int:
    """Fork a child that adds the corpus a few reports at a time and runs all steps; gives its process id.

    A fork, not a new program: fifty of them would spend their time on imports. The child ends with 0, with 3 on an error of ours (its
    code and hint go to the file descriptor `say`), with 4 on any other.
    """
    warm(corpus)
    pid = os.fork()
    if pid:
        return pid
    code = 4
    try:
        from marsad.pipeline import steps

        steps.BATCH = batch
        lines = corpus.read_text(encoding="utf-8").splitlines(keepends=True)
        part = corpus.with_name(f"part-{os.getpid()}.jsonl")
        with Store.open(target) as s:
            for start in range(0, len(lines), batch):
                part.write_text("".join(lines[start : start + batch]), encoding="utf-8")
                take_in(s, part)
            run(s)
        code = 0
    except MarsadError as error:
        code = 3
        if say is not None:
            os.write(say, f"{error.code}|{error.hint}|{error}".encode())
    except BaseException as error:  # noqa: BLE001 - the child must not go on as the test that forked it
        if say is not None:
            os.write(say, f"{type(error).__name__}||{error}".encode())
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
        os._exit(code)


@cache
def warm(corpus: Path) -> None:
    """Load what the steps need, once, before any fork."""
    with Store.open(":memory:") as s:
        take_in(s, corpus)
        run(s)


def kill_processes(folder: Path, corpus: Path, kills: int, seed: int) -> Tally:
    """kill -9 of the process at random moments of add and run over SQLite, each store up to five times, then to its end."""
    wanted, took = undisturbed(folder, corpus)
    chance = random.Random(seed)
    struck = stores = 0
    wrong = []
    while struck < kills:
        target = folder / f"killed{stores}.db"
        stores += 1
        for _ in range(5):
            child = begin(str(target), corpus)
            time.sleep(chance.uniform(0.01, took))
            if os.waitpid(child, os.WNOHANG)[0]:
                break
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            struck += 1
            if target.exists() and (found := _broken(str(target))):
                wrong.append(f"{target.name} after kill {struck}: {found}")
            if struck >= kills:
                break
        wrong += _finish(str(target), corpus, wanted)
    return Tally(struck, stores, tuple(wrong))


def kill_servers(folder: Path, corpus: Path, server: Server, addresses: Callable[[], str], kills: int, seed: int) -> Tally:
    """kill -9 of the PostgreSQL server at random moments of add and run; it is started again and the work resumed."""
    wanted, took = undisturbed(folder, corpus)
    chance = random.Random(seed)
    struck = stores = 0
    wrong: list[str] = []
    said = []
    while struck < kills:
        target = addresses()
        stores += 1
        for _ in range(4):
            hear, say = os.pipe()
            child = begin(target, corpus, say=say)
            os.close(say)
            time.sleep(chance.uniform(0.05, took))
            if os.waitpid(child, os.WNOHANG)[0]:
                os.close(hear)
                break
            server.kill()
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            told = os.read(hear, 5000).decode()
            os.close(hear)
            server.start()
            if code == 0:
                break
            struck += 1
            said.append(told.split("|")[0])
            if not told.startswith("store-lost|see that it runs"):
                wrong.append(f"kill {struck}: the program ended with {code} and said {told!r}")
            if struck >= kills:
                break
        wrong += _finish(target, corpus, wanted)
    return Tally(struck, stores, tuple(wrong), tuple(said))


def fill_disks(folder: Path, corpus: Path, points: int, seed: int) -> Tally:
    """A disk that fills up at this many points of add and run; then it is given room and the work resumed."""
    wanted, _ = undisturbed(folder, corpus)
    need = (folder / "undisturbed.db").stat().st_size // 1024
    struck = 0
    wrong: list[str] = []
    said = []
    chance = random.Random(seed)
    sizes = [max(40, int(need * 2 * (n + chance.random()) / points)) for n in range(points)]
    for n, kilobytes in enumerate(sizes):
        with small_disk(folder / f"disk{n}", kilobytes) as disk:
            target = str(disk.folder / "s.db")
            hear, say = os.pipe()
            child = begin(target, corpus, say=say)
            os.close(say)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            told = os.read(hear, 5000).decode()
            os.close(hear)
            if code:
                struck += 1
                said.append(told.split("|")[0] or f"exit {code}")
                if not told.startswith("store-full|make room"):
                    wrong.append(f"{kilobytes} KB: the program ended with {code} and said {told!r}")
            disk.grow()
            wrong += _finish(target, corpus, wanted)
    return Tally(struck, points, tuple(wrong), tuple(said))


def turn_clocks(folder: Path, corpus: Path, jumps: int, seed: int) -> Tally:
    """A clock that jumps, back more often than forth, before each few reports and each step."""
    wanted, _ = undisturbed(folder, corpus)
    chance = random.Random(seed)
    lines = corpus.read_text(encoding="utf-8").splitlines(keepends=True)
    target = folder / "turned.db"
    part = folder / "part.jsonl"
    moment = datetime(2026, 5, 5, tzinfo=UTC)
    wrong = []
    for n in range(jumps):
        moment += timedelta(seconds=chance.randint(-400_000_000, 100_000_000))
        first, last = n * len(lines) // jumps, (n + 1) * len(lines) // jumps
        part.write_text("".join(lines[first:last]), encoding="utf-8")
        with pytest.MonkeyPatch.context() as m:
            m.setattr("time.time", moment.timestamp)
            m.setattr("marsad.store.log.now", lambda now=moment: now.strftime("%Y-%m-%dT%H:%M:%SZ"))
            with Store.open(target) as s:
                if last > first:
                    take_in(s, part)
                run(s)
        if found := _broken(str(target)):
            wrong.append(f"after jump {n + 1}: {found}")
    with Store.open(target) as s:
        if digest(s) != wanted:
            wrong.append("the exports differ")
    return Tally(jumps, 1, tuple(wrong))


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system in memory of its own size."""

    folder: Path

    def grow(self) -> None:
        """Give it room enough."""
        subprocess.run(["mount", "-o", "remount,size=64m", str(self.folder)], check=True)


@contextlib.contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Disk]:
    """Mount a tmpfs of that size. Needs the right to mount."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "marsad", str(folder)], check=True)
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def may_mount() -> bool:
    """Whether this process may mount a file system."""
    if os.getuid() != 0 or sys.platform != "linux":
        return False
    done = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "x", "/mnt"], capture_output=True, check=False)
    return done.returncode == 0


def _finish(target: str, corpus: Path, wanted: str) -> list[str]:
    """Resume in peace; what is not as it should be then."""
    with Store.open(target) as s:
        take_in(s, corpus)
        run(s)
        found = []
        if digest(s) != wanted:
            found.append(f"{target}: the exports differ")
    if broken := _broken(target):
        found.append(f"{target}: {broken}")
    return found


def _broken(target: str) -> str:
    with Store.open_to_read(target) as s:
        return "; ".join(f"{b.table} {b.item}: {b.what}" for b in verify(s.engine).broken[:3])
