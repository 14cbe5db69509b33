"""Classes of reading that the news of Iraq's, Afghanistan's and Pakistan's wars taught. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def claims(reader: RuleReader, text: str, day: str = "2021-08-02") -> list[Claim]:
    return reader.read(Report("r", "", text, published=day))


@pytest.mark.parametrize(("text", "key"), [
    ("قتل ثلاثة جنود في هجوم على حاجز قرب بيشاور تبنته حركة طالبان باكستان.", "ttp"),
    ("أعلن تنظيم داعش في بيان نشره أمس الأول على الإنترنت مسؤوليته عن تفجير سيارة مفخخة في كركوك.", "isis"),
    ("قتل سبعة أشخاص في تفجير انتحاري في زاهدان تبناه جيش العدل.", "jaish-al-adl"),
])
def test_who_claims_an_act_for_itself_asserts_it(reader: RuleReader, text: str, key: str) -> None:
    own = [c for c in claims(reader, text) if c.kind == "responsibility"]
    assert [(c.modality, [m.id for m in c.agents], [m.id for m in c.targets]) for c in own] == [("asserted", [key], [key])]
    assert own[0].source is not None and own[0].source.id == key


@pytest.mark.parametrize(("text", "kind"), [
    ("سقطت مديرية أرغستان في ولاية قندهار بيد طالبان وفر مئة جندي منها.", "capture"),
    ("قال مراسلنا إن سقوط معبر إسلام قلعة الحدودي بولاية هرات بيد حركة طالبان جاء بعد قتال عنيف.", "capture"),
])
def test_ground_that_falls_into_hands_is_no_captive(reader: RuleReader, text: str, kind: str) -> None:
    kinds = [c.kind for c in claims(reader, text)]
    assert kind in kinds and not {"arrest", "abduction"} & set(kinds)


def test_soldiers_who_take_refuge_leave_their_ground(reader: RuleReader) -> None:
    made = claims(reader, "لجأ نحو مئتي جندي أفغاني إلى طاجيكستان بعد سقوط مديرية إشكشم بيد طالبان.")
    assert [(c.kind, [m.id for m in c.agents]) for c in made][:1] == [("withdraw", ["afghan-government"])]
    fled = claims(reader, "لجأت مئات العائلات إلى بلدة مجاورة بعد قصف على مدينة قندوز.")
    assert not [c for c in fled if c.kind == "withdraw"]


@pytest.mark.parametrize(("text", "agent"), [
    ("أعلن الجيش مقتل تسعين مسلحا خلال عملية نفذتها قواته في ولاية غزني على مدى أسبوع.", "afghan-government"),
    ("قتل ستة مسلحين في عملية استخباراتية نفذها الجيش الباكستاني في منطقة باجور.", "pakistan"),
    ("قتل عشرون مسلحا من طالبان في عملية شنتها القوات الدولية في ولاية كونر.", "nato-isaf"),
])
def test_an_operation_is_of_those_who_carry_it_out(reader: RuleReader, text: str, agent: str) -> None:
    day = "2011-04-08" if agent == "nato-isaf" else "2021-06-02"
    made = claims(reader, text, day)
    assert [(c.kind, [m.id for m in c.agents]) for c in made] == [("clash", [agent])]


def test_deadly_attacks_on_soldiers_are_clashes(reader: RuleReader) -> None:
    made = claims(reader, "أسفرت ثلاث هجمات دامية في محافظة ديالى أمس عن مقتل ستة جنود وإصابة شرطي.")
    assert [c.kind for c in made] == ["clash"]


@pytest.mark.parametrize("text", [
    "أسقطت الدفاعات طائرة مسيرة فوق قاعدة عين الأسد التي تستضيف قوات أمريكية غربي العراق.",
    "أفادت مصادر أمنية بإسقاط طائرة مسيرة قرب مطار أربيل حيث تتمركز قوات التحالف الدولي.",
])
def test_who_is_only_said_to_be_in_a_place_neither_does_nor_suffers(reader: RuleReader, text: str) -> None:
    made = [c for c in claims(reader, text, "2023-11-20") if c.kind == "seizure"]
    assert made and not {"us", "us-coalition"} & {m.id for c in made for m in (*c.agents, *c.targets)}


@pytest.mark.parametrize(("text", "taker", "loser", "day"), [
    ("استعاد الجيش العراقي مدينة بيجي التي سيطر عليها تنظيم داعش في حزيران 2014.", "iraqi-government", "isis", "2014-06"),
    ("حررت القوات العراقية بلدة الشرقاط التي احتلها تنظيم داعش صيف 2014.", "iraqi-government", "isis", "2014-06/2014-08"),
])
def test_who_took_before_did_not_take_now(reader: RuleReader, text: str, taker: str, loser: str, day: str) -> None:
    now, before = [c for c in claims(reader, text, "2016-09-22") if c.kind == "capture"]
    assert [m.id for m in now.agents] == [taker] and now.time is None
    assert [m.id for m in before.agents] == [loser] and before.time is not None and before.time.edtf == day


def test_a_force_sent_to_retake_is_not_the_one_that_took(reader: RuleReader) -> None:
    made = claims(reader, "أرسلت الوزارة قوات خاصة أفغانية لاستعادة المناطق التي سيطرت عليها حركة طالبان بولاية بدخشان.")
    planned = [c for c in made if c.kind == "capture" and c.modality == "planned"]
    assert [([m.id for m in c.agents], [m.id for m in c.targets]) for c in planned] == [(["afghan-government"], ["taliban"])]


@pytest.mark.parametrize("text", [
    "أعلن الجيش الباكستاني مقتل تسعة من جنوده في اشتباك مع مقاتلي حركة طالبان باكستان.",
    "تبنى جيش تحرير بلوشستان هجوما على قافلة عسكرية.",
])
def test_a_country_in_a_groups_name_is_no_place(reader: RuleReader, text: str) -> None:
    made = claims(reader, text, "2025-10-08")
    assert made and not [m.text for c in made for m in c.places]


def test_gunmen_of_a_community_keep_their_word(reader: RuleReader) -> None:
    made = claims(reader, "دارت معارك في كربلاء بين مسلحين شيعة والقوات العراقية.", "2008-03-30")
    assert [[m.text for m in c.agents] for c in made] == [["مسلحين شيعة"]]


def test_a_line_of_control_is_not_taken(reader: RuleReader) -> None:
    made = claims(reader, "قتل جنديان في معركة في كشمير الهندية. ووقع الحادث بالقرب من خط السيطرة الذي يقسم المنطقة.", "2016-02-14")
    assert [c.kind for c in made] == ["clash"]
    fell = claims(reader, "وقعت مدينة قندوز تحت سيطرة حركة طالبان أمس.")
    assert [(c.kind, [m.id for m in c.agents]) for c in fell] == [("capture", ["taliban"])]


def test_whom_the_police_kill_after_a_blast_the_blast_did_not(reader: RuleReader) -> None:
    made = claims(reader, "قتلت الشرطة الأفغانية أربعة مهاجمين اقتحموا المقر في قندهار بعد التفجير الانتحاري.", "2014-12-09")
    fought = [c for c in made if any(q.what == "killed" for q in c.quantities)]
    assert [(c.kind, [m.id for m in c.agents]) for c in fought] == [("clash", ["afghan-government"])]


def test_kurdish_papers_spelling(reader: RuleReader) -> None:
    made = claims(reader, "قصف الحرس الثوري بالمدفعية مقرات لحزب كومله في إقليم كوردستان وانسحبت القوات الكوردية من سيدكان.", "2022-11-14")
    assert [m.id for c in made if c.kind == "shelling" for m in c.places][:1] == ["ms:iq-kurdistan-region"]
    assert [[m.id for m in c.agents] for c in made if c.kind == "withdraw"] == [["kurdish-fighters"]]


@pytest.mark.parametrize("text", [
    "أسر 14 من مقاتلي حركة طالبان في مدينة غزني.",
    "خطف عدد من عناصر حركة طالبان في مدينة غزني.",
    "أسر ثلاثة من مسلحي حركة طالبان خلال العملية في غزني.",
])
def test_counted_men_of_a_body_are_taken_where_nobody_else_stands(reader: RuleReader, text: str) -> None:
    made = [c for c in claims(reader, text) if c.kind == "abduction"]
    assert [([m.id for m in c.agents], [m.id for m in c.targets]) for c in made] == [([], ["taliban"])]


def test_counted_men_of_a_body_take_whom_the_sentence_names(reader: RuleReader) -> None:
    made = claims(reader, "أسر ثلاثة من مقاتلي طالبان جنديا أفغانيا في غزني.")
    assert [([m.id for m in c.agents], [m.id for m in c.targets]) for c in made] == [(["taliban"], ["afghan-government"])]


def test_who_is_beaten_takes_no_ground(reader: RuleReader) -> None:
    made = claims(reader, "أعلن العراق النصر على تنظيم الدولة باستعادة الموصل.", "2017-12-12")
    assert [([m.id for m in c.agents], [m.id for m in c.targets]) for c in made] == [(["iraqi-government"], ["isis"])]


@pytest.mark.parametrize(("text", "doer"), [
    ("أعلن الجيش الإيراني أن عناصر إرهابية أطلقت النار على نقطة حدودية في زاهدان.", "عناصر إرهابية"),
    ("أعلن الجيش العراقي أن عناصر متشددة هاجمت نقطة تفتيش في كركوك.", "عناصر متشددة"),
])
def test_who_declares_that_gunmen_fired_did_not_fire(reader: RuleReader, text: str, doer: str) -> None:
    assert [[m.text for m in c.agents] for c in claims(reader, text, "2024-10-04")] == [[doer]]


@pytest.mark.parametrize(("text", "struck"), [
    ("قصف الطيران قوات الأمن في كركوك.", "iraqi-government"),
    ("استهدفت المدفعية قوات النظام في حماة.", "syrian-government"),
])
def test_whom_aircraft_or_guns_strike_does_not_serve_them(reader: RuleReader, text: str, struck: str) -> None:
    made = claims(reader, text, "2014-10-04")
    assert [([m.id for m in c.agents if m.id], [m.id for m in c.targets]) for c in made] == [([], [struck])]


def test_a_strong_blast_strikes_no_forces(reader: RuleReader) -> None:
    assert [list(c.targets) for c in claims(reader, "وقع انفجار قوي في لاهور.")] == [[]]


def test_those_fled_from_are_not_who_flees(reader: RuleReader) -> None:
    made = claims(reader, "لجأ 300 جندي أفغاني إلى طاجيكستان هروبا من ضربات مسلحي طالبان في ولاية بدخشان.")
    assert not [c for c in made if c.kind == "withdraw" and "taliban" in [m.id for m in c.agents]]
