"""What is said in passing, of a part, of a way in, or without a day, beside a place's own change (docs/methodology.md, "Control")."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.model import Claim
from tests.control.test_own import DAY, held, lines, said
from tests.control.test_rules import T1, ledger
from tests.events.small_world import claim


def timed(made: Claim, text: str) -> Claim:
    assert made.time is not None
    return replace(made, time=replace(made.time, text=text))


@pytest.mark.parametrize("words", ["أحد الضالعين بتسليم", "الضابط المتهم بتسليم", "متورطون في تسليم"])
def test_an_accusation_is_no_taking(words: str) -> None:
    handed = said("capture", f"اعتقل {words} البلدة للتنظيم عام 2011", "بتسليم" if "بتسليم" in words else "تسليم", "للتنظيم",
                  side="isis", time="2011")
    assert held(handed) == []


def test_a_handing_over_that_is_told_is_one() -> None:
    assert held(said("capture", "وتم أمس تسليم البلدة للقوات", "تسليم", "للقوات", time="2017-06-29")) == ["gov"]


def test_the_time_of_what_came_after_dates_no_taking() -> None:
    quote = "تقدمت القوات ليلا في حي السوق، وذلك بعد ثلاثة أيام على إعلان الحكومة تحرير البلدة"
    late = timed(said("capture", quote, "تحرير", "الحكومة", time="2017-06-29/2017-06-30"), "ليلا")
    assert [h.valid_from for h in lines(late)] == ["../2017-06-30"]
    quote = "تمكنت القوات أمس بعد قتال عنيف من تحرير البلدة"
    assert [h.valid_from for h in lines(timed(said("capture", quote, "تحرير", "القوات", time="2017-06-29"), "أمس"))] == ["2017-06-29"]
    quote = "عاد السكان أمس بعد تحرير القوات البلدة"
    assert [h.valid_from for h in lines(timed(said("capture", quote, "تحرير", "القوات", time="2017-06-29"), "أمس"))] == ["../2017-06-29"]


def test_the_day_told_for_the_taking_is_not_that_of_words_in_passing() -> None:
    told = said("capture", "سيطرت القوات على البلدة يوم الجمعة", "سيطرت", "القوات", time="2017-06-23", day="2017-06-26")
    late = [timed(said("capture", f"تقدمت القوات ليلا في {x}، بعد ثلاثة أيام على إعلان الحكومة تحرير البلدة", "تحرير", "الحكومة",
                       time="2017-06-25/2017-06-26", day="2017-06-26"), "ليلا") for x in ("حي السوق", "حي النهر")]
    assert {h.valid_from for h in lines(told, *late)} == {"2017-06-23"}


def test_the_last_stronghold_taken_leaves_the_whole() -> None:
    won = said("capture", "سيطرت القوات على البلدة", "سيطرت", "القوات", time="2017-06-23", day="2017-06-24")
    last = [said("capture", f"انتزعت القوات أمس آخر {x} التنظيم في البلدة", "انتزعت", "القوات", target="التنظيم", time="2017-06-25",
                 day="2017-06-26") for x in ("معاقل", "حصون", "جيوب")]
    assert [h.valid_from for h in lines(won, *last)] == ["2017-06-23"]
    assert held(last[0]) == ["gov"]
    assert "isis" not in {h.actor for h in lines(last[0])}, "it held the rest, not the whole"


def test_who_stands_behind_a_noun_took_it() -> None:
    quote = "اختفى قائد القوات منذ اجتياح الدخلاء للبلدة"
    assert held(said("capture", quote, "اجتياح", "القوات", "للبلدة", time="2017-06-25")) == []
    assert held(said("capture", "بعد اجتياح القوات للبلدة", "اجتياح", "القوات", "للبلدة")) == ["gov"]
    assert held(said("capture", "تمكنت القوات من السيطرة الكاملة على البلدة", "السيطرة", "القوات")) == ["gov"]


def test_quotation_marks_belong_to_no_word() -> None:
    for quote in ("“المناطق التي تم تحريرها من قبل القوات سلمت للأهالي”", "المناطق التي تم تحريرها من قبل القوات سلمت للأهالي"):
        part = said("capture", quote, "تحريرها", "القوات", "البلدة", target="التنظيم")
        assert held(replace(part, targets=())) == [], "areas told before are not the town"


def test_a_part_of_the_outskirts_is_around() -> None:
    quote = "فرضت القوات سيطرتها على المناطق القريبة من البلدة"
    assert held(said("capture", quote, "فرضت", "القوات", "القريبة من البلدة")) == []
    assert held(said("capture", "سيطرت القوات على مناطق في البلدة", "سيطرت", "القوات")) == ["contested"]


@pytest.mark.parametrize("quote,word,place", [
    ("وصلت معدات لإعادة فتح المطار الذي ظل مغلقا", "مغلقا", "المطار"), ("بعد إغلاق القوات الطرق الواقعة غرب البلدة", "إغلاق", "غرب البلدة"),
])
def test_a_closed_way_in_is_no_siege(quote: str, word: str, place: str) -> None:
    own = said("hold", "البلدة تحت سيطرة التنظيم", "تحت سيطرة", "التنظيم", side="isis", day="2017-06-19")
    assert {h.against for h in lines(own, said("besiege", quote, word, "القوات" if "القوات" in quote else "", place))} == {()}


def test_a_siege_that_is_known_begins_on_no_day_of_another_clause() -> None:
    own = said("capture", "سيطر التنظيم على البلدة", "سيطر", "التنظيم", side="isis", time="2017-06-19", day="2017-06-20")
    quote = "تعذر نقل الجرحى بسبب الطوق الذي فرضته القوات على البلدة وأهلها، إلى ذلك شنت طائرات حربية صباح أمس غارتين"
    known = timed(said("besiege", quote, "الطوق", "القوات", time="2017-06-29"), "صباح أمس")
    assert [h.valid_from for h in lines(own, known) if h.rule == "siege"] == ["2017-06-19/2017-06-29"]
    quote = "الحصار الذي بدأته القوات صباح أمس على البلدة"
    new = timed(said("besiege", quote, "الحصار", "القوات", time="2017-06-29"), "صباح أمس")
    assert [h.valid_from for h in lines(own, new) if h.rule == "siege"] == ["2017-06-29"]


def test_of_two_words_of_one_day_neither_dates_the_other() -> None:
    part = said("capture", "سيطرت القوات على مناطق في البلدة", "سيطرت", "القوات")
    whole = said("capture", "استكملت القوات تحرير البلدة", "استكملت", "القوات")
    assert [(h.actor, h.valid_from) for h in lines(part, whole)] == [("gov", f"../{DAY}")]
    before = said("hold", "البلدة تحت سيطرة التنظيم", "تحت سيطرة", "التنظيم", side="isis", day="2017-06-25")
    siege = said("besiege", "تحاصر القوات البلدة", "تحاصر", "القوات")
    driven = said("withdraw", "انسحب التنظيم من مناطق في البلدة", "انسحب", "التنظيم", side="isis")
    assert ("contested", f"2017-06-25/{DAY}") in [(h.actor, h.valid_from) for h in lines(before, siege, driven)]


def test_blows_lose_no_place() -> None:
    assert held(said("withdraw", "تلك الهزائم التي وقعت في البلدة تسببت في خلافات", "الهزائم")) == []


def test_nothing_left_against_more_told_of_late() -> None:
    holds = [said("hold", "البلدة تحت سيطرة التنظيم", "تحت سيطرة", "التنظيم", side="isis", day=d) for d in ("2017-06-28", "2017-06-29")]
    holds = [*holds, claim("2017-06-29", "hold", 300, agent="isis", place=T1, by="press", dispatch="2017-06-29")]
    empty = claim(DAY, "withdraw", 100, agent="isis", place=T1, by="watch", dispatch=DAY, quote="البلدة باتت خالية من التنظيم")
    empty = replace(empty, trigger=replace(empty.trigger, text="خالية"), places=(replace(empty.places[0], precision=2),))
    assert [h.actor for h in ledger(*holds, empty) if h.known_to is None] == ["isis"]
    alone = said("hold", "البلدة تحت سيطرة التنظيم", "تحت سيطرة", "التنظيم", side="isis", day="2017-06-20")
    assert "unknown" in {h.actor for h in ledger(alone, empty) if h.known_to is None}


def test_who_took_it_together_stand_for_the_party_of_the_first() -> None:
    quote = "سيطرت المقاومة والجيش على البلدة"
    one = said("capture", quote, "سيطرت", "المقاومة", side="militia")
    army = replace(one.agents[0], id="gov", text="الجيش", start=100 + quote.index("الجيش"), end=100 + quote.index("الجيش") + 5)
    assert held(one) == ["militia"]
    assert held(replace(one, agents=(*one.agents, army))) == ["gov"]
    assert held(replace(one, agents=(*one.agents, replace(army, start=5, end=10)))) == ["militia"], "the army stands outside the clause"
    other = replace(army, id="sdf")
    assert held(replace(one, agents=(*one.agents, other))) == ["militia"], "another side is not its party"


def test_flight_out_of_a_place_that_is_not_named() -> None:
    assert held(said("withdraw", "بعد فرار التنظيم منها", "فرار", "التنظيم", "الموقع", side="isis")) == []
    assert held(said("withdraw", "بعد فرار التنظيم من البلدة", "فرار", "التنظيم", side="isis")) == ["unknown"]
    assert held(said("withdraw", "بعد انسحاب التنظيم منها", "انسحاب", "التنظيم", "الموقع", side="isis")) == ["unknown"]


def test_an_advance_inside_a_place_that_is_still_held_contests_nothing() -> None:
    quote = "أفيد بتقدم جديد للقوات داخل البلدة، آخر بلدة في المنطقة لا تزال بيد التنظيم"
    own = claim("2017-06-01", "hold", agent="isis", place=T1, by="watch", dispatch="2017-06-01")
    still = said("advance", quote, "بتقدم", "للقوات", time="2017-06-29")
    entry = said("advance", quote[:quote.index("،")], "بتقدم", "للقوات", time="2017-06-29")
    assert "contested" not in [h.actor for h in ledger(own, still)]
    assert "contested" in [h.actor for h in ledger(own, entry)]
