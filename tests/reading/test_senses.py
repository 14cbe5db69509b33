"""In which sense a word is meant: what is no ground is not taken, travellers take none, wishes and everyday crime are no claims."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def read(reader: RuleReader, text: str) -> list[Claim]:
    return reader.read(Report("r", "", text, published="2017-07-01"))


WAR = " وقصفت قوات النظام السوري حي جوبر في دمشق بالمدفعية."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("يسيطر الحزب الجمهوري على عائدات النفط في طرابلس رغم داعش.", "hold"),
        ("تحدث الخبير عن المكانة التي تحتلها تركيا في العراق.", "hold"),
        ("الوضع في البصرة تحت السيطرة.", "hold"),
        ("دخلت حركة طالبان في محادثات سلام مع الحكومة الأفغانية في باكستان.", "advance"),
        ("تخلت إيران عن نهجها في لبنان.", "withdraw"),
        ("تراجع الحوثيون عن جميع وعودهم في صنعاء.", "withdraw"),
        ("انسحب حزب الله من الحكومة في بيروت.", "withdraw"),
        ("يغادر الرئيس الأمريكي تركيا متوجها إلى بغداد.", "withdraw"),
        ("هاجم الوزير التركي حزب العمال الكردستاني متهما إياه بالتطرف.", "clash"),
        ("نشرت صحيفة بريطانية صورا لجنود أمام طائرات في سوريا.", "deployment"),
        ("أرسلت إيران مبادرة إلى قوات المعارضة في حلب.", "deployment"),
        ("حذرت الوزارة من هجمات محتملة في مدينة إسطنبول.", "clash"),
        ("طالبت المعارضة السورية بانسحاب حزب الله من حلب.", "withdraw"),
        ("وصفت المعارضة المدنيين في حلب بأنهم صامدون.", "killing"),
        ("تلقى عناصر داعش تدريبات على السلاح في الرقة.", "seizure"),
        ("أعلنت الشرطة وفاة شاب في حوض سباحة في أنقرة.", "casualties"),
        ("أظهرت دراسة في تركيا أن 8 في المئة من السكان يدخنون.", "finding"),
        ("يخرج العراق من المحنة بعد داعش.", "capture"),
        ("فقد الحزب في تركيا الأغلبية وثقة السكان.", "withdraw"),
        ("ذبح 300 من الأغنام في الرياض.", "killing"),
        ("خلص إليه الرئيس من القوات العراقية في بغداد.", "capture"),
    ],
)
def test_another_sense(reader: RuleReader, text: str, kind: str) -> None:
    assert kind not in [claim.kind for claim in read(reader, text + WAR) if claim.start < len(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("دخلت قوات الجيش السوري إلى حي صلاح الدين في حلب.", "advance"),
        ("غادر مقاتلو داعش بلدة منبج.", "withdraw"),
        ("تخلى تنظيم داعش عن مواقعه في تدمر.", "withdraw"),
        ("البلدة تحت سيطرة تنظيم داعش في ريف حلب.", "hold"),
        ("هاجم مقاتلو حزب العمال الكردستاني ثكنة للجيش التركي في ديار بكر.", "clash"),
        ("أرسلت إيران قوات إلى حلب.", "deployment"),
    ],
)
def test_the_same_words_of_war(reader: RuleReader, text: str, kind: str) -> None:
    assert kind in [claim.kind for claim in read(reader, text + WAR)]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("حاول الجيش العراقي منذ أشهر السيطرة على مدينة تكريت.", "capture", "planned"),
        ("لم يتمكن الجيش العراقي حتى الآن من دخول مدينة تكريت.", "advance", "denied"),
        ("تمكن الجيش العراقي من دخول مدينة تكريت.", "advance", "asserted"),
        ("بدأت القوات معركتها الهادفة إلى تطهير محافظة درعا من داعش.", "capture", "planned"),
        ("أقلعت المقاتلات التركية من دياربكر لشن غارات على مواقع داعش في سوريا.", "airstrike", "asserted"),
        ("كانت القوات العراقية قد تقدمت نحو حي التأميم في الرمادي.", "advance", "asserted"),
        ("أحبطت الشرطة العراقية في بغداد تهريب أسلحة قادمة من سوريا.", "seizure", "asserted"),
        ("البلدة التي تعد معقل داعش في ريف حلب.", "hold", "asserted"),
    ],
)
def test_modality(reader: RuleReader, text: str, kind: str, modality: str) -> None:
    assert modality in [claim.modality for claim in read(reader, text + WAR) if claim.kind == kind and claim.start < len(text)]


def test_everyday_crime_is_no_claim(reader: RuleReader) -> None:
    text = "ألقت الشرطة السعودية في جدة القبض على 12 شخصا متهمين بسرقة المنازل. وضبطت بحوزتهم كميات من المخدرات."
    assert not read(reader, text)
    assert read(reader, text + " وألقت الشرطة السعودية في جدة القبض على خمسة إرهابيين من تنظيم داعش.")
