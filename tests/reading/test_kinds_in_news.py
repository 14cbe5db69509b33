"""Kinds of what real news tells: executions by sentence, the missing, cells broken up, what an inquiry found, who joined whom."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading.judge import Judge
from marsad.reading.reader import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@pytest.fixture(scope="module")
def reader() -> RuleReader:
    """A reader that lets every draft stand."""
    return RuleReader(load_actors(), load_gazetteer(), Judge({}, 0.0))


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("نفذت السلطات أمس حكم الإعدام رميا بالرصاص في ثلاثة مدانين في مدينة الموصل.", "killing", "نفذت"),
        ("انقطع الاتصال بهم، وأكدت النقابة فقدان أثر صحافيين اثنين في ريف حلب منذ يومين.", "casualties", "فقدان أثر"),
        ("فقد أربعة عمال إغاثة، وقال زملاؤهم إن ستة مهندسين فقدوا قرب درعا.", "casualties", "فقدوا"),
        ("فككت الشرطة الإسبانية قبل أيام خلية من خمسة أشخاص تجند مقاتلين لتنظيم داعش.", "arrest", "فككت"),
        ("أوقفت الشرطة أمس 14 معلما في مدينة القامشلي.", "arrest", "أوقفت الشرطة"),
        ("أخلت الكتيبة سبيل ضابطين كانا محتجزين لديها في إدلب.", "abduction", "أخلت"),
        ("زرع مسلحون عبوة ناسفة على طريق بعقوبة.", "bombing", "زرع"),
        ("انقض مسلحون من التنظيم على حاجز للجيش السوري شرق تدمر.", "clash", "انقض"),
        ("شارك سكان الرقة أمس في مسيرة طويلة.", "protest", "شارك"),
        ("وقال الضابط إن عدد مقاتلي التنظيم في الفلوجة نحو ألف.", "statistic", "عدد مقاتلي"),
    ],
)
def test_kind(reader: RuleReader, text: str, kind: str, trigger: str) -> None:
    found = [(claim.kind, claim.trigger.text) for claim in reader.read(Report("r", "", text, published="2016-05-10"))]
    assert any(k == kind and t.startswith(trigger) for k, t in found), found


def test_finding_carries_what_was_found(reader: RuleReader) -> None:
    text = "خلصت لجنة التحقيق إلى أن القوات استخدمت ذخائر عنقودية في بلدة كفرنبل."
    claims = [claim for claim in reader.read(Report("r", "", text, published="2016-05-10")) if claim.kind == "finding"]
    assert claims and claims[0].quote.endswith("كفرنبل")


def test_some_fighters_are_no_statistic(reader: RuleReader) -> None:
    text = "قتل عدد من عناصر التنظيم و12 جنديا في معارك قرب بيجي."
    assert "statistic" not in {claim.kind for claim in reader.read(Report("r", "", text, published="2016-05-10"))}



@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # the case of who follows tells an object: somebody killed him
        ("قال شاهد إن الجنود قتلوا شابين في قرية قرب رام الله.", "killing"),
        ("قال الجيران إن شابا متشددا قتل أباه في الرقة.", "killing"),
        ("قتل شابان في قرية قرب رام الله.", "casualties"),
        # shot in an attack on the police: fighting; another one is of whom was told before
        ("قتل شرطي وأصيب آخر بالرصاص أمس في هجوم شنه مسلحون في دياربكر.", "clash"),
        # a state is no armed victim
        ("هجوم مسلح على مسجد في مدينة الدمام السعودية أسفر عن مقتل ثلاثة أشخاص.", "killing"),
    ],
)
def test_who_was_hit(reader: RuleReader, text: str, kind: str) -> None:
    kinds = {claim.kind for claim in reader.read(Report("r", "", text, published="2016-05-10"))}
    assert kind in kinds and not ({"killing", "clash", "casualties"} - {kind}) & kinds, kinds


def test_an_act_lives_beside_its_blame(reader: RuleReader) -> None:
    text = "قال الوزير إن تنظيم داعش يقف وراء الاعتداء الانتحاري الذي أوقع 12 قتيلا في حلب."
    kinds = {claim.kind for claim in reader.read(Report("r", "", text, published="2016-05-10"))}
    assert {"bombing", "responsibility"} <= kinds, kinds
