"""Watching: polite to each host, nothing fetched twice, nothing lost between a fetch and the store, all of it kept as WARC."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.message import Message
from pathlib import Path

import pytest
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from marsad.cli.main import app
from marsad.errors import BadInput
from marsad.sources import Problem, Read
from marsad.sources.opml import Subscription, read_opml
from marsad.sources.polite import Away, Guest, Refused, retry_after
from marsad.sources.sitemaps import read_sitemap
from marsad.sources.warcs import WarcLog
from marsad.sources.watching import Polled, Watch
from marsad.store import Store
from tests.sources.site import TEXT, Answer, Site, html, rss, serving

START = datetime(2026, 1, 1, tzinfo=UTC).timestamp()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = START
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def guest(site: Site, clock: Clock, **more: object) -> Guest:
    return Guest(clock, clock.sleep, (site.allow,), **more)  # type: ignore[arg-type]


def watch(site: Site, folder: Path, clock: Clock, *paths: str, **more: object) -> Watch:
    listed = [Subscription(site.base + p, "السهل") for p in paths]
    return Watch(listed, folder, guest(site, clock), clock, lambda: date(2026, 1, 1), **more)  # type: ignore[arg-type]


def one(watched: Watch) -> Polled:
    (polled,) = watched.round()
    return polled


def reads(polled: Polled) -> list[Read]:
    return [i for i in polled.items if isinstance(i, Read)]


def test_pages_behind_a_feed_come_once_and_the_feed_is_asked_with_its_validators(site: Site, tmp_path: Path) -> None:
    clock = Clock()

    def feed(asked: Message) -> Answer:
        if asked["If-None-Match"] == '"one"' and asked["If-Modified-Since"] == "Fri, 30 Jun 2017 11:00:00 GMT":
            return 304, {}, b""
        status, headers, body = rss(site.base, "a", "b")
        return status, headers | {"Last-Modified": "Fri, 30 Jun 2017 11:00:00 GMT"}, body

    site.pages |= {"/feed": feed, "/a": html("أول"), "/b": html("ثان")}
    first = one(watch(site, tmp_path, clock, "/feed"))
    assert first.outcome == "new" and [r.report.id for r in reads(first)] == [f"{site.base}/a", f"{site.base}/b"]
    assert reads(first)[0].report.published == "2017-06-30T10:00:00Z" and reads(first)[0].report.outlet == "السهل"
    assert reads(first)[0].evidence.data == site.pages["/a"][2]  # type: ignore[index]
    again = watch(site, tmp_path, clock, "/feed")
    assert list(again.round()) == [] and 0 < again.wait() <= 1800
    clock.now += 1801
    assert one(again).outcome == "unchanged"
    assert site.asked == ["/robots.txt", "/feed", "/a", "/b", "/robots.txt", "/feed"]


def test_a_changed_entry_is_fetched_again(site: Site, tmp_path: Path) -> None:
    clock = Clock()
    site.pages |= {"/feed": rss(site.base, "a", "b"), "/a": html("أول"), "/b": html("ثان")}
    one(watch(site, tmp_path, clock, "/feed"))
    site.pages["/feed"] = rss(site.base, "a", day="Sat, 01 Jul 2017 10:00:00 GMT")
    clock.now += 1801
    assert [r.report.id for r in reads(one(watch(site, tmp_path, clock, "/feed")))] == [f"{site.base}/a"]


def test_one_request_a_host_at_a_time_with_a_pause_between(site: Site, tmp_path: Path) -> None:
    clock = Clock()
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\n")
    paths = [f"/feed{n}" for n in range(4)]
    site.pages |= {p: rss(site.base) for p in paths}
    assert len(list(watch(site, tmp_path, clock, *paths).round())) == 4
    assert site.most == 1 and len(site.asked) == 5
    assert clock.slept == [pytest.approx(7.0)] * 4


def test_robots_are_obeyed_where_the_longest_rule_wins(site: Site) -> None:
    clock = Clock()
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /in\nAllow: /in/open\nDisallow: /*.xml$\n")
    site.pages |= {"/in/open/1": html(), "/in/1": html(), "/a.xml": html()}
    visitor = guest(site, clock)
    assert visitor.get(f"{site.base}/in/open/1").status == 200
    for path in ("/in/1", "/a.xml"):
        with pytest.raises(Refused, match="robots"):
            visitor.get(site.base + path)
    assert site.asked == ["/robots.txt", "/in/open/1"]


def test_robots_that_fail_forbid_and_robots_that_are_not_there_allow(site: Site) -> None:
    clock = Clock()
    site.pages |= {"/robots.txt": (500, {}, b""), "/a": html()}
    visitor = guest(site, clock)
    with pytest.raises(Refused, match="500"):
        visitor.get(f"{site.base}/a")
    del site.pages["/robots.txt"]
    clock.now += 3601
    assert visitor.get(f"{site.base}/a").status == 200


def test_a_redirect_goes_by_the_rules_of_where_it_leads(site: Site) -> None:
    clock = Clock()
    with serving() as other:
        other.pages |= {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /\n"), "/b": html()}
        site.pages |= {"/a": (302, {"Location": f"{other.base}/b"}, b""), "/in": (302, {"Location": "http://127.0.0.1:1/"}, b"")}
        visitor = Guest(clock, clock.sleep, (site.allow, other.allow))
        with pytest.raises(Refused):
            visitor.get(f"{site.base}/a")
        with pytest.raises(Refused, match="open internet"):
            visitor.get(f"{site.base}/in")
        assert other.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [429, 503])
def test_who_asks_to_be_left_alone_is(site: Site, tmp_path: Path, status: int) -> None:
    clock = Clock()
    site.pages |= {"/feed": (status, {"Retry-After": "5000"}, b""), "/two": rss(site.base)}
    polled = {p.subscription.url: p for p in watch(site, tmp_path, clock, "/feed", "/two").round()}
    assert polled[f"{site.base}/feed"].outcome == "later"
    asked = len(site.asked)
    # Another process keeps away too, from the whole host.
    with pytest.raises(Away):
        later = guest(site, clock)
        later.stay_away(json.loads((tmp_path / "state.json").read_text())["away"])
        later.get(f"{site.base}/two")
    assert len(site.asked) == asked
    site.pages["/feed"] = rss(site.base)
    clock.now += 5001
    assert "new" in {p.outcome for p in watch(site, tmp_path, clock, "/feed", "/two").round()}


def test_a_failing_feed_is_asked_less_and_less_and_one_that_is_gone_no_more(site: Site, tmp_path: Path) -> None:
    clock = Clock()
    waits = []
    for _ in range(4):
        watched = watch(site, tmp_path, clock, "/none", every=60.0)
        assert one(watched).outcome == "failed"
        waits.append(round(watched.wait()))
        clock.now += watched.wait()
    assert waits == [60, 120, 240, 480]
    site.pages["/none"] = (410, {}, b"")
    watched = watch(site, tmp_path, clock, "/none", every=60.0)
    assert one(watched).outcome == "gone"
    clock.now += 10**6
    assert list(watch(site, tmp_path, clock, "/none").round()) == []


def test_a_page_that_cannot_be_had_leaves_the_feeds_words_or_is_tried_again(site: Site, tmp_path: Path) -> None:
    clock = Clock()
    site.pages |= {"/feed": rss(site.base, "a", "b"), "/b": (500, {}, b"")}
    first = one(watch(site, tmp_path, clock, "/feed"))
    assert [r.report.text for r in reads(first)] == [f"a\n{TEXT} a"]
    assert ["404" in str(p.error) or "500" in str(p.error) for p in first.items if isinstance(p, Problem)] == [True, True]
    site.pages["/b"] = html()
    clock.now += 1801
    assert [r.report.id for r in reads(one(watch(site, tmp_path, clock, "/feed")))] == [f"{site.base}/b"]


def test_more_than_the_limit_comes_in_the_next_round(site: Site, tmp_path: Path) -> None:
    clock = Clock()
    site.pages |= {"/feed": rss(site.base, *"abc")} | {f"/{n}": html(n) for n in "abc"}
    assert len(reads(one(watch(site, tmp_path, clock, "/feed", limit=2)))) == 2
    clock.now += 1801
    assert [r.report.id for r in reads(one(watch(site, tmp_path, clock, "/feed", limit=2)))] == [f"{site.base}/c"]


def test_what_was_not_stored_is_fetched_again(site: Site, tmp_path: Path) -> None:
    clock = Clock()
    site.pages |= {"/feed": rss(site.base, "a"), "/a": html()}
    rounds = watch(site, tmp_path, clock, "/feed").round()
    assert len(reads(next(rounds))) == 1
    rounds.close()  # type: ignore[attr-defined]
    assert len(reads(one(watch(site, tmp_path, clock, "/feed")))) == 1


def test_a_clock_that_jumps_does_not_end_the_watch(site: Site, tmp_path: Path) -> None:
    clock = Clock()
    site.pages["/feed"] = rss(site.base)
    clock.now += 10 * 365 * 86400
    one(watch(site, tmp_path, clock, "/feed"))
    clock.now = START
    watched = watch(site, tmp_path, clock, "/feed")
    assert len(list(watched.round())) == 1 and watched.wait() <= 1800


def test_the_verb_stores_and_keeps_every_exchange(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/feed": rss(site.base, "a"), "/a": (302, {"Location": "/c"}, b""), "/c": html(head='<meta name="author" content="كاتب">'),
        "/map.xml": (200, {"Content-Type": "text/xml"}, f"<urlset><url><loc>{site.base}/d</loc></url></urlset>".encode()),
        "/d": html("رابع", text=TEXT + " ثم"),
    }  # fmt: skip
    opml = tmp_path / "list.opml"
    opml.write_text(
        f'<opml version="2.0"><body><outline text="x"><outline text="السهل" xmlUrl="{site.base}/feed"/>'
        f'<outline text="خريطة" xmlUrl="{site.base}/map.xml"/></outline></body></opml>',
        encoding="utf-8",
    )
    store = tmp_path / "s.db"
    command = ["watch", str(opml), "--store", str(store), "--once", "--delay", "0"]
    refused = CliRunner().invoke(app, command)
    assert refused.exit_code == 1 and "--allow-host" in refused.output
    (tmp_path / "s.db.watch" / "state.json").unlink()
    done = CliRunner().invoke(app, [*command, "--allow-host", site.allow])
    assert done.exit_code == 0 and "2 added" in done.output, done.output
    with Store.open(store) as s:
        assert sorted(r.id for r in s.reports()) == [f"{site.base}/a", f"{site.base}/d"]
    kept = {}
    for path in sorted((tmp_path / "s.db.watch").glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    kept[record.rec_headers.get_header("WARC-Target-URI")] = (
                        record.http_headers.get_statuscode(), record.content_stream().read(),
                    )  # fmt: skip
    assert kept[f"{site.base}/c"] == ("200", site.pages["/c"][2])  # type: ignore[index]
    assert kept[f"{site.base}/a"][0] == "302" and kept[f"{site.base}/robots.txt"][0] == "404" and len(kept) == 6
    again = CliRunner().invoke(app, ["add", str(tmp_path / "s.db.watch"), "--store", str(tmp_path / "t.db")])
    assert "2 added" in again.output, again.output


def test_a_killed_archive_is_whole_up_to_its_last_exchange(site: Site, tmp_path: Path) -> None:
    clock = Clock()
    site.pages["/a"] = html()
    with WarcLog(tmp_path) as log:
        guest(site, clock, record=log).get(f"{site.base}/a")
        (path,) = tmp_path.iterdir()
        with gzip.open(path) as file:
            assert file.read().count(b"WARC-Type: response") == 2 and log.written == 2


@pytest.mark.parametrize(
    "bad",
    [
        b"", b"<opml>", b"<rss/>", b"<opml><body/></opml>", b"\x00\xff",
        b'<!DOCTYPE o [<!ENTITY e SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="http://x/&e;"/></body></opml>',
        '<!DOCTYPE o [<!ENTITY e "x">]><opml><body><outline xmlUrl="http://x/&e;"/></body></opml>'.encode("utf-16"),
    ],
)  # fmt: skip
def test_a_list_that_is_none_is_refused(bad: bytes) -> None:
    with pytest.raises(BadInput):
        read_opml(bad, "here")


def test_a_list_names_its_outlets_and_what_it_cannot_watch() -> None:
    data = (
        '<opml><body><outline text="أ"><outline text="ب" title="جريدة" language="ar-SA" xmlUrl="http://x.example/f"/></outline>'
        '<outline xmlUrl="http://x.example/f"/><outline xmlUrl="file:///etc/passwd"/></body></opml>'
    )
    found, wrong = read_opml(data.encode(), "here")
    assert found == (Subscription("http://x.example/f", "جريدة", "ar"),) and "file:" in str(wrong[0])


def test_a_sitemap_speaks_of_its_own_host_alone() -> None:
    page = "<url><loc>{}</loc><lastmod>2017-06-30</lastmod></url>"
    data = "".join(map(page.format, ("http://x.example/1", "http://www.x.example/2", "http://y.example/3", "file:///etc/passwd")))
    packed = gzip.compress(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{data}</urlset>'.encode())
    found = read_sitemap(packed, "http://x.example/map.xml.gz")
    assert [p.url for p in found.pages] == ["http://x.example/1", "http://www.x.example/2"]
    index = b"<sitemapindex><sitemap><loc>http://x.example/a.xml</loc></sitemap></sitemapindex>"
    assert [c.url for c in read_sitemap(index, "http://x.example/").children] == ["http://x.example/a.xml"]
    with pytest.raises(BadInput, match="unfolds"):
        read_sitemap(gzip.compress(b"<urlset>" + b" " * 80_000_000), "http://x.example/")


def test_retry_after_in_seconds_or_as_a_date() -> None:
    assert retry_after("120", START) == 120 and retry_after("soon", START) is None and retry_after("", START) is None
    assert retry_after("Thu, 01 Jan 2026 00:01:00 GMT", START) == 60 and retry_after("Thu, 01 Jan 2020 00:00:00 GMT", START) == 0
