"""First-level divisions: places of all wars lie in theirs, and a division takes no name from its chief town or from a common word."""

from __future__ import annotations

import csv

import pytest

from marsad.registry.places import load_gazetteer
from marsad.registry.places.divisions import CODES, first_levels
from marsad.registry.places.skeleton import raw_cities
from marsad.registry.places.tables import data_folder, read_tables

GAZETTEER = load_gazetteer()


def first(text: str) -> tuple[str, str]:
    """The id and the first-level division of the first place named in a text."""
    hit = GAZETTEER.find(text)[0]
    return (hit.id or "").removeprefix("ms:"), hit.admin1 or ""


@pytest.mark.parametrize(("text", "admin"), [
    ("دخل المقاتلون مدينة ميكيلي فجرا", "Tigray"),
    ("أغلق المتمردون مطار غوما", "North Kivu"),
    ("سمع إطلاق نار كثيف في بانغي", "Bangui"),
    ("قصفت المدفعية ملكال ليلا", "Upper Nile"),
    ("فر آلاف السكان من مدينة بور", "Jonglei"),
    ("هاجم مسلحون على دراجات نارية ضواحي تمبكتو", "Timbuktu"),
    ("سقط سبعة جنود في كمين قرب جيبو", "Sahel Region (Burkina Faso)"),
    ("انفجرت عبوة في سوق بمدينة كويتا", "Balochistan"),
    ("اغتال مسلحون ضابطا في زاهدان", "Sistan and Baluchestan"),
    ("انسحبت القوات من بلدة لاشيو", "Shan State"),
    ("احتجز مسلحون رهائن في ماراوي", "Lanao del Sur"),
    ("سقطت صواريخ في محيط حيفا", "Haifa"),
    ("قتل قناص شابا في باب التبانة", "North Lebanon"),
    ("تبادل مسلحون والأمن إطلاق النار في قلعة الكرك", "Karak"),
    ("لاحق الجيش متشددين في جبل سمامة", "Kasserine"),
    ("خطف مسلحون عمالا في مدينة بالما", "Cabo Delgado"),
    ("أطلق قناص النار على الشرطة في دالاس", "Texas"),
    ("أوقفت الشرطة مشتبها به في روما", "Lazio"),
    ("دهس سائق المارة في لندن", "England"),
    ("قصفت مقاتلات تركية جبال قنديل", "Erbil"),
    ("سقطت قذيفة في المنطقة الخضراء", "Baghdad"),
    ("استهدفت غارة الضاحية الجنوبية", "Mount Lebanon"),
    ("قصفت طائرات سهل الغاب", "Hama"),
    ("سقط صاروخ على سيمفيروبول", "Crimea"),
    ("سقطت قذائف على العاصمة الشيشانية", "Chechnya"),
    ("تسلل مهربون قرب برج باجي مختار", "Adrar"),
])
def test_places_lie_in_their_division(text: str, admin: str) -> None:
    assert first(text)[1] == admin


@pytest.mark.parametrize(("text", "place"), [
    ("قتل شرطيان في محافظة بوشهر", "ir-bushehr-gov"),
    ("اعتقل الأمن خلية في ولاية سطيف", "dz-setif-gov"),
    ("قصفت مسيرات مقاطعة فولغوغراد", "ru-volgograd-gov"),
    ("قصفت مسيرات فولغوغراد", "ru-volgograd"),
    ("سقط صاروخ شمال تل أبيب", "il-tel-aviv/n"),
    ("قتل أربعة في تاماوليباس", "mx-tamaulipas-gov"),
    ("تمرد سجناء في أنتيوكيا", "co-antioquia-gov"),
    ("قتل جنود في ولاية دلتا", "ng-delta-gov"),
    ("داهمت القوات وكرا في ولاية معسكر", "dz-mascara-gov"),
    ("اندلعت مواجهات في إقليم سول", "so-sool-gov"),
    ("وقع الانفجار في محافظة العاصمة الأردنية", "jo-amman-gov"),
    ("وقع الانفجار في محافظة العاصمة بالكويت", "kw-al-asimah-gov"),
    ("شب حريق في ولاية نيويورك", "us-new-york-gov"),
    ("نزح آلاف من جنوب كيفو", "cd-south-kivu-gov"),
])
def test_a_division_with_its_word_and_a_town_without(text: str, place: str) -> None:
    assert first(text)[0] == place


@pytest.mark.parametrize("text", [
    "اقتحم مسلحون معسكرا للجيش وأحرقوه",
    "اعتقلت الشرطة أفراد العصابة",
    "قالت الوزيرة إنها سعيدة بالاتفاق",
    "انتشر الجيش في الدلتا",
    "يتلقى المريض علاجا كيميائيا",
    "وقف الجنود في جهة الشرق",
])
def test_a_common_word_is_no_division(text: str) -> None:
    assert not [hit for hit in GAZETTEER.find(text) if hit.type == "governorate"]


def test_every_code_is_one_of_geonames_and_means_one_division() -> None:
    with (data_folder() / CODES).open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    known = {(city["countrycode"], city["admin1code"]) for city in raw_cities().values()}
    assert {(row["country"], row["code"]) for row in rows} <= known
    assert all(bool(row["id"]) != bool(row["name_en"]) for row in rows)


def test_codes_come_before_votes() -> None:
    found = first_levels(read_tables(), {})
    assert found["PK", "02"].name_en == "Balochistan"
    assert found["US", "TX"].above == ("ms:us-texas-gov", "ms:us")
    assert found["CN", "30"] == ("Guangdong", ("ms:cn",))


@pytest.mark.parametrize(("text", "admin"), [
    ("انفجر لغم على بعد 20 كيلومترا شرق حلب", "Aleppo"),
    ("كمن المسلحون للرتل على بعد 30 كيلومترا غرب غاو", "Gao"),
    ("سقطت المروحية على بعد 100 كيلومتر شمال بوجمبورا", ""),
    ("سقطت المروحية على بعد 150 كيلومترا جنوب نيامي", ""),
])
def test_far_from_a_town_may_be_outside_its_division(text: str, admin: str) -> None:
    assert first(text)[1] == admin


@pytest.mark.parametrize(("text", "places"), [
    ("اندلعت احتجاجات في محافظتي همدان وزنجان الإيرانيتين", ["ir-hamadan-gov", "ir-zanjan-gov"]),
    ("قصفت مسيرات مقاطعات بولتافا وجيتومير وخاركيف", ["ua-poltava-gov", "ua-zhytomyr-gov", "ua-kharkiv-gov"]),
    ("أحبط الأمن هجومين في ولايتي سطيف وعنابة", ["dz-setif-gov", "dz-annaba-gov"]),
    ("قصفت الطائرات مدينتي همدان وزنجان في إيران", ["gn:132144", "gn:111453", "ir"]),
])
def test_a_word_of_several_divisions_reaches_all_of_its_list(text: str, places: list[str]) -> None:
    assert [(hit.id or "").removeprefix("ms:") for hit in GAZETTEER.find(text)] == places
