"""What the tests of review share: a store with a reviewer and two editors, and a way in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from fastapi.testclient import TestClient

from marsad.model import Claim, Event, Evidence, Report
from marsad.store import Store

PASSWORDS = {"desk-reviewer": "reviewer pass phrase", "desk-editor": "editor pass phrase 1", "second-editor": "editor pass phrase 2"}


def open_copy(path: Path, folder: Path) -> Store:
    """A store of our own out of one that others read."""
    copy = folder / "review.db"
    shutil.copy(path, copy)
    return Store.open(copy)


def add_users(store: Store) -> None:
    """A reviewer and two editors. Hashing their passwords is slow on purpose: once is enough."""
    for name, password in PASSWORDS.items():
        store.add_user(name, "reviewer" if name == "desk-reviewer" else "editor", password)


TOLD_ONCE = Report(
    "desk-001", "تطورات ميدانية في شمال سوريا",
    "تطورات ميدانية في شمال سوريا\nقال مصدر محلي إن قوات سوريا الديمقراطية سيطرت السبت على بلدة عين عيسى،"
    " وتقع البلدة على الطريق إلى تل أبيض."
    " وقتل ستة مدنيين الأحد في انفجار سيارة مفخخة في مدينة جرابلس بريف حلب، بحسب المصدر.", "desk", "", "2017-07-24")
"""A report of our own beside the demonstration, whose events nobody else tells: the demonstration's are told twice and more."""


def add_told_once(store: Store) -> None:
    """Put the report in that tells of a capture and of dead that no other report tells of."""
    store.add([(TOLD_ONCE, Evidence(TOLD_ONCE.id, "text/plain", TOLD_ONCE.text.encode()))])


def token(html: str) -> str:
    """The CSRF token of a page's first form."""
    found = re.search(r'name="csrf" value="([^"]+)"', html)
    assert found
    return found[1]


def sign_in(client: TestClient, name: str) -> str:
    """Sign in; gives the token of the session."""
    client.cookies.clear()
    form = client.get("/review/sign-in?lang=en").text
    answer = client.post("/review/sign-in?lang=en", data={
        "csrf": token(form), "name": name, "password": PASSWORDS[name], "next": "/review"})
    assert answer.status_code == 200 and str(answer.url).endswith("/review?lang=en"), answer.status_code
    return token(answer.text)


def alone(store: Store, **wanted: bool) -> tuple[Event, Claim]:
    """An event told by one claim, and that claim: `ground` where the ledger rests on it, `toll` where it counts the dead."""
    basis = {e for h in store.all_holds() for e in h.basis}
    for event in store.events():
        claim = store.claim(event.claims[0])
        toll = any(q.what == "killed" and q.low is not None for q in claim.quantities)
        if len(event.claims) == 1 and (not wanted.get("ground") or (event.id in basis and event.kind != "hold")) \
                and (not wanted.get("toll") or (toll and event.kind != "clash")) and event.place and event.place.id:
            return event, claim
    raise AssertionError(f"the demonstration has no such event: {wanted}")


def another_place(store: Store, claim: Claim) -> tuple[str, str]:
    """Words and id of a place that the claim's report names and the claim does not."""
    reading = store.reading(claim.report)
    assert reading
    own = {m.id for m in claim.places}
    return next((m.text, m.id) for m in reading.mentions if m.type == "place" and m.id and m.id not in own and m.precision == 1)


def form_of(html: str, marker: str) -> dict[str, list[str]]:
    """The fields of the form that holds `marker`, as a browser would send them."""
    start = max(html.rfind("<form", 0, html.index(marker)), 0)
    form = html[start:html.index("</form>", start)]
    out: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in attributes and (attributes.get("type") != "checkbox" or " checked" in tag):
            out.setdefault(attributes["name"], []).append(unescape(attributes.get("value", "on")))
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        out[name] = [chosen[1] if chosen else re.search(r'<option value="([^"]*)"', body)[1]]  # type: ignore[index]
    return out


def unescape(text: str) -> str:
    """HTML's entities as characters."""
    import html

    return html.unescape(text)
