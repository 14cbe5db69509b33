"""Event and incident pages, and a copy beside its original."""

from __future__ import annotations

import numpy as np
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from marsad.errors import NotFound
from marsad.model import Place
from marsad.web import paper, views
from marsad.web.basemap import Box
from marsad.web.desk import desk_of, page_of
from marsad.web.fragments import svg
from marsad.web.judged import about_event, past
from marsad.web.labels import EDIT
from marsad.web.mapsvg import draw, fit
from marsad.web.routes.observatory import Asked
from marsad.web.snapshot import Snapshot, span_of
from marsad.web.spots import REACH_KM, Head, Spot

router = APIRouter(include_in_schema=False)


@router.get("/events/{event_id:path}", response_class=HTMLResponse)
def event(request: Request, event_id: str, filters: Asked) -> Response:
    """Who says what about an event."""
    page = page_of(request, filters)
    try:
        found = page.desk.store.event(event_id)
    except NotFound:
        judged = past(page, about_event(page.s, event_id))
        if not judged and not page.desk.store.history(event_id):
            raise
        return page.render("withdrawn.html", 410, id=event_id, judged=judged)
    if found.id != event_id:
        return RedirectResponse(page.u("events", found.id), 308)
    rows = views.voices(page.desk.store, page.s, found, filters)
    contradictions = page.desk.store.contradictions(found.id)
    claims = {c.id: c for row in rows for c in (row.first.claim, *(m.claim for m in row.more))}
    words = views.said(page.desk.store, page.s, page.desk.store.claims(ids=[c for x in contradictions for c in x.claims]))
    against = [(x, sides) for x in contradictions if len(sides := views.sides(x, words, filters)) > 1]
    holds = page.desk.store.holds_over(found.id)
    incidents = page.desk.store.incidents_of(page.desk.store.keyed("incident_key", "event", [found.id]).get(found.id, []))
    picture = None
    if found.place and found.place.lat is not None and found.place.lon is not None:
        reach = found.place.radius_km or REACH_KM[found.place.precision or 2]
        spot = Spot(found.place, found.place.lat, found.place.lon, reach, (found.place.precision or 2) >= 3, (),
                    (Head(found.id, found.kind, found.time),), ((page.group(found.kind), 1, True),), 1)
        half = max(0.7, reach / 50)
        frame = (found.place.lon - half, found.place.lat - half, found.place.lon + half, found.place.lat + half)
        drawn = draw([spot], frame, page.desk.palette, page.desk.names, page.speech, 0.66, near(page.s, found.place, frame), 500.0)
        picture = svg(page, drawn, page.speech.gettext("Where it happened"))
    return page.render("event.html", event=found, rows=rows, claims=claims, against=against,
                       holds=holds, incidents=incidents, picture=picture, history=page.desk.store.history(found.id),
                       judged=past(page, about_event(page.s, found.id, found.claims)),
                       span=span_of(found))


def near(s: Snapshot, place: Place, frame: Box) -> list[Place]:
    """Towns of the record within a frame, the busiest first, to show where a place lies."""
    west, south, east, north = fit(frame, 0.66)
    inside = np.flatnonzero((s.lon >= west) & (s.lon <= east) & (s.lat >= south) & (s.lat <= north) & (s.precision > 0) & (s.precision < 3))
    told = s.told_in
    found = [p for n in inside.tolist() if (p := s.spots[n]).id and p.id != place.id and p.type in ("city", "town")]
    return sorted(found, key=lambda p: (-told.get(p.id or "", 0), p.id or ""))[:40]


@router.get("/incidents", response_class=HTMLResponse)
def incidents(request: Request, filters: Asked) -> HTMLResponse:
    """All dossiers."""
    page = page_of(request, filters)
    return page.render("incidents.html", incidents=list(page.s.incidents.values()))


@router.get("/incidents/{incident_id:path}.pdf", response_class=Response)
def incident_pdf(request: Request, incident_id: str, filters: Asked) -> Response:
    """A dossier on paper; 501 where WeasyPrint is not installed."""
    html = bytes(incident(request, incident_id, filters).body).decode()
    pdf = paper.pdf(html, desk_of(request).palette.css())
    if pdf is None:
        page = page_of(request, filters)
        return page.render("error.html", 501, code=501, message=page.speech.gettext(paper.MISSING))
    return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": 'inline; filename="marsad-dossier.pdf"'})


@router.get("/incidents/{incident_id:path}", response_class=HTMLResponse)
def incident(request: Request, incident_id: str, filters: Asked) -> HTMLResponse:
    """A dossier: findings and accusations apart, each with its words."""
    page = page_of(request, filters)
    found = page.desk.store.incident(incident_id)
    said = views.said(page.desk.store, page.s, page.desk.store.claims(
        ids=[line.claim for line in found.lines if line.claim] + [f.claim for r in found.ranges for f in r.figures]))
    sections = {name: views.folded_lines(page.s, [line for line in found.lines if line.section == name and (
                    line.claim not in said or views.was_known(said[line.claim].report, filters))], said)
                for name in ("event", "finding", "responsibility", "denial", "response", "toll", "open")}
    return page.render("incident.html", incident=found, sections=sections, said=said)


@router.get("/copies/{a}/{b}", response_class=HTMLResponse)
def copies(request: Request, a: str, b: str, filters: Asked) -> Response:
    """Two reports side by side, common passages and edits marked."""
    page = page_of(request, filters)
    if a > b:
        return RedirectResponse(page.u("copies", b, a), 308)
    copy = next((c for c in page.desk.store.copies(a) if {c.a, c.b} == {a, b}), None)
    if copy is None:
        raise NotFound("no copied passage between these reports", where=f"{a}, {b}")
    left, right = views.side_by_side(page.desk.store.report(a), page.desk.store.report(b), copy)
    edits = [k for k in EDIT if any(e.kind == k for p in copy.passages for e in p.edits)]
    return page.render("copies.html", copy=copy, left=left, right=right, edits=edits,
                       edit_keys=[f"e-{e}" for e in edits])
