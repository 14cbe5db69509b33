"""WACZ, Parquet, PDF, sitemaps, tables by a mapping file: what is whole goes in, what is made to do harm is refused by name."""

from __future__ import annotations

import datetime
import gzip
import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typer.testing import CliRunner

from marsad.cli.main import app
from marsad.errors import BadInput, UsageError
from marsad.sources import Fields, Problem, Read, read_path
from marsad.sources.mapping import Shape, load_mapping
from marsad.sources.pdf import Block, logical, page_text, read_pdf
from marsad.store import Store
from marsad.store.verify import verify
from tests.sources.site import TEXT, Site, html, serving
from tests.sources.test_guard import archive, page

TODAY = date(2026, 1, 1)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def take(path: Path, mapping: Shape | None = None) -> tuple[list[Read], list[Problem]]:
    items = list(read_path(path, Fields(text=""), TODAY, mapping=mapping))
    return [i for i in items if isinstance(i, Read)], [i for i in items if isinstance(i, Problem)]


def wacz(path: Path, members: dict[str, bytes], listed: dict[str, str] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
        if listed is not None:
            resources = [{"path": name, "hash": said} for name, said in listed.items()]
            file.writestr("datapackage.json", json.dumps({"resources": resources}))
    return path


def test_the_pages_of_a_wacz_and_a_member_that_was_changed(tmp_path: Path) -> None:
    data = archive(tmp_path / "x.warc.gz", page(0), page(1)).read_bytes()
    good = f"sha256:{hashlib.sha256(data).hexdigest()}"
    reads, problems = take(wacz(tmp_path / "a.wacz", {"archive/x.warc.gz": data, "pages/pages.jsonl": b"{}"}, {"archive/x.warc.gz": good}))
    assert [r.report.url[-1] for r in reads] == ["0", "1"] and not problems
    reads, (problem,) = take(wacz(tmp_path / "b.wacz", {"archive/x.warc.gz": data}, {"archive/x.warc.gz": "sha256:" + "0" * 64}))
    assert len(reads) == 2 and "changed" in str(problem.error)
    cut = (tmp_path / "a.wacz").read_bytes()
    (tmp_path / "c.wacz").write_bytes(cut[: len(cut) // 2])
    reads, (problem,) = take(tmp_path / "c.wacz")
    assert not reads and "broken" in str(problem.error)


@pytest.mark.parametrize("name", ["../../etc/x.warc.gz", "/etc/x.warc.gz", "C:\\x.warc.gz", "a\\..\\x.warc.gz", "archive/../../x.warc"])
def test_a_name_that_climbs_out_of_the_archive(tmp_path: Path, name: str) -> None:
    reads, (problem,) = take(wacz(tmp_path / "a.wacz", {name: b"x"}))
    assert not reads and "climbs out" in str(problem.error)
    assert [p.name for p in tmp_path.iterdir()] == ["a.wacz"]


def test_archives_that_unfold_without_end(tmp_path: Path) -> None:
    bomb = wacz(tmp_path / "a.wacz", {"archive/x.warc": b"\0" * 70_000_000})
    assert bomb.stat().st_size < 100_000
    reads, (problem,) = take(bomb)
    assert not reads and "unfolds to more" in str(problem.error)
    # The zip lies about the size, or its member is a packed file that unfolds once more.
    inner = gzip.compress(b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99000000\r\n\r\n" + b"\0" * 99_000_000)
    reads, problems = take(wacz(tmp_path / "b.wacz", {"archive/x.warc.gz": inner}))
    assert not reads and "claims more" in str(problems[0].error)
    (tmp_path / "c.wacz").write_bytes(overlapping())
    reads, (problem,) = take(tmp_path / "c.wacz")
    assert not reads and ("over each other" in str(problem.error) or "broken" in str(problem.error))


def overlapping() -> bytes:
    """A zip whose two members are the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("a.warc", b"x" * 1000)
        file.writestr("b.warc", b"x" * 1000)
    data = bytearray(buffer.getvalue())
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    return bytes(data)


def test_links_and_twins_in_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as file:
        link = zipfile.ZipInfo("archive/x.warc")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    reads, (problem,) = take(tmp_path / "a.wacz")
    assert not reads and "is a link" in str(problem.error)
    with zipfile.ZipFile(tmp_path / "b.wacz", "w") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("x.warc", b"a")
        file.writestr("x.warc", b"b")
    assert "one name" in str(take(tmp_path / "b.wacz")[1][0].error)


def test_a_parquet_file_by_a_mapping(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "رقم": [1, 2, 3], "النص": [TEXT, None, TEXT + " ثم"], "يوم": [date(2017, 6, 30)] * 3,
            "outlet": ["السهل"] * 3, "other": [b"x"] * 3,
        }
    )  # fmt: skip
    path = tmp_path / "a.parquet"
    pq.write_table(table, path)
    reads, (problem,) = take(path, Shape({"id": "رقم", "text": "النص", "published": "يوم"}))
    assert [(r.report.id, r.report.day, r.report.outlet) for r in reads] == [("1", "2017-06-30", "السهل"), ("3", "2017-06-30", "السهل")]
    assert problem.where.endswith(":2") and json.loads(reads[0].evidence.data)["text"] == TEXT
    assert "النص" in str(take(path)[1][0].error)
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + b"\xff" * 50 + whole[250:])
    reads, problems = take(path, Shape({"text": "النص"}))
    assert problems
    path.write_bytes(whole[:-20])
    reads, (problem,) = take(path, Shape({"text": "النص"}))
    assert not reads and "Parquet" in str(problem.error)
    pq.write_table(pa.table({"text": [TEXT], "published": [datetime.datetime(2017, 6, 30, 10)]}), path)
    assert take(path)[0][0].report.published == "2017-06-30T10:00:00"


def test_json_and_tables_by_a_mapping_file(tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        'dates = "%d/%m/%Y %H:%M"\n[columns]\ntext = "body.ar"\npublished = "when"\nid = "no"\n[constants]\noutlet = "السهل"\n',
        encoding="utf-8",
    )
    line = {"no": 7, "when": "30/06/2017 10:15", "body": {"ar": TEXT}}
    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n" + json.dumps(line | {"no": 8, "when": "x"}), encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"no,when,body.ar\n9,30/06/2017 10:15,{TEXT}\n", encoding="utf-8")
    store = str(tmp_path / "s.db")
    files = [str(tmp_path / n) for n in ("a.jsonl", "a.csv")]
    done = CliRunner().invoke(app, ["add", *files, "--mapping", str(mapping), "--store", store])
    assert done.exit_code == 0 and "3 added" in done.output, done.output
    with Store.open(store) as s:
        found = {r.id: r for r in s.reports()}
        assert {i: r.published for i, r in found.items()} == {"7": "2017-06-30T10:15:00", "8": "x", "9": "2017-06-30T10:15:00"}
        assert found["7"].outlet == "السهل" and found["8"].flags == ("bad-date", "no-title")
        assert verify(s.engine).whole


@pytest.mark.parametrize(
    "text", ["[columns]\nbody = 'x'", "x = 1", "[columns]\ntext = 5", "columns = 3", "dates = 3", "[constants]\ntext = 'x'", "["]
)
def test_a_mapping_that_cannot_be_understood(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        load_mapping(tmp_path / "m.toml")
    with pytest.raises(UsageError):
        load_mapping(tmp_path / "none.toml")


def test_an_address_of_a_sitemap_gives_its_pages_newest_first(site: Site, tmp_path: Path) -> None:
    def entry(name: str, day: str) -> str:
        return f"<url><loc>{site.base}/{name}</loc><lastmod>{day}</lastmod></url>"

    xml = {"Content-Type": "application/xml"}
    lists = entry("old", "2017-06-01") + entry("new", "2017-06-30") + "<url><loc>http://other.example/</loc></url>"
    site.pages |= {
        "/index.xml": (200, xml, f"<sitemapindex><sitemap><loc>{site.base}/map.xml.gz</loc></sitemap></sitemapindex>".encode()),
        "/map.xml.gz": (200, {"Content-Type": "application/gzip"}, gzip.compress(f"<urlset>{lists}</urlset>".encode())),
        "/new": html("جديد"), "/old": html("قديم", text=TEXT + " أمس"),
    }  # fmt: skip
    store = str(tmp_path / "s.db")
    command = ["add", f"{site.base}/index.xml", "--allow-host", site.allow, "--delay", "0", "--store", store]
    first = CliRunner().invoke(app, [*command, "--limit", "1", "--archive", str(tmp_path / "w")])
    assert first.exit_code == 0 and "1 added" in first.output, first.output
    with Store.open(store) as s:
        assert [r.id for r in s.reports()] == [f"{site.base}/new"]
    assert len(list((tmp_path / "w").glob("*.warc.gz"))) == 1
    assert "1 added" in CliRunner().invoke(app, command).output


def test_a_page_that_changed_is_a_revision(site: Site, tmp_path: Path) -> None:
    store = str(tmp_path / "s.db")
    command = ["add", f"{site.base}/a", "--allow-host", site.allow, "--store", store]
    for text, said in ((TEXT, "1 added"), (TEXT, "1 unchanged"), (TEXT + " وانسحبت", "1 revised")):
        site.pages["/a"] = html(text=text)
        assert said in CliRunner().invoke(app, command).output


BODY = (
    "انسحب مقاتلو التنظيم من 12 قرية في ريف حلب الشرقي في 30 حزيران 2017، وقالت مصادر محلية إن القوات سيطرت على حي الصناعة.",
    "وأضافت وكالة Reuters أن 87 شخصا قتلوا (بينهم 31 طفلا) في خان شيخون؛ ولا أرقام أخرى لأن الطرق مقطوعة بنسبة 12.5%.",
)


def test_a_pdf_is_read_from_the_right() -> None:
    weasyprint = pytest.importorskip("weasyprint")
    body = f"<p>30/06/2017</p><p>{BODY[0]}</p><p>{BODY[1]}</p>"
    head = '<html lang="ar" dir="rtl"><head><title>عنوان الخبر</title></head>'
    made = weasyprint.HTML(string=f"{head}<body>{body}</body></html>").write_pdf()
    read = read_pdf(made, Fields(text=""), "here", TODAY)
    assert read.report.text.split("\n") == ["عنوان الخبر", "30/06/2017", *BODY]
    assert (read.report.day, read.report.flags) == ("2017-06-30", ("dated-by-text",))
    columns = weasyprint.HTML(
        string=f'<html dir="rtl"><body style="columns:2"><p>{BODY[0]}</p><p style="break-before:column">{BODY[1]}</p></body></html>'
    ).write_pdf()
    assert read_pdf(columns, Fields(text=""), "here", TODAY).report.text.split("\n")[1:] == list(BODY)


def test_glyphs_as_seen_become_words_as_read() -> None:
    assert logical(["ﺎ", "ﻨ", "ﻫ"], True) == "هنا"
    assert logical([*"3102 ", "م", "ا", "ع"], True) == "عام 3102"
    assert logical([*"Reuters 2 ", "لا", "و"], True) == "ولا Reuters 2"
    assert logical(list("plain 12"), False) == "plain 12"
    seen = Block(0, 0, 9, 9, (tuple("(بأ) جد"),))
    assert page_text([seen]) == "دج (أب)"


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"%PDF-1.4\nnothing", "cannot be read"), (b"%PDF-1.4\n%%EOF", "cannot be read"), (b"", "cannot be read")],
)
def test_a_pdf_that_is_none(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_pdf(data, Fields(text=""), "here", TODAY)


def scan(stream: bytes = b"q 100 0 0 100 0 0 cm /I Do Q") -> bytes:
    """A PDF with a page that is a picture."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x00\nendstream",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(out))


def test_a_scan_says_that_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(scan())
    reads, (problem,) = take(tmp_path / "a.pdf")
    assert not reads and "scan" in str(problem.error) and "OCR" in str(problem.error)
    (tmp_path / "b.pdf").write_bytes(scan(b""))
    assert "no text" in str(take(tmp_path / "b.pdf")[1][0].error)


@given(st.lists(st.text(st.sampled_from("ابلا لاﻻ()12. aB,،ً"), min_size=1, max_size=2), max_size=12))
@example(["a", "ب", "1", ".", "2"])
def test_turning_a_line_loses_and_makes_no_glyph(glyphs: list[str]) -> None:
    import unicodedata

    turned = unicodedata.normalize("NFKC", logical(glyphs, True))
    assert sorted(turned) == sorted(unicodedata.normalize("NFKC", "".join(glyphs)))
