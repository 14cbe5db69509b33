"""Turns: what each kind of happening and state does to the open segment. Each rule has a section and a test of its own
(docs/methodology.md, "Control")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from marsad.control.evidence import Item
from marsad.control.happenings import Allied, Happening, voices
from marsad.control.rules import Rules
from marsad.control.segments import CONTESTED, UNKNOWN, Edge, Segment, certainty, ended, segment, sure

Hinting = Callable[[str, int], str | None]
"""Given the loser and a day: who was advancing on the place or fighting the loser there, last before that day."""

_WEAK = frozenset({"target-held-before", "region-gain", "region-loss"})


class Turns:
    """The segments of one place, and the rules that open, support and close them."""

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

    def take(self, step: Happening | Item) -> None:
        """Let a happening or a told state do what its rule says."""
        if isinstance(step, Item):
            self._state(step)
        else:
            _RULES[step.kind](self, step)

    def _behind(self, h: Happening) -> bool:
        """Whether an undated word goes against what another side was told to win on a day of late, or an undated word about the
        region against what was told of the place itself: background, then."""
        now = self.now
        if h.day[2] or now is None or now.actor in (UNKNOWN, CONTESTED) or h.day[1] - now.seen > self._rules.recent:
            return False
        against = self._allied(now.actor, h.side) == (h.kind == "loss")
        if against and not h.own and any(i.level == 0 for i in now.items):
            return True
        return against and any(i.kind == "gain" and (i.dated or (i.level == 0 and not h.own)) for i in now.items)

    # moves of the open segment
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
        floor = now.seen if now is not None else None
        return (min(floor, hi), hi) if floor is not None else (None, hi)

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
            if not h.day[2] and self._stands(h.day[1]) and any(self._holds(i.side) for i in h.against):
                # Of two undated words of one day one says what is known of late: the other tells what was before.
                return
            rival = now.actor if now is not None and now.actor not in (UNKNOWN, CONTESTED) else None
            rivals = {i.side for i in h.against if not self._allied(i.side, h.side)} | ({rival} if rival else set())
            against = (h.side, *sorted(rivals))
            self._open(segment(CONTESTED, edge, None, "parties-contradict", CONTESTED, (*h.items, *h.against), h.side, against,
                               h.day[1]))
            return
        if not h.own and (now is None or now.seen >= h.day[1] - self._rules.same_happening):
            # A word about the whole region does not undo what is told of the place itself on these days.
            return
        loser = next((i.other for i in h.items if i.other and not self._allied(i.other, h.side)), None)
        if now is not None and now.actor == UNKNOWN and now.hint is None and loser is not None:
            self.segments[-1] = replace(now, hint=loser)
        if now is None and loser is not None:
            self.segments.append(segment(loser, None, edge, "target-held-before", "inferred", tuple(h.items), seen=h.day[1]))
        if (now is not None and now.actor == UNKNOWN and now.rule == "loss-without-taker" and h.own and not h.day[2]
                and not any(x.dated for x in now.items) and h.day[1] - now.seen <= self._rules.late_loss):
            # An undated loss and the enemy's undated gain told after it are one change.
            self.segments.pop()
            edge = (now.start[0] if now.start else None, h.day[1])
        retaken = any(s.actor not in (UNKNOWN, CONTESTED) and self._allied(s.actor, h.side) for s in self.segments[:-1])
        rule = "region-gain" if not h.own else "recapture" if retaken else "gain"
        proof = (*h.items, *h.backing)
        self._open(segment(h.side, edge, None, rule, certainty(proof, h.verdict), proof, seen=max(i.at for i in proof)))

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
            self.segments.append(segment(h.side, None, edge, "loss-implies-hold", certainty(h.items), tuple(h.items), seen=day))
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
            if h.own and h.day[2] and day - now.seen > self._rules.late_loss:
                self._open(segment(h.side, (now.seen, day), edge, "loss-implies-hold", "inferred", tuple(h.items), seen=day))
            else:
                return
        verdict = h.verdict
        if verdict == CONTESTED:
            self._open(segment(CONTESTED, edge, None, "parties-contradict", CONTESTED, (*h.items, *h.against), hint,
                               (h.side, *((hint,) if hint else ())), day))
            return
        rule = "loss-without-taker" if h.own else "region-loss"
        proof = (*h.items, *h.backing)
        self._open(segment(UNKNOWN, edge, None, rule, certainty(proof, verdict), proof, hint, seen=max(i.at for i in proof)))

    def _state(self, i: Item) -> None:
        now = self.now
        if now is None:
            start: Edge = (i.lo, i.at) if i.dated else (None, i.at)
            self._open(segment(i.side, start, None, "state", certainty([i]), (i,), seen=i.at))
            return
        if self._holds(i.side):
            self._support([i])
            return
        recent = i.at - now.seen <= self._rules.recent
        if now.actor == CONTESTED:
            # An entry or a partial gain is not undone by saying whose stronghold the place is.
            if i.weight and not (recent and now.rule != "parties-contradict") and i.at > now.seen:
                self._open(segment(i.side, (now.seen, i.at), None, "settled-by-state", certainty([i]), (i,), seen=i.at))
            return
        if now.actor == UNKNOWN:
            if now.rule == "loss-without-taker" and not any(x.dated for x in now.items) and i.at - now.seen <= self._rules.late_loss:
                # An undated loss and the word on who holds the place now are one change: he took it then.
                self.segments[-1] = segment(i.side, now.start, None, "state", certainty([i]), (*now.items, i), seen=i.at)
                return
            self._open(segment(i.side, (now.seen, i.at), None, "state", certainty([i]), (i,), seen=i.at))
            return
        if not i.weight and recent and any(x.weight for x in now.items):
            # A party's word alone does not undo the recent word of others.
            return
        besieger = now.rule == "siege" and any(self._allied(i.side, a) for a in now.against)
        if not i.dated and self._stands(i.at) and (besieger or self._weight(i.at) > i.weight):
            # One undated word against more that were said of late: it may tell of a part, or of what was before. Nor does who was
            # told to besiege the place hold it by such a word.
            return
        if (not i.weight and recent) or i.at <= now.seen:
            self._open(segment(CONTESTED, (i.at, i.at), None, "parties-contradict", CONTESTED, (*now.items, i), i.side,
                               (now.actor, i.side), i.at))
            return
        # What was seen of the old holder speaks for him for a while; after that nobody knows who held it.
        since = min(now.seen + self._rules.recent, i.at)
        self._open(segment(i.side, (since, i.at), None, "state-of-another", certainty([i]), (i,), seen=i.at))

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
            self.segments.append(segment(other, None, edge, "target-held-before", "inferred", tuple(h.items), seen=h.day[1]))
        if now is not None and now.actor == CONTESTED:
            if not any(self._allied(a, h.side) for a in now.against):
                self.segments[-1] = replace(now, against=(*now.against, h.side))
            self._support(h.items)
            return
        holder = now.actor if now is not None and now.actor != UNKNOWN else other
        against = ((holder,) if holder else ()) + (h.side,)
        self._open(segment(CONTESTED, edge, None, rule, CONTESTED, tuple(h.items), h.side, against, h.day[1]))

    def _shrink(self, h: Happening) -> None:
        now = self.now
        if now is None or not self._holds(h.side):
            if now is not None:
                return
            self.segments.append(segment(h.side, None, self._edge(h), "loss-implies-hold", "inferred", tuple(h.items),
                                         seen=h.day[1]))
        hint = next((i.other for i in h.items if i.other), None) or self._hint(h.side, h.day[1])
        against = (h.side,) + ((hint,) if hint else ())
        self._open(segment(CONTESTED, self._edge(h), None, "partial-loss", CONTESTED, tuple(h.items), hint, against, h.day[1]))

    def _siege(self, h: Happening) -> None:
        """A siege changes no holder: it is told beside him."""
        now = self.now
        target = next((i.other for i in h.items if i.other and not self._allied(i.other, h.side)), None)
        if now is None:
            if target is not None:
                self._open(segment(target, (None, h.day[1]), None, "siege", "inferred", tuple(h.items), against=(h.side,),
                                   seen=h.day[1]))
            return
        if now.actor in (UNKNOWN, CONTESTED) or self._allied(now.actor, h.side) or h.side in now.against:
            return
        if h.day[2] and h.day[0] < h.day[1] and now.start is not None and h.day[0] < sure(now.start):
            # It began before the holder is known to hold: with a taking by him between it is of earlier times, else he was besieged.
            if not any(i.kind == "gain" for i in now.items):
                self.segments[-1] = replace(now, rule="siege", items=(*now.items, *h.items), against=(*now.against, h.side),
                                            seen=max(now.seen, h.day[1]))
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


_RULES: dict[str, Callable[[Turns, Happening], None]] = {
    "gain": Turns._gain, "loss": Turns._loss, "entry": Turns._entry, "part": Turns._part, "shrink": Turns._shrink,
    "siege": Turns._siege, "relief": Turns._relief,
}
