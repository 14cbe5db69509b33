"""What a judgement on a claim does to the record: event, ledger and changes follow it, and what is wrong with it is said."""

from __future__ import annotations

import json
import re
from html import unescape

import html5lib
from fastapi.testclient import TestClient
from reviewing import alone, another_place, form_of, sign_in

from marsad.store import Store


def test_a_corrected_place_moves_event_and_ledger_without_a_restart(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    sign_in(client, "desk-reviewer")
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
    assert changes[0]["action"] == "judged" and changes[0]["item"] == claim.id and "desk-reviewer" not in json.dumps(changes)
    assert any(c["what"] == "event" and c["action"] in ("amended", "added", "withdrawn") for c in changes)
    # And the public record tells that a reader did it.
    item = client.get(f"/claims/{claim.id}.json").json()
    assert item["judged"] == "correct" and item["judgements"][0]["state"] == "stands" and "user" not in item["judgements"][0]
    assert "corrected" in client.get(f"/events/{home.id}?lang=en").text


def test_a_corrected_toll_and_a_rejected_claim(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "desk-reviewer")
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
    sign_in(client, "desk-reviewer")
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
        # A list of kinds can keep no other one.
        assert all(v[0] in unescape(answer.text) for name, v in change.items() if name != "kind")
    no_reason = client.post(f"/review/claims/{claim.id}?lang=en", data=empty | {"kind": ["clash"], "reason": [" "]})
    assert no_reason.status_code == 422 and "Say why" in no_reason.text
    assert list(store.judgements()) == []


def test_prints_of_one_voice_are_judged_together(desk: tuple[TestClient, Store]) -> None:
    client, store = desk
    csrf = sign_in(client, "desk-reviewer")
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
