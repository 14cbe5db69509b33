"""Who does it and to whom, where another party stands nearer: supporters, subjects of joined verbs, one party of two names."""

from __future__ import annotations

from functools import cache

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@cache
def reader() -> RuleReader:
    return RuleReader(load_actors(), load_gazetteer())


def one(text: str, kind: str, published: str = "2015-07-20") -> Claim:
    return next(claim for claim in reader().read(Report("r", "", text, published=published)) if claim.kind == kind)


def ids(claim: Claim) -> tuple[list[str | None], list[str | None]]:
    return [m.id for m in claim.agents], [m.id for m in claim.targets]


def test_a_joined_verb_goes_on_with_its_subject_not_with_the_object_before_it() -> None:
    claim = one("وذكر شهود أن المقاومة دحرت المتمردين الحوثيين وسيطرت على مواقع عدة في مأرب.", "capture")
    assert ids(claim)[0] == ["yemen-resistance"]


def test_reinforcements_belong_to_whom_they_reinforce() -> None:
    claim = one("استهدفت طائرات التحالف تعزيزات عسكرية تابعة لميليشيات الحوثي قادمة إلى عدن.", "deployment")
    assert ids(claim)[0] == ["houthis"]


def test_who_supports_is_not_who_suffers() -> None:
    claim = one("يواصل مقاتلو المقاومة الشعبية بدعم من الحكومة اليمنية الجهود للسيطرة على أحياء في عدن.", "capture")
    assert "yemen-government" not in ids(claim)[1]


def test_those_against_somebody_are_not_his() -> None:
    claim = one("تقدمت قوات المقاومة الشعبية التي تضم مقاتلين معادين للحوثيين في حي التواهي في عدن.", "advance")
    assert all(m.text != "مقاتلين معادين للحوثيين" for m in claim.targets)


def test_one_party_of_two_names_does_not_fight_itself() -> None:
    claim = one("هاجم تحالف لقوات المعارضة يعرف باسم جيش الفتح قرية الفوعة في ريف إدلب.", "clash")
    assert ids(claim)[1] != ["jaish-al-fatah"] and "syrian-opposition" not in ids(claim)[1]
    assert ids(claim)[0] == ["jaish-al-fatah"]


def test_a_country_in_brackets_after_a_place_is_nobody() -> None:
    for claim in reader().read(Report("r", "", "قتل عشرة أشخاص في هجمات على فندقين في مقديشو (الصومال).", published="2015-07-20")):
        assert "somalia" not in ids(claim)[1]


def test_a_paper_named_like_a_capital_is_not_its_government() -> None:
    text = "كشف مصدر لـ\"الرياض\" أن الجهات الأمنية في الأردن قبضت على خمسة أشخاص بعد إطلاق نار."
    for claim in reader().read(Report("r", "", text, "alriyadh", published="2015-07-20")):
        assert "saudi-arabia" not in ids(claim)[0]


def test_suspected_members_act_for_whom_they_are_thought_to_belong_to() -> None:
    claim = one("هاجم مسلحون يشتبه في انتمائهم لجماعة بوكو حرام قرية في شمال الكاميرون وقتلوا عشرة أشخاص.", "clash")
    assert ids(claim)[0] == ["boko-haram"]
