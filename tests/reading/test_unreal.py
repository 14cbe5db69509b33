"""Figures of speech, aims, mishaps, families, flags and particles make no claim; the same words make one where they tell."""

from __future__ import annotations

import pytest

from marsad.languages.arabic.lexicon import read_toml
from marsad.model import Claim, Report
from marsad.reading import RuleReader
from marsad.reading.triggers.frames import load_frames
from marsad.reading.triggers.unreal import plain_forms


def read(reader: RuleReader, text: str) -> list[Claim]:
    return reader.read(Report("r", "", text, published="2017-07-01"))


WAR = " وقصفت قوات النظام السوري حي جوبر في دمشق بالمدفعية."
"""A second sentence that makes the report one of war, so that no climate of peace hides the first."""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("فقد أعلن الجيش السوري في حلب برنامج الاحتفال.", "withdraw"),
        ("تحتاج تركيا إلى حلفاء لمواجهة تنظيم داعش في سوريا.", "clash"),
        ("بحث الوزيران كيفية مواجهة تنظيم داعش في العراق.", "clash"),
        ("خاض نواب حزب الله معركة الانتخابات في بيروت.", "clash"),
        ("يريد الحوثيون استعادة السيادة على قرارهم في اليمن.", "capture"),
        ("سيطر الملف اليمني على لقاء الوزيرين في عدن.", "capture"),
        ("تخلت تركيا عن معارضتها لدخول الوفد إلى سوريا.", "withdraw"),
        ("تراجعت أسعار النفط في العراق بسبب داعش.", "withdraw"),
        ("تبنى مجلس النواب العراقي المقترح في بغداد بشأن داعش.", "responsibility"),
        ("أعرب المسؤول الإماراتي عن أمله في أن يعم السلام مدينة عدن بعد قتل المدنيين.", "responsibility"),
        ("أعرب السكان عن شكرهم للدعم الذي تقدمه السعودية في عدن.", "advance"),
        ("يخشى المقاتلون في حلب على أسرهم وعلى المنطقة بأسرها من داعش.", "abduction"),
        ("رفع العلم الكوبي على السفارة في واشنطن.", "capture"),
        ("لقي 19 شخصا حتفهم في الفيضانات والسيول في باكستان.", "casualties"),
        ("حكم الرئيس الراحل صدام حسين العراق سنوات.", "riot"),
        ("سلمت الخارجية السفير الإيراني في المنامة مذكرة احتجاج.", "protest"),
        ("كانت القرى تحت سيطرة تنظيم داعش في ريف حلب.", "hold"),
        ("أسقط النظام السوري براميل على مدينة الزبداني.", "seizure"),
        ("أخلت قوات الأمن العراقية في بغداد سبيل الشاب.", "withdraw"),
        ("احتلت شركة الطيران في تركيا المركز الخامس بين شركات داعش.", "capture"),
        ("أطلقت الصين الصاروخ الحامل من إقليم سيتشوان ليضع القمر في مداره.", "shelling"),
        ("اتهمت المعارضة في بغداد الحكومة العراقية بالفساد.", "responsibility"),
        ("دخل السعودية مرتين بجواز سفر مزور من سوريا.", "advance"),
        ("قال المحلل إن قتال داعش في العراق لا يكفي.", "clash"),
        ("قصفت طائرات مواقع في درعا ولم ترد معلومات عن طائرات أخرى.", "killing"),
        ("قال قادة لجان المقاومة في عدن إنهم 50 شخصا.", "displacement"),
        ("لا يزالون في المستشفيات بعد إصابة 29 منهم في أنقرة.", "destruction"),
        ("ألقى مسلحون خمس قنابل على ثكنة في ديار بكر.", "arrest"),
        ("وجهت السلطات فرقة البحث والإنقاذ إلى شاطئ عدن.", "deployment"),
        ("ينص القانون على عقوبة الإعدام ضد الإرهابيين في تونس.", "killing"),
    ],
)
def test_it_only_looks_like_an_act(reader: RuleReader, text: str, kind: str) -> None:
    assert kind not in [claim.kind for claim in read(reader, text + WAR) if claim.start < len(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("فقد الجيش السوري مدينة إدلب الأسبوع الماضي.", "withdraw"),
        ("اندلعت مواجهات بين الجيش العراقي وتنظيم داعش في الرمادي.", "clash"),
        ("قتل خمسة مسلحين خلال مواجهة قوات الأمن لهم في عدن.", "clash"),
        ("استعاد الجيش العراقي مدينة الرمادي من تنظيم داعش.", "capture"),
        ("تخلت قوات النظام السوري عن مواقعها في مدينة تدمر.", "withdraw"),
        ("تبنى تنظيم داعش التفجير في الكويت.", "responsibility"),
        ("تبنت الحركة في بيان نشرته مساء الخميس على موقعها قتل شرطيين في ديار بكر.", "responsibility"),
        ("القوات العراقية التي تتقدم باتجاه حي التأميم في الرمادي ترافقها دبابات.", "advance"),
        ("تقدمت قوات المقاومة في حي التواهي في عدن.", "advance"),
        ("أسرت المقاومة الشعبية 40 من المسلحين الحوثيين في أبين.", "abduction"),
        ("نفذ تنظيم داعش حكم الإعدام في أربعة سائقين في الشرقاط.", "killing"),
        ("دخلت القوات التركية مدينة جرابلس في سوريا فجر الخميس.", "advance"),
        ("اتهمت المعارضة السورية النظام بقصف المدنيين في حلب.", "responsibility"),
        ("دار قتال بين الجيش العراقي وداعش في الرمادي.", "clash"),
        ("ألقت الشرطة العراقية القبض على خمسة مسلحين في بغداد.", "arrest"),
        ("أرسلت تركيا قوات إلى الحدود مع سوريا.", "deployment"),
        ("قتل خمسة جنود رغم الأمطار الغزيرة في تعز.", "casualties"),
        ("يسيطر تنظيم داعش على مدينة الرقة.", "hold"),
    ],
)
def test_the_same_words_that_tell(reader: RuleReader, text: str, kind: str) -> None:
    assert kind in [claim.kind for claim in read(reader, text + WAR)]


@pytest.mark.parametrize(("word", "form"), [("والسياده", "سياده"), ("بسيادتها", "سياده"), ("للازمات", "ازمات"), ("قراراتهم", "قرارات")])
def test_plain_forms(word: str, form: str) -> None:
    assert form in set(plain_forms(word))


def test_signs_are_named_and_weighed(reader: RuleReader) -> None:
    from marsad.reading.judge import Judge

    text = "هل نحن مستعدون؟ إذا هاجم تنظيم داعش مدينة عدن فعلينا أن نستعد لمواجهة الخطر."
    names = {"air:asked", "sign:ours", "sign:ours-unsourced"}
    judge = Judge({"bias": 1.0, **dict.fromkeys(names, 0.5)}, 0.0)
    from marsad.registry.actors import load_actors
    from marsad.registry.places import load_gazetteer

    told = read(RuleReader(load_actors(), load_gazetteer(), judge), text)
    assert any(names <= {feature.name for feature in claim.features} for claim in told)


def test_idioms_are_of_frames_that_there_are() -> None:
    frames = load_frames()
    known = {frame.id for table in (frames.verbs, frames.nouns, frames.words) for many in table.values() for frame in many}
    assert {name for row in read_toml("unreal.toml")["idiom"] for name in row["frames"]} <= known
