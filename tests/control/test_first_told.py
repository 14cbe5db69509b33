"""Bounds: a change told without a day had come about when it was first told; nothing told later moves it. And what is told of a
part, or of men, says nothing of the whole."""

from __future__ import annotations

from tests.control.test_rules import T1, ledger, one, rows
from tests.events.small_world import claim


def test_a_retelling_does_not_move_the_bound() -> None:
    told = [claim(day, "capture", agent="gov", target="isis", place=T1, by=by, dispatch=day)
            for day, by in (("2017-06-03", "watch"), ("2017-06-04", "un"), ("2017-06-05", "un"))]
    holds = ledger(*told)
    assert rows(holds) == [("isis", None, "../2017-06-03"), ("gov", "../2017-06-03", None)]
    assert len({h.known_from for h in holds if h.actor == "isis"}) == 1, "and writes no new entry for who held it before"


def test_a_loss_and_the_gain_told_after_it_lie_before_the_loss_was_told() -> None:
    loss = claim("2017-06-05", "withdraw", agent="isis", place=T1, by="watch", dispatch="2017-06-05")
    gain = claim("2017-06-07", "capture", agent="gov", place=T1, by="watch", dispatch="2017-06-07")
    assert rows(ledger(loss, gain)) == [("isis", None, "../2017-06-05"), ("gov", "../2017-06-05", None)]


def test_a_part_taken_does_not_tell_who_held_the_whole() -> None:
    part = claim("2017-06-01", "capture", agent="gov", target="isis", place=T1, by="watch", dispatch="2017-06-01", extent="partial")
    holds = ledger(part)
    assert rows(holds) == [("contested", "../2017-06-01", None)]
    assert set(holds[0].against) == {"isis", "gov"}


def test_a_siege_told_without_a_day_began_some_day_since_the_holder_holds() -> None:
    held = claim("2017-05-01", "capture", agent="rebels", place=T1, time="2017-05-01", by="watch")
    seen = claim("2017-06-01", "hold", agent="rebels", place=T1, by="watch", dispatch="2017-06-01")
    siege = claim("2017-06-02", "besiege", agent="gov", place=T1, by="watch", dispatch="2017-06-02", trigger="تحاصر")
    holds = ledger(held, seen, siege)
    assert rows(holds) == [("rebels", "2017-05-01", "2017-05-01/2017-06-02"), ("rebels", "2017-05-01/2017-06-02", None)]
    assert one(holds, "2017-06-03").against == ("gov",)


def test_a_siege_waits_for_its_holder() -> None:
    siege = claim("2017-06-01", "besiege", agent="gov", place=T1, time="2013/2017-06-01", by="watch", trigger="تحاصر")
    assert not ledger(siege), "nobody is known to hold it: no entry"
    told = claim("2017-06-02", "hold", agent="rebels", place=T1, by="watch", dispatch="2017-06-02")
    (hold,) = ledger(siege, told)
    assert (hold.actor, hold.against, hold.rule, hold.valid_from) == ("rebels", ("gov",), "siege", "../2017-06-02")
    own = claim("2017-06-02", "hold", agent="gov", place=T1, by="watch", dispatch="2017-06-02")
    assert ledger(siege, own)[0].against == (), "the besieger is not besieged by himself"
    late = claim("2017-09-02", "hold", agent="rebels", place=T1, by="watch", dispatch="2017-09-02")
    assert ledger(siege, late)[0].against == (), "months later it may be over"


def test_a_siege_told_without_a_day_of_a_place_just_taken_is_the_one_that_the_taking_ended() -> None:
    taken = claim("2017-06-01", "capture", agent="rebels", target="gov", place=T1, time="2017-06-01", by="watch")
    siege = claim("2017-06-05", "besiege", agent="gov", place=T1, by="watch", dispatch="2017-06-05", trigger="تحاصر")
    assert one(ledger(taken, siege), "2017-06-06").against == ()
    anew = claim("2017-06-05", "besiege", agent="gov", place=T1, time="2017-06-05", by="watch", trigger="تحاصر")
    assert one(ledger(taken, anew), "2017-06-06").against == ("gov",), "a day makes it a siege of its own"
