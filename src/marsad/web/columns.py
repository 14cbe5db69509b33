"""Events and reports as columns: a few numbers each, so that filters and counts look at all of them within milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from marsad.model import Report
from marsad.web.dates import bounds, parse_day
from marsad.web.ledger import Bools, Coder, Ints

NO_DAY = 10**8
"""Sorts behind every day."""


@dataclass(slots=True)
class Columns:
    """Events, newest valid day first, undated ones last; days are ordinals, 0 for none.

    `actor_rows` and `actor_codes` pair events with actors. `told_*` have one entry a voice and report: the event's row, the number of
    the voice among all, the report's row number, and how many claims."""

    ids: list[str]
    times: list[str | None]
    kinds: list[str]
    statuses: list[str]
    kind: Ints
    status: Ints
    first: Ints
    last: Ints
    known: Ints
    place: Ints
    voices: Ints
    claims: Ints
    actor_rows: Ints
    actor_codes: Ints
    told_row: Ints
    told_voice: Ints
    told_report: Ints
    told_claims: Ints

    def sorting(self, row: int) -> tuple[int, str]:
        """The key by which a row stands in the order: minus its day, and its id."""
        day = int(self.last[row]) or int(self.first[row])
        return (-day, self.ids[row])


def read_events(lines: Sequence[Any], places: Coder, actors: Coder) -> Columns:
    """The columns out of the store's lines."""
    spans = [bounds(r.time) for r in lines]
    days = [(a.toordinal() if a else 0, b.toordinal() if b else 0) for a, b in spans]
    order = sorted(range(len(lines)), key=lambda n: (-(days[n][1] or days[n][0]), lines[n].event))
    lines = [lines[n] for n in order]
    kinds, statuses = Coder(), Coder()
    actor_rows, actor_codes = [], []
    for n, r in enumerate(lines):
        for actor in r.actors.split("\n") if r.actors else ():
            actor_rows.append(n)
            actor_codes.append(actors(actor))
    told = np.frombuffer(b"".join(bytes(r.told) for r in lines), dtype="<i4").reshape(-1, 3).astype(np.int64)
    row = np.repeat(np.arange(len(lines)), [len(r.told) // 12 for r in lines])
    voices = _ints(r.voices for r in lines)
    before = np.concatenate([[0], np.cumsum(voices)[:-1]]) if len(lines) else voices
    return Columns(
        [r.event for r in lines], [r.time for r in lines], kinds.words, statuses.words,
        _ints(kinds(r.kind) for r in lines), _ints(statuses(r.status) for r in lines),
        _ints(days[n][0] for n in order), _ints(days[n][1] for n in order),
        _ints(d.toordinal() if (d := parse_day(r.known)) else NO_DAY for r in lines),
        _ints(places(r.place) if r.place else -1 for r in lines), voices, _ints(r.claims for r in lines),
        _ints(actor_rows), _ints(actor_codes), row, before[row] + told[:, 0], told[:, 1], told[:, 2])


def _ints(values: Any) -> npt.NDArray[np.int64]:
    return np.array(list(values), dtype=np.int64)


@dataclass(slots=True)
class Outlets:
    """Every revision of every report by its row number: outlet, day of publication (0 for none), whether it is the current one."""

    names: list[str]
    outlet: Ints
    day: Ints
    current: Bools

    def counts(self) -> dict[str, int]:
        """Current reports by outlet."""
        found = np.bincount(self.outlet[self.current], minlength=len(self.names)).tolist()
        return {name: n for name, n in zip(self.names, found, strict=True) if n}


def read_outlets(lines: Sequence[Any]) -> Outlets:
    """The columns out of the store's lines."""
    size = max((r[0] for r in lines), default=0) + 1
    outlet, day, current = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.bool_)
    names = Coder()
    days: dict[tuple[str | None, str], int] = {}
    codes, told = [], []
    for _, name, published, flags, _ in lines:
        key = (published[:10] if published else None, flags)
        if key not in days:
            found = parse_day(Report("", "", "", published=key[0], flags=tuple(flags.split())).day)
            days[key] = found.toordinal() if found else 0
        codes.append(names(name))
        told.append(days[key])
    at = np.array([r[0] for r in lines], dtype=np.int64)
    outlet[at], day[at], current[at] = codes, told, [bool(r[4]) for r in lines]
    return Outlets(names.words, outlet, day, current)
