"""The pages of review: valid in both languages, in order of need, and hostile words stay text in them."""

from __future__ import annotations

import re

import html5lib
from checking import check_page, marks, with_lang
from fastapi.testclient import TestClient
from reviewing import alone, sign_in

from marsad.store import Store


def test_pages_of_review_are_valid_in_both_languages(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    for lang in ("ar", "en"):
        check_page(client.get(f"/review/sign-in?lang={lang}"), lang, signed=True)
    csrf = sign_in(client, "desk-editor")
    event, claim = alone(store, ground=True)
    client.post(f"/review/events/{event.id}", data={"csrf": csrf, "action": "retract", "reason": "so"})
    client.post(f"/review/claims/{claim.id}", data={"csrf": csrf, "action": "accept", "reason": "so"})
    paths = ["/review", "/review?kind=capture", "/review/log", f"/review/claims/{claim.id}", f"/review/events/{event.id}",
             "/review/claims/none", f"/events/{event.id}", f"/reports/{claim.report}"]
    for path in paths:
        for lang in ("ar", "en"):
            answer = client.get(with_lang(path, lang))
            assert answer.status_code == (404 if "none" in path else 200), path
            check_page(answer, lang, signed=path.startswith("/review"))
    assert "desk-editor" not in client.get(f"/events/{event.id}").text.replace("/review", "")


def test_hostile_words_of_reviewers_stay_text(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "desk-reviewer")
    event = next(e for e in store.events() if e.place)
    for bad in ("<script>window.pwned=1</script>", '"><img src=x onerror=alert(1)>', "</bdi><base href=//evil.example/>",
                "\x00\x1b[31m{{7*7}}"):
        for action in ("accept", "reject"):
            client.post(f"/review/claims/{event.claims[0]}", data={"csrf": csrf, "action": action, "reason": bad})
        client.post(f"/review/events/{event.id}", data={"csrf": csrf, "action": "merge", "into": bad, "reason": bad})
        client.post(f"/review/events/{event.id}", data={"csrf": csrf, "action": "retract", "reason": bad})
    for path in ("/review", "/review/log", f"/review/claims/{event.claims[0]}", f"/claims/{event.claims[0]}", f"/events/{event.id}"):
        answer = client.get(path)
        html5lib.HTMLParser(strict=True).parse(answer.text)
        for tag, attributes in marks(answer.text):
            assert tag not in ("img", "base", "iframe", "style") and not any(n.startswith("on") for n in attributes), (path, tag)
            assert tag != "script" or attributes.get("src", "").startswith("/static/"), path


def test_the_queue_shrinks_and_says_why(desk: tuple[TestClient, Store]) -> None:
    client, _ = desk
    csrf = sign_in(client, "desk-reviewer")

    def waiting(html: str) -> int:
        return int(re.search(r"<b>(\d+)</b> claims? awaits? review|(\d+) claims? awaits? review", html)[1])  # type: ignore[index,arg-type]

    html = client.get("/review?lang=en").text
    scores = [float(x) for x in re.findall(r'class="score"[^>]*><bdi>([\d.]+)', html)]
    assert scores == sorted(scores, reverse=True) and len(scores) == 40
    assert "The reader is unsure" in html
    head = re.search(r"/review/claims/([0-9a-f]+)", html)[1]  # type: ignore[index]
    before = waiting(html)
    answer = client.post(f"/review/claims/{head}?lang=en", data={"csrf": csrf, "action": "accept", "reason": "so"})
    assert f"/review/claims/{head}" not in str(answer.url) and "/review/claims/" in str(answer.url)
    again = client.get("/review?lang=en").text
    assert waiting(again) == before - 1 and f"/review/claims/{head}" not in again
    assert f"{before - 1} claims await review" in client.get("/?lang=en").text
