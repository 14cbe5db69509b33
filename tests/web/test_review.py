"""Review over HTTP: who may, what a judgement does to the record, and what is kept of it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from fastapi.testclient import TestClient
from reviewing import PASSWORDS, alone, another_place, form_of, open_copy, sign_in, token
from test_pages import marks

from marsad.store import Store
from marsad.web.app import build
from marsad.web.limits import Limits


@pytest.fixture
def desk(demo_store: Path, tmp_path: Path) -> Iterator[tuple[TestClient, Store]]:
    store = open_copy(demo_store, tmp_path)
    with TestClient(build(store)) as client:
        client.app.state.limits = Limits()  # type: ignore[attr-defined]
        yield client, store


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
        answer = client.post("/review/sign-in", data={"csrf": token(form), "name": "sara", "password": PASSWORDS["sara"]},
                             follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303 and "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/review" in cookie
    page = client.get("/review")
    assert page.headers["cache-control"] == "no-store" and "access-control-allow-origin" not in page.headers
    # Nothing of it stands in the log, nor in clear in the store.
    session = cookie.split(";")[0].split("=")[1]
    kept = Path(store.target).read_bytes()
    for secret in (PASSWORDS["sara"], session):
        assert secret not in caplog.text and secret.encode() not in kept
    # Over https the cookie is for https alone.
    with TestClient(client.app, base_url="https://testserver") as secure:
        form = secure.get("/review/sign-in").text
        again = secure.post("/review/sign-in", data={"csrf": token(form), "name": "sara", "password": PASSWORDS["sara"]},
                            follow_redirects=False)
        assert "Secure" in again.headers["set-cookie"]


def test_wrong_password_says_nothing_of_names(desk: tuple[TestClient, Store]) -> None:
    client, _ = desk
    texts = []
    for name in ("sara", "nobody"):
        form = client.get("/review/sign-in?lang=en").text
        answer = client.post("/review/sign-in?lang=en", data={"csrf": token(form), "name": name, "password": "wrong wrong wrong"})
        assert answer.status_code == 401 and "set-cookie" not in answer.headers
        texts.append(answer.text.replace(name, "").replace(token(answer.text), ""))
    assert texts[0] == texts[1]


def test_guessing_is_slowed_down(desk: tuple[TestClient, Store]) -> None:
    client, _ = desk
    form = token(client.get("/review/sign-in?lang=en").text)
    codes = [client.post("/review/sign-in?lang=en", data={"csrf": form, "name": "sara", "password": f"guess {n}"}).status_code
             for n in range(5)]
    assert codes == [401] * 5
    for lang, words in (("en", "Try again in"), ("ar", "حاول من جديد بعد")):
        answer = client.post(f"/review/sign-in?lang={lang}", data={"csrf": form, "name": "sara", "password": PASSWORDS["sara"]})
        assert answer.status_code == 429 and 0 < int(answer.headers["retry-after"]) <= 30
        assert words in answer.text and "UTC" in answer.text
        html5lib.HTMLParser(strict=True).parse(answer.text)


def test_searching_is_limited(desk: tuple[TestClient, Store]) -> None:
    client, _ = desk
    codes = [client.get(f"/search.json?q=x{n}").status_code for n in range(70)]
    assert codes[:60] == [200] * 60 and codes[-1] == 429
    answer = client.get("/search?q=other&lang=en")
    assert answer.status_code == 429 and "Try again in" in answer.text
    assert client.get("/events.json").status_code == 200


@pytest.mark.parametrize("words", ["r\x00", '"', "\x00", "a\x01b*", "NEAR("])
def test_no_words_break_the_search(desk: tuple[TestClient, Store], words: str) -> None:
    client, _ = desk
    for path in ("/search.json", "/search", "/events.json", "/feed.json"):
        assert client.get(path, params={"q": words}).status_code == 200, path


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/review\\..//evil", "/reviewer", "javascript:1",
                                     "/review\n/x"])
def test_signing_in_leads_nowhere_else(desk: tuple[TestClient, Store], address: str) -> None:
    client, _ = desk
    form = token(client.get("/review/sign-in").text)
    answer = client.post("/review/sign-in", data={"csrf": form, "name": "omar", "password": PASSWORDS["omar"], "next": address},
                         follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/review"


def test_a_form_from_elsewhere_does_nothing(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "sara")
    claim = next(iter(store.claims()))
    good = {"csrf": csrf, "action": "reject", "reason": "no"}
    for data, headers in (({**good, "csrf": "x"}, {}), ({k: v for k, v in good.items() if k != "csrf"}, {}),
                          (good, {"Sec-Fetch-Site": "cross-site"}), (good, {"Origin": "https://evil.example"})):
        answer = client.post(f"/review/claims/{claim.id}", data=data, headers=headers)
        assert answer.status_code == 403, (data, headers)
    assert list(store.judgements()) == []
    assert client.post("/review/sign-in", data={"csrf": "x", "name": "sara", "password": PASSWORDS["sara"]}).status_code == 403
    assert client.post(f"/review/claims/{claim.id}", data=good | {"reason": "x" * 300_000}).status_code == 413


def test_pages_of_review_are_valid_in_both_languages(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "omar")
    event, claim = alone(store, ground=True)
    client.post(f"/review/events/{event.id}", data={"csrf": csrf, "action": "retract", "reason": "so"})
    client.post(f"/review/claims/{claim.id}", data={"csrf": csrf, "action": "accept", "reason": "so"})
    paths = ["/review", "/review?kind=capture", "/review/log", f"/review/claims/{claim.id}", f"/review/events/{event.id}",
             "/review/claims/none", f"/events/{event.id}", f"/reports/{claim.report}"]
    for path in paths:
        for lang in ("ar", "en"):
            answer = client.get(path, params={"lang": lang, **({"kind": "capture"} if "kind" in path else {})})
            assert answer.status_code == (404 if "none" in path else 200), path
            html5lib.HTMLParser(strict=True).parse(answer.text)
            tags = marks(answer.text)
            assert (tags[0][1]["lang"], tags[0][1]["dir"]) == (lang, "rtl" if lang == "ar" else "ltr")
            ids = [a["id"] for _, a in tags if a.get("id")]
            assert len(ids) == len(set(ids)), path
            for tag, attributes in tags:
                assert "style" not in attributes and not any(n.startswith("on") for n in attributes)
                assert tag != "script" or attributes.get("src", "").startswith("/static/")
            assert answer.text.count('method="post"') == answer.text.count('name="csrf"'), path
    assert "omar" not in client.get(f"/events/{event.id}").text.replace("/review", "")


def test_a_corrected_place_moves_event_and_ledger_without_a_restart(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    sign_in(client, "sara")
    _, claim = alone(store, ground=True)
    words, place = another_place(store, claim)
    before = client.get(f"/places/{place}.json").json().get("ledger", [])
    last = client.get("/changes.json?after=0&limit=1000").json()["last"]
    form = form_of(client.get(f"/review/claims/{claim.id}?lang=en").text, 'value="correct"')
    form |= {"places-0-text": [words], "places-0-id": [place], "reason": ["the other place is the dateline"], "stay": ["1"]}
    answer = client.post(f"/review/claims/{claim.id}?lang=en", data=form)
    assert answer.status_code == 200, answer.text
    assert "Kept as entry 1" in answer.text and "Events, ledger and changes have followed." in answer.text
    made = store.judgement(1)
    assert set(made.data) == {"places"} and made.data["places"][0]["id"] == place
    report = store.report(claim.report)
    for m in made.data["places"]:
        assert report.text[m["start"]:m["end"]] == m["text"]
    # The machine's claim stands as it was; event, ledger and changes follow the reader.
    assert store.claim(claim.id) == claim
    home = store.event(store.event_of_claims()[claim.id])
    assert home.place and home.place.id == place
    after = client.get(f"/places/{place}.json").json()["ledger"]
    assert {h["id"] for h in after} != {h["id"] for h in before}
    changes = client.get(f"/changes.json?after={last}").json()["items"]
    assert changes[0]["action"] == "judged" and changes[0]["item"] == claim.id and "sara" not in json.dumps(changes)
    assert any(c["what"] == "event" and c["action"] in ("amended", "added", "withdrawn") for c in changes)
    # And the public record tells that a reader did it.
    item = client.get(f"/claims/{claim.id}.json").json()
    assert item["judged"] == "correct" and item["judgements"][0]["state"] == "stands" and "user" not in item["judgements"][0]
    assert "corrected" in client.get(f"/events/{home.id}?lang=en").text


def test_a_corrected_toll_and_a_rejected_claim(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "sara")
    event, claim = alone(store, toll=True)
    n = next(i for i, q in enumerate(claim.quantities) if q.what == "killed")
    form = form_of(client.get(f"/review/claims/{claim.id}").text, 'value="correct"')
    form |= {f"quantities-{n}-low": ["١٧"], f"quantities-{n}-high": ["19"], "reason": ["counted again"], "stay": ["1"]}
    assert client.post(f"/review/claims/{claim.id}", data=form).status_code == 200
    row = client.get(f"/events/{store.event_of_claims()[claim.id]}.json").json()
    assert (row["ranges"][0]["low"], row["ranges"][0]["high"]) == (17, 19)
    waiting = client.get("/").text
    client.post(f"/review/claims/{claim.id}", data={"csrf": csrf, "action": "reject", "reason": "background"})
    assert claim.id not in store.event_of_claims()
    gone = client.get(f"/events/{event.id}?lang=en")
    assert gone.status_code == 410 and "rejected" in gone.text and "background" in gone.text
    html5lib.HTMLParser(strict=True).parse(gone.text)
    assert client.get("/changes.json?after=0&limit=1000").json()["items"][-1] == {
        "seq": client.get("/changes.json?after=0&limit=1000").json()["last"], "what": "event", "item": event.id, "action": "withdrawn",
        "detail": ""}
    assert client.get(f"/claims/{claim.id}.json").json()["judged"] == "reject"
    # Undone, it is back, and the correction counts again.
    answer = client.post("/review/judgements/2", data={"csrf": csrf, "action": "undo", "reason": "it is news after all"})
    assert answer.status_code == 200
    assert client.get(f"/claims/{claim.id}.json").json()["judged"] == "correct"
    assert claim.id in store.event_of_claims() and waiting


def test_what_is_wrong_with_a_correction_is_said_and_kept_in_the_form(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    sign_in(client, "sara")
    _, claim = alone(store, toll=True)
    empty = form_of(client.get(f"/review/claims/{claim.id}").text, 'value="correct"')
    for change, said in (({}, "Nothing was changed"), ({"time_edtf": ["soon"]}, "is no date"),
                         ({"places-0-text": ["كلمات ليست فيه"]}, "does not stand in the report"),
                         ({"quantities-0-low": ["many"]}, "is no number"),
                         ({"quantities-0-low": ["9"], "quantities-0-high": ["3"]}, "more than the highest"),
                         ({"places-0-id": ["no such place"]}, "no place of the gazetteer"),
                         ({"agents-0-text": [claim.quote.split()[0]], "agents-0-id": ["nobody"]}, "names no one actor"),
                         ({"kind": ["party"]}, "Choose a kind")):
        answer = client.post(f"/review/claims/{claim.id}?lang=en", data=empty | change | {"reason": ["why"]})
        assert answer.status_code == 422 and said in answer.text, (change, re.findall(r'role="alert">.*?</div>', answer.text, re.S))
        html5lib.HTMLParser(strict=True).parse(answer.text)
        assert all(v[0] in answer.text for v in change.values())
    no_reason = client.post(f"/review/claims/{claim.id}?lang=en", data=empty | {"kind": ["clash"], "reason": [" "]})
    assert no_reason.status_code == 422 and "Say why" in no_reason.text
    assert list(store.judgements()) == []


def test_a_retraction_needs_a_second_pair_of_eyes(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    event, _ = alone(store, ground=True)
    csrf = sign_in(client, "omar")
    client.post(f"/review/events/{event.id}", data={"csrf": csrf, "action": "retract", "reason": "a hoax"})
    assert store.event(event.id).status != "retracted"
    own = client.post("/review/judgements/1", data={"csrf": csrf, "action": "approve", "reason": "yes"})
    assert own.status_code == 422
    csrf = sign_in(client, "sara")
    assert client.post("/review/judgements/1", data={"csrf": csrf, "action": "approve", "reason": "yes"}).status_code == 422
    assert client.post("/review/judgements/1", data={"csrf": csrf, "action": "undo", "reason": "no"}).status_code == 422
    csrf = sign_in(client, "lina")
    assert "Approve the retraction" in client.get("/review?lang=en").text
    assert client.post("/review/judgements/1", data={"csrf": csrf, "action": "approve", "reason": "a hoax indeed"}).status_code == 200
    assert store.event(event.id).status == "retracted"
    assert all(event.id not in h.basis for h in store.all_holds())
    page = client.get(f"/events/{event.id}?lang=en")
    assert page.status_code == 200 and "retracted" in page.text and "a hoax indeed" in page.text


def test_events_are_graded_joined_and_parted(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "sara")
    event = next(e for e in store.events() if len(e.claims) > 2)
    one, rest = event.claims[1], [c for c in event.claims if c != event.claims[1]]

    def post(item: str, **data: object) -> int:
        return client.post(f"/review/events/{item}?lang=en", data={"csrf": csrf, "reason": "so", **data}).status_code

    assert post(event.id, action="split", claims=[one]) == 200
    apart = store.event_of_claims()[one]
    assert apart != store.event_of_claims()[rest[0]]
    assert post(apart, action="regrade", source="D", information="4") == 200
    grade = store.event(apart).grade
    assert grade and (grade.source, grade.information) == ("D", "4") and grade.reasons[0].seen == "so"
    home = store.event_of_claims()[rest[0]]
    assert post(apart, action="merge", into=home) == 200
    assert store.event_of_claims()[one] == store.event_of_claims()[rest[0]]
    # The id that is gone leads on.
    gone = apart if store.event(apart).id != apart else home
    answer = client.get(f"/events/{gone}", follow_redirects=False)
    assert answer.status_code == 308
    for bad in ({"action": "merge", "into": store.event(home).id}, {"action": "merge", "into": "none"}, {"action": "merge"},
                {"action": "split"}, {"action": "split", "claims": list(event.claims)}, {"action": "dance"},
                {"action": "regrade", "source": "Z", "information": "1"}):
        assert post(store.event(home).id, **bad) == 422, bad


def test_roles(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    first, second = (c.id for c, _ in zip(store.claims(), range(2), strict=False))
    csrf = sign_in(client, "omar")
    client.post(f"/review/claims/{first}", data={"csrf": csrf, "action": "accept", "reason": "omar was here"})
    csrf = sign_in(client, "sara")
    client.post(f"/review/claims/{second}", data={"csrf": csrf, "action": "accept", "reason": "sara was here"})
    assert client.get("/review/gold.jsonl").status_code == 403
    log = client.get("/review/log?lang=en").text
    assert "sara was here" in log and "omar was here" not in log
    assert client.post("/review/judgements/1", data={"csrf": csrf, "action": "undo", "reason": "no"}).status_code == 422
    csrf = sign_in(client, "lina")
    log = client.get("/review/log?lang=en").text
    assert "sara was here" in log and "omar was here" in log
    gold = [json.loads(line) for line in client.get("/review/gold.jsonl").text.splitlines()]
    assert sum(len(row["claims"]) for row in gold) == 2 and {"report", "dispatch", "claims"} <= set(gold[0])
    assert client.post("/review/judgements/2", data={"csrf": csrf, "action": "undo", "reason": "no"}).status_code == 200
    assert client.post("/review/sign-out", data={"csrf": csrf}, follow_redirects=False).status_code == 303
    assert client.get("/review", follow_redirects=False).status_code == 303


def test_prints_of_one_voice_are_judged_together(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "sara")
    html = client.get("/review?lang=en").text
    assert "more prints of this voice" in html
    event = max(store.events(), key=lambda e: max(len(v.claims) for v in e.voices))
    voice = max(event.voices, key=lambda v: len(v.claims))
    first = store.claim(voice.claims[0])
    same = [c.id for c in store.claims(ids=voice.claims) if (c.kind, c.modality) == (first.kind, first.modality)]
    assert len(same) > 1 and "more print" in client.get(f"/review/claims/{first.id}?lang=en").text
    form = form_of(client.get(f"/review/claims/{first.id}").text, 'value="correct"')
    other = "planned" if first.modality != "planned" else "asserted"
    answer = client.post(f"/review/claims/{first.id}", data=form | {"modality": [other], "reason": ["so"], "prints": ["1"]})
    assert answer.status_code == 200
    assert {j.item for j in store.judgements()} == set(same)
    assert all(j.data == {"modality": other} for j in store.judgements())
    client.post(f"/review/claims/{first.id}", data={"csrf": csrf, "action": "reject", "reason": "so", "prints": "1"})
    # What is judged already is judged one by one.
    assert len(list(store.judgements())) == len(same) + 1


def test_hostile_words_of_reviewers_stay_text(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "sara")
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
    csrf = sign_in(client, "sara")

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
