"""What is made to do harm is refused or defused, each by name: inner addresses, entities, bombs, patterns, spoofed order."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from marsad.cli.common import isolate, visible
from marsad.cli.main import app
from marsad.errors import BadInput
from marsad.sources import Fields, Problem, Read, read_path
from marsad.sources.fetch import fetch, is_public
from marsad.sources.mapping import Shape
from marsad.sources.markup import plain_text
from marsad.sources.opml import Subscription, read_opml
from marsad.sources.paths import parse_path
from marsad.sources.polite import Guest
from marsad.sources.sitemaps import read_sitemap
from marsad.sources.watching import Watch
from marsad.store import Store
from tests.sources.site import TEXT, Site, html, rss, serving
from tests.sources.test_archives import scan
from tests.sources.test_guard import archive, page

TODAY = date(2026, 1, 1)
RSS = rss("https://example.org", "a")[2].decode()
SITEMAP = '<?xml version="1.0"?><urlset><url><loc>https://example.org/a</loc></url></urlset>'
OPML = '<?xml version="1.0"?><opml><body><outline xmlUrl="https://example.org/a" text="a"/></body></opml>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = [
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:1/">]>',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY e "&l9;">]>',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
]


def take(path: Path) -> tuple[list[Read], list[Problem]]:
    items = list(read_path(path, Fields(text=""), TODAY))
    return [i for i in items if isinstance(i, Read)], [i for i in items if isinstance(i, Problem)]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.mark.parametrize("entity", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp037"])
def test_entities_neither_read_files_nor_fill_the_memory(tmp_path: Path, entity: str, encoding: str) -> None:
    def hostile(good: str, mark: str) -> bytes:
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        text = head + entity + good.partition("?>")[2].replace(mark, mark + ("&e;" if "ENTITY e" in entity else ""))
        return text.encode(encoding, "xmlcharrefreplace")

    (tmp_path / "a.rss").write_bytes(hostile(RSS, TEXT))
    reads, problems = take(tmp_path / "a.rss")
    assert all("root:" not in r.report.text and len(r.report.text) < 1000 for r in reads)
    assert reads or problems
    for read, good in ((read_opml, OPML), (read_sitemap, SITEMAP)):
        try:
            found = read(hostile(good, "https://example.org/a"), "https://example.org/")
        except BadInput:
            continue
        assert "root:" not in repr(found) and len(repr(found)) < 2000


@pytest.mark.parametrize(
    "host",
    [
        "0177.0.0.1", "0x7f000001", "017700000001", "127.0.1", "localhost.", "[::ffff:7f00:1]", "[::ffff:127.0.0.1]", "[::7f00:1]",
        "[0:0:0:0:0:0:0:1]", "[fe80::1%25lo]", "１２７.0.0.1", "127。0。0。1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0", "[::]",
    ],
)  # fmt: skip
def test_an_inner_address_in_any_spelling_is_refused(host: str) -> None:
    with pytest.raises(BadInput):
        fetch(f"http://{host}:1/", max_seconds=5)


@pytest.mark.parametrize("address", ["::7f00:1", "::ffff:0:127.0.0.1", "fec0::1", "192.0.0.1", "192.0.2.1", "240.0.0.1", "2001:db8::1"])
def test_addresses_that_are_nobodys(address: str) -> None:
    assert not is_public(address)


def test_links_of_a_feed_lead_to_no_inner_address(site: Site, tmp_path: Path) -> None:
    with serving() as inner:
        inner.pages["/a"] = html("سر")
        feed = rss(site.base, "x")[2].decode().replace(f"<link>{site.base}/x</link>", f"<link>{inner.base}/a</link>")
        site.pages |= {"/feed": (200, {}, feed.encode()), "/b": (302, {"Location": f"{inner.base}/a"}, b"")}
        site.pages["/feed2"] = rss(site.base, "b")
        guest = Guest(lambda: 0.0, lambda _: None, (site.allow,))
        listed = [Subscription(site.base + p) for p in ("/feed", "/feed2")]
        items = [i for p in Watch(listed, tmp_path, guest, lambda: 0.0, lambda: TODAY).round() for i in p.items]
        assert inner.asked == []
        assert sorted(i.report.text[:1] for i in items if isinstance(i, Read)) == ["b", "x"]
        assert all("open internet" in str(i.error) for i in items if isinstance(i, Problem))


@pytest.mark.parametrize("name", ["a.html.gz", "a.json.gz", "a.rss.gz", "a.csv.gz", "a.txt.gz", "a.jsonl.gz", "a.pdf.gz"])
def test_packed_files_that_unfold_without_end(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"text\n" + b" " * 68_000_000, 1))
    reads, problems = take(tmp_path / name)
    assert not reads and problems and "bytes" in str(problems[-1].error), problems


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 100_000, "<script" * 20_000, "<!--" * 50_000, "</script " * 20_000, " " * 200_000 + "<x", "<br " * 50_000,
        "<p>" + "\t" * 200_000 + "x",
    ],
    ids=range(7),
)  # fmt: skip
def test_markup_that_makes_patterns_slow(markup: str) -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    plain_text(markup)
    # Not a bench: a pattern that takes the square of the length takes minutes for these.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 10


def test_what_a_page_hides_is_not_its_text(tmp_path: Path) -> None:
    bad = html()[2].replace(b"<h1>", b"<script>alert('root:x')</script><style>root:y{}</style><iframe src='file:///etc/passwd'></iframe><h1>")
    (tmp_path / "a.html").write_bytes(bad)
    (read,), problems = take(tmp_path / "a.html")
    assert not problems and "root:" not in read.report.text and TEXT in read.report.text


def test_spoofed_order_is_kept_in_the_store_and_spelled_out_in_a_terminal(tmp_path: Path) -> None:
    title = "\u202eقتلوا 10\u2069 \x1b[2Jلا\x9b"
    line = {"id": "x\u202ey", "title": title, "text": TEXT, "published": "2031-01-01\u202e", "author": "كاتب مجهول"}
    (tmp_path / "a\u202e.jsonl").write_text(json.dumps(line), encoding="utf-8")
    store = str(tmp_path / "s.db")
    added = CliRunner().invoke(app, ["add", str(tmp_path / "a\u202e.jsonl"), "--store", store])
    listed = CliRunner().invoke(app, ["reports", "--store", store])
    for said in (added.output, listed.output):
        assert said and not any(c in said for c in "\u202e\x1b\x9b")
    assert "\\u202e" in listed.output and "\\u001b" in listed.output
    with Store.open(store) as s:
        (report,) = s.reports()
        assert report.title == title and report.author == "كاتب مجهول"
        # Who wrote is kept apart, and nobody is found by it.
        assert [r.id for r in s.search("القرية")] == [report.id] and s.search("مجهول") == []


@given(st.text())
def test_nothing_breaks_out_of_its_isolate(text: str) -> None:
    shown = isolate(text)
    inner = shown[1:-1] if shown.startswith("\u2068") else shown
    assert not set(inner) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\x07\x9b\r\x08")
    assert visible(visible(text)) == visible(text)


def samples() -> dict[str, bytes]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("archive/a.warc", b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n")
        file.writestr("datapackage.json", '{"resources": [{"path": "archive/a.warc", "hash": "sha256:0"}]}')
    return {
        "feed": RSS.encode(),
        "html": html(head='<script type="application/ld+json">{"datePublished": "2017-06-30"}</script>')[2],
        "json": json.dumps({"messages": [{"id": 1, "text": [TEXT], "date": "2017-06-30"}]}).encode(),
        "wacz": packed.getvalue(),
        "pdf": scan(b"BT /F 9 Tf (abc) Tj ET"),
        "jsonl": json.dumps({"text": TEXT}).encode(),
        "table": f"text,published\n{TEXT},2017-06-30\n".encode(),
        "text": TEXT.encode(),
    }


SAMPLES = samples()
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 2000), st.binary(min_size=1, max_size=4) | st.sampled_from([b"", b"<", b"\x00", b"9" * 30, b"\xff"])
    ),
    max_size=4,
)


@settings(max_examples=160, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(SAMPLES)), CHANGES, st.integers(0, 3000))
@example("wacz", [(0, b"")], 178)
def test_no_change_of_bytes_breaks_a_parser(tmp_path: Path, kind: str, changes: list[tuple[int, bytes]], end: int) -> None:
    """In this process, without the worker that would catch it: every parser names what it cannot read."""
    data = bytearray(SAMPLES[kind][:end] if end < len(SAMPLES[kind]) // 2 else SAMPLES[kind])
    for at, put in changes:
        data[at % (len(data) + 1) : at % (len(data) + 1) + 1] = put
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    try:
        for item in parse_path(path, kind, Fields(text=""), TODAY, "utf-8", Shape()):
            assert isinstance(item, (Read, Problem))
    except BadInput as error:
        assert error.message


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([OPML.encode(), SITEMAP.encode(), gzip.compress(SITEMAP.encode())]), CHANGES)
def test_no_change_of_bytes_breaks_a_list(data: bytes, changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(data)
    for at, put in changes:
        changed[at % len(data) : at % len(data) + 1] = put
    for read in (read_opml, read_sitemap):
        try:
            read(bytes(changed), "https://example.org/")
        except BadInput as error:
            assert error.message


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_no_change_of_bytes_breaks_an_archive_or_a_parquet_file(tmp_path: Path, changes: list[tuple[int, bytes]]) -> None:
    whole = archive(tmp_path / "a.warc.gz", page(0)).read_bytes()
    files = {"warc": whole}
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        pass
    else:
        out = io.BytesIO()
        pq.write_table(pa.table({"text": [TEXT], "id": ["1"]}), out)
        files["parquet"] = out.getvalue()
    for kind, data in files.items():
        changed = bytearray(data)
        for at, put in changes:
            changed[at % len(data) : at % len(data) + 1] = put
        (tmp_path / "b").write_bytes(changed)
        try:
            for item in parse_path(tmp_path / "b", kind, Fields(text=""), TODAY, "utf-8", Shape()):
                assert isinstance(item, (Read, Problem))
        except BadInput as error:
            assert error.message


CRASHERS = sorted((Path(__file__).parent / "crashers").iterdir())


@pytest.mark.parametrize("path", CRASHERS, ids=lambda p: p.name)
def test_what_once_broke_a_parser(path: Path) -> None:
    problems = []
    try:
        problems = [i for i in parse_path(path, path.suffix[1:], Fields(text=""), TODAY, "utf-8", Shape()) if isinstance(i, Problem)]
    except BadInput as error:
        problems = [Problem(str(path), error)]
    assert problems and all(p.error.message for p in problems)
