"""Voices, interests, grades, status, ranges, contradictions."""

from __future__ import annotations

import pytest

from marsad.events import fuse
from marsad.events.sides import Sides
from marsad.events.voices import interest
from marsad.model import Claim, Copy, Event

from .small_world import Book, claim, copied, make_map, report

MAP = make_map()
BOOK = Book()
HERE = {"place": "north-t1", "time": "2017-06-30"}


def event(claims: list[Claim], copies: list[Copy] | None = None, days: dict[str, str] | None = None,
          outlets: dict[str, str] | None = None) -> Event:
    reports = {c.report: report(c.report, (days or {}).get(c.report, "2017-06-30"), (outlets or {}).get(c.report, "")) for c in claims}
    found = fuse(claims, reports, copies or [], BOOK, MAP).events
    assert len(found) == 1, [e.claims for e in found]
    return found[0]


def test_one_director_quoted_by_two_agencies_is_one_voice() -> None:
    a = claim("a", "capture", agent="gov", by="watch", via="wire", **HERE)
    b = claim("b", "capture", agent="gov", by="watch", via="wire2", says="مدير الرصد", **HERE)
    assert len(event([a, b]).voices) == 1


def test_ten_papers_of_one_dispatch_are_one_voice() -> None:
    claims = [claim(f"r{n}", "bombing", 10, **HERE) for n in range(10)]
    ties = [copied(f"r{n}", f"r{n + 1}", (0, 60, 0, 60)) for n in range(9)]
    assert len(event(claims).voices) == 10
    found = event(claims, ties)
    assert len(found.voices) == 1 and len(found.reports) == 10


def test_two_speakers_of_one_dispatch_stay_two_voices() -> None:
    claims = []
    for r in ("a", "b"):
        claims.append(claim(r, "withdraw", 10, agent="isis", by="watch", **HERE))
        claims.append(claim(r, "withdraw", 60, agent="isis", by="gov", says="مصدر عسكري سوري", **HERE))
    found = event(claims, [copied("a", "b", (0, 200, 0, 200))])
    assert len(found.voices) == 2
    assert {v.interest for v in found.voices} == {"third-party", "own-favour"}


def test_a_paper_that_drops_the_source_is_no_new_voice() -> None:
    a = claim("a", "withdraw", 10, agent="isis", by="watch", **HERE)
    b = claim("b", "withdraw", 10, agent="isis", **HERE)
    assert len(event([a, b]).voices) == 2
    assert len(event([a, b], [copied("a", "b", (0, 60, 0, 60))]).voices) == 1


def test_a_headline_beside_its_named_source_is_no_new_voice() -> None:
    head = claim("a", "withdraw", 0, agent="isis", **HERE)
    body = claim("a", "withdraw", 90, agent="isis", by="watch", **HERE)
    assert len(event([head, body]).voices) == 1


def test_unnamed_sources_are_one_only_by_party_and_role() -> None:
    def two(a: str | None, words_a: str, b: str | None, words_b: str) -> int:
        return len(event([claim("a", "clash", agent="gov", target="isis", by=a, says=words_a, **HERE),
                          claim("b", "clash", agent="gov", target="isis", by=b, says=words_b, **HERE)]).voices)

    assert two("gov", "مصدر عسكري سوري", "gov", "مصدر عسكري في ريف حلب") == 1
    assert two("gov", "مصدر عسكري سوري", "gov", "مصدر أمني سوري") == 2
    assert two(None, "شهود عيان", None, "شهود عيان") == 2
    assert two(None, "العقيد سالم الحربي", None, "المتحدث العقيد سالم الحربي") == 1


def test_one_outlet_twice_is_one_voice() -> None:
    a, b = claim("a", "bombing", **HERE), claim("b", "bombing", **HERE)
    assert len(event([a, b], outlets={"a": "x", "b": "x"}).voices) == 1
    assert len(event([a, b], outlets={"a": "unknown", "b": "unknown"}).voices) == 2


@pytest.mark.parametrize(
    ("kind", "agent", "target", "by", "modality", "stake"),
    [
        ("capture", "gov", "isis", "gov", "asserted", "own-favour"),
        ("capture", "gov", "isis", "isis", "asserted", "against-interest"),
        ("capture", "gov", "isis", "isis", "denied", "own-favour"),
        ("capture", "gov", "isis", "watch", "asserted", "third-party"),
        ("withdraw", "isis", "", "gov", "asserted", "own-favour"),
        ("withdraw", "isis", "", "isis", "asserted", "against-interest"),
        ("airstrike", "gov", "", "gov", "asserted", "against-interest"),
        ("airstrike", "gov", "", "rebels", "asserted", "own-favour"),
        ("airstrike", "gov", "isis", "gov", "asserted", "own-favour"),
        ("capture", "militia", "isis", "gov", "asserted", "own-favour"),
        ("bombing", "", "", "gov", "asserted", "unknown"),
    ],
)
def test_interest(kind: str, agent: str, target: str, by: str, modality: str, stake: str) -> None:
    made = claim("a", kind, agent=agent or (), target=target or (), by=by, modality=modality, **HERE)
    assert interest(made, Sides(BOOK)) == stake


@pytest.mark.parametrize(
    ("speakers", "letter", "digit", "status"),
    [
        (["watch"], "B", "3", "reported"),
        (["gov"], "D", "4", "reported"),
        (["isis"], "B", "3", "reported"),          # against its own interest
        (["watch", "gov"], "B", "2", "corroborated"),
        (["watch", "isis", "gov"], "B", "1", "corroborated"),
        (["gov", "militia"], "D", "4", "reported"),
        ([""], "C", "3", "reported"),
    ],
)
def test_grades_of_a_capture_by_the_government(speakers: list[str], letter: str, digit: str, status: str) -> None:
    claims = [claim(f"r{n}", "capture", agent="gov", target="isis", by=s or None, **HERE) for n, s in enumerate(speakers)]
    found = event(claims)
    assert found.grade is not None
    assert (found.grade.source, found.grade.information, found.status) == (letter, digit, status)
    assert all(r.name for r in found.grade.reasons)


def test_a_body_that_investigates_is_an_a() -> None:
    attack = claim("a", "chemical", by="watch", **HERE)
    finding = claim("b", "finding", agent="probe", by="probe", **HERE)
    found = event([attack, finding])
    assert found.kind == "chemical" and found.grade is not None and found.grade.source == "A"


def test_denied_and_disputed_and_retracted() -> None:
    yes = claim("a", "capture", agent="isis", target="sdf", by="isis", **HERE)
    no = claim("b", "capture", agent="isis", target="sdf", by="sdf", modality="denied", **HERE)
    assert event([no]).status == "denied"
    disputed = event([yes, no])
    assert disputed.status == "disputed" and disputed.grade is not None and disputed.grade.information == "4"
    again = claim("d", "capture", agent="isis", target="sdf", by="sdf", modality="denied", **HERE)
    assert [v.interest for v in event([no, again]).voices] == ["own-favour"], "whoever denies a loss speaks for itself"
    back = claim("c", "capture", agent="isis", target="sdf", by="isis", modality="denied", **HERE)
    withdrawn = event([yes, back], days={"a": "2017-06-30", "c": "2017-07-01"})
    assert withdrawn.status == "retracted"


def test_a_reviewer_s_grade_stands() -> None:
    made = claim("a", "capture", agent="gov", by="watch", **HERE)
    first = event([made])
    assert first.grade is not None
    from marsad.model import Grade

    mine = Grade("A", "1")
    again = fuse([made], {"a": report("a", "2017-06-30")}, [], BOOK, MAP, grades={first.id: mine}).events[0]
    assert again.grade == mine


def test_a_speaker_s_later_count_supersedes_and_another_s_widens() -> None:
    first = claim("a", "bombing", by="watch", toll={"killed": (34, None)}, **HERE)
    later = claim("b", "bombing", by="watch", toll={"killed": (52, 52)}, **HERE)
    other = claim("c", "bombing", by="gov", toll={"killed": (20, 20)}, **HERE)
    found = event([first, later, other], days={"a": "2017-06-30", "b": "2017-07-01", "c": "2017-07-01"}).ranges
    assert [(r.what, r.low, r.best, r.high) for r in found] == [("killed", 20, 52, 52)]
    assert [f.superseded for f in found[0].figures if f.low == 34] == [True]
    assert len(found[0].figures) == 3, "every claimant's figure is kept"


def test_an_open_count_leaves_the_top_open() -> None:
    a = claim("a", "bombing", by="watch", toll={"killed": (40, None)}, **HERE)
    b = claim("b", "bombing", by="wire", toll={"killed": (31, 31)}, **HERE)
    assert [(r.low, r.high) for r in event([a, b]).ranges] == [(31, None)]


def test_a_count_among_a_count_is_its_own() -> None:
    from dataclasses import replace

    from marsad.model import Quantity

    made = replace(claim("a", "airstrike", by="watch", **HERE), quantities=(
        Quantity("killed", 57, 57, "people", "people", "57 شخصا"), Quantity("killed", 42, 42, "people", "سجينا", "42 سجينا")))
    assert sorted((r.of, r.best) for r in event([made]).ranges) == [("people", 57), ("سجينا", 42)]


def test_voices_that_count_apart_contradict() -> None:
    a = claim("a", "bombing", by="watch", toll={"killed": (34, 34)}, **HERE)
    b = claim("b", "bombing", by="gov", toll={"killed": (20, 20)}, **HERE)
    reports = {"a": report("a", "2017-06-30"), "b": report("b", "2017-07-02")}
    found = fuse([a, b], reports, [], BOOK, MAP).contradictions
    assert [(c.about, c.since) for c in found] == [("toll", "2017-07-02")]


def test_doers_who_exclude_each_other_contradict_but_allies_do_not() -> None:
    def about(one: str, two: str) -> list[str]:
        claims = [claim("a", "airstrike", agent=one, target="isis", by="watch", toll={"killed": (9, 9)}, **HERE),
                  claim("b", "airstrike", agent=two, target="isis", by="wire", toll={"killed": (9, 9)}, **HERE)]
        return [c.about for c in fuse(claims, {r: report(r, "2017-06-30") for r in "ab"}, [], BOOK, MAP).contradictions]

    assert about("gov", "abroad") == ["actor"]
    assert about("gov", "militia") == []


def test_undated_reports_make_events_without_a_known_day() -> None:
    made = claim("a", "bombing", **HERE)
    found = fuse([made], {"a": report("a", None)}, [], BOOK, MAP).events[0]
    assert found.known is None and found.time == "2017-06-30"
