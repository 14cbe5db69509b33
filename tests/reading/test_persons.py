"""Persons told by their number alone are counted, and are no target of what fell on them."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading import RuleReader


@pytest.mark.parametrize(
    ("body", "kind", "targets"),
    [
        ("قتل 29 شخصا على الأقل في غارات جوية شنتها طائرات روسية على بلدة سراقب في إدلب.", "airstrike", []),
        ("قتل ثلاثة أشخاص وأصيب عشرون آخرون في انفجار سيارة مفخخة وسط بغداد.", "bombing", []),
        ("قتل خمسة مدنيين في انفجار سيارة مفخخة وسط بغداد.", "bombing", ["خمسة مدنيين"]),
        ("قتل مسلحون ثلاثة أشخاص رميا بالرصاص في كركوك.", "killing", ["ثلاثة أشخاص"]),
    ],
)
def test_whom_it_struck(reader: RuleReader, body: str, kind: str, targets: list[str]) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-06-30", url="")
    assert [[m.text for m in c.targets] for c in reader.read(report) if c.kind == kind] == [targets]
