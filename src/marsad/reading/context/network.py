"""The network that hears a report: embeddings of words and of what rules know of them, five residual layers that each see a word with
two neighbours at growing distance, and heads for kinds and roles. Numpy alone; taught by bench/train_context.py.

The shape is that of a convolutional tagger with hashed affixes (Honnibal and others, spaCy's MultiHashEmbed and MaxoutWindowEncoder),
its layers dilated (Strubell and others 2017, "Fast and accurate entity recognition with iterated dilated convolutions").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["AWAY", "ROLES", "STEPS", "Layer", "Network", "read_network", "row_of"]

ROLES = ("agent", "target", "place", "time", "toll")
STEPS = 22
"""Distances are told in thirds of a doubling, up to this; one more stands for another sentence."""
AWAY = 160
"""So many words to either side of a trigger are asked for a role."""
NEVER = -9.0

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layer:
    """One residual layer: its norm, the way in (three words wide) and out, how far its neighbours stand."""

    gain: Floats
    bias: Floats
    inward: Floats
    inward_bias: Floats
    outward: Floats
    outward_bias: Floats
    reach: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of small whole numbers, each with its scale."""

    rows: NDArray[np.int8]
    scales: Floats

    def take(self, at: Any) -> Floats:
        """The rows at these numbers, as vectors."""
        found: Floats = self.rows[at] * self.scales[at][..., None]
        return found


@dataclass(frozen=True, slots=True)
class Roles:
    """How words are scored for the roles of one trigger: each word told narrow (`narrow`), how far it stands from the trigger
    (`distance`), what the trigger asks (`ask`, `of_kind`), then layers that see all of that in company."""

    narrow: tuple[Floats, Floats]
    ask: tuple[Floats, Floats]
    of_kind: Floats
    distance: Floats
    layers: tuple[Layer, ...]
    norm: tuple[Floats, Floats]
    out: tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Network:
    """Tables, layers and heads; `kinds` in the order of the head that tells them."""

    kinds: tuple[str, ...]
    words: Mapping[str, int]
    word: Table
    stem: Table
    affix: Table
    known: Table
    layers: tuple[Layer, ...]
    norm: tuple[Floats, Floats]
    kind_in: tuple[Floats, Floats]
    kind_out: tuple[Floats, Floats]
    roles: Roles
    met: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """Words heard before, for those who ask for the same ones again (marsad.reading.context.met)."""

    def embed(self, spelt: NDArray[np.int64], known: Sequence[Sequence[int]]) -> Floats:
        """A vector for each word by itself. `spelt`: five numbers a word (itself, stem, three affixes); `known`: numbers of what rules
        know of it."""
        x: Floats = self.word.take(spelt[:, 0]) + self.stem.take(spelt[:, 1]) + self.affix.take(spelt[:, 2:]).sum(1)
        told = [n for n, each in enumerate(known) if each]
        if told:
            flat = self.known.take(np.array([n for each in known for n in each], dtype=np.int64))
            begins = np.cumsum([0, *(len(known[n]) for n in told[:-1])])
            x[told] += np.add.reduceat(flat, begins, axis=0)
        return x

    def hear(self, x: Floats) -> Floats:
        """What each word is in its company, from the vectors of the words by themselves."""
        for layer in self.layers:
            x = _company(x, layer)
        return _norm(x, *self.norm)

    def tell_kinds(self, heard: Floats) -> Floats:
        """By word the logit of each kind: that the word triggers such a claim."""
        inner = _gelu(heard @ self.kind_in[0] + self.kind_in[1])
        told: Floats = inner @ self.kind_out[0] + self.kind_out[1]
        return told

    def narrow(self, heard: Floats) -> Floats:
        """Each word as the roles see it, whoever asks."""
        told: Floats = heard @ self.roles.narrow[0] + self.roles.narrow[1]
        return told

    def score(self, heard: Floats, narrow: Floats, trigger: int, kind: int, same: NDArray[np.bool_]) -> Floats:
        """The logit of each word (rows) to stand in each role (columns, as ROLES) of a claim of `kind` that word `trigger` opens; `same`:
        the words of its sentence. Words farther than AWAY stand in none: they have the logit NEVER."""
        of = self.roles
        first, last = max(0, trigger - AWAY), min(len(heard), trigger + AWAY + 1)
        away = np.arange(first, last) - trigger
        step = np.minimum((np.log2(np.abs(away) + 1) * 3 + 1e-6).astype(np.int64), STEPS)
        step = np.where(same[first:last], step, STEPS + 1)
        x = narrow[first:last] + of.distance[(away > 0).astype(np.int64), step]
        x += heard[trigger] @ of.ask[0] + of.ask[1] + of.of_kind[kind]
        for layer in of.layers:
            x = _company(x, layer)
        told = np.full((len(heard), len(ROLES)), NEVER, dtype=np.float32)
        told[first:last] = _norm(x, *of.norm) @ of.out[0] + of.out[1]
        return told


def _company(x: Floats, layer: Layer) -> Floats:
    """Each vector with what those at the layer's reach on both sides add to it."""
    h = _norm(x, layer.gain, layer.bias)
    wide = np.zeros((len(h), 3, h.shape[1]), dtype=np.float32)
    reach = layer.reach
    wide[:, 1] = h
    wide[reach:, 0] = h[:-reach] if len(h) > reach else h[:0]
    wide[:-reach, 2] = h[reach:]
    told: Floats = x + _gelu(wide.reshape(len(h), -1) @ layer.inward + layer.inward_bias) @ layer.outward + layer.outward_bias
    return told


def _norm(x: Floats, gain: Floats, bias: Floats) -> Floats:
    x = x - x.mean(-1, keepdims=True)
    told: Floats = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5) * gain + bias
    return told


def _gelu(x: Floats) -> Floats:
    inner = x * x
    inner *= np.float32(0.044715 * 0.7978845608)
    inner += np.float32(0.7978845608)
    inner *= x
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner


def row_of(word: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Rows as small whole numbers with a scale each (for the script that teaches)."""
    scales = np.maximum(np.abs(word).max(1), 1e-8) / 127
    return np.round(word / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def read_network(raw: Mapping[str, Any]) -> Network:
    """A network from its named arrays. Raises KeyError where one is missing."""

    def full(name: str) -> Floats:
        told: Floats = np.asarray(raw[name], dtype=np.float32)
        return told

    def pair(name: str) -> tuple[Floats, Floats]:
        return full(f"{name}.w"), full(f"{name}.b")

    def table(name: str) -> Table:
        return Table(np.asarray(raw[f"{name}.rows"]), full(f"{name}.scales"))

    def layers(name: str) -> tuple[Layer, ...]:
        parts = [(f"{name}{n}", int(reach)) for n, reach in enumerate(raw[f"{name}-reaches"])]
        return tuple(Layer(full(f"{n}.gain"), full(f"{n}.bias"), *pair(f"{n}.in"), *pair(f"{n}.out"), reach) for n, reach in parts)

    roles = Roles(
        pair("role-narrow"), pair("role-ask"), full("role-kind"), full("role-distance"), layers("role"), pair("role-norm"), pair("role-out")
    )
    words = {word: n for n, word in enumerate(bytes(raw["words"]).decode("utf-8").split("\n"))}
    kinds = tuple(bytes(raw["kinds"]).decode().split(" "))
    tables = table("word"), table("stem"), table("affix"), table("known")
    return Network(kinds, words, *tables, layers("layer"), pair("norm"), pair("kind-in"), pair("kind-out"), roles)
