"""«هناك», a place that opens the sentence of an act done to a part of it, shares of ground. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


def _claims(text: str, kind: str) -> list[Claim]:
    return [c for c in RuleReader(load_actors(), load_gazetteer()).read(Report("r", "", text, published="2024-06-30")) if c.kind == kind]


def _texts(text: str, kind: str) -> list[str]:
    return [place.text for claim in _claims(text, kind) for place in claim.places]


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("وفي الفاشر، قصفت قوات الدعم السريع مخيم أبو شوك للنازحين أمس.", "shelling", ["مخيم أبو شوك", "الفاشر"]),
        ("وفي الفاشر قصفت قوات الدعم السريع مخيم أبو شوك.", "shelling", ["مخيم أبو شوك", "الفاشر"]),
        ("قصفت روسيا مدينة خيرسون. وعادت العائلات إلى بلدة بيريسلاف أمس. وأحرق الجنود منازل هناك.", "destruction", ["بلدة بيريسلاف"]),
    ],
)
def test_where_it_was(text: str, kind: str, places: list[str]) -> None:
    assert _texts(text, kind) == places


@pytest.mark.parametrize(
    ("text", "taken", "entered"),
    [
        ("سيطر الجيش على مدينة سنجة وأجزاء من مدينة الدندر أمس.", "مدينة سنجة", "مدينة الدندر"),
        ("سيطرت القوات الحكومية على مديرية بيحان وعلى أجزاء من مديرية عسيلان.", "مديرية بيحان", "مديرية عسيلان"),
        ("سيطر المتمردون على بلدة ماسيسي وأجزاء واسعة من إقليم روتشورو.", "بلدة ماسيسي", "إقليم روتشورو"),
    ],
)
def test_share_of_another_place_is_an_advance(text: str, taken: str, entered: str) -> None:
    assert _texts(text, "capture") == [taken]
    assert [claim.extent for claim in _claims(text, "capture")] == [None]
    assert [place.endswith(entered) for place in _texts(text, "advance")] == [True]
    assert [claim.extent for claim in _claims(text, "advance")] == ["partial"]


@pytest.mark.parametrize("text", ["سيطر الجيش على مدينة سنجة ومدينة الدندر أمس.", "سيطر الجيش على معظم مدينة بحري أمس."])
def test_what_is_no_share_beside_a_whole_stays_one(text: str) -> None:
    assert len(_claims(text, "capture")) == 1
    assert not _claims(text, "advance")


@pytest.mark.parametrize(
    ("text", "kind", "wrong"),
    [
        ("قتلت القوات الإسرائيلية بدويا في النقب أمس.", "killing", "دويا"),
        ("طرد الجيش حركة الشباب من قرية بوقكوسار الأسبوع الماضي.", "capture", "قرية بوقكوسار الأسبوع الماضي"),
    ],
)
def test_words_that_are_no_names(text: str, kind: str, wrong: str) -> None:
    assert _claims(text, kind)
    assert wrong not in _texts(text, kind)
