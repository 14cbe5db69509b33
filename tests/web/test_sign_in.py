"""Signing in over HTTP: what the cookie is, who is slowed down, and that a form from elsewhere does nothing."""

from __future__ import annotations

import logging
from pathlib import Path

import html5lib
import pytest
from fastapi.testclient import TestClient
from reviewing import PASSWORDS, sign_in, token

from marsad.store import Store


def as_user(csrf: str, name: str) -> dict[str, str]:
    """The form of signing in, filled in."""
    return {"csrf": csrf, "name": name, "password": PASSWORDS[name]}


def test_reading_stays_without_cookies_and_review_is_shut(desk: tuple[TestClient, Store]) -> None:
    client, _ = desk
    assert "set-cookie" not in client.get("/").headers
    for path in ("/review", "/review/log", "/review/claims/x", "/review/events/x"):
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/review/sign-in?next=%2Freview"), path
    assert client.get("/review/gold.jsonl").status_code == 401
    assert client.post("/review/claims/x", data={"action": "accept"}, follow_redirects=False).status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(desk: tuple[TestClient, Store], caplog: pytest.LogCaptureFixture) -> None:
    client, store = desk
    with caplog.at_level(logging.DEBUG):
        form = client.get("/review/sign-in").text
        answer = client.post("/review/sign-in", data=as_user(token(form), "desk-reviewer"),
                             follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303 and "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/review" in cookie
    page = client.get("/review")
    assert page.headers["cache-control"] == "no-store" and "access-control-allow-origin" not in page.headers
    # Nothing of it stands in the log, nor in clear in the store.
    session = cookie.split(";")[0].split("=")[1]
    kept = Path(store.target).read_bytes()
    for secret in (PASSWORDS["desk-reviewer"], session):
        assert secret not in caplog.text and secret.encode() not in kept
    # Over https the cookie is for https alone.
    with TestClient(client.app, base_url="https://testserver") as secure:
        form = secure.get("/review/sign-in").text
        again = secure.post("/review/sign-in", data=as_user(token(form), "desk-reviewer"),
                            follow_redirects=False)
        assert "Secure" in again.headers["set-cookie"]


def test_wrong_password_says_nothing_of_names(desk: tuple[TestClient, Store]) -> None:
    client, _ = desk
    texts = []
    for name in ("desk-reviewer", "nobody"):
        form = client.get("/review/sign-in?lang=en").text
        answer = client.post("/review/sign-in?lang=en", data={"csrf": token(form), "name": name, "password": "wrong wrong wrong"})
        assert answer.status_code == 401 and "set-cookie" not in answer.headers
        texts.append(answer.text.replace(name, "").replace(token(answer.text), ""))
    assert texts[0] == texts[1]


def test_guessing_is_slowed_down(desk: tuple[TestClient, Store]) -> None:
    client, _ = desk
    form = token(client.get("/review/sign-in?lang=en").text)
    codes = [client.post("/review/sign-in?lang=en", data={"csrf": form, "name": "desk-reviewer", "password": f"guess {n}"}).status_code
             for n in range(5)]
    assert codes == [401] * 5
    for lang, words in (("en", "Try again in"), ("ar", "حاول من جديد بعد")):
        answer = client.post(f"/review/sign-in?lang={lang}", data=as_user(form, "desk-reviewer"))
        assert answer.status_code == 429 and 0 < int(answer.headers["retry-after"]) <= 30
        assert words in answer.text and "UTC" in answer.text
        html5lib.HTMLParser(strict=True).parse(answer.text)


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/review\\..//evil", "/reviewer", "javascript:1",
                                     "/review\n/x"])
def test_signing_in_leads_nowhere_else(desk: tuple[TestClient, Store], address: str) -> None:
    client, _ = desk
    form = token(client.get("/review/sign-in").text)
    answer = client.post("/review/sign-in", data=as_user(form, "desk-editor") | {"next": address},
                         follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/review"


def test_a_form_from_elsewhere_does_nothing(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "desk-reviewer")
    claim = next(iter(store.claims()))
    good = {"csrf": csrf, "action": "reject", "reason": "no"}
    for data, headers in (({**good, "csrf": "x"}, {}), ({k: v for k, v in good.items() if k != "csrf"}, {}),
                          (good, {"Sec-Fetch-Site": "cross-site"}), (good, {"Origin": "https://evil.example"})):
        answer = client.post(f"/review/claims/{claim.id}", data=data, headers=headers)
        assert answer.status_code == 403, (data, headers)
    assert list(store.judgements()) == []
    assert client.post("/review/sign-in", data=as_user("x", "desk-reviewer")).status_code == 403
    assert client.post(f"/review/claims/{claim.id}", data=good | {"reason": "x" * 300_000}).status_code == 413
