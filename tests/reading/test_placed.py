"""Which words of a report a claim shows as its place, and which are offered to the chooser. The sentences are our own."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest

from marsad.model import Report
from marsad.reading import RuleReader, assemble
from marsad.reading.choice import Story
from marsad.reading.places.ground import Ground
from marsad.reading.places.passing import passing_of
from marsad.reading.places.placing import place_options, settle_places
from marsad.reading.words.sentence import Arg
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@pytest.fixture(scope="module")
def reader() -> RuleReader:
    return RuleReader(load_actors(), load_gazetteer())


def _offered(reader: RuleReader, text: str, kind: str) -> list[tuple[str, ...]]:
    """The texts of the places offered to the last draft of a kind."""
    out: list[list[tuple[str, ...]]] = []

    def heard(story: Story, items: Any, countries: Any) -> None:
        ground = Ground(story, countries)
        for sentence, draft in items:
            if draft.kind == kind:
                out.append([tuple(m.text for m in option.value) for option in place_options(ground, sentence, draft)])
        settle_places(story, items, countries)

    with patch.object(assemble, "settle_places", heard):
        reader.read(Report("r", "", text, published="2015-07-22"))
    return out[-1]


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("تدور معارك عنيفة في حي الروضة بمدينة تعز منذ أمس.", "clash", ("حي الروضة", "مدينة تعز")),
        ("انفجرت عبوة ناسفة في بلدة سروج بمحافظة شانلي أورفا أمس. وتبنى تنظيم داعش التفجير.", "responsibility",
         ("بلدة سروج", "محافظة شانلي أورفا")),
    ],
)
def test_a_place_comes_with_what_it_is_said_to_lie_in(reader: RuleReader, text: str, kind: str, places: tuple[str, ...]) -> None:
    offered = [value for value in _offered(reader, text, kind) if value]
    assert places in offered
    assert places[1:] not in offered  # the finer of the two is told with it


def test_who_did_it_is_no_crossing(reader: RuleReader) -> None:
    offered = _offered(reader, "اعتقلت الشرطة منفذ هجوم تشاتانوغا أمس الأربعاء في الولايات المتحدة.", "arrest")
    assert all(not word.startswith("منفذ") for value in offered for word in value)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("قتل عشرة أشخاص في تفجير انتحاري داخل أراضيها أمس.", "bombing", "أراضيها"),
        ("هاجم مسلحون مقر حزب العمال الكردستاني فجر اليوم.", "clash", "مقر حزب العمال الكردستاني"),
    ],
)
def test_places_told_by_whose_they_are(reader: RuleReader, text: str, kind: str, place: str) -> None:
    assert (place,) in _offered(reader, text, kind)


def test_inside_a_country_is_the_country(reader: RuleReader) -> None:
    assert ("سوريا",) in _offered(reader, "شن الجيش التركي غارات على مواقع داخل سوريا أمس.", "airstrike")


def test_a_first_toll_takes_the_place_told_after_it(reader: RuleReader) -> None:
    text = "قتل 15 شخصا في هجوم انتحاري أمس. وكانت الحصيلة الأولى تسعة قتلى. ووقع الهجوم في مدينة قندوز."
    assert any("قندوز" in word for value in _offered(reader, text, "casualties") for word in value)


def test_the_city_shows_the_name_that_only_a_direction_told(reader: RuleReader) -> None:
    claims = reader.read(Report("r", "", "سيطر الجيش على حي جنوب مدينة الحسكة. وقصفت الطائرات المدينة أمس.", published="2015-07-22"))
    (strike,) = (claim for claim in claims if claim.kind == "airstrike")
    assert strike.places[0].id == "ms:sy-al-hasakah"
    assert "الحسكة" in strike.places[0].text


def test_a_base_that_planes_come_from_is_told_apart() -> None:
    seen: list[str] = []
    text = "شنت الطائرات غارات على مواقع التنظيم من قاعدة جوية في إنجرليك أمس."

    def noted(words: Any, arg: Arg) -> str:
        sort = passing_of(words, arg)
        seen.append(sort)
        return sort

    with patch("marsad.reading.places.ground.passing_of", noted):
        RuleReader(load_actors(), load_gazetteer()).read(Report("r", "", text, published="2015-07-22"))
    assert "launched" in seen


@pytest.mark.parametrize(("text", "place"), [
    ("شهدت كابل أمس ثلاثة تفجيرات أوقعت عشرة قتلى.", "كابل"),
    ("وتشهد الخرطوم اشتباكات عنيفة بين الجيش وقوات الدعم السريع.", "الخرطوم"),
    ("هز انفجار عنيف مقديشو صباح اليوم وأوقع سبعة قتلى.", "مقديشو"),
    ("انفجرت سيارتان مفخختان فى بغداد وقتل عشرون شخصا.", "بغداد"),
    ("شن الطيران غارات على معسكرات للمسلحين فى ليبيا.", "ليبيا"),
])
def test_a_capital_that_sees_an_act_is_where_it_was(reader: RuleReader, text: str, place: str) -> None:
    made = reader.read(Report("r", "", text, published="2019-06-12"))
    assert made and [m.text for m in made[0].places][:1] == [place]
    assert not any(place in m.text for c in made for m in (*c.agents, *c.targets))
