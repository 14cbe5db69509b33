"""The pages of review in Chromium: the queue by keys; axe and 360 px, both languages."""

from __future__ import annotations

from typing import Any

import checking
import pytest
from reviewing import PASSWORDS, alone

from marsad.store import Store

pytestmark = pytest.mark.browser


def enter(page: Any, url: str, lang: str, name: str) -> None:
    """Sign in on the page."""
    page.goto(f"{url}/review?lang={lang}")
    page.fill("#name", name)
    page.fill("#password", PASSWORDS[name])
    page.press("#password", "Enter")
    page.wait_for_selector(".queue")


def test_the_queue_goes_by_keys(browser: Any, site: tuple[str, Store]) -> None:
    url, store = site
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    enter(page, url, "en", "desk-editor")
    page.wait_for_load_state("load")  # the script that hears keys comes after the list
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
