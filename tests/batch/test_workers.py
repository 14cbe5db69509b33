"""Several processes on one machine: the same result, whatever happens to them."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from marsad.batch import local
from marsad.batch.pool import Poison, Pool, WorkersLost
from marsad.batch.work import Setup
from marsad.errors import UsageError
from marsad.pipeline import run, steps
from marsad.store import Store
from tests.store.made import corpus, exports, take_in

REPORTS = 16


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("batch"), REPORTS)


@pytest.fixture(scope="module")
def alone(path: Path) -> dict[str, str]:
    """The exports of a run by one process."""
    with Store.open(path.with_name("alone.db")) as s:
        take_in(s, path)
        run(s)
        return exports(s)


def test_workers_give_what_one_process_gives(path: Path, alone: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(steps, "BATCH", 5)
    with Store.open(tmp_path / "s.db") as s:
        take_in(s, path)
        local.run_workers(s, 2)
        assert exports(s) == alone
        assert not any(local.run_workers(s, 2).worked.values())


def test_killed_workers_are_replaced_and_nothing_is_lost(
    path: Path, alone: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(steps, "BATCH", 2)
    struck = []

    def strike(pool: Pool) -> None:
        fresh = [p for p in pool.pids if p not in struck]
        if len(struck) < 2 and fresh:
            struck.append(fresh[0])
            os.kill(fresh[0], signal.SIGKILL)

    with Store.open(tmp_path / "s.db") as s:
        take_in(s, path)
        assert local.read(s, lambda *_: None, 2, watch=strike) == REPORTS
        assert len(struck) == 2
        run(s)
        assert exports(s) == alone


def test_a_report_that_kills_its_worker_is_named_and_the_rest_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:3]
    lines[0]["text"] += " poison-for-the-test"
    poisoned = tmp_path / "p.jsonl"
    poisoned.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines), encoding="utf-8")
    # The worker's reader is made to die of this text by a module that it loads at its start.
    (tmp_path / "sitecustomize.py").write_text(POISONED, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.setattr(steps, "BATCH", 3)
    with Store.open(tmp_path / "s.db") as s:
        take_in(s, poisoned)
        local.read(s, lambda *_: None, 2)
        version = steps.reader_version(s)
        assert s.stale_reports(version) == []
        found = {r.id: len(list(s.claims(report=r.id))) for r in s.reports()}
    assert [r.message for r in caplog.records if "could not be read" in r.message] == [
        f"report {lines[0]['id']} could not be read (3 workers died over it, the last by signal 9); it is kept without claims"
    ]
    assert found[lines[0]["id"]] == 0
    assert sum(found.values()) > 0


POISONED = """
import os, signal, sys
if "-m" in sys.orig_argv and "marsad.batch.worker" in sys.orig_argv:
    import marsad.batch.work as work
    read_one = work.read_one
    def deadly(reader, report, version):
        if "poison-for-the-test" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return read_one(reader, report, version)
    work.read_one = deadly
"""


def test_sketches_of_several_processes_are_those_of_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad.copies import sketch_many

    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    monkeypatch.setattr(local, "MANY_TEXTS", 1)
    monkeypatch.setattr(local, "TEXTS", 10)
    assert local.sketch(texts, 2) == sketch_many(texts)


def test_workers_that_cannot_begin_end_the_run_with_a_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit(7)", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Pool(2, Setup(""), "sketch") as pool, pytest.raises(WorkersLost, match="exit code"):
        list(pool.map([["a"], ["b"]]))


def test_a_hanging_worker_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(HANGING, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    with Pool(1, Setup(""), "sketch", patience=1.5) as pool:
        [[fine], [hung]] = pool.map([["fine"], ["hang"]])
    assert fine == b"" and isinstance(hung, Poison)


HANGING = """
import sys, time
if "marsad.batch.worker" in sys.orig_argv:
    import marsad.batch.work as work
    work.Work.sketch = lambda self, texts: [time.sleep(1e6) if t == "hang" else b"" for t in texts]
"""


def test_fewer_than_one_worker_is_refused() -> None:
    with Store.open(":memory:") as s, pytest.raises(UsageError, match="0 workers"):
        local.run_workers(s, 0)
