"""Which findings, attributions and responses belong to which attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad import edtf
from marsad.events.facets import place_key
from marsad.events.places import SafePlaces
from marsad.incidents.keys import answers
from marsad.incidents.naming import data
from marsad.model import Claim, Event


@dataclass(slots=True)
class Dossier:
    """An incident in the making: its events, main one first, and the claims linked to them by section."""

    events: list[Event]
    claims: list[Claim]
    findings: list[Claim] = field(default_factory=list)
    blame: list[Claim] = field(default_factory=list)
    responses: list[Claim] = field(default_factory=list)

    @property
    def main(self) -> Event:
        """The event that names the incident."""
        return self.events[0]

    @property
    def span(self) -> edtf.Bounds:
        """Days of the main event."""
        return edtf.bounds(self.main.time)

    def keys(self) -> set[str]:
        """Names of the places its claims give, finest first only."""
        return {place_key(m) for c in self.claims or self.findings for m in c.places[:1]}

    def means(self) -> set[str]:
        """Means its claims tell."""
        return {m for c in (*self.claims, *self.findings) for m in c.means}

    def reports(self) -> set[str]:
        """Reports that tell it."""
        return {c.report for c in (*self.claims, *self.findings)}

    def gap(self, claim: Claim) -> int | None:
        """Characters between the claim and the nearest claim of the attack or finding in the same report."""
        return min((abs(c.start - claim.start) for c in (*self.claims, *self.findings) if c.report == claim.report
                    and c.id != claim.id), default=None)


def place_rank(claim: Claim, dossier: Dossier, places: SafePlaces) -> int | None:
    """How well a claim's place fits: 0 the same, 1 one in the other, 2 none named, None apart."""
    if not claim.places:
        return 2
    keys = dossier.keys()
    ours = [place_key(m) for m in claim.places]
    if keys & set(ours):
        return 0
    home = dossier.main.place.id if dossier.main.place else None
    for key in ours:
        for other in {*keys, home or ""}:
            if other and not key.startswith("~") and not other.startswith("~") \
                    and (places.contains(key, other) or places.contains(other, key)):
                return 1
    # A place that was not found tells nothing: as if none were named.
    return 2 if all(m.id is None for m in claim.places) else None


def fit(claim: Claim, dossier: Dossier, places: SafePlaces) -> tuple[int, int, int, int] | None:
    """How well a finding or attribution fits an incident, None where it does not; smaller is better: place, shared means, width of
    its time, distance.

    The act it speaks of must lie in the incident's days. Where it names the same place that is enough; where it names a wider
    place or none it must stand in a report that tells the incident, near it if it has no time either.
    """
    rank = place_rank(claim, dossier, places)
    if rank is None:
        return None
    gap = dossier.gap(claim)
    shared = len(set(claim.means) & dossier.means())
    if claim.time is not None:
        try:
            when = edtf.bounds(claim.time.edtf)
        except edtf.BadDate:
            when = (None, None)
        if not edtf.overlap(when, dossier.span):
            return None
        width = min(edtf.days(when) or 9999, 9999)
        if rank > 0 and gap is None:
            return None
        return rank, -shared, width, gap if gap is not None else 10**6
    if gap is None or gap > int(data()["link"]["near"]):
        return None
    return rank, -shared, 10**4, gap


def responds(claim: Claim, dossier: Dossier, text: str) -> bool:
    """Whether a claim tells a response to the incident: its words say so, near a claim of the incident in the same report, it is
    aimed at nobody else than those the incident names as doers or accused, and it is not part of the incident."""
    gap = dossier.gap(claim)
    if gap is None or gap > int(data()["link"]["response"]) or not answers(claim, text):
        return False
    if not any(c.report == claim.report and c.start <= claim.start for c in (*dossier.claims, *dossier.findings)):
        return False
    doers = {m.id for c in dossier.claims for m in c.agents if m.id} | {m.id for c in dossier.blame for m in c.targets if m.id}
    aimed = {m.id for m in claim.targets if m.id}
    return not aimed or not doers or bool(aimed & doers)


def by_start(claims: Sequence[Claim]) -> list[Claim]:
    """Claims by report and position."""
    return sorted(claims, key=lambda c: (c.report, c.start, c.id))
