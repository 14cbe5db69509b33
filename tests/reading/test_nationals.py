"""Nationals as people, and who by the grammar cannot have done an act: who fell into an ambush, who stopped a rocket. Our own sentences."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.registry.nationals import nationals


def claims(reader: RuleReader, text: str) -> list[Claim]:
    return reader.read(Report("r", "", text, published="2017-06-30"))


def called(reader: RuleReader, text: str, kind: str) -> list[tuple[list[str], list[str]]]:
    """Who and whom of the claims of a kind, by id or by words."""
    made = [c for c in claims(reader, text) if c.kind == kind]
    return [([m.id or m.text for m in c.agents], [m.id or m.text for m in c.targets]) for c in made]


@pytest.mark.parametrize("word", ["فلسطيني", "صينيين", "هنود", "فرنسيا", "تركيان", "فلسطينيه"])
def test_nationals_have_all_their_forms(word: str) -> None:
    assert word in nationals()


@pytest.mark.parametrize("word", ["الفرنسي", "باريس", "فرنسا"])
def test_neither_countries_nor_the_article(word: str) -> None:
    assert word not in nationals()


@pytest.mark.parametrize(
    ("text", "kind", "agents", "targets"),
    [
        ("قتل فلسطيني برصاص الجيش الإسرائيلي قرب نابلس.", "killing", ["israel"], ["فلسطيني"]),
        ("خطف مسلحون فرنسيا في النيجر.", "abduction", ["مسلحون"], ["فرنسيا"]),
        ("احتجز مسلحون ألمانيين اثنين في اليمن.", "abduction", ["مسلحون"], ["ألمانيين"]),
        ("قتل مسلحون مجهولون فلسطينيا في كابل.", "killing", ["مسلحون مجهولون"], ["فلسطينيا"]),
        ("أطلق جنود الاحتلال النار على فلسطيني قرب رام الله.", "killing", ["israel"], ["فلسطيني"]),
        ("أصيب تركيان في قصف على عفرين.", "shelling", [], ["تركيان"]),
    ],
)
def test_nationals_are_people(reader: RuleReader, text: str, kind: str, agents: list[str], targets: list[str]) -> None:
    assert called(reader, text, kind) == [(agents, targets)]


def test_a_nation_that_tells_whose_an_act_is_names_nobody_hit(reader: RuleReader) -> None:
    assert called(reader, "قتل أربعة مدنيين في قصف تركي على عفرين.", "shelling") == [(["turkey"], ["أربعة مدنيين"])]


@pytest.mark.parametrize(
    ("text", "agents", "targets"),
    [
        ("وقع رتل للجيش الإثيوبي في كمين لمقاتلي الفانو على طريق غوندار.", ["fano"], ["ethiopia"]),
        ("وقعت تعزيزات للجيش الأفغاني في كمين يوم الأحد قرب قندوز.", [], ["afghan-government"]),
    ],
)
def test_who_fell_into_an_ambush_laid_none(reader: RuleReader, text: str, agents: list[str], targets: list[str]) -> None:
    assert called(reader, text, "clash") == [(agents, targets)]
    assert called(reader, text, "deployment") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قال الجيش الإسرائيلي إنه اعترض صاروخين أطلقا من قطاع غزة.", "shelling"),
        ("أعلن الجيش الأمريكي اعتراض ثلاث طائرات مسيرة أطلقت من اليمن.", "airstrike"),
    ],
)
def test_who_stopped_a_rocket_fired_none(reader: RuleReader, text: str, kind: str) -> None:
    assert [agents for agents, _ in called(reader, text, kind)] == [[]]
    assert [agents != [] for agents, _ in called(reader, text, "seizure")] == [True]


def test_who_fired_what_another_stopped_did_fire_it(reader: RuleReader) -> None:
    text = "اعترض الجيش الإسرائيلي صاروخا أطلقه الحوثيون على إيلات."
    assert [agents for agents, _ in called(reader, text, "shelling")] == [["houthis"]]
    assert [agents for agents, _ in called(reader, text, "seizure")] == [["israel"]]


def test_who_is_told_to_accuse_is_the_accuser(reader: RuleReader) -> None:
    text = "اتهم المتحدث باسم الجيش حزب الله بقصف البلدة."
    assert called(reader, text, "responsibility") == [(["المتحدث باسم الجيش"], ["hezbollah"])]
    assert called(reader, text, "shelling")[0][0] == ["hezbollah"]
    text = "حمل الناشطون القوات الحكومية مسؤولية المجزرة."
    assert called(reader, text, "responsibility") == [(["الناشطون"], ["القوات الحكومية"])]


def test_what_was_laid_at_their_door_is_denied_in_few_words(reader: RuleReader) -> None:
    text = "حمل الناشطون القوات الحكومية مسؤولية المجزرة. ونفت دمشق ذلك."
    denied = [c for c in claims(reader, text) if c.modality == "denied"]
    assert [(c.kind, [m.id for m in c.agents]) for c in denied] == [("responsibility", ["syrian-government"])]


def test_those_beaten_off_are_the_targets(reader: RuleReader) -> None:
    assert called(reader, "صد الجيش الصومالي المهاجمين وكبدهم خسائر فادحة.", "clash") == [(["somalia"], ["المهاجمين"])]


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("قال المتمردون إنهم قتلوا مئات من الجنود قرب غوما.", ["المتمردون"]),
        ("قتل مسلحون يعتقد أنهم من تنظيم القاعدة جنديين في شبوة.", ["aqap"]),
    ],
)
def test_who_says_that_he_fought_an_army_is_not_thought_to_be_it(reader: RuleReader, text: str, agents: list[str]) -> None:
    assert [[m.id or m.text for m in c.agents] for c in claims(reader, text)] == [agents]


@pytest.mark.parametrize(
    ("text", "agents", "targets"),
    [
        ("قتل قناص طفلا في حي الصاخور.", ["قناص"], ["طفلا"]),
        ("قتل مسلحون في لكي مروت، ليل السبت الأحد، أربعة شرطيين بقنابل يدوية ورشاشات.", ["مسلحون"], ["pakistan"]),
    ],
)
def test_who_kills_is_not_the_victim(reader: RuleReader, text: str, agents: list[str], targets: list[str]) -> None:
    made = [([m.id or m.text for m in c.agents], [m.id or m.text for m in c.targets]) for c in claims(reader, text)]
    assert made == [(agents, targets)]


def test_forces_are_told_with_the_word_that_tells_which(reader: RuleReader) -> None:
    assert called(reader, "دخلت قوات كارينية مدينة لويكاو.", "advance") == [(["قوات كارينية"], [])]
    assert called(reader, "اقتحم مسلحون ملثمون البلدة وخطفوا ثلاثة رجال.", "advance") == [(["مسلحون ملثمون"], [])]
    assert called(reader, "استعادت القوات المدينة أمس.", "capture") == [(["القوات"], [])]


def test_who_yields_is_taken_by_whom_he_yields_to(reader: RuleReader) -> None:
    text = "استسلم قائد ميداني في طالبان مع 20 من رجاله للقوات الأفغانية في ولاية فراه."
    assert called(reader, text, "abduction") == [(["afghan-government"], ["taliban", "20 من رجاله"])]


def test_what_somebody_is_kept_from_is_not_done(reader: RuleReader) -> None:
    assert called(reader, "منعت قوات الاحتلال المصلين من دخول المسجد الأقصى.", "advance") == []


def test_who_threatens_does_not_what_he_makes_a_condition(reader: RuleReader) -> None:
    text = "هدد زعيم جماعة أنصار الله باستهداف الموانئ الإسرائيلية إذا استمر حصار غزة."
    assert all("houthis" not in agents + targets for agents, targets in called(reader, text, "besiege"))


def test_who_answers_an_act_did_not_do_it(reader: RuleReader) -> None:
    text = "أطلقت المقاومة الفلسطينية عشرات الصواريخ على عسقلان ردا على اغتيال قائد سرايا القدس بهاء أبو العطا."
    assert [agents for agents, _ in called(reader, text, "killing")] == [[]]


def test_whose_office_was_burnt_burnt_it_not(reader: RuleReader) -> None:
    assert [agents for agents, _ in called(reader, "أحرق محتجون مكتب حركة فتح في رام الله.", "destruction")] == [["محتجون"]]


def test_drones_destroyed_in_the_air_are_shot_down(reader: RuleReader) -> None:
    text = "أعلنت وزارة الدفاع الروسية تدمير 12 مسيرة أوكرانية فوق مقاطعة بيلغورود."
    assert called(reader, text, "seizure") == [(["russia"], ["ukraine"])]
    assert called(reader, text, "airstrike") == []


def test_dead_told_before_meanwhile_are_not_of_the_next_act(reader: RuleReader) -> None:
    text = "قصفت القوات الحكومية أحياء في درعا البلد، ما أدى إلى مقتل طفلين، في حين استهدفت المعارضة حاجزا للجيش بقذيفة."
    tolls = [[q.low for q in c.quantities if q.what == "killed"] for c in claims(reader, text)]
    assert tolls == [[2], []]
