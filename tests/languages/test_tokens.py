"""Tokens, and the clitics a word may carry."""

from __future__ import annotations

import pytest

from marsad.languages.arabic import fold, strip_proclitics, strip_suffixes, tokenize


def _folds(text: str) -> list[str]:
    return [token.fold for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12حزيران", ["12", "حزيران"]),
        ("بـ300 يورو", ["ب", "300", "يورو"]),
        ("#تنظيم_الدولة", ["#", "تنظيم", "الدوله"]),
        ("1,500 و2.5 و١٬٥٠٠", ["1,500", "و", "2.5", "و", "1,500"]),
        ("بنسبة 30% أو %30", ["بنسبه", "30%", "او", "%30"]),
        ("بقيمة 2,4 مليار", ["بقيمه", "2,4", "مليار"]),
        ("أعوام 2012,2013", ["اعوام", "2012", ",", "2013"]),
        ("1/7/2017", ["1", "/", "7", "/", "2017"]),
        ("الساعة 3:15", ["الساعه", "3", ":", "15"]),
        ("قال:«نعم».", ["قال", ":", '"', "نعم", '"', "."]),
        ("أ.ف.ب", ["ا", ".", "ف", ".", "ب"]),
        ("F-16", ["f", "-", "16"]),
        ("5² ½", ["5", "²", "½"]),
    ],
)
def test_text_is_cut_into_tokens(text: str, expected: list[str]) -> None:
    assert _folds(text) == expected


def test_offsets_are_those_of_the_stored_text() -> None:
    text = "قُتِلَ\u200f «١٬٥٠٠» شَخْصٍ"
    assert [text[token.start : token.end].strip("\u200f") for token in tokenize(text)] == ["قُتِلَ", "«", "١٬٥٠٠", "»", "شَخْصٍ"]
    assert [token.kind for token in tokenize(text)] == ["word", "quote", "number", "quote", "word"]
    assert tokenize(fold(text)) == tokenize(text)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("وبالجيش", "جيش"), ("للجيش", "جيش"), ("لليبيا", "ليبيا"), ("فالقوات", "قوات"), ("كالمدفعية", "مدفعيه"),
        ("وسيطر", "يطر"), ("سيقاتل", "يقاتل"),
        ("بحلب", "حلب"), ("ولحج", "لحج"), ("والي", "الي"),
    ],
)
def test_proclitics_are_offered(word: str, stem: str) -> None:
    from marsad.languages.arabic import fold_key

    assert stem in {found for _, found in strip_proclitics(fold_key(word))}


def test_no_stem_is_a_single_letter() -> None:
    assert strip_proclitics("وب") == (("", "وب"),)
    assert strip_proclitics("ال") == (("", "ال"),)


@pytest.mark.parametrize(
    ("word", "stem"),
    [("مدينتهم", "مدينه"), ("قواته", "قوات"), ("مقاتليهم", "مقاتلين"), ("مستشفاها", "مستشفي"), ("سيطرتها", "سيطره")],
)
def test_suffixes_are_offered(word: str, stem: str) -> None:
    assert stem in {found for found, _ in strip_suffixes(word)}
