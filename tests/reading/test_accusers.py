"""Who accuses whom, and sides that «بين» sets against each other; readings that the spelling rules out."""

from __future__ import annotations

from functools import cache

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@cache
def reader() -> RuleReader:
    return RuleReader(load_actors(), load_gazetteer())


def claims(text: str, kind: str) -> list[Claim]:
    found = reader().read(Report("r", "", text, published="2015-07-20"))
    return [claim for claim in found if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "agent", "target"),
    [
        ("اتهمت السلطات التركية حزب العمال الكردستاني بالوقوف وراء تفجير العبوة في ديار بكر.", "turkey", "pkk"),
        ("استنكر المتحدث باسم الحوثيين الذي اتهم السعودية بقصف المستشفى في صعدة صمت الأمم المتحدة.", "houthis", "saudi-arabia"),
        ("دان المجلس العسكري الهجوم على الخزانات في تعز وحمل الحوثيين مسؤولية تفجير الخزانات.", None, "houthis"),
        ("رفع السكان في حلب شعارات تتهم تنظيم داعش بقتل المدنيين في المدينة.", None, "isis"),
    ],
)
def test_a_lone_party_before_the_charge_is_accused(text: str, agent: str | None, target: str) -> None:
    (claim,) = [c for c in claims(text, "responsibility") if c.rule in ("responsibility.accuse", "responsibility.blame")]
    assert target in [m.id for m in claim.targets]
    assert target not in [m.id for m in claim.agents]
    if agent is not None:
        assert [m.id for m in claim.agents] == [agent]


def test_sides_are_parted_by_their_turn() -> None:
    (claim,) = claims("اندلعت اشتباكات عنيفة بين الحوثيين وقوات صالح من جهة، والمقاومة الشعبية من جهة أخرى في مأرب.", "clash")
    assert [m.id for m in claim.agents] == ["houthis", "saleh-forces"]
    assert [m.id for m in claim.targets] == ["yemen-resistance"]


def test_the_definite_takes_no_genitive() -> None:
    (claim,) = claims("استهدفت القوات مواقع تنظيم داعش بالمدفعية في الفلوجة.", "shelling")
    assert "isis" not in [m.id for m in claim.agents]


def test_before_is_no_imam() -> None:
    found = claims("خطف مسلحون من بوكو حرام ثلاثة تلاميذ أمام مدرستهم في مايدوغوري.", "abduction")
    assert all("أمام" not in m.text for claim in found for m in (*claim.agents, *claim.targets))


def test_a_phrase_that_a_verb_describes_does_it() -> None:
    (claim,) = claims("فتحت تركيا القاعدة لمقاتلات أميركية تقصف مواقع تنظيم داعش في سوريا.", "airstrike")
    assert [m.id for m in claim.agents] == ["us"]


def test_whose_attempt_it_is_does_it() -> None:
    (claim,) = claims("شنت طائرات التحالف غارات على صنعاء بعد محاولة الحوثيين التقدم نحو مأرب.", "advance")
    assert [m.id for m in claim.agents] == ["houthis"]


def test_who_holds_a_place_that_is_to_be_freed_loses_it() -> None:
    (claim,) = claims("ينسق الجيش العراقي من أجل تحرير المعابر المحتلة من قبل تنظيم داعش في الأنبار.", "capture")
    assert [m.id for m in claim.targets] == ["isis"]


def test_a_demonstrative_means_those_named_last() -> None:
    text = (
        "نجح مقاتلو المقاومة الشعبية في السيطرة على التواهي في عدن من الحوثيين والجيش اليمني يراقب. "
        "وقال مقاتلو المقاومة الشعبية إن هذه القوات استعادت القصر الرئاسي."
    )
    assert "yemen-resistance" in [m.id for claim in claims(text, "capture") for m in claim.agents]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("شن الحوثيون والموالون لصالح هجمات عنيفة على مواقع المقاومة الشعبية والجيش في صرواح.", ["houthis", "saleh-forces"]),
        ("قصفت مروحيتان أميركيتان حاجزا للجيش الأفغاني في ولاية لوغار.", ["us"]),
    ],
)
def test_doers_bear_their_ids(text: str, agent: list[str]) -> None:
    (claim,) = reader().read(Report("r", "", text, published="2015-07-20"))
    assert [m.id for m in claim.agents] == agent


@pytest.mark.parametrize(
    "body",
    [
        "أعلن الجيش العراقي مقتل جنديين في تفجير قرب بغداد، وأعلن تنظيم داعش مسؤوليته عن التفجير.",
        "أعلنت وزارة الداخلية العراقية مقتل شرطيين في هجوم انتحاري استهدف حاجزا في بغداد، فيما تبنى تنظيم داعش الهجوم.",
    ],
)
def test_who_tells_of_an_attack_claims_it_not(reader: RuleReader, body: str) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-06-30", url="")
    assert [[m.id for m in c.agents] for c in reader.read(report) if c.kind == "responsibility"] == [["isis"]]


@pytest.mark.parametrize(
    ("body", "modality"),
    [
        ("قضت محكمة عسكرية بإعدام عشرة متهمين.", "planned"),
        ("صدر حكم بإعدام قيادي في جماعة الحوثي.", "planned"),
        ("أعدم تنظيم داعش ثلاثين شخصا في قضاء القائم.", "asserted"),
    ],
)
def test_who_is_sentenced_to_death_is_not_dead(reader: RuleReader, body: str, modality: str) -> None:
    report = Report(id="r", title="تطورات", text=f"تطورات\n{body}", published="2017-06-30", url="")
    assert [c.modality for c in reader.read(report) if c.kind == "killing"] == [modality]


def test_whose_bullets_they_are_did_not_fall(reader: RuleReader) -> None:
    report = Report(id="r", title="تطورات", text="تطورات\nتشييع شاب قتل برصاص الاحتلال في جنين.", published="2017-06-30", url="")
    (claim,) = reader.read(report)
    assert [m.id for m in claim.agents] == ["israel"] and [m.text for m in claim.targets] == ["شاب"]
