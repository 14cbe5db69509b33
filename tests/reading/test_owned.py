"""Who is hit where the text says whose the place is that was struck."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@pytest.fixture(scope="module")
def reader() -> RuleReader:
    return RuleReader(load_actors(), load_gazetteer())


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        (
            "خسر تنظيم داعش قرى في ريف حلب الشرقي. ونفذت واشنطن ضربة صاروخية على قاعدة جوية تابعة للنظام السوري في حمص.",
            "syrian-government",
        ),
        (
            "تقدم الجيش اليمني في تعز. وقصفت مدفعية الجيش مستودعات أسلحة تابعة للحوثيين في الجراحي بعد انسحاب القاعدة منها.",
            "houthis",
        ),
    ],
)
def test_whose_site_is_hit_is_the_target(reader: RuleReader, text: str, whose: str) -> None:
    struck = [c for c in reader.read(Report("r", "", text, published="2017-04-07")) if c.kind in ("shelling", "airstrike")]
    assert [m.id for c in struck for m in c.targets] == [whose]
