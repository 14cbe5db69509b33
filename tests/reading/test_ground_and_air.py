"""Kinds that real news confuses: shelled from the air or the ground, taken or left, held or taken, gone forward or stopped, posted,
laid in ruins."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.reading.judge import Judge


@pytest.fixture(scope="module")
def reader() -> RuleReader:
    """A reader that lets every draft stand: what is tested here is the kind, not the confidence."""
    from marsad.registry.actors import load_actors
    from marsad.registry.places import load_gazetteer

    return RuleReader(load_actors(), load_gazetteer(), Judge({}, 0.0))


def read(reader: RuleReader, text: str) -> list[Claim]:
    return reader.read(Report("r", "", text, published="2017-07-01"))


def kind_at(reader: RuleReader, text: str, trigger: str) -> str | None:
    """The kind of the claim whose trigger holds `trigger`."""
    return next((claim.kind for claim in read(reader, text) if trigger in claim.trigger.text), None)


CASES = [
    # an army that flies elsewhere in the report shells where no aircraft is named; a coalition of air forces strikes
    ("شن طيران النظام السوري غارات على دوما. وقصفت قوات النظام السوري مناطق في بلدة بيت جن بريف دمشق.", "قصفت", "shelling"),
    ("شن طيران التحالف الدولي غارات على الرقة. وقصف التحالف الدولي مواقع داعش في الطبقة.", "قصف ", None),
    ("المدفعية السعودية دكت مواقع الحوثيين في مديرية حرض. وشنت السعودية غارات على صعدة.", "المدفعية", "shelling"),
    ("استهدف التحالف الدولي مخازن أسلحة لتنظيم داعش في الموصل.", "استهدف", "airstrike"),
    ("العمليات العسكرية الجوية ضد تنظيم داعش تواصلت في سوريا.", "العمليات", "airstrike"),
    # driven out by nobody named: it withdrew; by a named driver: it was taken
    ("عاد السكان إلى عدن بعد طرد ميليشيات الحوثي منها.", "طرد", "withdraw"),
    ("تمكنت القوات العراقية من طرد تنظيم داعش من الرمادي.", "طرد", "capture"),
    # an operation and what it is for
    ("أطلق الجيش العراقي عملية عسكرية لاستعادة الفلوجة من تنظيم داعش.", "استعادة", "capture"),
    ("أكملت القوات العراقية عملية تطهير مدينة الرمادي من داعش.", "تطهير", "capture"),
    # control told as a background
    ("دعا الوزير إلى وضع حد لسيطرة الحوثيين على أجزاء كبيرة من اليمن.", "سيطرة", "hold"),
    ("تخضع مدينة درعا جزئيا لسيطرة المعارضة السورية.", "تخضع", "hold"),
    # forward, or stopped
    ("استطاعت قوات المعارضة السورية إيقاف تقدم قوات النظام في حلب.", "إيقاف", "clash"),
    ("تقدمت القوات العراقية في حي التأميم بالرمادي.", "تقدمت", "advance"),
    # posted
    ("يتواجد مئات الجنود الأميركيين في قاعدة الحبانية.", "يتواجد", "deployment"),
    ("أربعون ألف جندي تركي موزعون على الحدود السورية قرب كوباني.", "موزعون", "deployment"),
    ("شوهد رتل عسكري لقوات النظام السوري في طريقه لدعم الحامية في إدلب.", "طريقه", "deployment"),
    # buildings done away with, and people who are lost
    ("قام تنظيم داعش بتفجير سجن تدمر.", "تفجير", "destruction"),
    ("أضرم مستوطنون النار في منزل قرب نابلس.", "أضرم", "destruction"),
    ("دانت وزارة الخارجية الفلسطينية الاستيطان في القدس.", "دانت", None),
    ("استعادت عدن الأمن والاستقرار بعد الحرب.", "استعادت", None),
    ("فرض طوق أمني حول المكان في بغداد.", "طوق", None),
    ("أسقطت طائرة أمريكية مقاتلة سورية جنوب الطبقة بعدما ألقت قنابل قرب مقاتلين.", "أسقطت", "seizure"),
]


@pytest.mark.parametrize(("text", "trigger", "kind"), CASES)
def test_what_a_draft_is(reader: RuleReader, text: str, trigger: str, kind: str | None) -> None:
    if trigger == "قصف ":
        assert {claim.kind for claim in read(reader, text) if "قصف" in claim.trigger.text} == {"airstrike"}
        return
    assert kind_at(reader, text, trigger) == kind


def test_an_aim_is_quoted_from_where_it_begins(reader: RuleReader) -> None:
    claims = read(reader, "تدور معارك عنيفة بين القوات العراقية وتنظيم داعش لتحرير الفلوجة.")
    aim = next(claim for claim in claims if claim.kind == "capture")
    assert aim.quote.startswith("لتحرير")
    assert aim.modality == "planned"
