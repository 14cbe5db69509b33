"""Turns: what each kind of happening and state does to the open segment. Each rule has a section and a test of its own
(docs/methodology.md, "Control")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from marsad.control.evidence import Item
from marsad.control.happenings import Happening
from marsad.control.segments import CONTESTED, UNKNOWN, Edge, certainty, segment
from marsad.control.sieges import Sieges


class Turns(Sieges):
    """The segments of one place, and the rules that open, support and close them."""

    __slots__ = ()

    def take(self, step: Happening | Item) -> None:
        """Let a happening or a told state do what its rule says."""
        waiting = self._awaited()
        if isinstance(step, Item):
            self._state(step)
        else:
            _RULES[step.kind](self, step)
        if waiting is not None:
            self._meet(waiting)

    # rules
    def _gain(self, h: Happening) -> None:
        if h.verdict == "rejected" or self._behind(h):
            return
        now = self.now
        edge: Edge = self._edge(h)
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
            edge = now.start
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

    def _clear(self, h: Happening) -> None:
        """That nothing is left of a side in a place ends its hold, and tells of none."""
        now = self.now
        if now is not None and (self._holds(h.side) or now.actor == CONTESTED):
            self._loss(h)

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
        if now is None and other is not None and rule != "partial-gain":
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


_RULES: dict[str, Callable[[Turns, Happening], None]] = {
    "gain": Turns._gain, "loss": Turns._loss, "clear": Turns._clear, "entry": Turns._entry, "part": Turns._part, "shrink": Turns._shrink,
    "siege": Turns._siege, "relief": Turns._relief,
}
