"""Who is meant in the wars of Yemen and Libya, by day, by the names that each side gives the other. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.registry.actors import load_actors
from marsad.registry.antecedents import resolve
from marsad.registry.places import load_gazetteer

ACTORS = load_actors()
GAZETTEER = load_gazetteer()


def read(text: str, day: str) -> dict[str, str | None]:
    hits = ACTORS.find(text, day)
    places = [(place.start, place.country) for place in GAZETTEER.find(text) if place.country]
    meant = resolve(hits, ACTORS, day=day, places=places)
    return {text[hit.start : hit.end]: said.id for hit, said in zip(hits, meant, strict=True)}


@pytest.mark.parametrize(
    ("text", "day", "words", "key"),
    [
        ("انتشرت ألوية الحماية الرئاسية في كريتر بعدن", "2018-01-29", "ألوية الحماية الرئاسية", "yemen-government"),
        ("تعرض اللواء 310 مدرع لهجوم في عمران باليمن", "2014-06-20", "اللواء 310 مدرع", "brigade-310"),
        ("اتهم المجلس الانتقالي الجنوبي مليشيا الإخوان بقصف شقرة في أبين باليمن", "2020-06-02", "مليشيا الإخوان", "islah"),
        ("اتهمت الشرطة مليشيات الإخوان بحرق كنيسة في المنيا بمصر", "2013-08-15", "مليشيات الإخوان", "muslim-brotherhood"),
        ("أسقط سلاح الجو المسير اليمني طائرة فوق الجوف", "2021-06-02", "سلاح الجو المسير اليمني", "houthis"),
        ("صدت اللجان الشعبية هجوما في نهم باليمن", "2018-06-02", "اللجان الشعبية", "houthis"),
        ("اتهم حلف قبائل حضرموت مسلحين بقطع الطريق قرب سيئون", "2025-12-02", "حلف قبائل حضرموت", "hadramawt-tribal-alliance"),
        ("انسحب اللواء الأول عمالقة من حيس بالحديدة", "2021-11-12", "اللواء الأول عمالقة", "giants-brigades"),
        ("قصفت القوات التابعة للوفاق موقعا جنوب طرابلس بعد بيان حكومة الوفاق الوطني", "2019-05-02", "القوات التابعة للوفاق", "gna"),
        ("تقدمت قوات عملية البنيان المرصوص في سرت بليبيا", "2016-08-02", "قوات عملية البنيان المرصوص", "gna"),
        ("قصفت قوات اللواء المتقاعد خليفة حفتر حي الصابري في بنغازي", "2014-11-02", "قوات اللواء المتقاعد خليفة حفتر", "lna"),
        ("انتشر اللواء 444 قتال في أبو سليم بطرابلس", "2025-05-13", "اللواء 444 قتال", "brigade-444"),
        ("هاجمت كتيبة درع ليبيا حيا في الكفرة", "2012-06-10", "كتيبة درع ليبيا", "libya-shield"),
        ("فرت مليشيا الكاني من ترهونة في ليبيا", "2020-06-05", "مليشيا الكاني", "seventh-brigade"),
        ("هاجم مسلحون من قبيلة الزوية حيا في الكفرة بليبيا", "2012-06-10", "مسلحون من قبيلة الزوية", "zuwayya"),
        ("طرد الجيش متمردين تشاديين من مرزق في ليبيا", "2019-02-20", "متمردين تشاديين", "chad-rebels"),
        ("تبنت سرايا الدفاع عن بنغازي الهجوم على رأس لانوف", "2017-03-03", "سرايا الدفاع عن بنغازي", "libya-islamists"),
    ],
)
def test_who_is_meant(text: str, day: str, words: str, key: str | None) -> None:
    assert read(text, day)[words] == key


def test_militias_are_those_whom_the_report_calls_so() -> None:
    text = "سيطرت مليشيا الانتقالي على زنجبار، ونهبت المليشيا مقرات في أبين باليمن، ثم أغلقت المليشيات الطريق"
    meant = read(text, "2020-05-20")
    assert (meant["المليشيا"], meant["المليشيات"]) == ("stc", "stc")
    assert read("اقتحمت المليشيات منازل في إب باليمن، وخطفت شابين", "2020-05-20")["المليشيات"] in (None, "houthis")


def test_the_armed_forces_are_those_of_the_side_that_speaks() -> None:
    text = "قال العميد يحيى سريع إن القوات المسلحة اليمنية أصابت سفينة في البحر الأحمر"
    assert read(text, "2024-03-10")["القوات المسلحة اليمنية"] == "houthis"
    assert read("انتشرت القوات المسلحة اليمنية في سيئون", "2024-03-10")["القوات المسلحة اليمنية"] == "yemen-government"
