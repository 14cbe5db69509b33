"""Feeds: Atom, RSS and JSON, whole, cut and hostile; what is whole goes in with its fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.site import TEXT
from tests.sources.taking import take

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>السهل</title>
<entry><id>tag:1</id><title>أول</title><link href="https://example.org/1"/><published>2017-06-30T02:00:00+03:00</published>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;&lt;p&gt;ثم&lt;/p&gt;</content></entry>
<entry><id>tag:2</id></entry></feed>"""
RSS = f"""<rss version="2.0"><channel><title>الجبل</title><language>ar-sy</language>
<item><guid>g1</guid><title>ثان</title><description>{TEXT}</description><pubDate>Fri, 30 Jun 2017 10:00:00 GMT</pubDate></item>
</channel></rss>"""


def test_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(ATOM, encoding="utf-8")
    (read,), (problem,) = take(tmp_path / "a.atom")
    assert read.report.text == f"أول\n{TEXT}\nثم" and read.report.outlet == "السهل"
    assert (read.report.id, read.report.url, read.report.published) == (
        "tag:1",
        "https://example.org/1",
        "2017-06-29T23:00:00Z",
    )
    assert problem.where.endswith("#2")
    (tmp_path / "b.xml").write_text(RSS, encoding="utf-8")
    (read,), problems = take(tmp_path / "b.xml")
    assert (read.report.id, read.report.language, read.report.day) == ("g1", "ar", "2017-06-30") and not problems


def test_a_cut_feed_gives_what_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS[: RSS.index("</channel>")] + "<item><title>x", encoding="utf-8")
    reads, problems = take(tmp_path / "a.rss")
    assert "g1" in [r.report.id for r in reads] and any("broken" in str(p.error) for p in problems)


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY e SYSTEM "file:///etc/passwd">', '<!ENTITY a "ha"><!ENTITY e "' + "&a;" * 1000 + '">'],
)
def test_a_feed_reads_no_file_and_unfolds_nothing(tmp_path: Path, entity: str) -> None:
    bad = f'<?xml version="1.0"?><!DOCTYPE x [{entity}]>' + RSS.replace(TEXT, TEXT + "&e;")
    (tmp_path / "a.rss").write_text(bad, encoding="utf-8")
    reads, _ = take(tmp_path / "a.rss")
    assert all("root:" not in r.report.text and len(r.report.text) < 1000 for r in reads)


def test_a_json_feed(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "السهل",
        "items": [
            {
                "id": "1",
                "content_html": f"<p>{TEXT}</p>",
                "date_published": "2017-06-30T10:00:00Z",
                "authors": [{"name": "ب"}],
            },
            {"id": "2"},
            "3",
        ],
    }
    (tmp_path / "feed.json").write_text(json.dumps(feed), encoding="utf-8")
    (read,), problems = take(tmp_path / "feed.json")
    assert (read.report.text, read.report.outlet, read.report.author) == (f"\n{TEXT}", "السهل", "ب")
    assert [p.where.rsplit("#")[1] for p in problems] == ["2", "3"]
