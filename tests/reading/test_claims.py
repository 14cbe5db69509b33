"""The rule reader on sentences of our own: kinds, parties, places, tolls, modality, repeats."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@cache
def reader() -> RuleReader:
    return RuleReader(load_actors(), load_gazetteer())


def claims(text: str, title: str = "", day: str = "2017-07-01") -> list[Claim]:
    return reader().read(Report("r", title, f"{title}\n{text}", published=day))


def only(text: str, kind: str) -> Claim:
    found = [claim for claim in claims(text) if claim.kind == kind]
    assert found, [(claim.kind, claim.quote) for claim in claims(text)]
    return found[0]


def ids(mentions: tuple[object, ...]) -> set[str | None]:
    return {getattr(mention, "id", None) for mention in mentions}


@pytest.mark.parametrize(
    ("text", "kind", "agent", "place"),
    [
        ("سيطر تنظيم داعش الجمعة على مدينة تدمر في ريف حمص.", "capture", "isis", "تدمر"),
        ("المقاومة الشعبية سيطرت أمس على مدينة تعز في اليمن.", "capture", "yemen-resistance", "تعز"),
        ("تمكنت قوات سوريا الديمقراطية من استعادة السيطرة على مدينة منبج.", "capture", "sdf", "منبج"),
        ("انسحب تنظيم داعش من مدينة منبج في ريف حلب.", "withdraw", "isis", "منبج"),
        ("يسيطر تنظيم داعش على مدينة الرقة في سوريا منذ أعوام.", "hold", "isis", "الرقة"),
        ("تقدمت قوات سوريا الديمقراطية باتجاه مدينة الرقة في سوريا.", "advance", "sdf", "الرقة"),
        ("حاصرت قوات سوريا الديمقراطية مدينة منبج في سوريا.", "besiege", "sdf", "منبج"),
        ("شنت طائرات التحالف الدولي غارات على مواقع لتنظيم داعش في مدينة الرقة.", "airstrike", "us-coalition", "الرقة"),
        ("قصفت المدفعية التركية مواقع لتنظيم داعش في مدينة جرابلس بسوريا.", "shelling", "turkey", "جرابلس"),
        ("خطف مسلحو جبهة النصرة خمسة مدنيين في مدينة إدلب بسوريا.", "abduction", "nusra", "إدلب"),
        ("أرسل الحوثيون تعزيزات عسكرية إلى مدينة تعز في اليمن.", "deployment", "houthis", "تعز"),
    ],
)
def test_kind_agent_place(text: str, kind: str, agent: str, place: str) -> None:
    claim = only(text, kind)
    assert agent in ids(claim.agents)
    assert any(place in mention.text for mention in claim.places)


def test_two_kinds_are_two_claims() -> None:
    found = {c.kind: c for c in claims("سيطر تنظيم داعش على مدينة تدمر وانسحب من مدينة منبج في سوريا.")}
    assert {"capture", "withdraw"} <= set(found)
    assert any("تدمر" in place.text for place in found["capture"].places)
    assert any("منبج" in place.text for place in found["withdraw"].places)
    assert ids(found["withdraw"].agents) == {"isis"}


def test_two_places_are_one_claim() -> None:
    found = [c for c in claims("سيطر تنظيم داعش على مدينتي تدمر ومنبج في سوريا.") if c.kind == "capture"]
    assert len(found) == 1


def test_tolls_belong_to_the_attack() -> None:
    found = claims("قتل خمسة جنود وأصيب سبعة آخرون في انفجار سيارة مفخخة استهدف قافلة عسكرية في مدينة بنغازي بليبيا.")
    bombing = next(claim for claim in found if claim.kind == "bombing")
    assert {("killed", 5), ("wounded", 7)} <= {(q.what, q.low) for q in bombing.quantities}
    assert "car-bomb" in bombing.means
    assert not any(claim.kind == "casualties" for claim in found)


def test_who_drives_out_takes() -> None:
    claim = only("طردت قوات سوريا الديمقراطية تنظيم داعش من مدينة منبج في سوريا.", "capture")
    assert "sdf" in ids(claim.agents) and "isis" in ids(claim.targets)


def test_clash_between_two_sides() -> None:
    claim = only("اندلعت اشتباكات عنيفة بين الحوثيين والمقاومة الشعبية في مدينة تعز باليمن.", "clash")
    assert ids(claim.agents) == {"houthis"} and "yemen-resistance" in ids(claim.targets)


def test_owning_an_act() -> None:
    claim = only("أعلن تنظيم داعش مسؤوليته عن الهجوم في مدينة بغداد بالعراق.", "responsibility")
    assert ids(claim.agents) == ids(claim.targets) == {"isis"}
    assert claim.modality == "asserted"


def test_purpose_is_planned() -> None:
    found = claims(
        "قتل عشرة مسلحين في اشتباكات بين قوات سوريا الديمقراطية وتنظيم داعش في مدينة الرقة."
        " وتستعد قوات سوريا الديمقراطية لشن هجوم للسيطرة على مدينة الرقة في سوريا."
    )
    assert any(claim.modality == "planned" for claim in found)


def test_relative_clause_of_loss() -> None:
    claim = only("حي الصناعة في مدينة الرقة الذي خسره تنظيم داعش في 12 يونيو شهد هدوءا.", "withdraw")
    assert ids(claim.agents) == {"isis"}


def test_peaceful_senses_make_no_claim() -> None:
    text = "سيطر الفريق على المباراة وشن هجوما مرتدا قبل أن يسجل اللاعب هدف الفوز في الدوري، وانسحب المدرب من المؤتمر الصحفي."
    assert claims(text) == []


def test_a_headline_is_not_told_twice() -> None:
    found = claims("قال المرصد السوري إن تنظيم داعش انسحب الجمعة من مدينة منبج في ريف حلب.", "داعش ينسحب من منبج")
    assert [claim.kind for claim in found].count("withdraw") == 1


def test_a_dateline_is_no_party() -> None:
    claim = only("بيروت (أ ف ب) - قصفت طائرات التحالف الدولي مواقع لتنظيم داعش في مدينة الرقة بسوريا.", "airstrike")
    assert claim.quote.startswith("قصفت")


def test_rules_and_features_explain_a_claim() -> None:
    claim = only("سيطر تنظيم داعش على مدينة تدمر في سوريا.", "capture")
    assert claim.rule.startswith("capture.") and claim.features and 0 < claim.confidence < 1


_WORDS = st.sampled_from(
    "سيطر تنظيم داعش على مدينة الرقة قتل خمسة جنود في غارة ، . و : « » الذي قصف الجيش مواقع ٣ أمس وأضاف أن \n ـ (".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=40))
def test_every_span_is_its_slice(words: list[str]) -> None:
    text = " ".join(words)
    report = Report("r", "", text, published="2017-07-01")
    reading = reader().analyse(report)
    for claim in reading.claims:
        assert report.text[claim.start : claim.end] == claim.quote
        assert report.text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
        assert claim.start <= claim.trigger.start and claim.trigger.end <= claim.end
        for mention in (*claim.agents, *claim.targets, *claim.places):
            assert report.text[mention.start : mention.end] == mention.text
    for mention in reading.mentions:
        assert report.text[mention.start : mention.end] == mention.text
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)


def test_reading_is_deterministic() -> None:
    text = "سيطر تنظيم داعش على مدينة تدمر وانسحب من مدينة منبج في سوريا."
    again = RuleReader(load_actors(), load_gazetteer())
    assert again.read(Report("r", "", text, published="2017-07-01")) == reader().read(Report("r", "", text, published="2017-07-01"))


@pytest.mark.parametrize(
    ("text", "agent", "target"),
    [
        ("قتلت حركة الشباب 20 جنديا صوماليا قرب مقديشو الثلاثاء.", "al-shabaab", "جنديا صوماليا"),
        ("قتل تنظيم داعش خمسة مدنيين في الموصل الجمعة.", "isis", "خمسة مدنيين"),
        ("قتلت بوكو حرام أكثر من 40 شخصا في قرية شمال نيجيريا.", "boko-haram", "أكثر من 40 شخصا"),
    ],
)
def test_whoever_stands_before_a_bare_object_did_the_killing(text: str, agent: str, target: str) -> None:
    (claim,) = RuleReader(load_actors(), load_gazetteer()).read(Report("r", "", f"\n{text}", published="2016-03-01"))
    assert [m.id for m in claim.agents] == [agent]
    assert [m.text for m in claim.targets] == [target]
