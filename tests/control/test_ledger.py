"""Properties of the two-clock ledger: conservation, monotone knowledge, order independence, idempotence, exact increments."""

from __future__ import annotations

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.control import holding, needed_keys, place_keys, replay, touched_keys
from marsad.control.evidence import Item
from marsad.control.rules import load_rules
from marsad.control.timeline import Replay
from marsad.events import fuse
from marsad.model import Claim, Hold
from tests.events.small_world import Book, claim, make_map, report

MAP = make_map()
BOOK = Book()
START = date(2017, 1, 1)
KINDS = ["gain", "gain", "loss", "state", "state", "entry", "part", "shrink", "siege"]


def iso(n: int) -> str:
    return (START + timedelta(days=n)).isoformat()


def ledger(claims: list[Claim], until: str = "9999-12-31") -> tuple[Hold, ...]:
    known = [c for c in claims if c.report[:10] <= until]
    reports = {c.report: report(c.report, c.report[:10]) for c in known}
    return replay(fuse(known, reports, [], BOOK, MAP).events, known, reports, BOOK, MAP)


@st.composite
def war(draw: st.DrawFn) -> list[Claim]:
    made = []
    for n in range(draw(st.integers(1, 16))):
        day = draw(st.integers(0, 200))
        told = day + draw(st.integers(0, 40))
        time = draw(st.sampled_from([iso(day), iso(day), None, f"{iso(max(0, day - 9))}/{iso(day)}"]))
        kind = draw(st.sampled_from(["capture", "capture", "withdraw", "hold", "advance", "besiege", "clash"]))
        agent, target = draw(st.permutations(["gov", "isis", "sdf"]))[:2]
        made.append(claim(
            f"{iso(told)}-{n}", kind, n * 40, agent=agent, target=target if draw(st.booleans()) else (),
            place=draw(st.sampled_from(["north-t1", "north-t1", "north-quarter", "north-city", "north", "north/rif"])), time=time,
            by=draw(st.sampled_from(["watch", "gov", "isis", "sdf", None])), dispatch=iso(told),
            modality=draw(st.sampled_from(["asserted"] * 5 + ["denied"])), extent=draw(st.sampled_from([None, None, "full", "partial"])),
            trigger=draw(st.sampled_from(["سيطر", "دخل"]))))
    return made


@settings(max_examples=30, deadline=None)
@given(war())
def test_one_holder_or_contested_at_any_time(claims: list[Claim]) -> None:
    holds = ledger(claims)
    for known in range(0, 250, 49):
        for on in range(-5, 250, 17):
            rows = holding(holds, iso(on), iso(known))
            places = [h.place.id for h in rows]
            assert len(places) == len(set(places)), (iso(on), iso(known), rows)


def view(holds: tuple[Hold, ...], on: str, known: str) -> list[tuple[str | None, str, str | None, str | None, str]]:
    return sorted((h.place.id, h.actor, h.valid_from, h.valid_to, h.rule) for h in holding(holds, on, known))


@settings(max_examples=30, deadline=None)
@given(war(), st.integers(0, 240))
def test_asking_with_an_earlier_day_never_shows_later_knowledge(claims: list[Claim], cut: int) -> None:
    """What the whole ledger says was known on a day is what the ledger of the reports up to that day says."""
    whole, part = ledger(claims), ledger(claims, iso(cut))
    for on in range(0, 240, 13):
        assert view(whole, iso(on), iso(cut)) == view(part, iso(on), iso(cut))


@settings(max_examples=20, deadline=None)
@given(war(), st.integers(0, 9))
def test_order_and_repetition_change_nothing(claims: list[Claim], seed: int) -> None:
    shuffled = list(claims)
    random.Random(seed).shuffle(shuffled)
    assert ledger(shuffled) == ledger(claims)


@settings(max_examples=30, deadline=None)
@given(war())
def test_entries_are_closed_and_never_overwritten(claims: list[Claim]) -> None:
    for h in ledger(claims):
        assert h.known_to is None or h.known_from < h.known_to
        assert h.claims and h.rule
    ids = [h.id for h in ledger(claims)]
    assert len(ids) == len(set(ids))


def item(n: int, kind: str, side: str, other: str | None, lo: int, at: int, dated: bool, weight: float, denied: bool) -> Item:
    return Item("p", kind, side, other, lo, at, dated, 0, f"v{n % 5}", weight, f"c{n}", f"e{n}", denied=denied)


@st.composite
def batches(draw: st.DrawFn) -> list[list[Item]]:
    made: list[list[Item]] = []
    n = 0
    for _ in range(draw(st.integers(1, 7))):
        batch = []
        for _ in range(draw(st.integers(1, 5))):
            at = 1000 + draw(st.integers(0, 500))
            lo = at - draw(st.sampled_from([0, 0, 0, 5, 60]))
            side, other = draw(st.permutations(["gov", "isis", "sdf"]))[:2]
            batch.append(item(n, draw(st.sampled_from(KINDS)), side,
                              draw(st.sampled_from([other, None])), lo, at, draw(st.booleans()),
                              draw(st.sampled_from([0.0, 1.0, 2.0])), draw(st.sampled_from([False, False, False, True]))))
            n += 1
        made.append(batch)
    return made


@settings(max_examples=60, deadline=None)
@given(batches())
def test_adding_evidence_replays_just_what_a_full_replay_gives(made: list[list[Item]]) -> None:
    def scan() -> Replay:
        return Replay(BOOK.allied, lambda _loser, _day: None, load_rules())

    step = scan()
    held: list[Item] = []
    for batch in made:
        step.add(batch)
        held += batch
        assert step.segments == scan().add(held)


@settings(max_examples=30, deadline=None)
@given(war(), st.integers(0, 15))
def test_replaying_the_touched_places_equals_replaying_everything(claims: list[Claim], n: int) -> None:
    fresh = claims[n % len(claims)]
    keys = place_keys(claims, MAP)
    every = {k for c in claims for k in keys[c.id]}
    touched = touched_keys(keys[fresh.id], every, MAP)
    needed = needed_keys(touched, every, MAP)
    reports = {c.report: report(c.report, c.report[:10]) for c in claims}
    events = fuse(claims, reports, [], BOOK, MAP).events
    part = [c for c in claims if needed & set(keys[c.id])]
    some = replay([e for e in events if set(e.claims) & {c.id for c in part}], part, reports, BOOK, MAP, only=touched)
    whole = replay(events, claims, reports, BOOK, MAP)
    assert some == tuple(h for h in whole if h.place.id in touched)
    others = [c for c in claims if c.report != fresh.report]
    before = replay(fuse(others, reports, [], BOOK, MAP).events, others, reports, BOOK, MAP)
    def shown(holds: tuple[Hold, ...]) -> list[tuple[object, ...]]:
        return [(h.id, h.known_to, h.seen) for h in holds if h.place.id not in touched]
    assert shown(whole) == shown(before), "what is not touched stays as it was"
