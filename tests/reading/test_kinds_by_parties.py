"""Kinds that depend on who does what to whom: killings, blasts, strikes from the air, ground held and lost, tolls of a long time."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.reading.judge import Judge
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@pytest.fixture(scope="module")
def reader() -> RuleReader:
    """A reader that lets every draft stand: what is tested here is the kind, not the confidence."""
    return RuleReader(load_actors(), load_gazetteer(), Judge({}, 0.0))


def kinds(reader: RuleReader, text: str) -> list[str]:
    return [claim.kind for claim in claims(reader, text)]


def claims(reader: RuleReader, text: str) -> list[Claim]:
    return reader.read(Report("r", "", text, published="2016-03-20"))


@pytest.mark.parametrize(
    ("text", "told", "not_told"),
    [
        # active by its form, by its object, or by a body that nobody kills
        ("وقال شهود إن مسلحي بوكو حرام جاؤوا إلى القرية ليلا، وقتلوا 15 شخصا بينهم ثلاثة أطفال.", "killing", "casualties"),
        ("وكانت القوات الإسرائيلية قد قتلت أربعة فلسطينيين في الخليل خلال مداهمات يوم الثلاثاء.", "killing", "clash"),
        ("وقتل تنظيم داعش ثلاثة مدنيين في مدينة الرقة أمس.", "killing", "casualties"),
        ("قتل حزب العمال الكردستاني شرطيين تركيين في مدينة نصيبين أمس.", "killing", "clash"),
        # rule 2: the dead of a told attack
        ("شنت طائرات التحالف غارات على مدينة منبج وقتلت سبعة من مسلحي داعش.", "airstrike", "killing"),
        ("وقتلته الشرطة التركية خلال تبادل لإطلاق النار في مدينة ديار بكر.", "clash", "killing"),
        # means told by the weapon
        ("قتل أربعة أشخاص في هجمات بقنابل استهدفت سوقا في بغداد.", "bombing", "killing"),
        ("وجاء ذلك بعد يومين على هجوم انتحاري دام استهدف فندقا في مقديشو وأسفر عن مقتل عشرين شخصا.", "bombing", "killing"),
        # who flies strikes from the air, whatever the verb
        ("طائرات الاحتلال الإسرائيلي استهدفت بثلاثة صواريخ موقعا لحركة حماس شرق غزة.", "airstrike", "shelling"),
        ("وفتح الطيران الحربي السوري نيران رشاشاته على مناطق في ريف حماة.", "airstrike", "clash"),
        ("وقامت مدفعيات الجيش التركي بقصف مواقع لحزب العمال الكردستاني شمال العراق.", "shelling", "airstrike"),
        # people fall into hands, ground does not flee
        ("وأقر الناطق بوقوع قادة من الميليشيات في أيدي مقاتلي المقاومة الشعبية في تعز.", "abduction", "capture"),
        ("وقصفت مليشيات الحوثي قرى الضالع بعد أن تم دحرهم من عدة مواقع الأسبوع الماضي.", "withdraw", "capture"),
        # held, not taken
        ("وقال إن المحاكمة في ظل سيطرة قوات فجر ليبيا على العاصمة طرابلس غير عادلة.", "hold", "capture"),
        ("وقال المتحدث إن مداخل قاعدة العند أصبحت تحت سيطرة المقاومة الشعبية.", "hold", "capture"),
        ("وباتت المقاومة الشعبية على بعد 300 متر من مدينة المخا غرب تعز.", "advance", "capture"),
        ("ووصل الوزراء إلى مدينة عدن المحررة من ميليشيات الحوثي.", "capture", "hold"),
        # what a battle is for is told by the battle
        ("وأطلقت فصائل الجيش الحر معركة تحرير مدينة إدلب من قوات النظام.", "clash", "capture"),
        # totals
        ("وقتل مئات من الجنود ورجال الشرطة في هجمات للمتشددين في شمال سيناء منذ عزل الرئيس محمد مرسي.", "casualties", "clash"),
        ("وبلغت حصيلة القتلى منذ بدء المواجهات بين الحوثيين والمقاومة الشعبية في تعز 900 قتيل.", "clash", "killing"),
        ("وبذلك يرتفع إلى 700 عدد قتلى هجمات بوكو حرام في نيجيريا منذ مطلع العام.", "casualties", "clash"),
        # who has no aircraft shells
        ("شن طيران التحالف العربي غارات على صنعاء. وقصف الحوثيون أحياء سكنية في مدينة تعز.", "shelling", "clash"),
        ("وهرب السكان من ضربات مقاتلي المقاومة الشعبية في عدن.", "clash", "airstrike"),
        ("وأطلقت الشرطة الإسرائيلية قنابل الصوت على المصلين في القدس.", "clash", "airstrike"),
        # who did it is named by what he did
        ("وهو منفذ الهجوم الانتحاري الذي تبناه تنظيم داعش وأوقع 34 قتيلا في مدينة أنقرة.", "bombing", "casualties"),
        # a storming with its dead is an assault; homes entered without a fight are entered
        ("اقتحم مسلحون مقرا للشرطة في مدينة لاهور الباكستانية مما أدى إلى مقتل سبعة أشخاص.", "clash", "advance"),
        ("وقال الشهود إن جنود الاحتلال الإسرائيلي دهموا منازل المواطنين في بلدة بيت فجار.", "advance", "clash"),
        # an arrest tells why by itself
        ("اعتقلت الشرطة التركية أمس 60 شخصا متهمين بالارتباط بتنظيم داعش.", "arrest", "responsibility"),
        # an advance that was beaten off
        ("وتصدت كتائب الجيش الحر لمحاولات قوات النظام السوري التقدم نحو بلدة سلمى.", "clash", "advance"),
        ("واقتحم عشرات المستوطنين المسجد الأقصى بحماية الشرطة الإسرائيلية.", "advance", "riot"),
    ],
)
def test_kind_by_who_does_what_to_whom(reader: RuleReader, text: str, told: str, not_told: str) -> None:
    found = kinds(reader, text)
    assert told in found
    assert not_told not in found


def test_an_attack_with_the_dead_of_a_bombing_is_that_bombing(reader: RuleReader) -> None:
    text = (
        "أسفر تفجير انتحاري في مدينة غازي عنتاب التركية عن مقتل 33 شخصا.\nونددت فرنسا بما جرى. وقال الوزير إن الحدود ستغلق. وأعلن الحداد.\n"
        "وقال وزير الداخلية التركي إن الهجوم الذي أوقع 33 قتيلا في غازي عنتاب لن يمر بلا عقاب."
    )
    assert [claim.kind for claim in claims(reader, text) if "الهجوم" in claim.quote] == ["bombing"]


def test_the_same_act_at_two_places_is_told_twice(reader: RuleReader) -> None:
    text = "وقتل ثلاثة مدنيين في غارة للطيران السوري على بلدة كفرنبل، وطفلان في قصف جوي على مدينة سراقب."
    strikes = [claim for claim in claims(reader, text) if claim.kind == "airstrike"]
    assert [[place.text for place in claim.places] for claim in strikes] == [["بلدة كفرنبل"], ["مدينة سراقب"]]


def test_those_who_fell_in_their_own_attack_are_no_dead_of_it(reader: RuleReader) -> None:
    text = "وقتل جميع المسلحين الذين شاركوا في الهجوم على كمين الشيخ زويد."
    found = [claim for claim in claims(reader, text) if claim.kind == "casualties"]
    assert found and "المسلحين" in found[0].quote


def test_forces_struck_are_not_told_as_moved_unless_they_move(reader: RuleReader) -> None:
    assert "deployment" not in kinds(reader, "وقصفت فصائل المعارضة بالصواريخ تمركزات لقوات النظام السوري في مطار الثعلة.")
    assert "deployment" in kinds(reader, "واستهدفت طائرات التحالف تعزيزات لميليشيات الحوثي كانت في طريقها إلى مدينة عدن.")
