"""What readers judged, as pages show it: each judgement with its state, and what it changed; and the queue of what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from marsad.model import Claim, Event, Feature, Mention, Quantity
from marsad.model.codec import build
from marsad.review import Judgement, pending
from marsad.review.queue import claim_features, event_features, queue_weights, score
from marsad.store import Store
from marsad.web import labels
from marsad.web.desk import Page
from marsad.web.lists import Events
from marsad.web.snapshot import Snapshot

# The queue is ranked by events first, so that a large archive is never read whole for it.
EVENTS = 400
QUEUE = 600
# Of more events than this, those that weigh most by themselves are ranked.
LOOKED = 3000


@dataclass(frozen=True, slots=True)
class Past:
    """A judgement, its state (a key of `labels.STATE`; empty for those that only speak of others), and what it changed: (field, before,
    after)."""

    judgement: Judgement
    state: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that awaits review, with what brought it up; `prints` counts those of the same voice, kind and manner, itself too."""

    claim: Claim
    features: tuple[Feature, ...]
    score: float
    prints: int = 1


def past(page: Page, judgements: Iterable[Judgement]) -> list[Past]:
    """Judgements with their state, the latest first."""
    s = page.s
    counts = {j.seq for j in s.standing}
    undone = {j.data.get("seq") for j in s.judgements if j.action == "undo"}
    waits = {j.seq for j in pending(s.judgements)}
    found = list(judgements)
    claims = {c.id: c for c in page.desk.store.claims(ids=[j.item for j in found if j.action == "correct"])}
    out = []
    for j in sorted(found, key=lambda j: -j.seq):
        if j.seq in undone:
            state = "undone"
        elif j.seq in waits:
            state = "pending"
        elif j.action in ("approve", "undo"):
            state = ""
        elif j.seq not in counts:
            state = "lapsed"
        else:
            state = "overruled" if j.what == "claim" and s.rulings.get(j.item, j).seq != j.seq else "stands"
        out.append(Past(j, state, changes(page, j, claims.get(j.item))))
    return out


def about_claim(s: Snapshot, claim: str) -> list[Judgement]:
    """The judgements of a claim."""
    return [j for j in s.judgements if j.item == claim]


def about_event(s: Snapshot, event_id: str, claims: Iterable[str] = ()) -> list[Judgement]:
    """The judgements of an event, of its claims, and of claims that were in it when they were judged."""
    inside = {event_id, *claims}
    return [j for j in s.judgements if j.item in inside or j.event == event_id or j.data.get("into") == event_id]


def changes(page: Page, j: Judgement, claim: Claim | None) -> tuple[tuple[str, str, str], ...]:
    """What a correction changed: (field, the machine's, the reader's) in the page's words."""
    if j.action != "correct":
        return ()
    return tuple((page.label("FIELD", name), shown(page, name, getattr(claim, name)) if claim else "", shown(page, name, value))
                 for name, value in j.data.items() if name in labels.FIELD)


def shown(page: Page, name: str, value: Any) -> str:
    """A field of a claim, the model's or as JSON, in the page's words; a dash for none."""
    comma = "، " if page.lang == "ar" else ", "
    if not value:
        return "—"
    if name in ("kind", "modality", "extent"):
        return page.label(name.upper(), value)
    if name == "means":
        return comma.join(page.label("MEANS", m) for m in value)
    if name == "time":
        edtf = value["edtf"] if isinstance(value, dict) else value.edtf
        return page.speech.when(edtf)
    if name == "quantities":
        blank = {"low": None, "high": None, "unit": "people", "of": "", "text": ""}
        found = [q if isinstance(q, Quantity) else build(Quantity, blank | q) for q in value]
        return comma.join(figure(page, q) for q in found)
    items = value if isinstance(value, (list, tuple)) else [value]
    mentions = [m if isinstance(m, Mention) else build(Mention, {"start": 0, "end": 0, **m}) for m in items]
    return comma.join(place_name(page, m) if name == "places" else page.mention(m) for m in mentions)


def place_name(page: Page, m: Mention) -> str:
    """The name of a mentioned place where the record knows it, else its words."""
    return page.place(page.s.places[m.id]) if m.id and m.id in page.s.places else m.text


def figure(page: Page, q: Quantity) -> str:
    """A count and what it counts."""
    number = page.figure(q.low, q.high) if (q.low, q.high) != (None, None) else q.text
    of = page.of(q.what, q.of)
    return f"{number} {page.label('WHAT', q.what)}" + (f" ({of})" if of else "")


def queue(store: Store, s: Snapshot) -> list[Waiting]:
    """The claims that await review, most in need first; worked out once a state of the store."""
    if s.queue is None:
        s.queue = _ranked(store, s)
    return s.queue


def _ranked(store: Store, s: Snapshot) -> list[Waiting]:
    weights = queue_weights()
    ground, dossiers = store.held_events(), {e for i in s.incidents.values() for e in i.events}
    undone = {j.data.get("seq") for j in s.judgements if j.action == "undo"}
    spoken = {j.item for j in s.judgements if j.what == "claim" and j.action != "undo" and j.seq not in undone}
    lapsed = spoken - {j.item for j in s.standing}

    def of_event(event: Event) -> tuple[Feature, ...]:
        return event_features(event, ground=event.id in ground, dossier=event.id in dossiers, weights=weights)

    open_events = [e for e in _likely(s, ground, dossiers) if any(c not in s.rulings for c in e.claims)]
    top = sorted(open_events, key=lambda e: (-score(of_event(e)), e.id))[:EVENTS]
    features = {c: of_event(e) for e in top for c in e.claims if c not in s.rulings}
    alone = [c for c in store.claims_alone(EVENTS + len(s.rulings)) if c not in s.rulings][:EVENTS]
    wanted = [*features, *alone, *(c for c in lapsed if c in s.report_of)]
    out = []
    for claim in store.claims(ids=wanted):
        found = (*claim_features(claim, lapsed=claim.id in lapsed, weights=weights), *features.get(claim.id, ()))
        out.append(Waiting(claim, tuple(sorted(found, key=lambda f: (-f.value, f.name))), score(found)))
    out.sort(key=lambda w: (-w.score, w.claim.report, w.claim.start, w.claim.id))
    voice = {c: f"{e.id} {n}" for e in top for n, v in enumerate(e.voices) for c in v.claims}
    folded: dict[tuple[str, str, str], list[Waiting]] = {}
    for w in out:
        folded.setdefault((voice.get(w.claim.id, w.claim.id), w.claim.kind, w.claim.modality), []).append(w)
    return [replace(group[0], prints=len(group)) for group in folded.values()][:QUEUE]


def _likely(s: Snapshot, ground: set[str], dossiers: set[str]) -> Events:
    """The events whose own features weigh most, by what the columns tell of them; all of them where they are few."""
    n = len(s.ids)
    if n <= LOOKED:
        return s.order
    w = queue_weights()
    one = {i: s.row_of[i] for i in (*ground, *dossiers) if i in s.row_of}
    weight = np.zeros(n)
    weight[[one[i] for i in ground if i in one]] += w.importance["ground"]
    weight[[one[i] for i in dossiers if i in one]] += w.importance["dossier"]
    weight += w.doubt["disputed"] * np.isin(s.c.status, [k for k, x in enumerate(s.c.statuses.words) if x in ("disputed", "denied")])
    prints = np.maximum(np.bincount(s.c.told_row, minlength=n), 1)
    weight += w.importance["printed"] * np.log2(prints)
    return s.some(np.lexsort((np.arange(n), -weight))[:LOOKED])


def prints_of(store: Store, s: Snapshot, claim: Claim) -> list[Claim]:
    """The other prints of a claim's voice, of its kind and manner, that await review."""
    event = s.events.get(s.event_of.get(claim.id, ""))
    ids = [c for v in (event.voices if event else ()) if claim.id in v.claims for c in v.claims if c != claim.id and c not in s.rulings]
    return [c for c in store.claims(ids=ids) if (c.kind, c.modality) == (claim.kind, claim.modality)]
