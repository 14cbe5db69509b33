"""The last word on agents and targets: among all who may fill a slot, the one whose named features weigh most.

The grammar of a clause comes first, as features of the strongest weight; what a clause leaves out is told by its report: who fights
whom in it, who was struck before, who acts throughout. Weights stand in data/weights/parties.toml, made by bench/train_parties.py.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import repeat
from math import exp, log
from operator import mul

from marsad.errors import BadData
from marsad.model import Feature
from marsad.reading.claims.denying import cleared, owner
from marsad.reading.claims.draft import Draft
from marsad.reading.context import Heard
from marsad.reading.parties.barred import without_barred
from marsad.reading.parties.options import Option, options
from marsad.reading.parties.scenery import Scenery
from marsad.reading.words.sentence import Sentence
from marsad.registry.actors import Actors

__all__ = ["SLOTS", "Parties", "load_parties"]

SLOTS = ("agent", "target")
_TOLD = 3
"""How many of the strongest features of a choice are told."""
_TARGETLESS = frozenset(("hold", "withdraw", "deployment", "statistic"))
"""Kinds that are done to nobody: what they tell of is a place, a force of one's own, a figure."""
_RIVALS = 2
"""How many doers are weighed together with those they would do it to."""
_CLOSE = 2.5
"""How much less likely (in logarithms) a doer may be to be weighed so."""

_LENT = frozenset(("capture", "advance", "besiege", "airstrike"))
"""Kinds whose sufferer other sentences often tell."""
_SURE = 1.0
"""How much likelier (in logarithms) than nobody he must be."""

Ranked = list[tuple[float, Option]]


@dataclass(frozen=True, slots=True)
class Parties:
    """Weights of features, by slot."""

    weights: Mapping[str, Mapping[str, float]]

    def settle(
        self,
        kept: Sequence[tuple[Sentence, Draft]],
        sentences: Sequence[Sentence],
        actors: Actors,
        tellers: frozenset[int] = frozenset(),
        heard: Heard | None = None,
    ) -> None:
        """Set agents and targets of the drafts of one report, in order; `tellers` are the offsets of those who say something, `heard` the
        report as the network hears it."""
        of = cache(actors.hostile), cache(actors.allied), tellers, partial(_sort, actors), partial(_lands, actors), heard
        scene = Scenery(kept, sentences, *of)
        targets = self.weights.get("target")
        doers = [self.choose(scene, sentence, draft, "agent") for sentence, draft in kept]
        for (sentence, draft), ranked in zip(kept, doers, strict=True):
            voice = draft.trigger.frame.voice
            others, own = cleared(sentence, draft), owner(sentence, draft) if voice != "own" else []
            if others:
                draft.targets = others
            elif own:
                draft.agents, draft.targets = own, list(own)
            elif voice == "own" or (voice == "deny" and draft.kind == "responsibility" and draft.agents):
                draft.targets = list(draft.agents)  # rule 11: who claims an act is both, and so is who denies it
                if voice == "own" and draft.source is None and len(draft.agents) == 1:
                    draft.source = draft.agents[0]  # «هجوم تبناه التنظيم»: it is the claimer who says so
            elif draft.kind in _TARGETLESS and targets:
                draft.targets = []
            elif len(ranked) < 2 or not targets:
                self.choose(scene, sentence, draft, "target")
            else:
                self._together(scene, sentence, draft, ranked)

    def choose(self, scene: Scenery, sentence: Sentence, draft: Draft, slot: str) -> Ranked:
        """Fill one slot of one draft with the option of the greatest weight, the first of equals; returns the likeliest options, each
        with the logarithm of its share."""
        weights = self.weights.get(slot, {})
        if not weights:
            return []
        ranked = self._rank(without_barred(options(scene, sentence, draft, slot), sentence, draft, slot), weights)
        if slot == "target":
            ranked = _no_guess(ranked, sentence, draft)
        self._lay(draft, slot, ranked[0][1], weights)
        return [each for each in ranked[:_RIVALS] if each[0] > ranked[0][0] - _CLOSE]

    def _together(self, scene: Scenery, sentence: Sentence, draft: Draft, doers: Ranked) -> None:
        """Who does it and to whom, as the likeliest pair: a doer who leaves nobody to suffer the act gives way to the next."""
        told = list(draft.features)
        weights = self.weights["target"]
        best: tuple[float, Option, Option] | None = None
        for share, doer in doers:
            fill(draft, "agent", doer)
            open_to = without_barred(options(scene, sentence, draft, "target"), sentence, draft, "target")
            likeliest = self._rank(open_to, weights)
            other, sufferer = likeliest[0][0], _no_guess(likeliest, sentence, draft)[0][1]
            if best is None or share + other > best[0]:
                best = share + other, doer, sufferer
        if best is not None:
            draft.features = [feature for feature in told if feature.seen != "party"]
            self._lay(draft, "agent", best[1], self.weights["agent"])
            self._lay(draft, "target", best[2], weights)

    def _rank(self, found: list[Option], weights: Mapping[str, float]) -> Ranked:
        weighed = [(weigh(option, weights), option) for option in found]
        top = max(weight for weight, _ in weighed)
        whole = top + log(sum(exp(weight - top) for weight, _ in weighed))
        return sorted(((weight - whole, option) for weight, option in weighed), key=lambda each: -each[0])

    def _lay(self, draft: Draft, slot: str, best: Option, weights: Mapping[str, float]) -> None:
        fill(draft, slot, best)
        parts = [(weights.get(name, 0.0) * amount, name) for name, amount in best.features.items()]
        parts.sort(key=lambda part: (-abs(part[0]), part[1]))
        draft.features.extend(Feature(f"{slot}:{name}", round(value, 3), "party") for value, name in parts[:_TOLD] if value)


def _no_guess(ranked: Ranked, sentence: Sentence, draft: Draft) -> Ranked:
    """The ranking with nobody before whoever the sentence does not name, on whom the report tells nothing else of the doer, and who is but
    little likelier (codebook rule 22)."""
    first = ranked[0]
    told = any(sentence.start <= m.start < sentence.end for m in first[1].mentions) or "told-pair" in first[1].features
    if draft.kind not in _LENT or not first[1].mentions or told:
        return ranked
    nobody = next((each for each in ranked if not each[1].mentions), None)
    if nobody is None or first[0] - nobody[0] >= _SURE:
        return ranked
    return [nobody, *(each for each in ranked if each is not nobody)]


def weigh(option: Option, weights: Mapping[str, float]) -> float:
    """The sum of an option's features."""
    features = option.features
    total: float = sum(map(mul, map(weights.get, features, repeat(0.0)), features.values()))
    return total


def _sort(actors: Actors, key: str) -> str:
    return actors.get(key).type if key in actors else ""


def _lands(actors: Actors, key: str) -> Sequence[str]:
    return actors.get(key).countries if key in actors else ()


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
