"""Stores of made claims over the small world, and all that can be seen of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from marsad.model import Claim, Copy, Evidence, Reading, Report
from marsad.model.codec import dumps
from marsad.pipeline import dossiers, fusing, replaying, run
from marsad.publish import EXPORTS, jsonl
from marsad.store import Store
from tests.events.small_world import Book, make_map

MAP, BOOK = make_map(), Book()
DERIVED = ("events", "incidents", "control")


def small_world(patch: pytest.MonkeyPatch) -> None:
    """Let the steps use the small registry and map."""
    for module in (fusing, dossiers, replaying):
        patch.setattr(module, "actors", lambda: BOOK)
        patch.setattr(module, "gazetteer", lambda _store: MAP)


def put(store: Store, report: Report, claims: Sequence[Claim]) -> None:
    """Add a report and what was read from it."""
    body = report.text.encode()
    made = replace(report, sha256=hashlib.sha256(body).hexdigest(), text_sha256=hashlib.sha256(body).hexdigest())
    store.add([(made, Evidence(made.sha256, "text/plain", body))], at="2020-01-01T00:00:00Z")
    read(store, report.id, claims)


def read(store: Store, report: str, claims: Sequence[Claim]) -> None:
    """Put these claims in the place of those of a report."""
    store.save_readings([(Reading(report, None, (), (), tuple(claims)), 1, "made")])


def derive(store: Store, copies: Iterable[Copy] = ()) -> dict[str, int]:
    """The copies given, and the steps that derive the rest."""
    have = {r.id for r in store.reports()}
    store.save_copies([c for c in copies if c.a in have and c.b in have], [], "made")
    return run(store, DERIVED).worked


def seen(store: Store) -> dict[str, str]:
    """Every export of what was derived, and the contradictions, as text."""
    found = {name: "".join(jsonl(rows(store))) for name, rows in EXPORTS.items() if name not in ("passages", "mentions", "reports")}
    return found | {"contradictions": "\n".join(map(dumps, store.contradictions()))}
