"""Who says a thing, through whom, and of which day it is, in sentences of our own. Read on Friday 30 June 2017."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from tests.reading.asking import days_of


def claims(reader: RuleReader, text: str, kind: str) -> list[Claim]:
    return [claim for claim in reader.read(Report("r", "", text, published="2017-06-30")) if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "modality", "source", "via"),
    [
        # to whom it was said is no part of who said it
        (
            "قتل 20 شخصا في انفجار سيارة مفخخة في مقديشو، حسبما قالت الشرطة الصومالية لوكالة رويترز.",
            "bombing", "asserted", "الشرطة الصومالية", "وكالة رويترز",
        ),
        ("وفي تصريح لوكالة تاس، قال الناشط سليم إن قوات النظام قصفت بلدة عقربات.", "shelling", "asserted", "الناشط سليم", "وكالة تاس"),
        ("نسبت وكالة تاس إلى مصدر عسكري قوله إن الجيش سيطر على بلدة يلدا.", "capture", "asserted", "مصدر عسكري", "وكالة تاس"),
        # who denies speaks, not who is said to have told it
        ("نفت قوات سوريا الديمقراطية الأنباء التي تحدثت عن انسحابها من منبج.", "withdraw", "denied", "قوات سوريا الديمقراطية", None),
        ("نفى مصدر أمني ما تناقلته وسائل إعلام عن سقوط مطار الناصرية بيد المسلحين.", "capture", "denied", "مصدر أمني", None),
        ("لا صحة لما يشاع عن سقوط مدينة مأرب بيد الحوثيين، بحسب محافظ المدينة.", "capture", "denied", "محافظ المدينة", None),
        ("وفيما أعلن الجيش السوداني السيطرة على مطار مروي، نفت قوات الدعم السريع ذلك.", "capture", "asserted", "الجيش السوداني", None),
        ("هدد زعيم حركة الشباب بشن هجمات على كينيا.", "clash", "planned", "زعيم حركة الشباب", None),
        ("دعت المعارضة إلى مظاهرات في الخرطوم يوم 21 يوليو المقبل.", "protest", "planned", "المعارضة", None),
        (
            "وافق المجلس على نشر قوات في سوريا، فيما أفاد ناشطون بأن الطائرات الروسية قصفت بلدات في ريف حمص.",
            "airstrike", "asserted", "ناشطون", None,
        ),
    ],
)
def test_who_says_it(reader: RuleReader, text: str, kind: str, modality: str, source: str, via: str | None) -> None:
    claim = claims(reader, text, kind)[0]
    assert (claim.modality, claim.source and claim.source.text, claim.via and claim.via.text) == (modality, source, via)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("اتهمت أوكرانيا روسيا بقصف مستشفى في خاركيف، وهو ما نفته موسكو.", "موسكو"),
        ("اتهم الحوثيون التحالف بقصف سوق في صعدة، لكن التحالف نفى ذلك.", "التحالف"),
        ("قال مسؤولون أوكرانيون إن طائرة روسية قصفت مسرحا، لكن موسكو نفت ذلك واتهمت كتيبة آزوف بتفجيره.", "موسكو"),
        ("ردت باكو باتهام يريفان بقصف مواقعها في كلبجار.", "باكو"),
    ],
)
def test_each_side_speaks_for_itself(reader: RuleReader, text: str, source: str) -> None:
    last = claims(reader, text, "responsibility")[-1]
    assert last.source is not None and last.source.text == source


def test_who_tells_of_an_army_is_not_who_did_it(reader: RuleReader) -> None:
    text = "قالت حركة حماس إن الجيش قصف بلدة خزاعة، في حين أكد الجيش أن مسلحين حاولوا اقتحام السياج."
    assert [m.text for m in claims(reader, text, "shelling")[0].agents] == ["الجيش"]


def test_an_agency_moves_no_soldiers(reader: RuleReader) -> None:
    assert not claims(reader, "ونقلت الوكالة عن شهود أن الجنود أطلقوا النار على المتظاهرين في رانغون.", "deployment")


def test_an_investigation_is_its_own_source(reader: RuleReader) -> None:
    text = "كشف تحقيق لصحيفة الغارديان أن قوات خاصة بريطانية قتلت 54 مدنيا في ولاية هلمند بين عامي 2010 و2011."
    found = claims(reader, text, "finding")[0]
    assert found.source is not None and found.source.id == "guardian" and [m.id for m in found.agents] == ["guardian"]


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        # the day of claiming or accusing (codebook rule 18)
        ("تبنى تنظيم داعش الأربعاء هجوما على حاجز للجيش في الأنبار.", "responsibility", [None]),
        ("تبنى تنظيم الدولة الإسلامية الأحد التفجير الذي وقع السبت في مقديشو.", "responsibility", ["2017-06-24"]),
        ("اتهمت أوكرانيا روسيا الاثنين بقصف مستشفى في خاركيف.", "responsibility", [None]),
        ("حملت حركة حماس أمس إسرائيل المسؤولية عن اغتيال القيادي في كتائب القسام في غزة.", "responsibility", [None]),
        # days counted from another act are that act's, with its own place
        ("سيطرت طالبان على مدينة مزار شريف مساء السبت بعد يوم من سيطرتها على مدينة قندهار.", "capture", ["2017-06-24", "2017-06-23"]),
        ("هاجم مسلحون موقعا للجيش في بوركينا فاسو الأحد، بعد أسبوع من مقتل 12 جنديا في كمين.", "clash", ["2017-06-25", "2017-06-18"]),
        # a patrol is nothing that happens often
        ("هاجم مسلحون أمس دورية للجيش في مالي.", "clash", ["2017-06-29"]),
        # two who blow themselves up do so at no dawn
        ("قال البيان إن انتحاريين فجرا حزاميهما الناسفين وسط سوق في بغداد.", "bombing", [None]),
        # the day of a burial
        ("شيعت الجماعة السبت أربعة من مقاتليها الذين قتلوا خلال الأيام الماضية في معارك مع الجيش في مأرب.", "clash", [None]),
        # the day of a deed is not that of the arrest for it
        ("ألقت الشرطة القبض على ثلاثة أشخاص للاشتباه في صلتهم بتفجير وقع في جاكرتا في يناير 2016.", "arrest", [None]),
        ("انتهى التحقيق في تفجير شارع الاستقلال في إسطنبول الذي أودى بحياة ستة أشخاص في 13 مايو.", "bombing", ["2017-05-13"]),
    ],
)
def test_the_day_is_that_of_the_act(reader: RuleReader, body: str, kind: str, expected: list[str | None]) -> None:
    assert days_of(reader, body, kind) == expected


def test_a_city_in_the_hands_of_others_is_taken_not_arrested(reader: RuleReader) -> None:
    text = "سقطت بغداد أمس في أيدي القوات الأمريكية، في اليوم الحادي والعشرين للحرب."
    assert claims(reader, text, "capture") and not claims(reader, text, "arrest")
