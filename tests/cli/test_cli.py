"""The verbs as a user types them: exit codes, messages, formats."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import taking
from tests.sources.taking import lines

GOOD = taking.GOOD | {"text": "سيطرت قوات سوريا الديمقراطية الجمعة على مدينة الطبقة، وفق المرصد السوري لحقوق الإنسان."}


def marsad(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder of its own, as a user would."""
    return subprocess.run(
        [sys.executable, "-c", "from marsad.cli.main import main; main()", *args],
        cwd=folder,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_add_run_and_ask(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", GOOD)
    added = marsad(tmp_path, "add", "a.jsonl")
    assert added.returncode == 0 and "1 added" in added.stdout
    assert (tmp_path / "marsad.db").exists()
    assert "1 unchanged" in marsad(tmp_path, "add", "a.jsonl").stdout
    ran = marsad(tmp_path, "run", "--quiet")
    assert ran.returncode == 0, ran.stderr
    assert "nothing new" in marsad(tmp_path, "run", "--quiet").stdout
    rows = [json.loads(x) for x in marsad(tmp_path, "claims", "--format", "jsonl").stdout.splitlines()]
    text = f"{GOOD['title']}\n{GOOD['text']}"
    assert rows and all(text[r["start"] : r["end"]] == r["quote"] for r in rows)
    traced = marsad(tmp_path, "trace", rows[0]["id"])
    assert rows[0]["quote"] in traced.stdout and "sha256" in traced.stdout
    event = json.loads(marsad(tmp_path, "events", "--format", "jsonl").stdout.splitlines()[0])
    assert "السهل" in marsad(tmp_path, "trace", event["id"]).stdout
    assert marsad(tmp_path, "explain", "r1").returncode == 0
    assert "1 reports" in marsad(tmp_path, "doctor").stdout


def test_bad_items_are_named_the_rest_goes_in_and_the_exit_code_says_so(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", GOOD, GOOD | {"id": "r2"}, '{"id": ', GOOD | {"id": "r4"}, GOOD | {"id": "r5"})
    (tmp_path / "empty.txt").touch()
    (tmp_path / "bytes.bin").write_bytes(bytes(range(256)))
    done = marsad(tmp_path, "add", "a.jsonl", "empty.txt", "bytes.bin")
    assert done.returncode == 1
    assert "a.jsonl:3" in done.stderr and "empty.txt" in done.stderr and "bytes.bin" in done.stderr
    assert "4 added" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_missing_or_future_date_is_a_warning_not_an_error(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", GOOD | {"published": None}, GOOD | {"id": "r2", "published": "2099-01-01"})
    done = marsad(tmp_path, "add", "a.jsonl")
    assert done.returncode == 0
    assert "r1" in done.stderr and "no date" in done.stderr and "r2" in done.stderr and "future" in done.stderr


def test_text_with_outlet_and_day(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(GOOD["text"], encoding="utf-8")
    assert marsad(tmp_path, "add", "n.txt", "--outlet", "السهل", "--published", "2017-07-01").returncode == 0
    row = json.loads(marsad(tmp_path, "reports", "--format", "jsonl").stdout)
    assert (row["outlet"], row["published"], row["flags"]) == ("السهل", "2017-07-01", ["dated-by-option", "no-title"])


@pytest.mark.parametrize("verb", ["reports", "claims", "events", "incidents", "control", "families", "copies"])
def test_asking_an_empty_store_says_what_to_do_and_makes_no_file(tmp_path: Path, verb: str) -> None:
    done = marsad(tmp_path, verb)
    assert done.returncode == 0 and done.stdout.strip()
    assert marsad(tmp_path, verb, "--format", "jsonl").stdout == ""
    assert not (tmp_path / "marsad.db").exists()


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (("trace", "nothing"), 1, "not-found"),
        (("export", "colours"), 2, "usage"),
        (("run", "--only", "dreams"), 2, "reading"),
        (("control", "--on", "yesterday"), 2, "--on"),
        (("add", "none.jsonl"), 1, "none.jsonl"),
        (("incident", "x"), 1, "not-found"),
        (("add", "x", "--published", "soon"), 2, "--published"),
        (("explain", "x"), 1, "not-found"),
    ],
)
def test_errors_are_one_line_with_a_code(tmp_path: Path, args: tuple[str, ...], code: int, word: str) -> None:
    done = marsad(tmp_path, *args)
    assert done.returncode == code
    assert word in done.stderr and "Traceback" not in done.stderr


def test_the_store_can_be_named_by_the_environment_but_the_demo_keeps_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARSAD_STORE", str(tmp_path / "mine.db"))
    lines(tmp_path / "a.jsonl", GOOD)
    marsad(tmp_path, "add", "a.jsonl")
    assert (tmp_path / "mine.db").exists() and not (tmp_path / "marsad.db").exists()
    assert marsad(tmp_path, "demo", "--no-serve").returncode == 0
    assert (tmp_path / "marsad-demo.db").exists()
    assert len(marsad(tmp_path, "reports", "--format", "jsonl").stdout.splitlines()) == 1
