"""Passages: where a sentence of a newspaper ends, and where it does not."""

from __future__ import annotations

import pytest

from marsad.languages.arabic import passages


def _cut(text: str) -> list[str]:
    stored = f"عنوان\n{text}"
    return [stored[start:end] for start, end in passages(stored)][1:]


@pytest.mark.parametrize(
    "text",
    [
        "قال المصدر لوكالة أ. ف. ب. إن الجيش دخل البلدة.",
        "نقلت أ.ف.ب. عن شهود أن القصف توقف.",
        "التقى د. سالم الوفد، وشكره.",
        "بلغت النسبة 99.97 في المئة، وفق البيان؛ وكانت 80.5.",
        "دخلت القوات القرية، وفق ما أكد المرصد: سيطرت عليها، ثم خرجت.",
        "قال: «سنبقى... حتى النهاية» ثم غادر.",
        "قال “سنبقى… هنا” وغادر.",
        "نشر الخبر على www.example.com وعلى غيره.",
        "قُتل خمسة (؟) في الغارة.",
        "نقلت وكالة (أ. ف. ب) الخبر.",
        "1. دخول المساعدات",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert _cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دخلت القوات البلدة. وانسحب المسلحون منها.", ["دخلت القوات البلدة.", "وانسحب المسلحون منها."]),
        ("من قصف البلدة؟ لا أحد يعلم!", ["من قصف البلدة؟", "لا أحد يعلم!"]),
        ("توقف القصف.وعاد السكان", ["توقف القصف.", "وعاد السكان"]),
        ("وقع ذلك عام 2015.وقال", ["وقع ذلك عام 2015.", "وقال"]),
        ("قال «انتهت المعركة.» وأضاف أنه باق.", ["قال «انتهت المعركة.»", "وأضاف أنه باق."]),
        ("قال “انتهت”. “سنعود”.", ["قال “انتهت”.", "“سنعود”."]),
        ("سطر أول\nسطر ثان\r\nثالث", ["سطر أول", "سطر ثان", "ثالث"]),
        ("انتهى الهجوم... وعاد الهدوء", ["انتهى الهجوم...", "وعاد الهدوء"]),
        ("هل انتهى؟! نعم.", ["هل انتهى؟!", "نعم."]),
        ("نقل الخبر أ. ف. ب. وقال مصدر إنه صحيح.", ["نقل الخبر أ. ف. ب.", "وقال مصدر إنه صحيح."]),
    ],
)
def test_sentences_are_parted(text: str, expected: list[str]) -> None:
    assert _cut(text) == expected


def test_the_title_is_one_passage_of_its_own() -> None:
    text = "قصف على البلدة.. وقتلى! والسكان ينزحون\nقال شهود إن القصف بدأ فجرا. وتوقف ظهرا."
    assert [text[a:b] for a, b in passages(text)] == [
        "قصف على البلدة.. وقتلى! والسكان ينزحون", "قال شهود إن القصف بدأ فجرا.", "وتوقف ظهرا.",
    ]


def test_an_empty_title_makes_no_passage() -> None:
    text = "\nدخلت القوات البلدة."
    assert [text[a:b] for a, b in passages(text)] == ["دخلت القوات البلدة."]


def test_marks_alone_stay_with_the_sentence_before() -> None:
    assert _cut("دخلت القوات البلدة. *** ") == ["دخلت القوات البلدة. ***"]
