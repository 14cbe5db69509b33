"""The last word on agents and targets: among all who may fill a slot, the one whose named features weigh most.

The grammar of a clause comes first, as features of the strongest weight; what a clause leaves out is told by its report: who fights
whom in it, who was struck before, who acts throughout. Weights stand in data/weights/parties.toml, made by bench/train_parties.py.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.errors import BadData
from marsad.model import Feature
from marsad.reading.draft import Draft
from marsad.reading.options import Option, Scenery, options
from marsad.reading.sentence import Sentence
from marsad.registry.actors import Actors

__all__ = ["SLOTS", "Parties", "load_parties"]

SLOTS = ("agent", "target")
_TOLD = 3
"""How many of the strongest features of a choice are told."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Weights of features, by slot."""

    weights: Mapping[str, Mapping[str, float]]

    def settle(
        self,
        kept: Sequence[tuple[Sentence, Draft]],
        sentences: Sequence[Sentence],
        actors: Actors,
    ) -> None:
        """Set agents and targets of the drafts of one report, in order."""
        scene = Scenery(kept, sentences, cache(actors.hostile), cache(actors.allied))
        for slot in SLOTS:
            for sentence, draft in kept:
                if slot == "target" and draft.trigger.frame.voice == "own":
                    draft.targets = list(draft.agents)  # rule 11: who claims an act is both
                    continue
                self.choose(scene, sentence, draft, slot)

    def choose(self, scene: Scenery, sentence: Sentence, draft: Draft, slot: str) -> None:
        """Fill one slot of one draft with the option of the greatest weight; the first of equals."""
        if not self.weights.get(slot):
            return
        found = options(scene, sentence, draft, slot)
        best = max(found, key=lambda option: self.weigh(option, slot))
        fill(draft, slot, best)
        weights = self.weights[slot]
        parts = [(weights.get(name, 0.0) * amount, name) for name, amount in best.features.items()]
        parts.sort(key=lambda part: (-abs(part[0]), part[1]))
        draft.features.extend(Feature(f"{slot}:{name}", round(value, 3), "party") for value, name in parts[:_TOLD] if value)

    def weigh(self, option: Option, slot: str) -> float:
        """The sum of an option's features."""
        weights = self.weights[slot]
        return sum(weights.get(name, 0.0) * amount for name, amount in option.features.items())


def fill(draft: Draft, slot: str, option: Option) -> None:
    """Lay an option's mentions into the draft."""
    if slot == "agent":
        draft.agents = list(option.mentions)
    else:
        draft.targets = list(option.mentions)


@cache
def load_parties() -> Parties:
    """The weights of the installed package. Raises BadData where they are malformed."""
    try:
        raw = tomllib.loads(files("marsad").joinpath("data/weights/parties.toml").read_text(encoding="utf-8"))
        return Parties({slot: {str(k): float(v) for k, v in raw.get(slot, {}).items()} for slot in SLOTS})
    except (OSError, ValueError) as error:
        raise BadData(str(error), where="weights/parties.toml") from error
