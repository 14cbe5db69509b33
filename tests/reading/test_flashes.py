"""Flashes of one line, words of war in rarer guise, and words of war that tell no act."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def told(reader: RuleReader, text: str) -> list[Claim]:
    """The claims of a report that is no more than `text`."""
    return list(reader.read(Report("r", "", text, published="2024-06-30")))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("انفجار يهز وسط بغداد", ["bombing"]),
        ("سمع دوي انفجارات عنيفة في كييف", ["bombing"]),
        ("اشتباكات في محيط مدينة الزاوية غربي ليبيا", ["clash"]),
        ("معارك ضارية في محيط مطار نيالا", ["clash"]),
        ("ارتفاع حصيلة قتلى هجوم مقديشو إلى 40", ["clash"]),
        ("هجوم مسلح على كنيسة في أويو", ["killing"]),
        ("أضرم متظاهرون غاضبون النار في مقر البلدية بمدينة الناصرية", ["destruction"]),
        ("البرهان يعلن تحرير ود مدني", ["capture"]),
        ("طالبان تسيطر على قندوز", ["capture"]),
        ("حركة الشباب لا تزال تسيطر على بلدة جلب", ["hold"]),
        ("الحوثيون يسيطرون على معظم الشمال اليمني", ["hold"]),
    ],
)
def test_a_flash_stands(reader: RuleReader, text: str, kinds: list[str]) -> None:
    assert [claim.kind for claim in told(reader, text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "انفجار ضخم في الطلب على السيارات في الصين",
        "انفجار إطار شاحنة على الطريق الصحراوي بمصر",
        "اشتباكات بين مشجعي الفريقين في القاهرة",
        "معارك انتخابية في ولاية أوهايو",
        "ارتفاع حصيلة قتلى الفيضانات في درنة إلى 5 آلاف",
        "كشف الجيش الأمريكي عن صاروخ جديد يبلغ مداه 500 كيلومتر",
        "سدد المهاجم قذيفة صاروخية سكنت شباك الحارس في مباراة بالقاهرة",
        "انسحب المرشح من سباق الرئاسة في فرنسا",
        "حررت الشرطة 500 مخالفة مرورية في عمان",
        "انهار جسر قيد الإنشاء في الهند وأصيب عشرات العمال",
        "اختطف الموت الشاعر الكبير في دمشق",
        "توقع محللون سقوط مدينة الفاشر خلال أسابيع",
        "أعلنت إدارة مكافحة الحرائق في اليونان السيطرة على حرائق غابات قرب أثينا",
        "نشرت كتائب القسام أسماء 20 أسيرا إسرائيليا في غزة",
    ],
)
def test_words_of_war_that_tell_no_act(reader: RuleReader, text: str) -> None:
    assert not told(reader, text)


@pytest.mark.parametrize(
    ("text", "kind", "agent"),
    [
        ("أعلنت كتائب القسام تدمير دبابة ميركافا بقذيفة الياسين 105 في مخيم جباليا", "shelling", "hamas"),
        ("أعلنت سرايا القدس تدمير ناقلة جند بقذيفة مضادة للدروع شرق رفح", "shelling", "islamic-jihad"),
        ("دمرت كتائب القسام ناقلة جند بقذيفة الياسين في جباليا", "shelling", "hamas"),
        ("دمرت القوات الأوكرانية 12 دبابة روسية في باخموت", "clash", "ukraine"),
        ("تعاملت المضادات الأرضية للجيش السوداني مع مسيرات انتحارية في سماء عطبرة", "seizure", None),
        ("رصد حرس الحدود الأردني طائرة مسيرة قادمة من سوريا وتم إسقاطها داخل الأراضي الأردنية", "seizure", "jordan"),
        ("صادرت القوات الإيرانية ناقلة نفط في مضيق هرمز", "seizure", "iran"),
        ("أحبطت القوات هجوما انتحاريا قبل وقوعه في كابول", "seizure", None),
        ("أحرق مستوطنون، فجر اليوم الأربعاء، ثلاث سيارات في بلدة حوارة جنوب نابلس", "destruction", "settlers"),
        ("تبادلت روسيا وأوكرانيا 190 أسيرا بوساطة إماراتية", "agreement", "russia"),
        ("لاحقت القوات العراقية خلايا داعش في وادي حوران", "clash", "iraqi-government"),
        ("القصف الجوي والمدفعي الإسرائيلي على منطقة صور خلف خمسة قتلى", "airstrike", None),
        ("أمطر المتظاهرون قوات الأمن بالحجارة في بيروت", "riot", None),
        ("هوت مروحية للجيش بعد إصابتها بصاروخ محمول في ولاية كاشين", "clash", None),
    ],
)
def test_what_kind_a_rarer_word_tells(reader: RuleReader, text: str, kind: str, agent: str | None) -> None:
    (claim,) = told(reader, text)
    assert claim.kind == kind
    assert agent is None or agent in {mention.id for mention in claim.agents}


def test_people_who_live_in_what_was_struck_are_no_flight(reader: RuleReader) -> None:
    text = "قتل خمسة مدنيين في غارة إسرائيلية على مدرسة يقيم فيها 200 نازح في دير البلح"
    assert [claim.kind for claim in told(reader, text)] == ["airstrike"]


def test_an_act_is_owned_behind_its_day(reader: RuleReader) -> None:
    text = "تبنى تنظيم داعش أمس، الأحد 15 مايو/أيار، العملية التي استهدفت معسكرا للجيش في المكلا"
    assert "responsibility" in {claim.kind for claim in told(reader, text)}


def test_a_town_called_like_a_movement(reader: RuleReader) -> None:
    text = "اقتحمت قوات ترافقها مدرعات أمس مدينة الحراك في درعا وسط إطلاق رصاص كثيف"
    assert [claim.kind for claim in told(reader, text)] == ["advance"]


@pytest.mark.parametrize(
    "text",
    [
        "توعدت حركة حماس برد مزلزل على اغتيال قائدها في بيروت",
        "توعد حزب الله بالرد على اغتيال قائد ميداني في الضاحية الجنوبية",
        "تعهدت إسرائيل بالرد على هجوم إيراني بالصواريخ",
    ],
)
def test_who_threatens_an_answer_did_not_do_what_he_answers(reader: RuleReader, text: str) -> None:
    (claim,) = told(reader, text)
    assert claim.modality == "asserted"
    assert not claim.agents


def test_a_threatened_act_is_planned(reader: RuleReader) -> None:
    (claim,) = told(reader, "هدد الحوثيون بقصف مطار أبوظبي")
    assert (claim.kind, claim.modality) == ("shelling", "planned")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("قتل قائد ميداني في حزب الله باستهداف سيارته في النبطية", "hezbollah"),
        ("استشهد قائد في كتائب القسام باستهداف منزله في جباليا", "hamas"),
        ("مقتل قيادي في القاعدة باستهداف سيارته في مأرب", "aqap"),
    ],
)
def test_who_fell_by_an_act_did_not_do_it(reader: RuleReader, text: str, target: str) -> None:
    (claim,) = told(reader, text)
    assert not claim.agents
    assert target in {mention.id for mention in claim.targets}


def test_who_killed_by_an_act_did_it(reader: RuleReader) -> None:
    (claim,) = told(reader, "قتل الجيش الإسرائيلي قياديا في حزب الله باستهداف سيارته في صيدا")
    assert [mention.id for mention in claim.agents] == ["israel"]


def test_what_came_in_is_no_answer_of_guns(reader: RuleReader) -> None:
    text = "ورد سابقا، بحسب المصدر الطبي نفسه، أن خمسة قتلوا في قصف على الرقة"
    assert [claim.trigger.text for claim in told(reader, text)] == ["قصف"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("نفذ سلاح الجو الإثيوبي ضربة على سوق في ميكيلي", "airstrike"),
        ("وجه سلاح الجو الأردني ضربات لمهربين في السويداء", "airstrike"),
        ("هجوم بسكين في مدينة زولينغن يوقع ثلاثة قتلى", "killing"),
        ("سقط برج عسكري أوكراني بيد القوات الروسية في أفدييفكا", "capture"),
        ("أطلق الجنود قنابل الصوت على المصلين عند باب الأسباط في القدس", "clash"),
    ],
)
def test_whose_blow_and_with_what(reader: RuleReader, text: str, kind: str) -> None:
    assert [claim.kind for claim in told(reader, text)] == [kind]


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("لجأ عشرات الجنود الماليين إلى موريتانيا بعد هجوم على ثكنتهم في نارا", "clash", "mali"),
        ("أعلن الجيش التشادي مقتل خمسة من جنوده إثر هجوم على معسكرهم قرب بحيرة تشاد", "clash", "chad"),
    ],
)
def test_nobody_attacks_his_own(reader: RuleReader, text: str, kind: str, target: str) -> None:
    claim = next(claim for claim in told(reader, text) if claim.kind == kind)
    assert not claim.agents
    assert target in {mention.id for mention in claim.targets}


def test_who_closes_an_airport_did_not_strike_it(reader: RuleReader) -> None:
    (claim,) = told(reader, "علقت السلطات الرحلات في مطار بورتسودان بعد استهدافه بمسيرات")
    assert (claim.kind, claim.agents) == ("airstrike", ())


@pytest.mark.parametrize(
    "text",
    ["أطلقت شركة صينية صاروخا يحمل قمرا صناعيا", "يواصل الجيش الجزائري تدريباته على اقتحام المباني"],
)
def test_rehearsals_and_satellites(reader: RuleReader, text: str) -> None:
    assert not told(reader, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وفي سياق متصل أصيب طفل بانفجار لغم في دوما", "bombing"),
        ("أصيب طفل بانفجار قنبلة عنقودية من مخلفات الحرب في دوما", "bombing"),
        ("قتل راعيان بانفجار قذيفة من مخلفات القصف في ريف حماة", "bombing"),
        ("وقرب سنار قتل خمسة جنود في كمين", "clash"),
    ],
)
def test_words_that_begin_like_a_future_plan_nothing(reader: RuleReader, text: str, kind: str) -> None:
    (claim,) = told(reader, text)
    assert (claim.kind, claim.modality) == (kind, "asserted")


def test_what_is_answered_for_in_peace(reader: RuleReader) -> None:
    assert not told(reader, "حمل السكان الحكومة مسؤولية انقطاع الكهرباء في بغداد")
