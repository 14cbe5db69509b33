"""Fusing claims into events: what is one, what is not, and that the order of arrival does not matter."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.events import Fusion, fuse, group_keys
from marsad.model import Claim, Copy, Mention, Report

from .small_world import Book, claim, copied, make_map, report

MAP = make_map()
BOOK = Book()


def fused(claims: list[Claim], copies: list[Copy] | None = None, days: dict[str, str | None] | None = None,
          previous: dict[str, tuple[str, ...]] | None = None) -> Fusion:
    reports: dict[str, Report] = {}
    for c in claims:
        day = (days or {}).get(c.report, c.dispatch or "2017-06-30")
        reports.setdefault(c.report, report(c.report, day))
    return fuse(claims, reports, copies or [], BOOK, MAP, previous or {})


def parts(fusion: Fusion) -> set[frozenset[str]]:
    return {frozenset(e.claims) for e in fusion.events}


def test_capture_and_withdrawal_are_two_sides_of_one_thing() -> None:
    a = claim("a", "capture", agent="gov", target="isis", place="north-t1", time="2017-06-30", by="watch")
    b = claim("b", "withdraw", agent="isis", place="north-t1", time="2017-06-30", by="wire")
    found = fused([a, b])
    assert [e.kind for e in found.events] == ["capture"]
    assert len(found.events[0].voices) == 2


def test_a_gain_and_its_undoing_are_two() -> None:
    a = claim("a", "capture", agent="gov", target="isis", place="north-t1", time="2017-06-30", by="watch")
    b = claim("a", "capture", 50, agent="isis", target="gov", place="north-t1", time="2017-06-30", by="watch")
    assert len(fused([a, b]).events) == 2


@pytest.mark.parametrize(("first", "second"), [("airstrike", "capture"), ("arrest", "bombing"), ("protest", "agreement")])
def test_kinds_of_no_common_happening_stay_apart(first: str, second: str) -> None:
    a = claim("a", first, agent="gov", place="north-t1", time="2017-06-30")
    b = claim("b", second, agent="gov", place="north-t1", time="2017-06-30")
    assert len(fused([a, b]).events) == 2


def test_the_whole_and_its_parts_are_one_withdrawal() -> None:
    whole = claim("a", "withdraw", agent="isis", place="north", time="2017-06-30", by="watch", extent="full")
    part = claim("a", "withdraw", 50, agent="isis", place="north/rif", time="2017-06-30", by="gov", says="مصدر عسكري")
    found = fused([whole, part])
    assert len(found.events) == 1
    place = found.events[0].place
    assert place is not None and place.id == "north", "a claim of the whole names the place"


def test_a_quarter_taken_is_not_the_city_taken() -> None:
    a = claim("a", "capture", agent="sdf", target="isis", place="north-quarter", time="2017-06-30")
    b = claim("b", "capture", agent="sdf", target="isis", place="north-city", time="2017-06-30")
    assert len(fused([a, b]).events) == 2


def test_other_places_and_other_days_are_other_events() -> None:
    base = {"agent": "gov", "by": "watch"}
    a = claim("a", "airstrike", place="north-t1", time="2017-06-30", **base)
    b = claim("b", "airstrike", place="north-t2", time="2017-06-30", **base)
    c = claim("c", "airstrike", place="north-t1", time="2017-07-01", **base)
    assert len(fused([a, b, c]).events) == 3


def test_a_gain_told_with_a_day_between_is_one_with_a_contradiction_of_date() -> None:
    a = claim("a", "capture", agent="gov", place="north-t1", time="2017-06-29", by="watch")
    b = claim("b", "capture", agent="gov", place="north-t1", time="2017-06-30", by="wire")
    found = fused([a, b])
    assert len(found.events) == 1
    assert [c.about for c in found.contradictions] == ["date"]


def test_not_where_the_other_side_took_it_in_between() -> None:
    a = claim("a", "capture", agent="gov", target="isis", place="north-t1", time="2017-06-28", by="watch")
    b = claim("b", "capture", agent="isis", target="gov", place="north-t1", time="2017-06-29", by="watch")
    c = claim("c", "capture", agent="gov", target="isis", place="north-t1", time="2017-06-30", by="watch")
    assert len(fused([a, b, c]).events) == 3


def test_a_month_follows_the_one_day_that_fits() -> None:
    a = claim("a", "capture", agent="sdf", target="isis", place="north-t1", time="2016-08-12", by="watch")
    b = claim("b", "capture", agent="sdf", place="north-t1", time="2016-06/2016-08", by="wire")
    found = fused([a, b])
    assert len(found.events) == 1 and found.events[0].time == "2016-08-12"


def test_a_month_of_strikes_follows_none_of_many() -> None:
    days = [claim(f"d{n}", "airstrike", agent="gov", place="north-t1", time=f"2017-06-0{n}", by="watch") for n in range(1, 5)]
    month = claim("m", "airstrike", agent="gov", place="north-t1", time="2017-06", by="wire")
    assert frozenset([month.id]) in parts(fused([*days, month]))


def test_an_undated_claim_follows_the_day_it_was_written_near() -> None:
    a = claim("a", "clash", agent="gov", target="isis", place="north-t1", time="2017-06-29", by="watch", dispatch="2017-06-30")
    b = claim("b", "clash", agent="isis", target="gov", place="north-t1", by="wire", dispatch="2017-06-30")
    late = claim("c", "clash", agent="isis", target="gov", place="north-t1", by="wire", dispatch="2017-07-20")
    found = parts(fused([a, b, late]))
    assert frozenset([a.id, b.id]) in found and frozenset([late.id]) in found


def test_a_denial_without_a_place_belongs_to_what_it_denies() -> None:
    a = claim("a", "airstrike", agent="gov", target="sdf", place="north-t1", time="2017-06-30", by="watch")
    b = claim("a", "airstrike", 60, agent="gov", target="sdf", by="gov", modality="denied")
    found = fused([a, b])
    assert len(found.events) == 1 and found.events[0].status == "disputed"
    assert [c.about for c in found.contradictions] == ["occurrence"]


def test_two_who_differ_over_the_dead_and_the_wounded_contradict_each_other_twice() -> None:
    a = claim("a", "bombing", place="north-t1", time="2017-06-30", by="watch", toll={"killed": (5, 5), "wounded": (10, 10)})
    b = claim("b", "bombing", place="north-t1", time="2017-06-30", by="wire", toll={"killed": (9, 9), "wounded": (30, 30)})
    found = [c for c in fused([a, b]).contradictions if c.about == "toll"]
    assert len(found) == 2 == len({c.id for c in found})
    assert sorted(c.note.split()[0] for c in found) == ["killed", "wounded"]


def test_planned_is_not_happened() -> None:
    a = claim("a", "capture", agent="gov", place="north-t1", time="2017-06-30", modality="planned")
    b = claim("b", "capture", agent="gov", place="north-t1", time="2017-06-30")
    assert len(fused([a, b]).events) == 2


def test_a_copied_claim_joins_over_a_misread_day() -> None:
    a = claim("a", "bombing", 10, place="north-t1", time="2017-06-29", by="watch", toll={"killed": (12, 12)})
    b = claim("b", "bombing", 10, place="north-t1", time="2017-06-30", by="watch", toll={"killed": (12, 12)})
    assert len(fused([a, b]).events) == 2
    assert len(fused([a, b], [copied("a", "b", (0, 40, 0, 40))]).events) == 1


def test_claims_without_a_day_or_place_stand_alone() -> None:
    a = claim("a", "clash", agent="gov")
    b = claim("b", "clash", agent="gov")
    assert len(fused([a, b], days={"a": None, "b": None}).events) == 2


def test_the_id_is_the_anchor_s_and_survives_growth() -> None:
    a = claim("b", "capture", agent="gov", place="north-t1", time="2017-06-30", by="watch")
    first = fused([a], days={"b": "2017-07-01"})
    later = claim("c", "capture", agent="gov", place="north-t1", time="2017-06-30", by="wire")
    grown = fused([a, later], days={"b": "2017-07-01", "c": "2017-07-02"})
    assert [e.id for e in grown.events] == [e.id for e in first.events]


def test_an_earlier_report_renames_and_redirects() -> None:
    a = claim("b", "capture", agent="gov", place="north-t1", time="2017-06-30", by="watch")
    first = fused([a], days={"b": "2017-07-01"})
    earlier = claim("a", "capture", agent="gov", place="north-t1", time="2017-06-30", by="wire")
    old = first.events[0]
    grown = fused([a, earlier], days={"b": "2017-07-01", "a": "2017-06-30"}, previous={old.id: old.claims})
    assert grown.redirects == {old.id: grown.events[0].id}
    assert [c.kind for c in grown.changes] == ["renamed"]


def test_a_merge_is_recorded_and_a_split_too() -> None:
    a = claim("a", "bombing", 10, place="north-t1", time="2017-06-29", by="watch")
    b = claim("b", "bombing", 10, place="north-t1", time="2017-06-30", by="watch")
    apart = fused([a, b])
    before = {e.id: e.claims for e in apart.events}
    tie = [copied("a", "b", (0, 40, 0, 40))]
    merged = fused([a, b], tie, previous=before)
    assert [c.kind for c in merged.changes] == ["merged"] and set(merged.redirects) < set(before)
    again = fused([a, b], previous={e.id: e.claims for e in merged.events})
    assert [c.kind for c in again.changes] == ["split"] and again.redirects == {}


KINDS = ["capture", "withdraw", "advance", "clash", "airstrike", "bombing", "killing", "casualties", "hold", "finding"]
PLACES = ["north", "north/rif", "north-city", "north-quarter", "north-t1", "north-t2", "south-t1"]
TIMES = [None, "2017-06-28", "2017-06-29", "2017-06-30", "2017-06", "2017-06-28/2017-06-30"]


@st.composite
def many(draw: st.DrawFn) -> list[Claim]:
    made = []
    for n in range(draw(st.integers(2, 14))):
        made.append(claim(
            f"r{draw(st.integers(0, 4))}", draw(st.sampled_from(KINDS)), n * 30,
            agent=draw(st.sampled_from(["gov", "isis", "sdf", "militia", ()])), target=draw(st.sampled_from(["isis", "gov", ()])),
            place=draw(st.sampled_from([*PLACES, ()])), time=draw(st.sampled_from(TIMES)),
            by=draw(st.sampled_from(["watch", "gov", "isis", None])), modality=draw(st.sampled_from(["asserted", "asserted", "denied"])),
            dispatch="2017-06-30"))
    return made


@settings(max_examples=30, deadline=None)
@given(many(), st.integers(0, 10))
def test_order_does_not_matter_and_each_claim_has_one_event(claims: list[Claim], seed: int) -> None:
    ties = [copied("r0", "r1", (0, 60, 0, 60)), copied("r1", "r2", (0, 120, 0, 120))]
    one = fused(claims, ties)
    shuffled = list(claims)
    random.Random(seed).shuffle(shuffled)
    two = fused(shuffled, ties[::-1])
    assert one.events == two.events and one.contradictions == two.contradictions
    held = [c for e in one.events for c in e.claims]
    assert sorted(held) == sorted(c.id for c in claims)
    for event in one.events:
        assert sorted(c for v in event.voices for c in v.claims) == sorted(event.claims)


@settings(max_examples=30, deadline=None)
@given(many(), st.integers(0, 13))
def test_fusing_the_touched_groups_equals_fusing_everything(claims: list[Claim], last: int) -> None:
    """What a new report changes lies in the groups of its claims: recomputing these alone gives the whole's events there."""
    ties = [copied("r0", "r1", (0, 60, 0, 60)), copied("r1", "r2", (0, 120, 0, 120))]
    fresh = f"r{last % 5}"
    reports = {c.report: report(c.report, "2017-06-30") for c in claims}
    groups = group_keys(claims, reports, BOOK, MAP)
    touched = frozenset(groups[c.id] for c in claims if c.report == fresh and c.id in groups)
    inside = {c.report for c in claims if groups.get(c.id) in touched}
    part = [c for c in claims if c.report in inside]
    pairs = [t for t in ties if t.a in inside and t.b in inside]
    whole = fuse(claims, reports, ties, BOOK, MAP)
    some = fuse(part, {r: reports[r] for r in inside}, pairs, BOOK, MAP, only=touched)
    assert set(some.events) == {e for e in whole.events if groups[e.claims[0]] in touched}
    kept = fused([c for c in claims if c.report != fresh], ties)
    left = {e for e in whole.events if groups[e.claims[0]] not in touched}
    assert left <= set(kept.events), "what is not touched stays as it was"


def test_an_undated_gain_goes_back_to_the_last_told_one() -> None:
    taken = claim("a", "capture", agent="gov", target="isis", place="north-city", time="2017-06-01", by="watch")
    after = claim("b", "capture", agent="gov", place="north-city", by="wire", dispatch="2017-06-25")
    assert len(fused([taken, after]).events) == 1
    undone = claim("c", "capture", agent="isis", target="gov", place="north-city", time="2017-06-10", by="watch")
    assert len(fused([taken, undone, after]).events) == 3
    late = claim("d", "capture", agent="gov", place="north-city", by="wire", dispatch="2017-12-25")
    assert len(fused([taken, late]).events) == 2


def test_a_country_is_no_place_for_one_event() -> None:
    a = claim("a", "airstrike", agent="gov", target="isis", place="sy", time="2017-06-30", by="watch")
    b = claim("b", "airstrike", agent="gov", place="sy", time="2017-06-30", by="wire")
    assert len(fused([a, b]).events) == 2


def test_now_in_the_city_and_now_in_a_quarter_are_two() -> None:
    a = claim("a", "clash", agent="gov", target="isis", place="north-city", by="watch", dispatch="2017-06-30")
    b = claim("b", "clash", agent="gov", target="isis", place="north-quarter", by="wire", dispatch="2017-06-30")
    assert len(fused([a, b]).events) == 2


@pytest.mark.parametrize(
    ("words", "near"), [("منطقة المناشر بحي الشمال", True), ("منطقة المناشر وحي الشمال", False), ("منطقة المناشر، حي الشمال", False)]
)
def test_an_unknown_place_stands_where_the_words_say_it_lies(words: str, near: bool) -> None:
    quote = f"قصفت المدفعية {words}"
    first, second = quote.index("منطقة"), quote.index("الشمال") - 3
    told = claim("a", "shelling", agent="gov", time="2017-06-30")
    places = (
        Mention("منطقة المناشر", told.start + first, told.start + first + len("منطقة المناشر"), None, "place"),
        Mention("حي الشمال", told.start + second, told.start + len(quote), "north-quarter", "place", 1),
    )
    found = fused([replace(told, quote=quote, end=told.start + len(quote), places=places)])
    place = found.events[0].place
    assert place is not None and place.id is None and place.text == "منطقة المناشر"
    assert (place.lat is not None, place.precision) == ((True, 2) if near else (False, None))
