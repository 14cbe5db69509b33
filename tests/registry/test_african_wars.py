"""Who fights in Sudan, South Sudan, Chad, the Central African Republic, Congo and Ethiopia, by the press's names. The sentences are our
own."""

from __future__ import annotations

import pytest

from tests.registry.meant import read


@pytest.mark.parametrize(("text", "day", "words", "key"), [
    ("هاجمت ميليشيا أنتي بالاكا بلدة بوسانغوا في أفريقيا الوسطى", "2013-12-05", "ميليشيا أنتي بالاكا", "anti-balaka"),
    ("قتل مسلحو أنتي-بالاكا سبعة مدنيين في بوسانغوا بأفريقيا الوسطى", "2014-02-02", "مسلحو أنتي-بالاكا", "anti-balaka"),
    ("هاجم تحالف الوطنيين من أجل التغيير مدينة بانغاسو", "2021-01-03", "تحالف الوطنيين من أجل التغيير", "cpc-car"),
    ("دخل مقاتلو إم.23 مدينة غوما شرق الكونغو الديمقراطية", "2025-01-27", "مقاتلو إم.23", "m23"),
    ("دخل مقاتلو إم-23 مدينة غوما شرق الكونغو الديمقراطية", "2025-01-27", "مقاتلو إم-23", "m23"),
    ("تقدم مقاتلو لوران نكوندا نحو غوما في الكونغو الديمقراطية", "2008-10-28", "مقاتلو لوران نكوندا", "cndp"),
    ("صدت القوة المشتركة لحركات الكفاح المسلح هجوما في الفاشر بالسودان", "2024-05-02",
     "القوة المشتركة لحركات الكفاح المسلح", "darfur-joint-forces"),
    ("تقدم مقاتلو جبهة التناوب والوفاق في تشاد نحو ماو", "2021-04-17", "مقاتلو جبهة التناوب والوفاق في تشاد", "fact"),
    ("دخل المتمردون مدينة أبشي في تشاد", "2006-11-25", "المتمردون", "chad-rebels"),
    ("دخلت قوات دفاع تيغراي مدينة ميكيلي", "2021-06-29", "قوات دفاع تيغراي", "tplf"),
    ("هاجم مسلحو الجيش الأبيض حامية في جنوب السودان", "2025-03-05", "مسلحو الجيش الأبيض", "white-army-south-sudan"),
    # forces that the name of a man follows are his, not a state's
    ("اشتبكت قوات جورج أتور مع جيش جنوب السودان في فنجاك", "2011-03-01", "قوات جورج أتور", "athor-forces"),
    # men of a country who serve a body are the body's
    ("قتل جنود تنزانيون من قوات حفظ السلام قرب خور أبشي", "2013-07-13", "جنود تنزانيون من قوات حفظ السلام", "un-peacekeepers"),
    ("جرح اثنان من حفظة السلام الأمميين في بريا", "2017-11-20", "حفظة السلام الأمميين", "un-peacekeepers"),
    ("كمن مسلحون لقوة الاتحاد الأفريقي بدارفور", "2007-10-01", "قوة الاتحاد الأفريقي بدارفور", "amis"),
    # a plural with the ending that nothing hangs on does not take its object for its name, but takes an adjective
    ("هاجم مسلحون قوات الاتحاد الأفريقي في دارفور", "2007-10-01", "مسلحون", None),
    ("هاجم مسلحون حركة طالبان في قندوز", "2015-10-01", "حركة طالبان", "taliban"),
    ("هاجم مسلحون الحوثيين في ذمار", "2015-10-01", "الحوثيين", "houthis"),
    ("قاتل متمردون حوثيون في ذمار", "2015-10-01", "متمردون حوثيون", "houthis"),
])
def test_who_is_meant(text: str, day: str, words: str, key: str | None) -> None:
    said = read(text, day)
    assert words in said and said[words] == key, said


def test_two_tribes_bear_each_other_out() -> None:
    said = read("اندلعت اشتباكات بين قبيلتي الهوسا والبرتا في الروصيرص", "2022-07-16")
    assert {"hausa", "berta-sudan"} <= set(said.values())


def test_forces_of_an_unknown_man_are_not_the_state_s() -> None:
    said = read("هاجمت قوات جورج وليم قرية في جنوب السودان وصدها الجيش", "2011-03-01")
    assert "south-sudan" not in [key for words, key in said.items() if words.startswith("قوات")]
