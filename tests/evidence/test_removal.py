"""A removed report leaves a marked hole, and none of its words in the file; backups are whole or not made."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.cli.main import app
from marsad.errors import NotFound, StoreError
from marsad.publish.exports import EXPORTS
from marsad.store import Store
from marsad.store.backup import backup, restore
from marsad.store.verify import verify


def test_a_removed_report_is_a_marked_hole(target: Path) -> None:
    with Store.open(target) as s:
        report = next(r for r in s.reports() if r.revision == 1 and any(s.claims(report=r.id)))
        evidence = s.evidence(report.sha256)
        words = max(report.text.split("."), key=len).strip()[:60].encode()
    assert words in target.read_bytes()
    done = CliRunner().invoke(app, ["remove", report.id, "--reason", "by order of a court", "--store", str(target)])
    assert done.exit_code == 0, done.output
    with Store.open(target) as s:
        verdict = verify(s.engine)
        assert verdict.whole and verdict.holes == ((report.id, "by order of a court"),)
        with pytest.raises(NotFound, match="removed"):
            s.report(report.id)
        with pytest.raises(NotFound):
            s.evidence(report.sha256)
        assert [a.outcome for a in s.add([(report, evidence)])] == ["kept out"]
        hole = next(r for r in EXPORTS["reports"](s) if r["id"] == report.id)
        assert hole["flags"][-1] == "removed" and hole["title"] == "" and hole["sha256"] == report.sha256
        assert not any(report.id in str(row) for name in EXPORTS if name != "reports" for row in EXPORTS[name](s))
        assert s.remove(report.id, "again") == 0
    assert words not in target.read_bytes()


def test_all_revisions_go(target: Path) -> None:
    with Store.open(target) as s:
        report = next(r for r in s.reports() if r.revision == 2)
        assert s.remove(report.id, "asked for") == 2
        assert all(not r.text and "removed" in r.flags for r in s.revisions(report.id))
        assert verify(s.engine).whole


def test_words_put_back_into_a_hole_are_named(target: Path) -> None:
    with Store.open(target) as s:
        report = next(s.reports())
        s.remove(report.id, "asked for")
    db = sqlite3.connect(target)
    db.execute("UPDATE report SET text = 'x' WHERE id = ?", (report.id,))
    db.commit()
    db.close()
    with Store.open(target) as s:
        assert "report" in {b.table for b in verify(s.engine).broken}


def test_a_backup_put_back_is_the_same_store(target: Path, tmp_path: Path) -> None:
    with Store.open(target) as s:
        backup(str(target), tmp_path / "b")
        before = {name: list(rows(s)) for name, rows in EXPORTS.items()}
    restore(tmp_path / "b", str(tmp_path / "again.db"))
    with Store.open(tmp_path / "again.db") as s:
        assert {name: list(rows(s)) for name, rows in EXPORTS.items()} == before
    for source, goal in ((target, tmp_path / "b"), (tmp_path / "none", tmp_path / "c")):
        with pytest.raises(StoreError):
            backup(str(source), goal)
    assert not list(tmp_path.glob("*.part*"))


def test_a_broken_backup_is_not_put_back(target: Path, tmp_path: Path) -> None:
    db = sqlite3.connect(target)
    db.execute("UPDATE report SET outlet = 'x' WHERE pk = 1")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="not whole"):
        restore(target, str(tmp_path / "new.db"))
    (tmp_path / "junk").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError):
        restore(tmp_path / "junk", str(tmp_path / "new.db"))
    assert not (tmp_path / "new.db").exists()
