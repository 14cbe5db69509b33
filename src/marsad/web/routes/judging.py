"""What a form of review does: one judgement appended to the log, and the record worked out anew for it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from marsad.errors import NotFound, UsageError
from marsad.model import Claim, Event
from marsad.pipeline.resources import gazetteer
from marsad.review import Judgement, pending, problems
from marsad.web.desk import Page, page_of
from marsad.web.forms import Books, Correction, Draft, alike, draft_from
from marsad.web.judged import prints_of, queue
from marsad.web.routes.review import claim_view, event_view
from marsad.web.session import Form, Reviewer, SignedIn, checked
from marsad.web.words import N_

router = APIRouter(prefix="/review", include_in_schema=False)
# So long a judgement waits for the record to follow, before the page says that it is still being worked out.
PATIENCE = 4.0
REASONLESS = N_("Say why: who reads the log later has only this.")
NOTHING = N_("Nothing was changed. Accept the claim, or correct a field.")


def books(page: Page) -> Books:
    """What the forms look ids up in."""
    places = gazetteer(page.desk.store)
    known = page.desk.names.known

    def named(words: str) -> list[str]:
        return [i for i, names in known.items() if words in names]

    return Books(lambda i: i in known, named, places.get, places.lookup)


def judge(page: Page, reviewer: Reviewer, what: str, item: str, action: str, fields: dict[str, Any], reason: str,
          claim: Claim | None = None, patience: float = PATIENCE) -> Judgement:
    """Append a judgement and have the record follow. Raises UsageError where it cannot be taken."""
    made = Judgement(0, datetime.now(UTC).isoformat(timespec="seconds"), reviewer.name, reviewer.role, what, item, action,
                     json.dumps(fields, ensure_ascii=False, sort_keys=True), reason.strip())
    text = ""
    if claim is not None:
        report = page.desk.store.report(claim.report)
        text = report.text
        made = Judgement(made.seq, made.at, made.user, made.role, what, item, action, made.fields, made.reason, claim.report, claim.kind,
                         claim.start, report.text_sha256, page.s.event_of.get(claim.id, ""))
    wrong = problems(made, text)
    if wrong:
        raise UsageError("; ".join(wrong))
    kept = page.desk.store.judge(made)
    page.request.app.state.reckoner.ask(patience)
    return kept


def reason_of(form: FormData) -> str:
    """The reason as typed."""
    return str(form.get("reason", "")).strip()[:2000]


@router.post("/claims/{claim_id:path}")
def judge_claim(request: Request, claim_id: str, form: Form, reviewer: SignedIn) -> Response:
    """Accept, correct or reject a claim, and go on to the next of the queue."""
    checked(form, reviewer)
    page = page_of(request)
    claim = page.desk.store.claim(claim_id)
    action, reason = str(form.get("action", "")), reason_of(form)
    fields: dict[str, Any] = {}
    if action not in ("accept", "correct", "reject"):
        return claim_view(page, reviewer, claim, status=422, wrong=[(N_("Choose what to do."), "")])
    if action == "correct":
        draft = draft_from(form, form.getlist)
        correction = Correction(claim, page.desk.store.report(claim.report).text, books(page))
        fields = correction.fields(draft)
        wrong = correction.wrong or ([] if fields else [(NOTHING, "")])
        if not reason:
            wrong = [*wrong, (REASONLESS, "")]
        if wrong:
            return claim_view(page, reviewer, claim, status=422, draft=draft, wrong=wrong, choices=correction.choices, reason=reason,
                              opened="correct")
    if not reason:
        return claim_view(page, reviewer, claim, status=422, wrong=[(REASONLESS, "")], opened=action)
    order = [w.claim.id for w in queue(page.desk.store, page.s)]
    others = prints_of(page.desk.store, page.s, claim) if form.get("prints") else []
    try:
        kept = judge(page, reviewer, "claim", claim.id, action, fields, reason, claim, 0.0 if others else PATIENCE)
        if others:
            judge_prints(page, reviewer, others, action, fields, draft_from(form, form.getlist), reason)
    except UsageError as error:
        return claim_view(page, reviewer, claim, status=422, wrong=[("%(words)s", error.message)], reason=reason, opened=action)
    if form.get("stay"):
        return RedirectResponse(page.u("review", "claims", claim.id, done=kept.seq), 303)
    after = order[order.index(claim.id) + 1:] if claim.id in order else order
    if not after:
        return RedirectResponse(page.u("review", done=kept.seq), 303)
    return RedirectResponse(page.u("review", "claims", after[0], done=kept.seq), 303)


def judge_prints(page: Page, reviewer: Reviewer, others: list[Claim], action: str, fields: dict[str, Any], draft: Draft,
                 reason: str) -> None:
    """Judge other prints of a voice as the first one. A print that does not bear the correction, since its words differ, is left
    for a reader of its own."""
    for other in others:
        own: dict[str, Any] = {}
        if action == "correct":
            correction = Correction(other, page.desk.store.report(other.report).text, books(page))
            own = correction.fields(alike(draft, fields, other))
            if correction.wrong or not own:
                continue
        judge(page, reviewer, "claim", other.id, action, own, reason, other, 0.0)
    page.request.app.state.reckoner.ask(PATIENCE)


@router.post("/events/{event_id:path}")
def judge_event(request: Request, event_id: str, form: Form, reviewer: SignedIn) -> Response:
    """Grade an event anew, join it to another, part it, or ask for its retraction."""
    checked(form, reviewer)
    page = page_of(request)
    event = page.desk.store.event(event_id)
    say = page.speech.gettext
    try:
        action, fields = asked(page, event, form)
        if not reason_of(form):
            raise UsageError(say(REASONLESS))
        kept = judge(page, reviewer, "event", event.id, action, fields, reason_of(form))
    except (UsageError, NotFound) as error:
        return event_view(page, reviewer, event, status=422, wrong=[error.message])
    return RedirectResponse(page.u("review", "events", event.id, done=kept.seq), 303)


def asked(page: Page, event: Event, form: FormData) -> tuple[str, dict[str, Any]]:
    """What the form asks of an event: action and fields, bound to the claims it was judged on. Raises UsageError, NotFound."""
    action, say = str(form.get("action", "")), page.speech.gettext
    if action == "regrade":
        return action, {"source": str(form.get("source", "")), "information": str(form.get("information", ""))}
    if action == "merge":
        into = str(form.get("into", "")).strip().rsplit("/", 1)[-1]
        other = page.desk.store.event(into) if into else event
        if other.id == event.id:
            raise UsageError(say(N_("Choose another event to join it to.")))
        return action, {"into": other.id, "claims": list(event.claims), "rest": list(other.claims)}
    if action == "split":
        chosen = {str(c) for c in form.getlist("claims")}
        go = [c for c in event.claims if c in chosen]
        if not go or len(go) == len(event.claims):
            raise UsageError(say(N_("Choose the claims that tell another event; at least one must go and one stay.")))
        return action, {"claims": go, "rest": [c for c in event.claims if c not in chosen]}
    if action == "retract":
        return action, {"claims": list(event.claims)}
    raise UsageError(say(N_("Choose what to do.")))


@router.post("/judgements/{seq}")
def judge_judgement(request: Request, seq: int, form: Form, reviewer: SignedIn) -> Response:
    """Approve a retraction (an editor who did not ask for it), or undo a judgement (one's own; an editor any)."""
    checked(form, reviewer)
    page = page_of(request)
    target = page.desk.store.judgement(seq)
    action, reason, say = str(form.get("action", "")), reason_of(form), page.speech.gettext
    wrong = ""
    if action == "approve":
        if target.seq not in {j.seq for j in pending(page.s.judgements)}:
            wrong = say(N_("No retraction waits under this number."))
        elif not reviewer.editor or target.user == reviewer.name:
            wrong = say(N_("A retraction needs a second pair of eyes: an editor who did not ask for it."))
    elif action == "undo":
        if target.action in ("undo", "approve") or any(j.action == "undo" and j.data.get("seq") == seq for j in page.s.judgements):
            wrong = say(N_("This entry cannot be undone."))
        elif not reviewer.editor and target.user != reviewer.name:
            wrong = say(N_("Only its author or an editor undoes a judgement."))
    else:
        wrong = say(N_("Choose what to do."))
    if not wrong and not reason:
        wrong = say(REASONLESS)
    if wrong:
        return page.render("error.html", 422, code=400, message=wrong)
    kept = judge(page, reviewer, target.what, target.item, action, {"seq": seq}, reason)
    where = "claims" if target.what == "claim" else "events"
    if form.get("back") == "queue":
        return RedirectResponse(page.u("review", done=kept.seq), 303)
    return RedirectResponse(page.u("review", where, target.item, done=kept.seq), 303)
