"""Names that no table knows: how far they go, and where they lie. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.registry.places.gazetteer import Gazetteer
from tests.places.test_find import found


@pytest.mark.parametrize(("text", "spans"), [
    # in marks
    ("سقطت قذائف في محيط تلة ’الشهيد باران‘ أمس", ["في محيط تلة ’الشهيد باران‘"]),
    ("سقطت صواريخ على بلدة «عين الجوزة الفوقا» ليلا", ["بلدة «عين الجوزة الفوقا»"]),
    ("هاجم مسلحون مطار (الشهيد كامل) العسكري", ["مطار (الشهيد كامل)"]),
    ("قصفت طائرات قريتي (زيوكي) و(كاني سارد) أمس", ["قريتي (زيوكي)", "كاني سارد"]),
    # persons
    ("سيطرت القوات على قرية سليمان طاهر العلي بريف الرقة", ["قرية سليمان طاهر العلي"]),
    ("قتل ثلاثة في قرية حسن آغا القديمة", ["قرية حسن آغا القديمة"]),
    ("انفجرت عبوة قرب مسجد الإمام علي بن أبي طالب في بعقوبة", ["قرب مسجد الإمام علي بن أبي طالب"]),
    ("وقع انفجار في شارع الملك عبد الله", ["شارع الملك عبد الله"]),
    # a name ends before what is told of it
    ("سقطت قذائف على قرية سليمان تعرضت لقصف", ["قرية سليمان"]),
    ("قتل اثنان في قرية يوسف الواقعة غرب كركوك", ["قرية يوسف"]),
    # two of a kind
    ("سيطر المقاتلون على تلتي ضهرة الزيتون وضهرة الرمان", ["تلتي ضهرة الزيتون", "ضهرة الرمان"]),
    # whose house it is
    ("قصفت طائرات مقر الفرقة 22 مشاة في تعز", ["مقر الفرقة 22 مشاة"]),
    ("سيطرت القوات على معسكر اللواء 115 في مأرب", ["معسكر اللواء 115"]),
    ("انسحب الجنود من قيادة المنطقة العسكرية الرابعة في عدن", ["قيادة المنطقة العسكرية الرابعة"]),
])
def test_a_name_is_whole(gazetteer: Gazetteer, text: str, spans: list[str]) -> None:
    hits = found(gazetteer, text)
    assert all(span in hits for span in spans), list(hits)


def test_what_is_quoted_is_no_name(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "قال إن قرية «تشهد معارك» قريبة") == {}


@pytest.mark.parametrize(("text", "span", "country", "admin1"), [
    ("استهدفت غارة منزلا في حي السلام بمدينة بنغازي", "حي السلام", "LY", "Benghazi"),
    ("وقعت اشتباكات في بلدة المنصورة في محافظة تعز", "بلدة المنصورة", "YE", "Taiz"),
])
def test_a_namesake_in_another_land_is_not_meant(gazetteer: Gazetteer, text: str, span: str, country: str, admin1: str) -> None:
    hit = found(gazetteer, text)[span]
    assert (hit.id, hit.country, hit.admin1) == (None, country, admin1)


def test_a_camp_in_the_province_around_its_own_stays(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "وقع انفجار في مخيم اليرموك في ريف دمشق")["مخيم اليرموك"].id == "ms:sy-yarmouk-camp"


@pytest.mark.parametrize("text", [
    "أصبحت العاصمة مدينة تعج بالسكان",
    "عاد التلاميذ في طريق عودتهم إلى البيوت",
    "نقلوا البضائع بطرق ملتوية إلى السوق",
    "طالبوا بحل الخلاف بطرق سلمية",
    "قال الدكتور وادي العنزي إن الحملة نجحت",
    "تراجعت الأسعار في قطاع الأدوية",
    "شارك عشرون ناشرا في محاور الندوة",
    "وافقت بلدية ومدينة مجاورة على الخطة",
    "تعثرت جولة المشاورات الأخيرة",
    "انتقل الصراع من مناطق القتال إلى ميدان الإعلام",
])
def test_words_of_the_language_are_no_names(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == {}


def test_a_name_ends_before_a_relative(gazetteer: Gazetteer) -> None:
    hits = found(gazetteer, "انفجرت سيارة أمام فندق البستان الذي يقيم فيه نواب، ثم توجهوا من مقر البلدية إلى المطار")
    assert not any(word in hit for hit in hits for word in ("الذي", "إلى")), list(hits)
