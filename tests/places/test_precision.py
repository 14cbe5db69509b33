"""How precise a phrase of place is (codebook, section 5), and where relative places lie. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.registry.places.gazetteer import Gazetteer
from tests.places.test_find import found


@pytest.mark.parametrize(("text", "span", "ident", "precision"), [
    # a quarter, a building, a village called an area is no wider for it; a town is
    ("قصفت طائرة منطقة المزة في دمشق", "منطقة المزة", "ms:sy-mezzeh-q", 1),
    ("دارت اشتباكات في منطقة عين عيسى شمال الرقة", "منطقة عين عيسى", "ms:sy-ain-issa", 2),
    ("تقدمت القوات في محور مدينة رأس العين", "محور مدينة رأس العين", "ms:sy-ras-al-ayn", 2),
    # an area with the name of a province is the province
    ("سقط صاروخ على منطقة جازان جنوبي السعودية", "منطقة جازان", "ms:sa-jazan-gov", 3),
    ("قصفت القوات الروسية منطقة خاركيف", "منطقة خاركيف", "ms:ua-kharkiv-gov", 3),
    # directions of a town that a governorate is called after, and of the governorate itself
    ("قتل جندي غرب درعا", "غرب درعا", "ms:sy-daraa-gov/w", 2),
    ("قتل جندي غرب محافظة درعا", "غرب محافظة درعا", "ms:sy-daraa-gov/w", 3),
    # sides told with the article
    ("تقدمت القوات في الأطراف الشمالية لمدينة عدن", "الأطراف الشمالية لمدينة عدن", "ms:ye-aden/n", 2),
    ("سيطر الجيش على الجزء الجنوبي من الرمادي", "الجزء الجنوبي من الرمادي", "ms:iq-ramadi/s", 2),
    ("هاجم مسلحون المدخل الجنوبي الغربي لتعز", "المدخل الجنوبي الغربي لتعز", "ms:ye-taiz/sw", 2),
    ("اندلعت معارك في الأحياء الشمالية والشرقية لمدينة الخرطوم", "الأحياء الشمالية والشرقية لمدينة الخرطوم", "ms:sd-khartoum", 1),
    ("وقعت غارات على الريف الشمالي لحلب", "الريف الشمالي لحلب", "ms:sy-aleppo-gov/n", 3),
    ("وقعت غارات على الريف الشرقي لدمشق", "الريف الشرقي لدمشق", "ms:sy-rif-dimashq-gov/e", 3),
    ("هاجم مسلحون المناطق الشمالية من مالي", "المناطق الشمالية من مالي", "ms:ml/n", 3),
    ("انتشرت القوات السورية على الضفة الغربية لنهر الفرات قرب الرقة", "الضفة الغربية لنهر الفرات", "ms:sy-euphrates-river/w", 3),
    # the seat of a province or district is a town
    ("انفجرت قنبلة في مبنى محافظة كركوك", "مبنى محافظة كركوك", "ms:iq-kirkuk", 1),
    ("سيطرت القوات على مركز قضاء سنجار", "مركز قضاء سنجار", "ms:iq-sinjar", 1),
    ("قصف الجيش المنطقة الشرقية لخانيونس داخل قطاع غزة", "المنطقة الشرقية لخانيونس", "ms:ps-khan-yunis/e", 2),
    # around
    ("انفجر لغم على الطريق المؤدي إلى مدينة مأرب", "الطريق المؤدي إلى مدينة مأرب", "ms:ye-marib", 2),
    ("قتل خمسة خارج مدينة عتق", "خارج مدينة عتق", "ms:ye-ataq", 2),
    ("وقع الهجوم على بعد نحو 40 كيلومترا من العاصمة مقديشو", "40 كيلومترا من العاصمة مقديشو", "ms:so-mogadishu", 2),
    ("وقع الهجوم في قرية تبعد 250 كلم عن الخرطوم", "250 كلم عن الخرطوم", "ms:sd-khartoum", 3),
    # wide and narrow heights and valleys
    ("قصفت طائرات جبل صبر في تعز", "جبل صبر", "ms:ye-jabal-sabr-mt", 2),
    ("دارت معارك في وادي عقان بمحافظة لحج", "وادي عقان", "ms:ye-aqqan", 2),
])
def test_how_precise_a_phrase_is(gazetteer: Gazetteer, text: str, span: str, ident: str, precision: int) -> None:
    hits = found(gazetteer, text)
    assert span in hits, list(hits)
    assert (hits[span].id, hits[span].precision) == (ident, precision)


def test_a_side_of_the_town_told_before(gazetteer: Gazetteer) -> None:
    hits = found(gazetteer, "وصل المقاتلون إلى مدينة درنة وسيطروا على المدخل الشمالي للمدينة", anaphora=True)
    assert (hits["المدخل الشمالي للمدينة"].id, hits["المدخل الشمالي للمدينة"].precision) == ("ms:ly-derna/n", 2)


def test_a_province_is_not_the_side_of_its_country(gazetteer: Gazetteer) -> None:
    hits = found(gazetteer, "وقع انفجار في المنطقة الشرقية من السعودية")
    assert hits["المنطقة الشرقية"].id == "ms:sa-eastern-province-gov" and hits["السعودية"].id == "ms:sa"


def test_how_far_and_whither(gazetteer: Gazetteer) -> None:
    hit = found(gazetteer, "انفجر لغم على بعد 15 كيلومترا إلى الغرب من سرت")["15 كيلومترا إلى الغرب من سرت"]
    assert hit.id == "ms:ly-sirte/w" and hit.precision == 2
    assert hit.lat == pytest.approx(31.2, abs=0.05) and hit.lon == pytest.approx(16.43, abs=0.05)


def test_a_road_ends_in_towns_and_where_it_lies_is_no_end(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "اندلعت اشتباكات على الطريق بين حمص وتدمر")["الطريق بين حمص وتدمر"].id == "ms:sy-homs~ms:sy-palmyra"
    hits = found(gazetteer, "حافلة على الطريق السريع بين كراتشي وكويتا")
    assert hits["الطريق السريع بين كراتشي وكويتا"].id == "ms:pk-karachi~ms:pk-quetta"
    assert not any("~" in (hit.id or "") for hit in gazetteer.find("قصفت القوات محور الجفرة غرب سرت"))


def test_an_operation_in_the_south_is_no_name(gazetteer: Gazetteer) -> None:
    assert "جنوب قطاع غزة" in found(gazetteer, "شن الجيش عملية جنوب قطاع غزة")


def test_two_sides_of_the_town_told_before_are_not_the_town(gazetteer: Gazetteer) -> None:
    hits = found(gazetteer, "قصفت طائرات مدينة درنة ثم شنت غارات على الأطراف الشمالية والشرقية للمدينة", anaphora=True)
    side = hits["الأطراف الشمالية والشرقية للمدينة"]
    assert (side.id, side.relation, side.precision) == ("ms:ly-derna", "near", 2)
