"""What the tests of faults and engines share: a small corpus, commands in processes of their own, and one hash over all exports."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from marsad.publish import EXPORTS, jsonl
from marsad.sources import Fields, Read, read_path
from marsad.store import Store

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "src" / "marsad" / "data" / "demo" / "reports.jsonl"


def corpus(folder: Path, reports: int = 14) -> Path:
    """A JSONL file with the first reports of the demonstration."""
    lines = DEMO.read_text(encoding="utf-8").splitlines(keepends=True)[:reports]
    path = folder / "reports.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def take_in(store: Store, path: Path) -> None:
    """Add the reports of a file."""
    items = [i for i in read_path(path, Fields(text=""), date(2026, 1, 1)) if isinstance(i, Read)]
    store.add((i.report, i.evidence) for i in items)


def exports(store: Store) -> dict[str, str]:
    """Every export as the bytes that a user would get."""
    return {name: "".join(jsonl(rows(store))) for name, rows in EXPORTS.items()}


def digest(store: Store) -> str:
    """One hash over all exports."""
    return hashlib.sha256("".join(f"{k}\n{v}" for k, v in sorted(exports(store).items())).encode()).hexdigest()


def command(*args: str) -> list[str]:
    """The program `marsad` with these arguments, as a command line."""
    said = f"from marsad.cli.main import main; import sys; sys.argv = ['marsad', *{list(args)!r}]; main()"
    return [sys.executable, "-c", said]


def marsad(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(
        command(*args), capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
