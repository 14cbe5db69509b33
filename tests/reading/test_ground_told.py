"""Who took, left, was made to leave or failed to take ground, by the words of a sentence."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def claims(reader: RuleReader, text: str, kind: str = "") -> list[Claim]:
    read = reader.read(Report("r", "", text, published="2025-06-30"))
    return [claim for claim in read if not kind or claim.kind == kind]


def who(claim: Claim) -> list[str]:
    return [m.id or m.text for m in claim.agents]


def whom(claim: Claim) -> list[str]:
    return [m.id or m.text for m in claim.targets]


def where(claim: Claim) -> list[str]:
    return [m.text for m in claim.places]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("أجبر الجيش الكولومبي مقاتلي جيش التحرير الوطني على الانسحاب من منطقة كاتاتومبو.", ["eln"]),
        ("أجبرت القوات الحكومية مسلحي حركة الشباب على الفرار من بلدة جوهر.", ["al-shabaab"]),
        ("أجبرت القوات الأرمينية على الانسحاب من كلبجار في نوفمبر 2020.", ["armenia"]),
        ("اضطرت حركة الشباب إلى ترك مدينة براوة الساحلية بعد هجوم للقوات الأفريقية.", ["al-shabaab"]),
        ("جرى إجلاء مقاتلي جيش الإسلام من دوما إلى جرابلس.", ["jaish-al-islam"]),
        ("اشتبك الحوثيون مع قوات الحكومة اليمنية، والتي انسحبت من مدينة الحزم.", ["yemen-government"]),
        ("انسحب الجيش من البلدة وطُرد المتمردون منها لاحقا قرب غوما.", ["المتمردون"]),
        ("هاجم مسلحو الشباب قاعدة كان الجيش الصومالي قد أخلاها في هيران.", ["somalia"]),
    ],
)
def test_who_was_made_to_leave_left(reader: RuleReader, text: str, left: list[str]) -> None:
    assert who(claims(reader, text, "withdraw")[-1]) == left


def test_what_those_who_leave_go_to_is_not_what_they_left(reader: RuleReader) -> None:
    (claim,) = claims(reader, "تراجع مسلحو القاعدة إلى مديرية المحفد بعد طردهم من زنجبار.", "withdraw")
    assert where(claim) == ["زنجبار"]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("فشلت قوات حركة 23 مارس في السيطرة على مدينة ساكي في شرق الكونغو.", "capture", "denied"),
        ("أخفق الجيش العراقي في استعادة السيطرة على مصفاة بيجي من تنظيم الدولة.", "capture", "denied"),
        ("عجز الجيش النيجيري عن استعادة بلدة باغا من بوكو حرام.", "capture", "denied"),
        ("فشلت السلطات الإسرائيلية في إخطار الأهالي عن اعتقال أطفالهم في القدس.", "arrest", "asserted"),
        ("كاد المتمردون أن يسيطروا على العاصمة نجامينا في فبراير 2008.", "capture", "hypothetical"),
        ("تبادلت أرمينيا وأذربيجان الاتهامات بخرق وقف إطلاق النار في قره باغ.", "agreement", "alleged"),
        ("أمر الرئيس الأوكراني القوات بالانسحاب من ديبالتسيفو.", "withdraw", "planned"),
        ("أمرت حركة الشباب مقاتليها بالانسحاب من كيسمايو منتصف الليلة الماضية.", "withdraw", "asserted"),
        ("نفى المتحدث باسم الجيش الليبي الأنباء عن سيطرة قوات الوفاق على مدينة ترهونة.", "capture", "denied"),
        ("نفى قائد ميداني ما تردد عن سقوط معسكر ماس بيد الحوثيين.", "capture", "denied"),
        ("نفى الأخبار المتداولة بسيطرة الجيش الليبي على بوابة القوارشة في بنغازي.", "capture", "denied"),
        ("نفت الحكومة السورية أن يكون الجيش شن هجوما على حي تسيطر عليه المعارضة في حلب.", "hold", "asserted"),
        ("شن المتمردون هجوما على مالاكال في محاولة للاستيلاء على المدينة.", "capture", "planned"),
        ("أمر الجيش الإسرائيلي سكان شمال غزة بالإخلاء.", "displacement", "planned"),
        ("رفض الجيش السوداني الانسحاب من مدينة نيالا.", "withdraw", "denied"),
    ],
)
def test_what_failed_or_is_denied_or_ordered_is_not_done(reader: RuleReader, text: str, kind: str, modality: str) -> None:
    assert [claim.modality for claim in claims(reader, text, kind)] == [modality]


def test_whose_effort_it_is_gains_the_ground(reader: RuleReader) -> None:
    read = claims(reader, "حاول الحوثيون التقدم باتجاه مدينة مأرب لكن القوات الحكومية صدتهم.")
    told = {claim.kind: (claim.modality, who(claim), whom(claim)) for claim in read}
    assert told == {
        "advance": ("planned", ["houthis"], ["yemen-government"]),
        "clash": ("asserted", ["yemen-government"], ["houthis"]),
    }


@pytest.mark.parametrize(
    ("text", "taker", "loser"),
    [
        ("سيطر الجيش الصومالي على البلدة وطرد منها مقاتلي حركة الشباب قرب جوهر.", ["somalia"], ["al-shabaab"]),
        ("سيطرت قوات تيغراي على مواقع حول مدينة ألاماتا وطردت منها القوات الأمهرية.", ["tplf"], ["amhara-forces"]),
        ("أعلن الجيش الإثيوبي أنه طرد مقاتلي حركة الشباب من بلدة فيرفير.", ["ethiopia"], ["al-shabaab"]),
        ("دحرت القوات الحكومية المتمردين من ضواحي أديس أبابا.", ["ethiopia"], ["المتمردين"]),
    ],
)
def test_who_drives_another_out_takes_the_place(reader: RuleReader, text: str, taker: list[str], loser: list[str]) -> None:
    claim = claims(reader, text, "capture")[-1]
    assert (who(claim), whom(claim)) == (taker, loser)


@pytest.mark.parametrize(
    ("text", "takers"),
    [
        ("استعاد الجيش السوري القرى التي سيطر عليها تنظيم داعش في ريف حماة.", ["syria-transitional", "isis"]),
        ("سيطرت القوات الأميركية والعراقية على مدينة تلعفر في سبتمبر 2005.", ["us", "iraqi-government"]),
        ("أخرجت القوات الفرنسية والمالية المتشددين من غاو وتمبكتو.", ["france", "mali"]),
    ],
)
def test_each_taker_is_told(reader: RuleReader, text: str, takers: list[str]) -> None:
    assert [name for claim in claims(reader, text, "capture") for name in who(claim)] == takers


def test_a_stopped_advance_is_a_fight(reader: RuleReader) -> None:
    (claim,) = claims(reader, "أوقفت القوات الأوكرانية تقدم القوات الروسية نحو بوكروفسك.")
    assert (claim.kind, who(claim), whom(claim)) == ("clash", ["ukraine"], ["russia"])


def test_whose_army_collapsed_did_not_take_the_town(reader: RuleReader) -> None:
    (claim,) = claims(reader, "سقطت الموصل في يونيو 2014 بعد انهيار الجيش العراقي.", "capture")
    assert (who(claim), where(claim)) == ([], ["الموصل"])


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("سقطت كابول في 15 أغسطس بعد هجوم لحركة طالبان.", "capture", "كابول"),
        ("كانت طالبان قد دخلت كابول في أغسطس 2021.", "advance", "كابول"),
        ("استعادت القوات السودانية الخرطوم من قوات الدعم السريع.", "capture", "الخرطوم"),
        ("غادرت القوات الأميركية بغداد.", "withdraw", "بغداد"),
        ("أعلن الجيش السوري فتح طريق حلب دمشق الدولي.", "besiege", "طريق حلب دمشق الدولي"),
        ("أعاد الحوثيون فتح طريق الضالع صنعاء بعد إغلاق دام سبع سنوات.", "besiege", "طريق الضالع صنعاء"),
        ("الطريق بين كيدال وغاو مقطوع منذ أسبوع.", "besiege", "الطريق بين كيدال وغاو"),
        ("سلّم تنظيم الدولة سد الفرات إلى قوات سوريا الديمقراطية.", "withdraw", "سد الفرات"),
    ],
)
def test_what_fell_was_entered_left_or_opened_is_a_place(reader: RuleReader, text: str, kind: str, place: str) -> None:
    (claim,) = claims(reader, text, kind)
    assert where(claim)[:1] == [place]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("استعاد الجيش بلدة مياوادي الحدودية مع تايلاند من اتحاد كارين الوطني.", ["بلدة مياوادي"]),
        ("هاجم مسلحون بلدة غامبورو المتاخمة للكاميرون.", ["بلدة غامبورو"]),
    ],
)
def test_what_a_place_borders_on_is_neither_place_nor_party(reader: RuleReader, text: str, places: list[str]) -> None:
    (claim,) = claims(reader, text)
    assert where(claim) == places
    assert not {"thailand", "cameroon"} & {m.id for m in (*claim.agents, *claim.targets)}


def test_parts_of_a_town_are_ground_gained(reader: RuleReader) -> None:
    (claim,) = claims(reader, "احتل مقاتلو جماعة ماوتي أجزاء من مدينة مراوي في جنوب الفلبين.")
    assert (claim.kind, claim.extent) == ("advance", "partial")


def test_who_left_after_a_siege_did_not_lay_it(reader: RuleReader) -> None:
    (claim,) = claims(reader, "اضطر مقاتلو الجيش الحر إلى الانسحاب من داريا بعد حصار استمر أربع سنوات.", "besiege")
    assert who(claim) == []


def test_posts_do_not_leave(reader: RuleReader) -> None:
    (claim,) = claims(reader, "انسحبت الوحدة من معسكرها في غاو.", "withdraw")
    assert "معسكرها" not in who(claim)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("انسحبت بعثة الأمم المتحدة من معسكرها في غاو.", "un"),
        ("أرسلت الأمم المتحدة تعزيزات إلى مدينة غوما.", "un"),
    ],
)
def test_a_body_sends_and_withdraws_its_men(reader: RuleReader, text: str, doer: str) -> None:
    (claim,) = claims(reader, text)
    assert who(claim) == [doer]


def test_a_lost_control_is_no_taking(reader: RuleReader) -> None:
    read = claims(reader, "فقد الجيش الأوكراني السيطرة على بلدة أفدييفكا في 17 شباط/فبراير 2024.")
    assert [claim.kind for claim in read] == ["withdraw"]


def test_a_day_counted_from_another_act_is_that_acts(reader: RuleReader) -> None:
    read = claims(reader, "انسحب مقاتلو القوات المسلحة الثورية الكولومبية من بلدة ميتو بعد ثلاثة أيام من احتلالها.")
    assert {claim.kind: claim.time.edtf if claim.time else None for claim in read}["withdraw"] is None


def test_a_time_of_the_subjects_own_clause_dates_only_that(reader: RuleReader) -> None:
    read = claims(reader, "المدينة التي حررها الجيش من قبضة داعش العام الماضي شهدت عودة مئات العائلات.")
    times = {claim.kind: claim.time.edtf if claim.time else None for claim in read}
    assert times == {"capture": "2024", "displacement": None}


def test_forces_of_a_body_unknown_are_not_the_states(reader: RuleReader) -> None:
    (claim,) = claims(reader, "أعلن المجلس الانتقالي الجنوبي دخول القوات التابعة للمجلس إلى مدينة حديبو.", "advance")
    assert "yemen-government" not in who(claim)
