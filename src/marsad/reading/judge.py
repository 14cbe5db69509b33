"""How far a draft is believed: a logistic sum of named features, weights in data/weights/reading.toml; what falls short is dropped."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.errors import BadData
from marsad.model import Feature
from marsad.reading.select import Draft
from marsad.reading.sentence import Sentence

__all__ = ["Climate", "Judge", "load_judge", "measure", "weather"]


SOURCED_TOLL = 0.08
"""By how much a claim may fall short of the threshold that carries dead counted by a named source."""


@dataclass(frozen=True, slots=True)
class Climate:
    """A report as a whole: strong triggers, armed actors, words of arms and fighters, words of peace, all words."""

    strong: int
    actors: int
    arms: int
    peace: int
    words: int


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights by feature name, and the confidence under which a draft is dropped."""

    weights: dict[str, float]
    threshold: float

    def judge(self, items: list[tuple[Sentence, Draft]], sentences: Sequence[Sentence], title: bool) -> list[tuple[Sentence, Draft]]:
        """Set each draft's confidence and features; return those that stand."""
        climate = weather(items, sentences)
        counts = Counter(sentence.index for sentence, _ in items)
        out = []
        for sentence, draft in items:
            features = self.features(sentence, draft, climate, title, counts[sentence.index])
            total = sum(feature.value for feature in features)
            draft.confidence = round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)
            draft.features.extend(features)
            # Dead counted by a named source outweigh some doubt about the act: a toll left out is a toll denied.
            counted = draft.source is not None and any(q.what == "killed" and q.low for q in draft.quantities)
            if draft.confidence >= self.threshold - (SOURCED_TOLL if counted else 0.0):
                out.append((sentence, draft))
        return out

    def features(self, sentence: Sentence, draft: Draft, climate: Climate, title: bool, crowd: int) -> list[Feature]:
        """The named addends for one draft."""
        out = []
        for name, amount, seen in measure(sentence, draft, climate, title, crowd):
            weight = self.weights.get(name, 0.0)
            if weight:
                out.append(Feature(name, round(weight * amount, 4), seen))
        return out


def weather(items: list[tuple[Sentence, Draft]], sentences: Sequence[Sentence]) -> Climate:
    """How much a report tells of war (strong triggers, armed actors, arms, dead) and of peace (words of sport, trade, culture)."""
    strong = sum(1 for _, draft in items if draft.trigger.frame.war >= 0.7)
    actors: set[str] = set()
    arms = peace = words = 0
    for sentence in sentences:
        calm = sentence.lexicon.particles["peace"]
        for word in sentence.words:
            if word.kind != "word":
                continue
            words += 1
            if (
                word.actor is not None
                and word.actor.id
                and word.actor.type == "actor"
                and word.actor.cls != "country"
                and word.actor.how != "country"
            ):
                actors.add(word.actor.id)
            if word.fold in calm or word.fold[1:] in calm:
                peace += 1
            elif any(entry.cls in ("munition", "device", "arms", "fighter") for entry in word.entries):
                arms += 1
    return Climate(strong, len(actors), arms, peace, words)


def measure(sentence: Sentence, draft: Draft, climate: Climate, title: bool, crowd: int) -> list[tuple[str, float, str]]:
    """What is true of a draft, by name: (feature, amount, what was seen)."""
    frame = draft.trigger.frame
    words = sentence.words
    word = words[draft.trigger.at]
    out: list[tuple[str, float, str]] = [
        ("bias", 1.0, ""),
        (f"frame:{frame.id}", 1.0, ""),
        (f"kind:{draft.kind}", 1.0, ""),
        ("war", frame.war, f"{frame.war}"),
    ]
    size = max(60, climate.words)
    strong, arms, calm = (min(1.0, 60 * n / size) for n in (climate.strong, climate.arms / 2, climate.peace / 2))
    out += [
        ("strong", strong, str(climate.strong)),
        ("arms", arms, str(climate.arms)),
        ("calm", calm, str(climate.peace)),
        ("actors", min(1.0, climate.actors / 4), str(climate.actors)),
    ]
    armed = any(m.id for m in (*draft.agents, *draft.targets))
    own_places = bool(draft.places) and not any(note.startswith("place:") for note in draft.notes)
    own_time = draft.time is not None and bool(draft.time.text)
    own_agents, own_targets = bool(draft.cast.agents), bool(draft.cast.targets)
    definite = draft.trigger.form in ("n", "m") and word.fold.startswith(("ال", "وال", "بال", "لل", "فال", "ولل", "وبال"))
    bare = not own_agents and not own_targets and not own_places and not own_time and not draft.quantities
    previous = words[draft.trigger.at - 1].fold if draft.trigger.at else ""
    near = {w.fold for w in words[max(0, draft.trigger.at - 3) : draft.trigger.at]}
    particles = sentence.lexicon.particles
    cold = climate.strong == 0 and climate.actors == 0
    facts = (
        ("party-known", armed),
        ("agent-own", own_agents),
        ("target-own", own_targets),
        ("place-own", own_places),
        ("time-own", own_time),
        ("no-party", not draft.agents and not draft.targets),
        ("no-place", not draft.places),
        ("bare", bare),
        ("bare-definite", bare and definite),
        ("definite", definite),
        ("toll", bool(draft.quantities)),
        ("absorbed", bool(draft.absorbed)),
        ("lead", sentence.index == (1 if title else 0)),
        ("lead-unsourced", sentence.index == (1 if title else 0) and draft.source is None),
        ("headline", title and sentence.index == 0),
        (f"form:{draft.trigger.form}", True),
        (f"tag:{draft.trigger.tag}", bool(draft.trigger.tag)),
        (f"mode:{draft.modality}", True),
        ("suffix", bool(draft.trigger.suffix)),
        ("after-link", previous in particles["link"]),
        ("after-relative", bool(near & particles["relative"])),
        ("after-preposition", previous in particles["preposition"]),
        ("sourced", draft.source is not None),
        ("crowd", crowd >= 4),
        ("crowd-big", crowd >= 7),
        ("light", draft.trigger.control >= 0),
        ("cold", cold),
        ("cold-no-party", cold and not armed),
        ("peace", climate.peace >= 3 and climate.peace > 2 * climate.strong),
        ("peace-no-party", climate.peace >= 3 and climate.peace > 2 * climate.strong and not armed),
        ("long", draft.high - draft.low > 28),
        ("this", bool(near & {"هذا", "هذه", "تلك", "ذلك"})),
        ("any", bool(near & {"اي", "ايه", "كل"})),
        ("no-agent", not draft.agents),
        (f"kind-bare:{draft.kind}", bare),
        (f"kind-nowhere:{draft.kind}", not own_places),
    )
    out += [(name, 1.0, "") for name, true in facts if true]
    out += [(f"note:{note}", 1.0, "") for note in sorted(set(draft.notes)) if ":" in note]
    return out


@cache
def load_judge() -> Judge:
    """The judge of the installed package. Raises BadData where its weights are malformed."""
    try:
        raw = tomllib.loads(files("marsad").joinpath("data/weights/reading.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadData(str(error), where="weights/reading.toml") from error
    return Judge({str(k): float(v) for k, v in raw.get("weights", {}).items()}, float(raw.get("threshold", 0.5)))
