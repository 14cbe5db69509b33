"""Every page, in both languages: valid, linked, free of scripts of its own, and honest about what it does not know."""

from __future__ import annotations

import re

import html5lib
import pytest
from checking import check_page, marks, with_lang
from fastapi.testclient import TestClient

PAGES = ["/", "/?on=2017-06-30&known=2017-06-29", "/?status=disputed", "/?q=الصناعة", "/?kind=capture&actor=isis",
         "/?since=2017-06-01&until=2017-06-20",
         "/events/e-sinaa-back", "/events/e-mayadin-flight", "/events/e-aleppo", "/events/e-sinaa-back?known=2017-07-01", "/reports",
         "/reports/made-001", "/reports/made-006?claim=c09", "/places", "/places/al-sinaa", "/places/al-sinaa?known=2017-06-20",
         "/places/raqqa",
         "/actors", "/actors/isis", "/incidents", "/incidents/i-khan", "/copies/made-001/made-002", "/outlets/alpha-daily", "/methodology",
         "/about", "/chart", "/chart?known=2017-06-12", "/report-error?about=/x", "/search", "/search?q=الصناعة",
         "/search?q=nothing-has-this"]
NOT_HTML = (".json", ".csv", ".geojson", ".atom", ".css", ".js", ".svg", ".woff2", ".pdf")


def both(path: str) -> list[str]:
    return [with_lang(path, lang) for lang in ("ar", "en")]


@pytest.mark.parametrize("path", [p for page in PAGES for p in both(page)])
def test_page_is_valid_and_safe(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    check_page(answer, path[-2:])


def test_every_link_leads_somewhere(client: TestClient) -> None:
    seen, todo, broken = set(), ["/?lang=en", "/?lang=ar"], []
    while todo and len(seen) < 400:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path, follow_redirects=True)
        if answer.status_code != 200 and not path.split("?")[0].endswith(".pdf"):
            broken.append((path, answer.status_code))
            continue
        if "text/html" not in answer.headers["content-type"]:
            continue
        for tag, attributes in marks(answer.text):
            href = attributes.get("href") or ""
            if tag in ("a", "link") and href.startswith("/"):
                todo.append(href.split("#")[0])
    assert not broken
    assert len(seen) > 100


def test_every_figure_and_event_leads_to_its_words(client: TestClient) -> None:
    html = client.get("/events/e-sinaa-back?lang=en").text
    for claim in ("c01", "c03", "c04"):
        assert f'id="c-{claim}"' in html
    assert html.count('href="#c-') == 2
    report = client.get("/reports/made-001?claim=c01").text
    assert re.search(r'<mark class="[^"]*focus[^"]*" data-claims="c01">استعاد التنظيم الجمعة', report)


def test_copies_are_folded_under_the_first_print(client: TestClient) -> None:
    html = client.get("/events/e-sinaa-back?lang=en").text
    assert html.count('<li class="voice">') == 2
    assert "1 more print of this voice" in html
    assert "/copies/made-001/made-002" in html


def test_two_clocks_on_the_map(client: TestClient) -> None:
    now = client.get("/?lang=en&on=2017-06-30").text
    assert "al-Sinaa: Islamic State" in now
    before = client.get("/?lang=en&on=2017-06-30&known=2017-06-29").text
    assert "al-Sinaa: Islamic State" not in before
    assert "al-Sinaa: Syrian Democratic Forces" in before
    earlier = client.get("/?lang=en&on=2017-06-20").text
    assert "al-Sinaa: Syrian Democratic Forces" in earlier


def test_findings_and_accusations_stand_apart(client: TestClient) -> None:
    html = client.get("/incidents/i-khan?lang=en").text
    findings = html[html.index('class="findings"'):html.index('class="accusations"')]
    accusations = html[html.index('class="accusations"'):]
    assert 'data-said="c07"' in findings and 'data-said="c09"' not in findings
    assert 'data-said="c09"' in accusations and 'data-said="c10"' in accusations and 'data-said="c07"' not in accusations


def test_header_counts(client: TestClient) -> None:
    html = re.sub(r"<[^>]+>", "", client.get("/?lang=en").text)
    assert re.search(r"8 events\s+from 12 claims\s+in 11 independent voices,\s+7 reports", html)
    early = re.sub(r"<[^>]+>", "", client.get("/?lang=en&known=2017-06-13").text)
    assert re.search(r"1 event\s+from 1 claim\s+in 1 independent voice,\s+1 report", early)


def test_language_from_the_browser_and_by_choice(client: TestClient) -> None:
    assert '<html lang="ar" dir="rtl">' in client.get("/").text
    assert '<html lang="en"' in client.get("/", headers={"Accept-Language": "fr, en;q=0.7, ar;q=0.3"}).text
    chosen = client.get("/?lang=en", headers={"Accept-Language": "ar"})
    assert '<html lang="en"' in chosen.text and chosen.headers["vary"].startswith("Accept-Language")


def test_arabic_digits_and_hijri_on_demand(client: TestClient) -> None:
    html = client.get("/events/e-sinaa-back?lang=ar&digits=arab&cal=hijri").text
    assert "٣٠ يونيو ٢٠١٧ (٦ شوال ١٤٣٨ هـ)" in html
    assert "digits=arab" in html and "cal=hijri" in html


def test_unknown_things_are_said_to_be_unknown(client: TestClient) -> None:
    for path, status in (("/events/none", 404), ("/reports/none", 404), ("/places/none", 404), ("/actors/none", 404), ("/copies/a/b", 404),
                         ("/incidents/none", 404), ("/outlets/none", 404), ("/nowhere", 404),
                         ("/?on=yesterday", 422), ("/?kind=gossip", 422)):
        answer = client.get(path)
        assert answer.status_code == status, path
        html5lib.HTMLParser(strict=True).parse(answer.text)
    assert client.get("/events/none.json").json()["detail"]


def test_empty_store_says_what_to_do(tmp_path: object) -> None:
    from marsad.web.app import create_app

    with TestClient(create_app(f"{tmp_path}/none.db")) as client:
        for path in ("/", "/reports", "/places", "/actors", "/incidents", "/about", "/search?q=x", "/methodology"):
            answer = client.get(path)
            assert answer.status_code == 200, path
            html5lib.HTMLParser(strict=True).parse(answer.text)
        assert "marsad add" in client.get("/?lang=en").text
        assert client.get("/events.csv").status_code == 200
        assert client.get("/holds.json?on=2017-06-30").json()["items"] == []


def test_merged_event_goes_on_under_its_new_id(client: TestClient) -> None:
    answer = client.get("/events/e-old?lang=en", follow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["location"].startswith("/events/e-sinaa-back")
