"""The licences of everything installed are listed, and a GPL in the core is an error."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from marsad.cli import licences
from marsad.cli.main import app


def test_nothing_that_the_core_needs_is_under_the_gpl_or_unclear() -> None:
    done = CliRunner().invoke(app, ["licences", "--all", "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    rows = {r["package"]: r for r in map(json.loads, done.output.splitlines())}
    assert {"sqlalchemy", "lxml", "pdfminer-six", "protego"} <= {n for n, r in rows.items() if r["part"] == "core"}
    assert {r["terms"] for r in rows.values() if r["part"] == "core"} <= {"permissive", "weak copyleft"}
    assert all(r["terms"] in ("permissive", "weak copyleft") for r in rows.values() if r["part"] != "dev")


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("MIT", "permissive"), ("BSD-3-Clause AND MIT", "permissive"), ("GPL-3.0-or-later", "copyleft"), ("AGPL-3.0", "copyleft"),
        ("GNU General Public License v3 (GPLv3)", "copyleft"), ("LGPL-3.0-only", "weak copyleft"),
        ("GNU Lesser General Public License v3 (LGPLv3)", "weak copyleft"), ("MPL-1.1 OR GPL-2.0-only", "weak copyleft"),
        ("MIT OR GPL-2.0-only", "permissive"), ("not stated", "unclear"), ("Proprietary", "unclear"), ("MIT AND GPL-3.0", "copyleft"),
        ("GNU GPL", "copyleft"), ("GPLv3", "copyleft"),
    ],
)  # fmt: skip
def test_kinds_of_licences(said: str, terms: str) -> None:
    assert licences.terms(said) == terms


def test_a_gpl_in_the_core_ends_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"package": "x", "version": "1", "licence": "GPL-3.0", "part": "core", "terms": "copyleft"}
    monkeypatch.setattr(licences, "found", lambda _: [row])
    done = CliRunner().invoke(app, ["licences"])
    assert done.exit_code == 1 and "GPL" in done.output
