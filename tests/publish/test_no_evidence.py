"""Findings, attributions, states of control and statistics are no events: they never stand in event-shaped exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from marsad.model import Event, Figure, Mention, Place, Range, Voice
from marsad.publish.acled import acled_rows
from marsad.publish.ucdp import ucdp_rows
from marsad.store import Store

PLACE = Place("p", "بلدة", name_ar="بلدة", name_en="Town", type="town", country="SY", admin1="Idlib", lat=35.5, lon=36.6, precision=1)
DEAD = Range("killed", "people", 12.0, 12.0, 12.0, (Figure("killed", 12.0, 12.0, "people", "c", "x", "2017-04-05"),))


def event(kind: str) -> Event:
    speaker = Mention("مصدر", 0, 4, "sohr", "body")
    return Event(f"e-{kind}", kind, ("c",), "2017-04-04", PLACE, (Mention("طرف", 0, 3, "isis"),), (), (Voice(("c",), speaker),), ("r",),
                 ranges=(DEAD,), known="2017-04-05")


@pytest.mark.parametrize("rows", [acled_rows, ucdp_rows])
def test_only_events_are_exported_as_events(rows: Callable[[Store], Iterator[dict[str, Any]]]) -> None:
    kinds = ("airstrike", "finding", "responsibility", "hold", "statistic")
    with Store.open(":memory:") as store:
        store.save_events([event(k) for k in kinds], [], {}, "made")
        text = "\n".join(map(str, rows(store)))
    assert "e-airstrike" in text or "airstrike" in text or "Air/drone" in text
    assert not any(f"e-{k}" in text for k in kinds[1:])
    assert text.count("\n") == 0, "one row, of the one event"
