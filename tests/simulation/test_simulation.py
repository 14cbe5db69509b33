"""The made world: it holds together, and events and control are scored on it with floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad import edtf
from marsad.control import replay
from marsad.copies import CopyInput, detect
from marsad.errors import BadInput, UsageError
from marsad.events import fuse
from marsad.model import Place
from marsad.registry.actors import load_actors
from marsad.simulation import Score, Simulation, choose_places, load, make, match, save, score
from marsad.simulation.score import b_cubed
from marsad.simulation.words import coloured
from tests.events.small_world import make_map

PLACES = [Place(f"p{n}", f"المكان {n}", f"المكان {n}", f"Place {n}", "town", "SY", f"gov{n // 30}", 34.0 + 0.1 * (n // 10),
                37.0 + 0.1 * (n % 10), 3.0, 1, (f"gov{n // 30}",)) for n in range(60)]


class Grid:
    """The made places, each in one of two governorates."""

    def __init__(self) -> None:
        self.inner = make_map()
        self.inner.places = {p.id or "": p for p in PLACES}

    def get(self, key: str) -> Place:
        return self.inner.get(key)

    def ancestors(self, key: str) -> tuple[Place, ...]:
        return ()

    def contains(self, outer: str, inner: str) -> bool:
        return outer == inner

    def distance_km(self, a: str, b: str) -> float | None:
        return self.inner.distance_km(a, b)


@pytest.fixture(scope="module")
def world() -> Simulation:
    return make(3, choose_places(PLACES, 60, 3), 6, 500)


@pytest.fixture(scope="module")
def scored(world: Simulation) -> Score:
    reports = {r.id: r for r in world.reports}
    events = fuse(world.claims, reports, world.copies, load_actors(), Grid()).events
    return score(world, events, replay(events, world.claims, reports, load_actors(), Grid()))


def test_the_same_seed_makes_the_same_world(world: Simulation) -> None:
    assert make(3, choose_places(PLACES, 60, 3), 6, 500) == world
    assert make(4, choose_places(PLACES, 60, 3), 6, 500) != world


def test_every_span_is_its_slice(world: Simulation) -> None:
    texts = {r.id: r.text for r in world.reports}
    for c in world.claims:
        text = texts[c.report]
        assert text[c.start:c.end] == c.quote and text[c.trigger.start:c.trigger.end] == c.trigger.text
        for m in (*c.agents, *c.targets, *c.places, *([c.source] if c.source else [])):
            assert text[m.start:m.end] == m.text
    for copy in world.copies:
        for p in copy.passages:
            assert 0 <= p.a_start < p.a_end <= len(texts[copy.a]) and 0 <= p.b_start < p.b_end <= len(texts[copy.b])


def test_the_truth_changes_hands_in_order(world: Simulation) -> None:
    assert 480 <= len(world.reports) <= 520
    assert world.lies, "somebody must lie, or nothing is learned"
    last: dict[str, str] = {}
    for turn in world.turns:
        assert turn.since >= last.get(turn.place, "")
        last[turn.place] = turn.since
    assert set(world.event_of) == {c.id for c in world.claims} == set(world.voice_of)


def test_floors(scored: Score) -> None:
    """Floors of issue 5, on a small world; lowering one needs a reason in the commit."""
    assert scored.b3_f1 >= 0.95
    assert scored.voices_exact >= 0.95
    assert scored.control_days >= 0.93
    assert scored.control_days_no_lies >= 0.97
    assert scored.control_days > scored.majority_control_days


def test_b_cubed_by_hand() -> None:
    gold = {"a": "1", "b": "1", "c": "2"}
    assert b_cubed(gold, {"a": "x", "b": "x", "c": "y"}) == (1.0, 1.0, 1.0)
    precision, recall, _ = b_cubed(gold, {"a": "x", "b": "x", "c": "x"})
    assert (round(precision, 3), recall) == (0.556, 1.0)
    precision, recall, _ = b_cubed(gold, {})
    assert (precision, round(recall, 3)) == (1.0, 0.667)


def test_an_empty_ledger_scores_nothing(world: Simulation) -> None:
    empty = score(world, [], [])
    assert empty.control_days == 0.0 and empty.voices_exact == 0.0
    assert empty.majority_control_days > 0.5, "counting outlets needs no ledger"


def test_matching_finds_the_claims_themselves(world: Simulation) -> None:
    found = match(world, world.claims)
    assert sum(a == b for a, b in found.items()) >= 0.98 * len(world.claims)


def test_too_few_places_are_refused() -> None:
    with pytest.raises(UsageError):
        choose_places(PLACES, 61, 1)
    with pytest.raises(UsageError):
        choose_places(PLACES, 3, 1)


def test_copies_can_be_told_from_reports_that_say_the_same(world: Simulation) -> None:
    """Each writer ends sentences in his own words, so the search for copies finds a dispatch again, and little else."""
    found = detect([CopyInput(r.id, r.text, r.published, r.outlet) for r in world.reports], edits=False).pairs
    pairs, true = {frozenset((c.a, c.b)) for c in found}, {frozenset((c.a, c.b)) for c in world.copies}
    assert len(pairs & true) >= 0.95 * len(true)
    assert len(pairs & true) >= 0.8 * len(pairs)


def test_a_clause_of_colour_is_the_same_for_a_sentence_wherever_it_is_printed() -> None:
    plain = "سيطرت قوات النظام السوري على بلدة مسكنة."
    assert coloured(plain, "d1-0-0/0") == coloured(plain, "d1-0-0/0") != coloured(plain, "d1-0-0/1")
    assert coloured(plain, "d1-0-0/0").startswith(plain[:-1] + "، ")


def test_files_hold_the_whole_world(world: Simulation, tmp_path: Path) -> None:
    save(world, tmp_path)
    assert load(tmp_path) == world
    truth = [json.loads(x) for x in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(set(row) == {"place", "day", "actor"} for row in truth)
    places = {t.place for t in world.turns}
    days = edtf.ordinal(world.last) - edtf.ordinal(world.first) + 1
    assert len({(r["place"], r["day"]) for r in truth}) == len(truth) == len(places) * days, "one holder a place and day"
    (tmp_path / "truth.jsonl").unlink()
    with pytest.raises(BadInput):
        load(tmp_path)
