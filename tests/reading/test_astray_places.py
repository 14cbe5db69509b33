"""Places that a clause names and that are not where it was; places that grammar gives to an act past doubt. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def _claims(reader: RuleReader, text: str, kind: str) -> list[Claim]:
    return [c for c in reader.read(Report("r", "", text, published="2017-06-30")) if c.kind == kind]


def _texts(reader: RuleReader, text: str, kind: str) -> list[str]:
    return [place.text for claim in _claims(reader, text, kind) for place in claim.places]


@pytest.mark.parametrize(
    ("text", "kind", "wrong"),
    [
        ("وقتل 13 جنديا من قوات حفظ السلام في المعارك، بينهم تسعة من جنوب أفريقيا.", "clash", "جنوب أفريقيا"),
        ("حاصرت القوات مدينة داريا بعد سيطرتها على الأراضي الفاصلة بينها وبين معضمية الشام.", "capture", "معضمية الشام"),
        ("فر آلاف من سكان بلدة ساكي إلى غوما بعد أن دخلها متمردو حركة إم 23.", "displacement", "غوما"),
        ("فر آلاف من سكان بلدة ساكي إلى غوما بعد أن دخلها متمردو حركة إم 23.", "advance", "غوما"),
        ("عاد مئات النازحين من مخيمات لبنان إلى بلدة عسال الورد.", "displacement", "مخيمات لبنان"),
        ("تسلل مسلحون من الأراضي الأفغانية وهاجموا موقعا للجيش الباكستاني في وزيرستان الجنوبية.", "advance", "الأراضي الأفغانية"),
        ("وأسقطت الدفاعات الجوية الأوكرانية 15 مسيرة أطلقت من شبه جزيرة القرم باتجاه أوديسا.", "seizure", "شبه جزيرة القرم"),
        ("قتل زعيم التنظيم في غارة شنتها طائرة أقلعت من قاعدة في جيبوتي على منزل في محافظة شبوة.", "airstrike", "جيبوتي"),
        ("أعلنت أرمينيا وأذربيجان التوصل إلى هدنة في ناغورني قره باغ بعد محادثات في موسكو.", "agreement", "موسكو"),
        ("اتهم والي شمال دارفور قوات الدعم السريع بقصف مخيم زمزم.", "responsibility", "شمال دارفور"),
    ],
)
def test_what_is_told_beside_is_not_where_it_was(reader: RuleReader, text: str, kind: str, wrong: str) -> None:
    assert _claims(reader, text, kind)
    assert wrong not in _texts(reader, text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "right"),
    [
        ("شنت مقاتلات غارات على بلدات كفرنبل وحزارين جنوبي إدلب، وعلى محيط مدينة جسر الشغور.", "airstrike", {"محيط مدينة جسر الشغور"}),
        ("سمع دوي انفجارات في العاصمة الخرطوم وفي مدينتي بحري وأم درمان.", "bombing", {"العاصمة الخرطوم", "مدينتي بحري", "أم درمان"}),
        ("سيطرت القوات العراقية على حيي النور والشرطة في الجانب الغربي من الموصل.", "capture", {"حيي النور", "الشرطة"}),
        ("أرسلت تركيا تعزيزات عسكرية من ولاية هاتاي إلى نقاط المراقبة في إدلب.", "deployment", {"نقاط المراقبة", "إدلب"}),
        ("دمرت الغارة سيارة قادمة من مدينة المكلا التي يسيطرون عليها عند وصولها إلى وادي ضيقة.", "hold", {"مدينة المكلا"}),
        ("قتل أكثر من 6500 شخص منذ اندلاع الصراع في شرق أوكرانيا.", "casualties", {"شرق أوكرانيا"}),
    ],
)
def test_grammar_gives_a_place(reader: RuleReader, text: str, kind: str, right: set[str]) -> None:
    assert right <= set(_texts(reader, text, kind))


@pytest.mark.parametrize("since", ["منذ بدء تمرد الجماعة", "منذ أن اندلعت الحرب هناك", "منذ انطلق التمرد"])
def test_what_a_whole_war_cost_is_not_told_of_the_last_village(reader: RuleReader, since: str) -> None:
    text = f"قتل مسلحون 23 مزارعا في قريتي دوغو ومالاري بولاية بورنو.\nوقتل أكثر من 15 ألف شخص {since} عام 2009."
    assert _claims(reader, text, "casualties")
    assert not any(place.startswith(("قريتي", "مالاري")) for place in _texts(reader, text, "casualties"))


def test_a_governor_is_no_way_to_a_place(reader: RuleReader) -> None:
    told = [p.text for c in _claims(reader, "قال والي جنوب دارفور إن مسلحين قتلوا ثلاثة مواطنين في نيالا.", "killing") for p in c.places]
    assert told == ["نيالا"]
