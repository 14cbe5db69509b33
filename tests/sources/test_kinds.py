"""Tables, archives and exports: every item with words goes in with its fields, every bad item is named."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from marsad.cli.main import app
from marsad.sources import Fields, Problem, Read, limits, read_path
from marsad.store import Store
from marsad.store.verify import verify
from tests.sources.site import TEXT
from tests.sources.taking import TODAY, take
from tests.sources.test_feeds import ATOM, RSS


def test_a_table_by_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        "\ufeffID,title,text,published,other\r\n"
        f'1,عنوان,"سطر ""أول""\nسطر ثان",2017-06-30,x\r\n'
        "2,قصير\r\n"
        f"3,,{TEXT},,x\r\n".encode()
        + b"4,a,\xc7\xe1,2017-06-30,x\r\n"
        + "5,ب,=1+1,2017-06-30,x\r\n".encode()
    )
    reads, problems = take(path, outlet="السهل")
    assert [r.report.id for r in reads] == ["1", "3", "5"]
    assert reads[0].report.text == 'عنوان\nسطر "أول"\nسطر ثان'
    assert reads[0].evidence.data.decode() == '1,عنوان,"سطر ""أول""\nسطر ثان",2017-06-30,x\r\n'
    assert reads[1].report.flags == ("no-date", "no-title") and reads[1].report.outlet == "السهل"
    assert [p.where for p in problems] == [f"{path}:4", f"{path}:6"]


def test_a_table_by_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"رقم\tالنص\tيوم\n7\t{TEXT}, ثم\t2017-06-30\n", encoding="utf-8")
    (read,), problems = take(path, {"id": "رقم", "text": "النص", "published": "يوم"})
    assert not problems
    assert (read.report.id, read.report.text, read.report.day) == ("7", f"\n{TEXT}, ثم", "2017-06-30")
    for mapping in ({}, {"text": "غيره"}):
        reads, (problem,) = take(path, mapping)
        assert not reads and "النص" in str(problem.error)


def test_a_telegram_export(tmp_path: Path) -> None:
    messages = [
        {"id": 1, "type": "service", "action": "create_channel"},
        {"id": 2, "type": "message", "date": "2017-06-30T13:00:00", "date_unixtime": "1498816800", "from": "قناة",
         "text": [TEXT, {"type": "hashtag", "text": " #حلب"}]},
        {"id": 3, "type": "message", "date": "2017-06-30T13:05:00", "text": "", "photo": "p.jpg"},
        {"id": 4, "type": "message", "text": [{"type": "bold"}]},
    ]  # fmt: skip
    chat = {"name": "قناة", "type": "public_channel", "id": 77, "messages": messages}
    for n, value in enumerate((chat, {"chats": {"list": [chat]}})):
        folder = tmp_path / str(n)
        folder.mkdir()
        (folder / "result.json").write_text(json.dumps(value, indent=1, ensure_ascii=False), encoding="utf-8")
        (read,), (problem,) = take(folder)
        assert (read.report.id, read.report.text) == ("telegram-77-2", f"\n{TEXT} #حلب")
        assert (read.report.published, read.report.outlet) == ("2017-06-30T10:00:00Z", "قناة")
        assert json.loads(read.evidence.data) == messages[1] and problem.where.endswith("#4")


@pytest.mark.parametrize("head", ['{"name": "قناة", "id": 77, "messages": [', '{"messages":', '{"name": "قناة",\n"id": 77, "messages": ['])
def test_a_telegram_export_that_another_program_wrote(tmp_path: Path, head: str) -> None:
    message = json.dumps({"id": 2, "type": "message", "date": "2017-06-30T13:00:00", "text": TEXT}, ensure_ascii=False)
    lines = f"[\n{message}]}}" if head.endswith(":") else f"\n{message},\n{message.replace('2,', '3,', 1)}]}}"
    (tmp_path / "result.json").write_text(head + lines, encoding="utf-8")
    reads, problems = take(tmp_path / "result.json")
    assert reads and not problems and all(r.report.id.startswith("telegram-") for r in reads)
    # A list of reports a line stays one, its first line broken or not.
    (tmp_path / "rows.json").write_text(f'{{"text": "{TEXT}"\n{{"text": "{TEXT}"}}\n', encoding="utf-8")
    reads, problems = take(tmp_path / "rows.json")
    assert (len(reads), len(problems)) == (1, 1)


def test_an_x_export(tmp_path: Path) -> None:
    rows = [
        {
            "tweet": {
                "id_str": "9",
                "full_text": f"{TEXT} &amp; ثم",
                "created_at": "Fri Jun 30 10:00:00 +0000 2017",
                "lang": "ar",
            }
        },
        {"tweet": {"id_str": "10", "full_text": TEXT, "created_at": "never"}},
    ]
    (tmp_path / "tweets.js").write_text("window.YTD.tweets.part0 = " + json.dumps(rows), encoding="utf-8")
    (tmp_path / "app.js").write_text("alert(1)", encoding="utf-8")
    (read,), (problem,) = take(tmp_path, outlet="مرصد")
    assert (read.report.id, read.report.text, read.report.outlet) == ("x-9", f"\n{TEXT} & ثم", "مرصد")
    assert read.report.published == "2017-06-30T10:00:00Z" and problem.where.endswith("#2")


def archive(path: Path, bodies: list[tuple[str, bytes, str]], packed: bool = True) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for kind, body, status in bodies:
            head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
            writer.write_record(
                writer.create_warc_record(
                    "https://example.org/x", "response", payload=io.BytesIO(body), http_headers=head
                )
            )


def row(n: int) -> bytes:
    return json.dumps({"id": f"r{n}", "title": "ع", "text": TEXT * 20, "published": "2017-06-30"}).encode()


HTML = (
    "<html><head><title>عنوان</title></head><body><article><h1>عنوان</h1>"
    + f"<p>{TEXT}. {TEXT}.</p>" * 5
    + "</article></body></html>"
).encode()


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_and_where_it_breaks_off(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    bodies = [
        ("text/html; charset=utf-8", HTML, "200 OK"),
        ("text/html", HTML, "404 Not Found"),
        ("image/png", b"x", "200 OK"),
    ]
    archive(path, [*bodies, *(("application/json", row(n), "200 OK") for n in range(3))], packed)
    reads, problems = take(path)
    assert not problems and TEXT in reads[0].report.text and reads[0].report.url == "https://example.org/x"
    assert reads[0].evidence.data == HTML and [r.report.id for r in reads[1:]] == ["r0", "r1", "r2"]
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 200])
    cut, (problem,) = take(path)
    assert [r.report.id for r in cut] == [r.report.id for r in reads[:-1]] and "breaks off" in str(problem.error)


def test_packed_lines_and_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n".join(map(row, range(3)))))
    reads, problems = take(path)
    assert [r.report.id for r in reads] == ["r0", "r1", "r2"] and not problems
    path.write_bytes(gzip.compress(row(0) + b"\n" + b" " * 3_000_000))
    monkeypatch.setattr(limits, "FREE", 1_000_000)
    reads, (problem,) = take(path)
    assert "unfolds" in str(problem.error)
    path.write_bytes(gzip.compress(b"\n".join(map(row, range(3))))[:-12])
    reads, (problem,) = take(path)
    assert "cut or broken" in str(problem.error)


NAMES = ("a.csv", "a.tsv", "a.json", "tweets.js", "a.rss", "a.warc", "a.warc.gz", "a.jsonl.gz", "a.csv.gz", "a")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(NAMES),
    st.sampled_from(
        (
            b"",
            b"text\n",
            b"WARC/1.0\r\n",
            b'{"messages": [',
            b'[{"tweet": ',
            b"<rss><channel><item>",
            gzip.compress(b"x"),
        )
    ),
    st.binary(max_size=80),
)
@example("a.csv", b"", b"\r\x00")
def test_no_bytes_break_a_reader(tmp_path: Path, name: str, head: bytes, tail: bytes) -> None:
    (tmp_path / name).write_bytes(head + tail)
    for item in read_path(tmp_path / name, Fields(text=""), TODAY):
        assert isinstance(item, (Read, Problem))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    (
                        "messages",
                        "chats",
                        "items",
                        "list",
                        "text",
                        "id",
                        "date",
                        "tweet",
                        "full_text",
                        "date_unixtime",
                        "authors",
                    )
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_breaks_a_reader(tmp_path: Path, value: object) -> None:
    (tmp_path / "a.json").write_text(json.dumps(value), encoding="utf-8")
    for item in read_path(tmp_path / "a.json", Fields(text=""), TODAY):
        assert isinstance(item, (Read, Problem))


def test_what_came_in_from_every_kind_verifies(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(f"id,النص\n1,{TEXT}\n", encoding="utf-8")
    (tmp_path / "in" / "a.atom").write_text(ATOM, encoding="utf-8")
    (tmp_path / "in" / "b.rss").write_text(RSS, encoding="utf-8")
    archive(tmp_path / "in" / "a.warc.gz", [("application/json", row(1), "200 OK")])
    store = str(tmp_path / "s.db")
    done = CliRunner().invoke(app, ["add", str(tmp_path / "in"), "--map", "text=النص", "--store", store])
    assert done.exit_code == 1 and "4 added" in done.output and "1 not readable" in done.output, done.output
    with Store.open(store) as s:
        assert verify(s.engine).whole
    assert "whole" in CliRunner().invoke(app, ["verify", "--store", store]).output
