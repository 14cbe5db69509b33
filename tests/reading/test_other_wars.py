"""Who does what to whom in the news of other wars: phrases that end before the next begins, tellers who were struck, men of whom a
pronoun speaks. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def claims(reader: RuleReader, text: str, day: str = "2023-05-14") -> list[Claim]:
    return reader.read(Report("r", "", text, published=day))


@pytest.mark.parametrize(("text", "agent", "target"), [
    ("استهدف مسلحون حاجزا للجيش قرب العريش مساء الاثنين.", "مسلحون", "egypt"),
    ("هاجم مسلحون مركزا للشرطة في مدينة كويتا.", "مسلحون", "pakistan"),
    ("هاجم مسلحون دورية للجيش المالي قرب موبتي.", "مسلحون", "mali"),
    ("هاجمت مجموعات مسلحة نقاط الشرطة الباكستانية في كراتشي.", "مجموعات مسلحة", "pakistan"),
])
def test_those_who_attack_are_not_of_those_attacked(reader: RuleReader, text: str, agent: str, target: str) -> None:
    made = [c for c in claims(reader, text) if c.kind == "clash"]
    assert [[m.text for m in c.agents] for c in made] == [[agent]]
    assert [[m.id for m in c.targets] for c in made] == [[target]] and made[0].agents[0].id is None


def test_people_told_by_what_they_are_keep_their_name(reader: RuleReader) -> None:
    made = claims(reader, "هاجم مسلحون حوثيون نقطة للجيش اليمني في لحج.", "2016-05-14")
    assert [m.id for c in made for m in c.agents] == ["houthis"]


@pytest.mark.parametrize(("text", "agents", "targets"), [
    ("أعلن الجيش التركي مقتل جنديين في هجوم لحزب العمال الكردستاني في شرناق.", ["pkk"], ["turkey"]),
    ("أعلن الجيش التركي مقتل جنديين في هجوم شنه حزب العمال الكردستاني في شرناق.", ["pkk"], ["turkey"]),
    ("أعلن الجيش النيجيري مقتل ستة من جنوده في هجوم على قاعدة في ولاية بورنو.", [], ["nigeria"]),
    ("أعلن الجيش التركي مقتل 12 من مسلحي حزب العمال الكردستاني في غارات على جبال قنديل.", ["turkey"], ["pkk"]),
])
def test_who_mourns_was_struck(reader: RuleReader, text: str, agents: list[str], targets: list[str]) -> None:
    made = [c for c in claims(reader, text) if c.kind in ("clash", "airstrike")]
    assert [([m.id for m in c.agents], [m.id for m in c.targets]) for c in made] == [(agents, targets)]


@pytest.mark.parametrize(("text", "owner"), [
    ("اعترف الجيش المالي بمقتل ثلاثة من جنوده قرب غاو.", "mali"),
    ("أعلن الجيش الإسرائيلي إصابة ثمانية من جنوده خلال يومين في غزة.", "israel"),
    ("أعلنت حركة حماس أن خمسة من مقاتليها قتلوا في غارة إسرائيلية على جنين.", "hamas"),
    ("قال الجيش المالي إن جماعة نصرة الإسلام والمسلمين قتلت ثلاثة من جنوده قرب غاو.", "mali"),
])
def test_whose_men_a_pronoun_owns(reader: RuleReader, text: str, owner: str) -> None:
    struck = [m for c in claims(reader, text) for m in c.targets if m.text.endswith(("ه", "ها")) and " من " in m.text]
    assert struck and {m.id for m in struck} == {owner}


def test_bullets_have_a_doer(reader: RuleReader) -> None:
    made = claims(reader, "استشهد شاب فلسطيني برصاص الاحتلال قرب حاجز حوارة جنوب نابلس فجر الثلاثاء.", "2023-11-14")
    assert [(c.kind, [m.id for m in c.agents], [m.text for m in c.targets]) for c in made] == [("killing", ["israel"], ["شاب فلسطيني"])]


def test_a_bomber_is_not_of_the_base_he_strikes(reader: RuleReader) -> None:
    made = claims(reader, "فجر إرهابي نفسه صباح الأحد في قاعدة عسكرية جنوب مقديشو وقتل سبعة أشخاص.", "2022-09-25")
    assert made and all(m.id is None for c in made if c.kind == "bombing" for m in c.agents)


def test_a_paper_s_title_is_no_government(reader: RuleReader) -> None:
    made = claims(reader, "ذكرت صحيفة «أفغانستان تايمز» أن مقاتلي طالبان نصبوا كمينا لحافلة في هرات.", "2016-08-14")
    assert [c.source.id for c in made if c.source is not None] == [None]


@pytest.mark.parametrize("text", [
    "أعلن الجيش المالي أن هجوما إرهابيا استهدف معسكرا قرب غاو.",
    "أعلن الجيش المالي أن هجوما استهدف معسكره قرب غاو أمس.",
])
def test_who_tells_that_his_own_was_attacked_did_not_attack(reader: RuleReader, text: str) -> None:
    made = [c for c in claims(reader, text, "2019-03-21") if c.kind == "clash"]
    assert [list(c.agents) for c in made] == [[]]


def test_who_tells_of_an_enemy_s_death_did_it(reader: RuleReader) -> None:
    text = "صرح الجيش السوداني بمقتل قائد ميداني في قوات الدعم السريع نتيجة قصف مدفعي استهدف قواته جنوب الفاشر."
    assert [[m.id for m in c.agents] for c in claims(reader, text, "2024-11-02") if c.kind == "shelling"] == [["sudan"]]


def test_a_place_that_begins_with_the_last_word_of_the_act(reader: RuleReader) -> None:
    made = claims(reader, "تمكنت قوات الجيش من تأمين مدينة لودر بالكامل في أبين باليمن.", "2020-05-10")
    assert [(c.kind, [m.text for m in c.places][:1]) for c in made] == [("capture", ["مدينة لودر"])]


@pytest.mark.parametrize(("text", "kind", "agents"), [
    ("تبنى تنظيم داعش، الأحد، الهجوم على معسكر للجيش في المكلا باليمن.", "responsibility", ["isis"]),
    ("لا تزال الاشتباكات مستمرة في محيط رأس لانوف بليبيا بين الجيش والمسلحين.", "clash", ["lna"]),
    ("ما زالت المعارك دائرة قرب سرت في ليبيا بين الجيش وتنظيم الدولة.", "clash", ["lna"]),
    ("وتم تأمين مواقع ومرتفعات غرب مأرب باليمن بعد معارك مع الحوثيين.", "capture", []),
    ("أسرت قوات الوفاق عشرين مقاتلا من قوات حفتر في غريان.", "abduction", ["gna"]),
])
def test_said_as_the_wars_of_yemen_and_libya_say_it(reader: RuleReader, text: str, kind: str, agents: list[str]) -> None:
    made = claims(reader, text, "2017-03-05" if "داعش" in text else "2019-06-26")
    assert made and (made[0].kind, [m.id for m in made[0].agents]) == (kind, agents)


def test_the_number_of_a_unit_counts_nobody(reader: RuleReader) -> None:
    made = claims(reader, "قتل جنديان من الكتيبة 128 في هون وسط ليبيا.", "2019-04-05")
    assert [[(q.what, q.low) for q in c.quantities] for c in made] == [[("killed", 2)]]


@pytest.mark.parametrize(("text", "kind", "agents"), [
    ("اندلعت معارك بين الجيش وحركة طالبان التي استولت على مدينة قندوز في أفغانستان.", "capture", ["taliban"]),
    ("وقع التفجير بعد تحرير التحالف العربي لمدينة المكلا من تنظيم القاعدة في اليمن.", "capture", ["saudi-coalition"]),
    ("وقع التفجير بعد تحرير مدينة المكلا من تنظيم القاعدة في اليمن.", "capture", []),
    ("أمنت قوات العمالقة الخط الرابط بين عتق وبيحان في شبوة باليمن.", "capture", ["giants-brigades"]),
    ("انتشلت فرق الهلال الأحمر خمس جثث مجهولة الهوية من مقبرة جماعية في ترهونة بليبيا.", "casualties", []),
    ("اعترضت مدمرة أمريكية صاروخا أطلقه الحوثيون في البحر الأحمر.", "seizure", ["us"]),
])
def test_who_takes_and_who_only_stands_by(reader: RuleReader, text: str, kind: str, agents: list[str]) -> None:
    made = [c for c in claims(reader, text, "2022-05-16") if c.kind == kind]
    assert [[m.id for m in c.agents] for c in made] == [agents]


@pytest.mark.parametrize(("weekday", "day"), [("الأحد", "2025-03-30"), ("الأحد الماضي", "2025-03-23")])
def test_a_report_that_goes_on_into_the_day_it_is_printed(reader: RuleReader, weekday: str, day: str) -> None:
    text = f"واصل الطيران الأمريكي، يوم السبت، غاراته على صعدة في اليمن. وفجر {weekday}، عاود الطيران الأمريكي قصف شرق مدينة صعدة."
    made = claims(reader, text, "2025-03-30")
    assert made[-1].time is not None and made[-1].time.edtf[:10] == day
