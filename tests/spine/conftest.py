"""The demonstration and the seeds, run once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from marsad.pipeline import run
from marsad.publish import EXPORTS, jsonl
from marsad.sources import Fields, Read, read_path
from marsad.store import Store

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "src" / "marsad" / "data" / "demo"


@dataclass(frozen=True, slots=True)
class World:
    """A store that was run, and every export of it as rows."""

    store: Store
    exports: dict[str, list[dict[str, Any]]]


def take_in(store: Store, path: Path, reverse: bool = False) -> None:
    """Add the reports of a JSONL file."""
    items = [i for i in read_path(path, Fields(text=""), date(2026, 1, 1)) if isinstance(i, Read)]
    store.add((i.report, i.evidence) for i in (reversed(items) if reverse else items))


def all_exports(store: Store) -> dict[str, str]:
    """Every export as the bytes that a user would get."""
    return {name: "".join(jsonl(rows(store))) for name, rows in EXPORTS.items()}


def digest(store: Store) -> str:
    """One hash over all exports."""
    return hashlib.sha256("".join(f"{k}\n{v}" for k, v in sorted(all_exports(store).items())).encode()).hexdigest()


def world(store: Store) -> World:
    """The store with its exports parsed."""
    return World(store, {k: [json.loads(x) for x in v.splitlines()] for k, v in all_exports(store).items()})


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demonstration, run."""
    with Store.open(tmp_path_factory.mktemp("demo") / "demo.db") as store:
        take_in(store, DEMO / "reports.jsonl")
        run(store)
        yield world(store)


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[World]:
    """The two seed reports, run."""
    with Store.open(tmp_path_factory.mktemp("seeds") / "seeds.db") as store:
        take_in(store, shared / "seeds" / "reports.jsonl")
        run(store)
        yield world(store)


@pytest.fixture(scope="session")
def gold() -> dict[str, list[dict[str, Any]]]:
    """The demonstration's own gold by name."""
    return {
        p.stem: [json.loads(x) for x in p.read_text(encoding="utf-8").splitlines()]
        for p in sorted(DEMO.glob("*.jsonl"))
    }
