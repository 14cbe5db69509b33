"""Agents and targets that a clause leaves out, told by its report; and options as properties."""

from __future__ import annotations

from functools import cache

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.options import options
from marsad.reading.parties.scenery import Scenery
from marsad.reading.parties.settling import SLOTS, Parties, Ranked, load_parties
from marsad.reading.words.sentence import Sentence
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@cache
def reader() -> RuleReader:
    return RuleReader(load_actors(), load_gazetteer())


def claims(text: str, kind: str) -> list[Claim]:
    found = reader().read(Report("r", "", text, published="2016-05-20"))
    return [claim for claim in found if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "agent", "target"),
    [
        (
            "تدور اشتباكات بين الجيش العراقي وتنظيم داعش في الفلوجة. وشن الطيران العراقي غارات على الفلوجة.",
            "airstrike", "iraqi-government", "isis",
        ),
        (
            "سيطر الجيش العراقي على الرمادي بعد معارك ضد تنظيم داعش. وقال مصدر عسكري إن طائرات الجيش العراقي قصفت حي النزال في الرمادي.",
            "airstrike", "iraqi-government", "isis",
        ),
        (
            "قتل جنديان في اشتباكات بين الجيش السوداني وقوات الدعم السريع. وقصف الجيش السوداني بالمدفعية حي بحري في الخرطوم.",
            "shelling", "sudan", "rsf",
        ),
    ],
)
def test_the_other_side_of_a_report_suffers_what_is_done(text: str, kind: str, agent: str, target: str) -> None:
    (claim,) = claims(text, kind)
    assert [m.id for m in claim.agents] == [agent]
    assert [m.id for m in claim.targets] == [target]


def test_who_was_driven_from_one_place_loses_the_next() -> None:
    text = "حررت المقاومة الشعبية مطار عدن من الحوثيين. وقال مسؤول إن المقاومة الشعبية حررت المعلا والتواهي."
    assert [[m.id for m in claim.targets] for claim in claims(text, "capture")] == [["houthis"], ["houthis"]]


def test_a_count_belongs_to_those_who_bear_no_name() -> None:
    (claim,) = claims("اعتقلت الشرطة العراقية عشرات المسلحين في بغداد الخميس.", "arrest")
    assert [m.text for m in claim.targets] == ["عشرات المسلحين"]


def test_nobody_fights_himself() -> None:
    text = "سيطر تنظيم داعش على تدمر بعد معارك مع الجيش السوري. وقصف الجيش السوري مواقع تنظيم داعش في تدمر."
    for claim in reader().read(Report("r", "", text, published="2016-05-20")):
        agents, targets = ({m.id for m in side if m.id} for side in (claim.agents, claim.targets))
        assert claim.kind == "responsibility" or not agents & targets


def test_without_weights_the_rules_stand() -> None:
    text = "سيطر تنظيم داعش على مدينة تدمر."
    plain = RuleReader(load_actors(), load_gazetteer(), None, Parties({}))
    (claim,) = plain.read(Report("r", "", text, published="2016-05-20"))
    assert [m.id for m in claim.agents] == ["isis"] and not any(f.seen == "party" for f in claim.features)


def test_a_choice_tells_its_features() -> None:
    (claim,) = claims("سيطر تنظيم داعش على مدينة تدمر الخميس.", "capture")
    told = [feature.name for feature in claim.features if feature.seen == "party"]
    assert any(name.startswith("agent:") for name in told) and set(load_parties().weights) == set(SLOTS)


def test_a_group_described_before_it_is_named_bears_its_name() -> None:
    (claim,) = claims("سيطر مقاتلون محليون يطلقون على أنفسهم اسم المقاومة الجنوبية على مطار عدن بعد طرد الحوثيين منه.", "capture")
    assert [(m.text, m.id) for m in claim.agents] == [("مقاتلون محليون", "yemen-resistance")]
    assert [m.id for m in claim.targets] == ["houthis"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("انسحب الجيش السوري من مدينة إدلب بعد معارك مع جبهة النصرة.", "withdraw"),
        ("يسيطر تنظيم داعش على مدينة الرقة ويقاتل الجيش السوري في تدمر.", "hold"),
    ],
)
def test_what_is_done_to_nobody_has_no_target(text: str, kind: str) -> None:
    (claim,) = claims(text, kind)
    assert claim.agents and claim.targets == ()


def options_of(text: str, kind: str) -> set[str]:
    """The words of every target that was weighed for the first claim of a kind."""
    seen: set[str] = set()

    class Watcher(Parties):
        def choose(self, scene: Scenery, sentence: Sentence, draft: Draft, slot: str) -> Ranked:
            if slot == "target" and draft.kind == kind:
                seen.update(m.text for option in options(scene, sentence, draft, slot) for m in option.mentions)
            return super().choose(scene, sentence, draft, slot)

    watcher = Watcher(load_parties().weights)
    RuleReader(load_actors(), load_gazetteer(), None, watcher).read(Report("r", "", text, published="2016-05-20"))
    return seen


def test_a_phrase_ends_before_its_relative_clause() -> None:
    found = options_of("اعتقلت الشرطة العراقية الرجل الذي قتل ثلاثة جنود في بغداد الخميس.", "arrest")
    assert "الرجل" in found and not any(text.endswith("الذي") for text in found)


def test_counted_nationals_may_suffer_an_act() -> None:
    for text in ("أعدم مسلحون ثلاثة يمنيين في تعز الخميس.", "أعدم تنظيم داعش ثلاثة مصريين في سرت الخميس."):
        (claim,) = claims(text, "killing")
        assert any(m.text.endswith(("يمنيين", "مصريين")) and m.id is None for m in claim.targets)


def test_the_verb_over_a_phrase_says_its_part() -> None:
    text = "أدى تفجير انتحاري استهدف مركزا للشرطة العراقية في بغداد الخميس إلى مقتل خمسة جنود."
    (claim,) = claims(text, "bombing")
    assert [m.id for m in claim.targets] == ["iraqi-government"]


@pytest.mark.parametrize(
    "text",
    [
        "غادر الأهالي منازلهم أثناء الاحتلال الحوثي للمدينة إلى أن باشروا العودة إلى عدن بالتزامن مع تحرير المدينة نهاية رمضان.",
        "يعاني أهالي عدن من قصف الحوثيين. وقال السكان إنهم فرحوا بتحرير مطار عدن الدولي.",
    ],
)
def test_nobody_is_lent_to_a_freeing_who_takes_nothing_else(text: str) -> None:
    freed = [claim for claim in claims(text, "capture") if claim.rule == "capture.free"]
    assert freed and not any(mention.id == "houthis" for claim in freed for mention in claim.agents)
