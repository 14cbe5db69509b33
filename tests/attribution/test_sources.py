"""Who says what: each case is a class of newsroom Arabic, in sentences of our own."""

from __future__ import annotations

import pytest

from marsad.reading.attribution import saying_times
from tests.attribution.asking import ask, read, said_by

LEADING = [
    ("وقال قائد اللواء الثاني سمير حداد إن قواته دخلت البلدة.", "دخلت", "قائد اللواء الثاني سمير حداد"),
    ("أعلن الجيش الوطني مقتل سبعة من جنوده في كمين.", "كمين", "الجيش الوطني"),
    ("وأفادت مصادر طبية بمقتل عشرة أشخاص في القصف.", "القصف", "مصادر طبية"),
    ("كشف مصدر أمني رفيع عن اعتقال خلية مسلحة.", "اعتقال", "مصدر أمني رفيع"),
    ("وأشارت المنظمة الدولية إلى نزوح آلاف السكان.", "نزوح", "المنظمة الدولية"),
    ("وأكد المتحدث باسم الشرطة، العقيد نادر سالم، أن المهاجم قتل.", "قتل", "المتحدث باسم الشرطة، العقيد نادر سالم"),
    ("أعلنت، أمس الاثنين، قيادة العمليات سقوط قذائف على المطار.", "سقوط", "قيادة العمليات"),
    ("وذكرت وكالة «النور» أن الطيران قصف المعبر.", "قصف", "وكالة «النور»"),
    ("وأضاف، في مؤتمر صحافي، محافظ المدينة: القصف مستمر.", "القصف", None),
]


@pytest.mark.parametrize(("text", "word", "speaker"), LEADING)
def test_a_verb_of_saying_leads(text: str, word: str, speaker: str | None) -> None:
    assert said_by(text, word) == speaker


TRAILING = [
    ("قصفت الطائرات البلدة، وفق ما أعلن مدير المشفى.", "قصفت", "مدير المشفى"),
    ("قصفت الطائرات البلدة ليلا، بحسب شهود عيان.", "قصفت", "شهود عيان"),
    ("جاء القصف، وفقا للمركز الإعلامي، بعد اشتباكات.", "اشتباكات", "للمركز الإعلامي"),
    ("سيطر المسلحون على الجسر، حسبما أفاد الأحد مسؤول محلي.", "سيطر", "مسؤول محلي"),
    ("وبحسب مصادر عسكرية فإن الهجوم بدأ فجرا.", "الهجوم", "مصادر عسكرية"),
    ("استهدفت القذائف السوق، على ما ذكر ناشطون.", "استهدفت", "ناشطون"),
    ("قتل ستة في الغارة.وفقا لقناة النهر.", "الغارة", "قناة النهر"),
    ("انسحبت القوات من القرية، كما قال الوزير في رسالة.", "انسحبت", "الوزير"),
]


@pytest.mark.parametrize(("text", "word", "speaker"), TRAILING)
def test_an_attribution_trails(text: str, word: str, speaker: str) -> None:
    found = said_by(text, word)
    assert found is not None and (found == speaker or found.endswith(speaker.lstrip("ل")))


def test_a_speaker_before_the_verb() -> None:
    assert said_by("لكن الجيش التركي أعلن مقتل جنديين.", "مقتل") == "الجيش التركي"
    assert said_by("وكان مصدر رسمي قد أفاد بوقوع انفجار.", "انفجار") == "مصدر رسمي"
    assert said_by("وكان رئيس البلدية، كريم ناجي، أكد سقوط قتلى.", "سقوط") == "رئيس البلدية، كريم ناجي"


def test_headlines_name_who_speaks_but_not_a_place() -> None:
    assert said_by("المرصد السوري: مقتل تسعة في قصف\nقصفت الطائرات القرية.", "مقتل") == "المرصد السوري"
    assert said_by("تعز: مقتل تسعة في قصف\nقصفت الطائرات القرية.", "مقتل") is None


def test_narration_after_a_speaker_is_the_outlets_own() -> None:
    text = "قال متحدث عسكري إن القوات تقدمت.\nوتشهد المحافظة معارك منذ أشهر.\nوتسيطر الحركة على المطار."
    assert said_by(text, "معارك") is None
    assert said_by(text, "تسيطر") is None


def test_a_sentence_that_explains_goes_on() -> None:
    assert said_by("أفادت مصادر محلية بخرق الهدنة. فقد قصف المسلحون الحي.", "قصف") == "مصادر محلية"


def test_speech_ends_with_its_quotation() -> None:
    text = "وقال القائد «دخلنا البلدة فجر اليوم بلا قتال» بعد معارك استمرت أياما."
    assert said_by(text, "دخلنا") == "القائد"
    assert said_by(text, "معارك") is None


def test_speech_runs_over_sentences_and_lines() -> None:
    text = "وقال الطبيب: «وصل سبعة قتلى. القصف دمر المشفى.\nوالطريق مقطوع». وساد الهدوء بعد الغارة."
    assert said_by(text, "دمر") == "الطبيب"
    assert said_by(text, "الغارة") is None


def test_nested_and_unclosed_marks_do_not_break_speech() -> None:
    text = 'وقال الضابط "انسحب تنظيم "داعش" من القرية باتجاه الشرق". وأكد محافظ المدينة أن الطريق فتح.'
    assert said_by(text, "الشرق") == "الضابط"
    assert said_by(text, "فتح") == "محافظ المدينة"


def test_the_innermost_speaker_wins() -> None:
    text = "قال ناطق باسم الحكومة إن المتمردين قصفوا الحي، في حين بدأت هدنة في المدينة، بحسب مسؤولين محليين."
    assert said_by(text, "قصفوا") == "ناطق باسم الحكومة"
    assert said_by(text, "هدنة") == "مسؤولين محليين"


def test_participles_carry_the_sentence_on() -> None:
    text = "وأعلن قائد الشرطة مقتل المهاجم، مشيرا إلى إصابة ضابطين، ومؤكدا أن التحقيق بدأ."
    assert said_by(text, "إصابة") == "قائد الشرطة"
    assert said_by("وانتقد رئيس البلدية القصف، قائلا إن الطائرات دمرت السوق.", "دمرت") == "رئيس البلدية"


CLAIMED = [
    ("وتبنت الهجوم جماعة أنصار الحق.", "تبنت", "جماعة أنصار الحق"),
    ("تبنى تنظيم الراية تفجير المحطة.", "تفجير", "تنظيم الراية"),
    ("هدد حزب الجبل بقطع الهدنة.", "قطع", "حزب الجبل"),
    ("نفت وزارة الدفاع قصف القرية.", "قصف", "وزارة الدفاع"),
    ("بعد إعلان حركة الفجر مسؤوليتها عن الهجوم.", "مسؤوليتها", "حركة الفجر"),
    ("في هجوم نسبته السلطات إلى المتمردين.", "نسبته", "السلطات"),
    ("بعد اتهامه من قبل رئيس الوزراء بتنفيذ التفجير.", "التفجير", "رئيس الوزراء"),
]


@pytest.mark.parametrize(("text", "word", "speaker"), CLAIMED)
def test_claiming_denying_accusing(text: str, word: str, speaker: str) -> None:
    assert said_by(text, word) == speaker


def test_the_background_of_a_claim_of_responsibility_is_not_the_claimants() -> None:
    text = "تبنت الحركة قتل الضابطين ردا على الهجوم الذي وقع في المدينة."
    assert said_by(text, "قتل") == "الحركة"
    assert said_by(text, "الهجوم") is None


VIAS = [
    ("وقال مدير المرصد لوكالة فرانس برس إن القوات انسحبت.", "انسحبت", "مدير المرصد", "وكالة فرانس برس"),
    ("أفادت وكالة «سانا» نقلا عن مصدر عسكري بأن الجيش أحكم سيطرته.", "أحكم", "مصدر عسكري", "وكالة «سانا»"),
    ("ونقل موقع «سكاي نيوز» عن مصادر مطلعة أن القصف توقف.", "القصف", "مصادر مطلعة", "موقع «سكاي نيوز»"),
    ("ذكرت وكالة رويترز أن الجيش أعلن سقوط المطار.", "سقوط", "الجيش", "وكالة رويترز"),
    ("وقال القائد: «قتل تسعة في الغارة الأخيرة على البلدة»، وفق «رويترز».", "قتل", "القائد", "رويترز"),
    ("رويترز - طرابلس: قال متحدث عسكري إن السفينة غرقت.", "غرقت", "متحدث عسكري", "رويترز"),
    ("وفي تصريح لوكالة رويترز قال المسؤول إن الجسر دمر.", "دمر", "المسؤول", None),
]


@pytest.mark.parametrize(("text", "word", "speaker", "via"), VIAS)
def test_chains(text: str, word: str, speaker: str, via: str | None) -> None:
    found = ask("عنوان\n" + text, word)
    assert found.source is not None and found.source.text == speaker
    if via is not None:
        assert found.via is not None and found.via.text == via


def test_the_own_outlet_and_social_media_are_no_via() -> None:
    assert ask("وقال القائد لـ«الضياء» إن الطريق قطع.", "قطع", outlet="الضياء").via is None
    assert ask("وقال القائد على موقع تويتر إن الطريق قطع.", "قطع").via is None


def test_an_agency_signs_below() -> None:
    text = "عنوان\nقال متحدث عسكري إن السفينة غرقت.\nولم تعرف حصيلة.\n(رويترز)"
    found = ask(text, "غرقت")
    assert found.via is not None and found.via.text == "رويترز"


def test_the_day_of_the_saying_is_given() -> None:
    text = "أعلن الجيش الثلاثاء أن القوات دخلت المدينة فجر الاثنين."
    assert [text[a:b] for a, b in saying_times(read(text))] == ["الثلاثاء"]


NOBODY = [
    ("نفى جدول المباريات ذلك. سيطر الفريق على المباراة.", "سيطر"),
    ("لم تعلن أي جهة مسؤوليتها. وقع الهجوم صباحا.", "وقع"),
    ("يذكر أن المدينة تعرضت لقصف.", "لقصف"),
    ("وأعلن عن مقتل خمسة.", "مقتل"),
    ("تابع الأمن عملياته في الحي واعتقل سبعة.", "اعتقل"),
    ("وفق اتفاق الهدنة انسحبت القوات.", "انسحبت"),
    ("دارت معارك بين الجيش والمسلحين في محيط المدينة، إلا أن الجسر بقي مفتوحا.", "الجسر"),
]


@pytest.mark.parametrize(("text", "word"), NOBODY)
def test_nobody_is_made_to_speak(text: str, word: str) -> None:
    assert said_by(text, word) is None


def test_a_relative_clause_speaks_for_whom_it_belongs_to() -> None:
    text = "قتل تسعة في الهجوم، بحسب النائب محمد سعيد، الذي قال لوكالة رويترز: «أقام المسلحون حاجزا على الطريق»."
    assert said_by(text, "حاجزا") == "النائب محمد سعيد"


def test_a_statement_may_follow_what_it_states() -> None:
    text = "عنوان\nقتل شخص في قصف على حي الزهور.\nجاء ذلك في بيان نشره المركز الإعلامي للجبهة.\nوأضاف البيان أن ستة أصيبوا."
    assert said_by(text, "قصف") == "المركز الإعلامي للجبهة"
    assert said_by(text, "أصيبوا") == "المركز الإعلامي للجبهة"


MUTE = [
    ("وأفادت حصيلة أولية بأن عشرة قتلوا.", "قتلوا"),
    ("وكانت الحصيلة الأولى أشارت إلى سقوط تسعة قتلى.", "سقوط"),
    ("تشير أصابع الاتهام إلى مقتل الأسرى على يد الحراس.", "مقتل"),
    ("وقعت الغارة دون أن توقع إصابات.", "إصابات"),
    ("ارتفعت نسبة مقتل المدنيين إلى الثلث.", "مقتل"),
]


@pytest.mark.parametrize(("text", "word"), MUTE)
def test_what_cannot_speak_does_not(text: str, word: str) -> None:
    assert said_by("عنوان\n" + text, word) is None


def test_who_issued_a_statement_says_what_is_in_it() -> None:
    text = "وقال سمير حداد إن الطريق مقطوع.\nوأصدرت الوزارة بيانا، أكدت فيه مقتل عشرة جنود. و أوضحت أن الحصار مستمر."
    assert said_by(text, "مقتل") == "الوزارة"
    assert said_by(text, "الحصار") == "الوزارة"


def test_a_medium_with_nobody_behind_it_speaks_itself() -> None:
    assert said_by("ونقلت وكالة الأنباء أن القصف قتل عشرة جنود.", "قتل") == "وكالة الأنباء"
    assert said_by("ونقلت الطائرات الجرحى إلى المشفى بعد مقتل عشرة.", "مقتل") is None


def test_the_speaker_behind_a_quotation_said_all_of_it() -> None:
    text = "عنوان\n«الوضع صعب في الحي كله. القصف دمر المشفى والمدرسة»، يقول أحد سكان المدينة."
    assert said_by(text, "صعب") == said_by(text, "دمر") == "أحد سكان المدينة"
