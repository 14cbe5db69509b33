"""A case is checked by its own script, without marsad; whatever is changed in it is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.cli.main import app
from marsad.errors import NotFound, UsageError
from marsad.evidence import write_case
from marsad.store import Store


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    # -I -S: no package of ours or of anybody else can be imported.
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def case(target: Path, tmp_path: Path) -> Path:
    with Store.open(target) as s:
        event = max(s.events(), key=lambda e: len(e.claims))
    done = CliRunner().invoke(app, ["case", event.id, "-o", str(tmp_path / "case"), "--store", str(target)])
    assert done.exit_code == 0, done.output
    return tmp_path / "case"


def test_a_case_is_whole(case: Path) -> None:
    done = check(case)
    assert done.returncode == 0 and done.stdout.startswith("whole"), done.stdout + done.stderr


@pytest.mark.parametrize(
    "name", ["claims.jsonl", "reports.jsonl", "log.jsonl", "item.json", "bytes", "MANIFEST.sha256"]
)
def test_what_is_changed_is_named(case: Path, name: str) -> None:
    path = next((case / name).iterdir()) if name == "bytes" else case / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    done = check(case)
    assert done.returncode == 1 and "broken" in done.stdout


def test_a_change_with_a_new_manifest_is_still_named(case: Path) -> None:
    import hashlib

    old = (case / "reports.jsonl").read_bytes()
    new = old.replace("في".encode(), "فى".encode())
    assert new != old
    (case / "reports.jsonl").write_bytes(new)
    manifest = (case / "MANIFEST.sha256").read_text()
    a, b = (hashlib.sha256(x).hexdigest() for x in (old, new))
    (case / "MANIFEST.sha256").write_text(manifest.replace(a, b))
    assert "the text is not the one that the log recorded" in check(case).stdout


def test_incidents_too_and_no_folder_is_overwritten(target: Path, tmp_path: Path) -> None:
    with Store.open(target) as s:
        for n, incident in enumerate(s.incidents()):
            write_case(s, incident.id, tmp_path / f"i{n}")
            assert check(tmp_path / f"i{n}").returncode == 0
        with pytest.raises(NotFound):
            write_case(s, "none", tmp_path / "x")
        with pytest.raises(UsageError):
            write_case(s, s.events()[0].id, target.parent)
