"""Parties told by no known noun and not bare at the object's place: by a count, by the act's own word, by a participle, a second verb."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.described import standing_near
from marsad.reading.parties.options import options
from marsad.reading.parties.scenery import Scenery
from marsad.reading.parties.settling import Parties, Ranked, load_parties
from marsad.reading.words.sentence import Sentence
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


class Spy(Parties):
    """Keeps by kind what each draft was offered by its own sentence, and the options of its targets."""

    near: dict[str, dict[str, dict[str, float]]]
    targets: dict[str, list[str]]

    def choose(self, scene: Scenery, sentence: Sentence, draft: Draft, slot: str) -> Ranked:
        offered = self.near.setdefault(draft.kind, {})
        for each in standing_near(frozenset(), sentence, draft):
            offered.setdefault(" + ".join(m.text for m in each.mentions), {}).update(each.features)
        chosen = super().choose(scene, sentence, draft, slot)
        if slot == "agent":
            self.targets[draft.kind] = [m.text for each in options(scene, sentence, draft, "target") for m in each.mentions]
        return chosen


@pytest.fixture(scope="module")
def spy() -> Spy:
    made = Spy(load_parties().weights)
    for name in ("near", "targets"):
        object.__setattr__(made, name, {})
    return made


def read(spy: Spy, text: str) -> list[Claim]:
    spy.near.clear()
    spy.targets.clear()
    return RuleReader(load_actors(), load_gazetteer(), None, spy).read(Report("r", "", f"\n{text}", published="2016-05-20"))


@pytest.mark.parametrize(
    ("text", "kind", "target", "feature"),
    [
        ("أعلنت الشرطة التركية اعتقال 14 صرافا محليا في أنقرة.", "arrest", "14 صرافا محليا", "count:m:after:direct"),
        ("خطف مسلحون من بوكو حرام أمس عشرين نجارا من أكواخهم.", "abduction", "عشرين نجارا", "count:v:after:apart"),
        ("أعدم تنظيم داعش 23 من أعيان العشيرة في الرمادي.", "killing", "23 من أعيان العشيرة", "count:noun:of:apart"),
        ("أفادت منظمة إغاثة بأن نحو 40 ألفا نزحوا من حلب.", "displacement", "نحو 40 ألفا", "count:alone::direct"),
    ],
)
def test_people_of_no_known_class_are_offered_by_their_count(spy: Spy, text: str, kind: str, target: str, feature: str) -> None:
    read(spy, text)
    assert feature in spy.near[kind][target]


@pytest.mark.parametrize(
    "text", ["نفذ التحالف ثلاث غارات على صنعاء وقصف خمسة كيلومترات من الطريق.", "قصف الجيش السوري في 2015 بلدة دوما بالمدفعية."]
)
def test_what_counts_no_people_is_not_offered(spy: Spy, text: str) -> None:
    read(spy, text)
    assert not [name for offered in spy.near.values() for features in offered.values() for name in features if name.startswith("count:")]


def test_the_word_of_the_act_may_name_those_it_befalls(spy: Spy) -> None:
    read(spy, "تحولت مدارس بورتسودان إلى ملاذ لآلاف الفارين من المعارك في الخرطوم.")
    assert any(text.endswith("الفارين") and "itself:counted" in features for text, features in spy.near["displacement"].items())


@pytest.mark.parametrize(
    ("text", "kind", "target", "feature"),
    [
        ("يبلغ عدد التركمان المختطفين لدى تنظيم داعش ألف شخص.", "abduction", "التركمان", "words-described:on"),
        ("وصل أمس البيطري الذي تم خطفه في بغداد على يد مسلحين.", "abduction", "البيطري", "words-whom:holding:m"),
        ("أعلنت الشرطة أن تفجيرا انتحاريا استهدف سماسرة ماشية قرب مايدوغوري.", "bombing", "سماسرة ماشية", "words-hit:bombing"),
        ("انفجر لغم أرضي تحت شاحنة تقل سماسرة أسماك قرب بحيرة تشاد.", "bombing", "سماسرة أسماك", "words-carried:bombing"),
        ("قال سكان إن تنظيم داعش يعتقل كل من خالف أوامره في الرقة.", "arrest", "كل من خالف أوامره", "words-whoever:v"),
    ],
)
def test_whom_another_word_tells_is_offered(spy: Spy, text: str, kind: str, target: str, feature: str) -> None:
    read(spy, text)
    assert feature in spy.near[kind][target]


@pytest.mark.parametrize(
    ("text", "kind", "nobody"),
    [
        ("نفت موسكو دوما تورطها في الهجوم على البلدة.", "responsibility", "دوما"),
        ("أعدم التنظيم رميا بالرصاص ثلاثة مدنيين في الموصل.", "killing", "رميا"),
        ("أفرج عن الناشط بعد اعتقاله على الحدود الجنوبية مع ليبيا.", "arrest", "الحدود الجنوبية"),
    ],
)
def test_manners_and_places_are_nobody(spy: Spy, text: str, kind: str, nobody: str) -> None:
    read(spy, text)
    assert nobody not in spy.near[kind]


def test_an_authority_may_hold_men_of_its_own(spy: Spy) -> None:
    read(spy, "أوقفت وزارة الداخلية العراقية 11 رجل شرطة في ديالى.")
    assert any("رجل شرطة" in text for text in spy.targets["arrest"])
    read(spy, "شنت وزارة الداخلية العراقية هجوما مع قوات الشرطة العراقية على الموصل.")
    assert not any("الشرطة" in text for text in spy.targets.get("clash", []))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("نفت حركة طالبان أي علاقة لها بالهجوم على السوق في كابل.", "taliban"),
        ("ونفى الجيش السوداني استهداف المدنيين في قصف السوق، فيما قال ناشطون إن 20 شخصا قتلوا.", "sudan"),
    ],
)
def test_who_denies_an_act_is_both_accuser_and_accused(spy: Spy, text: str, key: str) -> None:
    denials = [claim for claim in read(spy, text) if claim.kind == "responsibility"]
    assert denials
    for claim in denials:
        assert {m.id for m in claim.agents} == {m.id for m in claim.targets} == {key}
