"""Report, place, actor and outlet pages."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from marsad.errors import NotFound
from marsad.model import Claim
from marsad.web import views
from marsad.web.desk import page_of
from marsad.web.filters import Filters
from marsad.web.judged import about_claim, past
from marsad.web.routes.observatory import Asked
from marsad.web.scene import entries, holding
from marsad.web.snapshot import Snapshot

router = APIRouter(include_in_schema=False)
PAGE = 60


@router.get("/reports", response_class=HTMLResponse)
def reports(request: Request, filters: Asked, start: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> HTMLResponse:
    """All reports, newest first."""
    page = page_of(request, filters)
    lines = sorted((r for r in page.s.reports.values() if not filters.outlet or r.outlet == filters.outlet),
                   key=lambda r: (r.published or "", r.id), reverse=True)
    return page.render("reports.html", lines=lines[start:start + PAGE], total=len(lines), start=start, size=PAGE)


@router.get("/reports/{report_id:path}", response_class=HTMLResponse)
def report(request: Request, report_id: str, filters: Asked, claim: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """A report with its claims highlighted, and where it came from."""
    page = page_of(request, filters)
    store = page.desk.store
    found = store.report(report_id)
    claims = list(store.claims(report=report_id))
    copies = list(store.copies(report_id))
    return page.render("report.html", report=found, body=views.report_body(found, claims), claims=claims, focus=claim,
                       kinds={c.id: c.kind for c in claims},
                       judged={c.id: past(page, about_claim(page.s, c.id)) for c in claims},
                       copies=copies, reading=store.reading(report_id),
                       families=page.s.family_of.get(report_id, []), revisions=store.revisions(report_id))


@router.get("/claims/{claim_id:path}", response_class=HTMLResponse)
def claim(request: Request, claim_id: str, filters: Asked) -> RedirectResponse:
    """A claim is shown in its report."""
    page = page_of(request, filters)
    found = page.desk.store.claim(claim_id)
    return RedirectResponse(page.u("reports", found.report, claim=found.id, anchor=f"c-{found.id}"), 303)


@router.get("/places", response_class=HTMLResponse)
def places(request: Request, filters: Asked) -> HTMLResponse:
    """All places with events or holds."""
    page = page_of(request, filters)
    holders = {h.place.id: h for h in holding(page.s, filters.on, filters.known)}
    rows = sorted(((p, len(page.s.by_place.get(i, [])), holders.get(i)) for i, p in page.s.places.items()),
                  key=lambda r: (-r[1], page.place(r[0])))
    return page.render("places.html", rows=rows)


@router.get("/places/{place_id:path}", response_class=HTMLResponse)
def place(request: Request, place_id: str, filters: Asked) -> HTMLResponse:
    """A place: its ledger through time, and what happened there."""
    page = page_of(request, filters)
    found = page.s.places.get(place_id)
    if found is None:
        raise NotFound("no event or hold stands at this place", where=place_id)
    current = [h for h in entries(page.s, filters.known) if h.place.id == place_id]
    current.sort(key=lambda h: (h.valid_from or "", h.id))
    replaced = [h for h in page.s.holds if h.place.id == place_id and h not in current]
    if filters.known:
        replaced = [h for h in replaced if h.known_from <= filters.known.isoformat()]
    said = views.said(page.desk.store, page.s, page.desk.store.claims(ids=[c for h in current for c in h.claims]))
    within = [p for p in page.s.places.values() if place_id in p.parents]
    return page.render("place.html", place=found, current=current, replaced=replaced, said=said, within=within,
                       events=page.s.by_place.get(place_id, []))


@router.get("/actors", response_class=HTMLResponse)
def actors(request: Request, filters: Asked) -> HTMLResponse:
    """All actors of events and holds."""
    page = page_of(request, filters)
    held = Counter(h.actor for h in holding(page.s, filters.on, filters.known))
    ids = sorted({*page.s.by_actor, *(a for a in held if a not in ("contested", "unknown"))})
    rows = sorted(((a, len(page.s.by_actor.get(a, [])), held[a]) for a in ids), key=lambda r: (-r[1] - r[2], page.actor(r[0])))
    return page.render("actors.html", rows=rows)


@router.get("/actors/{actor_id:path}", response_class=HTMLResponse)
def actor(request: Request, actor_id: str, filters: Asked) -> HTMLResponse:
    """An actor: what it holds, its events, and the words outlets use for it."""
    page = page_of(request, filters)
    events = page.s.by_actor.get(actor_id, [])
    holds = [h for h in holding(page.s, filters.on, filters.known) if h.actor == actor_id]
    if not events and not holds and actor_id not in page.desk.names.known:
        raise NotFound("no such actor", where=actor_id)
    claims = page.desk.store.claims(ids=[c for e in events[:2000] for c in e.claims])
    return page.render("actor.html", actor=actor_id, events=events, holds=holds, words=words_for(page.s, actor_id, claims, filters))


def words_for(s: Snapshot, actor: str, claims: object, f: Filters) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Words used for an actor: (word, count, outlets that use it with counts), most used first."""
    table: dict[str, Counter[str]] = {}
    for c in claims:  # type: ignore[attr-defined]
        assert isinstance(c, Claim)
        line = s.reports.get(c.report)
        if line is None or not views.was_known(line, f):
            continue
        for text in {m.text for m in (*c.agents, *c.targets) if m.id == actor}:
            table.setdefault(text, Counter())[line.outlet] += 1
    rows = [(w, sum(n.values()), sorted(n.items(), key=lambda i: (-i[1], i[0]))) for w, n in table.items()]
    return sorted(rows, key=lambda r: (-r[1], r[0]))


@router.get("/outlets/{outlet_id:path}", response_class=HTMLResponse)
def outlet(request: Request, outlet_id: str, filters: Asked) -> HTMLResponse:
    """An outlet: what it published, and what it shares with whom."""
    page = page_of(request, filters)
    lines = sorted((r for r in page.s.reports.values() if r.outlet == outlet_id), key=lambda r: (r.published or "", r.id), reverse=True)
    if not lines:
        raise NotFound("no report of this outlet", where=outlet_id)
    first, copied = Counter[str](), Counter[str]()
    for line in lines:
        for family in page.s.family_of.get(line.id, []):
            for member in family.members:
                other = page.s.reports.get(member.report)
                if other is None or other.outlet == outlet_id:
                    continue
                if family.origin == line.id:
                    first[other.outlet] += 1
                elif family.origin == member.report:
                    copied[other.outlet] += 1
    return page.render("outlet.html", outlet=outlet_id, lines=lines, first=first.most_common(), copied=copied.most_common())
