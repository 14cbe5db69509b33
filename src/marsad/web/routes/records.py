"""Report, place, actor and outlet pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from marsad.errors import NotFound
from marsad.model import Claim
from marsad.web import views
from marsad.web.desk import Page, page_of
from marsad.web.filters import Filters
from marsad.web.judged import about_claim, past
from marsad.web.ledger import Holds
from marsad.web.routes.observatory import Asked
from marsad.web.scene import asked, entries, holding
from marsad.web.snapshot import Snapshot, line_of

router = APIRouter(include_in_schema=False)
PAGE = 60
# So many of an actor's newest events are read for the words used of it; of an outlet so many of its newest reports are compared.
WORDS, OUTLET = 400, 1000
# So many places are listed, the busiest first; so many of those within one.
MOST, WITHIN = 500, 200


@router.get("/reports", response_class=HTMLResponse)
def reports(request: Request, filters: Asked, start: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> HTMLResponse:
    """All reports, newest first."""
    page = page_of(request, filters)
    found = page.desk.store.newest(outlet=filters.outlet, start=start, limit=PAGE)
    total = page.s.outlets.get(filters.outlet, 0) if filters.outlet else sum(page.s.outlets.values())
    return page.render("reports.html", lines=list(map(line_of, found)), total=total, start=start, size=PAGE)


@router.get("/reports/{report_id:path}", response_class=HTMLResponse)
def report(request: Request, report_id: str, filters: Asked, claim: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """A report with its claims highlighted, and where it came from."""
    page = page_of(request, filters)
    store = page.desk.store
    found = store.report(report_id)
    claims = list(store.claims(report=report_id))
    copies = list(store.copies(report_id))
    page.s.reports.many(x for c in copies for x in (c.a, c.b))
    page.s.event_of.many(c.id for c in claims)
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
    holders = {h.place.id: h for h in holding(page.s, page.f)}
    told = page.s.told_in
    busy = sorted(page.s.places, key=lambda i: (-told.get(i, 0), i))
    rows = [(page.s.places[i], told.get(i, 0), holders.get(i)) for i in busy[:MOST]]
    return page.render("places.html", rows=sorted(rows, key=lambda r: (-r[1], page.place(r[0]))), rest=max(0, len(busy) - MOST))


@router.get("/places/{place_id:path}", response_class=HTMLResponse)
def place(request: Request, place_id: str, filters: Asked) -> HTMLResponse:
    """A place: its ledger through time, and what happened there."""
    page = page_of(request, filters)
    found = page.s.places.get(place_id)
    if found is None:
        raise NotFound("no event or hold stands at this place", where=place_id)
    current = [h for h in entries(page.s, filters.model_copy(update={"place": place_id, "actor": None})) if h.place.id == place_id]
    current.sort(key=lambda h: (h.valid_from or "", h.id))
    standing = {h.id for h in current}
    replaced = [h for h in page.desk.store.all_holds(place=place_id) if h.id not in standing]
    if filters.known:
        replaced = [h for h in replaced if h.known_from <= filters.known.isoformat()]
    said = views.said(page.desk.store, page.s, page.desk.store.claims(ids=[c for h in current for c in h.claims]))
    told = page.s.told_in
    inner = [p for code in page.s.inside.get(place_id, []) if (p := page.s.spots[code]).id and p.id != place_id]
    within = sorted(sorted(inner, key=lambda p: (-told.get(p.id or "", 0), p.id or ""))[:WITHIN], key=page.place)
    page.s.events.many(e for h in current for e in h.basis)
    return page.render("place.html", place=found, current=current, replaced=replaced, said=said, within=within,
                       events=page.s.by_place(place_id))


@router.get("/actors", response_class=HTMLResponse)
def actors(request: Request, filters: Asked) -> HTMLResponse:
    """All actors of events and holds."""
    page = page_of(request, filters)
    held = Counter(h.actor for h in holding(page.s, page.f))
    told = page.s.actors_told
    ids = sorted({*told, *(a for a in held if a not in ("contested", "unknown"))})
    rows = sorted(((a, told[a], held[a]) for a in ids), key=lambda r: (-r[1] - r[2], page.actor(r[0])))
    return page.render("actors.html", rows=rows)


@router.get("/actors/{actor_id:path}", response_class=HTMLResponse)
def actor(request: Request, actor_id: str, filters: Asked) -> HTMLResponse:
    """An actor: what it holds, its events, and the words outlets use for it."""
    page = page_of(request, filters)
    events = page.s.by_actor(actor_id)
    holds = held_by(page, actor_id)
    if not events and not holds and actor_id not in page.desk.names.known:
        raise NotFound("no such actor", where=actor_id)
    claims = page.desk.store.claims(ids=[c for e in events[:WORDS] for c in e.claims])
    return page.render("actor.html", actor=actor_id, events=events, holds=holds, words=words_for(page.s, actor_id, claims, filters))


def held_by(page: Page, actor: str) -> Holds:
    """What an actor holds on the days of the filters."""
    held = asked(page.s, page.f.model_copy(update={"actor": None}))
    return page.s.holds(held.where(held.actor == page.s.actor_codes.find(actor)))


def words_for(s: Snapshot, actor: str, claims: Iterable[Claim], f: Filters) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Words used for an actor: (word, count, outlets that use it with counts), most used first."""
    table: dict[str, Counter[str]] = {}
    told = list(claims)
    s.reports.many(c.report for c in told)
    for c in told:
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
    lines = [line_of(r) for r in page.desk.store.newest(outlet=outlet_id, limit=OUTLET)]
    if not lines:
        raise NotFound("no report of this outlet", where=outlet_id)
    families = page.s.family_of.many(x.id for x in lines)
    page.s.reports.many(m.report for found in families.values() for f in found for m in f.members)
    first, copied = Counter[str](), Counter[str]()
    for line in lines:
        for family in families.get(line.id, []):
            for member in family.members:
                other = page.s.reports.get(member.report)
                if other is None or other.outlet == outlet_id:
                    continue
                if family.origin == line.id:
                    first[other.outlet] += 1
                elif family.origin == member.report:
                    copied[other.outlet] += 1
    return page.render("outlet.html", outlet=outlet_id, lines=lines, total=page.s.outlets.get(outlet_id, 0), first=first.most_common(),
                       copied=copied.most_common())
