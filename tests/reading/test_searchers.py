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
