"""How long an act lasts, which day and place its own words give it, in sentences of our own. Read on Friday 30 June 2017."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading import RuleReader


def _read(reader: RuleReader, body: str, kind: str) -> list[tuple[str | None, list[str]]]:
    text = f"تطورات ميدانية\n{body}"
    report = Report(id="r", title="تطورات ميدانية", text=text, published="2017-06-30", url="")
    claims = [claim for claim in reader.read(report) if claim.kind == kind]
    return [(claim.time.edtf if claim.time else None, [place.text for place in claim.places]) for claim in claims]


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        # a truce for some days: begun in the evening its days are the next ones
        (
            "أعلن التحالف هدنة إنسانية في اليمن. وتبدأ الهدنة مساء الأحد المقبل ولمدة (خمسة) أيام.", "agreement",
            [None, "2017-07-02/2017-07-07"],
        ),
        ("بدأت الخميس هدنة مدتها 72 ساعة في حلب.", "agreement", ["2017-06-29/2017-07-01"]),
        ("وقع الطرفان الخميس اتفاق هدنة في حمص.", "agreement", ["2017-06-29"]),
        # a night is that before the day on which someone spoke of it
        ("قال الجيش التركي في بيان أمس إن جنديين قتلا في انفجار قنبلة قرب ديار بكر خلال الليل.", "bombing", ["2017-06-28/2017-06-29"]),
        ("انفجرت سيارة مفخخة في بغداد الليلة الماضية.", "bombing", ["2017-06-29/2017-06-30"]),
        # what went on for weeks has not the one day that another sentence tells
        (
            "سيطر الجيش السوري الخميس على تدمر. وخاض الجيش السوري معارك عنيفة في المدينة استمرت نحو أسبوع.", "clash", [None],
        ),
        ("استمرت الاشتباكات بين الجيش السوري وتنظيم داعش في تدمر حتى مساء أمس.", "clash", ["2017-06-29"]),
        ("قتل 3216 شخصا جراء غارات التحالف الدولي في سوريا منذ 23 سبتمبر 2014، وحتى فجر أمس.", "casualties", ["2014-09-23/2017-06-29"]),
        # what is done again and again, or lately, has not the day of another sentence
        (
            "قصفت قوات النظام بالمدفعية حي الوعر في حمص الخميس. وكثيرا ما تقصف قوات النظام أحياء المدينة بالمدفعية.",
            "shelling", ["2017-06-29", None],
        ),
        (
            "استهدفت غارة أمريكية سيارة في شبوة الأربعاء. وقتل عدد من قادة القاعدة في الأشهر الأخيرة في غارات أمريكية.",
            "airstrike", ["2017-06-28", None],
        ),
        # since when they accuse; what was left undone
        (
            "هاجم انتحاري مقرا حكوميا في سروج الأربعاء. وحمل رئيس الوزراء منذ مساء الأربعاء تنظيم داعش مسؤولية الهجوم.",
            "responsibility", ["2017-06-28"],
        ),
        (
            "هاجم انتحاري مقرا حكوميا في سروج الأربعاء. ويتهم المعارضون منذ أشهر الحكومة بأنها لم تحم السكان.",
            "responsibility", [None],
        ),
        # then: the day that was just told
        ("قتل عشرة جنود أفغان في ولاية لوغار في مارس 2014. وقتل آنذاك خمسة مدنيين بصاروخ.", "casualties", ["2014-03", "2014-03"]),
        # the deed that the arrested are held for has its own day
        (
            "أعلن وزير الداخلية العراقي الخميس اعتقال المتورطين بالتفجير الذي استهدف ناحية بني سعد بمحافظة ديالى الثلاثاء.",
            "arrest", [None],
        ),
        ("اعتقلت قوات الأمن عشرة أشخاص خلال اشتباكات في القدس الخميس.", "arrest", ["2017-06-29"]),
    ],
)
def test_the_time_of_a_claim(reader: RuleReader, body: str, kind: str, expected: list[str | None]) -> None:
    assert [time for time, _ in _read(reader, body, kind)] == expected


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        # where a truce is told again
        (
            "صدر بيان بشأن الالتزام بهدنة إنسانية في اليمن. وتبدأ الهدنة مساء الأحد المقبل.", "agreement", "اليمن",
        ),
        # where the arrested had fought, and where they were caught
        ("اعتقلت الشرطة الكويتية خلية من تنظيم داعش، قاتل بعض أفرادها مع التنظيم في العراق وسوريا.", "arrest", ""),
        ("ألقت الشرطة القبض على شاب قاتل في سوريا لدى وصوله إلى مطار بيروت.", "arrest", "مطار بيروت"),
        ("أعلن وزير الداخلية العراقي اعتقال المتورطين بالتفجير الذي استهدف ناحية بني سعد بمحافظة ديالى.", "arrest", ""),
        # what a protest is about, whence a fire came, whither they fled
        (
            "خرجت تظاهرة حاشدة في إسطنبول الخميس احتجاجا على العمليات التي ينفذها الجيش التركي في شمال العراق.", "protest", "إسطنبول",
        ),
        (
            "اندلعت أمس مواجهات بين الشرطة التركية ومتظاهرين في إسطنبول. واستخدمت الشرطة قنابل الغاز لتفريق المتظاهرين الذين احتجوا "
            "على العمليات التي ينفذها الجيش في شمال العراق.",
            "protest", "إسطنبول",
        ),
        (
            "انطلق قصف المدفعية التركية فجر أمس من مدينة دجلة واستهدف مواقع المسلحين قرب الحدود العراقية.", "shelling",
            "قرب الحدود العراقية",
        ),
        (
            "سيطرت المقاومة على المدينة الخضراء، وهي المنطقة التي قصفت منها ميليشيات الحوثي الأحياء السكنية في عدن.", "shelling", "عدن",
        ),
        (
            "فرت ميليشيات الحوثي من منطقة جعولة فجر أمس إلى منطقة الفيوش في محافظة لحج بعد غارات للتحالف.", "airstrike", "منطقة جعولة",
        ),
        # a truce of which nobody tells where it holds, in a report of one country
        (
            "طالب الرئيس اليمني ميليشيات الحوثي وقوات صالح باحترام الهدنة التي بدأت أمس. وقتل جندي في اليمن.", "agreement", "اليمن",
        ),
        # the web is no place, nor is where those are who told the paper
        ("اعتقلت الشرطة رجلين نشرا دعاية لتنظيم داعش على موقع التواصل الاجتماعي «تويتر».", "arrest", ""),
        (
            "قتلت قوات الاحتلال شابا في بلدة بيت أمر. مصادر الصحيفة في مدينة الخليل أبلغتنا أن قوات الاحتلال أطلقت النار على شقيقه.",
            "killing", "بلدة بيت أمر",
        ),
        (
            "هاجم انتحاري مقرا حكوميا في سروج الأربعاء. ويتهم حلفاء تركيا منذ أشهر أنقرة بأنها لا تبذل جهودا كافية لمكافحة تنظيم داعش.",
            "responsibility", "",
        ),
    ],
)
def test_the_place_of_a_claim(reader: RuleReader, body: str, kind: str, expected: str) -> None:
    found = _read(reader, body, kind)
    assert found and all(places[:1] == ([expected] if expected else []) for _, places in found)


def test_one_act_has_one_day(reader: RuleReader) -> None:
    body = (
        "تبنى تنظيم داعش التفجير الانتحاري الذي وقع في مدينة سروج. وطالب سكان المدينة بحمايتهم. "
        "وكان انتحاري قد فجر نفسه الثلاثاء في مدينة سروج وقتل 32 شخصا."
    )
    assert [time for time, _ in _read(reader, body, "responsibility")] == ["2017-06-27"]
