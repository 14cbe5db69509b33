"""What is told once, or not at all: tolls of a long time, headings in the text, takings recalled, dead not counted, asides."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading.judge import Judge
from marsad.reading.reader import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@pytest.fixture(scope="module")
def credulous() -> RuleReader:
    """A reader that lets every draft stand."""
    return RuleReader(load_actors(), load_gazetteer(), Judge({}, 0.0))


def _read(reader: RuleReader, text: str) -> list[Claim]:
    return reader.read(Report("r", "", text, published="2016-05-10"))


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("وثق المركز مقتل 640 مدنيا جراء غارات الطيران الحربي على محافظة إدلب خلال ستة أشهر.", 640),
        ("وقال الطبيب إن 310 أشخاص قتلوا في معارك مدينة بنغازي على مدى عامين.", 310),
        ("أسفر القصف بالبراميل المتفجرة والصواريخ والمدفعية عن مقتل 5200 مدني في محافظة حلب.", 5200),
    ],
)
def test_dead_of_a_long_time_are_one_toll(credulous: RuleReader, text: str, low: int) -> None:
    claims = _read(credulous, text)
    assert [claim.kind for claim in claims] == ["casualties"]
    assert any(q.what == "killed" and q.low == low for q in claims[0].quantities)


def test_what_breaks_a_total_down_goes_with_it(credulous: RuleReader) -> None:
    text = (
        "وثق المركز مقتل 900 مقاتل جراء غارات التحالف على محافظة الرقة خلال عشرة أشهر. "
        "وأضاف أن 120 مقاتلا من تنظيم داعش لقوا مصرعهم جراء غارات على مقارهم وضربات صاروخية على معسكراتهم."
    )
    assert {claim.kind for claim in _read(credulous, text)} == {"casualties"}


def test_a_strike_of_one_night_stays_a_strike(credulous: RuleReader) -> None:
    claims = _read(credulous, "قتل 230 مدنيا في غارة على سوق في مدينة الحديدة مساء الأحد.")
    assert [claim.kind for claim in claims] == ["airstrike"]


@pytest.mark.parametrize(
    "text",
    [
        "هاجم انتحاريان سوقا شعبية في مدينة كركوك أمس، ما أدى إلى مقتل تسعة مدنيين.",
        "استهدف انتحاري حسينية شرق بغداد أمس وأسفر ذلك عن مقتل سبعة من المصلين.",
    ],
)
def test_who_blows_himself_up_bombs(credulous: RuleReader, text: str) -> None:
    assert "bombing" in {claim.kind for claim in _read(credulous, text)}
    assert not {"clash", "killing"} & {claim.kind for claim in _read(credulous, text)}


def test_an_attack_is_the_bombing_of_its_place(credulous: RuleReader) -> None:
    text = (
        "فجر انتحاري حزامه الناسف في مسجد الرحمة بمدينة القطيف الجمعة. وقال الوزير إن التحقيق مستمر. "
        "وشددت الشرطة إجراءاتها بعد هجوم مسجد الرحمة الذي قتل فيه ستة مصلين."
    )
    assert "killing" not in {claim.kind for claim in _read(credulous, text)}


def test_a_heading_run_into_the_text_claims_nothing(credulous: RuleReader) -> None:
    text = "غارات على مأرب من جانبها، أعلنت قيادة التحالف أن مقاتلاتها قصفت مخزن أسلحة للحوثيين غرب مدينة مأرب."
    claims = _read(credulous, text)
    assert [(claim.kind, claim.trigger.text) for claim in claims] == [("airstrike", "قصفت")]


def test_a_taking_recalled_by_a_pronoun_is_told_once(credulous: RuleReader) -> None:
    text = "تمكنت القوات الحكومية من تحرير مدينة زنجبار من تنظيم القاعدة. وزار الوفد مدينة زنجبار بعد تحريرها من تنظيم القاعدة."
    assert [claim.trigger.text for claim in _read(credulous, text) if claim.kind == "capture"] == ["تحرير"]


def test_a_retaking_by_another_side_is_another(credulous: RuleReader) -> None:
    text = "زار الوفد المنطقة الشرقية. سيطر تنظيم داعش على مدينة تدمر في مايو. وقال الجيش السوري إنه استعادها من تنظيم داعش في مارس."
    assert len([claim for claim in _read(credulous, text) if claim.kind == "capture"]) == 2


@pytest.mark.parametrize(
    "text", ["وقال مسعف إن عدد القتلى قد يرتفع لأن كثيرا من الجرحى في حالة خطرة.", "وأضاف الطبيب أن معظم القتلى من النساء في المخيم."]
)
def test_dead_not_counted_are_no_toll(credulous: RuleReader, text: str) -> None:
    assert not any("قتلى" in claim.trigger.text for claim in _read(credulous, text))


def test_those_to_be_fought_have_killed_and_not_the_fight(credulous: RuleReader) -> None:
    text = "تنتشر قوة من أربع دول لقتال الجماعة التي أدت هجماتها إلى مقتل تسعة آلاف شخص منذ عام 2009."
    tolls = [claim for claim in _read(credulous, text) if any(q.what == "killed" for q in claim.quantities)]
    assert tolls and all("لقتال" not in claim.trigger.text for claim in tolls)


@pytest.mark.parametrize(("deed", "blamed"), [("يروج لفكر تنظيم داعش", False), ("نفذ الهجوم على محطة القطارات", True)])
def test_suspicion_blames_for_deeds_alone(credulous: RuleReader, deed: str, blamed: bool) -> None:
    kinds = {claim.kind for claim in _read(credulous, f"اعتقلت الشرطة في مدريد رجلا يشتبه في أنه {deed}.")}
    assert "arrest" in kinds
    assert ("responsibility" in kinds) == blamed


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("كما استهدفت القوات الجوية، بحسب البيان، أربعة مواقع لتنظيم داعش قرب الفلوجة.", "الفلوجة"),
        ("وقصف المتمردون، حسب مصدر طبي، مستشفى الثورة في مدينة تعز.", "تعز"),
    ],
)
def test_an_attribution_between_commas_does_not_end_the_clause(credulous: RuleReader, text: str, ends: str) -> None:
    claims = _read(credulous, text)
    assert claims[0].quote.endswith(ends)


def test_who_is_quoted_between_commas_is_no_party(credulous: RuleReader) -> None:
    claims = _read(credulous, "وأحرق المسلحون، وفق الشرطة، عشرات المنازل في بلدة القيارة.")
    assert all("الشرطة" not in target.text for claim in claims for target in claim.targets)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وتحتجز جماعة الحوثي منذ أسبوع ست شاحنات تحمل مواد غذائية عند مدخل مدينة تعز.", "seizure"),
        ("واحتجز مسلحون سائق شاحنة على طريق بغداد.", "abduction"),
    ],
)
def test_goods_held_back_are_seized(credulous: RuleReader, text: str, kind: str) -> None:
    assert [claim.kind for claim in _read(credulous, text)] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("اعتقلت الشرطة الإيطالية شخصين في روما أمس، فيما احتجز خمسة آخرون في ميلانو كانوا يخططون للانضمام إلى تنظيم داعش.", "arrest"),
        ("خطف مسلحون مهندسا في بغداد أمس، فيما احتجز خمسة آخرون من زملائه في مبنى الشركة.", "abduction"),
    ],
)
def test_who_is_held_beside_the_arrested_is_arrested(credulous: RuleReader, text: str, kind: str) -> None:
    assert {claim.kind for claim in _read(credulous, text) if "احتجز" in claim.trigger.text} == {kind}


def test_a_civil_war_breaks_out(credulous: RuleReader) -> None:
    claims = _read(credulous, "زار الوفد البلاد. واندلعت الحرب الأهلية في جنوب السودان في ديسمبر 2013 بعد خلاف على السلطة.")
    assert [claim.kind for claim in claims] == ["clash"]
