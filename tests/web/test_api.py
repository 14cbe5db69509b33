"""The API: filters, clocks, cursors, formats, caching, feeds, changes."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient


def ids(client: TestClient, query: str) -> list[str]:
    """Ids of the events of a query."""
    answer = client.get(f"/events.json?{query}")
    assert answer.status_code == 200, answer.text
    return [e["id"] for e in answer.json()["items"]]


@pytest.mark.parametrize(("query", "expected"), [
    ("kind=capture", ["e-sinaa-back"]),
    ("kind=capture&kind=airstrike", ["e-sinaa-back", "e-mayadin"]),
    ("kind=capture,airstrike", ["e-sinaa-back", "e-mayadin"]),
    ("actor=sdf", ["e-sinaa-back"]),
    ("place=raqqa", ["e-sinaa-back", "e-sinaa-lost"]),
    ("place=حي الصناعة", ["e-sinaa-back", "e-sinaa-lost"]),
    ("place=al-sinaa&status=corroborated", ["e-sinaa-lost"]),
    ("outlet=delta-post", ["e-sinaa-lost"]),
    ("since=2017-06-20&until=2017-06-30", ["e-aleppo", "e-sinaa-back"]),
    ("on=2017-06-12&kind=withdraw", ["e-sinaa-lost"]),
    ("known=2017-06-13", ["e-sinaa-lost"]),
    ("q=السارين", ["e-khan", "e-khan-blame", "e-khan-finding"]),
    ("status=retracted", []),
])
def test_filters(client: TestClient, query: str, expected: list[str]) -> None:
    assert sorted(ids(client, query)) == sorted(expected)


def test_newest_first_and_undated_last(client: TestClient) -> None:
    times = [e["time"] for e in client.get("/events.json").json()["items"]]
    assert times[-1] is None
    assert times[:-1] == sorted(times[:-1], reverse=True)


def test_ledger_with_two_dates(client: TestClient) -> None:
    def held(on: str, known: str) -> list[tuple[str, str]]:
        items = client.get("/holds.json", params={"on": on, "known": known, "place": "al-sinaa"}).json()["items"]
        return [(h["actor"], h["id"]) for h in items]

    assert held("2017-06-30", "2017-07-01") == [("isis", "h3")]
    assert held("2017-06-30", "2017-06-29") == [("sdf", "h1")]
    assert held("2017-06-20", "2017-07-01") == [("sdf", "h2")]
    assert held("2017-06-01", "2017-07-01") == []
    assert held("2017-06-30", "2017-06-12") == []


@pytest.mark.parametrize("path", ["/events.json", "/claims.json", "/reports.json"])
def test_cursor_gives_each_item_once(client: TestClient, path: str) -> None:
    whole = [i["id"] for i in client.get(path).json()["items"]]
    seen: list[str] = []
    url = f"{path}?limit=3"
    while url:
        answer = client.get(url)
        page = answer.json()
        assert len(page["items"]) <= 3
        seen += [i["id"] for i in page["items"]]
        url = page["next"]
        assert (url is None) == ("link" not in answer.headers)
    assert seen == whole
    assert len(whole) > 3


@pytest.mark.parametrize("cursor", ["x", "WzFd", "W10", "bnVsbA", "WyJhIiwiYiJd", "%00", "é"])
def test_foreign_cursor_is_refused_or_harmless(client: TestClient, cursor: str) -> None:
    for path in ("/events.json", "/claims.json", "/reports.json"):
        assert client.get(f"{path}?cursor={cursor}").status_code in (200, 422)


def test_known_clock_reaches_into_an_event(client: TestClient) -> None:
    now = client.get("/events/e-sinaa-back.json").json()
    then = client.get("/events/e-sinaa-back.json?known=2017-07-01").json()
    assert {c["id"] for c in now["claims"]} == {"c01", "c03", "c04"}
    assert {c["id"] for c in then["claims"]} == {"c01", "c03"}


def test_claims_have_offsets_into_the_stored_text(client: TestClient) -> None:
    items = client.get("/claims.json").json()["items"]
    assert len(items) == 12
    texts = {}
    for claim in items:
        report = claim["report"]
        texts.setdefault(report, client.get(f"/reports/{report}.json").json()["text"])
        assert texts[report][claim["start"]:claim["end"]] == claim["quote"]


def test_claim_filters(client: TestClient) -> None:
    def claims(query: str) -> set[str]:
        return {c["id"] for c in client.get(f"/claims.json?{query}").json()["items"]}

    assert claims("kind=responsibility") == {"c09", "c10"}
    assert claims("outlet=beta-times&kind=capture") == {"c03"}
    assert claims("known=2017-06-13") == {"c05"}
    assert claims("status=corroborated") == {"c02", "c05"}
    assert claims("actor=uk") == {"c09"}
    assert claims("since=2017-06-19&until=2017-06-19") == {"c11"}


def test_csv_and_geojson_carry_the_same_events(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/events.csv?place=raqqa").text)))
    assert {r["id"] for r in rows} == {"e-sinaa-back", "e-sinaa-lost"}
    shapes = client.get("/events.geojson?place=raqqa")
    assert shapes.headers["content-type"] == "application/geo+json"
    features = shapes.json()["features"]
    assert {f["properties"]["id"] for f in features} == {"e-sinaa-back", "e-sinaa-lost"}
    assert features[0]["geometry"]["coordinates"] == [39.037, 35.951]
    for path in ("/claims.csv", "/holds.csv", "/reports.csv"):
        answer = client.get(path)
        assert answer.headers["content-type"].startswith("text/csv")
        assert "attachment" in answer.headers["content-disposition"]
        assert len(list(csv.DictReader(io.StringIO(answer.text)))) > 3
    for path in ("/claims.geojson", "/holds.geojson"):
        assert client.get(path).json()["type"] == "FeatureCollection"


def test_etag_spares_the_answer(client: TestClient) -> None:
    for path in ("/", "/events.json", "/events/e-aleppo", "/base.geojson"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304 and not again.content
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_reading_is_open_to_every_origin_without_cookies(client: TestClient) -> None:
    answer = client.get("/events.json", headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers and "set-cookie" not in answer.headers


def test_feeds(client: TestClient) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(client.get("/feed.atom?kind=capture&lang=en").content)
    entries = feed.findall(f"{atom}entry")
    assert [e.findtext(f"{atom}title") for e in entries] == ["Capture · al-Sinaa"]
    for field in ("id", "title", "updated"):
        assert feed.findtext(f"{atom}{field}") and entries[0].findtext(f"{atom}{field}")
    json_feed = client.get("/feed.json?kind=capture&lang=ar").json()
    assert json_feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [i["title"] for i in json_feed["items"]] == ["سيطرة · حي الصناعة"]


def test_changes_since_a_cursor(client: TestClient) -> None:
    first = client.get("/changes.json?limit=3").json()
    assert len(first["items"]) == 3
    rest = client.get(f"/changes.json?after={first['last']}").json()
    assert rest["items"] and rest["items"][0]["seq"] > first["last"]
    assert {"event"} <= {c["what"] for c in [*first["items"], *rest["items"]]}


def test_openapi_names_every_list(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    for path in ("/events.json", "/claims.json", "/holds.json", "/events/{event_id}.json", "/changes.json", "/feed.atom"):
        operation = document["paths"][path]["get"]
        assert operation["summary"] and operation["description"]
    names = {p["name"]: p for p in document["paths"]["/events.json"]["get"]["parameters"]}
    assert {"on", "known", "since", "until", "kind", "actor", "place", "outlet", "status", "q", "limit", "cursor"} <= set(names)
    assert names["on"]["schema"].get("examples") or names["on"].get("examples")


def test_snapshot_follows_the_store(tmp_path: object) -> None:
    import made

    from marsad.web.app import build

    store = made.save(f"{tmp_path}/moving.db")
    with TestClient(build(store)) as client:
        assert client.get("/events.json").json()["total"] == 8
        store.save_events(made.events()[:3], [], {}, "again")
        assert client.get("/events.json").json()["total"] == 3
        assert client.get("/changes.json?after=0&limit=1000").json()["items"][-1]["action"] == "withdrawn"
