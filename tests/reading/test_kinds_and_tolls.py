"""Kinds by whom and what an act hits, and the counts of the fallen: a few sentences of our own for each class."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def read(reader: RuleReader, text: str) -> list[Claim]:
    return reader.read(Report("r", "", text, published="2017-07-01"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # rule 16: whom the attack hits
        ("قتل 12 مدنيا أمس في هجوم شنه مسلحو تنظيم داعش على قرية في ريف حماة.", "killing"),
        ("قتل 12 جنديا أمس في هجوم شنه مسلحو تنظيم داعش على حاجز في ريف حماة.", "clash"),
        ("أطلق مسلح النار على زملائه في معسكر قرب حلب فقتل ثلاثة منهم.", "killing"),
        ("أطلق مقاتلو داعش النار على دورية للجيش السوري قرب حلب فقتلوا ثلاثة جنود.", "clash"),
        # what is moved, taken or destroyed
        ("سيطر مقاتلو تنظيم داعش على ثلاث دبابات للجيش السوري في حلب.", "seizure"),
        ("دمرت قوات الأمن العراقية ثلاث سيارات مفخخة قرب الرمادي.", "seizure"),
        ("فر مئات المدنيين من مدينة الرقة باتجاه عين عيسى هربا من تنظيم داعش وغارات التحالف الدولي.", "displacement"),
        ("احتجزت الشرطة العراقية خمسة مسلحين في بغداد أمس.", "arrest"),
        ("بدأت القوات الروسية تسيير دوريات في مدينة دوما قرب دمشق.", "deployment"),
        # a figure before it, and ة, make a noun of what could be a verb
        ("نفذ التحالف الدولي 20 ضربة جوية استهدفت مواقع لتنظيم داعش في الموصل.", "airstrike"),
    ],
)
def test_kind_by_what_is_hit(reader: RuleReader, text: str, kind: str) -> None:
    kinds = [claim.kind for claim in read(reader, text)]
    assert kind in kinds
    assert not ({"clash", "killing"} - {kind}) & set(kinds)


def test_fighters_among_the_fallen_make_it_a_clash(reader: RuleReader) -> None:
    alone = "قتل 30 شخصا الخميس في هجوم شنه تنظيم داعش على قريتين في ريف حماة بحسب المرصد السوري."
    assert [c.kind for c in read(reader, alone)] == ["killing"]
    both = alone + " وقال المرصد إن بين القتلى 19 من المسلحين الموالين للحكومة السورية."
    assert read(reader, both)[0].kind == "clash"


def test_what_is_owned_is_told_by_the_owning(reader: RuleReader) -> None:
    assert [c.kind for c in read(reader, "وأعلن تنظيم داعش مسؤوليته عن الهجوم.")] == ["responsibility"]


def test_the_nation_is_no_verb(reader: RuleReader) -> None:
    assert read(reader, "قال الكاتب ياسر العمري إن رعاية أسر الشهداء واجب.") == []


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("43 شخصا قتلوا وأصيب 17 عندما قصفت جماعة الحوثي مدينة عدن.", {("killed", 43), ("wounded", 17)}),
        ("قتل أمس الخميس ضابط تركي وأصيب جنديان آخران في هجوم لتنظيم داعش على حدود سوريا.", {("killed", 1), ("wounded", 2)}),
        ("قتل ضابط و3 جنود في انفجار عبوة ناسفة في سيناء.", {("killed", 4)}),
        ("قصف طيران التحالف الدولي مواقع لداعش في الموصل ما أدى إلى مقتل أحد قادته.", {("killed", 1)}),
        ("مقتل عشرة أشخاص في هجوم لانتحاريين اثنين في بغداد.", {("killed", 10)}),
        ("أوقعت غارات جوية لطيران التحالف الدولي عشرات القتلى والجرحى في صفوف داعش في الرقة.", {("casualties", 20)}),
        (
            "أسفرت مواجهات بين الجيش الليبي وداعش في سرت عن سقوط 21 قتيلا و112 مصابا.",
            {("killed", 21), ("wounded", 112)},
        ),
    ],
)
def test_tolls(reader: RuleReader, text: str, tolls: set[tuple[str, int]]) -> None:
    counted = {"killed", "wounded", "casualties"}
    found = {(q.what, q.low) for claim in read(reader, text) for q in claim.quantities if q.what in counted and q.low is not None}
    assert found == tolls


def test_a_fierce_answer_is_no_answer_to_a_toll(reader: RuleReader) -> None:
    text = "قصفت القوات الحكومية السورية بلدة سراقب ردا عنيفا وقتلت 12 مدنيا."
    (only,) = read(reader, text)
    assert ("killed", 12) in {(q.what, q.low) for q in only.quantities}


def test_one_taken_by_name_is_one(reader: RuleReader) -> None:
    taken = next(c for c in read(reader, "تمكنت المقاومة الشعبية من أسر القيادي الحوثي سامر الصنعاني في عدن.") if c.kind == "abduction")
    assert {(q.what, q.low) for q in taken.quantities} == {("captured", 1)}


def test_a_raised_total_is_no_part_of_the_act(reader: RuleReader) -> None:
    text = "قتل أربعة أشخاص في غارة إسرائيلية على غزة أمس، ليرتفع عدد ضحايا العدوان إلى 25 قتيلا."
    strike = next(c for c in read(reader, text) if c.kind == "airstrike")
    assert {(q.what, q.low) for q in strike.quantities} == {("killed", 4)}


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("اغتال مسلحون في عدن أمس الضابط محسن علوان أمام منزله.", {("killed", 1)}),
        ("انفجرت سيارة مفخخة في بغداد وأصيب سبعة أشخاص ثلاثة منهم حالتهم خطرة.", {("wounded", 7)}),
        ("قصفت قوات النظام السوري بلدة الطيبة بالمدفعية دون أنباء عن إصابات.", set()),
        ("قصفت قوات النظام السوري بلدة الطيبة بالمدفعية دون وقوع إصابات.", {("casualties", 0)}),
        ("قتل في قصف الطيران السوري على دوما بين 20 أو 30 مدنيا.", {("killed", 20)}),
        # one subject before its verb, a relative, a pronoun
        ("قال البيان إن المسؤول البارز في تنظيم داعش سامر الحلبي قتل في غارة لطيران التحالف الدولي على الرقة.", {("killed", 1)}),
        ("استهدفت غارة لطيران التحالف الدولي سيارة سامر الحلبي الذي قتل في الهجوم قرب الرقة.", {("killed", 1)}),
        ("قال البيان إن التنظيم قتل في الهجوم خمسة جنود قرب الرقة.", {("killed", 5)}),
        # one more beside the counted, and among them
        ("قتل 15 شخصا بينهم طفل وامرأة في قصف الطيران السوري على دوما.", {("killed", 15), ("killed", 1)}),
        ("قتل سبعة مدنيين وجندي في تفجير سيارة مفخخة في بغداد.", {("killed", 7), ("killed", 1)}),
        ("قتل 13 جنديا وشرطيا على الأقل في تفجير سيارة مفخخة في بغداد.", {("killed", 13)}),
        ("قتل أربعة ضباط بينهم مدير المدرسة العسكرية في تفجير سيارة مفخخة في بغداد.", {("killed", 4)}),
        # more of the fallen, told beside or behind
        ("قتل تسعة مسلحين في اشتباكات بين الجيش العراقي وداعش قرب تكريت، فيما جرح ثلاثة جنود.", {("killed", 9), ("wounded", 3)}),
        ("أطلق مسلح من تنظيم داعش النار على مصلين في صنعاء فقتل شخصين وأصاب سبعة آخرين قبل أن يهرب.", {("killed", 2), ("wounded", 7)}),
        ("شن الطيران الإسرائيلي غارتين على موقعين لحماس في غزة، دون أن تسجل إصابات.", {("casualties", 0)}),
        ("اندلعت اشتباكات بين الحوثيين والمقاومة الشعبية في تعز أدت إلى سقوط 11 مسلحا.", {("killed", 11)}),
        # a toll before the act with other harm between; the towns are counted, not the men
        ("أعلنت الشرطة مقتل ستة مدنيين وتدمير منزل جراء سقوط قذائف هاون أطلقها تنظيم داعش على بلدة الوجيهية.", {("killed", 6)}),
        ("قتل ثمانية مسلحين في معارك بين جبهة النصرة وداعش حول البلدات الخمس المحاصرة في ريف حلب.", {("killed", 8)}),
        # what a fight followed, and what nobody has suffered yet
        ("اندلعت اشتباكات بين الحوثيين والمقاومة الشعبية في تعز بعد مقتل أحد شيوخ القبائل.", set()),
        ("هدد تنظيم داعش بقطع رأس جندي لبناني في عرسال.", set()),
    ],
)
def test_tolls_without_a_plain_count(reader: RuleReader, text: str, tolls: set[tuple[str, int]]) -> None:
    told = {(q.what, q.low) for claim in reader.read(Report("r", "", text, published="2017-07-01")) for q in claim.quantities}
    assert {(what, low) for what, low in told if what in ("killed", "wounded", "casualties")} == tolls
