"""Takes docs/screenshots out of a store (that of `marsad demo`): `python tests/web/screenshots.py marsad-demo.db`."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


def pages(store: Any) -> dict[str, str]:
    """Name to address of the pages that show most, found in the store."""
    events = store.events()
    told = max(events, key=lambda e: (e.status == "disputed" and e.kind == "capture", len(e.voices), len(e.reports), e.id))
    report = told.reports[0]
    copy = max(store.copies(), key=lambda c: (not c.background, len(c.passages), min(c.share_a, c.share_b), c.a))
    incidents = sorted(store.incidents(), key=lambda i: (
        not any(x.section == "finding" for x in i.lines), -len({x.section for x in i.lines}), i.id))
    held = told.place.id if told.place and told.place.id else store.all_holds()[0].place.id
    out = {"observatory": "/?on=2017-06-30", "observatory-known-before": "/?on=2017-06-30&known=2017-06-29", "event": f"/events/{told.id}",
           "report": f"/reports/{report}?claim={told.claims[0]}", "copies": f"/copies/{copy.a}/{copy.b}", "place": f"/places/{held}",
           "actor": "/actors/isis", "search": "/search?q=الرقة", "about": "/about"}
    if incidents:
        out["dossier"] = f"/incidents/{incidents[0].id}"
    return out


def take(browser: Any, path: Path, out: Path = OUT) -> int:
    """Take all pictures: each page in both languages, and the main ones at phone width. Gives their number."""

    from conftest import serve
    from marsad.store import Store
    from marsad.web.app import build, ready

    out.mkdir(parents=True, exist_ok=True)
    store = Store.open_to_read(path)
    wanted = pages(store)
    app = build(store)
    ready(app.state.desk)
    url, server, thread = serve(app)
    taken = 0
    for lang in ("ar", "en"):
        for name, address in wanted.items():
            sizes = [("", 1320, 900)] + ([("-phone", 360, 740)] if name in ("observatory", "event", "dossier", "report") else [])
            for suffix, width, height in sizes:
                page = browser.new_page(viewport={"width": width, "height": height}, locale="en-GB", reduced_motion="reduce")
                page.goto(f"{url}{address}{'&' if '?' in address else '?'}lang={lang}")
                if name.startswith("observatory") and not suffix:
                    page.wait_for_selector("#live[data-ready]", timeout=60000)
                    page.wait_for_timeout(800)
                save(page.screenshot(), out / f"{name}-{lang}{suffix}.png")
                taken += 1
                page.close()
    server.should_exit = True
    thread.join(5)
    return taken


def save(png: bytes, path: Path) -> None:
    """Write a picture, in 256 colours where Pillow is there to make it small."""
    try:
        from PIL import Image
    except ImportError:
        path.write_bytes(png)
        return
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    image.save(path, optimize=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    from playwright.sync_api import sync_playwright

    from conftest import CHROMIUM, FLAGS

    with sync_playwright() as p:
        from review_screenshots import take_review

        chromium = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        print(take(chromium, Path(sys.argv[1])) + take_review(chromium, Path(sys.argv[1]), OUT))
