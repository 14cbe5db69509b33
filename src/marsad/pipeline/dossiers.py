"""The step `incidents`: all incidents gathered, or only those that changed events and claims reach, with the same result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from marsad import edtf
from marsad.incidents import gather
from marsad.incidents.keys import EVIDENCE, answers, evidence_keys, is_core, spot_key
from marsad.model import Claim, Event, Incident, Report
from marsad.pipeline import judged, state
from marsad.pipeline.resources import actors, gazetteer, uncollected
from marsad.pipeline.state import Progress
from marsad.review.judgements import Judgement
from marsad.store import Store
from marsad.store.keys import Stale, Work


def gather_incidents(store: Store, progress: Progress) -> int:
    """Gather findings, attributions, responses and tolls around attacks; returns how many events were looked at."""
    with store.reading_on():
        due = state.due(store, "incidents")
        if due is None:
            return 0
        if not due.whole:
            return _told(progress, _gather_some(store, progress, due.standing, due.stale, due.mark))
    with uncollected():
        claims = judged.counted(store, store.claims(), due.standing)
        events, claims = judged.without_retracted(store.events(), claims, due.standing)
        progress("incidents", 0, len(events))
        found = gather(events, claims, {r.id: r for r in store.reports()}, actors(), gazetteer(store))
        store.save_incidents(found, due.mark, keys=_keys(found, claims))
    return _told(progress, events)


def _told(progress: Progress, events: Sequence[Event]) -> int:
    progress("incidents", len(events), len(events))
    return len(events)


def _keys(incidents: Iterable[Incident], claims: Iterable[Claim]) -> dict[tuple[str, str], list[str]]:
    """By what an incident is found again: its events, and the reports that it cites."""
    report_of = {c.id: c.report for c in claims}
    found: dict[tuple[str, str], list[str]] = {}
    for incident in incidents:
        found["event", incident.id] = list(incident.events)
        found["report", incident.id] = sorted({report_of[x.claim] for x in incident.lines if x.claim in report_of})
    return found


@dataclass(slots=True)
class _Reach:
    """Attacks and reports between which incidents may share what speaks of them."""

    store: Store
    standing: Sequence[Judgement]
    attacks: dict[str, Event] = field(default_factory=dict)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    texts: dict[str, Report] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)
    queue: list[str] = field(default_factory=list)
    looked: set[str] = field(default_factory=set)

    def read(self, reports: Iterable[str]) -> None:
        """Have the claims, texts and attacks of these reports at hand."""
        wanted = {r for r in reports if r not in self.claims}
        if not wanted:
            return
        for report in wanted:
            self.claims[report] = []
        for claim in judged.counted(self.store, self.store.claims_of(wanted), self.standing):
            self.claims[claim.report].append(claim)
        self.texts |= self.store.texts_of(wanted)
        home = self.store.homes(c.id for r in wanted for c in self.claims[r])
        for report in wanted:
            self.told[report] = sorted({home[c.id] for c in self.claims[report] if c.id in home})

    def take(self, ids: Iterable[str]) -> None:
        """These attacks, with the others of their spots."""
        new = [e for e in self.store.events_of(i for i in ids if i not in self.attacks) if is_core(e)]
        spots = self.store.keyed("event_key", "spot", {spot_key(e) for e in new})
        mates = {i for found in spots.values() for i in found} - {e.id for e in new} - self.attacks.keys()
        for event in (*new, *(e for e in self.store.events_of(mates) if is_core(e))):
            if event.id not in self.attacks:
                self.attacks[event.id] = event
                self.queue.append(event.id)

    def near(self, report: str) -> None:
        """What the findings, attributions and responses of a report may be about."""
        if report in self.looked:
            return
        self.looked.add(report)
        self.read([report])
        text = self.texts[report].text if report in self.texts else ""
        held = self.claims[report]
        evidence = [c for c in held if c.kind in EVIDENCE and c.modality != "hypothetical"]
        if not evidence and not any(answers(c, text) for c in held):
            return
        self.take(self.told[report])
        keys = {k for c in evidence for k in evidence_keys(c)}
        at = {i for found in self.store.keyed("event_key", "where", keys).values() for i in found}
        self.take(e.id for e in self.store.events_of(at) if any(_may(c, e.time) for c in evidence))

    def spoken(self, where: Iterable[tuple[str, str | None]]) -> None:
        """Reports whose findings or attributions may speak of an attack at these places and times."""
        where = list(where)
        found = self.store.keyed("event_key", "evidence", {key for key, _ in where})
        self.read({r for reports in found.values() for r in reports})
        for key, time in where:
            for report in found.get(key, ()):
                if any(c.kind in EVIDENCE and _may(c, time) for c in self.claims[report]):
                    self.near(report)

    def follow(self) -> None:
        """Until nothing more is reached."""
        while self.queue:
            ids, self.queue = self.queue, []
            self.read({r for i in ids for r in self.attacks[i].reports})
            for i in ids:
                for report in self.attacks[i].reports:
                    self.near(report)
            where = self.store.keys("event_key", "where", ids)
            self.spoken((key, self.attacks[i].time) for i in ids for key in where.get(i, ()))


def _may(claim: Claim, time: str | None) -> bool:
    """Whether a finding or attribution may speak of an act of this time. One without a time may, beside another of its report."""
    if claim.time is None:
        return True
    try:
        return edtf.overlap(edtf.bounds(claim.time.edtf), edtf.bounds(time))
    except edtf.BadDate:
        return True


def _gather_some(store: Store, progress: Progress, standing: Sequence[Judgement], stale: Sequence[Stale], mark: str) -> list[Event]:
    reach = _Reach(store, standing)
    of = {what: {s.item for s in stale if s.what == what} for what in ("event", "report", "where")}
    keyed = store.keyed("incident_key", "event", of["event"]), store.keyed("incident_key", "report", of["report"])
    old = {i for found in keyed for ids in found.values() for i in ids}
    reach.take(of["event"] | {e for ids in store.keys("incident_key", "event", old).values() for e in ids})
    for report in sorted(of["report"]):
        reach.near(report)
    reach.spoken((key, time or None) for time, key in (w.split("\x1f", 1) for w in sorted(of["where"])))
    reach.follow()
    ids = set(reach.attacks) | of["event"]
    gone = old | {i for found in store.keyed("incident_key", "event", ids).values() for i in found}
    progress("incidents", 0, len(ids))
    claims = [c for r in sorted(reach.claims) for c in reach.claims[r]]
    events, claims = judged.without_retracted(reach.attacks.values(), claims, standing)
    found = gather(events, claims, reach.texts, actors(), gazetteer(store))
    store.save_incidents(found, mark, keys=_keys(found, claims), gone=gone, work=Work([s.seq for s in stale]))
    return events
