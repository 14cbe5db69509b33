"""Folding: which spellings are one, and the way back."""

from __future__ import annotations

import pytest

from marsad.languages.arabic import fold, fold_key


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        (("إلى", "الى", "الي", "إلي", "اِلى"), "الي"),
        (("قُتِلَ", "قـتـل", "قتل", "قَتّلَ"), "قتل"),
        (("السوري", "السورى", "السوری"), "السوري"),
        (("مئة", "مِئَة", "مئه"), "ميه"),
        (("مسؤول", "مسوول"), "مسوول"),
        (("كردستان", "کردستان"), "كردستان"),
        (("لابد", "\ufefb\ufe91\ufeaa"), "لابد"),
        (("الله", "\ufdf2"), "الله"),
        (("آذار", "أذار", "اذار", "ا\u0653ذار"), "اذار"),
        (("«داعش»", "“داعش”", "‹داعش›", '"داعش"', "'داعش'", "„داعش‟"), '"داعش"'),
        (("1500", "١٥٠٠", "۱۵۰۰", "１５００"), "1500"),
        (("١٬٥٠٠", "1,500"), "1,500"),
        (("٢٫٥", "2.5"), "2.5"),
        (("٪30", "%٣٠"), "%30"),
        (("حمص – حماة", "حمص—حماة".replace("—", " — "), "حمص ـ حماة"), "حمص - حماه"),
        (("في\u00a0حلب", "في\u2009حلب", "في حلب"), "في حلب"),
        (("\u200fحلب\u200e", "\u202bحلب\u202c", "ح\u200cلب", "\ufeffحلب"), "حلب"),
        (("هٰذا", "هذا"), "هذا"),
        (("فيديو", "ڤيديو"), "فيديو"),
        (("AFP", "afp", "ＡＦＰ"), "afp"),
    ],
)
def test_spellings_are_one(spellings: tuple[str, ...], folded: str) -> None:
    assert {fold_key(spelling) for spelling in spellings} == {folded}


@pytest.mark.parametrize(("one", "other"), [("شيء", "شي"), ("قتل", "قاتل"), ("حلب", "حلبة"), ("١٥", "٥١"), ("...", "…")])
def test_words_stay_apart(one: str, other: str) -> None:
    assert fold_key(one) != fold_key(other)


def test_a_span_goes_back_with_its_marks() -> None:
    text = "دخلت قُوَّاتُـــهُ حلب"
    folded = fold(text)
    start = folded.text.index("قواته")
    assert folded.slice(start, start + 5) == "قُوَّاتُـــهُ"
    assert folded.slice(start, start + 2) == "قُوَّ"


def test_a_part_of_a_ligature_goes_back_to_the_whole() -> None:
    folded = fold("و\ufefbية")
    assert folded.text == "ولايه"
    assert folded.original(1, 2) == (1, 2)
    assert folded.original(2, 3) == (1, 2)
    assert folded.original(0, 5) == (0, 4)


def test_an_empty_span_stays_empty_and_a_foreign_one_is_refused() -> None:
    folded = fold("حلب")
    assert folded.original(1, 1) == (1, 1)
    assert folded.original(3, 3) == (3, 3)
    with pytest.raises(IndexError):
        folded.original(0, 9)
