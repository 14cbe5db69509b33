"""News of the Sahel, Somalia, Ukraine, the Caucasus and Burma: what is carried off, who kills whom bare behind the verb, garb that is no
party, drones, days of documents. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def claims(reader: RuleReader, text: str, day: str = "2023-05-17") -> list[Claim]:
    return reader.read(Report("r", "", text, published=day))


@pytest.mark.parametrize("text", [
    "هاجم مسلحون دورية قرب غاو واستولوا على خمس دراجات نارية للجيش المالي.",
    "أعلنت جبهة تحرير أزواد استيلاءها على شاحنات للجيش المالي قرب كيدال.",
    "أعلنت جبهة تحرير أزواد عن استيلائها على مركبات للجيش المالي قرب كيدال.",
])
def test_what_is_carried_off_is_seized(reader: RuleReader, text: str) -> None:
    kinds = [c.kind for c in claims(reader, text, "2025-02-04")]
    assert "seizure" in kinds and "capture" not in kinds


def test_the_hamza_before_a_pronoun_sits_as_the_case_has_it(reader: RuleReader) -> None:
    made = claims(reader, "أعلنت الحركة قتل عشرة جنود ماليين. وتحدث الجيش المالي عن إخلائه قاعدة عسكرية في غوندام أمس.", "2023-09-14")
    assert [c.kind for c in made if "إخلائه" in c.trigger.text] == ["withdraw"]


@pytest.mark.parametrize(("text", "agent", "target"), [
    ("قتلت مجموعة مسلحة مساء أمس ثلاثة قرويين قرب بلدة ميناكا في مالي، وأحرقت عشرة منازل.", "مجموعة مسلحة", "ثلاثة قرويين"),
    ("قتل مسلحون مجهولون ضابطا في محج قلعة أمس، وفجر انتحاري نفسه قرب مركز للشرطة.", "مسلحون مجهولون", "ضابطا"),
    ("خطف مسلحون مجهولون أربعة رعاة قرب بلدة غوزا في ولاية بورنو.", "مسلحون مجهولون", "أربعة رعاة"),
])
def test_armed_men_whom_nobody_counts_do_it(reader: RuleReader, text: str, agent: str, target: str) -> None:
    made = [c for c in claims(reader, text) if c.kind in ("killing", "abduction")]
    assert ([m.text for m in made[0].agents], [m.text for m in made[0].targets]) == ([agent], [target])


@pytest.mark.parametrize("text", [
    "قتل مسلحان وثلاثة جنود في اشتباكات قرب كيدال أمس.",
    "قتل مسلحون في كيدال وأصيب ثلاثة جنود في اشتباكات أمس.",
])
def test_those_who_fell_together_kill_nobody(reader: RuleReader, text: str) -> None:
    assert not [m for c in claims(reader, text) if c.kind == "killing" for m in c.agents if "مسلح" in m.text]


def test_a_bomber_who_kills_has_bombed(reader: RuleReader) -> None:
    made = claims(reader, "هز تفجير انتحاري سوق مورا في الكاميرون أمس. وقتلت انتحارية ثانية أربعة أشخاص في مطعم ببلدة كولوفاتا.")
    assert {c.kind for c in made} == {"bombing"}


def test_whose_garb_is_worn_takes_no_part(reader: RuleReader) -> None:
    made = claims(reader, "هاجم مسلحون يرتدون زي الشرطة قاعدة للجيش النيجيري في بورنو وقتلوا خمسة جنود.")
    assert [[m.text for m in c.agents] for c in made] == [["مسلحون"]]


@pytest.mark.parametrize("text", [
    "شنت القوات الروسية هجمات على مدن أوكرانية، خلال الليل، باستخدام 60 طائرة مسيرة.",
    "قتل شخصان في هجوم روسي بواسطة مسيرات على مدينة خيرسون.",
])
def test_an_attack_that_uses_drones_is_from_the_air(reader: RuleReader, text: str) -> None:
    assert [c.kind for c in claims(reader, text, "2024-11-20")] == ["airstrike"]


def test_an_air_force_that_tells_of_its_enemy_did_not_fly(reader: RuleReader) -> None:
    made = claims(reader, "قال سلاح الجو الأوكراني إن القوات الروسية شنت هجوما صاروخيا على أوديسا.", "2024-11-20")
    assert made and {m.id for c in made for m in c.agents} == {"russia"}


def test_who_shoots_down_is_not_who_sent_it(reader: RuleReader) -> None:
    made = claims(reader, "أسقطت الدفاعات الأوكرانية 48 من أصل 70 مسيرة أطلقتها روسيا.", "2024-11-20")
    assert [[m.id for m in c.agents] for c in made if c.kind == "seizure"] == [["ukraine"]]


def test_a_verb_is_no_town(reader: RuleReader) -> None:
    made = claims(reader, "سقط قتلى في قصف على بلدة تحاصرها القوات الروسية قرب غروزني.", "2001-02-05")
    assert made and not [m for c in made for m in c.places if "تحاصرها" in m.text]


def test_a_day_is_no_distance(reader: RuleReader) -> None:
    made = claims(reader, "انسحب الجيش بعد سيطرة ميليشيات غاتيا الموالية للحكومة، صباح يوم الاثنين الماضي، على بلدة ميناكا.", "2015-04-29")
    assert [[m.id for m in c.agents] for c in made if c.kind == "capture"] == [["gatia"]]


def test_an_attack_by_somebody_s_hand_is_no_fall_of_a_place(reader: RuleReader) -> None:
    text = "قتل عشرة أشخاص في تفجير بمقديشو أمس. ووقع هجوم مماثل قبل شهرين في فندق على يد مسلحين وقتل فيه عشرون مدنيا."
    made = claims(reader, text)
    assert made and "capture" not in {c.kind for c in made}


@pytest.mark.parametrize("text", [
    "قصفت مفارز من جيش التحرير الشعبي الصحراوي قواعد الجيش المغربي في المحبس، بحسب البلاغ الصادر اليوم الأربعاء.",
    "تبنت حركة الشباب في بيان أمس الهجوم على قاعدة في بلدة متبان.",
])
def test_the_day_of_a_document_is_not_the_day_of_the_act(reader: RuleReader, text: str) -> None:
    made = claims(reader, text)
    assert made and {c.time and c.time.edtf for c in made} == {None}


def test_how_long_a_fight_went_on_is_no_day(reader: RuleReader) -> None:
    made = claims(reader, "سيطر مسلحون على بلدة بالما في شمال موزمبيق بعد ثلاثة أيام من الاشتباكات.", "2021-03-27")
    assert "capture" in {c.kind for c in made} and {c.time and c.time.edtf for c in made} == {None}


@pytest.mark.parametrize(("text", "kind", "doer"), [
    ("أعلنت الشرطة النيجيرية أن المسلحين الذين كانوا يحتجزون ثلاثين تلميذا فروا.", "abduction", "المسلحين"),
    ("اشتبك الجيش مع مسلحين كانوا يحتجزون عشرين تلميذا قرب كادونا.", "abduction", "مسلحين"),
    ("هاجم الجيش الأوكراني «مجموعة فاغنر»، التي خطفت ثلاثة مدنيين في باخموت.", "abduction", "مجموعة فاغنر"),
    ("نددت نيجيريا بحركة «بوكو حرام»، التي قتلت ستة قرويين في مايدوغوري أمس.", "killing", "حركة «بوكو حرام»"),
    ("قال الجيش المالي إن تنظيم القاعدة في بلاد المغرب الإسلامي، الذي خطف أربعة سياح في تمبكتو، طلب فدية.", "abduction",
     "تنظيم القاعدة في بلاد المغرب الإسلامي"),
    ("قالت أوكرانيا إن القوات الروسية شنت غارة جوية على مدينة خاركيف.", "airstrike", "القوات الروسية"),
])
def test_the_verb_says_who_did_it(reader: RuleReader, text: str, kind: str, doer: str) -> None:
    assert [[m.text for m in c.agents] for c in claims(reader, text) if c.kind == kind] == [[doer]]


def test_a_town_called_well_of_something_ends_where_the_sentence_goes_on(reader: RuleReader) -> None:
    made = claims(reader, "هاجم مسلحون بلدة بير بعد انسحاب القوات المالية منها، وقتلوا أربعة جنود.", "2023-08-12")
    assert made and {p.text for c in made for p in c.places} == {"بلدة بير"}


@pytest.mark.parametrize(("text", "tolls"), [
    ("قام مسلحون بقطع رؤوس أربعة أشخاص قرب بيمبا في موزمبيق أمس.", [("killed", 4)]),
    ("جرح 20 جنديا أوكرانيا من أصل ألف جندي في القصف الروسي على باخموت.", [("wounded", 20)]),
    ("أعلنت الحكومة مقتل 30 جنديا روسيا وجرح عدد مماثل قرب أرغون.", [("killed", 30), ("wounded", 30)]),
])
def test_heads_the_whole_and_as_many(reader: RuleReader, text: str, tolls: list[tuple[str, int]]) -> None:
    assert [(q.what, q.low) for c in claims(reader, text) for q in c.quantities] == tolls
