"""Asserted, denied, alleged, planned, hypothetical: by the words around a trigger and by who lends them."""

from __future__ import annotations

import pytest

from marsad.languages.arabic import passages, tokenize
from marsad.reading.attribution import attribute, modality, source_for


def judge(text: str, trigger: str, kind: str = "clash") -> str:
    tokens = tokenize(text)
    at = text.index(trigger)
    span = (at, at + len(trigger))
    sourced = source_for(attribute(text, tokens, passages(text)), *span)
    return modality(tokens, (0, len(text)), span, sourced, kind)[0]


CASES = [
    ("قصفت الطائرات القرية.", "قصفت", "airstrike", "asserted"),
    ("لم تشارك الفصائل في الهجوم.", "تشارك", "clash", "denied"),
    ("لم يتم قصف المشفى.", "قصف", "airstrike", "denied"),
    ("لم يستهدف القصف المشفى فقط.", "القصف", "shelling", "asserted"),
    ("القصف لم يستهدف فقط المشفى بل السوق.", "يستهدف", "shelling", "asserted"),
    ("لا يزال التنظيم يسيطر على البلدة.", "يسيطر", "hold", "asserted"),
    ("نفت وزارة الدفاع قصف القرية.", "قصف", "airstrike", "denied"),
    ("نفى الجيش قصف القرية التي سيطر عليها التنظيم.", "سيطر", "capture", "asserted"),
    ("زعم التنظيم أنه قتل ثلاثين جنديا.", "قتل", "clash", "alleged"),
    ("اتهم المتحدث القوات بقصف المشفى.", "بقصف", "shelling", "alleged"),
    ("مسلحون يشتبه بانتمائهم إلى الحركة قتلوا ضابطا.", "قتلوا", "killing", "alleged"),
    ("تستعد القوات لاقتحام المدينة.", "لاقتحام", "advance", "planned"),
    ("من المنتظر هدم المنزل خلال أيام.", "هدم", "destruction", "planned"),
    ("وصل الجنود للقبض على المتهم.", "للقبض على", "arrest", "planned"),
    ("تعرض الناشط للاعتقال.", "للاعتقال", "arrest", "asserted"),
    ("سافر القيادي للتخطيط لهجمات في العاصمة.", "لهجمات", "clash", "planned"),
    ("أطلقت القوات عملية لاستعادة المطار.", "لاستعادة", "capture", "planned"),
    ("تعرضت القرية لقصف عنيف.", "لقصف", "shelling", "asserted"),
    ("سنستعيد السيطرة على القاعدة.", "سنستعيد", "capture", "planned"),
    ("سيطر الجيش على البلدة.", "سيطر", "capture", "asserted"),
    ("ستواصل القوات عملية تحرير المدينة.", "تحرير", "capture", "planned"),
    ("تمت استعادة المدينة.", "استعادة", "capture", "asserted"),
    ("هدد الحزب بقطع الهدنة.", "بقطع", "agreement", "planned"),
    ("أحبط الجيش محاولة اقتحام المعسكر.", "اقتحام", "clash", "asserted"),
    ("إذا انسحب المسلحون من البلدة فستفتح الطريق.", "انسحب", "withdraw", "hypothetical"),
    ("قد يشن التنظيم هجوما.", "يشن", "clash", "hypothetical"),
    ("وقد سيطر الجيش على الجسر.", "سيطر", "capture", "asserted"),
    ("وفي حال سقوط المدينة ينزح الآلاف.", "سقوط", "capture", "hypothetical"),
    ("عقدت محادثات بهدف إنهاء النزاع المسلح.", "النزاع", "clash", "asserted"),
    ("انسحب المسلحون من القرية، ليغادر بعدهم السكان.", "ليغادر", "withdraw", "asserted"),
    ("نسبت السلطات الغارة إلى الجيش.", "الغارة", "airstrike", "asserted"),
    ("نفت الحركة مسؤوليتها عن الهجوم.", "الهجوم", "clash", "asserted"),
    ("ولم يعرف ما إذا كانت الغارة متعمدة.", "الغارة", "airstrike", "asserted"),
    ("تبنت الحركة التفجير.", "تبنت", "responsibility", "asserted"),
    ("نفت الحركة أي صلة بالتفجير.", "نفت", "responsibility", "denied"),
    ("حمل الوزير الحركة مسؤولية التفجير.", "حمل", "responsibility", "alleged"),
]


@pytest.mark.parametrize(("text", "trigger", "kind", "expected"), CASES)
def test_modality(text: str, trigger: str, kind: str, expected: str) -> None:
    assert judge(text, trigger, kind) == expected


def test_the_choice_is_explained() -> None:
    text = "تستعد القوات لاقتحام المدينة."
    tokens = tokenize(text)
    at = text.index("لاقتحام")
    _, features = modality(tokens, (0, len(text)), (at, at + 7), None, "advance")
    assert features and features[0].name == "modality-planned" and features[0].seen
