"""The replay rules, one by one, as docs/methodology.md lists them. The names of the tests are the names of the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.control import holding, replay
from marsad.events import fuse
from marsad.model import Claim, Hold
from tests.events.small_world import Book, claim, make_map, report

MAP = make_map()
BOOK = Book()
T1 = "north-t1"

Row = tuple[str, str | None, str | None]


def ledger(*claims: Claim, days: dict[str, str | None] | None = None) -> tuple[Hold, ...]:
    """All entries. A report's day is that in `days`, else its id where that is a day."""
    reports = {c.report: report(c.report, (days or {}).get(c.report, c.report)) for c in claims}
    events = fuse(list(claims), reports, [], BOOK, MAP).events
    return replay(events, list(claims), reports, BOOK, MAP)


def rows(holds: tuple[Hold, ...], place: str = T1) -> list[Row]:
    """What is known at last of a place: (actor, from, to) in order."""
    found = [h for h in holds if h.place.id == place and h.known_to is None]
    return [(h.actor, h.valid_from, h.valid_to)
            for h in sorted(found, key=lambda h: (h.valid_from is not None, (h.valid_to or "9").lstrip("./"), h.valid_from or ""))]


def one(holds: tuple[Hold, ...], on: str, known: str = "2019-01-01", place: str = T1) -> Hold:
    found = holding(holds, on, known, place)
    assert len(found) == 1, found
    return found[0]


def test_gain() -> None:
    holds = ledger(claim("2017-06-30", "capture", agent="gov", place=T1, time="2017-06-29", by="watch"))
    assert rows(holds) == [("gov", "2017-06-29", None)]
    assert (holds[0].rule, holds[0].certainty, holds[0].known_from) == ("gain", "reported", "2017-06-30")
    assert holds[0].basis and holds[0].claims


def test_target_held_before() -> None:
    holds = ledger(claim("2017-06-30", "capture", agent="gov", target="isis", place=T1, time="2017-06-29", by="watch"))
    assert rows(holds) == [("isis", None, "2017-06-29"), ("gov", "2017-06-29", None)]
    assert {h.rule: h.certainty for h in holds}["target-held-before"] == "inferred"


def test_loss_without_taker() -> None:
    push = claim("2017-06-10", "advance", agent="sdf", place="north-city", time="2017-06-06", by="watch", trigger="تقدم")
    loss = claim("2017-07-01", "withdraw", agent="isis", place="north-quarter", time="2017-06-12", by="watch")
    holds = ledger(push, loss)
    assert rows(holds, "north-quarter") == [("isis", None, "2017-06-12"), ("unknown", "2017-06-12", None)]
    unknown = one(holds, "2017-06-20", place="north-quarter")
    assert (unknown.rule, unknown.hint) == ("loss-without-taker", "sdf"), "the last side that advanced around it is the hint"
    assert one(holds, "2017-06-01", place="north-quarter").rule == "loss-implies-hold"


def test_a_loss_and_a_gain_of_near_days_are_one_change() -> None:
    loss = claim("2017-06-05", "withdraw", agent="isis", place=T1, by="watch", dispatch="2017-06-05")
    gain = claim("2017-06-06", "capture", agent="gov", place=T1, time="2017-06-05", by="watch")
    assert rows(ledger(loss, gain)) == [("isis", None, "2017-06-05"), ("gov", "2017-06-05", None)]
    late = claim("2017-06-08", "withdraw", agent="isis", place=T1, time="2017-06-07", by="watch")
    assert rows(ledger(gain, late)) == [("gov", "2017-06-05", None)]


def test_partial_gain() -> None:
    held = claim("2017-05-01", "hold", agent="isis", place=T1, time="2017-05-01", by="watch")
    part = claim("2017-06-01", "capture", agent="gov", place=T1, time="2017-06-01", by="watch", extent="partial")
    holds = ledger(held, part)
    assert rows(holds) == [("isis", "2017-05-01", "2017-06-01"), ("contested", "2017-06-01", None)]
    contested = one(holds, "2017-06-02")
    assert (contested.rule, set(contested.against), contested.hint) == ("partial-gain", {"isis", "gov"}, "gov")


@pytest.mark.parametrize(("share", "actor"), [("30%", "contested"), ("95%", "gov")])
def test_percentage(share: str, actor: str) -> None:
    holds = ledger(claim("2017-06-01", "hold", agent="gov", place=T1, time="2017-06-01", by="watch", extent=share))
    assert one(holds, "2017-06-02").actor == actor


def test_partial_loss() -> None:
    held = claim("2017-05-01", "hold", agent="isis", place=T1, time="2017-05-01", by="watch")
    part = claim("2017-06-01", "withdraw", agent="isis", place=T1, time="2017-06-01", by="watch", extent="partial")
    assert one(ledger(held, part), "2017-06-02").rule == "partial-loss"


def test_entry_without_capture() -> None:
    held = claim("2017-05-01", "hold", agent="isis", place=T1, time="2017-05-01", by="watch")
    entry = claim("2017-06-06", "advance", agent="sdf", target="isis", place=T1, time="2017-06-06", by="watch", trigger="دخلت")
    holds = ledger(held, entry)
    contested = one(holds, "2017-06-10")
    assert (contested.actor, contested.rule, contested.hint) == ("contested", "entry-without-capture", "sdf")
    told = claim("2017-06-30", "hold", agent="isis", place=T1, by="watch", dispatch="2017-06-30")
    assert one(ledger(held, entry, told), "2017-07-01").actor == "contested", "a stronghold is not cleared by being called one"


def test_ground_gained_around_changes_nothing() -> None:
    held = claim("2017-05-01", "hold", agent="isis", place=T1, time="2017-05-01", by="watch")
    push = claim("2017-06-06", "advance", agent="sdf", place=T1, time="2017-06-06", by="watch", trigger="تقدمت")
    assert rows(ledger(held, push)) == [("isis", "2017-05-01", None)]


def test_siege_and_siege_lifted() -> None:
    held = claim("2017-05-01", "hold", agent="rebels", place=T1, time="2017-05-01", by="watch")
    siege = claim("2017-06-01", "besiege", agent="gov", target="rebels", place=T1, time="2017-06-01", by="watch", trigger="حاصرت")
    relief = claim("2017-07-01", "besiege", agent="rebels", target="gov", place=T1, time="2017-07-01", by="watch",
                   trigger="فك الحصار", quote="فك الحصار عن البلدة")
    holds = ledger(held, siege, relief)
    assert (one(holds, "2017-06-02").actor, one(holds, "2017-06-02").against) == ("rebels", ("gov",))
    assert (one(holds, "2017-07-02").rule, one(holds, "2017-07-02").against) == ("siege-lifted", ())


def test_recapture() -> None:
    a = claim("2017-06-02", "capture", agent="gov", target="isis", place=T1, time="2017-06-01", by="watch")
    b = claim("2017-06-11", "capture", agent="isis", target="gov", place=T1, time="2017-06-10", by="watch")
    holds = ledger(a, b)
    assert rows(holds) == [("isis", None, "2017-06-01"), ("gov", "2017-06-01", "2017-06-10"), ("isis", "2017-06-10", None)]
    assert one(holds, "2017-06-12").rule == "recapture"


def test_region_loss_and_a_later_finer_word() -> None:
    town = claim("2017-05-01", "hold", agent="isis", place=T1, time="2017-05-01", by="watch")
    other = claim("2017-05-01", "hold", agent="gov", place="north-t2", time="2017-05-01", by="watch")
    out = claim("2017-07-01", "withdraw", agent="isis", place="north", time="2017-06-30", by="watch", extent="full")
    holds = ledger(town, other, out)
    assert (one(holds, "2017-07-02").actor, one(holds, "2017-07-02").rule) == ("unknown", "region-loss")
    assert one(holds, "2017-07-02", place="north-t2").actor == "gov", "only the loser's places change"
    finer = claim("2017-07-09", "hold", agent="isis", place=T1, time="2017-07-08", by="watch")
    assert one(ledger(town, other, out, finer), "2017-07-09").actor == "isis"


def test_region_gain() -> None:
    town = claim("2017-05-01", "hold", agent="isis", place=T1, time="2017-05-01", by="watch")
    gain = claim("2017-07-01", "capture", agent="gov", target="isis", place="north", time="2017-06-30", by="watch")
    holds = ledger(town, gain)
    assert (one(holds, "2017-07-02").actor, one(holds, "2017-07-02").certainty) == ("gov", "inferred")
    same_day = claim("2017-07-01", "capture", 50, agent="isis", place=T1, time="2017-06-30", by="watch")
    assert one(ledger(same_day, gain), "2017-07-02").actor == "isis", "the finer word of the day stands"


def test_a_region_says_nothing_of_places_nobody_spoke_of() -> None:
    out = claim("2017-07-01", "withdraw", agent="isis", place="north", time="2017-06-30", by="watch", extent="full")
    assert holding(ledger(out), "2017-07-02", "2017-07-02", T1) == []


def test_whole_countries_are_held_by_nobody() -> None:
    assert ledger(claim("2017-06-30", "hold", agent="isis", place="sy", time="2017-06-29", by="watch")) == ()


def test_background_is_inserted_in_its_time() -> None:
    now = claim("2017-07-01", "hold", agent="gov", place=T1, time="2017-07-01", by="watch")
    past = claim("2017-07-05", "capture", agent="sdf", target="isis", place=T1, time="2016-08", by="watch")
    holds = ledger(now, past)
    assert [r[0] for r in rows(holds)] == ["isis", "sdf", "gov"]
    assert one(holds, "2016-09-15", "2017-07-05").actor == "sdf"
    assert holding(holds, "2016-09-15", "2017-07-04", T1) == [], "before it was told nobody knew"


def test_between_dates_the_holder_is_unknown() -> None:
    taken = claim("2017-06-30", "capture", agent="sdf", target="isis", place=T1, time="2016-06/2016-08", by="watch")
    holds = ledger(taken)
    assert rows(holds) == [("isis", None, "2016-06/2016-08"), ("sdf", "2016-06/2016-08", None)]
    assert one(holds, "2016-05-31").actor == "isis"
    between = one(holds, "2016-07-15")
    assert (between.actor, between.hint, between.rule) == ("unknown", "sdf", "between-dates")
    assert one(holds, "2016-08-31").actor == "sdf"


def test_an_undated_gain_counts_from_its_dispatch() -> None:
    holds = ledger(claim("2017-06-30", "capture", agent="gov", place=T1, by="watch", dispatch="2017-06-30"))
    assert rows(holds) == [("gov", "../2017-06-30", None)]
    assert holding(holds, "2017-06-29", "2017-07-01", T1) == []


def test_state_is_evidence() -> None:
    holds = ledger(claim("2017-06-30", "hold", agent="isis", place=T1, by="watch", dispatch="2017-06-30"))
    assert rows(holds) == [("isis", "../2017-06-30", None)] and holds[0].rule == "state"


def test_state_of_another_is_a_change_in_between() -> None:
    a = claim("2017-01-01", "hold", agent="isis", place=T1, time="2017-01-01", by="watch")
    b = claim("2017-06-30", "hold", agent="gov", place=T1, time="2017-06-30", by="watch")
    holds = ledger(a, b)
    assert rows(holds) == [("isis", "2017-01-01", "2017-01-31/2017-06-30"), ("gov", "2017-01-31/2017-06-30", None)]
    assert [one(holds, d).actor for d in ("2017-01-20", "2017-03-01", "2017-06-30")] == ["isis", "unknown", "gov"]


def test_parties_contradict_until_a_third_voice_settles() -> None:
    held = claim("2017-05-01", "hold", agent="sdf", place=T1, time="2017-05-01", by="watch")
    boast = claim("2017-06-30", "capture", agent="isis", target="sdf", place=T1, time="2017-06-30", by="isis")
    denial = claim("2017-06-30", "capture", 50, agent="isis", target="sdf", place=T1, time="2017-06-30", by="sdf", modality="denied")
    holds = ledger(held, boast, denial)
    contested = one(holds, "2017-07-01")
    assert (contested.actor, contested.rule, set(contested.against)) == ("contested", "parties-contradict", {"isis", "sdf"})
    third = claim("2017-07-03", "hold", agent="sdf", place=T1, time="2017-07-02", by="watch")
    later = ledger(held, boast, denial, third)
    assert one(later, "2017-07-01", "2017-07-03").actor == "sdf"
    assert one(later, "2017-07-01", "2017-07-02").actor == "contested", "what was known before stays as it was known"
    other = claim("2017-07-03", "capture", agent="isis", target="sdf", place=T1, time="2017-06-30", by="watch")
    assert one(ledger(held, boast, denial, other), "2017-07-01", "2017-07-03").actor == "isis"


def test_a_party_alone_stands_as_its_word() -> None:
    boast = claim("2017-06-30", "capture", agent="isis", target="sdf", place=T1, time="2017-06-30", by="isis")
    assert one(ledger(boast), "2017-07-01").certainty == "party"


def test_an_admission_weighs_more_than_a_boast() -> None:
    boast = claim("2017-06-30", "capture", agent="isis", target="sdf", place=T1, time="2017-06-30", by="isis")
    admission = claim("2017-06-30", "withdraw", 50, agent="sdf", place=T1, time="2017-06-30", by="sdf")
    found = one(ledger(boast, admission), "2017-07-01")
    assert (found.actor, found.certainty) == ("isis", "party")
    assert one(ledger(admission), "2017-07-01").certainty == "reported"


def test_two_voices_confirm() -> None:
    a = claim("2017-06-30", "capture", agent="gov", place=T1, time="2017-06-29", by="watch")
    b = claim("2017-07-01", "capture", agent="gov", place=T1, time="2017-06-29", by="gov")
    holds = ledger(a, b)
    assert one(holds, "2017-06-30", "2017-06-30").certainty == "reported"
    assert one(holds, "2017-06-30", "2017-07-01").certainty == "confirmed"


def test_age_of_evidence() -> None:
    holds = ledger(claim("2017-01-01", "capture", agent="gov", place=T1, time="2017-01-01", by="watch"))
    assert one(holds, "2017-02-01").certainty == "reported"
    assert one(holds, "2017-12-01").certainty == "inferred"


def test_undated_reports_never_enter() -> None:
    made = claim("x", "capture", agent="gov", place=T1, time="2017-01-01", by="watch")
    assert ledger(made, days={"x": None}) == ()


@pytest.mark.parametrize("modality", ["planned", "hypothetical"])
def test_what_has_not_happened_never_enters(modality: str) -> None:
    assert ledger(claim("2017-06-30", "capture", agent="gov", place=T1, time="2017-06-30", by="watch", modality=modality)) == ()


@pytest.mark.parametrize(("words", "lines"), [("17 قرية", 1), ("البلدات والقرى", 0), ("قرية وبلدة", 0), ("تل السمن", 1)])
def test_general_words_are_no_places(words: str, lines: int) -> None:
    made = claim("2017-06-30", "capture", agent="gov", place=T1, time="2017-06-30", by="watch")
    made = replace(made, places=(replace(made.places[0], id=None, text=words),))
    assert len(ledger(made)) == lines


def test_monitors_hold_no_ground() -> None:
    assert ledger(claim("2017-06-30", "capture", agent="watch", place=T1, time="2017-06-30", by="watch")) == ()


def test_allies_hold_together_unless_they_fight_here() -> None:
    a = claim("2017-06-01", "capture", agent="gov", place=T1, time="2017-06-01", by="watch")
    b = claim("2017-06-05", "hold", agent="militia", place=T1, time="2017-06-05", by="watch")
    assert rows(ledger(a, b)) == [("gov", "2017-06-01", None)]
    c = claim("2017-06-09", "capture", agent="coalition", target="sdf", place=T1, time="2017-06-09", by="watch")
    d = claim("2017-06-01", "capture", agent="sdf", place=T1, time="2017-06-01", by="watch")
    assert [r[0] for r in rows(ledger(c, d))] == ["sdf"], "one report may be misread"
    e = claim("2017-06-10", "clash", agent="coalition", target="sdf", place=T1, time="2017-06-08", by="wire")
    assert [r[0] for r in rows(ledger(c, d, e))] == ["sdf"], "a fight is not yet a change"
    f = claim("2017-06-10", "capture", agent="coalition", target="sdf", place=T1, time="2017-06-09", by="wire")
    h = claim("2017-06-11", "capture", agent="coalition", target="sdf", place=T1, time="2017-06-09", by="probe")
    assert [r[0] for r in rows(ledger(c, d, f, h))] == ["sdf", "coalition"], "two reports tell it"


def test_an_undated_gain_is_background_beside_a_dated_one() -> None:
    taken = claim("2017-07-19", "capture", agent="gov", target="isis", place=T1, time="2017-07-18", by="watch")
    before = claim("2017-07-20", "capture", agent="isis", place=T1, by="watch", dispatch="2017-07-20")
    assert rows(ledger(taken, before)) == [("isis", None, "2017-07-18"), ("gov", "2017-07-18", None)]
    left = claim("2017-07-20", "withdraw", agent="gov", place=T1, by="watch", dispatch="2017-07-20")
    assert rows(ledger(taken, left)) == [("isis", None, "2017-07-18"), ("gov", "2017-07-18", None)]
    undated = claim("2017-07-19", "capture", agent="gov", place=T1, by="watch", dispatch="2017-07-19")
    region = claim("2017-07-20", "withdraw", agent="gov", place="north", by="watch", dispatch="2017-07-20")
    assert one(ledger(undated, region), "2017-07-21").actor == "gov", "a word by the way about the region"
    later = claim("2017-12-20", "capture", agent="isis", place=T1, by="watch", dispatch="2017-12-20")
    assert rows(ledger(taken, later))[-1][0] == "isis", "evidence of five months ago holds nobody back"


def test_one_day_one_gain() -> None:
    a = claim("2017-06-02", "capture", agent="gov", place=T1, time="2017-06-01", by="watch")
    b = claim("2017-06-02", "capture", 50, agent="isis", place=T1, time="2017-06-01", by="wire")
    c = claim("2017-06-03", "capture", agent="gov", place=T1, time="2017-06-01", by="probe")
    assert rows(ledger(a, b)) == [("contested", "2017-06-01", None)]
    assert rows(ledger(a, b, c)) == [("gov", "2017-06-01", None)]


def test_a_stretch_holds_for_what_lies_on_it() -> None:
    held = claim("2017-05-01", "hold", agent="isis", place="north-t1", time="2017-05-01", by="watch")
    way = claim("2017-06-30", "capture", agent="gov", place=("north-t0~north-t3", "north-t0", "north-t3"), time="2017-06-29",
                by="watch", extent="full")
    holds = ledger(held, way)
    assert one(holds, "2017-06-30", place="north-t0").actor == "gov"
    assert (one(holds, "2017-06-30").actor, one(holds, "2017-06-30").rule) == ("gov", "region-gain")
    assert one(ledger(held, claim("2017-05-01", "hold", agent="isis", place="north-t8", time="2017-05-01", by="watch"), way),
               "2017-06-30", place="north-t8").actor == "isis", "what lies off the line is not on it"
