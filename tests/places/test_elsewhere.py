"""Places of other countries' wars, and words that only look like them. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.registry.places.gazetteer import Gazetteer
from marsad.registry.places.geometry import great_circle_km


@pytest.mark.parametrize(("text", "country", "lat", "lon"), [
    ("دخلت القوات الروسية بلدة فوهليدار في شرق أوكرانيا", "UA", 47.78, 37.25),
    ("قصفت المدفعية مدينة كوستيانتينيفكا في أوكرانيا", "UA", 48.53, 37.71),
    ("سيطرت القوات على مدينة سودجا في مقاطعة كورسك الروسية", "RU", 51.19, 35.27),
    ("تدور المعارك قرب مدينة شوشة في إقليم ناغورني كاراباخ بأذربيجان", "AZ", 39.76, 46.75),
    ("هاجم مسلحون دورية في منطقة بونير شمال غربي باكستان", "PK", 34.45, 72.5),
    ("وقع الانفجار في مدينة ديرا إسماعيل خان في باكستان", "PK", 31.83, 70.9),
    ("هاجم مسلحون محكمة في محافظة سيستان وبلوشستان بإيران", "IR", 28.0, 60.5),
    ("قصفت الطائرات مدينة ميكيلي في إثيوبيا", "ET", 13.5, 39.47),
    ("هاجمت المليشيا مدينة ناصر بولاية أعالي النيل في جنوب السودان", "SS", 8.61, 33.07),
    ("قصفت الحركة حامية في مدينة دلامي بولاية جنوب كردفان في السودان", "SD", 11.87, 30.47),
    ("سيطرت الحركة على مديرية أرغستان في ولاية قندهار بأفغانستان", "AF", 31.4, 66.4),
    ("أغلق الجيش معبر إسلام قلعة غربي أفغانستان", "AF", 34.66, 61.07),
    ("هاجم مسلحون مخفرا في بلدة كامديش بولاية نورستان الأفغانية", "AF", 35.4, 71.35),
    ("أطلقت الطائرة صاروخين على منزل في داتا خيل شمال غربي باكستان", "PK", 32.92, 69.77),
    ("فجر انتحاري نفسه في بلدة لاندي كوتال الباكستانية", "PK", 34.1, 71.14),
    ("خرج القطار عن سكته في ممر بولان جنوب غربي باكستان", "PK", 29.5, 67.5),
    ("قتل جنديان في قطاع ماشيل بكشمير الهندية", "IN", 34.7, 74.35),
    ("هاجم مسلحون دورية في منطقة كولغام بكشمير الهندية", "IN", 33.64, 75.02),
    ("أصيب حارس في مدينة ميرجاوه جنوب شرقي إيران", "IR", 29.02, 61.45),
    ("سقطت قذائف على مرتفعات بربزين في العراق", "IQ", 36.8, 44.75),
    ("انفجرت عبوة في شارع حيفا وسط بغداد بالعراق", "IQ", 33.335, 44.385),
    ("قتل جنود قرب بلدة بورزنغا في بوركينا فاسو", "BF", 13.68, -1.55),
    ("سيطر المتمردون على مطار كافومو في الكونغو الديمقراطية", "CD", -2.31, 28.81),
    ("نصب الجيش كمينا في منطقة عين الحمام بولاية تيزي وزو في الجزائر", "DZ", 36.56, 4.31),
])
def test_places_of_other_wars(gazetteer: Gazetteer, text: str, country: str, lat: float, lon: float) -> None:
    near = [hit for hit in gazetteer.find(text) if hit.lat is not None and hit.lon is not None and hit.country == country
            and hit.relation in ("", "near") and great_circle_km(hit.lat, hit.lon, lat, lon) < 12]
    assert near, [(hit.text, hit.id) for hit in gazetteer.find(text)]


@pytest.mark.parametrize(("text", "word"), [
    ("أصدرت الوزارة بيانا بشأن الحادث في ميانمار", "شأن"),
    ("دعا ناشطون إلى مقاطعة البضائع الأجنبية", "البضائع"),
    ("قتل جنود في هجوم على الضفة الشمالية لبحيرة تشاد", "الضفة"),
    ("وقعت المعركة في منطقة سبق أن شهدت مواجهات", "سبق"),
    ("أعلن السيطرة على بلدة تقع على جبل يطل على المدينة", "يطل"),
    ("عاد اللاعب إلى بلدها بعد مباراة في باكستان", "بلدها"),
    ("اشتبكت عشائر بدوية مع فصائل محلية في السويداء", "بدوية"),
])
def test_words_that_name_no_place(gazetteer: Gazetteer, text: str, word: str) -> None:
    at = text.index(word)
    assert not [hit.text for hit in gazetteer.find(text) if hit.head_start <= at < hit.head_end]


def test_a_province_by_its_word(gazetteer: Gazetteer) -> None:
    text = "أعلن حاكم مقاطعة زابوريجيا إصابة مدنيين"
    assert [(hit.text, hit.id) for hit in gazetteer.find(text)] == [("مقاطعة زابوريجيا", "ms:ua-zaporizhzhia-gov")]


@pytest.mark.parametrize(("text", "ident"), [
    ("قصفت المدفعية منطقة الساحل في سوريا", "ms:sy-syrian-coast-region"),
    ("سقطت صواريخ على شمال إسرائيل", "ms:il-north-region"),
    ("تتمركز فصائل في الجنوب السوري", "ms:sy/s"),
    ("غرق زورق في نهر الفرات قرب الرمادي العراقية", "ms:iq-euphrates-river"),
    ("غرق زورق في نهر الفرات قرب دير الزور السورية", "ms:sy-euphrates-river"),
    ("احتفل أهالي القريات بالعيد في السعودية", "ms:sa-qurayyat"),
    ("وقع حادث في محافظة الجبيل شرق السعودية", "ms:sa-jubail"),
    ("وصل الوزير إلى محافظة الجبيل، ودشن مشروعات في المحافظة بالسعودية", "ms:sa-jubail"),
])
def test_of_several_that_bear_a_name(gazetteer: Gazetteer, text: str, ident: str) -> None:
    assert ident in {hit.id for hit in gazetteer.find(text)}


def test_a_sea_is_no_countrys(gazetteer: Gazetteer) -> None:
    sea = next(hit for hit in gazetteer.find("أبحرت السفينة في البحر الأحمر قبالة الحديدة") if hit.type == "sea")
    assert sea.country is None


def test_words_that_only_look_like_places(gazetteer: Gazetteer) -> None:
    hits = gazetteer.find("أعلن الجيش إسقاط هدف جوّيًّا في جنوب لبنان، وأقيم العرض على شاطئ الليدو في مدينة البندقية الإيطالية")
    assert not {hit.id for hit in hits} & {"ms:lb-jwaya", "ms:so-lido-beach-q"}
