"""Who looks for the doers of an act did not do it, nor did those who fell by it."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def _act(reader: RuleReader, body: str) -> Claim:
    return reader.read(Report("t-1", "عنوان", f"عنوان\n{body}", published="2023-06-30"))[0]


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("أصيب ثلاثة مستوطنين بإطلاق نار قرب حاجز حوارة جنوب نابلس، وقال الجيش الإسرائيلي إنه يطارد المنفذين.", "settlers"),
        ("قتل شرطيان بإطلاق نار في كراتشي، وقالت الشرطة الباكستانية إنها تبحث عن المهاجمين.", "pakistan"),
        ("قتل 5 في هجوم على حافلة في كادونا، وأعلنت الشرطة النيجيرية فتح تحقيق.", None),
        ("أصيب مستوطنان في عملية إطلاق نار قرب حاجز حوارة جنوب نابلس.", "settlers"),
    ],
)
def test_nobody_is_named_who_did_it(reader: RuleReader, body: str, target: str | None) -> None:
    claim = _act(reader, body)
    assert claim.agents == ()
    assert [each.id for each in claim.targets] == [target]


def test_an_alliance_may_look_into_its_own_raid(reader: RuleReader) -> None:
    claim = _act(reader, "قتل 12 مدنيا في غارة على قرية في قندوز، وأعلن حلف شمال الأطلسي فتح تحقيق.")
    assert [each.id for each in claim.agents] == ["nato"]


@pytest.mark.parametrize(
    ("body", "targets"),
    [
        ("قال متحدث باسم البنتاغون إن ثلاثة جنود أمريكيين قتلوا في هجوم بمسيرة على قاعدة في الأردن قرب الحدود السورية.", ["us"]),
        ("اغتيل رئيس المكتب السياسي للحركة سالم العلي في الدوحة أمس.", [None]),
        ("أصيب ثلاثة جنود فرنسيين في قصف على معسكرهم قرب كيدال.", ["france"]),
        ("استهدفت عبوة ناسفة رتلا للتحالف الدولي في الديوانية.", ["us-coalition"]),
    ],
)
def test_whose_men_fell_did_not_do_it(reader: RuleReader, body: str, targets: list[str | None]) -> None:
    claim = _act(reader, body)
    assert claim.agents == ()
    assert [each.id for each in claim.targets] == targets


@pytest.mark.parametrize(
    ("body", "targets"),
    [
        ("هاجمت عصابات مسلحة حي دلماس في العاصمة الهايتية بورت أو برنس وقتلت 30 شخصا.", ["30 شخصا"]),
        ("هز انفجاران العاصمة الأفغانية كابل قرب المطار، وقتل فيهما 13 جنديا أمريكيا.", ["us"]),
    ],
)
def test_a_capital_told_as_such_is_no_party(reader: RuleReader, body: str, targets: list[str]) -> None:
    assert [each.id or each.text for each in _act(reader, body).targets] == targets


def test_gunmen_who_fire_are_no_victims(reader: RuleReader) -> None:
    claim = _act(reader, "قتل تسعة مدنيين عندما أطلق مسلحون النار على حافلتهم في بعلبك.")
    assert [each.text for each in claim.agents] == ["مسلحون"]
    assert [each.text for each in claim.targets] == ["تسعة مدنيين"]


def test_by_whose_hand_holds_nothing(reader: RuleReader) -> None:
    claims = reader.read(Report("t-1", "", "قتل 12 عنصرا من قسد في دير الزور على يد داعش.", published="2017-06-30"))
    assert [claim.kind for claim in claims] == ["clash"]


def test_who_finds_bodies_is_not_whose_they_are(reader: RuleReader) -> None:
    claim = _act(reader, "عثرت الشرطة المكسيكية على 12 جثة في مقبرة جماعية بولاية غيريرو.")
    assert (claim.kind, claim.agents, claim.targets) == ("casualties", (), ())


def test_a_massacre_that_one_is_accused_of_is_alleged(reader: RuleReader) -> None:
    body = "اتهم ناشطون قوات الدعم السريع بارتكاب مجزرة في قرية ود النورة راح ضحيتها مئة شخص."
    claims = reader.read(Report("t-1", "", body, published="2024-06-06"))
    assert [(claim.kind, claim.modality) for claim in claims] == [("responsibility", "alleged"), ("killing", "alleged")]


@pytest.mark.parametrize("body", ["خطف ضابط في الجيش الليبي في بنغازي.", "خطف ضابط من الجيش الليبي قرب سبها أمس."])
def test_one_man_behind_a_verb_of_taking_is_the_one_taken(reader: RuleReader, body: str) -> None:
    claim = _act(reader, body)
    assert (claim.agents, [each.id for each in claim.targets]) == ((), ["lna"])
