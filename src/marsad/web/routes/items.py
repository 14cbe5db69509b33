"""Every page's record as JSON."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from marsad.errors import NotFound
from marsad.publish import rows as r
from marsad.web import schemas
from marsad.web.desk import Page, page_of
from marsad.web.judged import Past, about_claim, about_event, past
from marsad.web.routes import api
from marsad.web.routes.observatory import Asked, frame
from marsad.web.routes.records import WORDS, held_by, words_for
from marsad.web.scene import build, entries, holding, known_report, whole
from marsad.web.search import best_reports, found_reports
from marsad.web.snapshot import line_of
from marsad.web.spots import spots_of

router = APIRouter(tags=["records"], responses=schemas.MISSING | schemas.BUSY)
ITEM: dict[int | str, dict[str, Any]] = {200: {"model": schemas.Item}}
ROWS: dict[int | str, dict[str, Any]] = {200: {"model": schemas.Rows}}


@router.get("/observatory.json", responses=ITEM, summary="The first page")
def observatory(request: Request, filters: Asked) -> JSONResponse:
    """Counts of the header, the days the clocks run over, and what stands on the map."""
    page = page_of(request, filters)
    scene = build(page.s, page.f, found_reports(page.s, page.f.q))
    drawn = spots_of(page.s, scene, frame(page.s))
    h = scene.headline

    def iso(day: Any) -> str | None:
        return day.isoformat() if day else None
    return JSONResponse({
        "headline": {"events": h.events, "claims": h.claims, "voices": h.voices, "reports": h.reports, "disputed": h.disputed,
                     "updated": iso(h.updated)},
        "days": {"first": iso(scene.first), "last": iso(scene.last)},
        "known": {"first": iso(scene.known_first), "last": iso(scene.known_last)},
        "frame": frame(page.s), "unplaced": drawn.unplaced, "folded": drawn.folded,
        "spots": [{"place": r.place_row(p.place), "reach_km": p.reach_km, "holds": [h.id for h in p.holds], "count": p.count,
                   "folded": p.folded, "events": [e.id for e in p.events]} for p in drawn.spots]})


def judgement_row(x: Past) -> r.Row:
    """A judgement as the public sees it: what, why and in what role, not by whom."""
    j = x.judgement
    return {"seq": j.seq, "at": j.at, "role": j.role, "what": j.what, "item": j.item, "action": j.action, "fields": j.data,
            "reason": j.reason, "state": x.state}


@router.get("/events/{event_id:path}.json", responses={**ITEM, 308: {"description": "The event goes on under another id"}},
            summary="An event")
def event(request: Request, event_id: str, filters: Asked) -> Response:
    """The event with its claims, contradictions, history, and the holds that rest on it."""
    page = page_of(request, filters)
    store = page.desk.store
    found = store.event(event_id)
    if found.id != event_id:
        return RedirectResponse(f"/events/{quote(found.id, safe='')}.json", 308)
    row = next(iter(api.event_rows(page, [found])))
    told = list(store.claims(ids=found.claims))
    page.s.event_of.many(c.id for c in told)
    page.s.reports.many(c.report for c in told)
    claims = [api.claim_item(page, c) for c in told if known_report(page.s, c.report, page.f.known)]
    against = [{"id": c.id, "about": c.about, "claims": list(c.claims), "since": c.since, "settled": c.settled, "note": c.note}
               for c in store.contradictions(found.id)]
    reasons = [{"name": x.name, "value": x.value, "seen": x.seen} for x in found.grade.reasons] if found.grade else []
    return JSONResponse(row | {"claims": claims, "contradictions": against, "grade_reasons": reasons, "history": store.history(found.id),
                               "judgements": [judgement_row(x) for x in past(page, about_event(page.s, found.id, found.claims))],
                               "holds": [h.id for h in store.holds_over(found.id) if found.id in h.basis]})


@router.get("/reports/{report_id:path}.json", responses=ITEM, summary="A report")
def report(request: Request, report_id: str, filters: Asked) -> JSONResponse:
    """The stored text with its claims, copies, families and hashes."""
    page = page_of(request, filters)
    store = page.desk.store
    found = store.report(report_id)
    reading = store.reading(report_id)
    return JSONResponse(r.report_row(found) | {
        "text": found.text, "dispatch": reading.dispatch if reading else None,
        "claims": [api.claim_item(page, c) for c in store.claims(report=report_id)],
        "copies": [r.copy_row(c) for c in store.copies(report_id)],
        "families": [f.id for f in page.s.family_of.get(report_id, [])]})


@router.get("/claims/{claim_id:path}.json", responses=ITEM, summary="A claim")
def claim(request: Request, claim_id: str, filters: Asked) -> JSONResponse:
    """A claim with what its confidence adds up from, and the hash of the bytes it was read in."""
    page = page_of(request, filters)
    found = page.desk.store.claim(claim_id)
    line = page.s.reports.get(found.report)
    return JSONResponse(api.claim_item(page, found) | {
        "rule": found.rule, "features": [{"name": x.name, "value": x.value, "seen": x.seen} for x in found.features],
        "outlet": line.outlet if line else None, "published": line.published if line else None, "sha256": line.sha256 if line else None,
        "judgements": [judgement_row(x) for x in past(page, about_claim(page.s, found.id))]})


@router.get("/places.json", responses=ROWS, summary="Places")
def places(request: Request, filters: Asked) -> JSONResponse:
    """Places with events or holds, and who holds them on the valid day."""
    page = page_of(request, filters)
    holders = {h.place.id: h.actor for h in holding(page.s, page.f)}
    rows = [(r.place_row(p) or {}) | {"events": page.s.told_in.get(i, 0), "holder": holders.get(i)}
            for i, p in sorted(page.s.places.items())]
    return api.answer(page, rows, len(rows), None)


@router.get("/places/{place_id:path}.json", responses=ITEM, summary="A place")
def place(request: Request, place_id: str, filters: Asked) -> JSONResponse:
    """A place, its ledger as then known, and its events."""
    page = page_of(request, filters)
    found = page.s.places.get(page.s.place_id(place_id))
    if found is None or found.id is None:
        raise NotFound("no event or hold stands at this place", where=place_id)
    return JSONResponse((r.place_row(found) or {}) | {
        "parents": list(found.parents), "ledger": [
            r.hold_row(h) for h in entries(page.s, page.f.model_copy(update={"place": found.id, "actor": None})) if h.place.id == found.id],
        "events": page.s.by_place(found.id).ids})


@router.get("/actors.json", responses=ROWS, summary="Actors")
def actors(request: Request, filters: Asked) -> JSONResponse:
    """Actors of events, with their names."""
    page = page_of(request, filters)
    rows = [_actor_row(page, a) | {"events": n} for a, n in sorted(page.s.actors_told.items())]
    return api.answer(page, rows, len(rows), None)


def _actor_row(page: Page, actor: str) -> r.Row:
    ar, en = page.desk.names.known.get(actor, ("", ""))
    return {"id": actor, "name_ar": ar, "name_en": en}


@router.get("/actors/{actor_id:path}.json", responses=ITEM, summary="An actor")
def actor(request: Request, actor_id: str, filters: Asked) -> JSONResponse:
    """An actor: what it holds, its events, and the words used for it by outlet."""
    page = page_of(request, filters)
    events = page.s.by_actor(actor_id)
    if not events and actor_id not in page.desk.names.known:
        raise NotFound("no such actor", where=actor_id)
    words = words_for(page.s, actor_id, page.desk.store.claims(ids=[c for e in events[:WORDS] for c in e.claims]), page.f)
    return JSONResponse(_actor_row(page, actor_id) | {
        "holds": [r.hold_row(h) for h in whole(page.s, held_by(page, actor_id))], "events": events.ids,
        "words": [{"words": w, "times": n, "outlets": dict(outlets)} for w, n, outlets in words]})


@router.get("/outlets.json", responses=ROWS, summary="Outlets")
def outlets(request: Request, filters: Asked) -> JSONResponse:
    """Outlets with their number of reports."""
    page = page_of(request, filters)
    rows = [{"id": o, "reports": n} for o, n in sorted(page.s.outlets.items())]
    return api.answer(page, rows, len(rows), None)


@router.get("/outlets/{outlet_id:path}.json", responses=ITEM, summary="An outlet")
def outlet(request: Request, outlet_id: str, filters: Asked) -> JSONResponse:
    """An outlet's reports."""
    page = page_of(request, filters)
    if outlet_id not in page.s.outlets:
        raise NotFound("no report of this outlet", where=outlet_id)
    lines = map(line_of, page.desk.store.newest(outlet=outlet_id, limit=-1))
    return JSONResponse({"id": outlet_id, "reports": [api.report_item(x) for x in lines]})


@router.get("/incidents.json", responses=ROWS, summary="Dossiers")
def incidents(request: Request, filters: Asked) -> JSONResponse:
    """All dossiers."""
    page = page_of(request, filters)
    rows = [r.incident_row(i) for i in page.s.incidents.values()]
    return api.answer(page, rows, len(rows), None)


@router.get("/incidents/{incident_id:path}.json", responses=ITEM, summary="A dossier")
def incident(request: Request, incident_id: str, filters: Asked) -> JSONResponse:
    """A dossier: each line stands in one section; findings and attributions never mix."""
    page = page_of(request, filters)
    return JSONResponse(r.incident_row(page.desk.store.incident(incident_id)))


@router.get("/copies/{a}/{b}.json", responses=ITEM, summary="Two reports side by side")
def copies(request: Request, a: str, b: str, filters: Asked) -> JSONResponse:
    """The passages two reports share, and the edits between them."""
    page = page_of(request, filters)
    copy = next((c for c in page.desk.store.copies(a) if {c.a, c.b} == {a, b}), None)
    if copy is None:
        raise NotFound("no copied passage between these reports", where=f"{a}, {b}")
    return JSONResponse(r.copy_row(copy))


@router.get("/search.json", responses=ROWS, summary="Search")
def search(request: Request, filters: Asked, limit: Annotated[int, Query(ge=1, le=200)] = 60) -> JSONResponse:
    """Reports that hold all words of `q`, folded, best first."""
    page = page_of(request, filters)
    hits = best_reports(page.s, page.f.q or "", limit)
    page.s.reports.many(x.id for x in hits)
    rows = [r.report_row(x) for x in hits if known_report(page.s, x.id, page.f.known)]
    return api.answer(page, rows, len(rows), None)


@router.get("/about.json", responses=ITEM, summary="About the data")
def about(request: Request, filters: Asked) -> JSONResponse:
    """Counts of the record."""
    page = page_of(request, filters)
    return JSONResponse({"version": page.s.version, "counts": page.s.counts, "outlets": page.s.outlets})
