"""Review, signed in: the queue, a claim, an event, the audit log, and judgements as gold."""

from __future__ import annotations

import json
import time
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from marsad.model import KINDS, MODALITIES, Claim, Event, Place
from marsad.review import effective, pending, to_gold
from marsad.web import labels, schemas, views
from marsad.web.desk import Page, page_of
from marsad.web.forms import Draft, Say, draft_of
from marsad.web.judged import about_claim, about_event, past, prints_of, queue, shown
from marsad.web.limits import client_of
from marsad.web.session import Editor, Form, Reviewer, SignedIn, drop, keep, present, ticket, ticket_good
from marsad.web.snapshot import span_of
from marsad.web.words import N_

router = APIRouter(prefix="/review")
PAGE = 40
LOG = 100
KEYS = (("j", N_("next claim of the queue")), ("k", N_("claim before it")), ("a", N_("accept")), ("c", N_("correct")), ("x", N_("reject")),
        ("e", N_("the event")), ("q", N_("back to the queue")), ("Ctrl Enter", N_("send the form one writes in")), ("?", N_("these keys")))
WRONG = N_("Name or password is wrong.")
STALE = N_("The page had gone stale. Sign in again.")
GOLD: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/jsonl": {"schema": {"type": "string"}}}, "description": "A line a report"},
    401: {"model": schemas.Problem, "description": "Nobody is signed in"}, 403: {"model": schemas.Problem, "description": "Not an editor"}}


@router.get("/sign-in", response_class=HTMLResponse, include_in_schema=False)
def sign_in_page(request: Request, next: Annotated[str, Query(max_length=400)] = "") -> Response:
    """The form of signing in."""
    page = page_of(request)
    if present(request):
        return RedirectResponse(page.u("review"), 303)
    return page.render("sign_in.html", ticket=ticket(), next=local(next), wrong="", name="", there=bool(page.desk.store.users()))


@router.post("/sign-in", response_class=HTMLResponse, include_in_schema=False)
def sign_in(request: Request, form: Form) -> Response:
    """Sign in. 429 after too many tries from one client or for one name; the password goes nowhere but to the check."""
    page, limits = page_of(request), request.app.state.limits
    name, password = str(form.get("name", ""))[:200].strip(), str(form.get("password", ""))[:1000]
    back = local(str(form.get("next", "")))

    def again(message: str, status: int) -> Response:
        return page.render("sign_in.html", status, ticket=ticket(), next=back, wrong=page.speech.gettext(message), name=name, there=True)

    if not ticket_good(str(form.get("csrf", ""))):
        return again(STALE, 403)
    limits.sign_in.take(client_of(request))
    limits.name.take(name)
    found = page.desk.store.sign_in(name, password, int(time.time()))
    if found is None:
        return again(WRONG, 401)
    limits.sign_in.forget(client_of(request))
    limits.name.forget(name)
    response = RedirectResponse(back + (("&" if "?" in back else "?") + f"lang={page.lang}" if page.speech.chosen else ""), 303)
    keep(response, request, found[0])
    return response


@router.post("/sign-out", include_in_schema=False)
def sign_out(request: Request, form: Form, reviewer: SignedIn) -> Response:
    """End the session."""
    from marsad.web.session import COOKIE, checked

    checked(form, reviewer)
    page = page_of(request)
    page.desk.store.sign_out(request.cookies[COOKIE])
    response = RedirectResponse(page.u(), 303)
    drop(response, request)
    return response


def local(address: str) -> str:
    """An address of the review pages, the queue for any other: a sign-in never leads off the site."""
    plain = address.startswith("/review") and "\\" not in address and not any(ord(ch) < 33 for ch in address)
    return address if plain and address[7:8] in ("", "/", "?") else "/review"


@router.get("", response_class=HTMLResponse, include_in_schema=False)
def queue_page(request: Request, reviewer: SignedIn, kind: Annotated[str, Query(max_length=40)] = "",
               start: Annotated[int, Query(ge=0, le=100_000)] = 0, done: Annotated[int, Query(ge=0, le=2**40)] = 0) -> HTMLResponse:
    """What waits, most in need first."""
    page = page_of(request)
    rows = queue(page.desk.store, page.s)
    kinds = sorted({w.claim.kind for w in rows}, key=lambda k: page.label("KIND", k))
    rows = [w for w in rows if not kind or w.claim.kind == kind]
    part = rows[start:start + PAGE]
    said = views.said(page.desk.store, page.s, [w.claim for w in part])
    return show(page, reviewer, "review.html", rows=part, total=len(rows), start=start, size=PAGE, said=said, kind=kind, kinds=kinds,
                waiting=past(page, pending(page.s.judgements)), done=done)


@router.get("/claims/{claim_id:path}", response_class=HTMLResponse, include_in_schema=False)
def claim_page(request: Request, claim_id: str, reviewer: SignedIn, done: Annotated[int, Query(ge=0, le=2**40)] = 0) -> HTMLResponse:
    """A claim to judge: its words, what was read in them, and the form."""
    page = page_of(request)
    return claim_view(page, reviewer, page.desk.store.claim(claim_id), done=done)


def claim_view(page: Page, reviewer: Reviewer, claim: Claim, *, status: int = 200, draft: Draft | None = None,
               wrong: list[Say] | None = None, choices: list[Place] | None = None, reason: str = "", done: int = 0,
               opened: str = "") -> HTMLResponse:
    """The page of a claim, with what was wrong in the form that was sent."""
    rows = queue(page.desk.store, page.s)
    ids = [w.claim.id for w in rows]
    at = ids.index(claim.id) if claim.id in ids else -1
    now = effective([claim], page.s.standing)
    ruling = page.s.rulings.get(claim.id)
    names = ["kind", "modality", "extent", "places", "time", "agents", "targets", "quantities", "source", "via", "means"]
    return show(page, reviewer, "review_claim.html", status, claim=claim, said=views.said(page.desk.store, page.s, [claim])[claim.id],
                draft=draft or draft_of(now[0] if now else claim), fields=[(n, shown(page, n, getattr(claim, n))) for n in names],
                wrong=[page.speech.gettext(m).replace("%(words)s", w) for m, w in wrong or ()], choices=choices or [], reason=reason,
                history=past(page, about_claim(page.s, claim.id)), ruling=ruling,
                prints=len(prints_of(page.desk.store, page.s, claim)), waiting=rows[at] if at >= 0 else None,
                next=ids[at + 1] if 0 <= at < len(ids) - 1 else (ids[0] if at < 0 and ids else ""), before=ids[at - 1] if at > 0 else "",
                event=page.s.events.get(page.s.event_of.get(claim.id, "")), done=done, opened=opened, kinds=KINDS, modalities=MODALITIES,
                what=labels.WHAT, means=sorted({*labels.MEANS, *claim.means}), actors=known_actors(page), places=known_places(page))


def known_actors(page: Page) -> list[tuple[str, str]]:
    """Ids and names that the fields of actors offer: those of the record first known by name."""
    return sorted(((i, page.actor(i)) for i in {*page.s.actors_told, *page.desk.names.known} if i in page.desk.names.known),
                  key=lambda r: (r[0] not in page.s.actors_told, r[1]))[:600]


def known_places(page: Page) -> list[tuple[str, str]]:
    """Ids and names that the fields of places offer: the busiest places of the record."""
    busy = sorted(page.s.places, key=lambda i: (-page.s.told_in.get(i, 0), i))[:400]
    return [(i, page.place(page.s.places[i])) for i in busy]


@router.get("/events/{event_id:path}", response_class=HTMLResponse, include_in_schema=False)
def event_page(request: Request, event_id: str, reviewer: SignedIn, done: Annotated[int, Query(ge=0, le=2**40)] = 0) -> Response:
    """An event to judge: grade, join, part, retract."""
    page = page_of(request)
    found = page.desk.store.event(event_id)
    if found.id != event_id:
        return RedirectResponse(page.u("review", "events", found.id, done=done or None), 303)
    return event_view(page, reviewer, found, done=done)


def event_view(page: Page, reviewer: Reviewer, event: Event, *, status: int = 200, wrong: list[str] | None = None,
               done: int = 0) -> HTMLResponse:
    """The page of an event."""
    said = views.said(page.desk.store, page.s, page.desk.store.claims(ids=event.claims))
    return show(page, reviewer, "review_event.html", status, event=event, said=[said[c] for c in event.claims if c in said],
                wrong=wrong or [], near=near(page, event), done=done, grades=labels.GRADE,
                history=past(page, about_event(page.s, event.id, event.claims)))


def near(page: Page, event: Event) -> list[Event]:
    """Events that may be the same: of the same place or kind, the nearest in time first."""
    s = page.s
    own = span_of(event).first
    here = np.zeros(len(s.ids), dtype=np.bool_)
    if event.place and event.place.id:
        here[s.rows_at(event.place.id)] = True
    like = s.c.kind == s.c.kinds.find(event.kind)
    far = np.where(s.c.first > 0, np.abs(s.c.first - own.toordinal()), 60) if own else np.full(len(s.ids), 60)
    rows = np.flatnonzero((here | like) & (far <= 60))
    cost = far + np.where(here, 0, 10) + np.where(like, 0, 5)
    best = sorted((int(cost[n]), s.ids[n], n) for n in rows.tolist() if s.ids[n] != event.id)[:30]
    return list(s.some(np.array([n for _, _, n in best], dtype=np.int64)))


@router.get("/log", response_class=HTMLResponse, include_in_schema=False)
def log_page(request: Request, reviewer: SignedIn, start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
             who: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """The audit log, newest first: all of it for editors, for reviewers their own entries and those about them."""
    page = page_of(request)
    own = {j.seq for j in page.s.judgements if j.user == reviewer.name}
    seen = [j for j in page.s.judgements if reviewer.editor or j.seq in own or j.data.get("seq") in own]
    found = [j for j in seen if not who or j.user == who][::-1]
    return show(page, reviewer, "review_log.html", entries=past(page, found[start:start + LOG]), total=len(found), start=start, size=LOG,
                who=who, users=sorted({j.user for j in seen}))


@router.get("/gold.jsonl", response_class=Response, responses=GOLD, tags=["review"], summary="Judged claims as gold")
def gold(request: Request, reviewer: Editor) -> Response:
    """The accepted and corrected claims of judged reports as gold for score.py, as `marsad judgements` writes them."""
    page = page_of(request)
    ids = [j.item for j in page.s.standing if j.what == "claim"]
    claims = list(page.desk.store.claims(ids=ids))
    lines = to_gold(claims, page.s.standing, {c.report: c.dispatch for c in claims})
    return Response("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines), media_type="application/jsonl",
                    headers={"Content-Disposition": 'attachment; filename="marsad-gold.jsonl"'})


def show(page: Page, reviewer: Reviewer, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page of review: who is signed in, the keys, and whether the record is being worked out anew."""
    reckoner = page.request.app.state.reckoner
    return page.render(template, status, me=reviewer, keys=KEYS, busy=reckoner.busy, failed=reckoner.failed, **context)


__all__ = ["claim_view", "event_view", "local", "router", "show"]
