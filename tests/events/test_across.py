"""Contradictions between events that are near but were not fused: occurrence, actor, toll, date; and what settles them."""

from __future__ import annotations

import pytest

from marsad.events import Fusion, fuse
from marsad.model import Claim, Contradiction

from .small_world import Book, claim, make_map, report

MAP, BOOK = make_map(), Book()
DAY = "2017-06-30"


def fused(*claims: Claim, days: dict[str, str] | None = None) -> Fusion:
    return fuse(claims, {c.report: report(c.report, (days or {}).get(c.report, "2017-07-01")) for c in claims}, [], BOOK, MAP)


def across(found: Fusion) -> list[Contradiction]:
    return [x for x in found.contradictions if len(x.events) == 2]


def blast(of: str, by: str, place: str = "north-t1", time: str = DAY, killed: int = 12, agent: str | tuple[()] = (),
          **more: str) -> Claim:
    return claim(of, "bombing", agent=agent, place=place, time=time, by=by, toll={"killed": (killed, killed)}, **more)


def test_one_count_on_two_days_is_a_contradiction_of_date() -> None:
    found = fused(blast("a", "watch"), blast("b", "isis", time="2017-06-29"))
    assert [(x.about, x.note) for x in across(found)] == [("date", "2017-06-30 / 2017-06-29")] \
        or [(x.about, x.note) for x in across(found)] == [("date", "2017-06-29 / 2017-06-30")]
    assert set(across(found)[0].events) == {e.id for e in found.events}


@pytest.mark.parametrize(("other", "why"), [
    ({"killed": 3}, "another count"), ({"time": "2017-06-20"}, "ten days lie between"), ({"place": "north-t2"}, "another town")])
def test_what_tells_of_two_blasts_contradicts_nothing(other: dict[str, object], why: str) -> None:
    base: dict[str, object] = {"of": "b", "by": "isis", "time": "2017-06-29"}
    found = fused(blast("a", "watch"), blast(**(base | other)))  # type: ignore[arg-type]
    assert not across(found), why


def test_who_tells_both_tells_of_two() -> None:
    assert not across(fused(blast("a", "watch"), blast("b", "watch", time="2017-06-29")))


def test_two_doers_of_one_blast_contradict_each_other() -> None:
    found = fused(blast("a", "watch", agent="gov"), blast("b", "isis", agent="rebels", killed=12, says="ناطق"),
                  claim("c", "bombing", agent="sdf", place="north-t1", time=DAY, by="gov", toll={"killed": (30, 30)}))
    about = {(x.about, x.note) for x in across(found)} | {(x.about, x.note) for x in found.contradictions}
    assert ("actor", "gov / rebels") in about
    assert not any("sdf" in x.note for x in across(found)), "another count is another blast"


def test_counts_of_a_quarter_and_its_city_that_do_not_meet() -> None:
    a = blast("a", "watch", place="north-quarter", killed=12)
    b = blast("b", "isis", place="north-city", killed=40)
    found = fused(a, b)
    assert len(found.events) == 2
    assert [x.about for x in across(found)] == ["toll"]


def test_a_denial_that_was_not_fused_denies_what_lies_near() -> None:
    told = claim("a", "airstrike", agent="gov", target="sdf", place="north-city", time=DAY, by="watch")
    denied = claim("b", "airstrike", agent="gov", place="north-quarter", time="2017-06-29", by="gov", modality="denied")
    found = fused(told, denied)
    assert len(found.events) == 2
    assert [x.about for x in across(found)] == ["occurrence"]


def test_a_third_voice_settles_it_and_only_after_both_were_known() -> None:
    one, two = blast("a", "watch"), blast("b", "isis", time="2017-06-29")
    third = claim("c", "bombing", place="north-t1", time=DAY, by="probe", toll={"killed": (12, 12)})
    days = {"a": "2017-07-01", "b": "2017-07-02", "c": "2017-07-05"}
    x = across(fused(one, two, third, days=days))[0]
    assert (x.since, x.settled) == ("2017-07-02", third.id)
    assert across(fused(one, two, days=days))[0].settled is None
    assert across(fused(one, two, third, days=days | {"c": "2017-06-30"}))[0].settled != third.id


def test_ids_stay_while_others_join_in() -> None:
    one, two = blast("a", "watch"), blast("b", "isis", time="2017-06-29")
    more = claim("d", "bombing", place="north-t1", time=DAY, says="مصدر طبي", toll={"killed": (12, 12)})
    assert [x.id for x in across(fused(one, two))] == [x.id for x in across(fused(one, two, more))]
