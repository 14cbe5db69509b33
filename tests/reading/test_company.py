"""The words round a trigger as features: which object it has, what stands before and behind it, by class or by word."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading import RuleReader
from marsad.reading.judge import Judge
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


def kinds(text: str, weights: dict[str, float]) -> set[str]:
    """Kinds of the claims that a judge with these weights alone lets stand."""
    reader = RuleReader(load_actors(), load_gazetteer(), Judge({"bias": -9.0, **weights}, 0.5))
    return {claim.kind for claim in reader.read(Report("r", "", text, published="2017-07-01"))}


TOWN = "سيطرت القوات العراقية على تلعفر يوم الثلاثاء."
STRIKE = "قصف الطيران السوري بلدة دوما صباح الثلاثاء."


@pytest.mark.parametrize("name", ["object:capture:PLACE", "object:PLACE", "far:ACTOR", "lemma:سيطر", "lemma:سيطر:v"])
def test_a_taken_town_is_told_by_any_of_its_words(name: str) -> None:
    assert kinds(TOWN, {name: 20.0}) == {"capture"}


@pytest.mark.parametrize("name", ["object:capture:NUMBER", "w-1:ACTOR", "lemma:قصف", "ctl:سيطر"])
def test_what_is_not_there_does_not_speak(name: str) -> None:
    assert kinds(TOWN, {name: 20.0}) == set()


def test_a_sentence_begins_at_its_mark_and_names_go_by_class() -> None:
    assert kinds(STRIKE, {"w-1:^": 20.0}) == {"airstrike"}
    assert "airstrike" in kinds("وفي بلدة دوما قصف الطيران السوري منازل المدنيين.", {"w-1:PLACE": 20.0})
    assert kinds(STRIKE, {"w-1:PLACE": 20.0}) == set()


def test_explaining_names_the_features_that_weighed() -> None:
    reader = RuleReader(load_actors(), load_gazetteer(), Judge({"bias": -9.0, "object:capture:PLACE": 20.0}, 0.5))
    claim = reader.read(Report("r", "", TOWN, published="2017-07-01"))[0]
    assert ("object:capture:PLACE", 20.0) in [(feature.name, feature.value) for feature in claim.features]


def test_a_brief_report_has_no_lead() -> None:
    body = " وقال سكان إن الأسواق مغلقة منذ الصباح." * 12
    weights = {"open:سيطرت": 20.0}
    assert kinds(TOWN, weights) == set()
    assert "capture" in kinds(TOWN + body, weights)
    assert kinds(TOWN, {"bias": 0.0, "lead": -20.0}) == {"capture"}
    assert "capture" not in kinds(TOWN + body, {"bias": 0.0, "lead": -20.0})
