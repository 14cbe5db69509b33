"""The fallen told without a figure by what they are, and counts that a word near them moves: nationalities, lone dead, kin, names."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading import RuleReader
from tests.reading.asking import tolls, tolls_of
from tests.reading.test_counted import told


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # a nationality alone, as subject, object and genitive
        ("أدى إطلاق النار إلى مقتل فلسطيني وإصابة آخر", {("killed", 1), ("wounded", 1)}),
        ("إن الشرطة قتلت تونسيا في الميناء", {("killed", 1)}),
        ("إن عراقيا قتل في التفجير", {("killed", 1)}),
        ("قتل سعودي وأصيب يمنيان بقذيفة", {("killed", 1), ("wounded", 2)}),
        # … which describes others where it follows them
        ("مقتل خمسة في هجوم تركي وسوري", {("killed", 5)}),
        # the lone dead behind what tells that one fell
        ("سقط شهيد وثلاثة جرحى في القصف", {("killed", 1), ("wounded", 3)}),
        ("أسفر الانفجار عن قتيل وجريح", {("killed", 1), ("wounded", 1)}),
        ("أوقع القصف قتيلا وأربعة جرحى", {("killed", 1), ("wounded", 4)}),
        ("أوقع القصف 12 قتيلا وجريحا", {("casualties", 12)}),
        # found dead
        ("عثر السكان على حارس المبنى مقتولا قرب المدخل", {("killed", 1)}),
        ("عثر على المعلمين مقتولين في منزلهم", set()),
        # two that a relative names
        ("عثر على الموظفين اللذين قتلا بالرصاص", {("killed", 2)}),
        # kin right behind
        ("قتلت امرأة وطفلها في القصف", {("killed", 2)}),
        ("قتلت امرأة وطفليها في القصف", {("killed", 3)}),
        ("قتل رجل مسن وزوجته في القصف", {("killed", 2)}),
        # name by name
        ("قتل كل من سالم الحموي، ورامي الخطيب، ووائل حسن في الهجوم", {("killed", 3)}),
        ("استشهاد العريف سالم الحموي، والرقيب رامي الخطيب", {("killed", 2)}),
        # with others
        ("قتل قيادي كبير في الحركة مع مسلحين اثنين آخرين في غارة", {("killed", 3)}),
        ("قتل القائد سالم الحموي مع 14 من عناصر القاعدة سنة 2005", {("killed", 1), ("killed", 14)}),
        # exposed to hurt
        ("نتج عن القصف تعرض اثنين من رجال الأمن للإصابة", {("wounded", 2)}),
        ("تعرض الموقع لهجوم قتل فيه ضابط وأصيب جنديان", {("killed", 1), ("wounded", 2)}),
        # an officer and whose he is, lives that an act cost
        ("قتل ضابط برتبة رائد وسائقه في كمين", {("killed", 2)}),
        ("أودت غارة شنتها طائرة من دون طيار على مدرسة بستة أشخاص وأصابت عشرة", {("killed", 6), ("wounded", 10)}),
        # two of one nation
        ("إن جنديين تونسيين قتلا وأصيب اثنان آخران", {("killed", 2), ("wounded", 2)}),
        # before police shot him
        ("هرب المهاجم قبل أن ترديه الشرطة", {("killed", 1)}),
        # ages, months, hits, and all but some
        ("قتل امرأتين تبلغان من العمر 21 و33 عاما", {("killed", 2)}),
        ("قتل مئة جندي خلال الأشهر الستة الأولى من العام", {("killed", 100)}),
        ("لقي ألف رجل وصبي حتفهم في السجن", {("killed", 1000)}),
        ("الغارتان لم تصيبا المعسكر ولم تصب القذيفة المخزن", set()),
        ("لم تسفر القذائف عن أي إصابات عدا إصابة مزارع", {("wounded", 1)}),
        # a verb in an aside ends no toll
        ("قتلت الجماعة -التي تسعى إلى إقامة إمارة- أكثر من ألفي شخص", {("killed", 2000)}),
        # those driven out did not fall
        ("أسفرت الأزمة عن 80 قتيلا وحملت أكثر من 160 ألف شخص على اللجوء", {("killed", 80)}),
        # a thousand is no adjective of those before it
        ("بلغ عدد القتلى ألف قتيل ونحو تسعة آلاف جريح", {("killed", 1000), ("wounded", 9000)}),
    ],
)
def test_counts(text: str, counts: set[tuple[str, float]]) -> None:
    assert told(text) == counts


def test_whom_a_pronoun_names_is_not_one(reader: RuleReader) -> None:
    text = "دهست قوات الجيش مدنيين فارين بالدبابات في ولاية الوحدة ثم عادت لتتأكد أنها قتلتهم."
    assert all(not tolls(claim) for claim in reader.read(Report("r", "", text, published="2017-07-01")))


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        # one of several acts keeps its own toll
        (
            "bombing",
            "نفذ تنظيم داعش سلسلة من التفجيرات في بغداد ومحافظات أخرى، بما في ذلك هجوم كبير في محافظة ديالى أودى بحياة أكثر من 100 شخص.",
            [set()],
        ),
        # who fled from the act did not fall in it
        (
            "killing",
            "أعدم تنظيم داعش أمس رميا بالرصاص 41 من مسلحيه الذين فروا من معارك بعشيقة.",
            [{("killed", 41)}],
        ),
        # the toll that is confirmed
        (
            "casualties",
            "قتل ضابطان في كمين قرب مدينة تعز. وأكد متحدث عسكري هذه الحصيلة.",
            [{("killed", 2)}],
        ),
        # what an act led to at once, and what the sum of its dead has reached
        ("airstrike", "أغار الطيران الفرنسي ليلا على معسكر للتدريب قرب مدينة كيدال فقتل أربعين مسلحا.", [{("killed", 40)}]),
        ("bombing", "ارتفع عدد قتلى التفجير الانتحاري الذي استهدف أمس مسجدا في مدينة بيشاور إلى 101.", [{("killed", 101)}]),
        # the same counted on either side of a turn
        ("bombing", "أسفر هجوم عن مقتل 13 شخصا، فيما لقي نحو 37 مصرعهم في تفجيرين استهدفا محطتين في مدينة غومبي.", [{("killed", 37)}]),
        # … but of one fight, where it is of either side
        (
            "clash",
            "قتل ثمانية من الحوثيين وأصيب العشرات فيما قتل اثنان من رجال المقاومة وأصيب آخرون في مواجهات في مدينة تعز.",
            [{("killed", 8), ("killed", 2), ("wounded", 20)}],
        ),
        ("casualties", "وذكرت المصادر أن 17 متمردا قتلوا مشيرة إلى سقوط أحد عشر قتيلا في صفوف القوات الموالية لهادي.", [{("killed", 17)}]),
        # those who were taken
        ("abduction", "قال متحدث إن أربعين جنديا وقعوا في الأسر في مدينة غورماتش.", [{("captured", 40)}]),
        # what was done before the act
        ("bombing", "قتل الشاب خاله في الرياض قبل أن يفجر نفسه في نقطة تفتيش.", [set()]),
        # what a sum reaches, told before what it counts
        ("casualties", "وبذلك يرتفع إلى 600 عدد قتلى هجمات بوكو حرام في نيجيريا منذ مايو.", [{("killed", 600)}]),
        # driven out
        (
            "displacement",
            "أسفرت الأزمة حتى الآن عن 80 قتيلا وحملت أكثر من 160 ألف بوروندي على اللجوء إلى البلدان المجاورة.",
            [{("displaced", 160000)}],
        ),
    ],
)
def test_whose_the_toll_is(reader: RuleReader, kind: str, text: str, expected: list[set[tuple[str, float]]]) -> None:
    assert tolls_of(reader, text, kind) == expected
