"""The weights of `data/events/weights.toml`, checked and typed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from marsad.errors import BadData
from marsad.model import KINDS


@dataclass(frozen=True, slots=True)
class Weights:
    """`score` and `reach` by name; `family_of` kind to family; `kinds` (kind, kind) to the addend, absent where never one
    happening; `bridging` the families whose dated clusters may be joined over a few days."""

    score: dict[str, float]
    reach: dict[str, float]
    family_of: dict[str, str]
    kinds: dict[tuple[str, str], float]
    bridging: frozenset[str]

    @property
    def threshold(self) -> float:
        """The sum from which two claims may be one event."""
        return self.score["threshold"]


def parse(data: dict[str, Any]) -> Weights:
    """Weights out of the parsed TOML. Raises BadData."""
    family_of: dict[str, str] = {}
    kinds: dict[tuple[str, str], float] = {}
    bridging = set()
    for name, family in data.get("family", {}).items():
        for kind in family["kinds"]:
            if kind not in KINDS or kind in family_of:
                raise BadData(f"kind {kind!r} is unknown or in two families", where="events/weights.toml")
            family_of[kind] = name
            kinds[kind, kind] = float(family["same"])
        for a, b, weight in family.get("pairs", ()):
            if family_of.get(a) != name or family_of.get(b) != name:
                raise BadData(f"pair {a}/{b} does not lie in family {name}", where="events/weights.toml")
            kinds[a, b] = kinds[b, a] = float(weight)
        if family.get("bridge"):
            bridging.add(name)
    return Weights(
        score={k: float(v) for k, v in data["score"].items()}, reach={k: float(v) for k, v in data["reach"].items()},
        family_of=family_of, kinds=kinds, bridging=frozenset(bridging),
    )


@cache
def load_weights() -> Weights:
    """The shipped weights. Raises BadData."""
    text = (resources.files("marsad") / "data" / "events" / "weights.toml").read_text(encoding="utf-8")
    return parse(tomllib.loads(text))
