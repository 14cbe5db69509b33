"""The whole way in one go, against `marsad serve` over the demonstration, in both languages: a newcomer from the two dates to the words,
the copies, the file, the dossier and its paper; a reviewer from a judgement to event, ledger, changes and log."""

from __future__ import annotations

import csv
import io
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reviewing import PASSWORDS, alone, another_place

from marsad.store import Store

pytestmark = pytest.mark.browser
WORDS = {
    "place": ("al-Sinaa", "الصناعة"), "isis": ("Islamic State (ISIS, Daesh)", "تنظيم الدولة الإسلامية"), "capture": ("Capture", "سيطرة"),
    "dossier": ("Khan Shaykhun, 4 April 2017", "خان شيخون، 4 أبريل 2017"), "dossiers": ("Dossiers", "الملفات"),
    "followed": ("Events, ledger and changes have followed.", "تبعته الأحداث وسجل السيطرة وقائمة التغييرات."),
    "corrected": ("corrected", "صُححت"), "withdrawn": ("This event was withdrawn", "سُحب هذا الحدث"),
    "review": ("review", "المراجعة")}
REASONS = {"place": ("the words name this place", "الكلمات تسمي هذا المكان"), "toll": ("counted again", "عُدّ من جديد"),
           "reject": ("background", "خلفية")}


@pytest.fixture
def served(demo_store: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of `marsad serve` in a process of its own, over a copy of the demonstration, and the copy."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_store, path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([str(Path(sys.executable).with_name("marsad")), "serve", "--store", str(path), "--port", str(port)],
                              stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(url + "/about.json", timeout=5).close()
                break
            except OSError:
                assert server.poll() is None, "marsad serve ended by itself"
                time.sleep(0.1)
        yield url, path
    finally:
        server.terminate()
        assert server.wait(30) in (0, -15)


def holder(page: Any, place: str) -> str:
    """Whom the map in words names as holder of a place."""
    return str(page.evaluate("""(place) => {
      const rows = [...document.querySelectorAll('.in-words dl > div')];
      const row = rows.find(d => [...d.querySelectorAll('dd a')].some(a => a.textContent === place));
      return row ? row.querySelector('dt bdi').textContent : '';
    }""", place))


def set_day(page: Any, clock: str, day: str) -> None:
    """Set a clock by its field, as one types; the page changes in place and its address with it."""
    page.fill(f"input[name={clock}]", day)
    page.press(f"input[name={clock}]", "Tab")
    page.wait_for_url(f"**{clock}={day}**")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_whole_way(browser: Any, served: tuple[str, Path], lang: str) -> None:
    url, path = served
    says = {k: v[lang == "ar"] for k, v in WORDS.items()}
    why = {k: v[lang == "ar"] for k, v in REASONS.items()}
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en", accept_downloads=True)
    # What takes long here is the starting of the server on a busy machine, not the pages.
    context.set_default_timeout(90_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" and "410" not in m.text else None)

    # A newcomer: the day, then the same day as known the day before.
    page.goto(f"{url}/?lang={lang}")
    set_day(page, "on", "2017-06-30")
    assert holder(page, says["place"]) == says["isis"]
    set_day(page, "known", "2017-06-29")
    assert holder(page, says["place"]) not in ("", says["isis"])
    assert page.locator("#feed .event-link", has_text=re.compile(f"{says['capture']}.*{says['place']}")).count() == 0
    shared = page.url.replace("&known=2017-06-29", "")

    # Without the second clock again: from the feed to the event, to the words in the report, to the copies side by side.
    page.goto(shared)
    assert holder(page, says["place"]) == says["isis"]
    page.locator("#feed .event-link", has_text=re.compile(f"{says['capture']}.*{says['place']}")).first.click()
    page.wait_for_selector(".voice")
    assert page.locator(".voice").count() == 2 and page.locator(".against-box").count() >= 1
    event = page.url.split("/events/")[1].split("?")[0]
    said = page.locator(".voice .said").first
    claim = said.get_attribute("data-said")
    page.locator(".voice .claim-meta a[href*='/reports/']").first.click()
    page.wait_for_selector("mark.focus")
    with Store.open_to_read(path) as store:
        words = store.claim(claim)
        text = store.report(words.report).text
    assert page.inner_text("mark.focus").strip() and text[words.start:words.end].startswith(page.inner_text("mark.focus").strip())
    assert "حي الصناعة" in page.inner_text(".report-text")
    assert len(page.inner_text(".hash >> nth=0")) == 64
    copies, edits = page.locator("section[aria-labelledby=copied] a[href*='/copies/']"), 0
    assert copies.count() >= 2
    for n in range(copies.count()):
        copies.nth(n).click()
        page.wait_for_selector(".side-by-side")
        assert page.locator(".same").count() >= 2
        edits += page.locator(".same.edit").count()
        page.go_back()
    assert edits >= 1

    # The list as a file; the dossier, findings and accusations apart, and on paper.
    page.goto(shared)
    with page.expect_download() as download:
        page.click("#feed a[href*='/events.csv']")
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert event in {row["id"] for row in rows} and len(rows) == page.locator("#feed .event-link").count() + rest(page)
    page.locator("header nav a", has_text=says["dossiers"]).click()
    page.locator(".dossiers a", has_text=says["dossier"]).click()
    page.wait_for_selector(".two-courts")
    finding = page.locator(".findings .said").first.inner_text()
    assert finding.strip()
    on_paper = page.request.get(url + page.locator(".takeaway a", has_text="PDF").get_attribute("href"))
    assert on_paper.status == 200 and on_paper.body().startswith(b"%PDF")
    assert context.cookies() == []

    # A reviewer: in by the line of the first page that tells how much waits.
    with Store.open_to_read(path) as store:
        waiting = store.counts()["claims"]
        _, ground = alone(store, ground=True)
        shown, place = another_place(store, ground)
        told, toll = alone(store, toll=True)
        number = next(i for i, q in enumerate(toll.quantities) if q.what == "killed")
        homes = store.event_of_claims()
    page.goto(f"{url}/?lang={lang}")
    line = page.locator("#headline a[href^='/review']")
    assert str(waiting) in line.inner_text() and says["review"] in line.inner_text()
    line.click()
    page.fill("#name", "desk-reviewer")
    page.fill("#password", PASSWORDS["desk-reviewer"])
    page.press("#password", "Enter")
    page.wait_for_selector(".queue")
    (cookie,) = context.cookies()
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict" and cookie["path"] == "/review"
    assert page.evaluate("document.cookie") == ""
    last = page.request.get(f"{url}/changes.json?limit=1000").json()["last"]

    # A place, from the event's public page: event and ledger follow.
    page.goto(f"{url}/events/{homes[ground.id]}?lang={lang}")
    page.click(".takeaway a[href*='/review/events/']")
    page.click(f"a[href*='/review/claims/{ground.id}']")
    page.wait_for_selector("#judge")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "places-0-text"
    page.fill("[name=places-0-text]", shown)
    page.fill("[name=places-0-id]", place)
    page.fill(".correct [name=reason]", why["place"])
    page.press(".correct [name=reason]", "Control+Enter")
    page.wait_for_url("**done=1**")
    assert says["followed"] in page.inner_text(".notice")
    with Store.open_to_read(path) as store:
        home = store.event_of_claims()[ground.id]
        assert store.event(home).place.id == place and store.claim(ground.id) == ground
    page.goto(f"{url}/places/{place}?lang={lang}")
    assert page.locator(f".ledger a[href*='{home}'], .ledger [data-said='{ground.id}']").count() > 0
    page.goto(f"{url}/events/{home}?lang={lang}")
    assert says["corrected"] in page.inner_text(".judged")

    # A toll, from its words in the report.
    page.goto(f"{url}/reports/{toll.report}?claim={toll.id}&lang={lang}")
    page.click(f"#c-{toll.id} a[href*='/review/claims/']")
    page.wait_for_selector("#judge")
    page.keyboard.press("c")
    page.fill(f"[name=quantities-{number}-low]", "17")
    page.fill(f"[name=quantities-{number}-high]", "17")
    page.fill(".correct [name=reason]", why["toll"])
    page.click("form.correct button:not([type=button])")
    page.wait_for_url("**done=2**")
    page.goto(f"{url}/events/{told.id}?lang={lang}")
    assert re.search(r"\b17\b", page.inner_text(".range-head"))

    # The same claim rejected: its event goes, and the feed of changes tells all of it.
    page.goto(f"{url}/review/claims/{toll.id}?lang={lang}")
    page.keyboard.press("x")
    page.keyboard.type(why["reject"])
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**done=3**")
    page.goto(f"{url}/events/{told.id}?lang={lang}")
    assert says["withdrawn"] in page.inner_text("h1")
    changes = page.request.get(f"{url}/changes.json?after={last}&limit=1000").json()["items"]
    assert [c["action"] for c in changes if c["item"] == toll.id] == ["judged", "judged"]
    assert [c["action"] for c in changes if c["item"] == ground.id] == ["judged"]
    assert [c["action"] for c in changes if c["item"] == told.id][-1] == "withdrawn"
    assert any(c["item"] == home and c["action"] in ("added", "amended") for c in changes)
    page.goto(f"{url}/?lang={lang}")
    assert str(waiting - 2) in page.inner_text("#headline")

    # The log has all three, newest first; nothing is left of the session after signing out.
    page.goto(f"{url}/review/log?lang={lang}")
    entries = page.locator(".log tbody tr")
    assert entries.count() == 3
    assert [reason in entries.nth(n).inner_text() for n, reason in enumerate((why["reject"], why["toll"], why["place"]))] == [True] * 3
    page.click(".whoami button")
    page.wait_for_url(lambda u: "/review" not in u)
    assert context.cookies() == []
    context.close()
    assert not errors


def rest(page: Any) -> int:
    """How many events the feed says there are beyond those listed."""
    more = page.locator("#feed .more")
    return int(re.sub(r"\D", "", more.inner_text())) if more.count() else 0
