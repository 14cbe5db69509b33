"""Places told in a list that only commas part. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading import RuleReader


def _places(reader: RuleReader, text: str) -> list[str | None]:
    (claim,) = reader.read(Report("r", "", text, published="2015-07-22"))
    return [mention.id for mention in claim.places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قصف الطيران السوري مدن إدلب، حلب، حماة وحمص الأربعاء.", ["ms:sy-idlib", "ms:sy-aleppo", "ms:sy-hama", "ms:sy-homs"]),
        ("سيطر التنظيم على تدمر، الرقة، دير الزور الأربعاء.", ["ms:sy-palmyra", "ms:sy-raqqa", "ms:sy-deir-ez-zor"]),
        ("قصف الطيران مدينتي إدلب، حلب الأربعاء.", ["ms:sy-idlib", "ms:sy-aleppo"]),
    ],
)
def test_all_of_a_list_are_places(reader: RuleReader, text: str, places: list[str]) -> None:
    assert _places(reader, text) == places


def test_a_land_behind_a_comma_is_not_listed(reader: RuleReader) -> None:
    assert _places(reader, "سيطر التنظيم على تدمر، الرقة، سوريا الأربعاء.")[:1] == ["ms:sy-palmyra"]
    assert "ms:sy" not in _places(reader, "سيطر التنظيم على تدمر، الرقة، سوريا الأربعاء.")
