"""The worker may die of memory, of time, of a crash: what felled it is named, everything else goes in, the next job is served."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.sources import Fields, Problem, Read, guard, wire
from marsad.sources.guard import Guard
from tests.sources.site import TEXT, html, rss

TODAY = date(2026, 1, 1)


def job(path: Path, kind: str) -> dict[str, object]:
    return {
        "where": str(path), "folder": str(path.parent), "kind": kind, "defaults": wire.of_fields(Fields(text="")),
        "today": "2026-01-01", "encoding": "utf-8", "shape": {"columns": {}, "dates": ""},
    }  # fmt: skip


def archive(path: Path, *bodies: bytes) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n, body in enumerate(bodies):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
            writer.write_record(
                writer.create_warc_record(f"https://example.org/{n}", "response", payload=io.BytesIO(body), http_headers=head)
            )
    return path


def page(n: int) -> bytes:
    return html(f"عنوان {n}", text=f"{TEXT} {n}")[2]


# Elements without end, deep in each other: a parser's tree of it outgrows any memory, and walks over it take long.
HEAVY = b"<html><body><article>" + b"<p>x<b>y</b>" * 300_000 + b"</article></body></html>"


@pytest.fixture
def worker() -> Iterator[Guard]:
    made = Guard(memory=300 << 20, seconds=20)
    yield made
    made.close()


def test_memory_fells_one_page_and_the_rest_goes_on(worker: Guard, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", page(0), HEAVY, page(2))
    items = list(worker.run(job(path, "warc")))
    assert [isinstance(i, Read) for i in items] == [True, False, True], items
    assert isinstance(items[1], Problem) and "memory" in str(items[1].error), items[1]
    assert [i.report.url[-1] for i in items if isinstance(i, Read)] == ["0", "2"]


def test_time_fells_one_page_and_the_rest_goes_on(tmp_path: Path) -> None:
    worker = Guard(seconds=1)
    try:
        path = archive(tmp_path / "a.warc.gz", page(0), HEAVY, page(2))
        items = list(worker.run(job(path, "warc")))
    finally:
        worker.close()
    assert [isinstance(i, Read) for i in items] == [True, False, True], items
    assert isinstance(items[1], Problem) and "processor time" in str(items[1].error)
    assert "urn:uuid" in items[1].where


def test_a_worker_killed_from_outside_is_named_and_replaced(worker: Guard, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", *(page(n) for n in range(40)))
    found = worker.run(job(path, "warc"))
    first = next(found)
    assert isinstance(first, Read) and worker._worker is not None
    os.kill(worker._worker.pid, signal.SIGKILL)
    items = [first, *found]
    # That is not the fault of what it was at, so nothing is lost, and nothing comes twice.
    assert [i.report.url for i in items if isinstance(i, Read)] == [f"https://example.org/{n}" for n in range(40)]
    assert len(items) == 40
    (tmp_path / "b.html").write_bytes(page(7))
    (last,) = worker.run(job(tmp_path / "b.html", "html"))
    assert isinstance(last, Read)


def test_a_feed_whose_worker_is_killed_comes_whole_and_once(worker: Guard, tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_bytes(rss("https://example.org", *(f"n{n}" for n in range(300)))[2])
    found = worker.run(job(tmp_path / "a.rss", "feed"))
    first = next(found)
    assert worker._worker is not None
    os.kill(worker._worker.pid, signal.SIGKILL)
    items = [first, *found]
    assert [i.report.id for i in items if isinstance(i, Read)] == [f"https://example.org/n{n}" for n in range(300)]
    assert len(items) == 300


def test_what_kills_its_worker_twice_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path / "a.warc.gz", page(0), page(1))
    worker = Guard()
    frame = worker._frame

    def deadly() -> tuple[bytes, dict[str, object], bytes]:
        kind, header, data = frame()
        if kind == wire.STEP and header["n"] == 2 and worker._worker is not None:
            os.kill(worker._worker.pid, signal.SIGKILL)
            worker._worker.wait()
            worker._buffer.clear()
            raise worker._why()
        return kind, header, data

    monkeypatch.setattr(worker, "_frame", deadly)
    try:
        items = list(worker.run(job(path, "warc")))
    finally:
        worker.close()
    # The record of the first page, its request of none: the second record is named after two deaths.
    assert [isinstance(i, Problem) for i in items] == [False, True] and "killed" in str(items[1].error)  # type: ignore[union-attr]
    assert worker.started == 3


def test_a_job_that_is_left_in_the_middle_leaves_nothing_for_the_next(worker: Guard, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", *(page(n) for n in range(5)))
    found = worker.run(job(path, "warc"))
    next(found)
    found.close()  # type: ignore[attr-defined]
    (tmp_path / "b.html").write_bytes(page(7))
    (last,) = worker.run(job(tmp_path / "b.html", "html"))
    assert isinstance(last, Read) and "7" in last.report.text


def test_one_worker_serves_many_jobs(worker: Guard, tmp_path: Path) -> None:
    for n in range(5):
        (tmp_path / "a.html").write_bytes(page(n))
        (item,) = worker.run(job(tmp_path / "a.html", "html"))
        assert isinstance(item, Read)
    assert worker.started == 1


def test_a_worker_writes_no_file_and_takes_no_code_from_the_folder(worker: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lxml.py").write_text(f"open({str(tmp_path / 'taken')!r}, 'w').write('x')")
    (tmp_path / "a.html").write_bytes(page(1))
    monkeypatch.chdir(tmp_path)
    (item,) = worker.run(job(Path("a.html"), "html"))
    assert isinstance(item, Read) and not (tmp_path / "taken").exists()


def test_what_does_not_fit_its_hash_is_not_believed(tmp_path: Path) -> None:
    kind, header, payload = wire.of_item(next(iter(read_one(tmp_path))))
    assert isinstance(wire.to_item(kind, dict(header), payload), Read)
    with pytest.raises(ValueError, match="bytes"):
        wire.to_item(kind, dict(header), payload + b"x")
    with pytest.raises(ValueError, match="text"):
        wire.to_item(kind, {**header, "report": {**header["report"], "text": "غيره"}}, payload)


def read_one(folder: Path) -> Iterator[Read | Problem]:
    (folder / "a.html").write_bytes(page(1))
    return guard.run(job(folder / "a.html", "html"))
