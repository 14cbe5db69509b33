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
    digests: dict[str, str]
    seals: dict[str, Seals]
    logged: int
    read: tuple[int, int]


def read_lines(store: Store, before: Lines | None = None) -> Lines:
    """The lines of a store; only what differs from `before` is read where that is little. `read` counts the lines of events and of
    the ledger that were read for it, `logged` is the entry of the log up to which reports are known."""
    if before is not None and (found := _amended(store, before)) is not None:
        return found
    digests, (logged, _) = store.line_digests(), store.logged()
    seals = {table: _sealed(store.line_seals(table)) for table in ("event_line", "hold_line", "spot")}
    places, actors = Coder(), Coder()
    lines, entries = store.event_lines(), store.hold_lines()
    columns, ledger = read_events(lines, places, actors), read_ledger(entries, places, actors)
    press = read_press(store.report_lines())
    return Lines(places, actors, columns, ledger, press, told_of(columns, press), store.spots(), digests, seals, logged,
                 (len(lines), len(entries)))


def _sealed(rows: list[tuple[Any, ...]]) -> Seals:
    return np.sort(np.fromiter(map(hash, rows), np.int64, len(rows)))


def _differ(store: Store, table: str, old: Seals, ids: list[str]) -> tuple[set[str], list[str], Seals]:
    """(lines that are gone or differ, lines that are new or differ, seals)."""
    rows = store.line_seals(table)
    names = {row[0] for row in rows}
    seals = np.fromiter(map(hash, rows), np.int64, len(rows))
    new = [rows[n][0] for n in np.flatnonzero(~np.isin(seals, old)).tolist()]
    return {*new, *(i for i in ids if i not in names)}, new, np.sort(seals)


def _amended(store: Store, before: Lines) -> Lines | None:
    """The lines as `before` but for what differs; None where so much does that to read all is quicker."""
    digests, (logged, changed) = store.line_digests(), store.logged(before.logged)
    if logged < before.logged or (logged and not before.logged) or len(changed) > MOST * len(before.press.day):
        return None
    columns, ledger, seals, read = before.events, before.ledger, dict(before.seals), [0, 0]
    press = read_press(store.report_lines(changed), before.press) if changed else before.press
    if digests["event_line"] != before.digests["event_line"]:
        gone, new, seals["event_line"] = _differ(store, "event_line", before.seals["event_line"], columns.ids)
        if len(new) > MOST * len(seals["event_line"]):
            return None
        columns, read[0] = amend_events(columns, gone, store.event_lines(new), before.places, before.actors), len(new)
    if digests["hold_line"] != before.digests["hold_line"]:
        gone, new, seals["hold_line"] = _differ(store, "hold_line", before.seals["hold_line"], ledger.ids)
        if len(new) > MOST * len(seals["hold_line"]):
            return None
        ledger, read[1] = amend_ledger(ledger, gone, store.hold_lines(new), before.places, before.actors), len(new)
    spots = before.spots
    if digests != before.digests:
        seals["spot"] = _sealed(store.line_seals("spot"))
        spots = spots if np.array_equal(seals["spot"], before.seals["spot"]) else store.spots()
    told = before.told if columns is before.events and press is before.press else told_of(columns, press)
    return Lines(before.places, before.actors, columns, ledger, press, told, spots, digests, seals, logged, (read[0], read[1]))


class Ground:
    """The places that lines stand at, by their numbers: as records, as columns of coordinates, by what they lie in and by name. `kept`
    is what was worked out of them."""

    def __init__(self, lines: Lines, before: Ground | None = None) -> None:
        # Numbers are never given back: of those in the coder only the ones that a line of this state uses are places of it.
        used = np.bincount(np.concatenate([lines.events.place[lines.events.place >= 0], lines.ledger.place]),
                           minlength=len(lines.places)) > 0
        self.used = used
        self._of = (lines.spots, used)
        if before is not None and before._of[0] is lines.spots and np.array_equal(before._of[1], used):
            for name, value in vars(before).items():
                setattr(self, name, value)
            return
        self.kept = Memo(KEPT)
        nowhere = Place(None, "")
        self.spots = [lines.spots.get(key, Place(None, key[1:]) if key.startswith("~") else Place(key or None, key) if key else nowhere)
                      for key in lines.places.words]
        self.places: dict[str, Place] = {p.id: p for p, here in zip(self.spots, used.tolist(), strict=True) if here and p.id}

        def column(value: Callable[[Place], Any]) -> Any:
            return np.array([value(p) for p in self.spots], dtype=np.float64)

        self.lat = column(lambda p: np.nan if p.lat is None else p.lat)
        self.lon = column(lambda p: np.nan if p.lon is None else p.lon)
        self.radius = column(lambda p: p.radius_km or 0.0)
        self.precision = column(lambda p: p.precision or 0).astype(np.int64)
        self.inside: dict[str, list[int]] = {}
        for code, place in enumerate(self.spots):
            for key in dict.fromkeys((place.id, *place.parents)):
                if key and used[code]:
                    self.inside.setdefault(key, []).append(code)
        self.named: dict[str, list[str]] = {}
        for id, found in sorted(self.places.items()):
            for name in {fold_key(found.name_ar).strip(), fold_key(found.text).strip(), found.name_en.lower()} - {""}:
                self.named.setdefault(name, []).append(id)
