"""Where nothing can come of what changed, the entries and quarrels of a place are what they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.control.evidence import HINTING, Item
from marsad.control.ledger import replay_items
from marsad.control.quarrels import quarrels_of
from marsad.control.regions import Regions
from marsad.control.unmoved import differing, unmoved
from marsad.events.places import safe
from marsad.events.sides import Sides
from marsad.model import Claim

from .test_ledger import BOOK, MAP, war
from .test_resuming import RULES, evidence, told

SIDES, PLACES = Sides(BOOK), safe(MAP)
Held = Mapping[str, Sequence[Item]]


def regions(held: Held, known: Held) -> Regions:
    """The regions of evidence, of which what changes or states a holder is known as in `known`."""
    items = {k: known.get(k, ()) for k in held}
    return Regions(items, {}, PLACES, RULES, lambda place: (i for i in held.get(place, ()) if i.kind in HINTING and not i.denied))


def stand(before: Held, now: Held) -> set[str]:
    """The places at which nothing came of what differs."""
    changed = [x for k in before.keys() | now.keys() for x in differing(before.get(k, ()), now.get(k, ()))]
    was, are = regions(before, now), regions(now, now)
    return {k for k in before.keys() & now.keys() if unmoved(k, changed, was, are, SIDES)}


def without(held: Held, gone: set[str]) -> dict[str, list[Item]]:
    return {k: kept for k, items in held.items() if (kept := [i for i in items if i.claim not in gone])}


@settings(max_examples=80, deadline=None)
@given(war(), st.sets(st.integers(0, 15), min_size=1, max_size=3))
def test_what_stands_is_what_a_replay_gives(claims: list[Claim], fresh: set[int]) -> None:
    now, mentions = evidence(claims)
    gone = {claims[n % len(claims)].id for n in fresh}
    for old, new in ((without(now, gone), now), (now, without(now, gone))):
        same = frozenset(stand(old, new))
        was, are = (replay_items(x, mentions, SIDES, PLACES, RULES, only=same) for x in (old, new))
        assert was == are
        assert quarrels_of(old, SIDES, RULES, only=same) == quarrels_of(new, SIDES, RULES, only=same)


def test_a_fight_changes_nothing_but_a_hint_of_who_came() -> None:
    taken, lost, retold = told(0, "capture", "gov", 0), told(20, "withdraw", "gov", 1), told(23, "withdraw", "gov", 4)
    for day, kept in ((10, False), (22, False), (30, True)):
        fight = told(day, "clash", "isis", 2)
        now, _ = evidence([taken, lost, retold, fight])
        assert ("north-t1" in stand(without(now, {fight.id}), now)) == kept, day
    # Two fights of one side before it was left: the earlier gives no hint, since the later does.
    late, early = told(19, "clash", "isis", 3), told(10, "clash", "isis", 2)
    now, _ = evidence([taken, lost, late, early])
    assert "north-t1" in stand(without(now, {early.id}), now)


def test_who_takes_it_is_replayed() -> None:
    taken, again = told(0, "capture", "gov", 0), told(30, "capture", "isis", 1)
    now, _ = evidence([taken, again])
    assert "north-t1" not in stand(without(now, {again.id}), now)
