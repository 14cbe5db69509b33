"""Takes the pictures of the pages of review, in a copy of the store: judging for a picture must not change the record."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from reviewing import PASSWORDS, add_told_once, add_users, alone, another_place

CLOCK = "2026-01-15T09:30:00+00:00"


def take_review(browser: Any, path: Path, out: Path) -> int:
    """Take all pictures of review, both languages, the main ones at phone width too. Gives their number."""
    from screenshots import save

    from conftest import serve
    from marsad.pipeline import run
    from marsad.store import Store
    from marsad.web.app import build, ready
    from marsad.web.limits import Limits

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        shutil.copy(path, copy)
        store = Store.open(copy)
        if not store.users():
            add_users(store)
            add_told_once(store)
            run(store)
        app = build(store)
        url, server, thread = serve(app)
        judged = judge(store)
        ready(app.state.desk)
        taken = 0
        for lang in ("ar", "en"):
            app.state.limits = Limits()
            for suffix, width, height in (("", 1320, 900), ("-phone", 360, 740)):
                context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", reduced_motion="reduce")
                page = context.new_page()
                page.goto(f"{url}/review?lang={lang}")
                save(page.screenshot(), out / f"sign-in-{lang}{suffix}.png")
                page.fill("#name", "desk-editor")
                page.fill("#password", PASSWORDS["desk-editor"])
                page.press("#password", "Enter")
                page.wait_for_selector(".queue")
                save(page.screenshot(), out / f"review-{lang}{suffix}.png")
                for name, address in judged.items():
                    page.goto(f"{url}{address}{'&' if '?' in address else '?'}lang={lang}")
                    if name == "review-claim":
                        page.keyboard.press("c")
                        page.evaluate("document.activeElement.blur()")
                        page.locator(".machine" if not suffix else "#correct").scroll_into_view_if_needed()
                    if name == "judged-event":
                        page.locator(".judged").scroll_into_view_if_needed()
                    save(page.screenshot(), out / f"{name}-{lang}{suffix}.png")
                taken += 2 + len(judged)
                context.close()
        server.should_exit = True
        thread.join(10)
    return taken


def judge(store: Any) -> dict[str, str]:
    """A few judgements to look at, and the addresses of what they were made on."""
    import json

    from marsad.model.codec import plain
    from marsad.pipeline import run
    from marsad.review import Judgement

    def keep(user: str, what: str, item: str, action: str, reason: str, claim: Any = None, **fields: object) -> None:
        bound = ("", "", 0, "", "")
        if claim:
            bound = (claim.report, claim.kind, claim.start, store.report(claim.report).text_sha256, home[claim.id])
        store.judge(Judgement(0, CLOCK, user, "reviewer" if user == "desk-reviewer" else "editor", what, item, action,
                              json.dumps(fields, ensure_ascii=False), reason, *bound))

    home = store.event_of_claims()
    _moved, claim = alone(store, ground=True)
    words, place = another_place(store, claim)
    start = store.report(claim.report).text.index(words)
    keep("desk-reviewer", "claim", claim.id, "correct", "الخبر عن هذا المكان، والأول سطر التأريخ", claim,
         places=[{"text": words, "start": start, "end": start + len(words), "id": place, "type": "place", "precision": 1}])
    told, toll = alone(store, toll=True)
    keep("desk-reviewer", "claim", toll.id, "accept", "تقول ما تقوله الكلمات", toll)
    many = max(store.events(), key=lambda e: (len(e.claims), e.id))
    keep("second-editor", "event", many.id, "retract", "خبر قديم أعيد نشره", claims=list(many.claims))
    keep("desk-editor", "event", told.id, "regrade", "مصدر طرف وحيد", source="C", information="4")
    run(store, ("events", "incidents", "control"))
    assert plain(claim) == plain(store.claim(claim.id))
    return {"review-claim": f"/review/claims/{toll.id}", "review-event": f"/review/events/{many.id}", "review-log": "/review/log",
            "judged-event": f"/events/{store.event_of_claims()[claim.id]}"}
