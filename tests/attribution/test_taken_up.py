"""Who said it is named before, or in other words: the speaker taken up again, and the registry's id that he bears."""

from __future__ import annotations

from tests.attribution.asking import ask, hit, read, said_by

CONTINUED = "قال مصدر عسكري إن الجيش دخل البلدة. وأضاف أن المسلحين انسحبوا منها. وأوضح المصدر أن الاشتباكات توقفت."


def test_the_next_sentences_take_up_the_speaker() -> None:
    assert said_by(CONTINUED, "انسحبوا") == "مصدر عسكري"
    assert said_by(CONTINUED, "الاشتباكات") == "مصدر عسكري"


def test_agreement_chooses_the_antecedent() -> None:
    text = "قالت وزارة الصحة إن ستة قتلوا. وقال ناطق عسكري إن القصف توقف. وأضافت أن الجرحى نقلوا إلى المشفى."
    assert said_by(text, "نقلوا") == "وزارة الصحة"


def test_a_surname_takes_up_the_full_name() -> None:
    text = "وقال مدير المشفى رامز الحلو إن القصف مستمر. وأضاف الحلو أن عشرة قتلوا."
    assert said_by(text, "قتلوا") == "مدير المشفى رامز الحلو"


def test_the_source_is_the_sources_told_before() -> None:
    many = "وأفادت مصادر محلية بأن القصف طال البلدة. وأضاف المصدر أن خمسة قتلوا."
    assert said_by(many, "قتلوا") == "مصادر محلية"
    another = "قال ضابط في المقاطعة إن مسلحين هاجموا المواقع. وأضاف نفس المصدر أن جنديا جرح."
    assert said_by(another, "جرح") == "ضابط في المقاطعة"
    those = "قالت مصادر طبية إن تسعة قتلوا. وقال الجيش إن القصف توقف. وأكدت تلك المصادر أن الجرحى نقلوا إلى المشفى."
    assert said_by(those, "نقلوا") == "مصادر طبية"


def test_the_same_source_is_whoever_spoke_last() -> None:
    text = "قتل تسعة في غارة، وفق المرصد السوري. كما قتل طفل في غارة ثانية، بحسب المصدر نفسه."
    assert said_by(text, "غارة ثانية") == "المرصد السوري"


def test_a_statement_stands_for_its_issuer() -> None:
    text = "وأعلنت وزارة الدفاع في بيان أن طائرة سقطت. وأضاف البيان أن الطيار قتل."
    assert said_by(text, "قتل") == "وزارة الدفاع"


def test_an_unnamed_source_is_new_each_time() -> None:
    text = "قال مصدر طبي شرق المدينة إن سبعة قتلوا. وقال مصدر أمني إن الهجوم انتهى."
    assert said_by(text, "الهجوم") == "مصدر أمني"
    assert all(item.unnamed for item in read(text))


def test_a_director_shares_his_bodys_id() -> None:
    text = "وقال مدير المرصد سامر عيد إن القوات انسحبت."
    found = ask(text, "انسحبت", (hit(text, "المرصد", "sohr", "body"),))
    assert found.source is not None and found.source.id == "sohr"


def test_who_speaks_for_himself_has_no_partys_id() -> None:
    text = "وقال سكان في مناطق الحوثيين إن القصف توقف. وقال مصدر في حكومة مناهضة للحوثيين إن الطريق فتح."
    hits = tuple(hit(text, words, "houthis") for words in ("الحوثيين", "للحوثيين"))
    assert [item.source.id for item in read(text, hits) if item.source] == [None, None]


def test_the_accused_is_not_the_accuser() -> None:
    text = "اتهم الجيش الوطني كتائب النصر بقصف الحي."
    found = ask(text, "بقصف", (hit(text, "الجيش الوطني", "army"), hit(text, "كتائب النصر", "brigades")))
    assert found.source is not None and found.source.text == "الجيش الوطني" and found.hint == "alleged"


def test_a_spokesman_points_back_to_his_party() -> None:
    text = "سيطرت قوات الشمال على البلدة، بحسب متحدثة باسم هذه القوات. وأكد الناطق باسمها ذلك القصف. وقال الناطق باسمها إن الطريق فتح."
    hits = (hit(text, "قوات الشمال", "north"),)
    assert {item.source.id for item in read(text, hits) if item.source} == {"north"}


def test_a_body_shares_the_id_of_its_head() -> None:
    text = "قال رئيس لجنة التحقيق الدولية إن القصف متعمد. وأضافت اللجنة أن سبعة قتلوا."
    found = ask(text, "قتلوا", (hit(text, "لجنة التحقيق الدولية", "inquiry", "body"),))
    assert found.source is not None and found.source.id == "inquiry"


def test_the_agency_takes_up_its_name_also_as_a_via() -> None:
    text = "وقال متحدث لوكالة رويترز إن الجسر دمر. وقال ناشط للوكالة إن سبعة قتلوا. وأفادت الوكالة بأن الطريق قطع."
    found = ask(text, "قتلوا")
    assert found.via is not None and found.via.text == "وكالة رويترز"
    assert said_by(text, "قطع") == "وكالة رويترز"
