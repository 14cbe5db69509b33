"""What the wars after 2015 say in their own words: drones, women who fight, order brought back, guesses at whose a raid was, outlets
through which one speaks, lists of villages. Sentences of our own about each class."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def claims(reader: RuleReader, text: str, day: str = "2021-09-10") -> list[Claim]:
    return reader.read(Report("r", "", text, published=day))


def one(reader: RuleReader, text: str, kind: str, day: str = "2021-09-10") -> Claim:
    found = [claim for claim in claims(reader, text, day) if claim.kind == kind]
    assert found, [claim.kind for claim in claims(reader, text, day)]
    return found[0]


@pytest.mark.parametrize(("text", "kind", "agent"), [
    ("استهدفت مقاتلات من وحدات حماية المرأة موقعا لتنظيم داعش في الرقة.", "clash", "ypg"),
    ("نفذت مقاتلة كردية هجوما انتحاريا على موقع لتنظيم داعش قرب كوباني.", "bombing", "kurdish-fighters"),
    ("قصفت مقاتلات التحالف الدولي موقعا لتنظيم داعش في الرقة.", "airstrike", "us-coalition"),
    ("كانت سيارة لعناصر قسد تسير قرب القامشلي حين استهدفتها المسيرة التركية.", "airstrike", "turkey"),
    ("حيدت القوات التركية سبعة إرهابيين من بي كا كا شمالي العراق.", "clash", "turkey"),
    ("أعادت وحدات الجيش العربي السوري الأمن والاستقرار إلى بلدة الشيخ مسكين بريف درعا.", "capture", "syrian-government"),
    ("أسقطت طائرة حربية روسية قنابل عنقودية على بلدة سراقب.", "airstrike", "russia"),
])  # fmt: skip
def test_who_did_it_and_what_it_was(reader: RuleReader, text: str, kind: str, agent: str) -> None:
    day = "2016-02-12" if kind == "capture" else "2021-09-10"
    found = claims(reader, text, day)
    assert [claim.kind for claim in found] == [kind]
    assert agent in {mention.id for mention in found[0].agents}


@pytest.mark.parametrize(("text", "kind"), [
    ("خرجت مسيرة حاشدة في مدينة إدلب تنديدا بالقصف الروسي على المدنيين.", "protest"),
    ("شارك المئات في مسيرة في مدينة السويداء احتجاجا على تردي الأوضاع.", "protest"),
])  # fmt: skip
def test_a_march_of_people_has_no_drone(reader: RuleReader, text: str, kind: str) -> None:
    assert "drone" not in one(reader, text, kind).means


def test_a_knife_is_no_part_of_a_name(reader: RuleReader) -> None:
    text = "اشتبكت قوات النظام مع مسلحين في بلدة الشيخ مسكين بريف درعا وقتل ثلاثة منهم."
    assert "knife" not in one(reader, text, "clash").means


@pytest.mark.parametrize("text", [
    "قصف يرجح أنه روسي استهدف بلدة كفرنبل بريف إدلب الجنوبي وقتل ثلاثة مدنيين.",
    "شنت طائرات حربية يعتقد أنها روسية غارتين على بلدة كفرنبل بريف إدلب الجنوبي.",
])  # fmt: skip
def test_a_guess_at_whose_raid_it_was_is_alleged(reader: RuleReader, text: str) -> None:
    found = claims(reader, text)
    assert [claim.kind for claim in found] == ["airstrike"]
    assert found[0].modality == "alleged"
    assert [mention.id for mention in found[0].agents] == ["russia"]


@pytest.mark.parametrize("text", [
    "تعرضت بلدة سراقب لغارات من طائرات حربية روسية بصواريخ فراغية وقنابل فوسفورية.",
    "تعرضت قرية بينين في جبل الزاوية للقصف الجوي بعدة صواريخ.",
])  # fmt: skip
def test_what_a_raid_is_flown_with_is_no_shelling(reader: RuleReader, text: str) -> None:
    assert {claim.kind for claim in claims(reader, text)} == {"airstrike"}


def test_an_earthquake_destroys_in_no_war(reader: RuleReader) -> None:
    text = "قصفت القوات التركية بلدة تل رفعت بعد الزلزال المدمر في جنوب تركيا وشمال سوريا."
    assert "destruction" not in {claim.kind for claim in claims(reader, text)}


def test_forces_brought_up_hours_after_an_attack(reader: RuleReader) -> None:
    text = "شن مقاتلو العشائر هجوما على بلدة ذيبان تزامن مع استقدام قسد لتعزيزات عسكرية إلى ريف دير الزور الشرقي."
    found = one(reader, text, "deployment", "2023-09-25")
    assert [mention.id for mention in found.agents] == ["sdf"]


@pytest.mark.parametrize(("text", "source", "via"), [
    ("قال الناشط خالد الأحمد لعنب بلدي إن قوات النظام قصفت بلدة سراقب بالمدفعية.", "الناشط خالد الأحمد", "enabbaladi"),
    ("قالت مصادر محلية لـ موقع تلفزيون سوريا إن قوات النظام قصفت بلدة سراقب بالمدفعية.", "مصادر محلية", "syria-tv"),
    ("قالت مصادر محلية لرووداو إن الطيران التركي قصف قرية قرب العمادية.", "مصادر محلية", "rudaw"),
])  # fmt: skip
def test_a_paper_or_site_is_that_through_which_one_speaks(reader: RuleReader, text: str, source: str, via: str) -> None:
    found = claims(reader, text)[0]
    assert found.source is not None and found.source.text == source
    assert found.via is not None and found.via.id == via and not found.via.text.startswith("ل")


def test_these_are_those_heard_last(reader: RuleReader) -> None:
    text = "وقال ناشطون إن الفصائل انسحبت من بلدة دارة عزة. وأضاف هؤلاء أن هيئة تحرير الشام سيطرت على بلدة تقاد."
    found = one(reader, text, "capture", "2019-01-05")
    assert found.source is not None and found.source.text == "ناشطون"


@pytest.mark.parametrize(("text", "names"), [
    ("سيطر الجيش الوطني على قرى (لوذي قاطوف، تل ذياب، حميد، المطلة) بمحيط رأس العين.", ["لوذي قاطوف", "تل ذياب", "حميد", "المطلة"]),
    ("سيطر الجيش الوطني على قرى (الدردارة، تل طويل، العالية) بريف رأس العين.", ["الدردارة", "تل طويل", "العالية"]),
    ('سيطرت الفصائل على عدة قرى أهمها "الدردارة" و"تل طويل" و"العالية" بريف رأس العين.', ["الدردارة", "تل طويل", "العالية"]),
])  # fmt: skip
def test_villages_listed_in_brackets_or_quotation_marks(reader: RuleReader, text: str, names: list[str]) -> None:
    assert [mention.text for mention in one(reader, text, "capture", "2019-10-28").places] == names


def test_a_colon_before_a_list_ends_no_clause(reader: RuleReader) -> None:
    text = "سيطرت الفصائل على قرى: خطاب، وتل بيجو، وسوبين شمال غرب حماة."
    assert "خطاب" in {mention.text for mention in one(reader, text, "capture", "2024-12-04").places}


@pytest.mark.parametrize(("text", "key"), [
    ("قصف جيش الاحتلال التركي قرية في حفتانين. وقتل ثلاثة من جنود الاحتلال في اشتباكات في خاكورك مع مقاتلي الكريلا.", "turkey"),
    ("قصف جيش الاحتلال مدينة غزة. وقتل ثلاثة من جنود الاحتلال في اشتباكات في خان يونس مع مقاتلي القسام.", "israel"),
])  # fmt: skip
def test_the_occupier_is_whom_the_report_names_so(reader: RuleReader, text: str, key: str) -> None:
    clash = one(reader, text, "clash", "2023-11-29")
    assert key in {mention.id for mention in (*clash.agents, *clash.targets)}
    assert {"turkey": "israel", "israel": "turkey"}[key] not in {mention.id for mention in (*clash.agents, *clash.targets)}


def test_the_dead_of_a_year_of_operations_are_no_fight(reader: RuleReader) -> None:
    text = "بلغت حصيلة القتلى في العمليات العسكرية بالبادية السورية 310 أشخاص منذ مطلع العام 2024، بحسب المرصد السوري لحقوق الإنسان."
    assert {claim.kind for claim in claims(reader, text, "2024-04-19")} <= {"casualties"}


@pytest.mark.parametrize("text", [
    "اغتال مسلحون مجهولون عنصرا من قوات النظام في بلدة نوى بريف درعا ثم لاذوا بالفرار.",
    "هاجم مسلحون حاجزا لقوات النظام في بلدة جاسم وقتلوا عنصرين ثم لاذوا بالفرار.",
])  # fmt: skip
def test_who_flees_what_he_did_leaves_no_ground(reader: RuleReader, text: str) -> None:
    assert len(claims(reader, text)) == 1


def test_a_town_is_no_intention(reader: RuleReader) -> None:
    """«نوى» is a town of Daraa, and folded the verb of meaning to."""
    text = "شهدت بلدة نوى اشتباكات عنيفة بين قوات النظام ومسلحين محليين وقتل خمسة عناصر."
    assert one(reader, text, "clash").modality == "asserted"


def test_what_one_is_charged_with_is_alleged(reader: RuleReader) -> None:
    text = "اعتقلت قوات الأمن شابين في بلدة نوى بتهمة تنفيذ هجمات على حواجز للجيش."
    assert one(reader, text, "clash").modality == "alleged"


@pytest.mark.parametrize(("text", "extent"), [
    ("سيطرت هيئة تحرير الشام على كافة بلدات وقرى ريف حلب الغربي.", "full"),
    ("سيطرت قوات النظام على جميع أحياء مدينة خان شيخون.", "full"),
    ("سيطرت قوات النظام على معظم أحياء مدينة خان شيخون.", "partial"),
])  # fmt: skip
def test_all_of_a_place(reader: RuleReader, text: str, extent: str) -> None:
    assert one(reader, text, "capture").extent == extent


@pytest.mark.parametrize("text", [
    "قصفت طائرات روسية بلدة سراقب اليوم الأربعاء. وقتل في وقت سابق ثلاثة مدنيين في غارة على بلدة كفرنبل.",
    "قصفت طائرات روسية بلدة سراقب اليوم الأربعاء. وسبق أن قتل ثلاثة مدنيين في غارة على بلدة كفرنبل.",
])  # fmt: skip
def test_what_was_before_has_not_the_day_of_the_news(reader: RuleReader, text: str) -> None:
    first, second = claims(reader, text, "2019-08-21")
    assert first.time is not None and first.time.edtf == "2019-08-21"
    assert second.time is None


@pytest.mark.parametrize(("text", "told"), [
    ("شهيد وجريحان بقصف على دوما.", {("killed", 1), ("wounded", 2)}),
    ("قتيل وثلاثة جرحى بقصف على دوما.", {("killed", 1), ("wounded", 3)}),
    ("شهيدان بقصف على دوما.", {("killed", 2)}),
    ("ارتقى شهيدان في قصف مدفعي على مدينة عربين.", {("killed", 2)}),
])  # fmt: skip
def test_one_or_two_fallen_in_a_headline(reader: RuleReader, text: str, told: set[tuple[str, float]]) -> None:
    assert {(q.what, q.low) for q in one(reader, text, "shelling").quantities} == told


def test_guns_are_no_missiles_and_a_ceasefire_has_no_arms(reader: RuleReader) -> None:
    assert one(reader, "قصف مدفعي على مدينة دوما.", "shelling").means == ("artillery",)
    assert one(reader, "اتفق الطرفان على وقف إطلاق النار في مدينة السويداء.", "agreement").means == ()


def test_ghouta_by_itself_is_that_of_damascus(reader: RuleReader) -> None:
    assert {place.id for place in one(reader, "قصف مدفعي وصاروخي على الغوطة.", "shelling").places} == {"ms:sy-ghouta-region"}
