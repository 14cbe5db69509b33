"""A run as a whole: it ends the same however it was begun, killed, repeated or ordered, and every offset is exact."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from marsad.pipeline import run
from marsad.store import Store

from .conftest import DEMO, ROOT, World, digest, take_in


def test_the_demo_files_are_what_their_script_makes() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "build_demo.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_demo_shows_enough(demo: World) -> None:
    counts = demo.store.counts()
    assert counts["reports"] >= 60 and counts["events"] >= 20 and counts["holds"] >= 5 and counts["incidents"] >= 1
    assert len({r["outlet"] for r in demo.exports["reports"]}) >= 8


def test_every_offset_is_exact(demo: World) -> None:
    texts = {r.id: r.text for r in demo.store.reports()}
    for c in demo.exports["claims"]:
        text = texts[c["report"]]
        assert text[c["start"] : c["end"]] == c["quote"]
        spans = [c["trigger"], *c["agents"], *c["targets"], *c["places"], *(x for x in (c["source"], c["via"]) if x)]
        for m in spans:
            assert text[m["start"] : m["end"]] == m["text"], (c["report"], m)
    for m in demo.exports["mentions"]:
        assert texts[m["report"]][m["start"] : m["end"]] == m["text"]
    for p in demo.exports["copies"]:
        for x in p["passages"]:
            assert 0 <= x["a_start"] < x["a_end"] <= len(texts[p["reports"][0]])
            assert 0 <= x["b_start"] < x["b_end"] <= len(texts[p["reports"][1]])


def test_one_row_a_span_of_mentions(demo: World) -> None:
    keys = [(m["report"], m["start"], m["end"], m["type"]) for m in demo.exports["mentions"]]
    assert len(keys) == len(set(keys))


def test_a_second_run_and_the_same_reports_again_change_nothing(demo: World) -> None:
    before = digest(demo.store)
    take_in(demo.store, DEMO / "reports.jsonl")
    assert not any(run(demo.store).worked.values())
    assert digest(demo.store) == before


def test_the_order_of_arrival_changes_nothing(demo: World, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other.db") as store:
        take_in(store, DEMO / "reports.jsonl", reverse=True)
        run(store)
        assert digest(store) == digest(demo.store)


def test_reports_that_come_later_give_what_all_at_once_gives(demo: World, tmp_path: Path) -> None:
    lines = (DEMO / "reports.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    with Store.open(tmp_path / "late.db") as store:
        for part in (lines[30:], lines[:30]):
            (tmp_path / "part.jsonl").write_text("".join(part), encoding="utf-8")
            take_in(store, tmp_path / "part.jsonl")
            run(store)
        assert digest(store) == digest(demo.store)


def test_a_run_killed_three_times_ends_as_an_undisturbed_one(demo: World, tmp_path: Path) -> None:
    target = tmp_path / "killed.db"
    with Store.open(target) as store:
        take_in(store, DEMO / "reports.jsonl")
    command = [
        sys.executable,
        "-c",
        f"from marsad.cli.main import main; import sys; sys.argv = ['marsad', 'run', '-q', '--store', {str(target)!r}]; main()",
    ]
    chance = random.Random(7)
    killed = 0
    for _ in range(3):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.8, 3.0))
        if child.poll() is None:
            os.kill(child.pid, signal.SIGKILL)
            killed += 1
        child.wait()
    assert killed, "no run was still going when it was to be killed"
    with Store.open(target) as store:
        run(store)
        assert digest(store) == digest(demo.store)


def test_nothing_undated_enters_the_ledger(tmp_path: Path) -> None:
    lines = (DEMO / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    import json

    rows = [json.loads(x) | {"published": None} for x in lines[:5]]
    (tmp_path / "u.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    with Store.open(tmp_path / "u.db") as store:
        take_in(store, tmp_path / "u.jsonl")
        run(store)
        assert store.counts()["undated"] == 5
        assert store.all_holds() == []
