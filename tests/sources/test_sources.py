"""Bad input is normal: the bad item is named, the others go in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import BadInput
from marsad.sources import Fields
from marsad.sources import jsonl as jsonl_module
from marsad.sources.draft import draft, parse_day
from tests.sources.taking import GOOD, TODAY, lines, take


def test_stored_text_is_title_newline_text_and_nothing_is_repaired(tmp_path: Path) -> None:
    odd = GOOD | {"title": " ", "text": "  «نص»\r\n\u200fبـه\u202e تشكيلٌ \n"}
    (read,), problems = take(lines(tmp_path / "a.jsonl", odd))
    assert not problems
    assert read.report.text == " \n  «نص»\r\n\u200fبـه\u202e تشكيلٌ \n"
    assert read.report.flags == ("no-title",)


def test_a_broken_line_is_named_and_the_others_go_in(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.jsonl",
        *(GOOD | {"id": f"r{i}"} for i in (1, 2)),
        '{"id": "r3", "text": ',
        *(GOOD | {"id": f"r{i}"} for i in (4, 5)),
    )
    reads, problems = take(path)
    assert [r.report.id for r in reads] == ["r1", "r2", "r4", "r5"]
    assert [p.where for p in problems] == [f"{path}:3"]
    assert "JSON" in str(problems[0].error)


def test_an_overlong_line_is_named_and_the_others_go_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl_module, "MAX_LINE", 4000)
    path = lines(tmp_path / "a.jsonl", GOOD, GOOD | {"text": "ط" * 20000}, GOOD | {"id": "r2"})
    reads, problems = take(path)
    assert [r.report.id for r in reads] == ["r1", "r2"]
    assert problems[0].where == f"{path}:2" and "limit" in str(problems[0].error)


def test_a_wrong_encoding_is_named_with_its_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        json.dumps(GOOD, ensure_ascii=False).encode() + b"\n" + '{"text": "نص"}'.encode("windows-1256") + b"\n"
    )
    reads, problems = take(path)
    assert len(reads) == 1 and "UTF-8" in str(problems[0].error) and problems[0].where.endswith(":2")


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.jsonl", b"", "empty"),
        ("empty.txt", b"", "empty"),
        ("blank.jsonl", b"\n\n", "empty"),
        ("binary.txt", b"\x00\x01\x02", "binary"),
        ("binary.bin", b"\x7fELF\x00\x00", "binary"),
        ("latin.txt", b"\xc7\xe1\xff", "utf-8"),
        ("list.jsonl", b"[1]\n", "object"),
        ("no-text.jsonl", b'{"id": "x"}\n', "text"),
        ("surrogate.jsonl", b'{"text": "\\ud800"}\n', "surrogate"),
        ("page.html", b"<html></html>", "text"),
        ("deep.jsonl", b"[" * 100000 + b"\n", "JSON"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    reads, problems = take(path)
    assert not reads
    assert len(problems) == 1 and name in str(problems[0].error) and word in str(problems[0].error)


def test_a_missing_or_future_or_odd_date_goes_in_flagged(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.jsonl",
        GOOD | {"id": "a", "published": None},
        GOOD | {"id": "b", "published": "2099-01-01"},
        GOOD | {"id": "c", "published": "أول أمس"},
        GOOD | {"id": "d", "published": "2017-07-01T10:00:00+03:00"},
    )
    reads, problems = take(path)
    assert not problems
    assert [r.report.flags for r in reads] == [("no-date",), ("future-date",), ("bad-date",), ()]
    assert [r.report.day for r in reads] == [None, None, None, "2017-07-01"]
    assert [len(r.warnings) for r in reads] == [1, 1, 1, 0]


def test_a_text_file_has_no_date_but_the_one_given(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("خبر\nثان", encoding="utf-8")
    (read,), _ = take(path)
    assert read.report.published is None and "no-date" in read.report.flags
    (read,), _ = take(path, published="2017-06-30", outlet="السهل")
    assert (read.report.day, read.report.outlet, read.report.text) == ("2017-06-30", "السهل", "\nخبر\nثان")


def test_a_page_gives_title_date_and_text(tmp_path: Path) -> None:
    body = "".join(
        f"<p>أعلن مصدر محلي أن القرية رقم {i} شهدت هدوءا تاما طوال يوم الجمعة بعد أسابيع من القصف المتقطع.</p>"
        for i in range(6)
    )
    path = tmp_path / "page.html"
    path.write_text(
        f'<html lang="ar"><head><title>هدوء في القرى</title><meta property="article:published_time" content="2017-06-30">'
        f"</head><body><article><h1>هدوء في القرى</h1>{body}</article></body></html>",
        encoding="utf-8",
    )
    (read,), problems = take(path)
    assert not problems
    assert read.report.title == "هدوء في القرى" and read.report.day == "2017-06-30"
    assert "القرية رقم 3" in read.report.text
    assert read.evidence.media_type == "text/html" and read.evidence.data == path.read_bytes()


def test_a_folder_is_read_file_by_file_in_order(tmp_path: Path) -> None:
    lines(tmp_path / "b.jsonl", GOOD | {"id": "b"})
    lines(tmp_path / "a.jsonl", GOOD | {"id": "a"})
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    reads, problems = take(tmp_path)
    assert [r.report.id for r in reads] == ["a", "b"] and not problems


def test_a_path_that_is_not_there_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    assert len(take(tmp_path / "none.jsonl")[1]) == 1


@given(st.text(), st.text())
def test_any_text_is_kept_code_point_by_code_point_or_refused(title: str, body: str) -> None:
    try:
        read = draft(Fields(text=body, title=title), b"x", "text/plain", "here", TODAY)
    except BadInput:
        return
    assert read.report.text == f"{title}\n{body}"


@given(st.text())
def test_no_string_breaks_the_date_check(value: str) -> None:
    day = parse_day(value)
    assert day is None or value.startswith(day.isoformat())
