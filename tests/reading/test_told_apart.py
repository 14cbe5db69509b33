"""Numbers near words of harm that are no toll, or another act's, and people who fell told without a figure."""

from __future__ import annotations

import pytest

from marsad.languages.arabic import find_numbers
from marsad.model import Report
from marsad.reading import RuleReader
from tests.reading.asking import tolls, tolls_of


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        # one told by what he is and by name, by a servant's name, by a feminine head
        ("clash", "استشهد المقاوم محمود جبر (24 عاماً) إثر اشتباك مع جنود الاحتلال في نابلس.", [{("killed", 1)}]),
        ("clash", "قتل عبد الكريم الزاوي، قائد كتيبة الشهداء، في اشتباكات عنيفة في مدينة طرابلس.", [{("killed", 1)}]),
        ("shelling", "أدى القصف على مدينة صعدة إلى إصابة الطفلة مريم.", [{("wounded", 1)}]),
        ("bombing", "فقد الجيش الجندي أحمد سالم جراء انفجار لغم أرضي غرب مدينة بنغازي.", [{("killed", 1)}]),
        # one or two by a verb behind them
        ("shelling", "قالت مصادر طبية إن شخصا واحدا توفي في القصف على مدينة حلب.", [{("killed", 1)}]),
        ("shelling", "أفادت الشرطة أن امرأة وطفلها لقيا حتفهما عندما سقطت قذيفة على منزلهما في مدينة سريناغار.", [{("killed", 2)}]),
        ("shelling", "أفادت الشرطة بأن رجلا وزوجته لقيا مصرعهما في قصف على بلدة كوبيانسك.", [{("killed", 2)}]),
        # «واحد» behind a noun that tells one already
        ("shelling", "أسفر القصف عن سقوط شهيد واحد وسبعة جرحى في مدينة رفح.", [{("killed", 1), ("wounded", 7)}]),
        # one more by an ordinal
        ("bombing", "قتل جنديان وأصيب ثالث بانفجار عبوة ناسفة في مدينة الموصل.", [{("killed", 2), ("wounded", 1)}]),
        # whose state is told was counted already; so was the child among the two
        ("bombing", "أصيب ثلاثة جنود في انفجار عبوة ناسفة قرب مدينة العريش، إصابة اثنين منهم خطيرة.", [{("wounded", 3)}]),
        ("shelling", "قتل مدنيان أحدهما طفل في قصف على مدينة إدلب.", [{("killed", 2), ("killed", 1)}]),
        # a family is no single person, and who kills is not among the killed
        ("airstrike", "قتلت عائلة من خمسة أفراد في غارة على مدينة الحديدة.", [{("killed", 5)}]),
        ("killing", "قتل قناص شقيقين في مدينة تعز.", [{("killed", 2)}]),
        # lives that an act takes
        ("bombing", "حصد الانفجار في مدينة بيروت أرواح 15 شخصا.", [{("killed", 15)}]),
        # who is missing, and who died of his wounds
        ("clash", "فقدت القوات أثر تسعة من جنودها في المواجهات مع المتمردين في محافظة صعدة.", [set()]),
        (
            "bombing",
            "لم يسفر التفجير الذي استهدف حاجزا في مدينة نابلس سوى عن مقتل منفذه وإصابة جنديين.",
            [{("killed", 1), ("wounded", 2)}],
        ),
        # a sum as it was, and as it is
        ("displacement", "ارتفع عدد النازحين من مدينة مأرب من 12 ألفا إلى 30 ألف شخص.", [{("displaced", 30000)}]),
        # who hurt and killed in a told attack
        (
            "bombing",
            "قال الجيش إن مسلحين قتلوا جنديين وأصابوا أربعة آخرين في تفجير قنبلة قرب مدينة ديار بكر.",
            [{("killed", 2), ("wounded", 4)}],
        ),
        # an attack that its teller names again
        (
            "clash",
            "هاجم مسلحون ثكنة للجيش عند بحيرة تشاد، موضحا أن هذا الهجوم الليلي أسفر عن أحد عشر قتيلا و13 جريحا.",
            [{("killed", 11), ("wounded", 13)}],
        ),
        # a verb of harm before the act, with more of the fallen in the clause before it
        (
            "airstrike",
            "قتل ثلاثة من عناصر قوات سوريا الديمقراطية المتحالفة مع واشنطن، وأصيب مدني بجروح، جراء غارة على أطراف القامشلي.",
            [{("killed", 3), ("wounded", 1)}],
        ),
    ],
)
def test_who_fell(reader: RuleReader, kind: str, text: str, expected: list[set[tuple[str, float]]]) -> None:
    assert tolls_of(reader, text, kind) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("shelling", "أمطر المقاتلون مدينة صفد بعشرات الصواريخ غداة إنزال فاشل قتل فيه جندي وجرح سبعة من رفاقه.", [set()]),
        ("airstrike", "شنت الطائرات غارات على أطراف بعقوبة بعد إعلان الجيش أنه قتل 90 من المسلحين.", [set()]),
        (
            "shelling",
            "قصفت المدفعية مواقع المسلحين في محافظة هلمند عقب هجوم أسفر عن مقتل سبعة جنود، ما أدى إلى مقتل عشرين مسلحا.",
            [{("killed", 20)}],
        ),
        ("airstrike", "قصف الطيران مدينة إدلب بعد تقدم المعارضة ما أدى إلى مقتل خمسة مدنيين.", [{("killed", 5)}]),
        (
            "airstrike",
            "أسفرت غارات على مدينة دوما عن مقتل 12 مدنيا، فيما قتل طفل برصاص قناص في حي جوبر.",
            [{("killed", 12)}],
        ),
        (
            "shelling",
            "قتل أربعة مدنيين في بلدة تلمنس بقصف مدفعي، وأصيب سبعة جراء غارات على مدينة معرة النعمان.",
            [{("killed", 4)}],
        ),
    ],
)
def test_tolls_of_other_acts_are_not_taken(reader: RuleReader, kind: str, text: str, expected: list[set[tuple[str, float]]]) -> None:
    assert tolls_of(reader, text, kind) == expected


def test_who_got_away_did_not_fall(reader: RuleReader) -> None:
    text = "تجددت الاشتباكات بين الجيش والمتمردين في مدينة بانغي. وأسفر الهجوم عن سقوط قتلى وجرحى وفرار خمسة آلاف شخص من المدينة."
    claims = reader.read(Report("r", "", text, published="2017-07-01"))
    told = {(claim.kind, *toll) for claim in claims for toll in tolls(claim)}
    assert told <= {("displacement", "displaced", 5000)}


def test_a_change_is_no_range() -> None:
    text = "ارتفعت حصيلة قتلى الهجوم على مدينة مقديشو من 12 إلى 20 قتيلا"
    assert [(n.low, n.high) for n in find_numbers(text)] == [(12, 12), (20, 20)]
    assert [(n.low, n.high) for n in find_numbers("القتلى منذ عام 2014 إلى 3450 شخصا")][-1] == (3450, 3450)
    assert [(n.low, n.high) for n in find_numbers("قتل من 12 إلى 20 شخصا")] == [(12, 20)]


def test_who_attacks_is_not_among_the_dead(reader: RuleReader) -> None:
    text = "قال الجيش المالي إن 50 مسلحا هاجموا ثكنة قرب غاو، وإن 12 منهم قتلوا."
    assert tolls_of(reader, text, "clash") == [{("killed", 12)}]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        # what stands behind «ب» is not what is counted
        ("airstrike", "قتل أربعة بغارة على صعدة.", [{("killed", 4)}]),
        ("shelling", "أصيب خمسة بقذيفة هاون في تعز.", [{("wounded", 5)}]),
        # a toll that the new one replaces
        (
            "bombing", "قتل 15 شخصا وأصيب 40 آخرون، بعد أن كانت الحصيلة السابقة تتحدث عن 9 قتلى في انفجار بغداد.",
            [{("killed", 15), ("wounded", 40)}],
        ),
    ],
)
def test_what_is_counted_stands_bare_behind_its_number(
    reader: RuleReader, kind: str, text: str, expected: list[set[tuple[str, float]]]
) -> None:
    assert tolls_of(reader, text, kind) == expected
