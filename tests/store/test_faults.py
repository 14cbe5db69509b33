"""Nothing is lost, and the work goes on: kills of the process and of the server, full disks, clocks that jump back. A few of each here;
`make bench` strikes as often as the README's figures say."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marsad.errors import StoreError, StoreFull, StoreLost, StoreReadOnly
from marsad.pipeline import run
from marsad.store import Store
from marsad.store.verify import verify, verify_store

from . import faulty
from .made import corpus, digest, marsad, take_in
from .servers import INSTALL, Server, programs, running
from .test_store import made


def needs_mount(test: Callable[..., None]) -> Callable[..., None]:
    reason = "a small disk is a mount, and mounting needs root"
    return pytest.mark.mount(pytest.mark.skipif(not faulty.may_mount(), reason=reason)(test))


def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    tally = faulty.kill_processes(tmp_path, corpus(tmp_path, 8), kills=8, seed=20170630)
    assert tally.wrong == () and tally.struck == 8


@pytest.fixture
def server() -> Iterator[Server]:
    if programs() is None:
        pytest.skip(INSTALL)
    with running() as one:
        yield one


@pytest.mark.postgres
def test_a_killed_server_loses_nothing(server: Server, tmp_path: Path) -> None:
    tally = faulty.kill_servers(tmp_path, corpus(tmp_path, 8), server, server.new_database, kills=2, seed=7)
    assert tally.wrong == () and tally.said == ("store-lost",) * 2


@pytest.mark.postgres
def test_a_store_in_use_goes_on_after_its_server_was_away(server: Server) -> None:
    with Store.open(server.url) as s:
        s.add([made("a", "نص")])
        server.kill()
        with pytest.raises(StoreLost) as told:
            s.add([made("b", "نص")])
        assert "run the same command again" in str(told.value)
        with pytest.raises(StoreLost):
            s.counts()
        server.start()
        assert [a.outcome for a in s.add([made("b", "نص")])] == ["added"]
        assert s.counts()["reports"] == 2 and verify(s.engine).whole


@pytest.mark.postgres
def test_a_lost_connection_undoes_what_was_half_done(server: Server) -> None:
    def items():
        yield made("b", "نص")
        pids = subprocess.run(["pgrep", "-P", str(server.process.pid), "-f", "idle in transaction"], capture_output=True, text=True)  # type: ignore[union-attr]
        for pid in pids.stdout.split():
            os.kill(int(pid), signal.SIGTERM)
        yield from (made(f"c{n}", "نص") for n in range(300))

    with Store.open(server.url) as s:
        s.add([made("a", "نص")])
        with pytest.raises(StoreLost):
            s.add(items())
        assert [r.id for r in s.reports()] == ["a"] and verify(s.engine).whole


@needs_mount
def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    tally = faulty.fill_disks(tmp_path, corpus(tmp_path, 8), points=4, seed=1)
    assert tally.wrong == () and tally.struck >= 2 and set(tally.said) == {"store-full"}


def test_a_disk_quota_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """Where nobody may mount: SQLite itself refuses to grow the file."""
    with Store.open(tmp_path / "s.db") as s:
        s.add([made("a", "نص")])
        with s.engine.connect() as c:
            count = c.exec_driver_sql("PRAGMA page_count").scalar()
            c.exec_driver_sql(f"PRAGMA max_page_count = {count + 5}")
        with pytest.raises(StoreFull) as told:
            s.add([made(f"b{n}", "نص " * 500) for n in range(200)])
        assert told.value.code == "store-full" and "make room" in str(told.value)
        assert [r.id for r in s.reports()] == ["a"]
    assert verify_store(str(tmp_path / "s.db")).whole


@needs_mount
@pytest.mark.postgres
def test_a_full_disk_of_the_server_loses_nothing(server: Server, tmp_path: Path) -> None:
    with faulty.small_disk(tmp_path / "disk", 12_000) as disk:
        target = server.new_database(disk.folder)
        path = corpus(tmp_path, 8)
        with Store.open(target) as s:
            take_in(s, path)
            with pytest.raises(StoreFull) as told:
                for start in range(0, 20_000, 1000):
                    s.add([made(f"b{n}", f"نص {n * 7919} " * 90) for n in range(start, start + 1000)])
            assert told.value.code == "store-full"
            had = s.counts()["reports"]
            assert had % 1000 == 8 and verify(s.engine).whole
            disk.grow()
            s.add([made("after", "نص")])
            run(s, only=("control",))
            assert s.counts()["reports"] == had + 1 and verify(s.engine).whole


@needs_mount
def test_a_store_on_a_disk_that_may_only_be_read(tmp_path: Path) -> None:
    with faulty.small_disk(tmp_path / "disk", 20_000) as disk:
        target = disk.folder / "s.db"
        path = corpus(tmp_path, 6)
        with Store.open(target) as s:
            take_in(s, path)
            run(s)
            before = digest(s)
        subprocess.run(["mount", "-o", "remount,ro", str(disk.folder)], check=True)
        with Store.open_to_read(target) as s:
            assert digest(s) == before and s.search("قتل") is not None
        assert verify_store(str(target)).broken == ()
        with pytest.raises(StoreReadOnly) as told, Store.open(target) as s:
            s.add([made("b", "نص")])
        assert told.value.code == "store-read-only"
        done = marsad("add", str(path), "--store", str(target))
        assert done.returncode == 1 and "[store-read-only]" in done.stderr and "Traceback" not in done.stderr
        done = marsad("add", str(path), "--store", str(disk.folder / "other.db"))
        assert done.returncode == 1 and "Traceback" not in done.stderr
        subprocess.run(["mount", "-o", "remount,rw", str(disk.folder)], check=True)
        with Store.open(target) as s:
            assert [a.outcome for a in s.add([made("b", "نص")])] == ["added"]


def test_a_clock_that_jumps_back_changes_nothing_but_what_the_log_says(store: Store, tmp_path: Path) -> None:
    lines = corpus(tmp_path, 12).read_text(encoding="utf-8").splitlines(keepends=True)
    at = ["2026-05-05T10:00:00Z", "2026-05-05T09:00:00Z", "1970-01-01T00:00:00Z", "2038-01-20T00:00:00Z"]
    for n, now in enumerate(at):
        (tmp_path / "p.jsonl").write_text("".join(lines[n * 3 : n * 3 + 3]), encoding="utf-8")
        with pytest.MonkeyPatch.context() as m:
            m.setattr("marsad.store.log.now", lambda now=now: now)
            take_in(store, tmp_path / "p.jsonl")
            run(store)
    with Store.open(tmp_path / "steady.db") as s:
        take_in(s, corpus(tmp_path, 12))
        run(s)
        assert digest(s) == digest(store)
    assert verify(store.engine).whole
    assert [at.index(x["entry"].split('"at":"')[1][:20]) for x in store.log_entries()] == [0] * 3 + [1] * 3 + [2] * 3 + [3] * 3


def test_a_folder_where_nobody_may_write_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as told:
        Store.open(tmp_path)
    assert told.value.hint
