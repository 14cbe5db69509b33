"""Who may judge what: reviewers and editors, second pairs of eyes, and what is done to whole events."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient
from reviewing import alone, sign_in

from marsad.store import Store


def test_a_retraction_needs_a_second_pair_of_eyes(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    event, _ = alone(store, ground=True)
    csrf = sign_in(client, "desk-editor")
    client.post(f"/review/events/{event.id}", data={"csrf": csrf, "action": "retract", "reason": "a hoax"})
    assert store.event(event.id).status != "retracted"
    own = client.post("/review/judgements/1", data={"csrf": csrf, "action": "approve", "reason": "yes"})
    assert own.status_code == 422
    csrf = sign_in(client, "desk-reviewer")
    assert client.post("/review/judgements/1", data={"csrf": csrf, "action": "approve", "reason": "yes"}).status_code == 422
    assert client.post("/review/judgements/1", data={"csrf": csrf, "action": "undo", "reason": "no"}).status_code == 422
    csrf = sign_in(client, "second-editor")
    assert "Approve the retraction" in client.get("/review?lang=en").text
    assert client.post("/review/judgements/1", data={"csrf": csrf, "action": "approve", "reason": "a hoax indeed"}).status_code == 200
    assert store.event(event.id).status == "retracted"
    assert all(event.id not in h.basis for h in store.all_holds())
    page = client.get(f"/events/{event.id}?lang=en")
    assert page.status_code == 200 and "retracted" in page.text and "a hoax indeed" in page.text


def test_events_are_graded_joined_and_parted(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "desk-reviewer")
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
    csrf = sign_in(client, "desk-editor")
    client.post(f"/review/claims/{first}", data={"csrf": csrf, "action": "accept", "reason": "the editor was here"})
    csrf = sign_in(client, "desk-reviewer")
    client.post(f"/review/claims/{second}", data={"csrf": csrf, "action": "accept", "reason": "the reviewer was here"})
    assert client.get("/review/gold.jsonl").status_code == 403
    log = client.get("/review/log?lang=en").text
    assert "the reviewer was here" in log and "the editor was here" not in log
    assert client.post("/review/judgements/1", data={"csrf": csrf, "action": "undo", "reason": "no"}).status_code == 422
    csrf = sign_in(client, "second-editor")
    log = client.get("/review/log?lang=en").text
    assert "the reviewer was here" in log and "the editor was here" in log
    gold = [json.loads(line) for line in client.get("/review/gold.jsonl").text.splitlines()]
    assert sum(len(row["claims"]) for row in gold) == 2 and {"report", "dispatch", "claims"} <= set(gold[0])
    assert client.post("/review/judgements/2", data={"csrf": csrf, "action": "undo", "reason": "no"}).status_code == 200
    assert client.post("/review/sign-out", data={"csrf": csrf}, follow_redirects=False).status_code == 303
    assert client.get("/review", follow_redirects=False).status_code == 303
