"""A store that grows report by report ends as one that was made at once: the same exports, byte for byte."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.model import Claim, Copy, Report
from marsad.pipeline import fusing, state
from marsad.store import Store
from marsad.store.verify import verify
from tests.events.small_world import claim, copied, report

from .made import derive, put, read, seen, small_world

KINDS = ["capture", "withdraw", "advance", "hold", "besiege", "clash", "airstrike", "bombing", "chemical", "killing", "casualties",
         "finding", "responsibility", "statistic"]
PLACES = ["north", "north/rif", "north-city", "north-quarter", "north-t1", "north-t2", "south-t1", "north-t1~north-t3", "sy"]
TIMES = [None, "2017-06-27", "2017-06-28", "2017-06-29", "2017-06-30", "2017-06", "2017-06-28/2017-06-30", "2017-05-20"]
WORDS = ["قول", "ردا على الهجوم"]


@pytest.fixture(autouse=True, params=["in one transaction", "in three"])
def _world(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    small_world(monkeypatch)
    # In memory there is one connection: a step that asked beside the transaction would find it taken.
    monkeypatch.setattr(state, "can_wait", lambda _store: request.param == "in one transaction")
    monkeypatch.setattr(fusing, "WHOLE", 1.0)
    yield


@st.composite
def press(draw: st.DrawFn) -> list[tuple[Report, list[Claim]]]:
    made = []
    for n in range(draw(st.integers(2, 9))):
        day = draw(st.sampled_from(["2017-06-29", "2017-06-30", "2017-07-01", "2017-07-20"]))
        claims = []
        for k in range(draw(st.integers(0, 4))):
            place: str | tuple[()] = draw(st.sampled_from([*PLACES, ()]))
            claims.append(claim(
                f"r{n}", draw(st.sampled_from(KINDS)), k * 30, agent=draw(st.sampled_from(["gov", "isis", "sdf", "militia", ()])),
                target=draw(st.sampled_from(["isis", "gov", ()])), place=place, time=draw(st.sampled_from(TIMES)),
                by=draw(st.sampled_from(["watch", "gov", "isis", None])),
                modality=draw(st.sampled_from(["asserted", "asserted", "asserted", "denied", "planned"])), dispatch=day,
                toll={"killed": (draw(st.sampled_from([4, 12, 15])),) * 2} if draw(st.booleans()) else None,
                quote=f"{draw(st.sampled_from(WORDS))} {k}"))
        made.append((report(f"r{n}", day, f"paper {n % 3}"), claims))
    return made


def ties(made: list[tuple[Report, list[Claim]]]) -> list[Copy]:
    ids = [r.id for r, _ in made]
    return [copied(a, b, (0, 60, 0, 60)) for a, b in pairwise(ids) if int(a[1:]) % 2 == 0]


def built(batches: list[list[tuple[Report, list[Claim]]]], copies: list[Copy]) -> dict[str, str]:
    with Store.open(":memory:") as store:
        for batch in batches:
            for one, claims in batch:
                put(store, one, claims)
            derive(store, copies)
        assert not any(derive(store, copies).values()), "a run with nothing new does nothing"
        # Made claims quote words that their reports do not hold; every row and every stage's rows must be as they were noted.
        assert [b for b in verify(store.engine).broken if b.table == "stage" or "seal" in b.what] == []
        return seen(store)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(press(), st.integers(0, 99), st.integers(1, 4))
def test_any_split_and_order_gives_the_same(made: list[tuple[Report, list[Claim]]], seed: int, size: int) -> None:
    whole = built([made], ties(made))
    shuffled = list(made)
    random.Random(seed).shuffle(shuffled)
    parts = built([shuffled[n:n + size] for n in range(0, len(shuffled), size)], ties(made))
    for name in whole:
        assert parts[name] == whole[name], name


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(press(), press(), st.integers(0, 8))
def test_reading_again_and_other_copies_give_what_they_give_at_once(
        made: list[tuple[Report, list[Claim]]], other: list[tuple[Report, list[Claim]]], n: int) -> None:
    one, again = made[n % len(made)][0], other[n % len(other)][1]
    claims = [Claim(**{f: getattr(c, f) for f in c.__dataclass_fields__} | {"report": one.id, "id": c.id + "x"}) for c in again]
    with Store.open(":memory:") as store:
        for r, found in made:
            put(store, r, found)
        derive(store, ties(made))
        read(store, one.id, claims)
        derive(store, ties(made)[:1])
        grown = seen(store)
    whole = built([[(r, claims if r.id == one.id else found) for r, found in made]], ties(made)[:1])
    for name in whole:
        assert grown[name] == whole[name], name
