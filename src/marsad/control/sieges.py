"""Sieges: who stands around a place, beside its holder."""

from __future__ import annotations

from dataclasses import replace

from marsad.control.happenings import Happening
from marsad.control.moves import Moves
from marsad.control.segments import CONTESTED, UNKNOWN, WAITING, Segment, segment, sure


class Sieges(Moves):
    """The rules of sieges. A siege changes no holder: it is told beside him."""

    __slots__ = ()

    def _awaited(self) -> Segment | None:
        """The siege that waits for a holder to be known, taken out of the row: no other rule sees it."""
        return self.segments.pop() if self.segments and self.segments[-1].rule == WAITING else None

    def _meet(self, waiting: Segment) -> None:
        """The first holder told within the days that a siege is fresh was the besieged; without one it waits on."""
        now = self.now
        if now is None:
            self.segments.append(waiting)
        elif now.rule == WAITING:
            self.segments[-1] = replace(now, start=waiting.start, items=(*waiting.items, *now.items))
        elif (len(self.segments) == 1 and now.rule == "state" and now.seen - waiting.seen <= self._rules.recent
                and not any(self._allied(now.actor, a) for a in waiting.against)):
            self.segments[-1] = replace(now, rule="siege", items=(*now.items, *waiting.items), against=waiting.against)

    def _siege(self, h: Happening) -> None:
        """Who besieges a place stands against its holder, from when is told, else from some day since he holds it."""
        now = self.now
        target = next((i.other for i in h.items if i.other and not self._allied(i.other, h.side)), None)
        if now is None:
            # Who is besieged may be told later.
            self._open(segment(target or UNKNOWN, (None, h.day[1]), None, "siege" if target else WAITING, "inferred", tuple(h.items),
                               against=(h.side,), seen=h.day[1]))
            return
        if now.actor in (UNKNOWN, CONTESTED) or self._allied(now.actor, h.side) or h.side in now.against:
            return
        both = replace(now, rule="siege", items=(*now.items, *h.items), against=(*now.against, h.side), seen=max(now.seen, h.day[1]))
        if any(self._allied(h.side, a) for a in now.against):
            # One more of the besiegers begins no siege anew.
            self.segments[-1] = both
            return
        start, lo, hi = now.start, h.day[0], h.day[1]
        if h.day[2] and lo < hi and start is not None and lo < sure(start):
            # It began before the holder is known to hold: with a taking by him between it is of earlier times, else he was besieged.
            if not any(i.kind == "gain" for i in now.items):
                self.segments[-1] = both
            return
        if not h.day[2] and any(
            i.kind == "gain" and i.other and self._allied(i.other, h.side) and 0 <= hi - i.at <= self._rules.recent for i in now.items
        ):
            return  # told without a day of a place just taken from the besieger: the siege that the taking ended
        if h.day[2]:
            self._open(replace(both, start=self._edge(h), end=None))
        elif start is not None and sure(start) >= hi:
            self.segments[-1] = both
        else:
            # That he was seen there of late does not tell that nobody stood around him yet.
            self._open(replace(both, start=(sure(start) if start is not None else None, hi), end=None))

    def _relief(self, h: Happening) -> None:
        now = self.now
        if now is None or now.rule != "siege" or now.actor in (UNKNOWN, CONTESTED):
            return
        if not any(self._allied(h.side, a) for a in (now.actor, *now.against)):
            return
        self._open(replace(now, start=self._edge(h), end=None, rule="siege-lifted", items=(*now.items, *h.items), against=(),
                           seen=max(now.seen, h.day[1])))
