"""A store with rows in every table, made once and copied for each test."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from marsad.model import Place
from marsad.pipeline import run
from marsad.review.judgements import Judgement
from marsad.sources import Fields, Read, read_path
from marsad.store import Store

DEMO = Path(__file__).resolve().parents[2] / "src" / "marsad" / "data" / "demo" / "reports.jsonl"
REPORTS = 14


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a run store that is closed: reports (one revised), claims, copies, events, holds, a user, a judgement, a place."""
    folder = tmp_path_factory.mktemp("evidence")
    lines = DEMO.read_text(encoding="utf-8").splitlines(keepends=True)[:REPORTS]
    (folder / "r.jsonl").write_text("".join(lines), encoding="utf-8")
    path = folder / "whole.db"
    with Store.open(path) as s:
        items = [i for i in read_path(folder / "r.jsonl", Fields(text=""), date(2026, 1, 1)) if isinstance(i, Read)]
        s.add((i.report, i.evidence) for i in items)
        (folder / "r.jsonl").write_text(lines[0].replace('"text": "', '"text": "تصحيح: ', 1), encoding="utf-8")
        again = [i for i in read_path(folder / "r.jsonl", Fields(text=""), date(2026, 1, 1)) if isinstance(i, Read)]
        assert [a.outcome for a in s.add((i.report, i.evidence) for i in again)] == ["revised"]
        s.save_places([Place("x:1", "تل الورد", "Tell Ward", lat=36.0, lon=37.0)], {"x:1": '{"type":"Point"}'})
        run(s)
        s.add_user("reviewer", "reviewer", "a long enough word")
        assert s.sign_in("reviewer", "a long enough word", 1_000)
        claim = next(s.claims())
        s.judge(Judgement(0, "2026-01-01T00:00:00Z", "reviewer", "reviewer", "claim", claim.id, "accept", "{}", ""))
        run(s)
    return path


@pytest.fixture
def target(pristine: Path, tmp_path: Path) -> Path:
    """A copy of that file to break."""
    return Path(shutil.copy(pristine, tmp_path / "s.db"))
