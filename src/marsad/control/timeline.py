"""The replay of one place: happenings and states in order of valid time become a row of segments.

Each rule that makes a segment has a name, and a section and a test of its own (docs/methodology.md, "Control").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from marsad.control.evidence import Item
from marsad.control.happenings import Allied, Happening, group, voices, weigh
from marsad.control.rules import Rules

UNKNOWN = "unknown"
CONTESTED = "contested"

Hinting = Callable[[str, int], str | None]
"""Given the loser and a day: who was advancing on the place or fighting the loser there, last before that day."""

Edge = tuple[int | None, int | None] | None
"""When a segment begins or ends: (first, last) possible day; None is open; (None, day) is «by that day»."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Who held the place between two edges, by which rule and evidence. `seen` is the last day evidence speaks for it."""

    actor: str
    start: Edge
    end: Edge
    rule: str
    certainty: str
    items: tuple[Item, ...]
    hint: str | None = None
    against: tuple[str, ...] = ()
    seen: int = 0


def certainty(items: Iterable[Item], verdict: str = "accepted") -> str:
    """`confirmed` from two voices of which one is no party, `reported` from one, `party` from parties only, `inferred` from
    regions, `contested`."""
    if verdict == CONTESTED:
        return CONTESTED
    held = [i for i in items if not i.denied]
    own = [i for i in held if i.level == 0]
    if not own:
        return "inferred"
    found = voices(own)
    free = sum(1 for w in found.values() if w > 0)
    if not free:
        return "party"
    return "confirmed" if len(found) >= 2 else "reported"


def stitched(segments: Sequence[Segment], first: int = 0) -> list[tuple[int, Segment]]:
    """Segments from index `first` on, with their indices, without those that surely end on the day they surely begin; each ends
    where the next begins."""
    kept = [(n, s) for n, s in enumerate(segments[first:], first)
            if s.start is None or s.end is None or _sure(s.start) < _sure(s.end)]
    found = []
    for at, (n, s) in enumerate(kept):
        end = kept[at + 1][1].start if at + 1 < len(kept) else s.end
        found.append((n, s if end == s.end else replace(s, end=end)))
    return found


def _sort(item: Item) -> Any:
    return item.sort


def _sure(edge: tuple[int | None, int | None]) -> int:
    """The day from which an edge surely lies behind."""
    return edge[1] if edge[1] is not None else edge[0] or 0


class Replay:
    """The replay of one place. Evidence is added as it becomes known; only what it can touch is replayed.

    `segments` holds the closed segments and the open one, in order; `changed` the index of the first that the last `add` may have
    touched.
    """

    __slots__ = ("_allied", "_book", "_fought", "_hint", "_items", "_marks", "_quarrels", "_rules", "_wide", "changed", "segments")

    def __init__(self, allied: Allied, hint: Hinting, rules: Rules) -> None:
        self._allied = self._book = allied
        self._hint = hint
        self._rules = rules
        self._fought: set[frozenset[str]] = set()
        self._quarrels: dict[frozenset[str], set[str]] = {}
        self._items: list[Item] = []
        self._wide: list[Item] = []
        # After each step: (its day, how many segments there were, the last two of them).
        self._marks: list[tuple[int, int, tuple[Segment, ...]]] = []
        self.segments: list[Segment] = []
        self.changed = 0

    @property
    def now(self) -> Segment | None:
        """The open segment."""
        return self.segments[-1] if self.segments else None

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
        for i in fresh:
            insort(self._items, i, key=_sort)
            if i.lo < i.at:
                self._wide.append(i)
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
                if self._items[at].kind in _MOVES:
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
        self._allied = lambda a, b: book(a, b) and (a == b or frozenset((a, b)) not in fought)
        found = group(items, self._allied, self._rules)
        moves = [h for h in found if h.kind in ("gain", "loss")]
        told = [i for i in items if i.kind == "state" or i.denied]
        days = [i.at for i in told]
        reach = self._rules.settle + self._rules.same_happening
        for n, h in enumerate(moves):
            following = next((m.day[0] for m in moves[n + 1:] if not self._one_change(h, m)), None)
            near = told[bisect_left(days, h.day[0] - reach):bisect_right(days, h.day[1] + reach)]
            weigh(h, following, near, self._allied, self._rules)
        self._one_day(moves)
        steps: list[tuple[tuple[object, ...], Happening | Item]] = []
        for h in found:
            steps.append(((h.day[1], h.items[0].sort[1], h.items[0].sort), h))
        for i in told:
            if not i.denied:
                steps.append(((i.at, i.sort[1], i.sort), i))
        for key, step in sorted(steps, key=lambda s: s[0]):
            if isinstance(step, Item):
                self._state(step)
            else:
                getattr(self, f"_{step.kind}")(step)
            self._marks.append((int(str(key[0])), len(self.segments), tuple(self.segments[-2:])))

    def _one_day(self, moves: Sequence[Happening]) -> None:
        """Of two gains on one day by two sides, both told of the place itself, the heavier stands; equal ones contest."""
        for n, h in enumerate(moves):
            for other in moves[n + 1:]:
                if other.day[1] > h.day[1]:
                    break
                if {h.kind, other.kind} != {"gain"} or self._allied(h.side, other.side) or not (h.own and other.own):
                    continue
                if "rejected" in (h.verdict, other.verdict) or h.day[2] != other.day[2]:
                    continue
                mine, theirs = (sum(voices([*x.items, *x.backing]).values()) for x in (h, other))
                if mine > theirs:
                    other.verdict = "rejected"
                elif theirs > mine:
                    h.verdict = "rejected"
                else:
                    h.verdict, other.verdict = "rejected", CONTESTED
                    other.against.extend(h.items)

    def _behind(self, h: Happening) -> bool:
        """Whether an undated word goes against what another side was told to win on a day of late: background, then."""
        now = self.now
        if h.day[2] or now is None or now.actor in (UNKNOWN, CONTESTED) or h.day[1] - now.seen > self._rules.recent:
            return False
        if h.kind == "loss":
            return self._allied(now.actor, h.side) and any(i.kind == "gain" and i.dated for i in now.items)
        return not self._allied(now.actor, h.side) and any(i.kind == "gain" and i.dated for i in now.items)

    def _one_change(self, a: Happening, b: Happening) -> bool:
        """A loss and the other side's gain soon after are one change."""
        return a.kind != b.kind and not self._allied(a.side, b.side) and abs(b.day[1] - a.day[1]) <= self._rules.late_loss

    # moves of the open segment
    def _open(self, segment: Segment) -> None:
        now = self.now
        if now is not None:
            self.segments[-1] = replace(now, end=segment.start)
            if now.start is not None and now.start == segment.start:
                self.segments.pop()
        self.segments.append(segment)

    def _edge(self, h: Happening) -> tuple[int | None, int | None]:
        lo, hi, dated = h.day
        now = self.now
        if dated:
            # A change cannot lie before the one it follows.
            since = _sure(now.start) if now is not None and now.start is not None else lo
            return max(lo, min(since, hi)), hi
        floor = now.seen if now is not None else None
        return (min(floor, hi), hi) if floor is not None else (None, hi)

    def _support(self, items: Sequence[Item], verdict: str = "accepted") -> None:
        """The open segment gains evidence."""
        now = self.now
        assert now is not None
        every = (*now.items, *items)
        level = now.certainty if now.certainty == CONTESTED else certainty(every, verdict)
        if now.rule in _WEAK and any(i.level == 0 and i.kind in ("gain", "state") for i in items):
            level = certainty(items, verdict)
        self.segments[-1] = replace(now, items=every, certainty=level, seen=max(now.seen, *(i.at for i in items)))

    def _holds(self, side: str) -> bool:
        now = self.now
        return now is not None and now.actor not in (UNKNOWN, CONTESTED) and self._allied(now.actor, side)

    # rules
    def _gain(self, h: Happening) -> None:
        if h.verdict == "rejected" or self._behind(h):
            return
        now = self.now
        edge = self._edge(h)
        if self._holds(h.side):
            self._support(h.items)
            return
        if h.verdict == CONTESTED:
            rival = now.actor if now is not None and now.actor not in (UNKNOWN, CONTESTED) else None
            rivals = {i.side for i in h.against if not self._allied(i.side, h.side)} | ({rival} if rival else set())
            against = (h.side, *sorted(rivals))
            self._open(Segment(CONTESTED, edge, None, "parties-contradict", CONTESTED, (*h.items, *h.against), h.side, against,
                               h.day[1]))
            return
        if not h.own and (now is None or now.seen >= h.day[1] - self._rules.same_happening):
            # A word about the whole region does not undo what is told of the place itself on these days.
            return
        loser = next((i.other for i in h.items if i.other and not self._allied(i.other, h.side)), None)
        if now is not None and now.actor == UNKNOWN and now.hint is None and loser is not None:
            self.segments[-1] = replace(now, hint=loser)
        if now is None and loser is not None:
            self.segments.append(Segment(loser, None, edge, "target-held-before", "inferred", tuple(h.items), seen=h.day[1]))
        retaken = any(s.actor not in (UNKNOWN, CONTESTED) and self._allied(s.actor, h.side) for s in self.segments[:-1])
        rule = "region-gain" if not h.own else "recapture" if retaken else "gain"
        proof = (*h.items, *h.backing)
        self._open(Segment(h.side, edge, None, rule, certainty(proof, h.verdict), proof, seen=max(i.at for i in proof)))

    def _loss(self, h: Happening) -> None:
        if h.verdict == "rejected" or self._behind(h):
            return
        now = self.now
        edge = self._edge(h)
        day = h.day[1]
        hint = next((i.other for i in h.items if i.other), None) or self._hint(h.side, day)
        if now is None:
            if not h.own:
                return
            self.segments.append(Segment(h.side, None, edge, "loss-implies-hold", certainty(h.items), tuple(h.items), seen=day))
        elif now.actor == UNKNOWN:
            if now.hint is None and hint is not None and now.rule.startswith("loss"):
                self.segments[-1] = replace(now, hint=hint)
            self._support(h.items)
            return
        elif now.actor == CONTESTED:
            if not any(self._allied(a, h.side) for a in now.against) and now.against:
                return
            hint = hint or next((a for a in now.against if not self._allied(a, h.side)), None)
        elif not self._allied(now.actor, h.side):
            # The other side is known to hold it already: the same change told from the loser's side, or an older one.
            if h.own and day - now.seen > self._rules.late_loss:
                self._open(Segment(h.side, (now.seen, day), edge, "loss-implies-hold", "inferred", tuple(h.items), seen=day))
            else:
                return
        verdict = h.verdict
        if verdict == CONTESTED:
            self._open(Segment(CONTESTED, edge, None, "parties-contradict", CONTESTED, (*h.items, *h.against), hint,
                               (h.side, *((hint,) if hint else ())), day))
            return
        rule = "loss-without-taker" if h.own else "region-loss"
        proof = (*h.items, *h.backing)
        self._open(Segment(UNKNOWN, edge, None, rule, certainty(proof, verdict), proof, hint, seen=max(i.at for i in proof)))

    def _state(self, i: Item) -> None:
        now = self.now
        if now is None:
            start: Edge = (i.lo, i.at) if i.dated else (None, i.at)
            self._open(Segment(i.side, start, None, "state", certainty([i]), (i,), seen=i.at))
            return
        if self._holds(i.side):
            self._support([i])
            return
        recent = i.at - now.seen <= self._rules.recent
        if now.actor == CONTESTED:
            # An entry or a partial gain is not undone by saying whose stronghold the place is.
            if i.weight and not (recent and now.rule != "parties-contradict") and i.at > now.seen:
                self._open(Segment(i.side, (now.seen, i.at), None, "settled-by-state", certainty([i]), (i,), seen=i.at))
            return
        if now.actor == UNKNOWN:
            self._open(Segment(i.side, (now.seen, i.at), None, "state", certainty([i]), (i,), seen=i.at))
            return
        if not i.weight and recent and any(x.weight for x in now.items):
            # A party's word alone does not undo the recent word of others.
            return
        if (not i.weight and recent) or i.at <= now.seen:
            self._open(Segment(CONTESTED, (i.at, i.at), None, "parties-contradict", CONTESTED, (*now.items, i), i.side,
                               (now.actor, i.side), i.at))
            return
        # What was seen of the old holder speaks for him for a while; after that nobody knows who held it.
        since = min(now.seen + self._rules.recent, i.at)
        self._open(Segment(i.side, (since, i.at), None, "state-of-another", certainty([i]), (i,), seen=i.at))

    def _entry(self, h: Happening) -> None:
        self._shared(h, "entry-without-capture")

    def _part(self, h: Happening) -> None:
        self._shared(h, "partial-gain")

    def _shared(self, h: Happening, rule: str) -> None:
        """A side is in the place, or in a part of it, beside its holder."""
        if self._behind(h):
            return
        now = self.now
        if self._holds(h.side):
            self._support(h.items)
            return
        edge = self._edge(h)
        other = next((i.other for i in h.items if i.other and not self._allied(i.other, h.side)), None)
        if now is None and other is not None:
            self.segments.append(Segment(other, None, edge, "target-held-before", "inferred", tuple(h.items), seen=h.day[1]))
        if now is not None and now.actor == CONTESTED:
            if not any(self._allied(a, h.side) for a in now.against):
                self.segments[-1] = replace(now, against=(*now.against, h.side))
            self._support(h.items)
            return
        holder = now.actor if now is not None and now.actor != UNKNOWN else other
        against = ((holder,) if holder else ()) + (h.side,)
        self._open(Segment(CONTESTED, edge, None, rule, CONTESTED, tuple(h.items), h.side, against, h.day[1]))

    def _shrink(self, h: Happening) -> None:
        now = self.now
        if now is None or not self._holds(h.side):
            if now is not None:
                return
            self.segments.append(Segment(h.side, None, self._edge(h), "loss-implies-hold", "inferred", tuple(h.items),
                                         seen=h.day[1]))
        hint = next((i.other for i in h.items if i.other), None) or self._hint(h.side, h.day[1])
        against = (h.side,) + ((hint,) if hint else ())
        self._open(Segment(CONTESTED, self._edge(h), None, "partial-loss", CONTESTED, tuple(h.items), hint, against, h.day[1]))

    def _siege(self, h: Happening) -> None:
        """A siege changes no holder: it is told beside him."""
        now = self.now
        target = next((i.other for i in h.items if i.other and not self._allied(i.other, h.side)), None)
        if now is None:
            if target is not None:
                self._open(Segment(target, (None, h.day[1]), None, "siege", "inferred", tuple(h.items), against=(h.side,),
                                   seen=h.day[1]))
            return
        if now.actor in (UNKNOWN, CONTESTED) or self._allied(now.actor, h.side) or h.side in now.against:
            return
        self._open(replace(now, start=self._edge(h), end=None, rule="siege", items=(*now.items, *h.items),
                           against=(*now.against, h.side), seen=max(now.seen, h.day[1])))

    def _relief(self, h: Happening) -> None:
        now = self.now
        if now is None or now.rule != "siege" or now.actor in (UNKNOWN, CONTESTED):
            return
        if not any(self._allied(h.side, a) for a in (now.actor, *now.against)):
            return
        self._open(replace(now, start=self._edge(h), end=None, rule="siege-lifted", items=(*now.items, *h.items), against=(),
                           seen=max(now.seen, h.day[1])))


_MOVES = frozenset({"gain", "loss", "entry", "part", "shrink", "siege", "relief"})
_WEAK = frozenset({"target-held-before", "region-gain", "region-loss"})
