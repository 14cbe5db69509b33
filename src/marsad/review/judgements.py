"""Judgements, and what follows from them: the claims as they count after review, and gold for the scorer.

A judgement is bound to the text it was made on: it wins until that text changes, and then waits for a reader again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from marsad import edtf
from marsad.model import KINDS, MODALITIES, Claim, Mention, Quantity, Time
from marsad.model.codec import build

ACTIONS = ("accept", "correct", "reject", "regrade", "merge", "split", "retract", "approve", "undo")
"""What a judgement can do. `retract` of an event counts only after an editor other than its author has approved it."""
ROLES = ("reviewer", "editor")
_MENTIONS = ("agents", "targets", "places")
_ONE = ("source", "via")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry of the append-only audit log.

    `what` is `claim` or `event`, `item` its id; `fields` JSON: for `correct` the corrected fields of the codebook, for `regrade`
    {"source", "information"}, for `merge` {"into": event id, "claims": [ids], "rest": [ids of that event]}, for `split` {"claims":
    [ids], "rest": [ids that stay]}, for `retract` {"claims": [ids]}, for `approve` and `undo` {"seq": n}. `event` is the event that a
    judged claim stood in. `report`, `kind`, `start`, `text_sha256` bind it to the words it was made on. `at` is UTC, ISO 8601.
    """

    seq: int
    at: str
    user: str
    role: str
    what: str
    item: str
    action: str
    fields: str
    reason: str
    report: str = ""
    kind: str = ""
    start: int = 0
    text_sha256: str = ""
    event: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """`fields` as an object."""
        found = json.loads(self.fields or "{}")
        return found if isinstance(found, dict) else {}


def problems(judgement: Judgement, text: str = "") -> list[str]:
    """What is wrong with a judgement before it is taken; empty where nothing is. `text` is the report's, for corrected spans."""
    wrong = []
    if judgement.action not in ACTIONS:
        wrong.append(f"there is no action «{judgement.action}»")
    if not judgement.reason.strip():
        wrong.append("a judgement needs a reason")
    if judgement.role not in ROLES:
        wrong.append(f"there is no role «{judgement.role}»")
    if judgement.action == "approve" and judgement.role != "editor":
        wrong.append("only an editor approves")
    data = judgement.data
    wrong += _incomplete(judgement.action, judgement.item, data)
    if judgement.action == "correct":
        if not data:
            wrong.append("nothing was corrected")
        if data.get("extent") not in (None, "full", "partial"):
            wrong.append(f"there is no extent «{data['extent']}»")
        try:
            edtf.bounds(data["time"]["edtf"]) if data.get("time") else None
        except edtf.BadDate:
            wrong.append(f"«{data['time']['edtf']}» is no EDTF date")
        for q in data.get("quantities", ()):
            if q.get("low") is not None and q.get("high") is not None and q["low"] > q["high"]:
                wrong.append(f"{q['low']} is more than {q['high']}")
        if data.get("kind", KINDS[0]) not in KINDS:
            wrong.append(f"there is no kind «{data['kind']}»")
        if data.get("modality", MODALITIES[0]) not in MODALITIES:
            wrong.append(f"there is no modality «{data['modality']}»")
        for mention in [m for name in _MENTIONS for m in data.get(name, ())] + [data[n] for n in _ONE if data.get(n)]:
            start, end = mention.get("start"), mention.get("end")
            if text and start is not None and text[start:end] != mention.get("text"):
                wrong.append(f"«{mention.get('text')}» does not stand at {start}:{end}")
    return wrong


def _incomplete(action: str, item: str, data: Mapping[str, Any]) -> list[str]:
    if action == "regrade" and (data.get("source") not in tuple("ABCDEF") or data.get("information") not in tuple("123456")):
        return ["a grade is a letter A to F and a figure 1 to 6"]
    if action == "merge" and (not data.get("into") or data["into"] == item or not data.get("claims") or not data.get("rest")):
        return ["a merge needs another event, and the claims of both"]
    if action == "split" and (not data.get("claims") or not data.get("rest") or set(data["claims"]) & set(data["rest"])):
        return ["a split needs claims that go and claims that stay"]
    if action == "retract" and not data.get("claims"):
        return ["a retraction names the claims it was made on"]
    if action in ("approve", "undo") and not isinstance(data.get("seq"), int):
        return ["the number of a judgement is needed"]
    return []


def pending(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Retractions that wait for a second pair of eyes: neither undone nor approved by an editor other than their author."""
    ordered = sorted(judgements, key=lambda j: j.seq)
    undone = {j.data.get("seq") for j in ordered if j.action == "undo"}
    counts = {j.seq for j in standing(ordered, {})}
    return [j for j in ordered if j.action == "retract" and j.seq not in counts and j.seq not in undone]


def retracted(judgements: Iterable[Judgement], events: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Which events (id to claims) stand retracted. A retraction holds while the event has no claim but those it was made on: a new
    report of it brings the event back, until a reader judges again. `judgements` are those that stand."""
    gone = [frozenset(j.data.get("claims", ())) for j in judgements if j.action == "retract"]
    return frozenset(i for i, claims in events.items() if any(set(claims) <= g for g in gone))


def standing(judgements: Iterable[Judgement], texts: Mapping[str, str]) -> list[Judgement]:
    """The judgements that count now: not undone, and made on the text that the report still has (`texts`: report to hash)."""
    ordered = sorted(judgements, key=lambda j: j.seq)
    undone = {j.data.get("seq") for j in ordered if j.action == "undo"}
    approved = {
        j.data.get("seq"): j.user
        for j in ordered
        if j.action == "approve" and j.role == "editor" and j.seq not in undone
    }
    out = []
    for j in ordered:
        if j.seq in undone or j.action in ("undo", "approve"):
            continue
        if j.report and texts.get(j.report) != j.text_sha256:
            continue
        if j.action == "retract" and approved.get(j.seq, j.user) == j.user:
            continue
        out.append(j)
    return out


def deciding(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Of the judgements that stand, those that change what is made of the claims: of a claim the latest, where it does not merely
    accept, and every one of an event."""
    last = {j.item: j for j in judgements if j.what == "claim"}
    return [j for j in judgements if j.what != "claim" or (last[j.item] is j and j.action != "accept")]


def effective(claims: Iterable[Claim], judgements: Sequence[Judgement]) -> list[Claim]:
    """The machine's claims as they count after review: rejected ones left out, corrected ones with the reader's fields.

    `judgements` are those that stand. A judgement finds its claim by id, or, where a newer reader has cut the words a little
    differently, by report, kind and the place of its beginning. The latest judgement of a claim wins.
    """
    claims = list(claims)
    there = {c.id for c in claims}
    by_id: dict[str, Judgement] = {}
    by_place: dict[tuple[str, str, int], Judgement] = {}
    for j in judgements:
        if j.what == "claim":
            by_id[j.item] = j
            # Two claims may begin at one place («took A and B»): what was said of one that is still there is not said of the other.
            if j.item not in there:
                by_place[(j.report, j.kind, j.start)] = j
    out = []
    for claim in claims:
        found = by_id.get(claim.id) or by_place.get((claim.report, claim.kind, claim.start))
        if found is None or found.action == "accept":
            out.append(claim)
        elif found.action == "correct":
            out.append(_corrected(claim, found))
    return out


def _corrected(claim: Claim, j: Judgement) -> Claim:
    values: dict[str, Any] = {}
    for name, value in j.data.items():
        if name in _MENTIONS:
            values[name] = tuple(build(Mention, {"start": 0, "end": 0, **m}) for m in value)
        elif name in _ONE:
            values[name] = build(Mention, {"start": 0, "end": 0, **value}) if value else None
        elif name == "time":
            values[name] = Time(value.get("text", ""), value["edtf"]) if value else None
        elif name == "quantities":
            blank = {"low": None, "high": None, "unit": "people", "of": "", "text": ""}
            values[name] = tuple(build(Quantity, {**blank, **q}) for q in value)
        elif name in ("kind", "modality", "extent"):
            values[name] = value
        elif name == "means":
            values[name] = tuple(value)
    return replace(claim, **values, reader=f"{j.role}:{j.user}", confidence=1.0)


def to_gold(
    claims: Iterable[Claim], judgements: Sequence[Judgement], dispatches: Mapping[str, str | None]
) -> list[dict[str, Any]]:
    """Judged reports as gold for score.py: a line a report with the claims that were accepted or corrected in it."""
    judged = {j.item for j in judgements if j.what == "claim" and j.action in ("accept", "correct")}
    kept = [c for c in effective(claims, judgements) if c.id in judged]
    reports = sorted({c.report for c in kept})
    return [
        {"report": r, "dispatch": dispatches.get(r), "claims": [_short(c) for c in kept if c.report == r]}
        for r in reports
    ]


def _short(c: Claim) -> dict[str, Any]:
    def mention(m: Mention) -> dict[str, Any]:
        return {"text": m.text, "id": m.id}

    return {
        "kind": c.kind,
        "quote": c.quote,
        "trigger": c.trigger.text,
        "agents": [mention(m) for m in c.agents],
        "targets": [mention(m) for m in c.targets],
        "places": [mention(m) | {"precision": m.precision} for m in c.places],
        "time": {"text": c.time.text, "edtf": c.time.edtf} if c.time else None,
        "source": mention(c.source) if c.source else None,
        "via": c.via.text if c.via else None,
        "modality": c.modality,
        "quantities": [
            {"what": q.what, "low": q.low, "high": q.high, "unit": q.unit, "of": q.of, "text": q.text}
            for q in c.quantities
        ],
        "extent": c.extent,
        "means": list(c.means),
    }
