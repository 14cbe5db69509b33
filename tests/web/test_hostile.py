"""Hostile text in every field of a report and of what was read from it: shown as text, never run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import html5lib
import made
import pytest
from checking import marks
from fastapi.testclient import TestClient

from conftest import serve
from marsad.model import Evidence, Incident, IncidentLine, Mention, Place, Reading, Report
from marsad.store import Store
from marsad.web.app import create_app

PAYLOADS = [
    '<script>window.pwned=1</script>',
    '<img src=x onerror=window.pwned=1>',
    '"><svg onload=window.pwned=1>',
    '\'"--></title><script>window.pwned=1</script>',
    '</script><script>window.pwned=1</script>',
    '<a href="javascript:window.pwned=1">x</a>',
    'javascript:window.pwned=1',
    "<iframe srcdoc='<script>parent.pwned=1</script>'>",
    '{{7*7}}{% raw %}',
    '&lt;script&gt;window.pwned=1&lt;/script&gt;',
    '<!--',
    ']]></script><b>',
    '\u202e\u2066<b onmouseover=window.pwned=1>\u2069',
    '<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=1>',
    '<base href=//evil.example/>',
    '<meta http-equiv=refresh content=0;url=//evil.example>',
    "<style>@import '//evil.example'</style>",
    '%0d%0aSet-Cookie: x=1',
    "=cmd|' /C calc'!A0",
    '\x00\x07\x1b[31m',
]


def hostile(path: Path) -> list[str]:
    """A store whose every field is a payload; gives the addresses of its pages."""
    store = Store.open(path)
    items, readings, events, lines = [], [], [], []
    template = made.claims()[0]
    event = made.events()[0]
    for n, bad in enumerate(PAYLOADS):
        text = f"{bad}\n{bad} قتل 3 {bad}"
        digest = hashlib.sha256(text.encode()).hexdigest()
        report = Report(f"r{n}/{bad}", bad, text, bad, bad, "2017-06-30", bad, bad, digest, digest, flags=(bad,))
        items.append((report, Evidence(digest, "text/plain", text.encode())))
        start = len(bad) + 1
        mention = Mention(bad, start, start + len(bad), bad)
        claim = replace(template, id=f"c{n}{bad}", report=report.id, quote=text[start:], start=start, end=len(text), agents=(mention,),
                        targets=(mention,), places=(mention,), source=mention, via=mention, means=(bad,), extent=bad,
                        trigger=replace(template.trigger, text=bad, start=start, end=start + len(bad)))
        readings.append((Reading(report.id, "2017-06-30", (), (), (claim,)), 1, "made"))
        place = Place(f"p{bad}", bad, bad, bad, bad, "SY", bad, 35.0 + n / 10, 38.0 + n / 10, 3.0, 1)
        voice = replace(event.voices[0], claims=(claim.id,), speaker=mention, reports=(report.id,))
        figure = replace(event.ranges[0].figures[0], claim=claim.id, speaker=bad, of=bad)
        toll = replace(event.ranges[0], what=bad, of=bad, figures=(figure,))
        events.append(replace(event, id=f"e{n}{bad}", claims=(claim.id,), place=place, agents=(mention,), targets=(mention,),
                              voices=(voice,), reports=(report.id,), means=(bad,), extent=bad, ranges=(toll,)))
        lines.append(IncidentLine("finding", claim.id, bad, bad, "2017-06-30"))
        lines.append(IncidentLine("response", "gone", bad, bad, "2017-06-30"))
    store.add(items)
    store.save_readings(readings)
    store.save_events(events, [], {}, "x")
    holds = [replace(made.holds()[2], id=e.id, place=e.place, basis=(e.id,), claims=e.claims, actor=f"a{e.id}") for e in events if e.place]
    store.save_holds(holds, "x")
    bad = PAYLOADS[0]
    first = events[0]
    store.save_incidents([Incident(f"i{bad}", bad, bad, "2017-06-30", first.place, (first.id,), tuple(lines), first.ranges, (bad,))], "x")
    store.close()
    pages = ["/", "/reports", "/places", "/actors", "/incidents", "/about", f"/incidents/{quote(f'i{bad}', safe='')}",
             f"/search?q={quote(bad)}",
             f"/report-error?about={quote(bad)}", f"/?q={quote(bad)}&actor={quote(bad)}&outlet={quote(bad)}"]
    for n, bad in enumerate(PAYLOADS):
        pages += [f"/events/{quote(f'e{n}{bad}', safe='')}", f"/reports/{quote(f'r{n}/{bad}', safe='')}",
                  f"/places/{quote(f'p{bad}', safe='')}",
                  f"/actors/{quote(bad, safe='')}", f"/outlets/{quote(bad, safe='')}"]
    return pages


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, list[str], Path]]:
    path = tmp_path_factory.mktemp("hostile") / "trap.db"
    pages = hostile(path)
    with TestClient(create_app(str(path))) as client:
        yield client, pages, path


def test_payloads_stay_text(trap: tuple[TestClient, list[str], Path]) -> None:
    client, pages, _ = trap
    for page in pages:
        answer = client.get(page)
        assert answer.status_code in (200, 404), (page, answer.status_code)
        html5lib.HTMLParser(strict=True).parse(answer.text)
        for tag, attributes in marks(answer.text):
            assert not any(a.startswith("on") for a in attributes), (page, tag, attributes)
            assert not (attributes.get("href") or "/").lower().startswith(("javascript", "//", "data")), (page, attributes)
            assert tag not in ("iframe", "base", "img", "style", "math"), (page, tag)
            if tag == "script":
                assert attributes.get("src", "").startswith("/static/") or attributes.get("type") == "application/json", (page, attributes)


def test_payloads_in_data_are_data(trap: tuple[TestClient, list[str], Path]) -> None:
    client, _, _ = trap
    for path in ("/events.json", "/claims.json", "/holds.json", "/reports.json", "/places.json", "/actors.json",
                 "/incidents.json", "/events.geojson"):
        answer = client.get(path)
        assert answer.status_code == 200 and "json" in answer.headers["content-type"] and answer.json()
        assert answer.headers["x-content-type-options"] == "nosniff"
    table = client.get("/reports.csv").text
    assert "'=cmd" in table and "\n=cmd" not in table and ",=cmd" not in table
    assert ET.fromstring(client.get("/feed.atom").content) is not None


@pytest.mark.browser
def test_nothing_runs_in_chromium(trap: tuple[TestClient, list[str], Path], browser: Any) -> None:
    _, pages, path = trap
    url, server, thread = serve(create_app(str(path)))
    away: list[str] = []
    context = browser.new_context(java_script_enabled=True)
    page = context.new_page()
    page.on("request", lambda r: away.append(r.url) if not r.url.startswith((url, "data:", "blob:")) else None)
    page.on("dialog", lambda d: away.append(d.message))
    try:
        for address in pages[:30]:
            page.goto(url + address, wait_until="domcontentloaded")
            assert page.evaluate("window.pwned === undefined"), address
    finally:
        context.close()
        server.should_exit = True
        thread.join(5)
    assert not away
