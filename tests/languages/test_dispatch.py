"""The day of the dispatch, from the text and the day it was printed."""

from __future__ import annotations

import json
from datetime import date

import pytest

from marsad.languages.arabic import dispatch_day, printed_day

SATURDAY = date(2017, 7, 1)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("دخلت القوات البلدة الجمعة بعد معارك.", "2017-06-30"),
        ("دخلت القوات البلدة أمس بعد معارك بدأت الخميس.", "2017-07-01"),
        ("دخلت القوات البلدة أمس الجمعة.", "2017-07-01"),
        ("دخلت القوات البلدة اليوم الجمعة.", "2017-06-30"),
        ("دخلت القوات البلدة اليوم (السبت).", "2017-07-01"),
        ("أعلن متحدث الخميس أن القوات دخلت البلدة، وقصفت قرية أمس الأربعاء.", "2017-06-29"),
        ("دخلت القوات البلدة مساء الجمعة.", "2017-07-01"),
        ("دخلت القوات البلدة الجمعة الماضي.", "2017-07-01"),
        ("دمشق/29 يونيو/ دخلت القوات البلدة.", "2017-06-29"),
        ("بيروت - 28 حزيران (وكالات) - دخلت القوات البلدة.", "2017-06-28"),
        ("صنعاء 29 يونيو حزيران (رويترز) - دخلت القوات البلدة.", "2017-06-29"),
        ("دمشق 30 يونيو 2017 (شينخوا) دخلت القوات البلدة.", "2017-06-30"),
        ("الكويت - 29 - 6 (كونا) -- دخلت القوات البلدة.", "2017-06-29"),
        ("القاهرة في 30 يونيو /أ ش أ/ دخلت القوات البلدة.", "2017-06-30"),
        ("مقتل 5 - 6 في هجوم.", "2017-07-01"),
        ("دخلت القوات البلدة في 12 يونيو.", "2017-07-01"),
        ("دخلت القوات البلدة في 29 يونيو، وفق شهود.", "2017-07-01"),
        ("قالت روسيا اليوم إن القوات دخلت البلدة. وكانت هاجمتها الجمعة.", "2017-07-01"),
        ("سيعقد اجتماع الخميس.", "2017-07-01"),
        ("هاجم مسلحون الحاجز أول من أمس (الخميس).", "2017-07-01"),
        ("هاجم مسلحون الحاجز أول من أمس (الأربعاء).", "2017-06-30"),
        ("تحتجز السلطات منذ يوم الأربعاء ناشطا.", "2017-07-01"),
        ("يحاصر الجيش منذ الخميس بلدة حدودية.", "2017-07-01"),
    ],
)
def test_the_day_is_found(body: str, day: str) -> None:
    found = dispatch_day("عنوان", f"عنوان\n{body}", SATURDAY)
    assert found is not None
    assert found.isoformat() == day


def test_without_publication_only_a_full_dateline_tells_it() -> None:
    assert dispatch_day("", "\nدمشق/29 يونيو 2017/ دخلت القوات البلدة.", None) == date(2017, 6, 29)
    assert dispatch_day("", "\nدخلت القوات البلدة اليوم الجمعة.", None) is None


def test_the_address_may_tell_the_printing_day() -> None:
    assert printed_day(SATURDAY, "https://example.org/2017/06/30/a.html") == date(2017, 6, 30)
    assert printed_day(SATURDAY, "https://example.org/20170629/a.html") == date(2017, 6, 29)
    assert printed_day(SATURDAY, "https://example.org/2012/06/30/a.html") == SATURDAY
    assert printed_day(SATURDAY, "https://example.org/1066373") == SATURDAY
    assert printed_day(None, "https://example.org/2017/06/30/a.html") is None


@pytest.mark.shared
def test_shared_seeds(shared) -> None:  # type: ignore[no-untyped-def]
    reports = [json.loads(line) for line in (shared / "seeds" / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = {row["report"]: row["dispatch"] for row in map(json.loads, (shared / "seeds" / "gold.jsonl").open(encoding="utf-8"))}
    for report in reports:
        text = f"{report['title']}\n{report['text']}"
        found = dispatch_day(report["title"], text, date.fromisoformat(report["published"][:10]), url=report["url"])
        assert found is not None
        assert found.isoformat() == gold[report["id"]]
