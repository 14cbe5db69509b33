"""Finding actors: spans, boundaries, clitics, quotation marks, nationalities, generics."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.languages.arabic.tokens import tokenize
from marsad.registry.actors import load_actors

ACTORS = load_actors()


def found(text: str, day: str | None = None) -> list[tuple[str, str | None]]:
    return [(text[hit.start : hit.end], hit.id) for hit in ACTORS.find(text, day)]


@pytest.mark.parametrize(("text", "words", "key"), [
    ('انسحب تنظيم "داعش" من البلدة', 'تنظيم "داعش"', "isis"),
    ('تبنى تنظيم الدولة الإسلامية "داعش" الهجوم', 'تنظيم الدولة الإسلامية "داعش"', "isis"),
    ("هاجم مقاتلو تنظيم «داعش» الإرهابي القرية", "مقاتلو تنظيم «داعش» الإرهابي", "isis"),
    ("حركة المقاومة الإسلامية (حماس) قالت", "حركة المقاومة الإسلامية (حماس)", "hamas"),
    ("هجوم شنه تنظيم /داعش/ في حصيبة", "تنظيم /داعش/", "isis"),
    ("غارات على مواقع للحوثيين", "للحوثيين", "houthis"),
    ("وللحوثيين هناك نقطة", "للحوثيين", "houthis"),
    ("تصدت لميليشيات الحوثي", "ميليشيات الحوثي", "houthis"),
    ("شنّ التَّحالُفُ العَرَبيُّ غارة", "التَّحالُفُ العَرَبيُّ", "saudi-coalition"),
    ("وَالحُوثيّونَ ردوا", "الحُوثيّونَ", "houthis"),
    ("القوات الموالية للرئيس اليمني عبد ربه منصور هادي تقدمت", "القوات الموالية للرئيس اليمني عبد ربه منصور هادي", "yemen-government"),
    ("الحرس الجمهوري الموالي للمخلوع صالح انسحب", "الحرس الجمهوري الموالي للمخلوع صالح", "saleh-forces"),
    ("قصفت الطائرات الحربية التركية", "الطائرات الحربية التركية", "turkey"),
    ("وزير الدفاع الروسي سيرغي شويغو قال", "وزير الدفاع الروسي", "russia"),
    ("المتحدث باسم الجيش العراقي", "المتحدث باسم الجيش العراقي", "iraqi-government"),
    ("حكومة أنقرة أعلنت", "حكومة أنقرة", "turkey"),
    ("التحالف الذي تقوده السعودية قصف", "التحالف الذي تقوده السعودية", "saudi-coalition"),
    ("ائتلاف آخر وتحالف بقيادة الولايات المتحدة قصف", "تحالف بقيادة الولايات المتحدة", "us-coalition"),
    ("مقاتلون أكراد دخلوا", "مقاتلون أكراد", "kurdish-fighters"),
    ("القوات السورى الديمقراطية لا، بل قوات سورية الديموقراطية", "قوات سورية الديموقراطية", "sdf"),
    ("عناصر من حزب العمال الكردستاني هاجموا", "عناصر من حزب العمال الكردستاني", "pkk"),
    ("قتل في غارة إسرائيلية على البلدة", "إسرائيلية", "israel"),
    ("#تنظيم_داعش ينسحب", "تنظيم_داعش", "isis"),
    ("قالت وكالة الأنباء السورية الرسمية «سانا»", "وكالة الأنباء السورية الرسمية «سانا»", "sana"),
    ("بحسب صحيفة «الوطن» السورية", "صحيفة «الوطن» السورية", "alwatan-sy"),
])
def test_the_whole_name_is_the_span(text: str, words: str, key: str) -> None:
    assert (words, key) in found(text)


@pytest.mark.parametrize("text", [
    "داعشان والمداعشة", "حصة الأسد من الأرباح", "القاعدة الجوية في المطار", "بكل قوة وحماس", "الاتحاد الأوروبي لكرة القدم",
    "وأفاد المصدر بأن الطريق سالك", "صلاة المغرب في المسجد", "مجلس الإدارة اجتمع", "هجوم الشباب سجل هدفين",
])
def test_what_only_looks_like_an_actor(text: str) -> None:
    assert not [key for _, key in found(text) if key]


def test_two_actors_are_two() -> None:
    both = found("معارك بين الحوثيين والمقاومة الشعبية", "2015-07-22")
    assert both == [("الحوثيين", "houthis"), ("المقاومة الشعبية", "yemen-resistance")]
    assert found("طردت قوات سوريا الديمقراطية المتطرفين")[0] == ("قوات سوريا الديمقراطية", "sdf")
    assert ("الجيش التركي", "turkey") in found("المعارضة السورية مدعومة من الجيش التركي")


def test_hard_punctuation_ends_a_name() -> None:
    assert found("تنظيم، داعش")[-1] == ("داعش", "isis")
    assert ("قوات", None) in found("قوات. سوريا الديمقراطية")


@pytest.mark.parametrize(("text", "cls"), [
    ("قتل مسلحون مجهولون ضابطا", "unknown"), ("مقتل 17 مدنيا", "civilians"), ("قتل عسكري في الهجوم", "troops"),
    ("انسحب التنظيم", "organisation"), ("قصف التحالف", "coalition"), ("فجر انتحاري نفسه", "bomber"),
    ("تعرضت لهجمات من أطراف عدة", "parties"), ("القوات الموالية لها", "allies"),
])
def test_who_has_no_name_has_a_class(text: str, cls: str) -> None:
    assert cls in [hit.cls for hit in ACTORS.find(text) if hit.id is None]


def test_an_adjective_is_no_soldier() -> None:
    assert not ACTORS.find("بدأ هجوم عسكري واسع")
    assert not ACTORS.find("الهجوم الانتحاري وقع ليلا")


def test_a_government_is_that_of_its_day() -> None:
    assert found("الجيش السوري", "2017-06-30") == [("الجيش السوري", "syrian-government")]
    assert found("الجيش السوري", "2025-03-01") == [("الجيش السوري", "syria-transitional")]
    assert found("الحكومة الليبية", "2018-01-01") == [("الحكومة الليبية", "gna")]
    assert found("الجيش الليبي", "2018-01-01") == [("الجيش الليبي", "lna")]


def test_no_group_before_it_was_founded() -> None:
    assert not [key for _, key in found("المجلس الانتقالي الجنوبي", "2015-07-22") if key == "stc"]


def test_a_shared_name_keeps_its_candidates() -> None:
    hit, = ACTORS.find("تبنته أنصار الشريعة في اليمن")
    assert hit.id == "aqap"
    hit, = ACTORS.find("تبنته جماعة أنصار الشريعة")
    assert hit.id is None and {"aqap", "ansar-al-sharia-libya"} <= set(hit.candidates)


def test_tokens_serve_as_well_as_text() -> None:
    text = "استعاد تنظيم «داعش» السيطرة على حي من قوات سوريا الديمقراطية"
    assert ACTORS.find(tokenize(text)) == ACTORS.find(text)


_WORDS = ["تنظيم", "داعش", "«داعش»", "قوات", "النظام", "السوري", "للحوثيين", "والمقاومة", "الشعبية", "(", ")", '"', "،", ".", "الجيش",
          "التركي", "الذي", "تقوده", "السعودية", "التحالف", "عناصر", "من", "الموالية", "صالح", "لـ", "مُسلَّحون", "12", "\n", "ﷲ", "\u200f"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join) | st.text(max_size=60))
def test_spans_are_slices_in_order(text: str) -> None:
    last = 0
    for hit in ACTORS.find(text):
        assert last <= hit.start < hit.end <= len(text)
        assert hit.id is None or hit.id in ACTORS
        assert all(key in ACTORS for key in hit.candidates)
        last = hit.end


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["تنظيم داعش", "قوات سوريا الديمقراطية", "المقاومة الشعبية", "الجيش العراقي"]), st.data())
def test_marks_and_tatweel_change_nothing(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 1))
    mark = data.draw(st.sampled_from(["\u064e", "\u0651", "ـ", "\u200c"]))
    marked = name[:at] + mark + name[at:]
    if name[at] == " " and mark in "ـ":
        return
    text = f"قال إن {marked} هنا"
    assert [hit.id for hit in ACTORS.find(text)] == [hit.id for hit in ACTORS.find(f"قال إن {name} هنا")]
