"""A reviewer's way through the pages in Chromium, both languages; keys, axe and 360 px on the pages of review."""

from __future__ import annotations

import re
from typing import Any

import checking
import pytest
from reviewing import PASSWORDS, alone, another_place

from marsad.store import Store

pytestmark = pytest.mark.browser


def enter(page: Any, url: str, lang: str, name: str) -> None:
    """Sign in on the page."""
    page.goto(f"{url}/review?lang={lang}")
    page.fill("#name", name)
    page.fill("#password", PASSWORDS[name])
    page.press("#password", "Enter")
    page.wait_for_selector(".queue")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_reviewer(browser: Any, site: tuple[str, Store], lang: str) -> None:
    url, store = site
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" and "410" not in m.text else None)

    def words(en: str, ar: str) -> str:
        return ar if lang == "ar" else en

    # A newcomer's first page tells how much waits, and leads to signing in; only then is there a cookie.
    page.goto(f"{url}/?lang={lang}")
    waits = page.inner_text("#headline a[href^='/review']")
    assert str(store.counts()["claims"]) in waits and words("review", "المراجعة") in waits
    assert context.cookies() == []
    page.click("#headline a[href^='/review']")
    page.wait_for_selector("#password")
    enter(page, url, lang, "desk-reviewer")
    (cookie,) = context.cookies()
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict" and cookie["path"] == "/review"
    assert page.evaluate("document.cookie") == ""

    # The place of a claim that the ledger rests on.
    _, ground = alone(store, ground=True)
    shown, place = another_place(store, ground)
    page.goto(f"{url}/review/claims/{ground.id}?lang={lang}")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "places-0-text"
    page.fill("[name=places-0-text]", shown)
    page.fill("[name=places-0-id]", place)
    page.fill(".correct [name=reason]", words("the words name this place", "الكلمات تسمي هذا المكان"))
    page.press(".correct [name=reason]", "Control+Enter")
    page.wait_for_url("**done=1**")
    assert words("Events, ledger and changes have followed.", "تبعته الأحداث وسجل السيطرة وقائمة التغييرات.") in page.inner_text(".notice")
    page.goto(f"{url}/places/{place}?lang={lang}")
    home = store.event_of_claims()[ground.id]
    assert page.locator(f".ledger a[href*='{home}'], .ledger [data-said='{ground.id}']").count() > 0
    page.goto(f"{url}/events/{home}?lang={lang}")
    assert words("corrected", "صُححت") in page.inner_text(".judged")

    # A toll.
    told, toll = alone(store, toll=True)
    page.goto(f"{url}/review/claims/{toll.id}?lang={lang}")
    n = next(i for i, q in enumerate(toll.quantities) if q.what == "killed")
    page.keyboard.press("c")
    page.fill(f"[name=quantities-{n}-low]", "17")
    page.fill(f"[name=quantities-{n}-high]", "17")
    page.fill(".correct [name=reason]", words("counted again", "عُدّ من جديد"))
    page.click(".correct button:has-text('{}')".format(words("Keep the correction", "حفظ التصحيح")))
    page.wait_for_url("**done=2**")
    page.goto(f"{url}/events/{told.id}?lang={lang}")
    assert re.search(r"\b17\b", page.inner_text(".range-head"))

    # A rejected claim: its event goes, and the feed of changes tells so.
    page.goto(f"{url}/review/claims/{toll.id}?lang={lang}")
    page.keyboard.press("x")
    page.keyboard.type(words("background", "خلفية"))
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**done=3**")
    page.goto(f"{url}/events/{told.id}?lang={lang}")
    assert words("This event was withdrawn", "سُحب هذا الحدث") in page.inner_text("h1")
    changes = page.request.get(f"{url}/changes.json?limit=1000").json()["items"]
    assert [c["action"] for c in changes if c["item"] == toll.id] == ["judged", "judged"]
    assert any(c["item"] == told.id and c["action"] == "withdrawn" for c in changes)

    # The log has all three, newest first; nothing is left of the session after signing out.
    page.goto(f"{url}/review/log?lang={lang}")
    assert page.locator(".log tbody tr").count() == 3
    assert words("background", "خلفية") in page.inner_text(".log tbody tr >> nth=0")
    assert words("counted again", "عُدّ من جديد") in page.inner_text(".log tbody tr >> nth=1")
    page.click(".whoami button")
    page.wait_for_url(lambda u: "/review" not in u)
    assert context.cookies() == []
    context.close()
    assert not errors


def test_the_queue_goes_by_keys(browser: Any, site: tuple[str, Store]) -> None:
    url, store = site
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    enter(page, url, "en", "desk-editor")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".queue-link").nth(1).get_attribute("href")
    assert page.evaluate("document.activeElement.getAttribute('href')") == second
    page.keyboard.press("Enter")
    page.wait_for_selector("#judge")
    page.keyboard.press("a")
    page.wait_for_url("**done=1**")
    assert store.judgement(1).action == "accept" and store.judgement(1).item in (second or "")
    page.keyboard.press("?")
    assert page.locator(".keys[open] kbd").count() == 9
    # Who cannot use single keys turns them off, and they stay off.
    page.click("#keys-on")
    page.locator("h1").click()
    page.keyboard.press("a")
    page.reload()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert len(list(store.judgements())) == 1
    context.close()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_review_is_open_to_all_and_fits_a_phone(browser: Any, site: tuple[str, Store], lang: str) -> None:
    url, store = site
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    page = context.new_page()
    found: list[Any] = []
    _event, claim = alone(store, toll=True)
    many = max(store.events(), key=lambda e: len(e.claims))

    def look(name: str) -> None:
        found.extend(checking.look(page, name, checking.PHONE))

    page.goto(f"{url}/review/sign-in?lang={lang}")
    look("sign-in")
    enter(page, url, lang, "desk-editor")
    look("queue")
    page.goto(f"{url}/review/claims/{claim.id}?lang={lang}")
    page.click("#correct > summary")
    look("claim")
    page.fill(".correct [name=places-0-id]", "no place")
    page.fill(".correct [name=reason]", "x")
    page.press(".correct [name=reason]", "Enter")
    page.wait_for_selector("[role=alert]")
    look("refused")
    page.goto(f"{url}/review/events/{many.id}?lang={lang}")
    look("event")
    page.fill(".act [name=reason] >> nth=-1", "x")
    page.click(".danger")
    page.wait_for_url("**done=**")
    page.goto(f"{url}/review?lang={lang}")
    look("pending")
    page.goto(f"{url}/review/log?lang={lang}")
    look("log")
    page.goto(f"{url}/events/{many.id}?lang={lang}")
    look("judged event")
    context.close()
    assert not found
