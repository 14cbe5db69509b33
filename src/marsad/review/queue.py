"""The order of review: how doubtful a claim is and how much rests on it, as named addends (weights in queue.toml)."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from marsad.model import Claim, Event, Feature


@dataclass(frozen=True, slots=True)
class QueueWeights:
    """Weights of the features of doubt and of importance, and the kinds and counted things they ask for."""

    doubt: dict[str, float]
    importance: dict[str, float]
    grave: frozenset[str]
    placed: frozenset[str]
    people: frozenset[str]


@cache
def queue_weights() -> QueueWeights:
    """The shipped weights."""
    data = tomllib.loads((resources.files("marsad.review") / "queue.toml").read_text(encoding="utf-8"))
    kinds = {name: frozenset(values) for name, values in data["kinds"].items()}
    return QueueWeights(data["doubt"], data["importance"], kinds["grave"], kinds["placed"], kinds["people"])


def event_features(event: Event, *, ground: bool, dossier: bool, weights: QueueWeights) -> tuple[Feature, ...]:
    """What an event adds to the place of each of its claims. `ground`: the ledger rests on it; `dossier`: a dossier does."""
    w = weights.importance
    found = []
    if event.status in ("disputed", "denied"):
        found.append(Feature("disputed", weights.doubt["disputed"], event.status))
    if ground:
        found.append(Feature("ground", w["ground"]))
    if dossier:
        found.append(Feature("dossier", w["dossier"]))
    if len(event.reports) > 1:
        found.append(Feature("printed", w["printed"] * math.log2(len(event.reports)), str(len(event.reports))))
    return tuple(found)


def claim_features(claim: Claim, *, lapsed: bool, weights: QueueWeights) -> tuple[Feature, ...]:
    """What a claim adds by itself. `lapsed`: it was judged on a text that has changed since."""
    d, w = weights.doubt, weights.importance
    found = [Feature("unsure", d["unsure"] * (1 - claim.confidence), f"{claim.confidence:.2f}")]
    if lapsed:
        found.append(Feature("lapsed", d["lapsed"]))
    if not claim.places and claim.kind in weights.placed:
        found.append(Feature("no-place", d["no-place"]))
    if claim.places and all(m.id is None for m in claim.places):
        found.append(Feature("place-unresolved", d["place-unresolved"], claim.places[0].text))
    if claim.time is None:
        found.append(Feature("no-day", d["no-day"]))
    if any(q.low is None and q.high is None for q in claim.quantities):
        found.append(Feature("vague-figure", d["vague-figure"]))
    if claim.modality in ("alleged", "planned", "hypothetical"):
        found.append(Feature("hedged", d["hedged"], claim.modality))
    people = max((q.high if q.high is not None else q.low or 0 for q in claim.quantities if q.what in weights.people), default=0)
    if people > 0:
        found.append(Feature("toll", w["toll"] * math.log10(1 + people), f"{people:g}"))
    if claim.kind in weights.grave:
        found.append(Feature("grave", w["grave"], claim.kind))
    return tuple(found)


def score(features: tuple[Feature, ...]) -> float:
    """The sum of the addends, rounded so that it prints as it sorts."""
    return round(sum(f.value for f in features), 3)
