"""Dates of publication: where each stands is recorded, what differs is shown, and no future or forged date hides the others."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.sources import Fields, Read, read_path
from marsad.sources.dates import Said, as_iso, in_address, in_text, parse_day, settle, written_day
from marsad.sources.draft import draft
from marsad.sources.pages import page
from tests.sources.site import TEXT, html

TODAY = date(2026, 1, 1)


def read(head: str = "", url: str = "", text: str = TEXT, **more: object) -> Read:
    return page(html(head=head, text=text)[2], Fields(text="", url=url, **more), "here", TODAY)  # type: ignore[arg-type]


def meta(day: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{day}">'


def linked(day: str) -> str:
    return f'<script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle","datePublished":"{day}"}}]}}</script>'


def test_each_origin_is_recorded() -> None:
    address = "https://example.org/2017/06/30/x"
    for found, origin in (
        (read(meta("2017-06-30T10:00:00+03:00"), address), "metadata"),
        (read(linked("2017-06-30T08:00:00Z")), "metadata"),
        (read('<script type="application/ld+json">{"datePublished": "2017-06-30T08:00:00Z", "x": "a\nb"}</script>'), "metadata"),
        (read("", address), "address"),
        (read(published="2017-06-30", dated_by="option"), "option"),
    ):
        assert found.report.day == "2017-06-30" and found.report.flags == (f"dated-by-{origin}",), found.report
        assert not found.warnings


def test_a_date_that_the_page_shows_or_that_stands_on_a_line() -> None:
    shown = html()[2].replace(b"</h1>", "</h1><p>الجمعة 30 حزيران / يونيو 2017</p>".encode(), 1)
    found = page(shown, Fields(text=""), "here", TODAY)
    assert found.report.day == "2017-06-30" and set(found.report.flags) <= {"dated-by-page", "dated-by-text"}
    assert read().report.flags == ("no-date",)


def test_what_differs_is_flagged_and_said() -> None:
    found = read(meta("2017-06-30") + linked("2015-01-05"), "https://example.org/20170704/x")
    assert found.report.day == "2017-06-30"
    assert found.report.flags == ("dated-by-metadata", "dates-differ", "said-metadata:2015/01/05", "said-address:2017/07/04")
    (warning,) = found.warnings
    assert "metadata says 2015-01-05" in warning and "address says 2017-07-04" in warning
    # A day apart is a matter of time zones.
    assert read(meta("2017-06-30"), "https://example.org/2017/07/01/").report.flags == ("dated-by-metadata",)


def test_a_date_in_the_future_gives_way_to_one_that_is_not_and_is_shown() -> None:
    found = read(meta("2031-01-01"), "https://example.org/2017/06/30/x")
    assert (found.report.day, found.report.flags[:2]) == ("2017-06-30", ("dated-by-address", "dates-differ"))
    assert "said-metadata:2031/01/01" in found.report.flags
    alone = read(meta("2031-01-01"))
    assert alone.report.day is None and "future-date" in alone.report.flags and alone.report.published == "2031-01-01"
    given_ = read(meta("2017-06-30"), published="2031-01-01")
    assert given_.report.day is None and "said-metadata:2017/06/30" in given_.report.flags


def test_a_machines_zero_is_no_date() -> None:
    assert read(meta("1970-01-01T00:00:00Z"), "https://example.org/2017/06/30/x").report.flags == ("dated-by-address",)
    assert read(meta("0001-01-01")).report.flags == ("no-date",)


def test_nothing_was_published_after_it_was_captured(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n, day in enumerate(("2017-06-30", "2018-06-30")):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
            body = io.BytesIO(html(head=meta(day), text=f"{TEXT} {n}")[2])
            extra = {"WARC-Date": "2017-07-02T00:00:00Z"}
            writer.write_record(
                writer.create_warc_record(f"https://example.org/{n}", "response", payload=body, http_headers=head, warc_headers_dict=extra)
            )
    good, forged = read_path(tmp_path / "a.warc.gz", Fields(text=""), TODAY)
    assert isinstance(good, Read) and good.report.flags == ("dated-by-metadata",)
    assert isinstance(forged, Read) and forged.report.flags[1:] == ("dates-differ", "said-captured:2017/07/02")


def test_a_row_keeps_its_own_date_and_is_held_against_its_address() -> None:
    def row(published: str | None) -> Read:
        fields = Fields(text=TEXT, title="ع", url="https://example.org/2017/06/30/x", published=published)
        return draft(fields, b"x", "text/plain", "", TODAY)

    assert row("2017-06-30").report.flags == ()
    assert row("2016-06-30").report.flags == ("dates-differ", "said-address:2017/06/30")
    assert row(None).report.flags == ("no-date",) and row(None).report.published is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2017/06/30/t", "2017-06-30"), ("https://x.example/a-2017-6-30.html", "2017-06-30"),
        ("https://x.example/20170630-t", "2017-06-30"), ("https://x.example/%32017/06/30", "2017-06-30"),
        ("https://x.example/2017/13/30/t", None), ("https://x.example/1201706301", None), ("https://x.example/2017063012", None),
        ("https://2017-06-30.example/t", None), ("", None), ("https://x.example/?d=2017-02-30", None),
    ],
)  # fmt: skip
def test_the_day_in_an_address(url: str, day: str | None) -> None:
    found = in_address(url)
    assert (found.value if found else None) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("الجمعة ٣٠ حزيران ٢٠١٧", (2017, 6, 30)), ("نشر في: 30/06/2017 - 10:15", (2017, 6, 30)), ("06/30/2017", (2017, 6, 30)),
        ("1 تشرين الثاني / نوفمبر 2016", (2016, 11, 1)), ("5 من آب عام 2015", (2015, 8, 5)), ("٥ اغسطس، 2015", (2015, 8, 5)),
        ("31 فبراير 2015", None), ("عام 2015", None),
    ],
)  # fmt: skip
def test_a_day_written_on_a_line(line: str, day: tuple[int, int, int] | None) -> None:
    assert written_day(line) == (date(*day) if day else None)


def test_a_date_within_a_sentence_is_what_the_article_speaks_of() -> None:
    assert in_text("وقال المصدر إن المعركة التي بدأت في 5 يناير 2015 في ريف المدينة ما زالت مستمرة حتى اليوم") is None


@given(st.text(max_size=70), st.text(max_size=70))
def test_no_string_breaks_the_readers_of_dates(a: str, b: str) -> None:
    as_iso(a)
    written_day(a)
    in_text(f"{a}\n{b}")
    in_address(f"https://x.example/{a}/{b}")
    dated = settle(a, "", [Said("metadata", b), Said("captured", a)], TODAY)
    assert dated.published == (a or (b if parse_day(b) else None))


@given(st.dates(date(1981, 1, 1)), st.dates(date(1981, 1, 1)))
def test_what_holds_is_never_silent_about_the_other(a: date, b: date) -> None:
    dated = settle(None, "", [Said("metadata", a.isoformat()), Said("address", b.isoformat())], TODAY)
    assert ("dates-differ" in dated.flags) == (abs(a - b).days > 1) == bool([w for w in dated.warnings if "but" in w])
    assert ("future-date" in dated.flags) == (min(a, b) > date(2026, 1, 2))


def test_origin_and_quarrel_of_dates_are_shown(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from marsad.cli.main import app

    (tmp_path / "a.html").write_bytes(html(head=meta("2017-06-30") + linked("2015-01-05"))[2])
    store = str(tmp_path / "s.db")
    added = CliRunner().invoke(app, ["add", str(tmp_path / "a.html"), "--store", store])
    assert added.exit_code == 0 and "metadata says 2015-01-05" in added.output
    listed = CliRunner().invoke(app, ["reports", "--store", store])
    assert "metadata says 2015-01-05" in listed.output
    row = CliRunner().invoke(app, ["reports", "--store", store, "--format", "jsonl"]).output
    assert '"dated_by":"metadata"' in row.replace(" ", "") and '"day":"2015-01-05"' in row.replace(" ", "")
    name = row.split('"id"')[1].split('"')[1]
    told = CliRunner().invoke(app, ["explain", name, "--store", store]).output
    assert "by its metadata" in told and "metadata says 2015-01-05" in told
