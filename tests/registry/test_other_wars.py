"""Actors of other wars: who is meant by day and country, where several bear one name or none is said. The sentences are our own."""

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
        ("أحرق الجنجويد قرى في جبل مرة بإقليم دارفور", "2004-08-01", "الجنجويد", "janjaweed"),
        ("أحرق الجنجويد قرى قرب الجنينة في دارفور", "2023-06-20", "الجنجويد", "rsf"),
        ("هاجمت قوات الحركة الشعبية قيادة الحلو حامية في جنوب كردفان بالسودان", "2023-08-20", "قوات الحركة الشعبية قيادة الحلو", "spla-n"),
        ("صدت قوات دفاع شعب جنوب السودان هجوما قرب ملكال", "2025-05-02", "قوات دفاع شعب جنوب السودان", "south-sudan"),
        ("استعاد متمردو جنوب السودان مدينة بنتيو", "2014-04-15", "متمردو جنوب السودان", "spla-io"),
        ("دخل الثوار بلدة قرب مصراتة في ليبيا", "2011-05-10", "الثوار", "libya-rebels"),
        ("دخل الثوار بلدة قرب إدلب في سوريا", "2013-05-10", "الثوار", "syrian-opposition"),
        ("أطلقت كتائب القذافي قذائف على أجدابيا ثم انسحبت الكتائب", "2011-04-02", "الكتائب", "gaddafi-forces"),
        ("اغتالت قوات الاحتلال ثلاثة عراقيين في الفلوجة غرب العراق", "2005-03-02", "قوات الاحتلال", "mnf-iraq"),
        ("اعتقلت قوات الاحتلال شابين في نابلس والخليل بالضفة الغربية", "2005-03-02", "قوات الاحتلال", "israel"),
        ("صدت القوات المشتركة هجوما في حيس جنوب الحديدة باليمن", "2020-09-25", "القوات المشتركة", "yemen-joint-forces"),
        ("طردت القوات المسلحة الجنوبية مسلحين من زنجبار في اليمن", "2019-08-20", "القوات المسلحة الجنوبية", "stc"),
        ("اشتبك مسلحون دروز مع عشائر البدو في السويداء بسوريا", "2025-07-14", "عشائر البدو", "syria-tribes"),
        ("اشتبك مسلحون دروز مع عشائر البدو في السويداء بسوريا", "2025-07-14", "مسلحون دروز", "druze-sweida-factions"),
        ("قصفت الطائرات الميليشيات الموالية لإيران قرب البوكمال بسوريا", "2021-06-02", "الميليشيات الموالية لإيران", "iran-militias-syria"),
        ("انسحبت القوات الأذرية من التلال", "2020-10-02", "القوات الأذرية", "azerbaijan"),
        ("قال المتحدث باسم وزارة الدفاع الأرمنية إن القصف مستمر", "2020-10-02", "المتحدث باسم وزارة الدفاع الأرمنية", "armenia"),
        ("صد الانفصاليون الأرمن هجوما في ناغورني قره باغ", "2020-10-02", "الانفصاليون الأرمن", "artsakh-army"),
        ("تبنت حركة باكستان طالبان الهجوم في بيشاور", "2025-03-04", "حركة باكستان طالبان", "ttp"),
        ("قتل عشرة من المتطوعين للدفاع عن الوطن في بوركينا فاسو", "2023-02-27", "المتطوعين للدفاع عن الوطن", "vdp"),
        ("هاجمت جماعة أنصار الفرقان مخفرا في زابل الإيرانية", "2025-08-17", "جماعة أنصار الفرقان", "ansar-al-furqan"),
        ("اندلعت اشتباكات بين رجال القبائل في الكفرة جنوب ليبيا", "2012-06-09", "رجال القبائل", None),
        ("قال وزير الإعلام الجنوب سوداني إن الجيش انسحب", "2014-01-15", "وزير الإعلام الجنوب سوداني", "south-sudan"),
    ],
)
def test_who_is_meant_in_another_war(text: str, day: str, words: str, key: str | None) -> None:
    assert read(text, day)[words] == key


@pytest.mark.parametrize(("text", "day", "key"), [
    ("أصيب ثلاثة شبان برصاص الاحتلال قرب نابلس", "2023-11-14", "israel"),
    ("أصيب ثلاثة عراقيين برصاص الاحتلال في الفلوجة", "2006-05-03", "mnf-iraq"),
])
def test_an_act_bears_out_a_word_that_takes_a_side(text: str, day: str, key: str) -> None:
    assert read(text, day)["الاحتلال"] == key


def test_a_doubtful_name_is_nobody_s_who_is_gone() -> None:
    text = "كان معمر القذافي يحكم ليبيا. عقد حزب الكتائب اجتماعا ثم أصدرت الكتائب بيانا"
    assert "gaddafi-forces" not in [hit.id for hit in ACTORS.find(text, "2016-05-01") if hit.start > text.index("عقد")]
