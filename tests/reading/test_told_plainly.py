"""Acts told in one plain sentence, whom fighting drove out or killed, and what looks like them."""

from __future__ import annotations

import pytest

from marsad.model import Claim, Report
from marsad.reading import RuleReader


def told(reader: RuleReader, text: str, title: str = "") -> list[Claim]:
    """The claims of a report that is no more than `title` and `text`."""
    whole = f"{title}\n{text}" if title else text
    return list(reader.read(Report("r", title, whole, published="2024-06-30")))


@pytest.mark.parametrize(
    ("text", "kind", "toll"),
    [
        ("تسببت الاشتباكات القبلية في ولاية شرق دارفور بمقتل 27 شخصا.", "clash", ("killed", 27)),
        ("هجر القتال تسعة آلاف عائلة من مدينة الرمادي.", "displacement", ("displaced", 9000)),
        ("أجبرت المعارك آلافا على النزوح من مدينة بابنوسة.", "displacement", ("displaced", 2000)),
        ("دفعت الاشتباكات في مدينة زالنجي مئات الأسر إلى الفرار نحو تشاد.", "displacement", ("displaced", 200)),
        ("عاد ألفا نازح إلى بلدة حلفايا.", "displacement", None),
        ("عادت 300 أسرة نازحة إلى مدينة القائم.", "displacement", None),
        ("هاجم تنظيم الشباب مدينة بلدوين فجر الخميس.", "clash", None),
        ("شهدت مدن شمال تشاد مواجهات قبلية.", "clash", None),
        ("أبرم طرفا النزاع اتفاقا لوقف إطلاق النار في مدينة جوبا.", "agreement", None),
        ("عثر على مقبرة جماعية في مدينة سنجار تضم 40 جثة.", "finding", None),
        ("صواريخ حوثية على حيفا.", "shelling", None),
        ("إم 23 تدخل غوما.", "advance", None),
        ("حركة طالبان تدخل مدينة هرات.", "advance", None),
    ],
)
def test_a_plain_sentence_is_believed(reader: RuleReader, text: str, kind: str, toll: tuple[str, float] | None) -> None:
    claims = told(reader, text)
    assert [claim.kind for claim in claims] == [kind]
    assert toll is None or toll in {(q.what, q.low) for q in claims[0].quantities}


@pytest.mark.parametrize(
    "text",
    [
        "فر 70 سجينا من سجن في مدينة لاغوس بعد انهيار جدار.",
        "أحبطت الجمارك محاولة تهريب أدوية في ميناء جدة.",
        "أجبرت الفيضانات آلاف السكان على النزوح من بيوتهم في بنغلادش.",
        "هجر المزارعون أراضيهم بسبب الجفاف.",
        "صواريخ باتريوت إلى بولندا.",
        "تدخل اتفاقية التجارة حيز التنفيذ الشهر المقبل.",
        "وقعت الشركة اتفاقا مع وزارة الطاقة لبناء محطة كهرباء.",
    ],
)
def test_what_looks_like_an_act_tells_none(reader: RuleReader, text: str) -> None:
    assert told(reader, text) == []


def test_a_militia_of_mobilised_men_is_no_crowd(reader: RuleReader) -> None:
    claims = told(reader, "هاجم تنظيم داعش نقطة للحشد الشعبي في محافظة صلاح الدين.")
    assert [claim.kind for claim in claims] == ["clash"]


def test_smuggled_arms_are_seized(reader: RuleReader) -> None:
    claims = told(reader, "أحبط حرس الحدود محاولة تهريب أسلحة وذخائر قرب مدينة العريش.")
    assert [claim.kind for claim in claims] == ["seizure"]


def test_a_body_in_the_headline_s_words_is_told_once(reader: RuleReader) -> None:
    line = "قتل 18 شخصا في هجوم شنه مسلحون على قرية في ولاية كادونا"
    claims = told(reader, f"{line}.", title=line)
    assert [claim.kind for claim in claims] == ["killing"]
    assert claims[0].start > len(line)
