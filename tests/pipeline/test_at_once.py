"""What one report changes in events, incidents and ledger is written in one transaction: all of it, or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.errors import StoreBusy
from marsad.pipeline import run, state
from marsad.pipeline.run import STEPS, work
from marsad.store import Store
from marsad.store.verify import verify
from tests.events.small_world import claim, report

from .made import DERIVED, put, seen, small_world

CHILD = """
import os, signal, sys
import pytest
from marsad.pipeline.run import STEPS, work
from marsad.store import Store
from tests.pipeline.made import small_world
from tests.pipeline.test_at_once import late

small_world(pytest.MonkeyPatch())
at = sys.argv[2]

def fatal(name):
    def step(store, tell):
        done = STEPS[name](store, tell)
        if name == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return step

with Store.open(sys.argv[1]) as store:
    late(store)
    work(store, instead={name: fatal(name) for name in ("events", "incidents", "control")}, only=("events", "incidents", "control"))
    if at == "end":
        os.kill(os.getpid(), signal.SIGKILL)
"""


def war(store: Store) -> None:
    """Reports of a chemical attack, of a town that changes hands, and what was derived from them."""
    for n, day in enumerate(("2017-06-29", "2017-06-30", "2017-07-01")):
        put(store, report(f"r{n}", day, f"paper {n}"), [
            claim(f"r{n}", "capture", 0, agent="gov", target="isis", place="north-t1", time="2017-06-28", dispatch=day),
            claim(f"r{n}", "chemical", 30, agent="gov", place="north-t2", time="2017-06-27", dispatch=day, toll={"killed": (15, 15)})])
    run(store, DERIVED)


def late(store: Store) -> None:
    """One report more: of the attack, of the town, which another side holds, and of a third place."""
    put(store, report("r9", "2017-06-30", "paper 9"), [
        claim("r9", "finding", 0, target="gov", place="north-t2", time="2017-06-27", dispatch="2017-06-30"),
        claim("r9", "hold", 30, agent="isis", place="north-t1", time="2017-06-28", dispatch="2017-06-30"),
        claim("r9", "withdraw", 60, agent="isis", place="south-t1", time="2017-06-29", dispatch="2017-06-30")])


def lists(store: Store) -> dict[str, int]:
    return {name: len(store.stale(name)) for name in DERIVED}


@pytest.fixture(autouse=True)
def _world(monkeypatch: pytest.MonkeyPatch) -> None:
    small_world(monkeypatch)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "war.db") as store:
        war(store)
    return tmp_path / "war.db"


@pytest.fixture
def wanted(tmp_path: Path) -> dict[str, str]:
    with Store.open(tmp_path / "whole.db") as store:
        war(store)
        late(store)
        run(store, DERIVED)
        return seen(store)


@pytest.mark.parametrize("at", [*DERIVED, "end"])
def test_killed_it_is_all_there_or_still_to_be_done(path: Path, wanted: dict[str, str], at: str) -> None:
    with Store.open(path) as store:
        before = seen(store)
    assert before != wanted
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    child = subprocess.run([sys.executable, "-c", CHILD, str(path), at], cwd=root, env=env)
    assert child.returncode == -signal.SIGKILL
    with Store.open(path) as store:
        if at == "end":
            assert lists(store) == dict.fromkeys(DERIVED, 0) and seen(store) == wanted
        else:
            found = seen(store)
            assert lists(store) == {"events": 1, "incidents": 0, "control": 0}
            assert {k: v for k, v in found.items() if k != "claims"} == {k: v for k, v in before.items() if k != "claims"}
        assert [b for b in verify(store.engine).broken if b.table == "stage" or "seal" in b.what] == []
        run(store, DERIVED)
        assert seen(store) == wanted


def test_a_step_that_fails_takes_back_those_before_it(path: Path, wanted: dict[str, str]) -> None:
    def fail(_store: Store, _tell: state.Progress) -> int:
        raise ValueError("no ledger today")

    with Store.open(path) as store:
        late(store)
        with pytest.raises(ValueError, match="no ledger"):
            work(store, DERIVED, instead={"control": fail})
        assert lists(store) == {"events": 1, "incidents": 0, "control": 0}
        assert all(run(store, DERIVED).worked.values()) and seen(store) == wanted


def test_readers_see_nothing_before_the_end_and_writers_wait(path: Path, wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_WAIT", "0.2")
    looks = []

    def look(store: Store, tell: state.Progress) -> int:
        done = STEPS["control"](store, tell)
        with Store.open(path) as other:
            looks.append({k: v for k, v in seen(other).items() if k != "claims"})
            with pytest.raises(StoreBusy):
                other.note_stage("made", "1")
        return done

    with Store.open(path) as store:
        before = {k: v for k, v in seen(store).items() if k != "claims"}
        late(store)
        work(store, DERIVED, instead={"control": look})
        assert looks == [before] and seen(store) == wanted


def test_what_is_much_goes_step_by_step(path: Path, wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "LITTLE", 0)
    left = []

    def look(store: Store, tell: state.Progress) -> int:
        with Store.open(path) as other:
            left.append(lists(other))
        return STEPS["incidents"](store, tell)

    with Store.open(path) as store:
        late(store)
        work(store, DERIVED, instead={"incidents": look})
        assert seen(store) == wanted
    assert left[0]["events"] == 0 and left[0]["incidents"] > 0 and left[0]["control"] > 0, "the events are there already"
