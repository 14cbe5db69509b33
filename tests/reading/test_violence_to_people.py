"""Violence against people: who did it and to whom, what an attempt leaves, whom a number counts, in plain newsroom sentences."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.registry.places import load_gazetteer


def claims(reader: RuleReader, text: str, kind: str) -> list[Claim]:
    return [claim for claim in reader.read(Report("r", "", text, published="2017-06-30")) if claim.kind == kind]


def first(reader: RuleReader, text: str, kind: str) -> Claim:
    found = claims(reader, text, kind)
    assert found, f"no {kind}"
    return found[0]


def named(claim: Claim) -> tuple[list[str], list[str]]:
    return [m.id or m.text for m in claim.agents], [m.id or m.text for m in claim.targets]


@pytest.mark.parametrize(
    ("text", "kind", "agents", "targets"),
    [
        ("قتلت القوات الخاصة الأفغانية 17 عنصرا من طالبان في عملية ليلية بولاية هلمند", "clash", ["afghan-government"], ["taliban"]),
        ("عثرت الشرطة على جثث تسعة مزارعين ذبحهم مسلحو بوكو حرام قرب مايدوغوري", "killing", ["boko-haram"], ["تسعة مزارعين"]),
        ("قتل ضابط وجنديان في كمين نصبه مسلحون لدورية عسكرية شمال بوركينا فاسو", "clash", ["مسلحون"], ["burkina-faso"]),
        ("هاجم قطاع طرق قرية في ولاية كاتسينا وقتلوا 15 شخصا وخطفوا عشرين امرأة", "killing", ["قطاع طرق"], ["15 شخصا"]),
        ("طعن فلسطيني جنديين إسرائيليين في الخليل قبل أن يقتل بالرصاص", "killing", ["فلسطيني"], ["israel"]),
        ("قتل المسلحون سائق الحافلة قرب الحاجز على طريق بوني", "killing", ["المسلحون"], ["سائق"]),
        ("أوقفت المخابرات العسكرية اللبنانية شخصا سوريا لانتمائه إلى جبهة النصرة في عرسال", "arrest", ["lebanon"], ["شخصا سوريا"]),
        ("احتجزت السلطات التركية 40 شخصا للاشتباه في صلتهم بحزب العمال الكردستاني", "arrest", ["turkey"], ["40 شخصا"]),
    ],
)
def test_who_did_it_to_whom(reader: RuleReader, text: str, kind: str, agents: list[str], targets: list[str]) -> None:
    got = named(first(reader, text, kind))
    assert (got[0], got[1][:1]) == (agents, targets)


def test_who_is_killed_before_the_end_is_who_struck(reader: RuleReader) -> None:
    stabbing, death = claims(reader, "طعن فلسطيني جنديين إسرائيليين في الخليل قبل أن يقتل بالرصاص", "killing")
    assert [m.text for m in death.targets] == ["فلسطيني"]
    assert stabbing.trigger.start < death.trigger.start


def test_who_beats_off_an_attack_kills_the_attackers(reader: RuleReader) -> None:
    claim = first(reader, "صد الجيش النيجيري هجوما لبوكو حرام على مدينة داماتورو وقتل 20 من المهاجمين", "killing")
    assert [m.id for m in claim.agents] == ["nigeria"]


def test_whose_stronghold_is_struck_holds_it(reader: RuleReader) -> None:
    text = "الجيش النيجيري يقتل 30 مسلحا في غارات جوية على معاقل قطاع الطرق بولاية زمفرا"
    assert [m.text for m in first(reader, text, "hold").agents] == ["قطاع الطرق"]


def test_what_explodes_is_not_struck(reader: RuleReader) -> None:
    text = "انفجرت سيارة مفخخة قرب سوق شعبية في مدينة الصدر شرقي بغداد فقتلت 35 شخصا وأصابت العشرات"
    assert not any("مفخخة" in m.text for m in first(reader, text, "bombing").targets)


def test_an_accusative_behind_a_verb_did_nothing(reader: RuleReader) -> None:
    claim = first(reader, "سقط صاروخ على مستشفى الأطفال في كييف فدمر جناحا كاملا منه", "destruction")
    assert named(claim) == ([], ["جناحا كاملا"])


@pytest.mark.parametrize(
    ("text", "kind", "counted"),
    [
        ("قتل مدني وجرح ثلاثة من أفراد عائلته بانفجار لغم أرضي في مديرية الدريهمي", "bombing", ("wounded", 3, "relatives")),
        ("قتلت زوجة ضابط وأطفاله الثلاثة حين فجر مسلحون منزله في تكريت", "bombing", ("killed", 3, "children")),
        ("أعدم المتمردون رميا بالرصاص ضابطين أسيرين من الجيش في بلدة كيدال", "killing", ("killed", 2, "officers")),
        ("نجا محافظ عدن من محاولة اغتيال بسيارة مفخخة أسفرت عن مقتل ستة من مرافقيه", "bombing", ("killed", 6, "escorts")),
        ("مسلحان على دراجة يغتالان صحفية في مدينة مقديشو", "killing", ("killed", 1, "journalists")),
    ],
)
def test_whom_a_number_counts(reader: RuleReader, text: str, kind: str, counted: tuple[str, int, str]) -> None:
    claim = first(reader, text, kind)
    assert counted in [(q.what, q.low, q.of) for q in claim.quantities]
    assert claim.modality == "asserted"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("فشل مسلحون في اغتيال قائد شرطة قندهار", "killing"),
        ("وذكر مصدر طبي أن طبيبة وممرضين قتلوا حين أصاب صاروخ المستشفى الذي يعملون فيه بمدينة الفاشر", "shelling"),
    ],
)
def test_nobody_is_counted_whom_it_did_not_befall(reader: RuleReader, text: str, kind: str) -> None:
    assert not [q for q in first(reader, text, kind).quantities if q.what in ("killed", "wounded")]


def test_one_may_be_wounded_and_two_of_his_kin(reader: RuleReader) -> None:
    text = "قال ناشطون إن جنودا إسرائيليين أطلقوا النار في بيت أمر وأصابوا نجليه محمدا وأحمد بالرصاص الحي."
    found = [(q.what, q.low) for claim in reader.read(Report("r", "", text, published="2017-06-30")) for q in claim.quantities]
    assert ("wounded", 1) not in found


def test_a_name_that_looks_like_a_future_plans_nothing(reader: RuleReader) -> None:
    text = "قتل جنديان فلبينيان وستة من مسلحي جماعة أبو سياف في اشتباكات بجزيرة جولو"
    assert first(reader, text, "clash").modality == "asserted"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قتلت طائرة مسيرة أوكرانية مدنيين اثنين في قرية بمنطقة بيلغورود الحدودية بحسب حاكم المنطقة", "airstrike"),
        ("اغتالت إسرائيل قياديا في الجماعة الإسلامية بغارة على سيارته في البقاع الغربي", "airstrike"),
        ("أصيب أكثر من 30 شخصا بحالات اختناق بعد قصف بغازات سامة استهدف حي الشيخ مقصود", "chemical"),
        ("وذكر شهود أن مقاتلين على ظهور الجمال والخيل هاجموا القرية وقتلوا العمدة واثنين من أبنائه", "killing"),
    ],
)
def test_what_kind_of_violence_it_was(reader: RuleReader, text: str, kind: str) -> None:
    assert [claim.kind for claim in reader.read(Report("r", "", text, published="2017-06-30"))] == [kind]


@pytest.mark.parametrize(
    "text",
    ["مسلحون يقتلون معلمتين ويخطفون ثالثة شمال شرق كينيا", "مسلح يقتل خمسة أشخاص داخل مدرسة في مدينة غراتس النمساوية"],
)
def test_a_flash_tells_whole_what_no_body_repeats(reader: RuleReader, text: str) -> None:
    claim = first(reader, text, "killing")
    assert claim.agents and claim.targets


@pytest.mark.parametrize(
    "text",
    [
        "إصابة مهاجم النادي الأهلي بجروح في مباراة أمام الزمالك بالقاهرة",
        "مقتل شخصين في حادث سير على الطريق الصحراوي قرب أسوان",
        "انفجار أسطوانة غاز يصيب ثلاثة أشخاص في مطعم بدبي",
        "مسلح يسرق مصرفا في بيروت ويفر",
        "حارس مرمى يصد ركلة جزاء في نهائي كأس آسيا بالدوحة",
    ],
)
def test_a_flash_of_peace_claims_nothing(reader: RuleReader, text: str) -> None:
    assert not reader.read(Report("r", "", text, published="2017-06-30"))


def test_a_militia_is_no_month(reader: RuleReader) -> None:
    text = "أكد مسؤول محلي مقتل خمسة من حراس الغابات في هجوم لمتمردي ماي ماي بمتنزه فيرونغا"
    assert first(reader, text, "killing").time is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("استهدف القصف عاملين في قطاع الصحة بغزة", ["غزة"]),
        ("غارات على معاقل قطاع الطرق في ولاية كادونا", ["ولاية كادونا"]),
        ("تحرير ستة بحارة هنود خطفهم قراصنة", []),
    ],
)
def test_trades_and_robbers_are_no_places(text: str, places: list[str]) -> None:
    assert [hit.text for hit in load_gazetteer().find(text)] == places


def test_people_let_go_are_no_ground_taken(reader: RuleReader) -> None:
    text = "تحرير ستة بحارة هنود خطفهم قراصنة قبالة سواحل الصومال"
    assert not claims(reader, text, "capture")


@pytest.mark.parametrize(
    ("text", "kind", "not_struck"),
    [
        ("أعلن التنظيم مسؤوليته عن التفجيرين اللذين وقعا قرب قبر القائد الإيراني في كرمان وأسفرا عن 84 قتيلا", "bombing", "قبر"),
        ("قصفت المقاومة عند الساعة الثالثة بالتوقيت المحلي منطقة العفولة بعشرات الصواريخ", "shelling", "المحلي"),
    ],
)
def test_what_only_stands_near_is_not_struck(reader: RuleReader, text: str, kind: str, not_struck: str) -> None:
    assert not any(not_struck in m.text for claim in claims(reader, text, kind) for m in claim.targets)


def test_who_answers_fire_shot_at_whom_threw_stones(reader: RuleReader) -> None:
    claim = first(reader, "رشق محتجون دورية للجيش بالحجارة في نابلس فردت بإطلاق النار وقتلت اثنين منهم", "clash")
    assert ([m.text for m in claim.agents], [m.text for m in claim.targets]) == (["دورية للجيش"], ["محتجون"])
