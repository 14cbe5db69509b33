"""The replay of one place: happenings and states in order of valid time become a row of segments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Any

from marsad.control.evidence import MOVING, Item
from marsad.control.happenings import Allied, Happening, group, turn, voices, weigh
from marsad.control.moves import Hinting
from marsad.control.rules import Rules
from marsad.control.segments import CONTESTED, Segment
from marsad.control.turns import Turns

_FEW = 8
_sort: Callable[[Item], Any] = attrgetter("sort")
_order: Callable[[tuple[int, tuple[object, ...], Happening | Item]], Any] = itemgetter(1)


class Replay(Turns):
    """The replay of one place. Evidence is added as it becomes known; only what it can touch is replayed.

    `segments` holds the closed segments and the open one, in order; `changed` the index of the first that the last `add` may have
    touched.
    """

    __slots__ = ("_book", "_fought", "_items", "_marks", "_quarrels", "_wide", "changed")

    def __init__(self, allied: Allied, hint: Hinting, rules: Rules) -> None:
        super().__init__(allied, hint, rules)
        self._book = allied
        self._fought: set[frozenset[str]] = set()
        self._quarrels: dict[frozenset[str], set[str]] = {}
        self._items: list[Item] = []
        self._wide: list[Item] = []
        # After each step: (its day, how many segments there were, the last two of them).
        self._marks: list[tuple[int, int, tuple[Segment, ...]]] = []
        self.changed = 0

    def add(self, items: Iterable[Item], hint: Hinting | None = None) -> list[Segment]:
        """Take more evidence into account and give the segments.

        The same as replaying all evidence anew: evidence of a day changes nothing that lies further back than a told state
        speaks (`settle`), save where intervals or runs of claims reach across.
        """
        if hint is not None:
            self._hint = hint
        fresh = list(items)
        fought = set()
        for i in fresh:
            if i.other and i.kind in ("gain", "loss") and self._book(i.side, i.other):
                pair = frozenset((i.side, i.other))
                told = self._quarrels.setdefault(pair, set())
                told.add(i.report)
                # One report may be misread; two that tell one ally took it from the other are believed.
                if len(told) >= 2 and pair not in self._fought:
                    fought.add(pair)
        self._fought |= fought
        if len(fresh) > _FEW:
            self._items += fresh
            self._items.sort(key=_sort)
        else:
            for i in fresh:
                insort(self._items, i, key=_sort)
        self._wide += [i for i in fresh if i.lo < i.at]
        day = 0 if fought or not fresh else self._from_day(min(i.lo for i in fresh))
        self._rewind(day)
        self._run(self._items[bisect_left(self._items, (day,), key=_sort):])
        return self.segments

    def _from_day(self, first: int) -> int:
        """The day from which all must be replayed when evidence of `first` comes in."""
        rules = self._rules
        day = first - rules.settle - rules.same_happening - rules.late_loss - 1
        while True:
            before = day
            day = min([day, *(i.lo for i in self._wide if i.lo < day <= i.at)])
            at = bisect_left(self._items, (day,), key=_sort)
            while at > 0 and self._items[at - 1].at >= day - rules.same_happening:
                at -= 1
                if self._items[at].kind in MOVING:
                    day = self._items[at].at
            if day == before:
                return day

    def _rewind(self, day: int) -> None:
        """Back to what stood before the first step of `day`."""
        marks = self._marks
        while marks and marks[-1][0] >= day:
            marks.pop()
        if marks:
            _, count, top = marks[-1]
            self.segments[max(0, count - len(top)):] = top
            self.changed = max(0, count - 3)
        else:
            self.segments = []
            self.changed = 0

    def _run(self, items: Sequence[Item]) -> None:
        book, fought = self._book, self._fought
        # Allies by the registry who fight over this very place are two sides here.
        self._allied = (lambda a, b: book(a, b) and (a == b or frozenset((a, b)) not in fought)) if fought else book
        found = group(items, self._allied, self._rules)
        moves = [h for h in found if h.kind in ("gain", "loss")]
        told = [i for i in items if i.kind == "state" or i.denied]
        days = [i.at for i in told]
        reach = self._rules.settle + self._rules.same_happening
        for n, h in enumerate(moves):
            following = None
            for m in islice(moves, n + 1, None):
                if not self._one_change(h, m):
                    following = m.day[0]
                    break
            near = told[bisect_left(days, h.day[0] - reach):bisect_right(days, h.day[1] + reach)]
            weigh(h, following, near, self._allied, self._rules)
        self._one_day(moves)
        steps: list[tuple[int, tuple[object, ...], Happening | Item]] = [(h.day[1], turn(h), h) for h in found]
        steps += [(i.at, (i.at, i.sort[1], i.sort), i) for i in told if not i.denied]
        steps.sort(key=_order)
        segments, marks = self.segments, self._marks
        for day, _, step in steps:
            self.take(step)
            marks.append((day, len(segments), tuple(segments[-2:])))

    def _one_day(self, moves: Sequence[Happening]) -> None:
        """Of two gains on one day by two sides, both told of the place itself, the heavier stands; equal ones contest. A gain known
        only to an interval in which another side won it by more voices falls: which came first is not told."""
        for n, h in enumerate(moves):
            for other in islice(moves, n + 1, None):
                if other.day[1] - h.day[1] > self._rules.recent:
                    break
                apart = other.day[1] > h.day[1]
                if apart and other.day[0] > h.day[1]:
                    continue
                if {h.kind, other.kind} != {"gain"} or self._allied(h.side, other.side) or not (h.own and other.own):
                    continue
                if "rejected" in (h.verdict, other.verdict) or h.day[2] != other.day[2]:
                    continue
                mine, theirs = (sum(voices([*x.items, *x.backing]).values()) for x in (h, other))
                if apart and mine <= theirs:
                    continue
                if mine > theirs:
                    other.verdict = "rejected"
                elif theirs > mine:
                    h.verdict = "rejected"
                else:
                    h.verdict, other.verdict = "rejected", CONTESTED
                    other.against.extend(h.items)

    def _one_change(self, a: Happening, b: Happening) -> bool:
        """A loss and the other side's gain soon after are one change."""
        return a.kind != b.kind and not self._allied(a.side, b.side) and abs(b.day[1] - a.day[1]) <= self._rules.late_loss
