"""Killed at any moment of a rebuild, a store opens again, and the rebuild ends as one that nobody disturbed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from marsad.pipeline import run
from marsad.publish import EXPORTS, jsonl
from marsad.store import Store
from tests.spine.conftest import DEMO, take_in

TIMES = 20
DERIVED = ("events", "incidents", "control")
# Every row that a rebuild writes goes through these stages once more; the child tells when it begins.
CHILD = """
import sys
from marsad.pipeline import run
from marsad.store import Store
import marsad.pipeline.dossiers, marsad.pipeline.fusing, marsad.pipeline.replaying
with Store.open(sys.argv[1]) as store:
    marsad.pipeline.fusing.actors(); marsad.pipeline.fusing.gazetteer(store)
    print("ready", flush=True)
    run(store, ("events", "incidents", "control"))
    print("done", flush=True)
"""


def seen(path: Path) -> dict[str, str]:
    with Store.open(path) as store:
        found = {name: "".join(jsonl(rows(store))) for name, rows in EXPORTS.items()}
        return found | {"contradictions": repr(store.contradictions())}


def forget(path: Path) -> None:
    """Let everything be derived anew at the next run."""
    with Store.open(path) as store:
        for stage in DERIVED:
            store.note_stage(stage, "old.1")


@pytest.mark.slow
def test_twenty_rebuilds_killed_at_random(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    with Store.open(whole) as store:
        take_in(store, DEMO / "reports.jsonl")
        run(store)
    wanted = seen(whole)
    forget(whole)
    target = tmp_path / "killed.db"
    for end in ("", "-wal"):
        if whole.with_name(whole.name + end).exists():
            shutil.copy(whole.with_name(whole.name + end), target.with_name(target.name + end))
    chance = random.Random(11)
    took, killed, ended = 2.0, 0, 0
    for _ in range(TIMES):
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(target)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None and child.stdout.readline() == "ready\n"
        begun = time.perf_counter()
        time.sleep(chance.uniform(0.0, took))
        if child.poll() is None:
            os.kill(child.pid, signal.SIGKILL)
            killed += 1
        rest = child.stdout.read()
        child.wait()
        if "done" in rest:
            # It was through: begin again, and kill earlier.
            ended += 1
            took = min(took, time.perf_counter() - begun)
            assert seen(target) == wanted
            forget(target)
    print({"rebuilds": TIMES, "killed": killed, "ended": ended})
    assert killed >= TIMES // 2, (killed, ended)
    with Store.open(target) as store:
        run(store)
    assert seen(target) == wanted
