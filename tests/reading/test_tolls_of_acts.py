"""Whose a toll is, and what it counts: an act named twice, tolls told further on, sums, and numbers that count nobody who fell."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading import RuleReader
from tests.reading.asking import tolls, tolls_of


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        # the act named again as the subject of what it led to
        (
            "airstrike",
            "استهدفت غارة للتحالف الدولي رتلا لتنظيم داعش قرب مدينة الرقة، وأدت الغارة إلى تدمير آليتين ومقتل سبعة مسلحين.",
            [{("killed", 7)}],
        ),
        # … and behind the verb that opens its toll
        (
            "airstrike",
            "دمرت طائرات التحالف الدولي مخزنا لأسلحة تنظيم داعش في مدينة تلعفر، وقتل إثر الغارة أكثر من عشرين مسلحا.",
            [{("killed", 20)}],
        ),
        # two devices that went off together
        (
            "bombing",
            "قال الجيش العراقي إن جنديين قتلا وأصيب خمسة آخرون حين انفجرت سيارة مفخخة وعبوات ناسفة قرب مدينة الرمادي.",
            [{("killed", 2), ("wounded", 5)}],
        ),
        # the killing that goes on with the act
        ("clash", "هاجم مسلحون من تنظيم داعش حاجزا للجيش العراقي قرب مدينة هيت وقتلوا ستة جنود.", [{("killed", 6)}]),
        # one fallen told with «قد», an age, or how he died
        ("clash", "وأعلنت الشرطة أن مطلق النار قد قتل خلال تبادل إطلاق النار مع الجنود في مدينة بنغازي.", [{("killed", 1)}]),
        # killed and wounded of one count
        ("airstrike", "إن عشرات المدنيين قتلوا وجرحوا في غارات جوية على مدينة حلب.", [{("casualties", 20)}]),
        # nobody
        ("shelling", "سقطت قذائف هاون على بلدة نبل ولم يصب أحد من السكان.", [{("casualties", 0)}]),
        # a part of those told fell in this act
        ("clash", "قتل أحد عشر جنديا تركيا، أربعة منهم في كمين استهدف أمس قافلة عسكرية في ديار بكر.", [{("killed", 4)}]),
    ],
)
def test_whose_the_toll_is(reader: RuleReader, kind: str, text: str, expected: list[set[tuple[str, float]]]) -> None:
    assert tolls_of(reader, text, kind) == expected


def test_what_the_next_sentence_tells(reader: RuleReader) -> None:
    text = "انفجرت سيارة مفخخة في سوق وسط مدينة بعقوبة. وأدى ذلك إلى مقتل شرطي وإصابة أربعة مدنيين."
    assert tolls_of(reader, text, "bombing") == [{("killed", 1), ("wounded", 4)}]


@pytest.mark.parametrize(
    "text",
    [
        "وبلغت خسائر القوات السعودية منذ الثالث من نوفمبر 80 قتيلا و400 جريح، إضافة إلى سبعة مفقودين.",
        "قتل 80 شخصا في غارة على مدينة رفح المكتظة بنحو سبعة آلاف نازح.",
    ],
)
def test_who_did_not_fall_is_not_counted(reader: RuleReader, text: str) -> None:
    claims = reader.read(Report("r", "", text, published="2017-07-01"))
    counted = {low for claim in claims for what, low in tolls(claim) if what != "displaced"}
    assert 80 in counted
    assert not counted & {7, 7000}
