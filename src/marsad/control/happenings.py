"""Happenings: evidence of one change or state at one place, by all who tell it, weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from marsad.control.evidence import MOVING, Item
from marsad.control.rules import Rules

Allied = Callable[[str, str], bool]


@dataclass(slots=True)
class Happening:
    """Items of one kind and side within a few days. `verdict` after weighing: `accepted`, `party` (only the side itself says so,
    and nobody contradicts), `contested`, `rejected`.

    Once all items are together: `day` is (first, last, dated), the interval most voices tell, dated ones before undated, the
    narrowest, then the earliest; of a siege, and where nobody tells a day, the one first told. `own`
    tells whether some item speaks of the place itself, not of a region around it."""

    kind: str
    side: str
    items: list[Item]
    against: list[Item] = field(default_factory=list)
    backing: list[Item] = field(default_factory=list)
    verdict: str = "accepted"
    day: tuple[int, int, bool] = (0, 0, False)
    own: bool = False


def _told_day(kind: str, items: Sequence[Item]) -> tuple[int, int, bool]:
    if len(items) == 1:
        return items[0].lo, items[0].at, items[0].dated
    if kind == "siege":
        # A siege stands from the day it was first told; a later «for six days» does not begin it anew.
        first = min(items, key=lambda i: (i.at, not i.dated, i.lo, i.sort))
        return first.lo, first.at, first.dated
    dated = [i for i in items if i.dated]
    if not dated:
        # It had come about by the day on which it was first told; who tells it again later moves nothing.
        return items[0].lo, items[0].at, False
    votes: dict[tuple[int, int], dict[str, float]] = {}
    for i in dated:
        votes.setdefault((i.lo, i.at), {})[i.voice] = 1.0 + i.weight
    if len(votes) == 1:
        (only,) = votes
        return only[0], only[1], True
    exact = {s: v for s, v in votes.items() if s[0] == s[1]} or votes
    best = min(exact, key=lambda s: (-sum(exact[s].values()), s[1] - s[0], s))
    return best[0], best[1], True


def group(items: Sequence[Item], allied: Allied, rules: Rules) -> list[Happening]:
    """Group the changing evidence of one place (sorted by `Item.sort`) into happenings, in order of their days.

    An item joins the last happening of its kind and side where its day lies within `same_happening` days and no happening of
    the opposite side stands between, or where its interval holds that happening. Denials are left to `weigh`.
    """
    found: list[Happening] = []
    for item in items:
        if item.kind not in MOVING or item.denied:
            continue
        home = None
        for candidate in reversed(found[-8:]):
            if candidate.kind == item.kind and allied(candidate.side, item.side):
                # Items come in the order of their last days.
                first, last = candidate.items[0].at, candidate.items[-1].at
                if item.at - last <= rules.same_happening or (item.dated and item.lo <= first <= item.at):
                    home = candidate
                break
            if candidate.kind in ("gain", "loss") and item.kind in ("gain", "loss") and _opposed(candidate, item, allied) \
                    and not (item.dated and item.lo < item.at and item.lo <= candidate.items[0].at):
                break
        if home is None:
            found.append(Happening(item.kind, item.side, [item]))
        else:
            home.items.append(item)
    for h in found:
        h.day = _told_day(h.kind, h.items)
        h.own = any(i.level == 0 for i in h.items)
    return sorted(found, key=turn)


def turn(h: Happening) -> tuple[object, ...]:
    """Its place in the order of what happens."""
    first = h.items[0].sort
    return h.day[1], first[1], first


def _opposed(h: Happening, item: Item, allied: Allied) -> bool:
    """Whether a gain or loss speaks for the other side than the item does."""
    if h.kind == item.kind:
        return not allied(h.side, item.side)
    return allied(h.side, item.side)


def voices(items: Iterable[Item]) -> dict[str, float]:
    """Voices among the items with their weights."""
    found: dict[str, float] = {}
    for i in items:
        known = found.get(i.voice)
        if known is None or i.weight > known:
            found[i.voice] = i.weight
    return found


def weigh(h: Happening, following: int | None, items: Sequence[Item], allied: Allied, rules: Rules) -> None:
    """Set verdict, backing and contradicting evidence of a gain or loss.

    For: its own items, and states told later for the winner. Against: denials of it, denials of the other side's loss, and
    states told later for the other side; both up to the next happening (`following`, a day) or `settle` days. Voices with weight
    (third parties, admissions, unknowns) decide by their sum; a tie is contested. Where only parties speak, a contradicted claim
    is contested, an uncontradicted one stands as the party's word.
    """
    start, end = h.day[0], h.day[1]
    until = min(end + rules.settle, following - 1 if following is not None else end + rules.settle)
    near = rules.same_happening
    # A state told later for the other side may be a later change: it speaks against a party's own word only.
    alone = not any(i.weight for i in h.items)
    for i in items:
        if i.kind == "state":
            if end < i.at <= until:
                ours = allied(i.side, h.side)
                if h.kind == "loss" and not ours:
                    continue
                if (ours == (h.kind == "gain")) != i.denied:
                    h.backing.append(i)
                elif alone:
                    h.against.append(i)
        elif i.denied and start - near <= i.at <= max(until, end + near) and (
                (i.kind == h.kind and allied(i.side, h.side))
                or (i.kind == "loss" and h.kind == "gain" and not allied(i.side, h.side))):
            h.against.append(i)
    mine, theirs = _last_words([*h.items, *h.backing], h.against)
    plus, minus = sum(mine.values()), sum(theirs.values())
    if plus > minus:
        h.verdict = "accepted"
    elif minus > plus or not mine:
        h.verdict = "rejected"
    elif plus or theirs:
        h.verdict = "contested"
    else:
        h.verdict = "party"


def _last_words(mine: Sequence[Item], theirs: Sequence[Item]) -> tuple[dict[str, float], dict[str, float]]:
    """Voices for and against; one that stands on both sides counts where it spoke last."""
    ours, other = voices(mine), voices(theirs)
    if not other:
        return ours, other
    for voice in ours.keys() & other.keys():
        said = max(i.known for i in mine if i.voice == voice)
        unsaid = max(i.known for i in theirs if i.voice == voice)
        del (other if said > unsaid else ours)[voice]
    return ours, other
