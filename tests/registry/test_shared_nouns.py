"""Forces of several nations under one noun, and phrases that end before «إلى»."""

from __future__ import annotations

import pytest

from marsad.registry.actors import load_actors


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("سيطرت القوات الفرنسية والمالية على المدينة", ["france", "mali"]),
        ("تبادل الجيشان السوداني والتشادي القصف", ["sudan", "chad"]),
        ("القوات الأميركية والعراقية والبريطانية", ["us", "iraqi-government", "united-kingdom"]),
        ("الجيش اللبناني واللبنانيين", ["lebanon"]),
        ("الحكومة المركزية والمالية العامة", [None]),
    ],
)
def test_nations_that_share_a_noun(text: str, ids: list[str | None]) -> None:
    assert [hit.id for hit in load_actors().find(text, "2020-01-01")] == ids


@pytest.mark.parametrize(
    ("text", "name"),
    [("اضطر الجيش إلى الانسحاب", "الجيش"), ("وصلت القوات الخاصة إلى مشارف البلدة", "القوات الخاصة")],
)
def test_a_phrase_ends_before_to(text: str, name: str) -> None:
    (hit,) = load_actors().find(text, "2020-01-01")
    assert text[hit.start : hit.end] == name
