"""A place that no table knows lies where the text says that it lies, with a coarser point; and nowhere where the text does not say."""

from __future__ import annotations

import pytest

from marsad.model import Mention, Report
from marsad.reading import RuleReader


def _place(reader: RuleReader, body: str, text: str) -> Mention | None:
    report = Report(id="r", title="", text=body, published="2017-06-30", url="")
    return next((m for m in reader.analyse(report).mentions if m.type == "place" and m.text == text), None)


@pytest.mark.parametrize(
    ("body", "text", "where", "precision"),
    [
        ("قتل خمسة مدنيين في قصف على قرية الشعيبات بمحافظة لحج.", "قرية الشعيبات", ("YE", "Lahij"), 3),
        ("سيطرت القوات على مسجد الفاروق ومصرف الصحارى في سرت.", "مصرف الصحارى", ("LY", "Surt"), 1),
        ("أطلق مسلحون النار على مركز شرطة في مدينة ميدوغوري.", "مركز شرطة", ("NG", "Borno"), 1),
        ("دخلت الميليشيا عصر اليوم المجمع الحكومي في مدينة حديبو.", "المجمع الحكومي", ("YE", "Socotra"), 1),
        ("انفجرت عبوة قرب السفارة الأميركية في كابول.", "السفارة الأميركية", ("AF", "Kabul"), 1),
        ("تقدمت المقاومة إلى شارع الـ30 في تعز.", "شارع الـ30", ("YE", "Taiz"), 1),
        ("قصفت الطائرات قصر 22 مايو الجمهوري في عدن.", "قصر 22 مايو الجمهوري", ("YE", "Aden"), 1),
        ("وقع الهجوم على قاعدة «سولاري» الجوية في إيطاليا.", "قاعدة «سولاري»", ("IT", None), 1),
        ("تقدمت المقاومة في منطقة المحلة والجلاجل بمحافظة لحج.", "الجلاجل", ("YE", "Lahij"), 3),
    ],
)
def test_where_it_lies(reader: RuleReader, body: str, text: str, where: tuple[str, str | None], precision: int) -> None:
    place = _place(reader, body, text)
    assert place is not None and place.id is None
    assert ((place.country, place.admin1), place.precision) == (where, precision)


def test_the_one_governorate_of_a_report(reader: RuleReader) -> None:
    body = "تدور معارك في مدينة تعز. وقصف الحوثيون أحياء تعز أمس. وقال شهود إن قذيفة سقطت على حي الصفيح فقتلت طفلا."
    place = _place(reader, body, "حي الصفيح")
    assert place is not None and (place.country, place.admin1, place.lat) == ("YE", "Taiz", None)


def test_nothing_where_two_countries_are_told(reader: RuleReader) -> None:
    body = "تبادل الجيشان القصف بين مدينة كيدال في مالي ومدينة تمنراست في الجزائر. وقتل راع في قرية شعيبة."
    place = _place(reader, body, "قرية شعيبة")
    assert place is None or (place.country, place.lat) == (None, None)


@pytest.mark.parametrize(
    ("body", "text", "ident"),
    [
        ("تقدم مقاتلو المعارضة السورية في درعا. وقال ناشطون إن قوات أفغانية قاتلت في الجبهة الجنوبية.", "الجبهة الجنوبية", "ms:sy/s"),
        ("اعترف الحوثيون بهزائم في المحافظات الجنوبية في اليمن. وقصف الطيران مواقع في الشمال.", "الشمال", "ms:ye/n"),
        ("تدور اشتباكات قرب قاعدة العند في محافظة لحج، ووصلت الاشتباكات إلى داخل القاعدة.", "القاعدة", "ms:ye-al-anad-air-base"),
    ],
)
def test_told_by_a_word_alone(reader: RuleReader, body: str, text: str, ident: str) -> None:
    place = _place(reader, body, text)
    assert place is not None and place.id == ident


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("هاجم الجيش قرى القاع ورأس بعلبك والفصائل المسلحة تنسحب.", "الفصائل"),
        ("ينتقد الرئيس الروسي سياسات الدول الكبرى في الغرب. وقصفت روسيا كييف.", "الغرب"),
        ("بدأت في جنيف جولة المفاوضات الثانية بين الوفدين السوريين.", "جولة المفاوضات"),
        ("تقع القرية إلى الشمال من حلب وقد قصفت أمس.", "الشمال"),
        ("وقتل خمسة مدنيين في شارع 3 منهم أطفال.", "شارع 3"),
    ],
)
def test_what_is_none(reader: RuleReader, body: str, text: str) -> None:
    assert _place(reader, body, text) is None


def test_what_goes_on_behind_a_place_is_no_place(reader: RuleReader) -> None:
    body = "أثنى الوزير على خطة أمير منطقة مكة المكرمة والمتمثلة في توسعة السوق القديم."
    assert _place(reader, body, "المتمثلة") is None


@pytest.mark.parametrize(
    ("body", "text", "country"),
    [
        ("اقتحم المسلحون مقر المجلس البلدي في خان بني سعد.", "مقر المجلس البلدي", "IQ"),
        ("قصفت الطائرات أمس مواقع في درعا. وقال المتحدث في وزارة الداخلية السعودية إن شخصين اعتقلا.", "وزارة الداخلية", None),
        ("قتل سبعة في ريف مدن الأنبار. ولا يزال التنظيم يقاتل في المدن التي يسيطر عليها.", "المدن", "IQ"),
    ],
)
def test_no_more_than_is_told(reader: RuleReader, body: str, text: str, country: str | None) -> None:
    place = _place(reader, body, text)
    assert place is None or (place.id, place.country, place.admin1 if text == "المدن" else None) == (None, country, None)


def test_a_word_before_a_known_place_is_no_place_of_its_list(reader: RuleReader) -> None:
    assert _place(reader, "طالب ناشطون أبناء محافظات صنعاء وعمران وخاصة ذمار بوقف القتال.", "خاصة") is None


@pytest.mark.parametrize(
    ("body", "text", "country"),
    [
        ("قتل جنديان في هجوم على القاعدة العسكرية الأميركية في جيبوتي.", "القاعدة العسكرية", "DJ"),
        ("سيطرت المقاومة على مبنى المالية في تعز.", "مبنى المالية", "YE"),
    ],
)
def test_what_a_nation_has_abroad(reader: RuleReader, body: str, text: str, country: str) -> None:
    place = _place(reader, body, text)
    assert place is not None and place.country == country


@pytest.mark.parametrize(
    ("body", "text", "where"),
    [
        ("تحقق الشرطة في بوليفيا في الأمر، وأوقف رجل في مدينة شونتال السويسرية.", "مدينة شونتال", ("CH", None)),
        ("استعدت الفرق السعودية في مدينة فينلوه الهولندية.", "مدينة فينلوه", ("NL", None)),
        ("استقبل مطار تايوان طائرة أقلعت من دبي.", "مطار تايوان", ("TW", None)),
        ("قتل جندي في كراتشي الباكستانية، وهاجم متمردون قرية في ولاية ناغاشان.", "ولاية ناغاشان", None),
        ("اندلعت حرائق في ولاية تكساس الأميركية، ونقل الجرحى إلى مدينة غرينهولم.", "مدينة غرينهولم", ("US", None)),
    ],
)
def test_the_nation_told_with_it(reader: RuleReader, body: str, text: str, where: tuple[str, str | None] | None) -> None:
    place = _place(reader, body, text)
    told = None if place is None or place.country is None else (place.country, place.admin1)
    assert told == where


def test_a_direction_goes_back_to_the_part_of_the_land_told_last(reader: RuleReader) -> None:
    body = "تراقب القوات الحدود في جنوب تركيا. وتسيطر المعارضة على الجنوب السوري. وقال قائد إن القوات في الجنوب تتقدم."
    place = _place(reader, body, "الجنوب")
    assert place is not None and place.id == "ms:sy/s"


def test_the_sahel_is_no_village(reader: RuleReader) -> None:
    place = _place(reader, "عززت فرنسا قواتها في منطقة الساحل بعد هجمات في مالي والنيجر.", "منطقة الساحل")
    assert place is not None and (place.id, place.country, place.precision) == ("ms:sahel-region", None, 3)


@pytest.mark.parametrize(
    ("body", "text", "precision"),
    [
        ("قصفت الطائرات مدينة الفاشر وأصابت مبنى البلدية القديم.", "مبنى البلدية", 1),
        ("قصفت الطائرات مدينة الفاشر وأصابت حي الطواحين فيها.", "حي الطواحين", 1),
        ("قصفت الطائرات مدينة الفاشر وأصابت قرية أبو شنيبات.", "قرية أبو شنيبات", 2),
        ("قصفت الطائرات مدينة الفاشر وسقطت قذائف في محيط مستشفى النخلة.", "في محيط مستشفى النخلة", 2),
    ],
)
def test_the_point_of_a_town_is_as_good_for_what_stands_in_it(reader: RuleReader, body: str, text: str, precision: int) -> None:
    place = _place(reader, body, text)
    assert place is not None and (place.country, place.admin1, place.precision) == ("SD", "North Darfur", precision)


def test_a_hill_is_a_point(reader: RuleReader) -> None:
    body = "تقدم الجيش على محاور مدينة تعز والقرى القريبة منها، وسيطر على تبة السواد."
    place = _place(reader, body, "تبة السواد")
    assert place is not None and place.id is None and place.precision == (2 if place.lat is not None else 1)


@pytest.mark.parametrize(
    ("body", "ident"),
    [
        ("قتل مدنيان في غارة على بلدة بيت ياحون جنوبي لبنان.", "ms:lb-beit-yahoun"),
        ("سيطرت قوات الدعم السريع على جريجخ وأم كريدم في ولاية شمال كردفان.", "ms:sd-um-kereidim"),
        ("اقتحم مستوطنون قبر يوسف شرق نابلس.", "ms:ps-joseph-s-tomb-fac"),
        ("انفجرت سيارة مفخخة في سوق الصدرية وسط بغداد.", "ms:iq-sadriya-market-fac"),
        ("استعاد الجيش الأوكراني فوفشانسك في مقاطعة خاركيف.", "ms:ua-vovchansk"),
        ("دخلت قوات تيغراي مدينة أكسوم.", "ms:et-axum"),
    ],
)
def test_places_of_other_wars(reader: RuleReader, body: str, ident: str) -> None:
    found = reader.analyse(Report(id="r", title="", text=body, published="2025-06-30", url="")).mentions
    assert ident in {m.id for m in found}
