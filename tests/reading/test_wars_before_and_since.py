"""Wars before 2010 and since 2015: who struck, whose soldiers fell, where, in the words of those wars."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def _read(reader: RuleReader, text: str, day: str) -> list[Claim]:
    return list(reader.read(Report(id="r", title="", text=text, published=day, url="")))


def _one(claims: list[Claim], kind: str) -> Claim:
    return next(claim for claim in claims if claim.kind == kind)


def _ids(mentions: object) -> list[str | None]:
    return [mention.id for mention in mentions]  # type: ignore[attr-defined]


def test_a_line_that_opens_with_a_country_speaks_of_its_soldiers(reader: RuleReader) -> None:
    text = "أعلن الجيش المالي مقتل تسعة متشددين في غارة في موبتي.\nوفي النيجر المجاورة، قتل 12 جنديا في كمين نصبه مسلحون في منطقة تيلابيري."
    assert _ids(_one(_read(reader, text, "2024-09-12"), "clash").targets) == ["niger"]
    text = "قصف الجيش المالي بلدة قرب غاو.\nوفي بوركينا فاسو، أعلن المجلس العسكري اعتقال عدد من الضباط."
    assert _ids(_one(_read(reader, text, "2024-09-12"), "arrest").agents) == ["burkina-faso"]


def test_who_made_a_drone_is_not_whose_it_is(reader: RuleReader) -> None:
    claims = _read(reader, "أسقطت الدفاعات الجوية الأوكرانية 13 مسيرة إيرانية الصنع فوق كييف.", "2022-10-11")
    assert "iran" not in _ids(_one(claims, "seizure").targets)
    claims = _read(reader, "قال المتحدث العسكري الباكستاني إن الدفاعات الجوية أسقطت 25 مسيرة إسرائيلية الصنع فوق كراتشي.", "2025-05-08")
    assert "israel" not in _ids(_one(claims, "seizure").targets)
    assert _one(claims, "seizure").source.id == "pakistan"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("استهدف العدوان الأمريكي البريطاني بسبع غارات العاصمة صنعاء.", ["us", "united-kingdom"]),
        ("شنت المقاتلات الأمريكية البريطانية غارات على صعدة.", ["us", "united-kingdom"]),
    ],
)
def test_two_nations_share_one_noun(reader: RuleReader, text: str, ids: list[str]) -> None:
    assert _ids(_one(_read(reader, text, "2024-01-12"), "airstrike").agents) == ids


def test_heads_whose_owner_follows_with_l(reader: RuleReader) -> None:
    claims = _read(reader, "وحمل الأمين العام لحزب الله حسن نصر الله إسرائيل مسؤولية التصعيد.", "2024-08-25")
    assert _ids(_one(claims, "responsibility").agents) == ["hezbollah"]


def test_a_ministry_accuses_an_organisation(reader: RuleReader) -> None:
    claims = _read(reader, "فجر انتحاري نفسه داخل كنيسة بدمشق، واتهمت وزارة الداخلية تنظيم داعش بالوقوف وراء الهجوم.", "2025-06-22")
    blame = _one(claims, "responsibility")
    assert (_ids(blame.agents), _ids(blame.targets)) == (["syria-transitional"], ["isis"])


def test_the_army_of_damascus_is_that_of_its_day(reader: RuleReader) -> None:
    text = "دخلت قوات الجيش العربي السوري مدينة السويداء صباح أمس."
    assert _ids(_one(_read(reader, text, "2025-07-16"), "advance").agents) == ["syria-transitional"]
    assert _ids(_one(_read(reader, text, "2015-07-16"), "advance").agents) == ["syrian-government"]


def test_a_numbered_division_leaves(reader: RuleReader) -> None:
    claims = _read(reader, "سيطرت قوات الدعم السريع على مدينة ود مدني بعد انسحاب الفرقة الأولى مشاة منها.", "2023-12-19")
    assert _ids(_one(claims, "withdraw").agents) == ["sudan"]


def test_who_tells_of_shells_did_not_fire_them(reader: RuleReader) -> None:
    claims = _read(reader, "قالت الشرطة العراقية إن ستة مدنيين قتلوا عندما سقطت قذائف هاون على المنطقة الخضراء.", "2008-04-07")
    assert _ids(_one(claims, "shelling").agents) == []


def test_displaced_people_who_were_killed_are_no_displacement(reader: RuleReader) -> None:
    claims = _read(reader, "قتل أكثر من 100 نازح في هجوم لقوات الدعم السريع على مخيم زمزم.", "2025-04-13")
    assert [claim.kind for claim in claims] == ["killing"]


def test_how_long_no_such_thing_had_been_is_no_time(reader: RuleReader) -> None:
    claims = _read(reader, "شنت طائرات روسية غارات على حي الفرقان لأول مرة منذ عام 2016.", "2024-12-01")
    assert _one(claims, "airstrike").time is None


def test_ground_that_fire_comes_from_is_no_claim_of_the_place_it_goes_to(reader: RuleReader) -> None:
    claims = _read(reader, "أسقطت مدمرة أمريكية صاروخا أطلق من مناطق سيطرة الحوثيين باتجاه خليج عدن.", "2024-01-12")
    assert "hold" not in {claim.kind for claim in claims}
    assert _ids(_one(claims, "shelling").agents) == ["houthis"]


def test_a_blow_before_its_bare_object(reader: RuleReader) -> None:
    claims = _read(reader, "ودمرت الغارات جسر القاسمية.", "2006-07-27")
    assert [mention.text for mention in _one(claims, "destruction").targets] == ["جسر القاسمية"]


def test_names_that_go_on_and_names_of_men(reader: RuleReader) -> None:
    claims = _read(reader, "قتل 70 شخصا في هجوم شنته عصابة على بلدة بون كازال في هايتي.", "2024-10-04")
    assert {place.country for place in _one(claims, "killing").places} == {"HT"}
    claims = _read(reader, "قال الحزب إن إسرائيل اغتالت القيادي فؤاد شكر في بيروت.", "2024-08-01")
    assert [place.text for place in _one(claims, "killing").places] == ["بيروت"]
    claims = _read(reader, "اقتحمت عصابات مسلحة السجن الوطني في بور أو برنس.", "2024-03-03")
    assert [place.id for place in _one(claims, "advance").places] == ["ms:ht-port-au-prince"]


def test_both_sides_of_an_exchange(reader: RuleReader) -> None:
    claims = _read(reader, "تبادلت القوات الهندية والباكستانية القصف المدفعي عبر خط المراقبة.", "2025-05-08")
    assert (_ids(_one(claims, "clash").agents), _ids(_one(claims, "clash").targets)) == (["india"], ["pakistan"])
    claims = _read(reader, "أطلقت حماس سراح ثلاث محتجزات، وأفرجت إسرائيل في المقابل عن 90 معتقلا فلسطينيا.", "2025-01-19")
    assert [_ids(claim.agents) for claim in claims] == [["hamas"], ["israel"]]


def test_what_one_answers_was_not_struck_by_the_answer(reader: RuleReader) -> None:
    text = "أطلقت إيران أكثر من 180 صاروخا باليستيا على إسرائيل مساء الثلاثاء ردا على اغتيال الأمين العام لحزب الله حسن نصر الله."
    assert "hezbollah" not in _ids(_one(_read(reader, text, "2024-10-02"), "shelling").targets)


def test_an_office_is_of_the_town_its_building_stands_in(reader: RuleReader) -> None:
    text = "قصفت طائرات إسرائيلية مبنى هيئة الأركان ومحيط القصر الرئاسي في دمشق يوم الأربعاء."
    raid = _one(_read(reader, text, "2025-07-17"), "airstrike")
    assert raid.places[0].text == "القصر الرئاسي"
    assert "israel" not in _ids(raid.targets)


def test_names_spelt_like_a_future_plan_nothing(reader: RuleReader) -> None:
    text = "أعلن قائد الجيش الأوكراني أولكسندر سيرسكي انسحاب قواته من مدينة أفدييفكا شرقي البلاد."
    assert _one(_read(reader, text, "2024-02-17"), "withdraw").modality == "asserted"
