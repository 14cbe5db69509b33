"""What must hold for any text at all: offsets, coverage, no crash."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.languages.arabic import (
    dispatch_day,
    find_numbers,
    find_times,
    fold,
    fold_key,
    passages,
    strip_proclitics,
    strip_suffixes,
    tokenize,
)

# Random Unicode finds the odd code points; random news words find the odd sentences.
WORDS = (
    "قُتِلَ", "و", "في", "من", "إلى", "منذ", "قبل", "بين", "خلال", "أكثر من", "نحو", "ثلاثة", "عشر", "وعشرين", "مئة",
    "ألف", "ألفا", "مليون", "ونصف", "عشرات", "بضع", "12", "١٬٥٠٠", "2.5", "%30", "1/7/2017", "2017", "يونيو",
    "(حزيران)", "كانون", "الأول", "الثاني", "رمضان", "1438هـ", "الجمعة", "والسبت", "أمس", "أول", "غداة", "الليلة",
    "الماضية", "الماضي", "المقبل", "الشهر", "الجاري", "هذا", "العام", "صيف", "الصيف", "مطلع", "منتصف", "أواخر",
    "يومين", "أيام", "الساعة", "3:15", "صباح", "ليل", "اليوم", "نفسه", "بعد", "على", "حتى", "الآن", "آخر", "أسبوع",
    "قريتين", "اثنين", "تنظيم_الدولة", "«داعش»", '"', "...", "…", ".", "أ. ف. ب", "د.", "!", "؟", "،", ":", "-", "/",
    "ـ", "ﷲ", "ﻻ", "\n", " ", "\u200f", "\xa0", "سيعقد", "شهري", "9999", "1000 سنة", "نصف",
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)
DAYS = st.one_of(st.none(), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), st.dates())


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_key(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert folded.offsets[-1] == len(text)
    assert all(a <= b for a, b in zip(folded.offsets, folded.offsets[1:], strict=False))
    for start in range(len(folded.text)):
        low, high = folded.original(start, start + 1)
        assert 0 <= low < high <= len(text)
        assert folded.text[start] in fold_key(text[low:high]) or text[low] == "ـ"


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_key(fold_key(text)) == fold_key(text)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_tokens_are_slices_in_order(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start or text[token.start : token.end] == text[end - (token.end - token.start) : end]
        assert token.start < token.end <= len(text)
        assert token.fold
        end = token.end


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_passages_hold_all_that_is_visible(text: str) -> None:
    spans = passages(text)
    end = 0
    for start, stop in spans:
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip() != ""
        end = stop
    assert not text[end:].strip()


@given(TEXTS, DAYS, DAYS)
@settings(max_examples=300, deadline=None)
def test_numbers_and_times_are_slices_in_order(text: str, dispatch: date | None, published: date | None) -> None:
    spans = (find_numbers(text), find_times(text, dispatch, published), find_times(text, dispatch, published, lean="future"))
    for found in spans:
        last = 0
        for span in found:
            assert span.text == text[span.start : span.end] != ""
            assert span.first >= last
            last = span.last
    for number in spans[0]:
        if number.low is not None and number.high is not None:
            assert number.low <= number.high
    for time in spans[1]:
        if time.edtf and "/" in time.edtf and ".." not in time.edtf:
            low, high = time.edtf.replace("~", "").split("/")
            assert low[: len(high)] <= high[: len(low)]


@given(TEXTS, TEXTS, DAYS)
@settings(max_examples=200, deadline=None)
def test_the_dispatch_is_never_after_its_printing(title: str, text: str, published: date | None) -> None:
    found = dispatch_day(title, f"{title}\n{text}", published)
    if published is not None:
        assert found is not None
        assert 0 <= (published - found).days <= 9


@given(st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_clitics_give_the_word_back(word: str) -> None:
    word = fold_key(word)
    assert strip_proclitics(word)[0] == ("", word)
    assert all(prefix + stem == word for prefix, stem in strip_proclitics(word))
    assert strip_suffixes(word)[0] == (word, "")


LONG = [
    "ا." * 6_000, "." * 10_000, '"..' * 4_000, "1,1" * 4_000, "ـ " * 6_000, "12 و" * 2_000, "منذ " * 2_000,
    "بين 5 و10 " * 1_000, "قبل ثلاثة " * 1_000, "ليل الجمعة السبت " * 700, "عشرين ألف " * 1_000, "من 5 إلى " * 1_000,
    "أمس " * 3_000, "1/1/" * 3_000, "9" * 10_000,
]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_one_long_line_is_read_through(text: str) -> None:
    """A parser that backtracks, or looks at each place again and again, would not come back from these."""
    assert fold(text).offsets[-1] == len(text)
    tokens = tokenize(text)
    assert passages(text)
    for found in (find_numbers(text, tokens), find_times(text, date(2017, 6, 30), tokens=tokens)):
        assert all(a.last <= b.first for a, b in pairwise(found))
    assert dispatch_day("", text, date(2017, 6, 30), tokens=tokens) is not None


TIMES = st.lists(
    st.sampled_from(
        (
            "منذ", "حتى", "إلى", "من", "بين", "و", "أمس", "أول من أمس", "اليوم", "غدا", "الخميس", "والجمعة", "السبت", "ذلك الحين", "مذاك",
            "12 يونيو", "3 مارس 2018", "الثالث من الشهر", "الثاني والعشرين منه", "عام 2016", "2019", "قبل ذلك بيومين", "غداة", "أيام العيد",
            "الأسبوع الماضي", "الشهر المقبل", "لليوم السادس", "خلال 24 ساعة", "نهاية", "صيف", "الليلة الماضية", "13-15 تموز", "يوليو", ".",
        )
    ),
    max_size=12,
).map(" ".join)


@given(TIMES, st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 1, 1)), st.integers(min_value=-9, max_value=9))
@settings(max_examples=300, deadline=None)
def test_no_stretch_ends_before_it_begins(text: str, dispatch: date, lag: int) -> None:
    printed = date.fromordinal(dispatch.toordinal() + lag)
    for found in find_times(text, dispatch, printed):
        for edtf in (found.edtf, found.core):
            low, slash, high = (edtf or "").replace("~", "").partition("/")
            if slash and ".." not in (low, high):
                size = min(len(low), len(high))
                assert low[:size] <= high[:size], (found, dispatch, printed)
