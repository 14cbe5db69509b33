"""Numbers of news Arabic, in our own words; and the shared examples."""

from __future__ import annotations

import json

import pytest

from marsad.languages.arabic import find_numbers

CASES = [
    # text, low, high, kind
    ("مقتل أربعين شخصا", 40, 40, "cardinal"),
    ("إصابة أكثر من 40 شخصا", 40, None, "cardinal"),
    ("ما لا يقل عن ثلاثة آلاف ومئتين وخمسين نازحا", 3250, None, "cardinal"),
    ("30 قتيلا على الأقل", 30, None, "cardinal"),
    ("أقل من عشرين غارة", None, 20, "cardinal"),
    ("مئتي ألف لاجئ", 200_000, 200_000, "cardinal"),
    ("مائتي ألف وثلاثمائة", 200_300, 200_300, "cardinal"),
    ("ثلاث مئة وخمسة وعشرين مدنيا", 325, 325, "cardinal"),
    ("إحدى عشرة قرية", 11, 11, "cardinal"),
    ("اثنا عشر جنديا", 12, 12, "cardinal"),
    ("تسعة عشر صاروخا", 19, 19, "cardinal"),
    ("20 ألفا", 20_000, 20_000, "cardinal"),
    ("1.5 مليون نسمة", 1_500_000, 1_500_000, "cardinal"),
    ("2,4 مليار دولار", 2_400_000_000, 2_400_000_000, "cardinal"),
    ("مليون ونصف المليون لاجئ", 1_500_000, 1_500_000, "cardinal"),
    ("نصف مليون طفل", 500_000, 500_000, "cardinal"),
    ("ألفان من المقاتلين", 2000, 2000, "cardinal"),
    ("ثلاثة وعشرين ألفا و500 شخص", 23_500, 23_500, "cardinal"),
    ("مئة وخمسة قتلى", 105, 105, "cardinal"),
    ("قذيفتين على السوق", 2, 2, "dual"),
    ("قتل شخصان", 2, 2, "dual"),
    ("في قريتي الزهراء والنور", 2, 2, "dual"),
    ("مقتل مسلحان", 2, 2, "dual"),
    ("مقتل ضابطين تركيين", 2, 2, "dual"),
    ("مقتل ضابطي صف", 2, 2, "dual"),
    ("تدمير موقعي صاروخ وهاون", 2, 2, "dual"),
    ("عشرات القتلى", 20, 99, "vague"),
    ("العشرات", 20, 99, "vague"),
    ("مئات المدنيين", 200, 999, "vague"),
    ("آلاف النازحين", 2000, 9999, "vague"),
    ("عشرات الآلاف من السكان", 20_000, 99_999, "vague"),
    ("بضعة أيام", 3, 9, "vague"),
    ("بضع مئات", 300, 999, "vague"),
    ("عدة غارات", None, None, "open"),
    ("عدد من القرى", None, None, "open"),
    ("عدد كبير من الآليات", None, None, "open"),
    ("بين 5 و10 قذائف", 5, 10, "range"),
    ("ما بين خمسة وعشرة قتلى", 5, 10, "range"),
    ("بين خمسة وعشرين شخصا", 5, 20, "range"),
    ("بين 5 و10 آلاف", 5000, 10_000, "range"),
    ("من 5 إلى 10 غارات", 5, 10, "range"),
    ("5-10 أشخاص", 5, 10, "range"),
    ("أحد عناصر الجماعة", 1, 1, "one"),
    ("نصف المدينة", 0.5, 0.5, "fraction"),
    ("أكثر من ثلثي البلاد", 0.6667, None, "fraction"),
    ("اللواء السادس", 6, 6, "ordinal"),
    ("الحادي والعشرين من الشهر", 21, 21, "ordinal"),
    ("الفرقة الثانية عشرة", 12, 12, "ordinal"),
    ("ثلاثون ونيف", 30, 39, "vague"),
]


@pytest.mark.parametrize(("text", "low", "high", "kind"), CASES)
def test_a_number_is_read(text: str, low: float | None, high: float | None, kind: str) -> None:
    found = find_numbers(text)
    assert [(one.low, one.high, one.kind) for one in found] == [(low, high, kind)]


@pytest.mark.parametrize("text", ["30%", "%30", "30 %", "٣٠٪", "30 في المئة", "ثلاثين بالمائة", "30 بالمئة"])
def test_percent(text: str) -> None:
    (found,) = find_numbers(text)
    assert (found.low, found.high, found.percent) == (30, 30, True)


@pytest.mark.parametrize("text", ["نحو 30 شخصا", "حوالى ثلاثين شخصا", "قرابة 30 شخصا", "30 شخصا تقريبا"])
def test_about(text: str) -> None:
    (found,) = find_numbers(text)
    assert (found.low, found.high, found.approximate) == (30, 30, True)


def test_a_change_is_two_numbers() -> None:
    assert [one.low for one in find_numbers("ارتفعت الحصيلة من 5 إلى 10 قتلى")] == [5, 10]


def test_counts_in_a_row_stay_apart() -> None:
    found = find_numbers("مقتل ضابط وثلاثة جنود وإصابة 5 آخرين على الأقل")
    assert [(one.text, one.low, one.high, one.unit) for one in found] == [
        ("ثلاثة", 3, 3, "جندي"), ("5", 5, None, "اخر"),
    ]


@pytest.mark.parametrize(
    "text",
    ["المسلحين في البلدة", "قيل أحد", "واحة خضراء", "الأحد الماضي", "إلى ذلك", "سيارات", "ثمن باهظ",
     "كميات كبيرة", "كمية من السلاح", "طالبان تهاجم", "العاملين في البلدة", "لا أحد ينتظر", "البعض يقول", "القرار 2216",
     "البنك المركزي", "هجومي", "اف-16", "المادة 51"],
)
def test_no_number_is_seen(text: str) -> None:
    assert [one for one in find_numbers(text) if one.kind != "ordinal"] == []


@pytest.mark.parametrize(
    ("text", "unit", "group"),
    [
        ("20 قتيلا", "قتيل", "person"), ("خمس من القرى", "قريه", "place"), ("ثلاث سيارات", "سياره", "vehicle"),
        ("جندي واحد", "جندي", "person"), ("إصابة اثنين", "", ""), ("جنديان اثنان", "جندي", "person"),
        ("17 قرية وبلدة", "قريه", "place"), ("60 كم", "كم", "measure"), ("5 أيام", "يوم", "time"),
    ],
)
def test_what_is_counted(text: str, unit: str, group: str) -> None:
    (found,) = [one for one in find_numbers(text) if one.low]
    assert (found.unit, found.group) == (unit, group)


def test_a_bullet_is_no_minus() -> None:
    assert [one.low for one in find_numbers("-5 قتلى")] == [5]
    assert [one.low for one in find_numbers("-1.2")] == [-1.2]


@pytest.mark.shared
@pytest.mark.parametrize(("name", "ordinal", "floor"), [("numeral_ar", False, 0.98), ("ordinal_ar", True, 1.0)])
def test_shared_examples(shared, name: str, ordinal: bool, floor: float) -> None:  # type: ignore[no-untyped-def]
    rows = [json.loads(line) for line in (shared / "examples" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    right = 0
    for row in rows:
        wanted = float(row["expr"].split()[1].strip("()"))
        found = find_numbers(row["text"])
        right += len(found) == 1 and found[0].low == wanted and (found[0].kind == "ordinal") == ordinal
    assert right / len(rows) >= floor, f"{right} of {len(rows)}"
