"""Moves of the open segment: what all rules do to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from marsad.control.evidence import Item
from marsad.control.happenings import Allied, Happening, voices
from marsad.control.rules import Rules
from marsad.control.segments import CONTESTED, UNKNOWN, Segment, certainty, ended, segment, sure

Hinting = Callable[[str, int], str | None]
"""Given the loser and a day: who was advancing on the place or fighting the loser there, last before that day."""

_WEAK = frozenset({"target-held-before", "region-gain", "region-loss"})


class Moves:
    """The segments of one place, and what opens, supports and closes them."""

    __slots__ = ("_allied", "_hint", "_rules", "segments")

    def __init__(self, allied: Allied, hint: Hinting, rules: Rules) -> None:
        self._allied = allied
        self._hint = hint
        self._rules = rules
        self.segments: list[Segment] = []

    @property
    def now(self) -> Segment | None:
        """The open segment."""
        return self.segments[-1] if self.segments else None

    def _behind(self, h: Happening) -> bool:
        """Whether an undated word goes against what another side was told to win on a day of late, or an undated word about the
        region against what was told of the place itself: background, then."""
        now = self.now
        if h.day[2] or now is None or now.actor in (UNKNOWN, CONTESTED) or h.day[1] - now.seen > self._rules.recent:
            return False
        against = self._allied(now.actor, h.side) == (h.kind in ("loss", "clear"))
        if against and not h.own and any(i.level == 0 for i in now.items):
            return True
        if h.kind == "clear":
            # It tells what is so by now: it falls only before more that was told of these days.
            return against and self._weight(h.day[1]) > sum(voices(h.items).values())
        return against and any(i.kind == "gain" and (i.dated or (i.level == 0 and not h.own)) for i in now.items)

    def _open(self, new: Segment) -> None:
        now = self.now
        if now is not None:
            if now.start is not None and now.start == new.start:
                self.segments.pop()
            else:
                self.segments[-1] = ended(now, new.start)
        self.segments.append(new)

    def _edge(self, h: Happening) -> tuple[int | None, int | None]:
        lo, hi, dated = h.day
        now = self.now
        if dated:
            # A change cannot lie before the one it follows.
            if now is not None and now.start == (lo, hi):
                return lo, hi  # one month, say, tells both
            since = sure(now.start) if now is not None and now.start is not None else lo
            return max(lo, min(since, hi)), hi
        if now is None:
            return None, hi
        if now.seen < hi:
            return now.seen, hi
        # Told on one day without a day, neither the change nor what stood before dates the other.
        before = max((i.at for i in now.items if i.at < hi or (i.dated and i.at == hi)), default=None)
        if before is not None:
            return before, hi
        return now.start if now.start is not None and now.start[1] == hi else (hi, hi)

    def _support(self, items: Sequence[Item], verdict: str = "accepted") -> None:
        """The open segment gains evidence."""
        now = self.now
        assert now is not None
        every = (*now.items, *items)
        # More voices for what is confirmed leave it confirmed: no need to count those of a long war once more.
        stays = now.certainty == CONTESTED or (now.certainty == "confirmed" and now.rule not in _WEAK and verdict != CONTESTED)
        level = now.certainty if stays else certainty(every, verdict)
        if now.rule in _WEAK and any(i.level == 0 and i.kind in ("gain", "state") for i in items):
            level = certainty(items, verdict)
        self.segments[-1] = segment(now.actor, now.start, now.end, now.rule, level, every, now.hint, now.against,
                                    max(now.seen, *(i.at for i in items)))

    def _holds(self, side: str) -> bool:
        now = self.now
        return now is not None and now.actor not in (UNKNOWN, CONTESTED) and self._allied(now.actor, side)

    def _stands(self, day: int) -> bool:
        """Whether somebody is told to hold it on a day of late."""
        now = self.now
        return now is not None and now.actor not in (UNKNOWN, CONTESTED) and day - now.seen <= self._rules.recent

    def _weight(self, day: int) -> float:
        """What the voices weigh that told of the place itself in the days before that the open segment's holder took or holds it."""
        now = self.now
        assert now is not None
        first = day - self._rules.same_happening
        return sum(voices(i for i in now.items if i.level == 0 and i.at >= first and i.kind in ("gain", "state")).values())
