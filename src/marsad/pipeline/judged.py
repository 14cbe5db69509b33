"""What readers' judgements do to the stages: claims as they count, rulings, grades, retractions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from marsad.errors import NotFound
from marsad.events import Ruling
from marsad.model import Claim, Event, Feature, Grade
from marsad.review import deciding, effective, retracted
from marsad.review.judgements import Judgement
from marsad.store import Store


def counted(store: Store, claims: Iterable[Claim], standing: Sequence[Judgement] | None = None) -> list[Claim]:
    """Claims of whole reports as they count after review: the machine's, with readers' judgements standing over them."""
    return effective(claims, store.standing_judgements() if standing is None else standing)


def without_retracted(
    events: Iterable[Event], claims: Iterable[Claim], standing: Sequence[Judgement]
) -> tuple[list[Event], list[Claim]]:
    """Events that were not retracted after review, and the claims of none that was: nothing rests on those, though their pages stay."""
    events = list(events)
    gone = retracted(standing, {e.id: e.claims for e in events})
    out = {c for e in events if e.id in gone for c in e.claims}
    return [e for e in events if e.id not in gone], [c for c in claims if c.id not in out]


def rulings(standing: Sequence[Judgement]) -> list[Ruling]:
    """Which events readers joined and parted, in the order of their judgements."""
    return [
        Ruling(j.action == "merge", frozenset(j.data.get("claims", ())), frozenset(j.data.get("rest", ())))
        for j in standing
        if j.action in ("merge", "split")
    ]


def grades(store: Store, standing: Sequence[Judgement]) -> dict[str, Grade]:
    """Readers' grades by event id, old ids followed to what became of them; the latest wins."""
    return {
        present(store, j.item): Grade(j.data["source"], j.data["information"], (Feature("reviewer", 0.0, j.reason),))
        for j in standing
        if j.action == "regrade"
    }


def present(store: Store, event_id: str) -> str:
    """The id under which an event goes on, itself where it is not known."""
    try:
        return store.event(event_id).id
    except NotFound:
        return event_id


def noted(standing: Sequence[Judgement]) -> str:
    """The judgements that change what is made of the claims, as the events stage notes them."""
    return json.dumps([j.seq for j in deciding(standing)])


def turned(store: Store, standing: Sequence[Judgement], before: str | None) -> set[str]:
    """Reports whose claims or events count otherwise than when `noted` gave `before`."""
    now, old = {j.seq for j in deciding(standing)}, set(json.loads(before or "[]"))
    reports: set[str] = set()
    claims: set[str] = set()
    for seq in sorted(now ^ old):
        j = store.judgement(seq)
        if j.what == "claim":
            reports.add(j.report)
            continue
        claims.update(j.data.get("claims", ()), j.data.get("rest", ()))
        for item in (j.item, j.data.get("into")):
            try:
                claims.update(store.event(item).claims if item else ())
            except NotFound:
                continue
    return reports | {c.report for c in store.claims(ids=claims)} if claims else reports
