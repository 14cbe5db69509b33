"""Places at which nothing can come of what changed, so that their days are not replayed.

Most of what is told of a place at war are fights and pushes. They change no holder: all that a replay takes from them is a hint, who
was advancing where a side left and nobody says who came. Where each hint that the losses of a place may ask for is what it was, on
every day on which it may have been asked for, the entries of the place are what they were.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from marsad.control.evidence import CHANGING, HINTING, Item
from marsad.control.regions import AFTER, Regions
from marsad.events.sides import Sides

_ASKING = frozenset({"loss", "clear", "shrink"})
"""The kinds whose rules ask who was advancing (`control.turns`): the side that left, and a last day of one of its words."""
_LENT = frozenset({"gain", "loss", "clear"})
"""What of a region around is evidence of the place itself (`Regions.evidence`)."""


def unmoved(key: str, changed: Iterable[Item], before: Regions, now: Regions, sides: Sides) -> bool:
    """Whether the entries and quarrels of a place stand, whatever came or went (`changed`, of all places).

    `before` and `now` know the evidence as it was and as it is; of what changes or states a holder only `now` is asked.
    """
    reached = now.reached(key)
    if before.reached(key) != reached or before.around(key) != now.around(key):
        return False
    hints, since = [], []
    for item in changed:
        if item.place == key:
            if item.kind in CHANGING:
                return False
        elif item.place not in reached:
            continue
        elif item.kind in _LENT:
            return False
        if item.kind in HINTING and not item.denied:
            hints.append(item.at)
            since.append(item.known)
    return not hints or _same_hints(key, min(hints), min(since), before, now, sides)


def _same_hints(key: str, first: int, since: int, before: Regions, now: Regions, sides: Sides) -> bool:
    """Whether no hint differs that counts words of the day `first` or later, known on the day `since` or later."""
    evidence = [i for i in now.evidence(key) if i.kind in CHANGING]
    # By the day that a hint is asked for: since when it is known that something was lost by then.
    asked: dict[int, int] = {}
    for i in evidence:
        if i.kind in _ASKING and i.at + AFTER >= first:
            asked[i.at] = min(i.known, asked.get(i.at, i.known))
    if not asked:
        return True
    losers = {i.side for i in evidence if i.kind in _ASKING}
    told = {i.known for i in evidence if i.known >= since}
    return all(before.hint(key, known, sides.allied, loser, day) == now.hint(key, known, sides.allied, loser, day)
               for day, from_then in sorted(asked.items()) for known in sorted(told) if known >= from_then for loser in sorted(losers))


def differing(before: Collection[Item], now: Collection[Item]) -> list[Item]:
    """What came or went: what is told again as it was told is neither."""
    held = list(before)
    came = []
    for item in now:
        if item in held:
            held.remove(item)
        else:
            came.append(item)
    return [*held, *came]
