"""What is told of remnants, of men, of part of a place, or of no place by name, is no hold of the place (docs/methodology.md)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.control.test_own import DAY, held, lines, said
from tests.control.test_rules import T1, ledger
from tests.events.small_world import claim


def test_men_besieged_in_a_place_need_not_hold_it() -> None:
    men = said("besiege", "فرضت القوات طوقا على التنظيم في البلدة", "طوقا", "القوات", target="التنظيم")
    assert held(men) == []
    assert held(said("besiege", "حاصرت القوات البلدة التي يقيم فيها التنظيم", "حاصرت", "القوات", target="التنظيم")) == ["isis"]


def test_no_siege_stands_any_more() -> None:
    siege = said("besiege", "تحاصر القوات البلدة", "تحاصر", "القوات", day="2017-06-20")
    own = said("hold", "البلدة تحت سيطرة التنظيم", "تحت سيطرة", "التنظيم", side="isis", day="2017-06-19")
    over = said("besiege", "لم تقع البلدة وليس هناك حصار من القوات", "حصار", "القوات", day="2017-06-28")
    assert ("gov",) in [h.against for h in lines(own, siege)]
    assert "siege-lifted" in [h.rule for h in lines(own, siege, over)]


def test_a_camp_besieged_north_of_a_place() -> None:
    assert held(said("besiege", "حاصرت القوات معسكرا شمال البلدة لقيادة التنظيم", "حاصرت", "القوات", "شمال البلدة",
                     target="التنظيم")) == []


def test_who_took_the_rest_did_not_take_the_whole_from_them() -> None:
    rest = said("capture", "استكملت القوات تحرير البلدة من التنظيم", "استكملت", "القوات", target="التنظيم")
    assert [h.actor for h in lines(rest)] == ["gov"]


def test_a_region_empty_of_a_side() -> None:
    region = claim(DAY, "withdraw", 100, agent="isis", place="north", by="watch", dispatch=DAY, quote="المحافظة باتت خالية من التنظيم")
    region = replace(region, trigger=replace(region.trigger, text="خالية"))
    assert not ledger(region), "remnants may have been all that was left"
    before = claim("2017-06-20", "capture", agent="isis", place="north", time="2017-06-20", by="watch")
    assert [h.actor for h in ledger(before, region) if h.known_to is None] == ["isis", "unknown"]


def test_after_that() -> None:
    then = said("capture", "ثم سيطرت القوات بعد ذلك على البلدة", "سيطرت", "القوات", time="2017-01")
    then = replace(then, time=replace(then.time, text="يناير الماضي")) if then.time else then
    assert [h.valid_from for h in lines(then)] == ["2017-01/2017-06"], "the month is that of what came before"


def test_inside_it() -> None:
    quote = "تقدمت القوات داخل البلدة"
    assert held(said("advance", quote, "تقدمت", "القوات")) == ["contested"]
    assert held(said("advance", "تقدمت القوات نحو البلدة", "تقدمت", "القوات")) == []


def test_doubts_and_a_number_of_men() -> None:
    quote = "انسحاب التنظيم من البلدة لا يمكن تأكيده"
    assert held(said("withdraw", quote, "انسحاب", "التنظيم", side="isis")) == []
    quote = "البلدة يتحصن فيها عدد من التنظيم"
    assert held(said("hold", quote, "يتحصن فيها", "التنظيم", side="isis")) == []


@pytest.mark.parametrize(("words", "lines_"), [
    ("مبنى الجامعة", 0), ("الميناء", 0), ("قرى الحدود", 0), ("محيط المطار", 0), ("جبل النسر", 1)])
def test_names_of_no_one_place(words: str, lines_: int) -> None:
    made = claim(DAY, "capture", agent="gov", place=T1, time=DAY, by="watch")
    made = replace(made, places=(replace(made.places[0], id=None, text=words),))
    assert len(ledger(made)) == lines_


def test_a_strip_by_name_is_no_part() -> None:
    made = said("hold", "الحركة التي تسيطر على قطاع النهر", "تسيطر على", "الحركة", "قطاع النهر")
    assert [h.actor for h in lines(replace(made, extent="partial"))] == ["gov"]
