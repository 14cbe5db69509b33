"""How far a draft is believed: a logistic sum of named features, weights in data/weights/reading.toml; what falls short is dropped."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.errors import BadData
from marsad.model import Feature
from marsad.reading.gather import Found
from marsad.reading.select import Draft
from marsad.reading.sentence import Sentence

__all__ = ["Judge", "load_judge"]


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights by feature name, and the confidence under which a draft is dropped."""

    weights: dict[str, float]
    threshold: float

    def judge(self, items: list[tuple[Sentence, Draft]], found: Found, title: bool) -> list[tuple[Sentence, Draft]]:
        """Set each draft's confidence and features; return those that stand."""
        heat = _heat(items, found)
        out = []
        for sentence, draft in items:
            features = self.features(sentence, draft, heat, title)
            total = sum(feature.value for feature in features)
            draft.confidence = round(1 / (1 + math.exp(-total)), 3)
            draft.features.extend(features)
            if draft.confidence >= self.threshold:
                out.append((sentence, draft))
        return out

    def features(self, sentence: Sentence, draft: Draft, heat: float, title: bool) -> list[Feature]:
        """The named addends for one draft."""
        out = []
        for name, amount, seen in measure(sentence, draft, heat, title):
            weight = self.weights.get(name, 0.0)
            if weight:
                out.append(Feature(name, round(weight * amount, 4), seen))
        return out


def measure(sentence: Sentence, draft: Draft, heat: float, title: bool) -> list[tuple[str, float, str]]:
    """What is true of a draft, by name: (feature, amount, what was seen)."""
    frame = draft.trigger.frame
    out: list[tuple[str, float, str]] = [("bias", 1.0, ""), (f"frame:{frame.id}", 1.0, ""), (f"kind:{draft.kind}", 1.0, "")]
    armed = any(m.id for m in (*draft.agents, *draft.targets))
    out.append(("war", frame.war, f"{frame.war}"))
    out.append(("heat", heat, f"{heat:.2f}"))
    own_agents, own_targets = bool(draft.cast.agents), bool(draft.cast.targets)
    own_places = not any(note.startswith("place:") for note in draft.notes) and bool(draft.places)
    for name, true in (
        ("party-known", armed), ("agent-own", own_agents), ("target-own", own_targets), ("place-own", own_places),
        ("no-party", not draft.agents and not draft.targets), ("nothing", not own_agents and not own_targets and not own_places),
        ("toll", bool(draft.quantities)), ("absorbed", bool(draft.absorbed)), ("headline", title and sentence.index == 0),
        ("time-own", draft.time is not None and bool(draft.time.text)), ("form:" + draft.trigger.form, True),
        ("negated", draft.modality == "denied"), ("hypothetical", draft.modality == "hypothetical"),
        ("definite-noun", draft.trigger.form == "n" and sentence.words[draft.trigger.at].fold.startswith(("ال", "وال", "بال", "لل"))),
        ("cold", heat < 0.2), ("cold-no-party", heat < 0.2 and not armed),
    ):
        if true:
            out.append((name, 1.0, ""))
    return out


def _heat(items: list[tuple[Sentence, Draft]], found: Found) -> float:
    """How much the report tells of war, 0 to 1: armed parties, weapons, dead, strong triggers."""
    strong = sum(1 for _, d in items if d.trigger.frame.war >= 0.7)
    middle = sum(1 for _, d in items if 0.5 <= d.trigger.frame.war < 0.7)
    actors = len({m.id for m in found.marks["actor"] if m.id and m.type == "actor"})
    return min(1.0, 0.2 * strong + 0.07 * middle + 0.08 * actors)


@cache
def load_judge() -> Judge:
    """The judge of the installed package. Raises BadData where its weights are malformed."""
    try:
        raw = tomllib.loads(files("marsad").joinpath("data/weights/reading.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadData(str(error), where="weights/reading.toml") from error
    return Judge({str(k): float(v) for k, v in raw.get("weights", {}).items()}, float(raw.get("threshold", 0.5)))
