"""Names of the wars of the Sahel, the Maghreb, Somalia, Mozambique, Ukraine, the Caucasus, Myanmar and the Philippines."""

from __future__ import annotations

import pytest

from marsad.registry.actors import load_actors
from marsad.registry.antecedents import resolve
from marsad.registry.places import load_gazetteer

ACTORS = load_actors()
GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(("text", "day", "words", "key"), [
    ("قصفت وحدات جيش التحرير الشعبي الصحراوي مواقع قرب السمارة", "2022-03-02", "وحدات جيش التحرير الشعبي الصحراوي", "polisario"),
    ("رد الجيش الملكي المغربي على مصادر النيران", "2022-03-02", "الجيش الملكي المغربي", "morocco"),
    ("صد مقاتلو منسقية الحركات الأزوادية رتلا قرب كيدال", "2015-05-11", "مقاتلو منسقية الحركات الأزوادية", "cma"),
    ("دخلت الحركة الوطنية لتحرير أزواد بلدة أغلهوك", "2012-02-02", "الحركة الوطنية لتحرير أزواد", "mnla"),
    ("انسحبت ميليشيات غاتيا من ميناكا", "2015-05-11", "ميليشيات غاتيا", "gatia"),
    ("ذبحت الجماعة الإسلامية المسلحة سبعة قرويين في ولاية المدية بالجزائر", "1997-08-05", "الجماعة الإسلامية المسلحة", "gia"),
    ("نصبت الجماعة السلفية للدعوة والقتال كمينا في بومرداس", "2004-06-05", "الجماعة السلفية للدعوة والقتال", "gspc"),
    ("نصبت الجماعة السلفية للدعوة والقتال كمينا في بومرداس", "2008-06-05", "الجماعة السلفية للدعوة والقتال", "aqim"),
    ("تبنت كتيبة الموقعون بالدماء الهجوم", "2013-01-20", "كتيبة الموقعون بالدماء", "al-mourabitoun"),
    ("خطف انفصاليون ناطقون بالإنجليزية قاضيا في الكاميرون", "2019-05-02", "انفصاليون ناطقون بالإنجليزية", "ambazonia"),
    ("حررت قوات مجموعة المركز بلدة جديدة", "2024-09-02", "قوات مجموعة المركز", "russia"),
    ("أشرفت قوات حفظ السلام الروسية على تسليم السلاح", "2023-09-22", "قوات حفظ السلام الروسية", "russia"),
    ("صد مقاتلون شيشان رتلا روسيا قرب غروزني", "2001-02-11", "مقاتلون شيشان", "chechen-separatists"),
    ("هاجم جيش أراكان لإنقاذ الروهينغا مخفرا في ميانمار", "2017-08-26", "جيش أراكان لإنقاذ الروهينغا", "arsa"),
    ("دخل جيش أراكان بلدة جديدة في ولاية راخين غرب ميانمار", "2024-02-11", "جيش أراكان", "arakan-army"),
    ("سيطر تحالف الأخوة الثلاثة على بلدة في ميانمار", "2023-11-11", "تحالف الأخوة الثلاثة", "three-brotherhood-alliance"),
    ("قصف الجيش الميانماري القرية", "2024-02-11", "الجيش الميانماري", "myanmar"),
    ("اشتبكت القوات الفيليبينية مع مسلحين في جولو", "2016-02-11", "القوات الفيليبينية", "philippines"),
    ("وقعت جبهة مورو للتحرير الوطني هدنة في الفلبين", "2013-09-11", "جبهة مورو للتحرير الوطني", "mnlf"),
])
def test_who_is_meant(text: str, day: str, words: str, key: str) -> None:
    hits = ACTORS.find(text, day)
    places = [(place.start, place.country) for place in GAZETTEER.find(text) if place.country]
    meant = resolve(hits, ACTORS, day=day, places=places)
    assert {text[hit.start : hit.end]: said.id for hit, said in zip(hits, meant, strict=True)}.get(words) == key


@pytest.mark.parametrize(("text", "country", "admin"), [
    ("قتل جنديان قرب باسكنو", "MR", ""),
    ("هاجم مسلحون بلدة عدل بكرو", "MR", ""),
    ("انفجر لغم قرب ليرنيب شمال مالي", "ML", ""),
    ("انسحب مسلحون من تين إيساكو في مالي", "ML", "Kidal"),
    ("سيطرت القوات الروسية على دروجكيفكا", "UA", "Donetsk"),
    ("قتل شرطيان في بوتليخ", "RU", "Dagestan"),
    ("هاجمت حركة الشباب بلدة عيل واق", "SO", "Gedo"),
    ("سقطت قذائف على بامو في ميانمار", "MM", "Kachin State"),
    ("اندلعت معارك في أبيبارا شمال مالي", "ML", "Kidal"),
    ("هاجم مسلحون قرية سيتينغا في بوركينا فاسو", "BF", "Sahel Region (Burkina Faso)"),
    ("فجرت انتحارية نفسها في بنيشيخ", "NG", "Borno"),
    ("قتل دركيان قرب تادمايت", "DZ", "Tizi Ouzou"),
    ("انفجر لغم في جبل السلوم", "TN", "Kasserine"),
    ("قصف مقاتلون قواعد بقطاع المحبس", "EH", ""),
    ("استعاد الجيش بلدة متبان", "SO", "Hiraan"),
    ("أحرق مسلحون منازل في نانغادي", "MZ", "Cabo Delgado"),
    ("سقطت قذائف على كراسنوهوريفكا", "UA", "Donetsk"),
    ("قتل شرطي في خاسافيورت", "RU", "Dagestan"),
    ("تعرضت ستيباناكرت للقصف", "AZ", ""),
    ("دخل مقاتلون كياوكتاو", "MM", "Rakhine"),
    ("قتل جنود في باتيكول", "PH", ""),
])
def test_where_it_is(text: str, country: str, admin: str) -> None:
    found = [hit for hit in GAZETTEER.find(text) if hit.country == country]
    assert found
    assert any((GAZETTEER.get(hit.id).admin1 or "") == admin for hit in found if hit.id)
