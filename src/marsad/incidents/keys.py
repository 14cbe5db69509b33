"""What a store keeps to find incidents by: which events are attacks, where and when, and what may speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from marsad import edtf
from marsad.events.facets import place_key
from marsad.incidents.naming import data
from marsad.languages.arabic import fold_key
from marsad.model import Claim, Event

EVIDENCE = ("finding", "responsibility")
"""Kinds that speak of an attack told elsewhere."""


def is_core(event: Event) -> bool:
    """Whether an incident may be built around the event."""
    if event.kind not in data()["core"]["kinds"] or event.modality in ("planned", "hypothetical") or not _placed(event):
        return False
    return event.kind != "finding" or (edtf.days(edtf.bounds(event.time)) or 9999) <= data()["core"]["finding_days"]


def _placed(event: Event) -> bool:
    """Whether the event has a place below a country: «chemical weapons in Syria» is no incident, but may speak of one."""
    place = event.place
    return place is not None and place.type != "country" and not (place.id and "/" in place.id and len(place.parents) == 1)


def spot_key(event: Event) -> str:
    """Place and time: attacks of one spot are one incident. Without both an attack stands alone, under its own id."""
    key = (event.place.id or f"~{event.place.text}") if event.place else ""
    return f"{event.time}\x1f{key}" if key and event.time is not None else event.id


def told_at(event: Event, claims: Mapping[str, Claim]) -> set[str]:
    """The places that its claims name first."""
    held = [claims[c] for c in event.claims if c in claims]
    told = [c for c in held if c.kind not in EVIDENCE] or held
    return {place_key(m) for c in told for m in c.places[:1]}


def evidence_keys(claim: Claim) -> Iterable[str]:
    """The places by which a finding or attribution may find its attack."""
    return [place_key(m) for m in claim.places] if claim.kind in EVIDENCE and claim.modality != "hypothetical" else []


def answers(claim: Claim, text: str) -> bool:
    """Whether the claim's words, or those before it in the report's text, tell a response to something."""
    rules = data()["response"]
    if claim.kind not in rules["kinds"] or claim.modality in ("denied", "hypothetical"):
        return False
    before = text[max(0, claim.start - int(rules["before"])):claim.start].rsplit(".", 1)[-1] if text else ""
    # «وردت» is «ردت» with its «and».
    words = fold_key(before + " " + claim.quote).split()
    padded = f" {' '.join(words + [w[1:] for w in words if w[0] in 'وف' and len(w) > 3])} "
    return any(w in padded for w in _answering())


@cache
def _answering() -> tuple[str, ...]:
    """The words of a response, folded, as they stand between words; one that the table ends with a space must end there."""
    return tuple(f" {fold_key(w)}" if not w.endswith(" ") else f" {fold_key(w).strip()} " for w in data()["response"]["words"])
