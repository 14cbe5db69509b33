"""The store's lines as one state of columns, read whole at first and amended by what differs afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from marsad.languages.arabic.folding import fold_key
from marsad.model import Place
from marsad.store import Store
from marsad.web.coding import Coder
from marsad.web.columns import Columns, Told, amend_events, read_events, told_of
from marsad.web.ledger import Ledger
from marsad.web.ledger import amend as amend_ledger
from marsad.web.ledger import read as read_ledger
from marsad.web.lists import Memo
from marsad.web.press import Press, read_press

Seals = npt.NDArray[np.int64]
"""Numbers of lines as they stand, sorted: a line that changes has another."""
# Where more than this share of lines differs, to read all is quicker than to amend.
MOST = 0.2
KEPT = 16


@dataclass(slots=True)
class Lines:
    """Events, ledger and press as columns over shared numbers of places and actors; `seals` of the lines they were made from."""

    places: Coder
    actors: Coder
    events: Columns
    ledger: Ledger
    press: Press
    told: Told
    spots: dict[str, Place]
    seals: dict[str, Seals]
    read: tuple[int, int]


def read_lines(store: Store, before: Lines | None = None) -> Lines:
    """The lines of a store; only what differs from `before` is read where that is little. `read` counts the lines of events and of
    the ledger that were read for it."""
    rows = {table: store.line_seals(table) for table in ("event_line", "hold_line", "spot")}
    seals = {table: np.sort(np.fromiter(map(hash, found), np.int64, len(found))) for table, found in rows.items()}
    if before is not None:
        events = _differ(before.seals["event_line"], before.events.ids, rows["event_line"])
        holds = _differ(before.seals["hold_line"], before.ledger.ids, rows["hold_line"])
        if len(events[1]) <= MOST * len(rows["event_line"]) and len(holds[1]) <= MOST * len(rows["hold_line"]):
            return _amended(store, before, seals, events, holds)
    places, actors = Coder(), Coder()
    lines, entries = store.event_lines(), store.hold_lines()
    columns, ledger = read_events(lines, places, actors), read_ledger(entries, places, actors)
    press = read_press(store.report_lines())
    return Lines(places, actors, columns, ledger, press, told_of(columns, press), store.spots(), seals, (len(lines), len(entries)))


def _differ(old: Seals, ids: list[str], rows: list[tuple[str, str]]) -> tuple[set[str], list[str]]:
    """(lines that are gone or differ, lines that are new or differ)."""
    names = {row[0] for row in rows}
    new = [rows[n][0] for n in np.flatnonzero(~np.isin(np.fromiter(map(hash, rows), np.int64, len(rows)), old)).tolist()]
    return {*new, *(i for i in ids if i not in names)}, new


def _amended(store: Store, before: Lines, seals: dict[str, Seals], events: tuple[set[str], list[str]],
             holds: tuple[set[str], list[str]]) -> Lines:
    places, actors, columns, ledger = before.places, before.actors, before.events, before.ledger
    if events[0]:
        columns = amend_events(columns, events[0], store.event_lines(events[1]), places, actors)
    if holds[0]:
        ledger = amend_ledger(ledger, holds[0], store.hold_lines(holds[1]), places, actors)
    press = read_press(store.report_lines())
    told = before.told if columns is before.events and _same(press, before.press) else told_of(columns, press)
    spots = before.spots if np.array_equal(seals["spot"], before.seals["spot"]) else store.spots()
    return Lines(places, actors, columns, ledger, press, told, spots, seals, (len(events[1]), len(holds[1])))


def _same(a: Press, b: Press) -> bool:
    return np.array_equal(a.day, b.day) and np.array_equal(a.current, b.current) and np.array_equal(a.outlet, b.outlet)


class Ground:
    """The places that lines stand at, by their numbers: as records, as columns of coordinates, by what they lie in and by name. `kept`
    is what was worked out of them."""

    def __init__(self, lines: Lines, before: Ground | None = None) -> None:
        self._of = (lines.spots, len(lines.places))
        if before is not None and before._of[0] is lines.spots and before._of[1] == len(lines.places):
            for name, value in vars(before).items():
                setattr(self, name, value)
            return
        self.kept = Memo(KEPT)
        nowhere = Place(None, "")
        self.spots = [lines.spots.get(key, Place(None, key[1:]) if key.startswith("~") else Place(key or None, key) if key else nowhere)
                      for key in lines.places.words]
        self.places: dict[str, Place] = {p.id: p for p in self.spots if p.id}

        def column(value: Callable[[Place], Any]) -> Any:
            return np.array([value(p) for p in self.spots], dtype=np.float64)

        self.lat = column(lambda p: np.nan if p.lat is None else p.lat)
        self.lon = column(lambda p: np.nan if p.lon is None else p.lon)
        self.radius = column(lambda p: p.radius_km or 0.0)
        self.precision = column(lambda p: p.precision or 0).astype(np.int64)
        self.inside: dict[str, list[int]] = {}
        for code, place in enumerate(self.spots):
            for key in dict.fromkeys((place.id, *place.parents)):
                if key:
                    self.inside.setdefault(key, []).append(code)
        self.named: dict[str, list[str]] = {}
        for id, found in sorted(self.places.items()):
            for name in {fold_key(found.name_ar).strip(), fold_key(found.text).strip(), found.name_en.lower()} - {""}:
                self.named.setdefault(name, []).append(id)
