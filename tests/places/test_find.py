"""Finding places in text: context, spans, choice, geometry. The sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.registry.places.gazetteer import Gazetteer
from marsad.registry.places.hits import PlaceHit


def found(gazetteer: Gazetteer, text: str, anaphora: bool = False) -> dict[str, PlaceHit]:
    hits = gazetteer.find(text, anaphora=anaphora)
    for hit in hits:
        assert text[hit.start : hit.end] == hit.text
        assert hit.start <= hit.head_start <= hit.head_end <= hit.end
    return {hit.text: hit for hit in hits}


@pytest.mark.parametrize(("text", "span", "ident", "precision"), [
    ("وصلت القافلة إلى بلدة خان شيخون صباحا", "بلدة خان شيخون", "ms:sy-khan-shaykhun", 1),
    ("تجددت الاشتباكات في محافظة حلب", "محافظة حلب", "ms:sy-aleppo-gov", 3),
    ("تجددت الاشتباكات في حلب", "حلب", "ms:sy-aleppo", 1),
    ("استهدف القصف ريف حلب الجنوبي الشرقي أمس", "ريف حلب الجنوبي الشرقي", "ms:sy-aleppo-gov/se", 3),
    ("قتل ثلاثة جنود جنوب شرق حلب", "جنوب شرق حلب", "ms:sy-aleppo-gov/se", 2),
    ("نزح آلاف المدنيين من شمال سوريا", "شمال سوريا", "ms:sy/n", 3),
    ("انسحبت القوات من حي الصناعة في مدينة الرقة", "حي الصناعة", "ms:sy-raqqa-sinaa-q", 1),
    ("قصفت الطائرات قاعدة الشعيرات فجرا", "قاعدة الشعيرات", "ms:sy-shayrat-airbase-airport", 1),
    ("أصيب طفلان قرب دير الزور", "قرب دير الزور", "ms:sy-deir-ez-zor", 2),
    ("عادت الكهرباء لحلب بعد أيام في سوريا", "حلب", "ms:sy-aleppo", 1),
    ("دارت معارك بالرقة والحسكة", "الرقة", "ms:sy-raqqa", 1),
    ("سيطرت المقاومة على مديرية حرض", "مديرية حرض", "ms:ye-haradh", 2),
    ("هاجم مسلحون دوريات على الحدود السورية", "الحدود السورية", "ms:sy", 3),
    ("دخلت القوات الأراضي اليمنية", "الأراضي اليمنية", "ms:ye", 3),
    ("اندلعت مواجهات في كفرنبل بريف إدلب", "كفرنبل", "ms:sy-kafranbel", 1),
    ("اندلعت مواجهات في كفر نبل بريف إدلب", "كفر نبل", "ms:sy-kafranbel", 1),
])
def test_a_place_in_its_context(gazetteer: Gazetteer, text: str, span: str, ident: str, precision: int) -> None:
    hits = found(gazetteer, text)
    assert span in hits, list(hits)
    assert (hits[span].id, hits[span].precision) == (ident, precision)
    assert hits[span].lat is not None


@pytest.mark.parametrize("text", [
    "فتح الرجل الباب ثم خرج إلى العمل",
    "نهضت الصناعة في السنوات الأخيرة",
    "يلتقي الفريقان مساء الجمعة",
    "كان اللقاء وديا حتى الدقيقة الأخيرة",
    "قال الدكتور أحمد الحلبي إن العلاج متاح",
    "تحدث المهندس علي صالح عن المشروع",
    "عم السلام بين الجيران",
    "أعلنت جامعة دمشق نتائج القبول",
])
def test_common_words_and_parts_of_names_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == {}


def test_after_a_preposition_a_name_has_none_of_its_own(gazetteer: Gazetteer) -> None:
    assert "شيلي" not in found(gazetteer, "سقطت قذائف على بشيلي ليلا")


def test_adjectives_are_no_places(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "أكدت الحكومة السورية والخارجية العراقية ذلك") == {}


def test_type_word_chooses_between_town_and_governorate(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "في محافظة درعا")["محافظة درعا"].type == "governorate"
    assert found(gazetteer, "في مدينة درعا")["مدينة درعا"].type == "city"


def test_parents_beside_choose_between_same_named_places(gazetteer: Gazetteer) -> None:
    hama = found(gazetteer, "قصفت المدفعية بلدة صوران بريف حماة")
    aleppo = found(gazetteer, "قصفت المدفعية بلدة صوران بريف حلب الشمالي قرب أعزاز")
    assert hama["بلدة صوران"].id == "ms:sy-suran-hama"
    assert aleppo["بلدة صوران"].id == "ms:sy-suran-azaz"
    names = {feature.name for feature in hama["بلدة صوران"].candidates[0].features}
    assert "parent-beside" in names


def test_country_of_the_report_chooses(gazetteer: Gazetteer) -> None:
    syria = found(gazetteer, "اشتباكات في بلدة المنصورة قرب الطبقة والرقة في سوريا")
    yemen = found(gazetteer, "اشتباكات في المنصورة ودار سعد وخور مكسر في عدن باليمن")
    assert syria["بلدة المنصورة"].country == "SY"
    assert yemen["المنصورة"].country == "YE"


def test_lists_inherit_the_type_word(gazetteer: Gazetteer) -> None:
    hits = found(gazetteer, "وتحديدا مدينتي جرابلس في آب الماضي والباب في شباط")
    assert hits["الباب"].id == "ms:sy-al-bab"


def test_unknown_names_are_kept_as_text(gazetteer: Gazetteer) -> None:
    hits = found(gazetteer, "استعاد الجيش قريتي دويرات والمغازلة وقرية تل البنفسج جنوب شرق محافظة نينوى")
    assert hits["قرية تل البنفسج"].id is None
    assert hits["قريتي دويرات"].id is None
    assert hits["المغازلة"].id is None
    assert hits["جنوب شرق محافظة نينوى"].id == "ms:iq-ninewa-gov/se"


def test_an_unknown_quarter_has_the_point_of_its_town(gazetteer: Gazetteer) -> None:
    hit = found(gazetteer, "سقطت قذيفة على حي البنفسج في مدينة الرقة")["حي البنفسج"]
    assert (hit.id, hit.precision, hit.country) == (None, 1, "SY")
    assert hit.lat == gazetteer.get("ms:sy-raqqa").lat


def test_names_of_other_things_hold_no_place(gazetteer: Gazetteer) -> None:
    assert "سوريا" not in found(gazetteer, "تقدمت قوات سوريا الديمقراطية في مدينة الرقة")


def test_a_distance_moves_the_point(gazetteer: Gazetteer) -> None:
    hit = found(gazetteer, "على بعد 60 كم جنوب الرقة")["60 كم جنوب الرقة"]
    raqqa = gazetteer.get("ms:sy-raqqa")
    assert hit.lat is not None and raqqa.lat is not None
    assert (raqqa.lat - hit.lat) * 111 == pytest.approx(60, abs=2)
    assert (hit.precision, hit.relation) == (2, "distance")


@pytest.mark.parametrize("text", [
    "سيطر على المنطقة الممتدة من الرصافة في ريف الرقة حتى بلدة أثريا في ريف حماة",
    "قطع الثوار الطريق الرابط بين الرصافة وأثريا",
    "قطع الثوار طريق الرصافة – أثريا",
])
def test_stretches(gazetteer: Gazetteer, text: str) -> None:
    ids = {hit.id for hit in found(gazetteer, text).values() if hit.relation == "stretch"}
    assert ids == {"ms:sy-ithriya~ms:sy-resafa"}


def test_words_that_go_back(gazetteer: Gazetteer) -> None:
    text = "دخل الجيش مدينة تدمر في محافظة حمص. ثم انسحب من المدينة إلى جنوب شرق المحافظة وريفها"
    hits = found(gazetteer, text, anaphora=True)
    assert hits["المدينة"].id == "ms:sy-palmyra"
    assert hits["جنوب شرق المحافظة"].id == "ms:sy-homs-gov/se"
    assert "المدينة" not in found(gazetteer, text)


def test_hits_become_mentions(gazetteer: Gazetteer) -> None:
    mention = found(gazetteer, "في مدينة الرقة")["مدينة الرقة"].mention()
    assert (mention.type, mention.id, mention.precision, mention.country) == ("place", "ms:sy-raqqa", 1, "SY")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["حلب", "في", "مدينة", "ريف", "وإلى", "«الرقة»", "،", "\n", "ـــ", "شمال", "الـرّقّة", "ﺣﻠﺐ", "قرية", "طريق",
                                 "تل", "12كم", "#دير_الزور", "المحافظة", "والباب", "من", "حتى", "الحدود", "السورية"]), max_size=25))
def test_every_hit_equals_its_slice(gazetteer: Gazetteer, parts: list[str]) -> None:
    text = " ".join(parts)
    for hit in gazetteer.find(text, anaphora=True):
        assert text[hit.start : hit.end] == hit.text
        assert 0 <= hit.start <= hit.head_start <= hit.head_end <= hit.end <= len(text)
        if hit.id is not None:
            assert gazetteer.get(hit.id).id == hit.id


def test_a_countryside_of_a_town_without_a_governorate_of_its_own_row(gazetteer: Gazetteer) -> None:
    town = next(place for place in gazetteer.lookup("زومبا") if place.country == "MW")
    hits = gazetteer.find("قال شهود في مدينة زومبا إن النيران امتدت إلى ريف زومبا الشمالي ثم إلى أنحاء البلاد", anaphora=True)
    assert {hit.id.split("/")[0] for hit in hits if hit.id} == {town.id}


@pytest.mark.parametrize(("text", "span", "country"), [
    ("سيطر المقاتلون على ساحة الخالص فجرا", "ساحة الخالص", "IQ"),
    ("انسحب الجنود من ملعب الفلوجة بعد اشتباكات في العراق", "ملعب الفلوجة", "IQ"),
    ("قصفت المدفعية طريق لودر ليلا", "طريق لودر", "YE"),
])
def test_a_spot_called_after_a_town_is_not_the_town(gazetteer: Gazetteer, text: str, span: str, country: str) -> None:
    hit = found(gazetteer, text)[span]
    assert (hit.id, hit.relation, hit.precision, hit.country) == (None, "near", 2 if span.startswith("طريق") else 1, country)
    assert hit.lat is not None


def test_a_spot_with_a_record_of_its_own_keeps_it(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "تقدمت القوات نحو مثلث العند")["مثلث العند"].id == "ms:ye-al-anad-junction"


@pytest.mark.parametrize("text", [
    "دارت مواجهات بين الأكراد ومسلحي التنظيم في الرقة", "قصف الطيران قريتين وجسرين قرب إدلب", "اشتدت المعركة في لبنان أمس",
    "تحرير عدن بوابة لتحرير اليمن", "سيطروا على بضع بلدات وأعدموا أسرى في ليبيا",
])
def test_words_that_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    wrong = {"الأكراد", "قريتين", "جسرين", "المعركة", "بوابة لتحرير", "بلدات وأعدموا"}
    assert not wrong & set(found(gazetteer, text, anaphora=True))


@pytest.mark.parametrize(("text", "span", "ident"), [
    # names that could be two of a kind
    ("انفجرت عبوة في البحرين مساء السبت", "البحرين", "ms:bh"),
    ("سيطر التنظيم على القريتين في محافظة حمص ثم تقدم نحو تدمر", "القريتين", "ms:sy-al-qaryatayn"),
    # «the city» of a list of quarters is the one told before, not Medina
    ("قصف الطيران الزبداني ثم شن غارات على مناطق المدينة", "مناطق المدينة", "ms:sy-zabadani"),
])
def test_names_that_are_words_too(gazetteer: Gazetteer, text: str, span: str, ident: str) -> None:
    assert found(gazetteer, text, anaphora=True)[span].id == ident


@pytest.mark.parametrize(("text", "word"), [
    ("تجمع المصلون لصلاة المغرب في مساجد القاهرة", "المغرب"), ("انفجرت السيارة قبيل المغرب في بغداد", "المغرب"),
    ("اشتبكت كتيبة شهداء أبو سليم مع مسلحين في درنة", "أبو سليم"), ("دعا إلى مد يد العون لأهالي تعز", "مد يد"),
])
def test_a_prayer_a_brigade_and_a_hand_are_no_places(gazetteer: Gazetteer, text: str, word: str) -> None:
    assert word not in found(gazetteer, text)


def test_a_quarter_of_another_country_is_not_meant(gazetteer: Gazetteer) -> None:
    """Many towns have a quarter of liberation; the one that the tables know lies in Mosul."""
    hits = found(gazetteer, "قصف المسلحون حي التحرير في تعز، ثم قصفوا صنعاء وعدن ومأرب وذمار في اليمن")
    assert hits["حي التحرير"].id is None
    assert hits["حي التحرير"].country == "YE"


def test_a_country_before_its_capital_of_the_same_name(gazetteer: Gazetteer) -> None:
    hits = found(gazetteer, "عاد الوفد من الجزائر ثم انتقل إلى مدينة الجزائر")
    assert hits["الجزائر"].id == "ms:dz"
    assert hits["مدينة الجزائر"].id == "ms:dz-algiers"


@pytest.mark.parametrize(("text", "word", "ident"), [
    ("قال الوزير السعودي إن الأمن مستتب في المملكة", "المملكة", "ms:sa"),
    ("زار بغداد ثم أربيل في إقليم كردستان والتقى رئيس الإقليم", "الإقليم", "ms:iq-kurdistan-region"),
    ("عقد اجتماع في طهران بحث القضاء عليه", "القضاء", None),
    ("أصدرت بغداد قرارا للمحافظة على الآثار", "للمحافظة", None),
])
def test_words_that_go_back_only_to_what_they_can(gazetteer: Gazetteer, text: str, word: str, ident: str | None) -> None:
    hits = found(gazetteer, text, anaphora=True)
    assert (hits[word].id if word in hits else None) == ident


@pytest.mark.parametrize(("text", "span", "ident"), [
    ("هجوم في سيناء أمس", "سيناء", "ms:eg-sinai-region"),
    ("غارة في منطقة بركي براك بولاية لوغار", "منطقة بركي براك", "ms:af-baraki-barak-dist"),
    ("إطلاق نار في ولاية كولورادو", "ولاية كولورادو", "ms:us-colorado-gov"),
    ("اشتباكات في صنعاء وعمران وذمار", "عمران", "ms:ye-amran"),
])
def test_places_beside_the_theatres(gazetteer: Gazetteer, text: str, span: str, ident: str) -> None:
    assert found(gazetteer, text)[span].id == ident


@pytest.mark.parametrize("text", [
    "قصف الجيش مدينة حلب، العاصمة الاقتصادية للبلاد.", "قال ناشطون إن حلب هي العاصمة الاقتصادية لسوريا.",
])
def test_a_capital_of_trade_is_no_seat_of_government(gazetteer: Gazetteer, text: str) -> None:
    assert "ms:sy-damascus" not in {hit.id for hit in gazetteer.find(text, anaphora=True)}


@pytest.mark.parametrize(("text", "wrong"), [
    ("شنت الطائرات غارات على معسكرات الأكراد في سوريا قرب الرقة.", "ms:sy-akrad-raqqa-q"),
    ("فجر مسلحون وسائل المواصلات في سوريا قرب حلب.", "ms:sy-muwasalat-aleppo-q"),
    ("كان الأطفال يلعبون على الشاطئ في غزة.", "ms:ps-shati-camp"),
])
def test_words_that_name_a_quarter_only_behind_its_type_word(gazetteer: Gazetteer, text: str, wrong: str) -> None:
    assert wrong not in {hit.id for hit in gazetteer.find(text)}


@pytest.mark.parametrize(("text", "span", "ident"), [
    ("سيطر الجيش على حي الأكراد في مدينة الرقة.", "حي الأكراد", "ms:sy-akrad-raqqa-q"),
    ("قصفت الزوارق مخيم الشاطئ في غزة.", "مخيم الشاطئ", "ms:ps-shati-camp"),
    ("دخلت القوات قرية كفر هود في ريف حماة.", "قرية كفر هود", "ms:sy-kafr-hud"),
    ("اشتبك مسلحون مع الشرطة قرب مستوطنة أرئيل في الضفة الغربية.", "مستوطنة أرئيل", "ms:ps-ariel"),
    ("هاجمت طالبان مديرية ميوند في قندهار.", "مديرية ميوند", "ms:af-maiwand-dist"),
])
def test_front_line_places_have_records(gazetteer: Gazetteer, text: str, span: str, ident: str) -> None:
    assert ident in {hit.id for hit in gazetteer.find(text) if span in hit.text or hit.text in span}


@pytest.mark.parametrize("text", [
    "اعتقلت الشرطة منفذ هجوم تشاتانوغا.", "حتى استعادة آخر مدينة وتعمل القوات ليلا.", "في قريتين أغلب سكانهما من العرب.",
])
def test_what_stands_behind_a_word_of_place_is_not_always_a_name(gazetteer: Gazetteer, text: str) -> None:
    assert not [hit for hit in gazetteer.find(text) if hit.id is None]


@pytest.mark.parametrize("text", ["القوات الموالية للحكومة في صنعاء", "طائرة تابعة للتحالف قصفت صنعاء", "عدد للاتحاد في صنعاء"])
def test_an_article_that_la_swallowed_is_given_back(gazetteer: Gazetteer, text: str) -> None:
    assert [hit.text for hit in gazetteer.find(text)] == ["صنعاء"]
