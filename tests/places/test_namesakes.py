"""Names that are no places, and places that are not those of the same name elsewhere. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.registry.places.gazetteer import Gazetteer

# A text, and a word that must stand in no hit with an id.
_NOWHERE = [
    # written as no name is: tanwin, hamzas, words run together
    ("يسأل الأهالي دوماً عن الماء في ريف دمشق", "دوماً"),
    ("ووقعوا صيداً سهلا للمهربين في جنوب لبنان", "صيداً"),
    ("وانتهت البطولة في كأس السودان بلا فائز", "كأس"),
    ("وأكدت أنقرة في بيانها، فإن القتال مستمر في تركيا", "فإن"),
    ("وتمركز المسلحون في بؤر داخل جنوب السودان", "بؤر"),
    ("أطلق المسلحون قذيفة آر بي جي على حاجز في صلاح الدين بالعراق", "بي جي"),
    ("تنفس السكان الصعداء في مدينة إب", "الصعداء"),
    ("وزعت المطاعم الحمص في دمشق وحلب بسوريا", "الحمص"),
    ("وتستعد المزارع للموسم المقبل في جازان وأبها بالسعودية", "للموسم"),
    ("أعلن الوزير دعمه للشعب العراقي في بغداد", "للشعب"),
    # months
    ("وفي تموز الماضي استعادت القوات أحياء من الموصل في العراق", "تموز"),
    ("قتل جندي في مايو في الخرطوم بالسودان", "مايو"),
    # men
    ("اعتقلت القوات فلاح أبو ماريا في الخليل", "أبو ماريا"),
    ("أصيب محمود عطا الله مصبح، 25 عاما، في غزة", "مصبح"),
    ("وصل العقيد صلاح الدين إلى عدن في اليمن", "صلاح الدين"),
    # papers and clubs
    ("قال مراسل حلب اليوم إن الطائرات قصفت ريف إدلب", "حلب"),
    ("ذكر موقع عدن الغد أن مسلحين انتشروا في لحج", "عدن"),
    ("بثت قناة ليبيا الأحرار صورا من طرابلس", "ليبيا"),
    ("فاز بايرن ميونيخ وخسر ريال مدريد في فيينا", "ميونيخ"),
    # streets and houses that bear a town's name
    ("أغلق المحتجون جولة كنتاكي في صنعاء", "كنتاكي"),
    ("احترق مسجد الكوفة في حي من أحياء القاهرة بمصر", "الكوفة"),
    # names that need their own country
    ("عبر الجنود إلى الضفة من النهر في ولاية شان في ميانمار", "الضفة"),
    ("سيطرت القوات على قرى المردود والمهرة في ريف الرقة شمالي سوريا", "المهرة"),
    ("اشتبك الجيش مع مسلحين في المنطقة الوسطى من محافظة أبين باليمن", "المنطقة الوسطى"),
    ("احتفلت جامعة أم القرى في مكة المكرمة بخريجيها", "القرى"),
    # the world's region, military districts, a goal
    ("قال الوزير في فيينا إن التطرف يهدد دول المنطقة", "المنطقة"),
    ("انتقلت قوات المنطقة العسكرية الأولى من سيئون إلى عتق", "المنطقة"),
    ("سدد المهاجم الكرة من داخل المنطقة في ملعب مدريد", "المنطقة"),
    ("افتتح المحافظ القرية التراثية قرب المخواة", "القرية"),
]


@pytest.mark.parametrize(("text", "word"), _NOWHERE)
def test_words_that_are_no_place(gazetteer: Gazetteer, text: str, word: str) -> None:
    at = text.index(word)
    hits = [hit for hit in gazetteer.find(text, anaphora=True) if hit.start < at + len(word) and hit.end > at]
    assert not [(hit.text, hit.id) for hit in hits if hit.id and hit.relation != "direction" and "/" not in hit.id]


@pytest.mark.parametrize(("text", "word"), [
    ("تضرر قطاع الزراعة وقطاع النفط في ليبيا", "قطاع"),
    ("حوكم أفراد عصابة من قطاع الطرق في نيجيريا", "قطاع"),
    ("تحول الحي إلى ساحة حرب", "ساحة"),
    ("مات المهاجرون على طريق الموت", "طريق"),
    ("نددت كتلة بدر النيابية بالهجوم", "كتلة"),
    ("عمل على إحياء التراث وعلى سد الفجوة", "إحياء"),
    ("كان المخيم سهل الوصول إليه", "سهل"),
    ("من ناحية التمويل لا جديد", "ناحية"),
    ("التزم الجيش قواعد الاشتباك", "قواعد"),
    ("وتحدث عن محور المقاومة ومحور الشر", "محور"),
    ("كسر الأهالي حاجز الخوف", "حاجز"),
    ("وعاد إلى بلده وأسرته", "بلده"),
    ("وصفها بأنها دولة مارقة وطالب بدولة القانون", "دولة"),
])
def test_phrases_that_tell_no_place(gazetteer: Gazetteer, text: str, word: str) -> None:
    at = text.index(word)
    assert not [hit.text for hit in gazetteer.find(text) if hit.start <= at < hit.end]


@pytest.mark.parametrize(("text", "word", "wrong"), [
    ("قتل مدنيون في قرية السلامية قرب زنجبار بمحافظة أبين في اليمن", "السلامية", "IQ"),
    ("خطف مسلحون شخصا في بلدة كفريا بالبقاع الغربي قرب زحلة في لبنان", "كفريا", "SY"),
    ("هاجمت المليشيا بلدة كرك قرب الجنينة في غرب دارفور بالسودان", "كرك", "JO"),
    ("قصف مسلحون قرية المهدية قرب الحويجة في كركوك بالعراق", "المهدية", "EG"),
    ("سيطرت القوات على شارع دبي في مدينة سرت الليبية", "دبي", "AE"),
    ("سيطر مقاتلو العشائر على مناطق الجنوب في لحج والضالع باليمن", "الجنوب", "LB"),
])
def test_small_places_of_strange_lands(gazetteer: Gazetteer, text: str, word: str, wrong: str) -> None:
    at = text.index(word)
    assert not [hit.id for hit in gazetteer.find(text) if hit.start <= at < hit.end and hit.country == wrong]


@pytest.mark.parametrize(("text", "word", "ident"), [
    # the same names where they are places
    ("قصف الجيش دوما في ريف دمشق", "دوما", "ms:sy-douma"),
    ("وصلت القوات إلى فان في تركيا", "فان", "ms:tr-van"),
    ("سيطرت القوات على حي تموز في الموصل بالعراق", "تموز", "ms:iq-tammuz-mosul-q"),
    ("وصلت التعزيزات للرياض أمس", "رياض", "ms:sa-riyadh"),
    ("قصفت القوات أبو كمال في سوريا", "أبو كمال", "ms:sy-abu-kamal"),
    ("اقتحم مستوطنون بلدات الضفة وقتلوا شابا في نابلس", "الضفة", "ms:ps-west-bank-gov"),
    ("استقبل أهالي المنطقة الشرقية في القطيف والدمام العيد في السعودية", "الشرقية", "ms:sa-eastern-province-gov"),
    ("انفجرت سيارة في الكرك في الأردن", "الكرك", "ms:jo-karak"),
    ("انتشرت القوات في بن غازي في ليبيا", "بن غازي", "ms:ly-benghazi"),
    ("تقدم الجيش من الزنكورة إلى الرمادي في العراق", "الزنكورة", "ms:iq-zangura"),
    # lands told among lands, and their sides
    ("تضم القوة جنودا من البحرين وعمان والكويت", "عمان", "ms:om"),
    ("وصل الوزير إلى عمان في الأردن", "عمان", "ms:jo-amman"),
    ("ما زالت البلدة شرق جنوب السودان بأيدي المتمردين", "جنوب", "ms:ss/e"),
    # the city spoken of
    ("انتشر مسلحون في عدن ثم سيطروا على ميناء المدينة في اليمن", "المدينة", "ms:ye-aden"),
])
def test_names_that_stay(gazetteer: Gazetteer, text: str, word: str, ident: str) -> None:
    at = text.index(word)
    assert ident in [hit.id for hit in gazetteer.find(text, anaphora=True) if hit.start <= at < hit.end]


def test_home_of_a_report(gazetteer: Gazetteer) -> None:
    text = "قصفت القوات الروسية كييف وخاركيف وأوديسا. وقالت روسيا إنها ردت، وكانت روسيا توعدت. وانقطعت الكهرباء في شرق البلاد"
    assert [hit.id for hit in gazetteer.find(text, anaphora=True) if "البلاد" in hit.text] == ["ms:ua/e"]


@pytest.mark.parametrize(("text", "country"), [
    ("هاجم مسلحون موقعا للجيش في سوروتش قرب الحدود السورية وفي كيليس", "TR"),
    ("سقطت قذائف على أعزاز وعلى قرية عند الحدود التركية وعلى تل رفعت", "SY"),
    ("أعلنت بغداد تعزيز نقاط الحدود السورية في القائم وربيعة", "IQ"),
    ("قالت واشنطن ونيويورك إن الحدود السورية مغلقة", "SY"),
])
def test_borders_from_the_other_side(gazetteer: Gazetteer, text: str, country: str) -> None:
    (hit,) = [hit for hit in gazetteer.find(text) if "الحدود" in hit.text]
    assert hit.country == country
    assert (hit.lat is None) == (hit.id != f"ms:{country.lower()}")
