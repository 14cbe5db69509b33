"""Who speaks, and what stands beside him that he speaks of: sentences of our own."""

from __future__ import annotations

import pytest

from tests.attribution.asking import hit, read, said_by

SAID = [
    ("وبحسب ما نقلته وكالة الساحل عن مصادر طبية، قتل خمسة في القصف.", "القصف", "مصادر طبية"),
    ("سجلت المنظمة الطبية 45 جريحا جراء القصف.", "القصف", "المنظمة الطبية"),
    ("يقول سليم (35 عاما) إن الجنود أحرقوا قريته.", "أحرقوا", "سليم (35 عاما)"),
    ("وبث ناشطون تسجيلا مصورا يظهر قصف الحي الغربي.", "قصف", "ناشطون"),
    ("وتداول الأهالي صورا توثق اقتحام السجن.", "اقتحام", "الأهالي"),
    ("وأحصى المركز المحلي أكثر من ثلاثين غارة على الريف.", "غارة", "المركز المحلي"),
    ("وتقدر المنظمة عدد الذين نزحوا من الحي بعشرة آلاف.", "نزحوا", "المنظمة"),
    ("وأشاد المحافظ بمقاتلي اللواء، مبينا أن ستين مسلحا قتلوا في المعارك.", "المعارك", "المحافظ"),
    ("وأخلت لجنة الهدنة مسؤوليتها محملة قائد الكتيبة المسؤولية عن القصف.", "القصف", "لجنة الهدنة"),
    ("وجدد القائد تأكيده أن قواته دخلت الميناء.", "دخلت", "القائد"),
    ("وقال العقيد في تصريحاته إن عشرين مسلحا قتلوا.", "قتلوا", "العقيد"),
    ("وأفادت حصيلة أعدتها دائرة الصحة أن ستة قتلوا في الانفجار.", "الانفجار", "دائرة الصحة"),
    ("مصادر طبية في المدينة أبلغتنا أن الطيران قصف المشفى.", "قصف", "مصادر طبية في المدينة"),
    ("وتلقت الوكالة بيانا من الجماعة تبنت فيه الهجوم على السجن.", "الهجوم", "الجماعة"),
    ("ونقلت الصحيفة تصريحا للناطق باسم الشرطة قال فيه إن ثلاثة قتلوا.", "قتلوا", "للناطق باسم الشرطة"),
    ("أعلنت الحركة تكبيدها القوة المهاجمة خسائر كبيرة.", "خسائر", "الحركة"),
]


@pytest.mark.parametrize(("text", "word", "speaker"), SAID)
def test_the_speaker_ends_where_what_he_speaks_of_begins(text: str, word: str, speaker: str) -> None:
    assert said_by(text, word) == speaker


def test_the_weather_attests_no_fighting() -> None:
    assert said_by("شهدت المدينة، حسب الأنواء الجوية، يوما حارا ومظاهرات.", "مظاهرات") is None


def test_a_way_is_no_verb_of_saying() -> None:
    assert said_by("طردت القوات المسلحين عبر حملة واسعة بدأت عن طريق البحر.", "طردت") is None


ACCUSED = [
    ("وقال المكتب إن مسلحين هاجموا الحاجز، كما أنه حمل حكومة المدينة مسؤولية الهجوم.", "مسؤولية", "المكتب"),
    ("واتهم ناشطون قوات الأمن بإطلاق النار.", "بإطلاق", "ناشطون"),
    ("وذكر الحزب، الذي حمل متطرفين مسؤولية التفجير، أن اثنين قتلا.", "حمل", "الحزب"),
    ("وتبنت هذه الجماعة الهجوم على المعبر.", "تبنت", "هذه الجماعة"),
    ("وأكدت المصادر أن المجموعة تبنت الهجوم في بيان.", "تبنت", "المجموعة"),
]


@pytest.mark.parametrize(("text", "word", "speaker"), ACCUSED)
def test_who_accuses_is_not_whom_he_accuses(text: str, word: str, speaker: str) -> None:
    assert said_by(text, word) == speaker


def test_what_a_relative_clause_tells_of_the_speaker_is_not_said() -> None:
    text = "وذكر الحزب، الذي حمل متطرفين مسؤولية التفجير، أن اثنين قتلا."
    assert said_by(text, "قتلا") == "الحزب"
    assert said_by("وأعلن التحالف الذي يقاتل المتمردين وقفا لإطلاق النار.", "وقفا") == "التحالف"


def test_whom_somebody_calls_on_is_not_part_of_his_name() -> None:
    text = "دعا أمين المنظمة قوات الحزب إلى الانسحاب."
    named = (hit(text, "أمين المنظمة", "a"), hit(text, "قوات الحزب", "b"))
    (call,) = read(text, named)
    assert call.source is not None and (call.source.text, call.source.id) == ("أمين المنظمة", "a")


def test_an_adjective_of_news_belongs_to_the_medium() -> None:
    text = "آمر شرطة القضاء ذكر لشبكة النهر الإعلامية أن الهجوم استهدف نقطة تفتيش."
    (said,) = read(text, (hit(text, "شبكة النهر", "n", "outlet"),))
    assert said.source is not None and said.source.text == "آمر شرطة القضاء"
    assert said.via is not None and said.via.text == "شبكة النهر الإعلامية"


def test_a_wary_calm_says_nothing() -> None:
    assert said_by("هدوء حذر في المدينة بعد ليلة من الاشتباكات.", "الاشتباكات") is None
