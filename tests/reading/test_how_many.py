"""How many fell: lists of those among them, men apart from civilians, tolls that words between used to hide."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader

KINDS = ("killed", "wounded", "casualties", "captured", "displaced")


def told(reader: RuleReader, text: str, kind: str) -> list[list[tuple[str, float | None]]]:
    """The tolls of the claims of a kind, in order."""
    return [tolls(claim) for claim in reader.read(Report("r", "", text, published="2017-06-30")) if claim.kind == kind]


def tolls(claim: Claim) -> list[tuple[str, float | None]]:
    return [(q.what, q.low) for q in claim.quantities if q.what in KINDS]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        # of one family, by a drone, by a body, mourned
        ("airstrike", "قتل خمسة من أسرة واحدة في غارة للتحالف على منزلهم في البيضاء.", [("killed", 5)]),
        ("airstrike", "قتلت غارة بطائرة من دون طيار خمسة متشددين في وزيرستان الشمالية.", [("killed", 5)]),
        ("shelling", "عثر على جثمانه تحت الأنقاض بعد قصف استهدف منزله في خان يونس.", [("killed", 1)]),
        ("shelling", "نعى لواء القدس 17 عنصرا من مقاتليه إثر استهداف حافلة عسكرية بصاروخ موجه في ريف حماة.", [("killed", 17)]),
        # whom one was killed by name of what he is
        ("killing", "اغتال مسلحون مجهولون القاضي محمد سالم أمام منزله في عدن.", [("killed", 1)]),
        ("killing", "أردت الشرطة الإسرائيلية فلسطينيا في القدس.", [("killed", 1)]),
        ("killing", "وقتل مسلحون مجهولون راعيا ومزارعا في قرية قرب كركوك.", [("killed", 2)]),
        ("bombing", "إن القوات الخاصة فقدت الجندي مرعي عبد السلام جراء انفجار لغم أرضي في بنغازي.", [("killed", 1)]),
        ("bombing", "نعت الكتيبة الجندي أحمد سالم إثر انفجار لغم في بنغازي.", [("killed", 1)]),
        ("bombing", "فجرت انتحارية العبوة التي كانت تحملها في سوق مدينة مايدوغوري وقتلت على الفور.", [("killed", 1)]),
        # taken
        ("abduction", "وقع أربعة من عناصر الحوثيين في الأسر خلال معارك نهم.", [("captured", 4)]),
        # men at arms and civilians are two counts, also with a number that goes on from a lone man
        ("clash", "وأوضح البيان أن الاشتباكات أسفرت عن مقتل ضابط وأربعة مدنيين في بغداد.", [("killed", 1), ("killed", 4)]),
        ("shelling", "أسفر القصف عن مقتل قيادي بارز في حركة الشباب وثلاثة من مرافقيه في مدينة جلب.", [("killed", 1), ("killed", 3)]),
        # among them
        ("shelling", "قتل ثلاثة مدنيين بينهم امرأة وطفل بقصف صاروخي على ريف حلب.", [("killed", 3), ("killed", 1), ("killed", 1)]),
        ("clash", "وأصيب خمسة أشخاص، بينهم ضابط وعنصر من الجيش، في اشتباكات طرابلس.", [("wounded", 5)]),
        ("clash", "مقتل 7 عسكريين بينهم عقيد في كمين للحوثيين قرب صعدة.", [("killed", 7), ("killed", 1)]),
        # the fights by which an attack was beaten off
        (
            "clash",
            "صد المقاتلون الأكراد هجوما لتنظيم داعش على عين العرب بعد معارك عنيفة أسفرت عن مقتل 12 مقاتلا كرديا و25 مقاتلا من التنظيم.",
            [("killed", 12), ("killed", 25)],
        ),
        # the toll of another day
        ("shelling", "إن القصف أدى لمقتل 9 مدنيين في الرقة اليوم، في حين وثقوا 15 مدنيا قضوا أمس في المدينة.", [("killed", 9)]),
        # a number behind «منذ», and one behind «العام»
        ("clash", "منذ الهجوم الذي أودى بحياة سبعة من عناصر الوكالة في أفغانستان في ديسمبر الماضي.", [("killed", 7)]),
        (
            "casualties",
            "بلغ عدد القتلى المدنيين في أفغانستان خلال النصف الأول من العام 1662 قتيلا و3581 جريحا.",
            [("killed", 1662), ("wounded", 3581)],
        ),
        ("airstrike", "قصف طيران التحالف مواقع للتنظيم في كوبرات وتمكن من قتل 12 من عناصر التنظيم.", [("killed", 12)]),
        ("chemical", "تسبب الهجوم بغاز السارين على البلدة في عشرات حالات الاختناق ووفاة شخصين.", [("wounded", 20), ("killed", 2)]),
        # a verb with «و» tells of others than those before it; two bodies; kin one behind another; a sum
        ("clash", "هاجم عشرات المسلحين سجنا في الكونغو وفر 900 سجين وقتل 11 بينهم ثمانية حراس.", [("killed", 11), ("killed", 8)]),
        ("airstrike", "انتشل الأهالي جثتي طفلين من تحت أنقاض منزل قصفته المروحيات في داريا.", [("killed", 2)]),
        ("airstrike", "قتل رجل مسن وزوجته وابناه وحفيدته في غارة على منزلهم في صعدة.", [("killed", 5)]),
        ("killing", "قتل مسؤول محلي وزوجته وطفلاهما في هجوم مسلح على منزلهم في مقاطعة زابل.", [("killed", 4)]),
        ("airstrike", "قتلت الغارات الأمريكية ما مجموعه 52 من مقاتلي الشباب خلال الأسبوع الماضي.", [("killed", 52)]),
        ("displacement", "وقال المحافظ إن 200 عائلة أعيدت إلى مناطقها في الأنبار.", []),
    ],
)
def test_how_many(reader: RuleReader, kind: str, text: str, expected: list[tuple[str, float]]) -> None:
    assert told(reader, text, kind) == [expected]


def test_whose_escorts_fell_with_him_killed_nobody(reader: RuleReader) -> None:
    made = reader.read(Report("r", "", "أسفر القصف عن مقتل ضابط وثلاثة من مرافقيه في مدينة جلب.", published="2017-06-30"))
    assert [(claim.kind, [agent.text for agent in claim.agents]) for claim in made] == [("shelling", [])]


def test_the_toll_of_the_next_act_is_its_own(reader: RuleReader) -> None:
    text = "استعادت القوات حي الجامعة في الرمادي بعد أن خاضت معارك عنيفة. وأسفرت المواجهات التي وقعت أمس عن مقتل 29 من المتطرفين."
    assert [("killed", 29)] in told(reader, text, "clash")
    assert sum(counts == [("killed", 29)] for counts in told(reader, text, "clash")) == 1


def test_how_somebody_is_sets_no_condition(reader: RuleReader) -> None:
    text = "جرح عشرة بينهم اثنان في حال الخطر في انفجار قنبلة يدوية في بوجمبورا."
    assert [claim.modality for claim in reader.read(Report("r", "", text, published="2017-06-30"))] == ["asserted"]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        # his own death with that of others
        ("killing", "أطلق جندي النار على زملائه ما أدى إلى مقتله ومقتل 3 آخرين.", [("killed", 4)]),
        ("bombing", "انفجرت عبوة بسيارة الضابط ما أسفر عن مقتله واثنين من حراسه في كركوك.", [("killed", 3)]),
        ("clash", "قتل الزغبي وأربعة من مرافقيه في كمين مسلح في صيدا.", [("killed", 1), ("killed", 4)]),
        ("killing", "اغتال مسلحون مجهولون ضابطا في الجيش العراقي وسائقه في كركوك.", [("killed", 2)]),
        ("killing", "قتل رجل وابنه برصاص مسلحين في مقديشو.", [("killed", 2)]),
        ("killing", "وقتل في وقت سابق من اليوم نفسه معلم بوذي بالرصاص في إقليم يالا، وأصيبت زوجته بجروح.", [("killed", 1), ("wounded", 1)]),
        ("killing", "وأطلق المسلحون النار على جاره وأصابوه برصاصتين في تعز.", [("wounded", 1)]),
        # who takes leave of the dead, and who is let go for others
        ("bombing", "شارك المئات في تشييع خمسة قتلوا في انفجار كويتا.", [("killed", 5)]),
        ("airstrike", "شيع الآلاف في نابلس ثلاثة شبان قتلوا أمس في غارة إسرائيلية.", [("killed", 3)]),
        ("abduction", "أطلقت إسرائيل سراح 1027 أسيرا.", []),
        # nouns of their own behind the dead
        ("displacement", "أسفرت الهجمات في بوركينا فاسو منذ 2015 عن سقوط نحو 700 قتيل و560 ألف نازح.", [("displaced", 560000)]),
        ("clash", "وقالت قوات فانو إن 34 قتيلا و12 أسيرا سقطوا في صفوف الجنود في معارك غوندار.", [("killed", 34), ("captured", 12)]),
        # sums
        ("casualties", "وبذلك يرتفع إلى 412 عدد القتلى من الجنود الأجانب في أفغانستان هذا العام.", [("killed", 412)]),
        (
            "casualties",
            "قال المسؤول إن عدد القتلى في هجوم كاوكا ارتفع إلى 11 جنديا بعدما توفي أحد الجرحى متأثرا بجروحه.",
            [("killed", 11)],
        ),
        # who does what is told behind the dead, and how far off, are no dead
        ("bombing", "سقط 52 شخصا قتلى عندما فجر أربعة انتحاريين أجهزة ناسفة في قطارات لندن.", [("killed", 52)]),
        ("clash", "لقي 12 شرطيا مصرعهم عندما هاجم عشرات المسلحين مركزا في باجور.", [("killed", 12)]),
        ("killing", "قتلت القوات الشاب بدم بارد وعن مسافة 100 متر في بيت لحم.", [("killed", 1)]),
        ("bombing", "كما لقي 12 آخرون من المتمردين مصرعهم إثر انفجار عبوة ناسفة أمام قسم شرطة في صنعاء.", [("killed", 12)]),
        ("killing", "خلف هجوم جنوبي العريش 15 قتيلا ومصابا من المجندين.", [("casualties", 15)]),
        ("displacement", "فر ما بين 250 ألف شخص و300 ألف من ولاية الجزيرة في أربعة أيام بسبب المعارك.", [("displaced", 250000)]),
        # of another place; of an attempt that cost others their lives; once and no more
        (
            "bombing",
            "ففي حي الأعظمية قتل ستة أشخاص وجرح 15 بانفجار سيارة قرب مطعم، وفي الغزالية قتل شخصان.",
            [("killed", 6), ("wounded", 15)],
        ),
        ("killing", "نجا الوزير من محاولة اغتيال أسفرت عن مقتل اثنين من حراسه في مقديشو.", [("killed", 2)]),
        ("airstrike", "قال شهود إن ستة أشخاص بينهم طفلان قتلوا في غارة على شبوة.", [("killed", 6), ("killed", 2)]),
    ],
)
def test_with_whom(reader: RuleReader, kind: str, text: str, expected: list[tuple[str, float]]) -> None:
    assert told(reader, text, kind) == [expected]


def test_who_was_let_go_for_others_is_not_counted_with_them(reader: RuleReader) -> None:
    made = reader.read(Report("r", "", "أفرجت الحركة عن 15 جنديا مقابل إطلاق سراح 39 من عناصرها.", published="2017-06-30"))
    assert [[(q.what, q.low) for q in claim.quantities] for claim in made if claim.kind == "abduction"] == [[("released", 15)]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل شخص واحد على الأقل وأصيب ستة في تفجير بمدينة جلال آباد.", [(1, None, "people"), (6, 6, "")]),
        ("قالت المنظمة إن 900 شخص قتلوا وأكثر من أربعة آلاف جرحوا في معارك طرابلس منذ أبريل.", [(900, 900, "people"), (4000, None, "")]),
        ("قتل ستة من رجال الشرطة في هجوم على مخفر في قندهار.", [(6, 6, "police")]),
        ("مقتل خمسة أشخاص وإصابة تسعة بقصف للقوات الحكومية على دونيتسك.", [(5, 5, "people"), (9, 9, "")]),
        ("قتلت امرأة وثلاثة من أطفالها في غارة على رفح.", [(4, 4, "")]),
    ],
)
def test_how_many_at_most_and_of_whom(reader: RuleReader, text: str, expected: list[tuple[float, float | None, str]]) -> None:
    made = reader.read(Report("r", "", text, published="2017-06-30"))
    assert [(q.low, q.high, q.of) for claim in made for q in claim.quantities if q.what in KINDS] == expected


def test_bodies_found_after_a_fight_did_not_fall_in_it(reader: RuleReader) -> None:
    text = "عثرت القوات المكسيكية على جثث 72 شخصا في مزرعة بولاية تاماوليباس بعد اشتباك مع مسلحين قتل فيه جندي وثلاثة من المسلحين."
    assert [("killed", 72)] not in told(reader, text, "clash")
