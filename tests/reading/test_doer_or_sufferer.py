"""Doer and sufferer where they are easily confounded: by whose fire, whom a verb leaves out, whose plan, whose answer."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def told(reader: RuleReader, text: str, trigger: str) -> Claim:
    found = [claim for claim in reader.read(Report("r", "", text, published="2017-06-30")) if trigger in claim.trigger.text]
    assert len(found) == 1, [claim.trigger.text for claim in found]
    return found[0]


def names(mentions: tuple[object, ...] | list[object]) -> list[str]:
    return [getattr(m, "id", None) or getattr(m, "text", "") for m in mentions]


@pytest.mark.parametrize(
    ("text", "trigger", "agents", "targets"),
    [
        (
            "أعلن الجيش التركي مقتل أحد جنوده في شمال العراق بنيران مسلحي حزب العمال الكردستاني.",
            "مقتل", ["pkk"], ["turkey"],
        ),
        ("أعلن حزب الله استشهاد أحد مقاتليه بنيران إسرائيلية في جنوب لبنان.", "استشهاد", ["israel"], ["hezbollah"]),
        ("أعلن الجيش الباكستاني مقتل ضابط وأربعة جنود بنيران من الجانب الأفغاني في كرم.", "مقتل", [], ["pakistan"]),
        ("سقطت مروحية عسكرية بنيران مسلحين في شمال مالي.", "سقطت", ["مسلحين"], []),
        ("أسقطت طائرة روسية بنيران معارضين سوريين في ريف إدلب.", "أسقطت", [], ["russia"]),
        ("أسقطت طائرة أميركية بنيران الحوثيين فوق مأرب.", "أسقطت", ["houthis"], ["us"]),
        ("أسقطت طائرة أميركية مقاتلة سورية في ريف الرقة.", "أسقطت", ["us"], ["syrian-government"]),
    ],
)  # fmt: skip
def test_whose_fire(reader: RuleReader, text: str, trigger: str, agents: list[str], targets: list[str]) -> None:
    claim = told(reader, text, trigger)
    assert names(claim.agents) == agents
    assert names(claim.targets) == targets


@pytest.mark.parametrize(
    ("text", "trigger", "agents"),
    [
        ("أردت الشرطة الإسرائيلية فلسطينيا بعد أن طعن جنديين في الخليل.", "طعن", ["فلسطينيا"]),
        ("قتل منفذ الهجوم برصاص الشرطة بعد أن دهس سبعة أشخاص في برلين.", "دهس", ["منفذ الهجوم"]),
        ("قصف الجيش السوداني مواقع قوات الدعم السريع في أم درمان بعد أن هاجمت مقر القيادة العامة.", "هاجمت", ["rsf"]),
        ("قتلت الشرطة الكينية أربعة مشتبهين بعد أن أطلقوا النار عليها في ممباسا.", "أطلقوا", ["أربعة مشتبهين"]),
        ("هاجمت قوات حفتر مواقع لقوات الوفاق بعد أن قصفت طائراتها المطار.", "قصفت", ["lna"]),
        ("احتجزت القوات الروسية عمدة ميليتوبول بعد أن سيطرت على المدينة.", "سيطرت", ["russia"]),
    ],
)
def test_whom_a_verb_leaves_out(reader: RuleReader, text: str, trigger: str, agents: list[str]) -> None:
    assert names(told(reader, text, trigger).agents) == agents


@pytest.mark.parametrize(
    ("text", "trigger", "agents", "targets"),
    [
        ("قتلت القوات الأوكرانية الجنرال فلانا في تفجير بموسكو.", "تفجير", ["ukraine"], None),
        ("قتلت القوات الفلبينية زعيم جماعة أبو سياف في هجوم على معسكره في باسيلان.", "هجوم", ["philippines"], ["abu-sayyaf"]),
        ("أعطبت المقاومة آلية إسرائيلية شرق غزة.", "أعطبت", ["palestinian-factions"], ["israel"]),
        ("دمر الحوثيون آلية سعودية قرب جازان.", "دمر", ["houthis"], ["saudi-arabia"]),
        ("خطف قراصنة ناقلة نفط قبالة سواحل الصومال.", "خطف", ["قراصنة"], ["ناقلة"]),
        ("قتلت عصابة يقودها شرطي سابق تسعة أشخاص في بور أو برنس.", "قتلت", ["عصابة"], ["تسعة أشخاص"]),
        ("هاجم فلسطيني جنودا إسرائيليين بسكين في القدس.", "هاجم", ["فلسطيني"], ["israel"]),
        ("قتل مسلح شرطيا في مومباسا.", "قتل", ["مسلح"], ["kenya"]),
        ("قالت الشرطة الباكستانية إن مسلحين قتلوا خمسة من رجالها في كويتا.", "قتلوا", ["مسلحين"], ["pakistan"]),
        ("قالت إسرائيل إنها قتلت ثلاثة من عناصر حزب الله في جنوب لبنان.", "قتلت", ["israel"], ["hezbollah"]),
        ("تسبب الكمين في مقتل 84 من مقاتلي فاغنر و47 جنديا ماليا.", "الكمين", [], ["wagner", "mali"]),
        ("قتل الانتحاري وثلاثة من رجال الشرطة في الهجوم على مركز للشرطة في بيشاور.", "الهجوم", ["الانتحاري"], ["pakistan"]),
    ],
)
def test_who_does_it_to_whom(
    reader: RuleReader, text: str, trigger: str, agents: list[str], targets: list[str] | None
) -> None:
    claim = told(reader, text, trigger)
    assert names(claim.agents) == agents
    assert targets is None or names(claim.targets) == targets


@pytest.mark.parametrize(
    ("text", "trigger", "agents"),
    [
        ("فككت السلطات المغربية خلية كانت تخطط لشن هجمات على مقار أمنية.", "هجمات", ["خلية"]),
        ("أعلنت الشرطة التركية اعتقال عشرة من عناصر تنظيم الدولة كانوا يخططون لهجوم في إسطنبول.", "لهجوم", ["isis"]),
        ("اعتقلت الشرطة الإندونيسية رجلا طعن سائحا في بانتن.", "طعن", ["رجلا"]),
        ("هدم الجيش الإسرائيلي منزل فلسطيني قتل جنديا في جنين.", "قتل", []),
        ("ردت القوات الأرمينية على قصف أذربيجاني استهدف مواقعها في قره باغ.", "قصف", ["azerbaijan"]),
        ("أدانت واشنطن قصف الحوثيين مدينة مأرب ومقتل مدنيين.", "قصف", ["houthis"]),
        ("ثأرا لاغتيال قائدها أطلقت الحركة عشرات الصواريخ على عسقلان.", "لاغتيال", []),
        ("استهدفت صواريخ أطلقها فصيل عراقي موال لإيران قاعدة أمريكية في أربيل.", "استهدفت", ["فصيل عراقي موال لإيران"]),
    ],
)
def test_who_caught_or_answers_them_did_not(reader: RuleReader, text: str, trigger: str, agents: list[str]) -> None:
    assert names(told(reader, text, trigger).agents) == agents


def test_whom_one_avenges_is_not_struck(reader: RuleReader) -> None:
    claim = told(reader, "انتقاما لمقتل قائدهم هاجم مسلحو طالبان مركزا للشرطة في قندهار.", "هاجم")
    assert names(claim.targets) == ["afghan-government"]


def test_rebels_of_a_country_with_many_are_nobody(reader: RuleReader) -> None:
    claim = told(reader, "قتلت القوات الهندية ثلاثة متمردين في كشمير.", "قتلت")
    assert names(claim.targets) == ["ثلاثة متمردين"]


def test_a_bomber_alone_is_no_convoy(reader: RuleReader) -> None:
    claim = told(reader, "استهدف انتحاري موكبا لحلف شمال الأطلسي في كابول وقتل مترجما.", "استهدف")
    assert names(claim.agents) == ["انتحاري"]
    assert "nato" in names(claim.targets)
