"""The network that hears a report: what it sees, what it opens, what it renames, and what the reader shows of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import BadData
from marsad.model import KINDS, Report
from marsad.reading import RuleReader
from marsad.reading.claims.draft import Draft
from marsad.reading.context import Context, hearing, load_context, met
from marsad.reading.context.hearing import Heard, names, rows_of, spelling
from marsad.reading.context.met import vectors
from marsad.reading.context.network import Floats, row_of
from marsad.reading.context.opening import PLAIN, openings, rename_kinds
from marsad.reading.judge import Judge
from marsad.reading.triggers.frames import load_frames
from marsad.reading.triggers.hope import LEAST
from marsad.reading.triggers.odds import Odds
from marsad.reading.words.sentence import Sentence, Word
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer

TEXT = "قصفت طائرات التحالف مواقع الحوثيين في تعز فجر الاثنين. وقال شهود عيان إن ستة مدنيين قتلوا في الغارات."
REACH = 16
"""The layers of the network together see so many words to either side."""


class Listener(Context):
    """Hears as the installed network does, and keeps what was heard."""

    def hear(self, items: list[tuple[Sentence, Draft]], sentences: list[Sentence]) -> Heard | None:  # type: ignore[override]
        HEARD.clear()
        heard = Context.hear(self, items, sentences)
        HEARD.append((heard, list(items), list(sentences)))
        return heard


HEARD: list[tuple[Heard | None, list[tuple[Sentence, Draft]], list[Sentence]]] = []


def report(text: str) -> Report:
    return Report("r", "", text, published="2015-07-21")


@pytest.fixture(scope="module")
def listener() -> RuleReader:
    return RuleReader(load_actors(), load_gazetteer(), context=Listener(load_context().network))


def heard(listener: RuleReader, text: str) -> tuple[Heard, list[tuple[Sentence, Draft]], list[Sentence]]:
    listener.read(report(text))
    found, items, sentences = HEARD[0]
    assert found is not None
    return found, items, sentences


def test_kinds_are_the_codebooks() -> None:
    network = load_context().network
    assert network is not None
    assert network.kinds == KINDS


def test_a_strike_is_heard(listener: RuleReader) -> None:
    found, items, _ = heard(listener, TEXT)
    sentence, draft = items[0]
    told = found.kinds(sentence, draft)
    assert set(told) == set(KINDS)
    assert max(told, key=lambda kind: told[kind]) == "airstrike"


def test_who_is_meant_scores_above_who_is_not(listener: RuleReader) -> None:
    found, items, _ = heard(listener, TEXT)
    sentence, draft = items[0]
    doer, sufferer = sentence.args[0].mention, sentence.args[-1].mention
    assert doer.text.endswith("التحالف") and "الحوثيين" in sufferer.text
    named = [[type("M", (), {"start": m.start, "end": m.end})()] for m in (doer, sufferer)]
    agent = [found.weigh(sentence, draft, "agent", each)["context"] for each in named]  # type: ignore[arg-type]
    target = [found.weigh(sentence, draft, "target", each)["context"] for each in named]  # type: ignore[arg-type]
    assert agent[0] > agent[1] and target[1] > target[0]
    assert found.weigh(sentence, draft, "agent", []).keys() == {"context-nobody"}


def test_words_out_of_reach_change_nothing(listener: RuleReader) -> None:
    near = heard(listener, TEXT)
    tail = " ".join(["واستمر", "الوضع", "هادئا", "في", "بقية", "المناطق"] * 4) + "."
    far = heard(listener, TEXT + " " + tail)
    (sentence, draft), (again, same) = near[1][0], far[1][0]
    assert len(sentence.words) + len(near[2][1].words) > REACH
    assert near[0].kinds(sentence, draft) == pytest.approx(far[0].kinds(again, same), abs=0.011)


def test_a_report_without_drafts_is_not_heard() -> None:
    reader = RuleReader(load_actors(), load_gazetteer(), context=Listener(load_context().network))
    HEARD.clear()
    assert reader.read(report("فاز الفريق على ضيفه بهدفين في المباراة التي أقيمت أمس.")) == []
    assert not HEARD or HEARD[0][0] is None


def test_a_report_that_the_judge_would_refuse_anyhow_is_not_heard() -> None:
    listening = Listener(load_context().network)
    for weights, count in (({"bias": LEAST - 0.1}, 0), ({"bias": LEAST + 0.1}, 1), ({}, 1)):
        HEARD.clear()
        RuleReader(load_actors(), load_gazetteer(), Judge(weights, 0.5), context=listening).read(report(TEXT))
        assert len(HEARD) == count


def test_words_met_before_are_heard_as_if_new(listener: RuleReader) -> None:
    network = load_context().network
    assert network is not None
    found, items, sentences = heard(listener, TEXT)
    again = Heard((network,), items, sentences)
    network.met.clear()
    afresh = Heard((network,), items, sentences)
    for sentence, draft in items:
        assert found.kinds(sentence, draft) == again.kinds(sentence, draft) == afresh.kinds(sentence, draft)


def test_networks_heard_together_say_their_mean(listener: RuleReader) -> None:
    installed = load_context()
    assert installed.network is not None and installed.beside
    assert all(each.kinds == installed.network.kinds for each in installed.beside)
    _, items, sentences = heard(listener, TEXT)
    first, second = installed.network, installed.beside[0]
    alone = [Heard((each,), items, sentences) for each in (first, second)]
    both = Heard((first, second), items, sentences)
    sentence, draft = items[0]
    told = [each.kinds(sentence, draft)["airstrike"] for each in alone]
    assert min(told) <= both.kinds(sentence, draft)["airstrike"] <= max(told)
    doer = [sentence.args[0].mention]
    role = [each.weigh(sentence, draft, "agent", doer)["context-least"] for each in alone]
    assert min(role) - 0.01 <= both.weigh(sentence, draft, "agent", doer)["context-least"] <= max(role) + 0.01


def test_words_of_other_readings_are_other_words(listener: RuleReader, monkeypatch: pytest.MonkeyPatch) -> None:
    network = load_context().network
    assert network is not None
    _, _, sentences = heard(listener, TEXT)
    words = [word for sentence in sentences for word in sentence.words]
    at = next(n for n, word in enumerate(words) if word.entries)
    bare = replace(words[at], entries=(), verb=None, noun=None)

    def told(word: Word, kinds: list[str]) -> Floats:
        opened = {0: kinds} if kinds else {}
        return vectors(network, [word], opened, names, rows_of)

    network.met.clear()
    for _ in range(2):
        one, other, opening = told(words[at], []), told(bare, []), told(words[at], ["shelling"])
        assert not np.array_equal(one, other) and not np.array_equal(one, opening)
    monkeypatch.setattr(met, "ROOM", 0)
    network.met.clear()
    assert np.array_equal(told(bare, []), other)
    assert not network.met


def test_without_a_network_nothing_is_heard() -> None:
    reader = RuleReader(load_actors(), load_gazetteer(), context=Context(None))
    for claim in reader.read(report(TEXT)):
        assert not [feature for feature in claim.features if feature.name in ("context-own", "context-any")]


def test_a_book_is_left_to_the_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "LONGEST", 5)
    reader = RuleReader(load_actors(), load_gazetteer(), context=Listener(load_context().network))
    assert reader.read(report(TEXT))
    assert HEARD[0][0] is None


def test_explaining_shows_what_was_heard() -> None:
    claims = RuleReader(load_actors(), load_gazetteer()).read(report(TEXT))
    told = [feature for claim in claims if claim.kind == "airstrike" for feature in claim.features if feature.name == "context-own"]
    assert told and float(told[0].seen) > 0


class Said:
    """A network that says what it is told to: `at` by word of the first sentence."""

    def __init__(self, spans: list[tuple[int, int, str]], value: float = 2.0) -> None:
        self.told = [(*span, value) for span in spans]

    def spans(self, sentence: Sentence, least: float) -> list[tuple[int, int, str, float]]:
        return self.told if sentence.index == 0 else []

    def kinds(self, sentence: Sentence, draft: Draft) -> dict[str, float]:
        return dict.fromkeys(KINDS, -3.0) | {draft.kind: 2.0}


def test_a_word_that_no_frame_opens_is_opened(listener: RuleReader) -> None:
    _, items, sentences = heard(listener, TEXT)
    at = next(n for n, word in enumerate(sentences[0].words) if word.fold == "تعز")
    (made,) = openings(Said([(at, at, "bombing")]), items, [], sentences, load_frames())  # type: ignore[arg-type]
    assert (made[1].kind, made[1].trigger.at, made[1].trigger.frame.id) == ("bombing", at, "context.bombing")
    assert made[1].low <= at <= made[1].high


def test_a_word_that_a_frame_has_or_that_was_refused_is_not_opened(listener: RuleReader) -> None:
    _, items, sentences = heard(listener, TEXT)
    at = items[0][1].trigger.at
    for kind in ("airstrike", "shelling"):
        assert openings(Said([(at, at, kind)]), items, [], sentences, load_frames()) == []  # type: ignore[arg-type]
        assert openings(Said([(at, at, kind)]), [], items, sentences, load_frames()) == []  # type: ignore[arg-type]


def test_a_word_whose_frame_was_not_met_must_be_heard_plainly(listener: RuleReader) -> None:
    _, _, sentences = heard(listener, TEXT)
    at = next(n for n, word in enumerate(sentences[1].words) if word.fold == "قتلوا")
    span = [(at, at, "killing")]
    frames = load_frames()
    for value, count in ((PLAIN - 0.5, 0), (PLAIN, 1)):
        assert len(openings(Said(span, value), [], [], [replace(sentences[1], index=0)], frames)) == count  # type: ignore[arg-type]


@pytest.mark.parametrize(("own", "other", "kind"), [(-4.0, 3.0, "shelling"), (0.5, 3.0, "airstrike"), (-6.0, 0.2, "airstrike")])
def test_a_kind_gives_way_only_to_one_heard_plainly(listener: RuleReader, own: float, other: float, kind: str) -> None:
    _, items, _ = heard(listener, TEXT)
    sentence, draft = items[0]
    draft.heard = dict.fromkeys(KINDS, -6.0) | {"airstrike": own, "shelling": other}
    rename_kinds([(sentence, draft)])
    assert draft.kind == kind


def test_a_network_that_is_no_network_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data/weights").mkdir(parents=True)
    (tmp_path / "data/weights/context.npz").write_bytes(b"PK\x03\x04 torn")
    monkeypatch.setattr(hearing, "files", lambda _: tmp_path)
    with pytest.raises(BadData) as told:
        hearing.load_context.__wrapped__()
    assert "context.npz" in str(told.value)


@given(st.text(min_size=1, max_size=12))
def test_every_spelling_has_rows(word: str) -> None:
    rows = spelling(word, 12000, 4096)
    assert all(0 <= row < size for row, size in zip(rows, (12000, 4096, 4096, 4096), strict=True))


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_rows_in_small_numbers_stay_near(seed: int) -> None:
    rows = np.random.default_rng(seed).normal(size=(5, 16)).astype(np.float32)
    small, scales = row_of(rows)
    assert np.abs(small * scales[:, None] - rows).max() <= scales.max() / 2 + 1e-6


def test_odds_stand_beside_it() -> None:
    judge = Judge({"bias": -1.0, "context-own": 1.0}, 0.5)
    reader = RuleReader(load_actors(), load_gazetteer(), judge, odds=Odds(("", *KINDS), {}))
    assert "airstrike" in {claim.kind for claim in reader.read(report(TEXT))}
