"""Resuming a replay from what the ledger said before a day, instead of going through all days before it once more.

The segments of a place are the same whether its evidence came day by day or at once, save for hints: who was last told to be
advancing is asked when a loss is replayed, and later words count only if it is replayed again. So all that was known before the day
is replayed at once, hints are asked as of the first and the last day on which it may have been, and where they differ, or where the
entries that stood are not the segments found, the days are gone through one by one after all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from marsad import edtf
from marsad.control.evidence import Item
from marsad.control.packed import Hinted
from marsad.control.rules import Rules
from marsad.control.segments import CONTESTED, UNKNOWN, Segment, face_of, stitched, text_of
from marsad.control.timeline import Replay
from marsad.events.sides import Sides
from marsad.model import Hold

Standing = dict[int, tuple[tuple[object, ...], Segment | Hold, int]]
Asking = Callable[[int, str, int], Hinted | None]
"""Given the day until which was known, the loser and a day of valid time: the evidence that gives the hint."""


@dataclass(frozen=True, slots=True)
class Stood:
    """What the ledger said of a place before a day (ordinal): the entries known from before it and not closed before it."""

    day: int
    entries: tuple[Hold, ...]


@dataclass(slots=True)
class _Hints:
    """Hints as of the last day, and whether some may have been others when they were asked."""

    ask: Asking
    runs: Sequence[tuple[int, int]]
    """(day known, first day of valid time that was surely replayed then), in order."""
    sure: bool = True

    def __call__(self, loser: str, day: int) -> str | None:
        last = self.runs[-1][0]
        found = self.ask(last, loser, day)
        if found is not None:
            # Nothing known later is in the way of a hint that was known when this was last replayed.
            run = next((known for known, first in reversed(self.runs) if first <= day), self.runs[0][0])
            if found.known > run:
                self.sure = False
        return found.side if found is not None else None


def resume(stood: Stood, by_day: Mapping[int, Sequence[Item]], own_from: int, ask: Asking, sides: Sides, rules: Rules,
           ) -> tuple[Replay, Standing] | None:
    """The replay of the evidence known before the day (`by_day`, in order), and what stood then; None where that is not sure."""
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for known, held in by_day.items():
        lo = min(i.lo for i in held)
        first = lo if first is None else min(first, lo)
        if known >= own_from:
            runs.append((known, first - rules.settle - rules.same_happening - rules.late_loss - 1))
            first = None
    hints = _Hints(ask, runs)
    scan = Replay(sides.allied, hints, rules)
    scan.add([i for held in by_day.values() for i in held])
    by_face: dict[tuple[object, ...], Hold] = {}
    for h in stood.entries:
        hint = h.hint if h.actor in (UNKNOWN, CONTESTED) else None
        seen = edtf.ordinal(h.seen) // rules.refresh if h.seen is not None else None
        by_face[h.actor, h.valid_from, h.valid_to, h.rule, h.certainty, hint, h.against, seen] = h
    standing: Standing = {}
    for n, s in stitched(scan.segments):
        actor, start, end, *rest = face_of(s, rules)
        entry = by_face.pop((actor, text_of(s.start), text_of(s.end), *rest), None)
        if entry is None:
            return None
        standing[n] = ((actor, start, end, *rest), entry, edtf.ordinal(entry.known_from))
    return (scan, standing) if hints.sure and not by_face and len(standing) == len(stood.entries) else None
