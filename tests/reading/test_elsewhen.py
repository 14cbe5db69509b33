"""Which times grammar keeps from a claim, in sentences of our own (codebook rules 7 and 8). Read on Friday 30 June 2017."""

from __future__ import annotations

import pytest

from marsad.reading import RuleReader
from tests.reading.asking import days_of


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        # the day of a saying
        ("أعلن الجيش السوداني، أمس الخميس، ضبط كمية من الأسلحة شرقي البلاد.", "seizure", [None]),
        ("قال الجيش الباكستاني أمس الخميس إن قواته قتلت خمسة مسلحين في وزيرستان.", "clash", [None]),
        # an aim has not the day of what was done for it
        ("انسحب الجيش الإسرائيلي من حي الزيتون الثلاثاء، فيما توعدت كتائب القسام بإطلاق الصواريخ على سديروت.", "shelling", [None]),
        # what a report adds at its end has a day of its own or none
        ("قتل خمسة مدنيين أمس في قصف على تعز. يذكر أن الحوثيين قصفوا سوقا في المدينة وقتلوا عشرة.", "shelling", ["2017-06-29", None]),
        ("انتشرت القوات العراقية أمس في المدينة. وكان تنظيم داعش قد سيطر على البلدة.", "capture", [None]),
        # a state told in a relative clause has not the day of the act, nor the act that of the state
        ("هاجم مسلحون أمس الخميس قوات الجيش التي تحاصر بلدة كيدال في شمال مالي.", "besiege", [None]),
        ("هاجم مسلحون أمس الخميس قوات الجيش التي تحاصر بلدة كيدال في شمال مالي.", "clash", ["2017-06-29"]),
        ("خاض الجيش السوداني معارك شرسة ضد الدعم السريع الذي كان يسيطر على الإذاعة منذ مارس 2016.", "clash", [None]),
        ("حققت قوات الدعم السريع تقدما باتجاه الفاشر التي تحاصرها منذ عام.", "advance", [None]),
        # former acts, days that nobody tells
        ("شنت الطائرات الروسية أمس غارات على إدلب. ونفذ الطيران غارات سابقة على البلدة.", "airstrike", ["2017-06-29", None]),
        ("شن الطيران الحربي أمس غارات على إدلب. وقبل أيام، قصف الطيران بلدة سراقب.", "airstrike", ["2017-06-29", None]),
        # a fight of a week is not of the day on which something came of it
        ("استطاعت القوات العراقية فجر الأحد اقتحام المستشفى بعد أن خاضت معارك ضارية استمرت نحو أسبوع ضد تنظيم داعش.", "clash", [None]),
        # when a finding was made known; the day of what an act answers
        ("وأظهر تحقيق أجرته الأمم المتحدة ونشر الشهر الماضي أن الحكومة مسؤولة عن هجوم بالكلور في مارس 2015.", "finding", ["2015-03"]),
        ("هاجم أبناء العشائر نقاطا لقوات سوريا الديمقراطية ردا على اغتيال شيخ من شيوخهم قبل يومين.", "clash", [None]),
    ],
)
def test_a_claim_does_not_get_the_time_of_something_else(reader: RuleReader, body: str, kind: str, expected: list[str | None]) -> None:
    assert days_of(reader, body, kind) == expected


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        # what goes on just now is of the day of the dispatch; a state is not dated
        ("تدور حاليا اشتباكات عنيفة بين الجيش السوداني وقوات الدعم السريع في الفاشر.", "clash", ["2017-06-30"]),
        ("تحاصر قوات النظام الآن بلدة مضايا في ريف دمشق.", "besiege", [None]),
        ("تسيطر القوات العراقية حاليا على الموصل.", "hold", [None]),
        # a part of a day that opens the sentence; a day far behind «منذ» that opens it
        ("وفجرا قصفت الطائرات الروسية بلدة كفر نبل.", "airstrike", ["2017-06-30"]),
        (
            "ومنذ التفجير الذي قتل فيه ستة من موظفي السفارة الأمريكية ومن حراسها في باكستان في ديسمبر الماضي، تزايدت الغارات "
            "الأمريكية على وزيرستان.",
            "airstrike", ["2016-12/2017-06-30"],
        ),
        # from a day to the next
        ("استمرت الاشتباكات مساء الأربعاء وحتى صباح الخميس في حي التضامن بدمشق.", "clash", ["2017-06-28/2017-06-29"]),
        ("سمعت انفجارات طوال أمس وحتى فجر اليوم في الخرطوم.", "bombing", ["2017-06-29/2017-06-30"]),
        ("قتل ستة مدنيين في قصف جوي ليل الأربعاء ــ الخميس على بلدة جرجناز.", "airstrike", ["2017-06-28/2017-06-29"]),
        ("قتل ستة مدنيين في قصف جوي ليلة الأربعاء على الخميس على بلدة جرجناز.", "airstrike", ["2017-06-28/2017-06-29"]),
    ],
)
def test_a_claim_gets_the_day_it_goes_on(reader: RuleReader, body: str, kind: str, expected: list[str | None]) -> None:
    assert days_of(reader, body, kind) == expected
