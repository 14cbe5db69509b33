"""Who holds a place, told otherwise by different speakers in different events: what quarrels, since when, and what settles it."""

from __future__ import annotations

from marsad.control.quarrels import quarrels
from marsad.events import fuse
from marsad.model import Claim, Contradiction
from tests.events.small_world import Book, claim, make_map, report

MAP, BOOK = make_map(), Book()
T1 = "north-t1"


def found(*claims: Claim) -> list[Contradiction]:
    """The report's id begins with its day."""
    reports = {c.report: report(c.report, c.report[:10]) for c in claims}
    return [x for _, x in quarrels(fuse(claims, reports, [], BOOK, MAP).events, claims, reports, BOOK, MAP)]


def hold(day: str, agent: str, by: str, kind: str = "hold", time: str | None = None) -> Claim:
    return claim(f"{day}-{by}-{agent}", kind, agent=agent, place=T1, time=time or day, by=by, dispatch=day)


GOV = hold("2017-06-10", "gov", "gov")
ISIS = hold("2017-06-11", "isis", "isis")


def test_two_sides_that_both_hold_it_quarrel_since_both_were_known() -> None:
    (x,) = found(GOV, ISIS)
    assert (x.about, x.since, x.settled, x.note) == ("place-held", "2017-06-11", None, "gov / isis")
    assert set(x.claims) == {GOV.id, ISIS.id} and len(x.events) == 2


def test_one_speaker_tells_a_change() -> None:
    assert not found(hold("2017-06-10", "gov", "watch"), hold("2017-06-11", "isis", "watch"))


def test_weeks_apart_or_with_a_gain_between_it_is_a_change() -> None:
    assert not found(GOV, hold("2017-07-11", "isis", "isis"))
    taken = hold("2017-06-11", "isis", "watch", "capture")
    assert not found(hold("2017-06-09", "gov", "gov"), taken, hold("2017-06-12", "isis", "isis"))


def test_allies_do_not_quarrel() -> None:
    assert not found(GOV, hold("2017-06-11", "militia", "isis"))


def test_gains_of_one_day_quarrel_and_a_state_within_the_days_that_a_gain_is_fresh() -> None:
    gain = hold("2017-06-11", "gov", "gov", "capture", "2017-06-10")
    assert len(found(gain, hold("2017-06-12", "isis", "isis", "capture", "2017-06-10"))) == 1
    assert len(found(gain, hold("2017-06-25", "isis", "isis"))) == 1
    assert not found(gain, hold("2017-06-12", "isis", "isis", "capture", "2017-06-12")), "a recapture is a change"


def test_a_third_voice_settles_it() -> None:
    watch = hold("2017-06-13", "isis", "watch")
    (x,) = found(GOV, ISIS, watch)
    assert x.settled == watch.id
    (y,) = found(GOV, ISIS, hold("2017-06-13", "isis", "militia"))
    assert y.settled is None or y.settled != watch.id


def test_who_goes_over_to_the_other_s_word_settles_it() -> None:
    admitted = hold("2017-06-20", "isis", "gov")
    (x,) = found(GOV, ISIS, admitted)
    assert x.settled == admitted.id
    left = claim("2017-06-20-left", "withdraw", agent="gov", place=T1, time="2017-06-12", by="gov", dispatch="2017-06-20")
    (y,) = found(GOV, ISIS, left)
    assert y.settled == left.id


def test_the_id_stays_while_others_join_in() -> None:
    (x,) = found(GOV, ISIS)
    (y,) = found(GOV, ISIS, hold("2017-06-12", "isis", "watch"))
    assert x.id == y.id
