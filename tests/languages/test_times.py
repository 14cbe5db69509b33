"""Times by rules 7 and 8 of the codebook, in our own words; and the shared examples."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from marsad.languages.arabic import find_times, tokenize

DISPATCH = date(2017, 6, 30)  # a Friday
PRINTED = date(2017, 7, 1)

# What a sentence says, read on Friday 30 June 2017, printed on Saturday.
CASES = [
    ("دخلت القوات البلدة الجمعة", "2017-06-30"),
    ("قصف الطيران الحي الخميس", "2017-06-29"),
    ("انسحبوا السبت", "2017-06-24"),
    ("هاجموا الحاجز يوم الثلاثاء الماضي", "2017-06-27"),
    ("انسحبوا الجمعة الماضي", "2017-06-23"),
    ("أمس", "2017-06-30"),
    ("مساء أمس الأول", "2017-06-29"),
    ("أول من أمس", "2017-06-29"),
    ("أمس الخميس", "2017-06-29"),
    ("أمس (الجمعة)", "2017-06-30"),
    ("اليوم (الجمعة)", "2017-06-30"),
    ("فجر اليوم", "2017-06-30"),
    ("صباح الأربعاء", "2017-06-28"),
    ("بعد ظهر الخميس", "2017-06-29"),
    ("في ساعة متأخرة من مساء الثلاثاء", "2017-06-27"),
    ("هذا الصباح", "2017-06-30"),
    ("الليلة الماضية", "2017-06-29/2017-06-30"),
    ("ليل الخميس الجمعة", "2017-06-29/2017-06-30"),
    ("بعد منتصف ليل الأربعاء - الخميس", "2017-06-28/2017-06-29"),
    ("الخميس والجمعة", "2017-06-29/2017-06-30"),
    ("السادس من الشهر الحالي", "2017-06-06"),
    ("في الحادي والعشرين من الشهر الماضي", "2017-05-21"),
    ("20 الجاري", "2017-06-20"),
    ("12 يونيو", "2017-06-12"),
    ("12حزيران", "2017-06-12"),
    ("في 26 ديسمبر", "2016-12-26"),
    ("4 أبريل 2015", "2015-04-04"),
    ("10 حزيران/يونيو من العام الماضي", "2016-06-10"),
    ("15 يونيو (حزيران)", "2017-06-15"),
    ("في 26 آذار - مارس الماضي", "2017-03-26"),
    ("العاشر من كانون الثاني/يناير", "2017-01-10"),
    ("الثالث من تشرين الثاني", "2016-11-03"),
    ("3 غشت", "2016-08-03"),
    ("5 جويلية 2014", "2014-07-05"),
    ("الأحد 25 حزيران", "2017-06-25"),
    ("الخميس الموافق 22 يونيو 2017", "2017-06-22"),
    ("1/6/2017", "2017-06-01"),
    ("2017-06-12", "2017-06-12"),
    ("في مارس 2011", "2011-03"),
    ("في ديسمبر الماضي", "2016-12"),
    ("في شباط", "2017-02"),
    ("الشهر الجاري", "2017-06"),
    ("الشهر المنصرم", "2017-05"),
    ("مطلع عام 2015", "2015-01"),
    ("نهاية العام الماضي", "2016-12"),
    ("منتصف الشهر الماضي", "2017-05-15~"),
    ("أوائل مايو (أيار) من العام الحالي", "2017-05"),
    ("العام الماضي", "2016"),
    ("في 2014 دخلوا", "2014"),
    ("عام ألفين وأربعة عشر", "2014"),
    ("الصيف الماضي", "2016-06/2016-08"),
    ("صيف 2012", "2012-06/2012-08"),
    ("صيف العام الماضي", "2016-06/2016-08"),
    ("شتاء 2013", "2013-12/2014-02"),
    ("الأسبوع الماضي", "2017-06-19/2017-06-25"),
    ("هذا الأسبوع", "2017-06-26/2017-07-02"),
    ("قبل يومين", "2017-06-28"),
    ("قبل ثلاثة أيام", "2017-06-27"),
    ("قبل أسبوع", "2017-06-23"),
    ("قبل نحو أسبوعين", "2017-06-16~"),
    ("قبل أربعة أشهر", "2017-02~"),
    ("قبل عام تقريبا", "2016-06~"),
    ("قبل 3 سنوات", "2014~"),
    ("خلال اليومين الماضيين", "2017-06-28/2017-06-29"),
    ("خلال الـ24 ساعة الماضية", "2017-06-29/2017-06-30"),
    ("خلال الساعات الماضية", "2017-06-30"),
    ("منذ 2009", "2009/2017-06-30"),
    ("منذ مطلع عام 2015", "2015-01/2017-06-30"),
    ("منذ أسبوع", "2017-06-23/2017-06-30"),
    ("منذ دخولهم المدينة في 10 حزيران/يونيو 2014", "2014-06-10/2017-06-30"),
    ("بين 2012 و2014", "2012/2014"),
    ("بين عامي 2012 و2014", "2012/2014"),
    ("بين يونيو وأغسطس 2014", "2014-06/2014-08"),
    ("من 5 إلى 7 يونيو", "2017-06-05/2017-06-07"),
    ("من 29 مايو إلى 3 يونيو 2017", "2017-05-29/2017-06-03"),
    ("يومي 5 و6 يونيو", "2017-06-05/2017-06-06"),
    ("النصف الأول من العام الجاري", "2017-01/2017-06"),
    ("تسعينيات القرن الماضي", "1990/1999"),
    ("15 رمضان 1438هـ", "2017-06-10~"),
    ("في الخامس من شوال", "2017-06-29~"),
    ("الساعة 1:50 من صباح الثلاثاء", "2017-06-27"),
    ("غدا", "2017-07-01"),
    ("الاثنين المقبل", "2017-07-03"),
    ("سيعقد اجتماع في 12 يوليو", "2017-07-12"),
    ("آخر خميس من شهر مايو", "2017-05-25"),
    ("قبل أشهر", None),
    ("منذ سنوات", None),
    ("في الأشهر الأخيرة", None),
    ("لمدة خمسة أيام", None),
    ("الساعة 12:30 ظهرا", None),
]


@pytest.mark.parametrize(("text", "edtf"), CASES)
def test_a_time_is_resolved(text: str, edtf: str | None) -> None:
    assert [one.edtf for one in find_times(text, DISPATCH, PRINTED)] == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "مارس ضغوطا على الحكومة", "في 2000 منزل", "قناة روسيا اليوم", "بعد صلاة الجمعة", "أحد عشر جنديا", "من بين القتلى",
        "الحرب العالمية الثانية", "قصر 22 مايو", "لواء 17 فبراير", "أب لطفلين", "صفر إصابات", "الربيع العربي",
    ],
)
def test_no_time_is_seen(text: str) -> None:
    assert [one.text for one in find_times(text, DISPATCH, PRINTED) if one.edtf] == []


def test_times_lean_on_one_another() -> None:
    text = "هاجموا الحاجز في 12 يونيو، وقصفوا البلدة في اليوم نفسه، وانسحبوا في اليوم التالي"
    assert [one.edtf for one in find_times(text, DISPATCH, PRINTED)] == ["2017-06-12", "2017-06-12", "2017-06-13"]


def test_an_anchor_dates_what_follows() -> None:
    found = find_times("استعادوا الحي الخميس غداة هجوم مضاد", DISPATCH, PRINTED)
    assert [(one.edtf, one.kind) for one in found] == [("2017-06-29", "point"), ("2017-06-28", "anchor")]


def test_since_keeps_its_core() -> None:
    (found,) = find_times("منذ مارس 2011", DISPATCH)
    assert (found.kind, found.edtf, found.core) == ("since", "2011-03/2017-06-30", "2011-03")


def test_without_a_day_only_full_dates_are_dated() -> None:
    found = find_times("دخلوا أمس ما خسروه في 12 يونيو 2016", None)
    assert [(one.edtf, one.relative) for one in found] == [(None, True), ("2016-06-12", False)]


def test_tokens_may_be_given() -> None:
    text = "دخلوا البلدة الخميس"
    assert find_times(text, DISPATCH, tokens=tokenize(text)) == find_times(text, DISPATCH)


PAST = [
    "الجمعة", "السبت", "12 يونيو", "في ديسمبر", "في 30 تموز", "الأسبوع الماضي", "أمس", "الصيف الماضي", "قبل يومين",
    "منذ مارس", "الخامس من آب", "15 شوال",
]
DAYS = [date(2014, 2, 28), date(2016, 1, 1), date(2017, 6, 30), date(2020, 12, 31), date(2024, 2, 29)]


@pytest.mark.parametrize("phrase", PAST)
@pytest.mark.parametrize("day", DAYS)
def test_what_is_past_is_never_later_than_the_dispatch(phrase: str, day: date) -> None:
    (found,) = find_times(f"سيطروا على البلدة {phrase}", day, day)
    assert found.edtf is not None
    assert found.edtf.replace("~", "").split("/")[0] <= day.isoformat()


@pytest.mark.shared
def test_shared_examples(shared) -> None:  # type: ignore[no-untyped-def]
    """Duckling's instants of day grain or coarser, feasts and bare weekdays set aside. Its corpus seeks ahead, so do we."""
    day = date(2013, 2, 12)
    bare = {"الاثنين", "هذا الاثنين", "الثلاثاء", "الجمعة", "الجمعه", "الخميس", "السبت", "الاحد"}
    grains = {"Day": "day", "Week": "week", "Month": "month", "Year": "year"}
    right = total = 0
    for line in (shared / "examples" / "time_ar.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        told = re.match(r"datetime \((\d+), (\d+), (\d+), .*\) (Day|Week|Month|Year)$", row["expr"])
        if told is None or row["text"] in bare:
            continue
        total += 1
        found = find_times(row["text"], day, day, lean="future")
        if len(found) == 1 and found[0].edtf and found[0].grain == grains[told[4]]:
            first = (found[0].edtf.replace("~", "").split("/")[0] + "-01-01")[:10]
            right += first == date(int(told[1]), int(told[2]), int(told[3])).isoformat()
    assert total > 90
    assert right / total >= 0.95, f"{right} of {total}"


@pytest.mark.parametrize("text", ["في أول رحلة من نوعها منذ 25 مارس", "الهجوم هو الأعنف منذ 2011", "وهي الأولى منذ مطلع العام"])
def test_what_is_compared_is_a_reference(text: str) -> None:
    (found,) = find_times(text, DISPATCH, PRINTED)
    assert found.kind == "reference"
