"""Whose aircraft struck: guessed by the report, or told by nobody. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def claims(reader: RuleReader, text: str, day: str = "2016-03-10") -> list[Claim]:
    return reader.read(Report("r", "", text, published=day))


@pytest.mark.parametrize("text", [
    "نفذت طائرة مسيرة، يعتقد أنها أمريكية، مساء الأربعاء غارة على معسكر لتنظيم القاعدة قرب لودر في اليمن.",
    "وقال شهود إن غارة شنتها طائرة يرجح بأنها أميركية مسيرة استهدفت حاجزا لتنظيم القاعدة في لودر بأبين في اليمن.",
    "قتل خمسة من تنظيم القاعدة في غارة لطائرة من دون طيار يرجح أنها أميركية في وادي عبيدة بمأرب في اليمن.",
])
def test_aircraft_are_of_those_they_are_taken_for(reader: RuleReader, text: str) -> None:
    raids = [c for c in claims(reader, text) if c.kind == "airstrike"]
    assert [[m.id for m in c.agents] for c in raids] == [["us"]]


def test_a_guess_breaks_no_clause(reader: RuleReader) -> None:
    text = "غارة شنتها طائرة يرجح بأنها أميركية مسيرة استهدفت حاجزا لتنظيم القاعدة في لودر بأبين في اليمن."
    assert ["لودر" in c.quote for c in claims(reader, text)] == [True]


def test_aircraft_of_nobody_are_no_party(reader: RuleReader) -> None:
    raids = claims(reader, "قصفت طائرة مسيرة مركبة لتنظيم القاعدة في حبان بشبوة شرق اليمن.")
    assert [(c.kind, c.agents) for c in raids] == [("airstrike", ())]
    raids = claims(reader, "قصفت طائرة مسيرة تابعة للجيش الليبي مركبة في هون وسط ليبيا.", "2019-06-10")
    assert [[m.id for m in c.agents] for c in raids] == [["lna"]]


def test_what_an_adjective_has_closed_takes_no_genitive(reader: RuleReader) -> None:
    made = claims(reader, "قصفت طائرة حربية مبنى لتنظيم الدولة في سرت بليبيا.")
    assert [([m.id for m in c.agents], [m.id for m in c.targets]) for c in made] == [([], ["isis"])]


@pytest.mark.parametrize(("text", "kind", "agent"), [
    ("أسقطت قوات التحالف طائرة مسيرة أطلقتها ميليشيات الحوثي باتجاه مدينة خميس مشيط في السعودية.", "airstrike", "houthis"),
    ("أسقطت قوات التحالف صاروخا باليستيا أطلقه الحوثيون باتجاه جازان في السعودية.", "shelling", "houthis"),
    ("أطلق الحوثيون طائرتين مسيرتين مفخختين على مطار أبها في السعودية.", "airstrike", "houthis"),
])
def test_drones_that_are_fired_fly(reader: RuleReader, text: str, kind: str, agent: str) -> None:
    made = [c for c in claims(reader, text, "2019-08-18") if c.kind != "seizure"]
    assert [(c.kind, [m.id for m in c.agents]) for c in made] == [(kind, [agent])]
