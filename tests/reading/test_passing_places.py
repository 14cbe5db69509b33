"""Places where someone speaks, goes or comes from are not where it was. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


def _places(text: str) -> list[str | None]:
    claims = RuleReader(load_actors(), load_gazetteer()).read(Report("r", "", text, published="2015-07-22"))
    assert claims
    return [mention.id for claim in claims if claim.kind != "deployment" for mention in claim.places]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("قال الوزير في مؤتمر صحفي في جدة إن داعش قتلت عشرة مدنيين.", "ms:sa-jeddah", None),
        ("دمرت الغارات تعزيزات للحوثيين كانت في طريقها إلى عدن.", "ms:ye-aden", None),
        ("وصل الوزير إلى بغداد وقال إن غارات التحالف قتلت مسلحين في الموصل.", "ms:iq-baghdad", "ms:iq-mosul"),
        ("قال مبعوث الأمم المتحدة إلى ليبيا إن قصف مدينة سبها أوقع قتلى.", "ms:ly", "ms:ly-sabha"),
    ],
)
def test_where_someone_passes_is_not_where_it_was(text: str, wrong: str, right: str | None) -> None:
    places = _places(text)
    assert wrong not in places
    assert right is None or right in places


def test_reinforcements_may_be_placed_where_they_go() -> None:
    claims = RuleReader(load_actors(), load_gazetteer()).read(
        Report("r", "", "أرسل الحوثيون تعزيزات عسكرية كانت في طريقها إلى عدن.", published="2015-07-22")
    )
    assert [m.id for claim in claims if claim.kind == "deployment" for m in claim.places] == ["ms:ye-aden"]


def test_a_distance_only_tells_where_the_place_is() -> None:
    assert _places("سيطر الجيش على قرية تل شعير على بعد 60 كم شمال عدن.") == [None]


def test_a_distance_stands_where_nothing_else_is_told() -> None:
    assert _places("قتل 14 جنديا في غارة على حاجز على بعد 60 كلم جنوب كابول.")[0] == "ms:af-kabul/s"
