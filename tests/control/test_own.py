"""A change of holder rests on words of its own clause (docs/methodology.md, "Control")."""

from __future__ import annotations

from dataclasses import replace

from marsad.control import holding
from marsad.model import Claim, Feature, Hold, Mention, Trigger
from tests.control.test_rules import T1, ledger
from tests.events.small_world import claim

DAY = "2017-06-30"


def said(kind: str, quote: str, trigger: str, agent: str = "", place: str = "البلدة", side: str = "gov", *, target: str = "",
         enemy: str = "isis", time: str | None = None, notes: tuple[str, ...] = (), day: str = DAY, beside: str = "") -> Claim:
    """A claim in these words; a doer, target or place that they do not hold stands outside the clause."""
    made = claim(day, kind, 100, agent=side, target=enemy if target else (), place=T1, by="watch", dispatch=day, quote=quote, time=time)

    def spot(mention: Mention, word: str) -> Mention:
        at = quote.find(word) if word else -1
        start, end = (100 + at, 100 + at + len(word)) if at >= 0 else (5, 10)
        return replace(mention, start=start, end=end, text=word or "قوات الحكومة")

    at = 100 + quote.index(trigger)
    places = (spot(made.places[0], place),)
    if beside:
        places = (replace(spot(made.places[0], beside), id=None), *places)
    return replace(made, trigger=Trigger(trigger, at, at + len(trigger)), agents=tuple(spot(a, agent) for a in made.agents),
                   targets=tuple(spot(t, target) for t in made.targets), places=places,
                   features=tuple(Feature(n, 0.0) for n in notes))


def held(*claims: Claim, on: str = DAY) -> list[str]:
    return [h.actor for h in holding(ledger(*claims), on, "2019-01-01", T1)]


def lines(*claims: Claim) -> list[Hold]:
    return [h for h in ledger(*claims) if h.place.id == T1 and h.known_to is None]


def test_men_of_any_side_name_none() -> None:
    for words in ("المقاتلون", "المسلحون", "الميليشيات السورية", "مقاتلون محليون", "العصابات التكفيرية"):
        assert held(said("capture", f"سيطر {words} على البلدة", "سيطر", words)) == [], words
    quote = "كانت تلك القوات سيطرت على البلدة"
    assert held(said("capture", quote, "سيطرت", "القوات")) == [], "«those forces» are anybody's"
    assert held(said("capture", "سيطرت القوات على البلدة", "سيطرت", "القوات")) == ["gov"]
    for words in ("مقاتلو المعارضة", "مسلحو التنظيم", "القوات السورية"):
        assert held(said("capture", f"سيطر {words} على البلدة", "سيطر", words)) == ["gov"], words
    quote = "طرد المقاتلون التنظيم من البلدة"
    assert held(said("capture", quote, "طرد", "المقاتلون", target="التنظيم")) == ["gov"], "the other side is named"


def test_a_lent_doer_changes_no_holder() -> None:
    assert held(said("capture", "السيطرة على البلدة الأسبوع الماضي برهان", "السيطرة", time="2017-06-25")) == []
    assert held(said("capture", "ثم سيطروا على البلدة", "سيطروا")) == ["gov"], "a verb carries its doer on"
    assert held(said("capture", "بعد سيطرتهم على البلدة", "سيطرتهم")) == ["gov"], "so does his pronoun"
    assert held(said("capture", "ثم سيطروا على البلدة", "سيطروا", notes=("agent:lent:crowd:4",))) == []
    assert held(said("capture", "بعد طرد التنظيم من البلدة", "طرد", target="التنظيم")) == ["gov"], "the clause names whom it was done to"
    assert held(said("hold", "البلدة الخاضعة لسيطرتهم", "الخاضعة")) == []


def test_who_is_driven_out_or_besieged_is_not_the_doer() -> None:
    assert held(said("capture", "منذ دحر التنظيم عن البلدة", "دحر", "التنظيم", side="isis", time=DAY)) == []
    assert held(said("capture", "رغم طرده من البلدة", "طرده", "طرده", side="isis", time=DAY)) == []
    gain = said("capture", "سيطرت القوات على البلدة", "سيطرت", "القوات", day="2017-06-20", time="2017-06-19")
    for quote in ("تلك الفلول باتت محاصرة في البلدة", "ما زالت جيوب التنظيم المحاصرة في البلدة تقاوم"):
        word = "محاصرة" if "باتت" in quote else "المحاصرة"
        found = lines(gain, said("besiege", quote, word, "الفلول" if "باتت" in quote else "التنظيم", side="isis"))
        assert [h.against for h in found] == [()], quote
    assert held(gain, said("withdraw", "بعد التقهقر إلى خارج البلدة", "التقهقر", side="gov")) == ["gov"], "who fell back is not said"
    assert held(gain, said("withdraw", "سبب نجاح القوات في دحر المسلحين من البلدة", "دحر", "القوات", side="gov")) == ["gov"]
    assert held(gain, said("withdraw", "بعد انسحاب القوات من البلدة", "انسحاب", "القوات", time=DAY)) == ["unknown"]


def test_the_place_is_the_clauses_own() -> None:
    assert held(said("capture", "سيطرت القوات على التلال المحيطة", "سيطرت", "القوات", place="بلدة الرمل")) == []
    assert held(said("capture", "سيطرت القوات على المدينة", "سيطرت", "القوات", place="بلدة الرمل")) == ["gov"]
    assert held(said("capture", "الرمل التي استولت عليها القوات", "استولت", "القوات", place="مدينة الرمل")) == ["gov"]
    assert held(said("capture", "المناطق التي تم تحريرها على يد القوات", "تحريرها", "القوات", place="بلدة الرمل", time=DAY)) == []


def test_a_place_that_only_tells_where_another_lies() -> None:
    quote = "سيطرت القوات على منطقة الرمل شمال البلدة"
    assert held(said("capture", quote, "سيطرت", "القوات", beside="منطقة الرمل")) == []
    quote = "سيطرت القوات على مبنى الجامعة الواقع جنوبي البلدة"
    assert held(said("capture", quote, "سيطرت", "القوات", beside="مبنى الجامعة")) == []
    quote = "سيطرت القوات على الرمل والبلدة"
    assert held(said("capture", quote, "سيطرت", "القوات", beside="الرمل")) == ["gov"]
    quote = "كسرت القوات الجمود في البلدة بالسيطرة على المطار"
    assert held(said("capture", quote, "بالسيطرة على", "القوات", time=DAY)) == []
    quote = "بعد انسحاب القوات منه في البلدة"
    assert lines(said("withdraw", quote, "انسحاب", "القوات")) == []
    quote = "نازحو البلدة من الرمل الخاضعة لسيطرة القوات"
    made = said("hold", quote, "الخاضعة", "القوات", beside="الرمل")
    assert held(replace(made, places=made.places[::-1])) == []


def test_most_of_the_time_and_made_fast_are_holds() -> None:
    quote = "سيطرت القوات على البلدة معظم الفترة منذ بدء الحرب"
    assert [(h.rule, h.valid_from) for h in lines(said("capture", quote, "سيطرت", "القوات", time=DAY))] == [("state", DAY)]
    assert [h.rule for h in lines(said("capture", "عززت القوات سيطرتها على البلدة", "سيطرتها", "القوات", time=DAY))] == ["state"]
    found = lines(said("capture", "باتت البلدة حاليا بيد القوات", "باتت", "القوات", time=DAY))
    assert [h.valid_from for h in found] == [DAY]
    made = said("capture", "باتت البلدة حاليا بيد القوات", "باتت", "القوات", time=DAY)
    assert made.time is not None
    made = replace(made, time=replace(made.time, text="حاليا"))
    assert [h.valid_from for h in lines(made)] == [f"../{DAY}"], "«now» tells when it is so, not since when"


def test_a_retreat_in_a_place_or_of_some_men_or_by_a_deal() -> None:
    gain = said("capture", "سيطرت القوات على البلدة", "سيطرت", "القوات", day="2017-06-20", time="2017-06-19")
    assert held(gain, said("withdraw", "اعترف بتراجع القوات في البلدة", "بتراجع", "القوات", time=DAY)) == ["gov"]
    assert held(gain, said("withdraw", "خرجت مجاميع من الجنود من البلدة", "خرجت", "الجنود", time=DAY)) == ["gov"]
    assert held(gain, said("withdraw", "اتفاق يقضي بخروج القوات من البلدة", "بخروج", "القوات", time=DAY)) == ["gov"]
    assert held(gain, said("withdraw", "خرجت القوات من البلدة", "خرجت", "القوات", time=DAY)) == ["unknown"]


def test_a_siege_that_stands() -> None:
    gain = said("capture", "سيطرت القوات على البلدة", "سيطرت", "القوات", day="2017-06-20", time="2017-06-19")

    def against(quote: str, trigger: str, agent: str = "التنظيم", time: str | None = None) -> list[tuple[str, ...]]:
        return [h.against for h in lines(gain, said("besiege", quote, trigger, agent, side="isis", time=time))][-1:]

    assert against("حاصر التنظيم البلدة", "حاصر") == [("isis",)]
    assert against("ليس هناك حصار على البلدة من التنظيم", "حصار") == [()]
    assert against("البلدة التي كانت محاصرة من التنظيم", "محاصرة") == [()]
    assert against("غارات لقطع إمدادات التنظيم إلى البلدة", "لقطع") == [()], "a purpose"
    assert against("مقاتلو التنظيم باتوا محاصرين في البلدة", "محاصرين") == [()], "men are besieged"
    assert against("حاصر التنظيم البلدة", "حاصر", time="2017-03/2017-06-30") == [()], "from before the place was taken"


def test_a_siege_begins_once() -> None:
    state = said("hold", "البلدة الخاضعة لسيطرة القوات", "الخاضعة", "القوات", day="2017-06-20")
    first = said("besiege", "حاصر التنظيم البلدة", "حاصر", "التنظيم", side="isis", day="2017-06-22")
    again = said("besiege", "يحاصر التنظيم البلدة", "يحاصر", "التنظيم", side="isis", day="2017-06-30", time="2017-06-24/2017-06-30")
    found = [h for h in lines(state, first, again) if h.against]
    assert [h.valid_from for h in found] == ["2017-06-20/2017-06-22"]


def test_a_month_is_no_day() -> None:
    loss = said("withdraw", "انسحبت القوات من البلدة", "انسحبت", "القوات", side="gov", time="2017-05")
    gain = said("capture", "سيطر التنظيم على البلدة", "سيطر", "التنظيم", side="isis", time="2017-05")
    assert [(h.actor, h.valid_from, h.valid_to) for h in lines(loss, gain)] == [("gov", None, "2017-05"), ("isis", "2017-05", None)]


def test_an_undated_loss_and_gain_are_one_change() -> None:
    loss = said("withdraw", "البلدة باتت خالية من التنظيم", "خالية", "التنظيم", side="isis", day="2017-06-20")
    gain = said("capture", "بعد تحرير القوات البلدة", "تحرير", "القوات", day="2017-06-22")
    assert [h.actor for h in lines(loss, gain)] == ["isis", "gov"]


def test_last_week_on_a_sunday() -> None:
    made = said("capture", "سيطرت القوات على البلدة الأسبوع الماضي", "سيطرت", "القوات", day="2017-06-25", time="2017-06-12/2017-06-18")
    assert made.time is not None
    made = replace(made, time=replace(made.time, text="الأسبوع الماضي"))
    assert [h.valid_from for h in lines(made)] == ["2017-06-12/2017-06-23"]


def test_an_unnamed_part_makes_no_line() -> None:
    made = said("capture", "سيطرت القوات على آخر أحياء الرمل", "سيطرت", "القوات", place="أحياء الرمل")
    assert ledger(replace(made, places=(replace(made.places[0], id=None),))) == ()


def test_a_quarter_in_the_south_of_a_town_is_a_part_of_it() -> None:
    for words in ("حي في البلدة", "حي في جنوب البلدة", "قرية في شمال البلدة"):
        made = said("capture", f"سيطرت القوات على {words}", "سيطرت", "القوات", place=words.split(" في ")[1])
        assert [(h.actor, h.rule) for h in lines(made)] == [("contested", "partial-gain")], words
    assert held(said("capture", "سيطرت القوات على البلدة", "سيطرت", "القوات")) == ["gov"]
    made = said("capture", "سيطرت القوات على حي الرمل في جنوب البلدة", "سيطرت", "القوات", place="جنوب البلدة")
    assert held(made) == [], "a quarter with a name of its own: the town only tells where it lies"


def test_men_from_a_town_arms_and_directions_are_no_ground() -> None:
    quote = "زوارق لصيادين من البلدة استولت عليها القوات"
    assert held(said("capture", quote, "استولت عليها", "القوات", time=DAY)) == []
    assert held(said("hold", "يحتفظ مقاتلو المعارضة بأسلحة فردية في البلدة", "يحتفظ", "مقاتلو المعارضة")) == ["gov"]
    assert held(said("hold", "مقاتلو المعارضة يحتفظون بأسلحة فردية في البلدة", "يحتفظون بأسلحة", "مقاتلو المعارضة")) == []
    made = said("hold", "قبائل الشمال الخاضعة لسيطرة القوات", "الخاضعة", "القوات", place="الشمال")
    assert ledger(replace(made, places=(replace(made.places[0], id=None),))) == ()
    made = said("capture", "ثم استعادت البلدة", "استعادت")
    assert held(made) == ["gov"]
    made = replace(made, agents=tuple(replace(a, text="القوات") for a in made.agents))
    assert held(made) == [], "«the forces» of another clause are anybody's"


def test_what_had_happened_before_and_figures_of_speech() -> None:
    quote = "كان مقاتلو المعارضة قد استولوا على البلدة في بداية الحرب"
    assert held(said("capture", quote, "استولوا على", "مقاتلو المعارضة")) == []
    assert held(said("capture", "وقد استولت القوات على البلدة", "استولت", "القوات")) == ["gov"], "news"
    gain = said("capture", "سيطرت القوات على البلدة", "سيطرت", "القوات", day="2017-06-20", time="2017-06-19")
    quote = "مع وصول القوات تراجعت كل تلك الشعارات في الطريق من البلدة"
    assert held(gain, said("withdraw", quote, "تراجعت", "القوات", time=DAY)) == ["gov"]
    state = claim("2017-06-29", "hold", agent="isis", place=T1, time="2017-06-29", by="watch")
    assert held(state, said("advance", "منذ دخول القوات إلى البلدة", "دخول", "القوات")) == ["isis"], "told by the way"
    assert held(state, said("advance", "حاولت القوات من محورين اقتحام البلدة", "اقتحام", "القوات")) == ["isis"], "tried"


def test_a_country_told_before_is_no_doer_whatever_its_ending() -> None:
    made = said("capture", "ثم استعادت البلدة", "استعادت")
    for name in ("اليمن", "سوريا", "ليبيا", "أفغانستان"):
        assert held(replace(made, agents=tuple(replace(a, text=name) for a in made.agents))) == [], name


def test_a_town_whose_name_begins_with_ba_is_not_where_they_went_back_within() -> None:
    gain = said("capture", "سيطرت القوات على البلدة", "سيطرت", "القوات", day="2017-06-20", time="2017-06-19")
    for quote, place in (("تراجعت القوات عن بلدة الرمل", "بلدة الرمل"), ("تراجعت القوات عن بغداد", "بغداد")):
        assert held(gain, said("withdraw", quote, "تراجعت", "القوات", place=place, time=DAY)) != ["gov"], quote
    for quote, place in (("تراجعت القوات ببلدة الرمل", "ببلدة الرمل"), ("تراجعت القوات في بلدة الرمل", "بلدة الرمل")):
        assert held(gain, said("withdraw", quote, "تراجعت", "القوات", place=place, time=DAY)) == ["gov"], quote


def test_what_a_reviewer_set_right_counts_wherever_its_words_stand() -> None:
    lent = said("capture", "وسيطر على مواقع كثيرة هناك", "وسيطر", side="sdf", place="")
    assert held(lent) == []
    assert held(replace(lent, reader="reviewer:desk", confidence=1.0)) == ["sdf"]
