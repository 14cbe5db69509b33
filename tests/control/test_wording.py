"""What the words of a claim do to its weight as evidence (docs/methodology.md, "Control")."""

from __future__ import annotations

from dataclasses import replace

from marsad.control import holding
from marsad.model import Claim, Trigger
from tests.control.test_rules import T1, ledger, one
from tests.events.small_world import claim


def actors(quote: str, trigger: str, words: str = "البلدة", time: str | None = None) -> list[str]:
    """Who holds the town after one claim of a capture in these words."""
    made = claim("2017-06-30", "capture", agent="gov", place=T1, by="watch", dispatch="2017-06-30", quote=quote, time=time)
    at = quote.index(trigger)
    spot = quote.index(words)
    made = replace(made, trigger=Trigger(trigger, at, at + len(trigger)),
                   places=(replace(made.places[0], start=spot, end=spot + len(words), text=words),))
    return [h.actor for h in holding(ledger(made), "2017-06-30", "2017-06-30", T1)]


def test_what_is_not_finished_or_beside_the_place() -> None:
    assert actors("سيطرت القوات على البلدة", "سيطرت") == ["gov"]
    assert actors("بعد تحرير البلدة", "تحرير") == ["gov"]
    assert actors("معركة تحرير البلدة", "تحرير", time="2017-06-29") == []
    assert actors("تقدمت القوات لتحرير البلدة", "لتحرير") == []
    assert actors("إن تحرير البلدة نصر", "تحرير") == []
    assert actors("تمكنت القوات من السيطرة على البلدة", "السيطرة") == ["gov"]
    assert actors("الجيش بسط سيطرته على البلدة", "بسط") == ["gov"]
    assert actors("سيطرت القوات على سد البعث وبلدة الرمل", "سيطرت", "بلدة الرمل") == ["gov"]
    assert actors("استعادت القوات القصر الرئاسي بحي الرمل", "استعادت", "بحي الرمل") == []
    assert actors("سيطرت القوات على مواقع في محيط البلدة", "سيطرت") == []
    assert actors("سيطرت القوات على معظم البلدة", "سيطرت") == ["contested"]
    assert actors("سيطرت القوات على القسم الأكبر من البلدة", "سيطرت") == ["contested"]


def test_a_wish_for_ground_is_no_gain() -> None:
    assert actors("تسعى القوات إلى إحكام سيطرتها على البلدة", "سيطرتها", time="2017-06-29") == []
    assert actors("بعد سيطرتها على البلدة", "سيطرتها") == ["gov"]
    assert actors("سقوط البلدة بيد القوات مسألة وقت", "سقوط", time="2017-06-29") == []
    assert actors("سيطرت القوات على الجسر في طريقها إلى البلدة", "سيطرت") == []


def test_a_thing_named_after_a_town_is_not_the_town() -> None:
    assert actors("سيطرت القوات على مثلث الرمل", "سيطرت", "مثلث الرمل") == []
    assert actors("سيطرت القوات على سهل الرمل", "سيطرت", "سهل الرمل") == []
    assert actors("سيطرت القوات على أحياء الرمل", "سيطرت", "أحياء الرمل") == ["contested"]
    assert actors("سيطرت القوات على مدينة الرمل", "سيطرت", "مدينة الرمل") == ["gov"]
    # The map's own name of the town begins with the word.
    assert actors("سيطرت القوات على البلدة الرمل", "سيطرت", "البلدة الرمل") == ["gov"]


def test_a_part_said_of_one_place_is_not_said_of_those_before_it() -> None:
    quote = "سيطرت القوات على المطار وأجزاء من المدينة"
    made = claim("2017-06-30", "capture", agent="gov", place=(T1, "north-t2"), time="2017-06-29", by="watch", quote=quote,
                 trigger="سيطرت", extent="partial")
    first, second = (quote.index(w) for w in ("المطار", "المدينة"))
    made = replace(made, places=(replace(made.places[0], text="المطار", start=first, end=first + 6),
                                 replace(made.places[1], text="المدينة", start=second, end=second + 7)))
    holds = ledger(made)
    assert one(holds, "2017-06-30").actor == "gov"
    assert one(holds, "2017-06-30", place="north-t2").actor == "contested"


def test_the_last_stronghold_is_not_the_town() -> None:
    taken = claim("2017-06-28", "capture", agent="gov", target="isis", place=T1, time="2017-06-27", by="watch")

    def told(quote: str, trigger: str) -> Claim:
        at = quote.index(trigger)
        made = claim("2017-06-30", "hold", agent="isis", place=T1, by="watch", dispatch="2017-06-30", quote=quote)
        return replace(made, trigger=Trigger(trigger, at, at + len(trigger)))

    assert one(ledger(taken, told("آخر معقل للتنظيم في البلدة", "معقل")), "2017-07-01").actor == "gov"
    assert one(ledger(told("آخر معاقل التنظيم في البلدة", "معاقل"), taken), "2017-07-01").actor == "gov"
    assert one(ledger(told("البلدة معقل التنظيم", "معقل")), "2017-07-01").actor == "isis"


def test_the_flight_of_some_men_is_no_withdrawal() -> None:
    held = claim("2017-06-01", "hold", agent="isis", place=T1, time="2017-06-01", by="watch")

    def left(words: str, trigger: str) -> Claim:
        made = claim("2017-06-30", "withdraw", agent="isis", place=T1, time="2017-06-29", by="watch", trigger=trigger)
        return replace(made, agents=(replace(made.agents[0], text=words),))

    assert one(ledger(held, left("عشرات من مسلحي التنظيم", "فر")), "2017-06-30").actor == "isis"
    assert one(ledger(held, left("التنظيم", "فر")), "2017-06-30").actor == "unknown"
    assert one(ledger(held, left("عشرات من مسلحي التنظيم", "انسحب")), "2017-06-30").actor == "unknown"


def test_a_relative_clause_without_a_day_of_its_own_is_background() -> None:
    taken = claim("2017-07-19", "capture", agent="gov", target="isis", place=T1, time="2017-07-18", by="watch")

    def clause(time: str, kind: str, quote: str, trigger: str) -> Claim:
        made = claim("2017-07-25", kind, agent="isis", place=T1, time="2017-07-24", by="watch", quote=quote)
        at = quote.index(trigger)
        assert made.time is not None
        return replace(made, time=replace(made.time, text=time), trigger=Trigger(trigger, at, at + len(trigger)))

    inherited = clause("", "capture", "البلدة التي سيطر عليها التنظيم", "سيطر")
    assert one(ledger(taken, inherited), "2017-07-26").actor == "gov"
    own = clause("الاثنين", "capture", "البلدة التي سيطر عليها التنظيم الاثنين", "سيطر")
    assert one(ledger(taken, own), "2017-07-26").actor == "isis"
    was = clause("", "hold", "البلدة كانت تحت سيطرة التنظيم", "تحت سيطرة")
    assert one(ledger(taken, was), "2017-07-26").actor == "gov"
