"""The odds of kinds: what is true of a trigger and its company, and what the judge makes of it."""

from __future__ import annotations

import pytest

from marsad.model import KINDS, Report
from marsad.reading import RuleReader
from marsad.reading.judge import Judge, _feature
from marsad.reading.triggers.odds import Odds, load_odds, read_odds
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer

BOMBING, CLASH = (1 + KINDS.index(kind) for kind in ("bombing", "clash"))
TEXT = "وقع انفجار غامض في مدينة الرقة مساء الثلاثاء."
JUDGE = {"bias": 1.0, "odds-own": 1.0}
Weights = dict[str, tuple[tuple[int, float], ...]]


def told(weights: Weights, judge: dict[str, float], text: str = TEXT) -> list[str]:
    """The kinds of the claims that a reader with these odds and this judge takes from the text."""
    reader = RuleReader(load_actors(), load_gazetteer(), Judge(judge, 0.5), odds=Odds(("", *KINDS), weights))
    return [claim.kind for claim in reader.read(Report("r", "", text, published="2017-07-05"))]


@pytest.mark.parametrize("name", ["bias", "w:انفجار", "x:جار", "fr:bombing", "+1غامض", "-1وقع", "+fPLACE", "fr:bombing+1غامض"])
def test_what_is_true_of_a_trigger_and_its_company_speaks(name: str) -> None:
    assert told({name: ((BOMBING, 9.0),)}, JUDGE) == ["bombing"]
    assert told({name: ((0, 9.0),)}, JUDGE) == []


@pytest.mark.parametrize("name", ["w:هجوم", "-1غامض", "+1PLACE", "fr:clash", "is:ACTOR"])
def test_what_is_not_there_does_not(name: str) -> None:
    assert told({name: ((BOMBING, 9.0),)}, {"bias": -1.0, "odds-own": 1.0}) == []


def test_another_kind_speaks_against_the_drafts_own() -> None:
    judge = {"bias": -1.0, "odds-other": -1.0}
    assert told({"w:انفجار": ((BOMBING, 9.0),)}, judge) == ["bombing"]
    assert told({"w:انفجار": ((CLASH, 9.0),)}, judge) == []


def test_explaining_shows_the_odds() -> None:
    reader = RuleReader(load_actors(), load_gazetteer(), Judge(JUDGE, 0.5), odds=Odds(("", *KINDS), {"w:انفجار": ((BOMBING, 3.2),)}))
    (claim,) = reader.read(Report("r", "", TEXT, published="2017-07-05"))
    (seen,) = [feature for feature in claim.features if feature.name == "odds-own"]
    assert seen.seen == "0.51" and seen.value == pytest.approx(0.0219, abs=0.002)


def test_a_table_is_read_with_its_kinds_and_a_feature_may_hold_spaces() -> None:
    odds = read_odds("# what it is\nkinds\tclash\tbombing\nw:a b\t1:0.5 2:-1\n")
    assert odds.kinds == ("", "clash", "bombing")
    assert odds.weights == {"w:a b": ((1, 0.5), (2, -1.0))}


def test_the_shipped_odds_name_every_kind_and_sum_to_one() -> None:
    odds = load_odds()
    assert odds.kinds == ("", *KINDS)
    shares = odds.shares(["bias", "w:قصفت", "L:قصف", "fr:shelling", "frshelling"])
    assert sum(shares.values()) == pytest.approx(1.0)
    assert max((kind for kind in shares if kind), key=shares.__getitem__) in ("shelling", "airstrike")


def test_the_two_zeros_are_told_apart_whatever_was_told_before() -> None:
    assert [str(_feature("odds-own", value, "0.50").value) for value in (0.0, -0.0, 0.0)] == ["0.0", "-0.0", "0.0"]
