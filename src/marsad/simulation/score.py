"""Scoring a made world: events, voices and control against the truth, and what counting outlets would give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad import edtf
from marsad.control.query import holding
from marsad.model import Claim, Event, Hold
from marsad.simulation.make import Simulation

FRESH = 30
"""Only days with evidence not older than this are scored."""

_CONTROL = frozenset({"capture", "withdraw", "hold", "advance"})


@dataclass(frozen=True, slots=True)
class Score:
    """`b3_f1` of events (states left out), `voices_exact` share of true events whose claims lie in one found event with the right
    number of voices, `control_days` share of scored place-days with the true holder, `control_days_no_lies` of those without a
    lie about the place in the last 30 days, `majority_control_days` what the majority of outlets gives on the same days."""

    b3_f1: float
    b3_precision: float
    b3_recall: float
    voices_exact: float
    control_days: float
    control_days_no_lies: float
    majority_control_days: float
    days_scored: int
    events: int


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 over the keys of `gold`; keys without a found cluster stand alone."""
    gold_size: dict[str, int] = defaultdict(int)
    found_size: dict[str, int] = defaultdict(int)
    both: dict[tuple[str, str], int] = defaultdict(int)
    for key, event in gold.items():
        cluster = found.get(key, f"alone:{key}")
        gold_size[event] += 1
        found_size[cluster] += 1
        both[event, cluster] += 1
    total = max(1, len(gold))
    precision = sum(n * n / found_size[c] for (_, c), n in both.items()) / total
    recall = sum(n * n / gold_size[e] for (e, _), n in both.items()) / total
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(world: Simulation, events: Sequence[Event], holds: Sequence[Hold], claims: Sequence[Claim] | None = None,
          same: Mapping[str, str] | None = None) -> Score:
    """Score events and holds made from a world's reports.

    `claims` are the claims they were made from where these are not the world's own, and `same` maps the world's claim ids to
    theirs (`match`).
    """
    read = list(claims) if claims is not None else list(world.claims)
    back = dict(same) if same is not None else {c.id: c.id for c in world.claims}
    kind = {c.id: c.kind for c in world.claims}
    gold = {c: e for c, e in world.event_of.items() if kind[c] != "hold"}
    home: dict[str, str] = {}
    for event in events:
        for claim in event.claims:
            home[claim] = event.id
    found = {c: home[back[c]] for c in gold if back.get(c) in home}
    precision, recall, f1 = b_cubed(gold, found)
    right, no_lies, majority, days, honest = _control(world, holds, read)
    return Score(round(f1, 4), round(precision, 4), round(recall, 4), round(_voices(world, gold, events, back), 4),
                 round(right / max(1, days), 4), round(no_lies / max(1, honest), 4), round(majority / max(1, days), 4), days,
                 len(set(gold.values())))


def match(world: Simulation, claims: Iterable[Claim]) -> dict[str, str]:
    """The world's claim ids to ids of read claims: same report and kind, overlapping trigger or quote, each used once."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    found: dict[str, str] = {}
    used: set[str] = set()
    for gold in world.claims:
        fits = [c for c in by_report.get(gold.report, ()) if c.kind == gold.kind and c.id not in used
                and c.trigger.start < gold.end + 60 and gold.start - 60 < c.trigger.end
                and c.start < gold.end and gold.start < c.end]
        if fits:
            best = min(fits, key=lambda c: (abs(c.trigger.start - gold.trigger.start), c.id))
            used.add(best.id)
            found[gold.id] = best.id
    return found


def _voices(world: Simulation, gold: Mapping[str, str], events: Sequence[Event], back: Mapping[str, str]) -> float:
    members: dict[str, list[str]] = defaultdict(list)
    for claim, event in gold.items():
        members[event].append(claim)
    voices = {c: (e.id, n) for e in events for n, v in enumerate(e.voices) for c in v.claims}
    count = {e.id: len(e.voices) for e in events}
    right = 0
    for held in members.values():
        true = len({world.voice_of[c] for c in held})
        homes = {voices[back[c]][0] for c in held if back.get(c) in voices}
        right += len(homes) == 1 and count[next(iter(homes))] == true
    return right / max(1, len(members))


def _control(world: Simulation, holds: Sequence[Hold], claims: Sequence[Claim]) -> tuple[int, int, int, int, int]:
    """Place-days right, right without lies, right by majority, scored, scored without lies."""
    days = {r.id: r.day for r in world.reports}
    outlet = {r.id: r.outlet for r in world.reports}
    first, last = edtf.ordinal(world.first), edtf.ordinal(world.last)
    evidence: dict[str, list[tuple[int, str, str | None]]] = defaultdict(list)
    for claim in claims:
        if claim.kind in _CONTROL and claim.modality != "denied":
            at = _told_day(claim, days)
            for mention in claim.places:
                if mention.id and at is not None:
                    evidence[mention.id].append((at, outlet[claim.report], _holder(claim)))
    truth: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for turn in world.turns:
        truth[turn.place].append((edtf.ordinal(turn.since), turn.actor))
    by_place: dict[str, list[Hold]] = defaultdict(list)
    for hold in holds:
        by_place[hold.place.id or ""].append(hold)
    lies: dict[str, list[int]] = defaultdict(list)
    for place, iso in world.lies:
        lies[place].append(edtf.ordinal(iso))
    right = no_lies = majority = scored = honest = 0
    known = edtf.day(last + 400)
    for place in sorted(truth):
        told = sorted(evidence.get(place, ()), key=lambda e: (e[0], e[1], e[2] or ""))
        answers = _daily(by_place.get(place, ()), first, last, known)
        for day in range(first, last + 1):
            recent = [e for e in told if day - FRESH <= e[0] <= day]
            if not recent:
                continue
            true = [a for since, a in truth[place] if since <= day][-1]
            good = answers.get(day) == true
            scored += 1
            right += good
            majority += _vote(recent) == true
            if not any(day - FRESH <= d <= day for d in lies[place]):
                honest += 1
                no_lies += good
    return right, no_lies, majority, scored, honest


def _told_day(claim: Claim, days: Mapping[str, str | None]) -> int | None:
    lo, hi = edtf.bounds(claim.time.edtf) if claim.time else (None, None)
    if hi is not None or lo is not None:
        return hi if hi is not None else lo
    written = claim.dispatch or days.get(claim.report)
    return edtf.ordinal(written) if written else None


def _holder(claim: Claim) -> str | None:
    """Whom a claim makes the holder, None for claims that tell only a loss or an entry."""
    return claim.agents[0].id if claim.kind in ("capture", "hold") and claim.agents else None


def _daily(holds: Iterable[Hold], first: int, last: int, known: str) -> dict[int, str]:
    """The ledger's holder on each day, asked once a change."""
    held = [h for h in holds if h.known_from <= known and (h.known_to is None or h.known_to > known)]
    edges = {first}
    for h in held:
        for text in (h.valid_from, h.valid_to):
            lo, hi = edtf.bounds(text)
            edges |= {x for x in (lo, hi) if x is not None and first <= x <= last}
    found: dict[int, str] = {}
    ordered = sorted(edges)
    for n, day in enumerate(ordered):
        rows = holding(held, edtf.day(day), known)
        until = ordered[n + 1] if n + 1 < len(ordered) else last + 1
        if rows:
            found.update((d, rows[0].actor) for d in range(day, until))
    return found


def _vote(recent: Sequence[tuple[int, str, str | None]]) -> str | None:
    """The holder by the latest word of each outlet; ties go to the word told last."""
    latest: dict[str, str] = {}
    for _, outlet, holder in recent:
        if holder is not None:
            latest[outlet] = holder
    if not latest:
        return None
    votes: dict[str, int] = defaultdict(int)
    for holder in latest.values():
        votes[holder] += 1
    final = [h for _, _, h in recent if h is not None][-1]
    return max(sorted(votes), key=lambda h: (votes[h], h == final))
