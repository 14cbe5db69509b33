"""Which town «المدينة» goes back to: never the one a report was sent from where it tells of others. Sentences of our own."""

from __future__ import annotations

import pytest

from marsad.registry.places import load_gazetteer


def _meant(text: str, phrase: str) -> list[str | None]:
    return [hit.id for hit in load_gazetteer().find(text, anaphora=True) if hit.relation == "anaphor" and phrase in hit.text]


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("بيروت (أ ف ب) - سيطر المقاتلون على حي المشلب شرق الرقة. وقصفت الطائرات وسط المدينة.", "ms:sy-raqqa"),
        ("بيروت - خسر التنظيم حي الصناعة في شرق مدينة الرقة. وبات الجيش قرب المدينة.", "ms:sy-raqqa"),
        ("عدن - رويترز: دوت انفجارات صباحا. وهرب السكان من المدينة.", "ms:ye-aden"),
        ("دخلت القوات المدينة القديمة في الرقة وحاصرت حلب.", "ms:sy-raqqa"),
    ],
)
def test_the_city_is_the_one_told_of(text: str, ident: str) -> None:
    assert _meant(text, "المدينة") == [ident]


def test_a_city_sent_from_is_not_gone_back_to() -> None:
    assert "ms:lb-beirut" not in _meant("بيروت (أ ف ب) - قصفت الطائرات درعا. وأصيب عشرة في المدينة.", "المدينة")


def test_a_newspaper_may_lie_east_of_a_country_today() -> None:
    from datetime import date

    from marsad.languages.arabic import find_times

    day = date(2015, 7, 22)
    assert [t.edtf for t in find_times("تقدم الجيش شرق اليمن اليوم تقدما كبيرا", day, day)] == ["2015-07-22"]
    assert find_times("نشرت صحيفة اليمن اليوم خبرا", day, day) == ()
