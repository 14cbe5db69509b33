"""What all tests share: where ../shared lies, and the rule that in the full run nothing may skip."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FULL = bool(os.environ.get("MARSAD_FULL"))
MAY_SKIP = {"shared", "mount"}
"""Markers of tests that need what cannot be installed: ../shared, or the right to mount a small disk."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests over ../shared run only where it lies."""
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="../shared is not here"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """In the full run (MARSAD_FULL) a skipped test fails, save those whose need no package can meet (MAY_SKIP)."""
    outcome = yield
    report = outcome.get_result()
    if FULL and report.skipped and not hasattr(report, "wasxfail") and not MAY_SKIP & {m.name for m in item.iter_markers()}:
        report.outcome = "failed"
        report.longrepr = f"skipped in the full run: {report.longrepr}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def score(shared: Path) -> ModuleType:
    """The scorer of ../shared."""
    spec = importlib.util.spec_from_file_location("score", shared / "score" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
