"""Doers, sufferers and owners whom the words of a clause name past doubt, and names by which a party is told."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def claims(reader: RuleReader, text: str, kind: str) -> list[Claim]:
    return [claim for claim in reader.read(Report("r", "", text, published="2015-07-22")) if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "agent"),
    [
        ("عملية خطف مهندسين فرنسيين في العاشر من مايو 2014 على طريق مطار بغداد الدولي، من قبل أشخاص مجهولين.", "abduction", "أشخاص"),
        ("تم خطف مهندسين أجنبيين أمس من قبل مسلحين مجهولين قرب كركوك.", "abduction", "مسلحين مجهولين"),
        (
            "قال المرصد السوري إن العدد الإجمالي للقتلى ارتفع خلال شهر إلى 900 على الأقل جراء قصف قوات النظام على مناطق في سورية.",
            "casualties",
            "قوات النظام",
        ),
    ],
)
def test_who_stands_behind_a_word_of_doing_did_it(reader: RuleReader, text: str, kind: str, agent: str) -> None:
    (claim,) = claims(reader, text, kind)
    assert [m.text for m in claim.agents] == [agent]


def test_a_doer_of_another_act_is_not_lent(reader: RuleReader) -> None:
    text = "أعلنت الشرطة المصرية حرق ثمانية أكواخ والتحفظ على معدات تصوير كانت تستخدم من جانب الجماعات الإرهابية في سيناء."
    (claim,) = claims(reader, text, "destruction")
    assert "egypt" in [m.id for m in claim.agents]


@pytest.mark.parametrize(
    ("text", "cleared"),
    [
        ("قال المتحدث باسم الشرطة العراقية إن الشبكة الموقوفة «لا علاقة لها» بالتفجير الانتحاري الذي وقع في الكاظمية.", "الشبكة الموقوفة"),
        ("أكد المتحدث باسم الجيش اللبناني أن هذه الخلية لا علاقة لها بالتفجير الذي استهدف دورية في عرسال.", "هذه الخلية"),
    ],
)
def test_who_has_no_link_to_a_deed_is_cleared_of_it(reader: RuleReader, text: str, cleared: str) -> None:
    (claim,) = claims(reader, text, "responsibility")
    assert (claim.modality, [m.text for m in claim.targets]) == ("denied", [cleared])


def test_who_denies_a_link_of_his_own_is_the_one_he_clears(reader: RuleReader) -> None:
    (claim,) = claims(reader, "قالت حركة حماس إنه لا علاقة لها بالهجوم الذي استهدف الحاجز في سيناء.", "responsibility")
    assert [m.id for m in claim.targets] == ["hamas"]


@pytest.mark.parametrize(
    ("text", "kind", "agents"),
    [
        ("نفذ الائتلاف الدولي بقيادة أميركية غارات جوية على مواقع لتنظيم داعش في دير الزور.", "airstrike", ["us-coalition"]),
        ("شن طيران الائتلاف الدولي بقيادة واشنطن ضربات جوية في الأنبار على تنظيم داعش.", "airstrike", ["us-coalition"]),
        ("اندلعت معارك بين أكراد سوريا وتنظيم داعش قرب عين العرب.", "clash", ["kurdish-fighters"]),
        ("تقدمت المقاومة الموالية للشرعية أمس في منطقة المحلة بمحافظة لحج.", "advance", ["yemen-resistance"]),
        (
            'تبنت جماعة سلفية متشددة تطلق على نفسها اسم "أنصار داعش في بيت المقدس" إطلاق صاروخين على موقع لكتائب القسام جنوب قطاع غزة.',
            "responsibility",
            ["ansar-daesh-bayt-al-maqdis"],
        ),
    ],
)
def test_names_and_epithets_of_a_party(reader: RuleReader, text: str, kind: str, agents: list[str]) -> None:
    (claim,) = claims(reader, text, kind)
    assert [m.id for m in claim.agents] == agents


def test_a_far_word_of_naming_lends_no_id(reader: RuleReader) -> None:
    text = "قالت الشرطة الأميركية إن شخصين قتلا في إطلاق النار قبل أن يقتل المسلح (58 عاما) نفسه بمسدس مع وصول رجال الشرطة."
    assert "us" not in [m.id for claim in claims(reader, text, "killing") for m in claim.agents]


def test_subject_of_a_verb_of_suffering(reader: RuleReader) -> None:
    text = "قصفت ميليشيات الحوثي أحياء في تعز. وأضاف المسؤول أن المراكز الطبية تعرضت للتدمير."
    (claim,) = claims(reader, text, "destruction")
    assert [m.text for m in claim.targets] == ["المراكز الطبية"]


def test_a_joined_masdar_befalls_whom_the_first_befell(reader: RuleReader) -> None:
    text = "تقاتل القوات الحكومية جماعات مسلحة في بنغازي منذ الإطاحة بمعمر القذافي وقتله في 2011."
    for claim in claims(reader, text, "killing"):
        assert [m.text for m in claim.targets] == ["معمر القذافي"]


@pytest.mark.parametrize(
    ("text", "kind", "targets"),
    [
        ("اعتقلت الشرطة التركية خمسة وثلاثين شخصا في أنقرة.", "arrest", ["خمسة وثلاثين شخصا"]),
        ("وجهت السلطات الكويتية اتهامات بالإرهاب لتسعة وعشرين شخصا في ما يتصل بالهجوم على المسجد.", "responsibility", ["تسعة وعشرين شخصا"]),
    ],
)
def test_people_told_by_a_count_in_words(reader: RuleReader, text: str, kind: str, targets: list[str]) -> None:
    (claim,) = claims(reader, text, kind)
    assert [m.text for m in claim.targets] == targets


def test_a_joined_count_is_joined_still(reader: RuleReader) -> None:
    (claim,) = claims(reader, "قتل جنديان وعشرون مدنيا في هجوم شنه مسلحون على حاجز للجيش في الفلوجة.", "clash")
    assert {("killed", 2), ("killed", 20)} <= {(q.what, q.low) for q in claim.quantities}


def test_who_is_arrested_stands_behind_the_masdar_though_of_the_same_side(reader: RuleReader) -> None:
    text = "أعلنت وزارة الداخلية العراقية أنه تم توقيف عدد من الضباط على خلفية التفجير الذي تبناه تنظيم داعش في ديالى."
    (claim,) = claims(reader, text, "arrest")
    assert [m.text for m in claim.targets] == ["عدد من الضباط"]


def test_who_makes_a_deed_his_own_is_accuser_and_accused(reader: RuleReader) -> None:
    text = "قتل 23 شخصا في تفجير سيارتين مفخختين استهدف نقطة للجيش العراقي في بغداد. وتبناه تنظيم داعش كذلك في بيان على الإنترنت."
    own = claims(reader, text, "responsibility")
    assert own and all([m.id for m in (*claim.agents, *claim.targets)] == ["isis", "isis"] for claim in own)


def test_who_holds_a_place_is_named_behind_the_word_of_holding(reader: RuleReader) -> None:
    text = "توقع خبير أن ينفذ تنظيم داعش هجمات كبرى على مدن في الأنبار لا تزال تحت سيطرة الدولة العراقية مثل حديثة."
    (claim,) = claims(reader, text, "hold")
    assert [m.id for m in claim.agents] == ["iraqi-government"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("قال الحوثيون إن مواقع تحت سيطرتهم قصفها التحالف العربي في صعدة.", "houthis"),
        ("انسحب مسلحو المعارضة السورية من بلدات تحت سيطرتهم بعدما قصفها الجيش السوري في ريف حمص.", "syrian-opposition"),
    ],
)
def test_a_pronoun_holds_before_the_phrase_that_follows(reader: RuleReader, text: str, holder: str) -> None:
    (claim,) = claims(reader, text, "hold")
    assert [m.id for m in claim.agents] == [holder]


@pytest.mark.parametrize(
    ("body", "kind", "agents", "targets", "killed"),
    [
        ("قتل مسلحون مجهولون عقيدا في الشرطة في مدينة عدن.", "killing", ["مسلحون مجهولون"], ["yemen-government"], [1]),
        ("قتل مسلحون مجهولون أمس الشيخ عبد الله صالح في عدن.", "killing", ["مسلحون مجهولون"], ["الشيخ عبد الله صالح"], [1]),
        ("قتل إرهابيون خمسة مدنيين في مدينة عدن.", "killing", ["إرهابيون"], ["خمسة مدنيين"], [5]),
        ("قتل متطرفون إسلاميون 15 شخصا في شمال بوركينا فاسو.", "killing", ["متطرفون"], ["15 شخصا"], [15]),
        ("قتل 11 جنديا في كمين نصبه مسلحون في شمال مالي.", "clash", ["مسلحون"], ["mali"], [11]),
        ("قتل مدنيون في قصف على تعز.", "shelling", [], ["مدنيون"], []),
    ],
)
def test_a_nominative_with_a_bare_object_behind_it_does(
    reader: RuleReader, body: str, kind: str, agents: list[str], targets: list[str], killed: list[int]
) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-06-30", url="")
    found = [claim for claim in reader.read(report) if claim.kind == kind]
    told = [([m.id or m.text for m in c.agents], [m.id or m.text for m in c.targets]) for c in found]
    assert told == [(agents, targets)]
    assert [q.low for c in found for q in c.quantities if q.what == "killed"] == killed


@pytest.mark.parametrize(
    ("body", "toll"),
    [
        ("لقي جندي مصرعه وأصيب اثنان آخران إثر انفجار عبوة ناسفة في مدينة رفح.", [("killed", 1), ("wounded", 2)]),
        ("أسفر انفجار عن سقوط قتيلين وإصابة سبعة أشخاص في بنغازي.", [("killed", 2), ("wounded", 7)]),
    ],
)
def test_dead_told_whole_are_not_counted_with_the_wounded(reader: RuleReader, body: str, toll: list[tuple[str, int]]) -> None:
    assert [(q.what, q.low) for c in claims(reader, body, "bombing") for q in c.quantities] == toll
