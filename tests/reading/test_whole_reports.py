"""What goes wrong in whole reports, between their sentences and their acts: who leaves, what is only carried, what was not done, who speaks
by a name told before, and the act that a later one is set beside. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def read(reader: RuleReader, text: str, day: str = "2017-06-30") -> list[Claim]:
    return list(reader.read(Report("r", "", text, published=day)))


def of_kind(reader: RuleReader, kind: str, text: str, day: str = "2017-06-30") -> Claim:
    claims = [claim for claim in read(reader, text, day) if claim.kind == kind]
    assert claims, text
    return claims[0]


@pytest.mark.parametrize(("text", "who"), [
    ("أعلن حزب الله صد محاولة تسلل لقوة إسرائيلية قرب بلدة عيترون، ما أدى إلى تراجع القوة الإسرائيلية بعد وقوع إصابات.", "israel"),
    ("أدى الانسحاب الأميركي من أفغانستان إلى عودة طالبان إلى الحكم.", "us"),
    ("انهارت معنويات الحوثيين في جبهة صعدة أمام المقاومة الشعبية ولاذوا بالفرار باتجاه الجبال.", "houthis"),
    ("هاجم مقاتلو طالبان مركزا للشرطة في قندوز، وردت القوات الأفغانية على المهاجمين وأجبرتهم على الفرار.", "المهاجمين"),
    ("قالت حماس إن مقاتليها أجبروا القوة الإسرائيلية على الانسحاب من حي الشجاعية.", "israel"),
])
def test_who_leaves(reader: RuleReader, text: str, who: str) -> None:
    assert [m.id or m.text for m in of_kind(reader, "withdraw", text).agents] == [who]


@pytest.mark.parametrize(("kind", "text"), [
    ("riot", "ضبطت الشرطة في نابلس مسدسات وقنابل مولوتوف خلال تفتيش منزل."),
    ("shelling", "اقتحم مسلحون يحملون بنادق وقذائف صاروخية مركزا للشرطة في بيشاور."),
    ("shelling", "قضى الجيش الإسرائيلي على قائد بارز في وحدة القذائف الصاروخية التابعة لحزب الله."),
    ("shelling", "استهدفت غارات التحالف قاعدة العند الجوية، كما دمرت منصات إطلاق صواريخ وجسرا يربط لحج وعدن."),
    ("withdraw", "جاء ذلك بعد أن تراجع العنف في أرجاء أفغانستان عقب وقف إطلاق نار بين الحكومة وطالبان."),
    ("agreement", "توصل جهاز الاستخبارات التركي إلى معلومات عن مجموعة من حزب العمال الكردستاني في أضنة."),
])
def test_no_act(reader: RuleReader, kind: str, text: str) -> None:
    assert kind not in {claim.kind for claim in read(reader, text)}


@pytest.mark.parametrize("text", [
    "بدلا من استهداف تنظيم داعش قصفت الطائرات الروسية مستشفى في إدلب.",
    "قصفت الطائرات الروسية مستشفى في إدلب بدلا من استهداف مواقع تنظيم داعش.",
])
def test_what_was_done_instead(reader: RuleReader, text: str) -> None:
    claims = read(reader, text)
    assert [[m.id for m in claim.agents] for claim in claims] == [["russia"]]
    assert all(m.id != "isis" for m in claims[0].targets)


def test_not_among_the_targets(reader: RuleReader) -> None:
    told = of_kind(reader, "clash", "قال المسؤول إن الحركة ليست ضمن أهداف العمليات العسكرية الإثيوبية في إقليم أوغادين.")
    assert told.modality == "denied"


@pytest.mark.parametrize("text", [
    "أوقفت الشرطة الباكستانية خمسة أشخاص للاشتباه في اعتزامهم شن هجوم على مسجد في لاهور.",
    "تحدثت الشرطة الباكستانية عن اعتزام مسلحين شن هجوم على مسجد في لاهور.",
])
def test_intended(reader: RuleReader, text: str) -> None:
    assert {claim.modality for claim in read(reader, text) if claim.kind in ("killing", "clash")} == {"planned"}


def test_guns_are_no_target(reader: RuleReader) -> None:
    told = of_kind(reader, "shelling", "قصفت قوات الدعم السريع أحياء الفاشر بالمدفعية الثقيلة يوم السبت.", "2025-04-20")
    assert all(m.id != "sudan" for m in told.targets)


def test_who_brings_aid_is_no_besieger(reader: RuleReader) -> None:
    assert of_kind(reader, "besiege", "أسقط الجيش السوداني بعض المساعدات على مدينة الفاشر المحاصرة.", "2025-10-11").agents == ()
    held = of_kind(reader, "besiege", "دخلت قافلة للأمم المتحدة بلدة مضايا المحاصرة من قبل حزب الله.")
    assert [m.id for m in held.agents] == ["hezbollah"]


def test_the_alliance_named_before(reader: RuleReader) -> None:
    text = "أعرب حلف شمال الأطلسي عن أسفه. وقتل خمسة مدنيين أفغان في غارة جوية لقوات الحلف في ولاية هلمند."
    assert [m.id for m in of_kind(reader, "airstrike", text).agents] == ["nato"]


@pytest.mark.parametrize(("text", "source"), [
    ("اتهمت شبكة أطباء السودان قوات الدعم السريع بقصف مستشفى في الأبيض.\nوقال المتحدث باسم الشبكة إن القصف أسفر عن مقتل ستة أشخاص.",
     "sudan-doctors-network"),
    ("قال نائب سفير روسيا في الأمم المتحدة إن القوات الأوكرانية قصفت مدينة بيلغورود.", "russia"),
    ("قال ممثل الأمم المتحدة في العراق إن المسلحين قتلوا ستة مدنيين في الموصل.", "un"),
])
def test_who_speaks(reader: RuleReader, text: str, source: str) -> None:
    last = read(reader, text, "2023-05-10")[-1]
    assert last.source is not None and last.source.id == source


def test_opposition_sites_are_not_the_government(reader: RuleReader) -> None:
    claims = read(reader, "نقلت الصحيفة عن مواقع سورية معارضة أن 600 عسكري فروا من الجيش في اللاذقية.", "2015-07-21")
    assert all(claim.source is None or claim.source.id != "syrian-government" for claim in claims)


def test_the_act_of_some_days_before(reader: RuleReader) -> None:
    claims = read(reader, "ويأتي هجوم أمس بعد أيام على مقتل سبعة جنود في هجوم على نقطة تفتيش في سيناء.")
    assert [claim.time for claim in claims if any(q.low == 7 for q in claim.quantities)] == [None]


def test_a_group_told_of_by_its_friends(reader: RuleReader) -> None:
    text = ("أعلنت جماعة الشباب، وهي جماعة متطرفة مرتبطة بتنظيم القاعدة وتشن تمردا ضد الدولة الصومالية، مسؤوليتها عن الهجوم في مقديشو. "
            "وقتل مقاتلوها 19 مدنيا في وسط الصومال. وشنت الجماعة هجوما كبيرا على فندق في مقديشو في مايو.")
    claims = read(reader, text)
    assert {m.id for claim in claims for m in claim.agents} == {"al-shabaab"}
    owned = next(claim for claim in claims if claim.kind == "responsibility")
    assert [m.id for m in owned.targets] == ["al-shabaab"]


def test_what_an_act_led_to(reader: RuleReader) -> None:
    text = ("لكن جهاديي بوكو حرام يشنون هجمات في ولاية بورنو. "
            "واقتحم مسلحون قرية في ولاية كادونا، ما أدى إلى مقتل خمسة أشخاص وخطف عشرة آخرين وإحراق منازل.")
    assert all(m.id != "boko-haram" for m in of_kind(reader, "abduction", text).agents)


def test_what_is_declared_says_nothing(reader: RuleReader) -> None:
    claims = read(reader, "تأسست بوكو حرام في 2002 وأعلنت تمردا مسلحا في 2009 أوقع أكثر من 17 ألف قتيل في نيجيريا.")
    assert all(claim.source is None or "تمرد" not in claim.source.text for claim in claims)


def test_a_threat_is_no_siege(reader: RuleReader) -> None:
    told = of_kind(reader, "besiege", "تدافع القوات الأوكرانية عن باخموت في مواجهة التقدم الروسي والتهديد بتطويقها.", "2023-03-09")
    assert told.modality == "planned"


def test_who_admits_a_hard_fight_owns_nothing(reader: RuleReader) -> None:
    text = "أقر الجيش الأوكراني بأنه يواجه موقفا عصيبا في القتال في خاركيف."
    assert "responsibility" not in {claim.kind for claim in read(reader, text, "2024-05-12")}
    assert of_kind(reader, "responsibility", "أقر الجيش الإسرائيلي بأنه قصف مدرسة في غزة.", "2024-05-12")


def test_a_siege_told_by_its_noun_keeps_its_doer(reader: RuleReader) -> None:
    told = of_kind(reader, "besiege", "واستعانت القوات الإسرائيلية بآليات مدرعة إلى جانب محاصرة قرية صوريف شمالي مدينة الخليل.")
    assert [m.id for m in told.agents] == ["israel"]
