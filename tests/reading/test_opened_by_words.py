"""Wordings that open a claim, and what they are: raids into homes, campaigns, pursuits, refuge abroad, towns that fell, scuffles; and
truces that are refused, which open none."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading.judge import Judge
from marsad.reading.reader import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


@pytest.fixture(scope="module")
def credulous() -> RuleReader:
    """A reader that lets every draft stand."""
    return RuleReader(load_actors(), load_gazetteer(), Judge({}, 0.0))


def _kinds(reader: RuleReader, text: str) -> list[tuple[str, str]]:
    return [(claim.kind, claim.trigger.text) for claim in reader.read(Report("r", "", text, published="2016-05-10"))]


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("هاجمت مجموعة مسلحة فجرا مخفرا للشرطة في بلدة قرب السويداء.", "clash", "هاجمت"),
        ("هاجم مسلحون قرية في ولاية بلاتو النيجيرية ليلا.", "clash", "هاجم"),
        ("طاردت القوات العراقية مسلحي تنظيم داعش في صحراء الأنبار.", "clash", "طاردت"),
        ("شنت تركيا حملة على حزب العمال الكردستاني شمال العراق.", "clash", "حملة"),
        ("وأضاف أن المسلحين تحصنوا في قلعة الكرك بعد الهجوم.", "hold", "تحصنوا"),
        ("هرعت قوات من الجيش اللبناني إلى بلدة عرسال.", "deployment", "هرعت"),
        ("أعادت السلطات 300 عائلة نازحة إلى بلدة الكرمة.", "displacement", "أعادت"),
        ("وقال المحافظ إن 80 عائلة أعيدت إلى منازلها في تكريت.", "displacement", "أعيدت"),
        ("لجأ 150 من الجنود الأفغان إلى طاجيكستان بعد معارك عنيفة.", "withdraw", "لجأ"),
        ("مني الحوثيون بخسائر فادحة في الأرواح والعتاد في صعدة.", "casualties", "بخسائر"),
        ("أعلن ضابط أن مدينة كيسمايو سقطت بلا مقاومة تذكر.", "capture", "سقطت"),
        ("لقي ما لا يقل عن 90 مسلحا من جبهة النصرة وفصائل متحالفة معها في إدلب حتفهم.", "casualties", "لقي"),
        ("وقعت مواجهات بين الشرطة التركية ومتظاهرين أكراد في وان.", "riot", "مواجهات"),
        ("انتهت الجلسة إلى اشتباك بالأيدي بين أعضاء المجلس في البصرة.", "riot", "اشتباك"),
    ],
)
def test_opened(credulous: RuleReader, text: str, kind: str, trigger: str) -> None:
    found = _kinds(credulous, text)
    assert any(k == kind and t.startswith(trigger) for k, t in found), found


@pytest.mark.parametrize(
    "text",
    [
        "داهم جنود الاحتلال فجرا منازل في بلدة دورا غرب الخليل.",
        "داهمت قوة من الشرطة الاتحادية ليلا قرية قرب الحويجة بثلاث عربات عسكرية.",
        "واصلت قوات الاحتلال مداهماتها لمناطق متفرقة من مدينة نابلس.",
    ],
)
def test_raids_into_homes_enter_places(credulous: RuleReader, text: str) -> None:
    assert {kind for kind, _ in _kinds(credulous, text)} == {"advance"}


@pytest.mark.parametrize(
    "text",
    [
        "رفضت حركة الشباب هدنة اقترحها شيوخ القبائل.",
        "رفض قائد القوات الحكومية وقف إطلاق النار في تعز.",
        "واتهم الوسطاء الحوثيين برفض صفقة تبادل الأسرى.",
    ],
)
def test_a_truce_refused_is_none(credulous: RuleReader, text: str) -> None:
    assert "agreement" not in {kind for kind, _ in _kinds(credulous, text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("سقطت قذائف على مدينة أعزاز أمس.", "capture"),
        ("داهمت السيول قرية في حضرموت فجرا.", "advance"),
        ("لجأت الحكومة إلى المفاوضات مع مسلحي الحركة في الرقة.", "withdraw"),
        ("تستمر الجهود لإعادة أسر أخرى إلى الأنبار بعد طرد داعش.", "abduction"),
        ("لم يسفر القصف عن أضرار مادية في مدينة إربد.", "destruction"),
        ("سقطت منطقة الساحل في ظلام دامس بعد القصف.", "capture"),
        ("شنت القناة حملة إعلامية على حزب الله في لبنان.", "clash"),
    ],
)
def test_not_opened(credulous: RuleReader, text: str, kind: str) -> None:
    assert kind not in {k for k, _ in _kinds(credulous, text)}


def test_lead_that_names_both_sides_is_not_told_again_by_who_is_lent_them(reader: RuleReader) -> None:
    """The body tells a lead again where its own sentence names the sides; what it has of the lead tells nothing again."""
    lead = "اندلعت اشتباكات عنيفة مساء الأحد بين الجيش المصري وتنظيم ولاية سيناء في مدينة الشيخ زويد."
    body = " وقال مصدر طبي إن ثلاثة جنود قتلوا في {}."
    title = "اشتباكات في سيناء"

    def clashes(text: str) -> int:
        claims = reader.read(Report("r", title, f"{title}\n{text}", published="2016-05-10"))
        return sum(claim.kind == "clash" for claim in claims)

    assert clashes(lead + body.format("الاشتباكات")) == 2
    assert clashes(lead + body.format("الاشتباكات بين الجيش المصري وتنظيم ولاية سيناء في مدينة الشيخ زويد")) == 1
