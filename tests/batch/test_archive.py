"""A run over an archive equals the run on one machine, exactly: by this process, by several, by a cluster of Ray that loses a worker."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="pip install 'marsad[ray]'")
pytest.importorskip("fsspec", reason="pip install 'marsad[ray]'")

from marsad.batch import plan
from marsad.batch.engines import Engine, Here, Processes, engine
from marsad.batch.files import Files, listed
from marsad.batch.loading import load
from marsad.batch.plan import Done, run_archive
from marsad.errors import BadInput, StoreError, UsageError
from marsad.pipeline import run, steps
from marsad.store import Store
from marsad.store.verify import verify_store
from tests.batch.test_workers import POISONED
from tests.store.made import DEMO, exports, take_in

TODAY = "2026-01-01"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of the demonstration; one comes again with another text, one as it was, one line is broken."""
    rows = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()[:14]]
    rows.append({**rows[3], "text": rows[3]["text"] + "\nوقتل ثلاثة مدنيين في قصف على مدينة الرقة."})
    rows.append({**rows[5], "title": rows[5]["title"]})
    rows.append({**rows[7], "id": "no-date", "published": None})
    path = tmp_path_factory.mktemp("archive") / "reports.jsonl"
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows) + "{broken\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def alone(path: Path) -> tuple[dict[str, str], bytes]:
    """The exports of a run on one machine, and what its copies stage remembers."""
    with Store.open(path.with_name("alone.db")) as s:
        take_in(s, path)
        run(s)
        found = exports(s)
        assert found["copies"] and found["families"] and found["claims"]
        return found, s.copy_memory()


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "PART", 3)
    monkeypatch.setattr(plan, "PAIRS", 4)
    monkeypatch.setattr(plan, "GROUPED", 3)


def archive(path: Path, out: str, hands: Engine, told: list[str] | None = None) -> Done:
    with Store.open(":memory:") as s:
        version = steps.reader_version(s)
    note = told if told is not None else []
    return run_archive(listed([str(path)]), out, version, (), TODAY, hands, lambda name, *_: note.append(name))


def loaded(target: Path, out: str) -> tuple[dict[str, str], bytes]:
    with Store.open(target) as s:
        found = load(s, out, lambda *_: None)
        assert found.copies
        memory = s.copy_memory()
        worked = run(s).worked
        assert (worked["reading"], worked["copies"]) == (0, 0)
        result = exports(s)
        assert load(s, out, lambda *_: None).reports == 0
    assert verify_store(str(target)).whole
    return result, memory


def test_the_result_is_that_of_one_machine(path: Path, alone: tuple[dict[str, str], bytes], tmp_path: Path) -> None:
    out = "memory://marsad-test-archive"
    done = archive(path, out, Here())
    assert (done.reports, done.revisions, len(done.problems)) == (15, 16, 1)
    assert loaded(tmp_path / "s.db", out) == alone
    again: list[str] = []
    assert archive(path, out, Here(), again).reports == 15
    assert "reading" not in again and "intake" not in again


def test_several_processes_and_a_killed_one(path: Path, alone: tuple[dict[str, str], bytes], tmp_path: Path) -> None:
    class Struck(Processes):
        def map(self, jobs):  # type: ignore[no-untyped-def]
            for n, found in enumerate(super().map(jobs)):
                if n == 1 and self.pool.deaths < 2:
                    os.kill(self.pool.pids[0], signal.SIGKILL)
                yield found

    with Struck(2) as hands:
        archive(path, str(tmp_path / "out"), hands)
    assert loaded(tmp_path / "s.db", str(tmp_path / "out")) == alone


def test_a_report_that_kills_its_worker_is_named(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()[:2]
    row = json.loads(lines[0])
    row["text"] += " poison-for-the-test"
    poisoned = tmp_path / "p.jsonl"
    poisoned.write_text(json.dumps(row, ensure_ascii=False) + "\n" + lines[1] + "\n", encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(POISONED, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    with Processes(2) as hands:
        done = archive(poisoned, str(tmp_path / "out"), hands)
    assert done.reports == 2
    [said] = [r.message for r in caplog.records if "could not be read" in r.message]
    assert row["id"] in said
    files = Files(str(tmp_path / "out"))
    rows = [row for name in files.names("readings") for row in files.get_table(name).to_pylist()]
    assert [bool(r["claims"]) for r in rows] == [False, True]


def test_another_run_in_the_same_place_is_refused(path: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    few = tmp_path / "few.jsonl"
    few.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:1]), encoding="utf-8")
    archive(few, out, Here())
    with pytest.raises(UsageError, match="another run"):
        archive(path, out, Here())
    with Store.open(tmp_path / "s.db") as s, pytest.raises(StoreError, match="no finished run"):
        load(s, str(tmp_path), lambda *_: None)
    with pytest.raises(BadInput, match="no such file"):
        listed([str(tmp_path / "nothing")])


def test_a_store_with_other_reports_finds_its_copies_itself(path: Path, tmp_path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "one.jsonl").write_text("".join(lines[:5]), encoding="utf-8")
    (tmp_path / "two.jsonl").write_text("".join(lines[5:9]), encoding="utf-8")
    archive(tmp_path / "two.jsonl", str(tmp_path / "out"), Here())
    with Store.open(tmp_path / "a.db") as s:
        take_in(s, tmp_path / "one.jsonl")
        run(s)
        assert not load(s, str(tmp_path / "out"), lambda *_: None).copies
        worked = run(s).worked
        assert worked["reading"] == 0
        found = exports(s)
    with Store.open(tmp_path / "b.db") as s:
        take_in(s, tmp_path / "one.jsonl")
        take_in(s, tmp_path / "two.jsonl")
        run(s)
        assert found == exports(s)


def _workers_of_ray() -> Iterator[int]:
    """Processes below this one that do a job for Ray now."""
    above = {}
    busy = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                above[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if (entry / "cmdline").read_bytes().startswith(b"ray::perform"):
                    busy.append(int(entry.name))
            except (OSError, ValueError):
                continue
    for pid in busy:
        up = pid
        while up > 1 and up != os.getpid():
            up = above.get(up, 0)
        if up == os.getpid():
            yield pid


@pytest.mark.slow
def test_a_cluster_of_ray_that_loses_workers(path: Path, alone: tuple[dict[str, str], bytes], tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="pip install 'marsad[ray]'")
    struck: list[int] = []
    over = threading.Event()

    def strike() -> None:
        # The first at its first job, another one later.
        while not over.is_set() and len(struck) < 2:
            for pid in _workers_of_ray():
                if pid not in struck:
                    os.kill(pid, signal.SIGKILL)
                    struck.append(pid)
                    time.sleep(1)
                    break
            time.sleep(0.01)

    with engine("ray", 2) as hands:
        threading.Thread(target=strike, daemon=True).start()
        done = archive(path, str(tmp_path / "out"), hands)
        over.set()
    assert struck
    assert done.reports == 15
    assert loaded(tmp_path / "s.db", str(tmp_path / "out")) == alone
