"""Environments of their own for the programs that marsad is measured beside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent / "out"


def environment(name: str, packages: list[str]) -> Path:
    """A virtual environment under bench/out with these packages; gives its Python. Raises CalledProcessError where pip fails."""
    home = OUT / name
    python = home / "bin" / "python"
    if not (home / ".ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], check=True
        )
        (home / ".ready").touch()
    return python
