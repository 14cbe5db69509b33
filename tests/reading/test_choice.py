"""Which place and time a claim takes over, in sentences of our own; what the choosers may never do. Read on Friday 30 June 2017."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.reading.choice import Option, best, bucket, load_weights
from marsad.registry.places import load_gazetteer


def _claims(reader: RuleReader, body: str, kind: str) -> list[Claim]:
    text = f"تطورات ميدانية\n{body}"
    report = Report(id="r", title="تطورات ميدانية", text=text, published="2017-06-30", url="")
    return [claim for claim in reader.read(report) if claim.kind == kind]


@pytest.mark.parametrize(
    ("body", "kind", "places"),
    [
        # a country's name without what stands round it
        ("اعتقلت الشرطة التركية عشرات الأشخاص في جميع أنحاء تركيا.", "arrest", ["تركيا"]),
        # a side of a town, with the article that a preposition swallowed
        ("قصف الطيران العراقي الأطراف الشمالية للموصل.", "airstrike", ["الأطراف الشمالية للموصل"]),
        # told by what it is, meant by its name
        ("قصف الطيران الأمريكي مقديشو الأربعاء. وقصفت القوات الصومالية العاصمة الصومالية بالمدفعية.", "shelling", ["مقديشو"]),
        # a place that only tells where another lies
        ("إلى الشمال من عدن، قصف الحوثيون مدينة الحوطة.", "shelling", ["مدينة الحوطة"]),
        # a village that no table knows
        ("قصف الجيش السوري قرية طرنبيل الخميس. وانفجرت سيارة مفخخة في القرية.", "bombing", ["قرية طرنبيل"]),
    ],
)
def test_a_place_is_named(reader: RuleReader, body: str, kind: str, places: list[str]) -> None:
    assert [claim.places[0].text if claim.places else None for claim in _claims(reader, body, kind)][: len(places)] == places


def test_a_town_that_lies_by_another_is_gone_back_to() -> None:
    hits = load_gazetteer().find("وصلت القوات إلى بلدة سرمدا شمال إدلب ثم انسحبت من البلدة", anaphora=True)
    assert hits[-1].text == "البلدة"
    assert hits[-1].id == hits[0].id


def test_the_capital_of_a_party_is_no_place_of_its_acts(reader: RuleReader) -> None:
    made = _claims(reader, "قصفت قوات حكومة دمشق بلدة سراقب الخميس.", "shelling")
    assert [m.text for claim in made for m in claim.places] == ["بلدة سراقب"]


def test_a_truce_of_no_place_stays_so(reader: RuleReader) -> None:
    made = _claims(reader, "هاجم مسلحون حاجزا في حمص الأربعاء. وهدد حزب العمال الكردستاني بإنهاء الهدنة مع تركيا.", "agreement")
    assert all("حمص" not in m.text for claim in made for m in claim.places)


def test_the_first_of_equals_is_chosen() -> None:
    options = [Option("a", ("x",)), Option("b", ("y", "z")), Option("c", ("y", "z"))]
    top, why = best(options, {"x": 1.0, "y": 0.5, "z": 0.5})
    assert top.value == "a"
    assert [(one.name, one.value) for one in why] == [("x", 1.0)]
    assert best(options, {"y": 0.6, "z": 0.5})[0].value == "b"


def test_weights_are_data() -> None:
    for table in ("time", "place"):
        weights = load_weights(table)
        assert weights["rule"] > 0
        assert all(isinstance(value, float) for value in weights.values())


@pytest.mark.parametrize(("distance", "name"), [(0, "touch"), (1, "touch"), (4, "near"), (9, "by"), (18, "off"), (19, "far")])
def test_distances_come_in_steps(distance: int, name: str) -> None:
    assert bucket(distance) == name
