"""The pages in Chromium: the live map, keys, no scripts; axe and 360 px on each page; the pictures of docs/screenshots."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checking import PHONE, look, with_lang

pytestmark = pytest.mark.browser
PAGES = {
    "observatory": "/?on=2017-06-30", "event": "/events/e-sinaa-back", "report": "/reports/made-001?claim=c01", "place": "/places/al-sinaa",
    "actor": "/actors/isis", "dossier": "/incidents/i-khan", "copies": "/copies/made-001/made-002", "search": "/search?q=الصناعة",
    "about": "/about", "chart": "/chart", "methodology": "/methodology", "reports": "/reports", "places": "/places", "actors": "/actors",
    "incidents": "/incidents", "outlet": "/outlets/alpha-daily", "report-error": "/report-error", "missing": "/events/none",
}


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page that fails the test on any script error or blocked resource."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en", accept_downloads=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" and "404" not in m.text else None)
    yield page
    context.close()
    assert not errors


def test_live_map_and_its_card(page: Any, address: str) -> None:
    page.goto(f"{address}/?lang=en&on=2017-06-30")
    page.wait_for_selector("#live[data-ready]", timeout=60000)
    page.click(".spot-marker[aria-label*='al-Sinaa']")
    assert "Islamic State" in page.inner_text("#card")
    page.keyboard.press("Escape")
    assert page.is_hidden("#card")


def test_without_scripts_the_map_and_the_clocks_work(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/?lang=en")
    assert page.locator("svg.map .area").count() >= 4
    page.fill("input[name=on]", "2017-06-30")
    page.fill("input[name=known]", "2017-06-29")
    page.click(".narrow button[type=submit]")
    assert "known=2017-06-29" in page.url
    assert "al-Sinaa: Syrian Democratic Forces" in page.content()
    context.close()


def test_keyboard_moves_the_clocks(page: Any, address: str) -> None:
    page.goto(f"{address}/?lang=en&on=2017-06-30")
    page.locator("#main").focus()
    page.keyboard.press(",")
    page.wait_for_url("**on=2017-06-29**")
    page.keyboard.press("Shift+<")
    page.wait_for_url("**known=2017-07-01**")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_page_is_open_to_all_and_fits_a_phone(browser: Any, address: str, lang: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    found = []
    for name, path in PAGES.items():
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address + with_lang(path, lang))
        if name == "observatory":
            page.wait_for_selector(".spot-marker")  # the live map comes after the page: without it nothing of it is looked at
        found += look(page, name)
        page.set_viewport_size({"width": PHONE, "height": 740})
        found += look(page, name, PHONE)
    context.close()
    assert not found


def test_first_paint_is_light(page: Any, address: str) -> None:
    sizes: dict[str, int] = {}

    def note(response: Any) -> None:
        if response.status == 200:
            sizes[response.url.removeprefix(address)] = len(response.body())

    page.on("requestfinished", lambda r: note(r.response()))
    page.goto(f"{address}/?lang=ar", wait_until="load")
    painted = {u: n for u, n in sizes.items() if "maplibre" not in u and "base.geojson" not in u}
    assert sum(painted.values()) < 1_200_000, painted


def test_screenshots(browser: Any, made_store: Path, demo_store: Path, tmp_path: Path) -> None:
    """Every picture of docs/screenshots can be taken; MARSAD_SCREENSHOTS names the store to take them out of for good."""
    from review_screenshots import take_review
    from screenshots import OUT, take

    named = os.environ.get("MARSAD_SCREENSHOTS")
    out = OUT if named else tmp_path
    assert take(browser, Path(named) if named else made_store, out) >= 20
    assert take_review(browser, Path(named) if named else demo_store, out) >= 20
    assert all(p.stat().st_size > 5_000 for p in out.glob("*.png"))
