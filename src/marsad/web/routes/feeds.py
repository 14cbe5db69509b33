"""Feeds by filter (Atom, JSON Feed), and the feed of changes."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import numpy as np
from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from marsad.model import Event
from marsad.web import schemas
from marsad.web.columns import NO_DAY
from marsad.web.desk import Page, page_of
from marsad.web.routes.api import chosen
from marsad.web.routes.observatory import Asked

router = APIRouter(tags=["feeds"], responses=schemas.BUSY)
SIZE = 50
ATOM = "http://www.w3.org/2005/Atom"
# XML 1.0 has no way to write these.
_CONTROLS = {i: None for i in range(32) if i not in (9, 10, 13)}


def _latest(page: Page) -> list[Event]:
    """The events of the filters by day of publication, newest first."""
    rows, known = chosen(page).rows, page.s.c.known
    days = np.where(known[rows] == NO_DAY, 0, known[rows])
    if len(rows) > SIZE:
        # All of the day that the list ends on, since ids decide within it.
        rows, days = rows[days >= (least := np.partition(days, -SIZE)[-SIZE])], days[days >= least]
    order = sorted(range(len(rows)), key=lambda n: (int(days[n]), page.s.ids[rows[n]]), reverse=True)[:SIZE]
    return list(page.s.some(rows[np.array(order, dtype=np.int64)]))


def _title(page: Page, event: Event) -> str:
    place = page.place(event.place) if event.place else page.speech.gettext("place not known")
    return f"{page.label('KIND', event.kind)} · {place}"


def _summary(page: Page, event: Event) -> str:
    agents, targets = page.parties(event)
    sides = " / ".join("، ".join(page.mention(m) for m in side) for side in (agents, targets) if side)
    voices = page.speech.ngettext("%(n)s voice", "%(n)s voices", len(event.voices))
    reports = page.speech.ngettext("%(n)s report", "%(n)s reports", len(event.reports))
    parts = [page.speech.when(event.time), sides, voices, reports, page.label("STATUS", event.status)]
    return " · ".join(p for p in parts if p)


def _stamp(event: Event) -> str:
    return f"{event.known or '1970-01-01'}T00:00:00Z"


@router.get("/feed.atom", response_class=Response, summary="Events as Atom",
            responses={200: {"content": {"application/atom+xml": {"schema": {"type": "string"}}}}})
def atom(request: Request, filters: Asked) -> Response:
    """The latest fifty events that pass the filters, by day of publication."""
    page = page_of(request, filters)
    base = str(request.base_url).rstrip("/")
    events = _latest(page)
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": page.lang})

    def add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
        element = ET.SubElement(parent, f"{{{ATOM}}}{tag}", {k: v.translate(_CONTROLS) for k, v in attributes.items()})
        element.text = text.translate(_CONTROLS) if text else None
        return element

    add(feed, "id", base + page.with_filters("/feed.atom"))
    add(feed, "title", page.speech.gettext("marsad"))
    add(feed, "updated", _stamp(events[0]) if events else "1970-01-01T00:00:00Z")
    add(feed, "link", rel="self", href=base + page.with_filters("/feed.atom"))
    add(feed, "link", rel="alternate", href=base + page.with_filters("/"))
    for event in events:
        entry = add(feed, "entry")
        add(entry, "id", f"{base}/events/{quote(event.id, safe='')}")
        add(entry, "title", _title(page, event))
        add(entry, "updated", _stamp(event))
        add(add(entry, "author"), "name", page.speech.gettext("marsad"))
        add(entry, "link", rel="alternate", href=base + page.u("events", event.id))
        add(entry, "category", term=event.kind)
        add(entry, "summary", _summary(page, event))
    return Response(ET.tostring(feed, encoding="utf-8", xml_declaration=True), media_type="application/atom+xml")


@router.get("/feed.json", responses={200: {"model": schemas.Item}}, summary="Events as JSON Feed")
def json_feed(request: Request, filters: Asked) -> JSONResponse:
    """As /feed.atom, in JSON Feed 1.1."""
    page = page_of(request, filters)
    base = str(request.base_url).rstrip("/")
    items: list[dict[str, Any]] = [
        {"id": f"{base}/events/{e.id}", "url": base + page.u("events", e.id), "title": _title(page, e), "content_text": _summary(page, e),
         "date_published": _stamp(e), "tags": [e.kind, e.status]} for e in _latest(page)]
    return JSONResponse({"version": "https://jsonfeed.org/version/1.1", "title": page.speech.gettext("marsad"),
                         "language": page.lang,
                         "home_page_url": base + page.with_filters("/"), "feed_url": base + page.with_filters("/feed.json"),
                         "items": items})


@router.get("/changes.json", responses={200: {"model": schemas.ChangeList}}, summary="Changes")
def changes(request: Request, after: Annotated[int, Query(ge=0, le=2**53, description="`last` of the page before")] = 0,
            limit: Annotated[int, Query(ge=1, le=1000)] = 500) -> JSONResponse:
    """What was added, amended, withdrawn or revised since the cursor, oldest first."""
    page = page_of(request)
    rows = page.desk.store.changes(after, limit)
    return JSONResponse({"items": rows, "last": rows[-1]["seq"] if rows else after})
