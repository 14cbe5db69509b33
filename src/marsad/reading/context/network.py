"""The network that hears a report: embeddings of words and of what rules know of them, five residual layers that each see a word with
two neighbours at growing distance, and heads for kinds and roles. Numpy alone; taught by bench/train_context.py.

The shape is that of a convolutional tagger with hashed affixes (Honnibal and others, spaCy's MultiHashEmbed and MaxoutWindowEncoder),
its layers dilated (Strubell and others 2017, "Fast and accurate entity recognition with iterated dilated convolutions").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["ROLES", "STEPS", "Layer", "Network", "read_network", "row_of"]

ROLES = ("agent", "target", "place")
STEPS = 22
"""Distances are told in thirds of a doubling, up to this; one more stands for another sentence."""

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
class Role:
    """How a role is scored: what the trigger asks, what a word answers, and what distance says."""

    ask: tuple[Floats, Floats]
    answer: tuple[Floats, Floats]
    own: tuple[Floats, Floats]
    of_kind: Floats
    distance: Floats
    bias: float
    same: Floats


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
    roles: tuple[Role, ...]

    def hear(self, spelt: NDArray[np.int64], known: Sequence[Sequence[int]]) -> Floats:
        """A vector for each word. `spelt`: five numbers a word (itself, stem, three affixes); `known`: numbers of what rules know of it."""
        x = self.word.take(spelt[:, 0]) + self.stem.take(spelt[:, 1]) + self.affix.take(spelt[:, 2:]).sum(1)
        sizes = [len(each) for each in known]
        if any(sizes):
            flat = self.known.take(np.array([n for each in known for n in each], dtype=np.int64))
            np.add.at(x, np.repeat(np.arange(len(sizes)), sizes), flat)
        for layer in self.layers:
            h = _norm(x, layer.gain, layer.bias)
            wide = np.zeros((len(h), 3, h.shape[1]), dtype=np.float32)
            reach = layer.reach
            wide[:, 1] = h
            wide[reach:, 0] = h[:-reach] if len(h) > reach else h[:0]
            wide[:-reach, 2] = h[reach:]
            x = x + _gelu(wide.reshape(len(h), -1) @ layer.inward + layer.inward_bias) @ layer.outward + layer.outward_bias
        return _norm(x, *self.norm)

    def tell_kinds(self, heard: Floats) -> Floats:
        """By word the logit of each kind: that the word triggers such a claim."""
        inner = _gelu(heard @ self.kind_in[0] + self.kind_in[1])
        told: Floats = inner @ self.kind_out[0] + self.kind_out[1]
        return told

    def answers(self, heard: Floats) -> list[tuple[Floats, Floats]]:
        """By role: what each word answers to a trigger that asks, and what speaks for it whoever asks."""
        return [(heard @ role.answer[0] + role.answer[1], (heard @ role.own[0] + role.own[1])[:, 0]) for role in self.roles]

    def score(self, role: int, heard: Floats, answers: tuple[Floats, Floats], trigger: int, kind: int, same: NDArray[np.bool_]) -> Floats:
        """The logit of each word to stand in `role` of a claim of `kind` that word `trigger` opens; `same`: the words of its sentence."""
        of = self.roles[role]
        ask = heard[trigger] @ of.ask[0] + of.ask[1] + of.of_kind[kind]
        answer, own = answers
        away = np.arange(len(heard)) - trigger
        step = np.minimum((np.log2(np.abs(away) + 1) * 3 + 1e-6).astype(np.int64), STEPS)
        step = np.where(same, step, STEPS + 1)
        beside = of.distance[(away > 0).astype(np.int64), step] + np.where(same, of.same[kind], np.float32(0))
        told: Floats = (answer @ ask) / 8 + own + beside + of.bias
        return told


def _norm(x: Floats, gain: Floats, bias: Floats) -> Floats:
    x = x - x.mean(-1, keepdims=True)
    told: Floats = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-5) * gain + bias
    return told


def _gelu(x: Floats) -> Floats:
    told: Floats = 0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)))
    return told


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

    def layer(n: int, reach: int) -> Layer:
        name = f"layer{n}"
        return Layer(full(f"{name}.gain"), full(f"{name}.bias"), *pair(f"{name}.in"), *pair(f"{name}.out"), reach)

    layers = tuple(layer(n, int(reach)) for n, reach in enumerate(raw["reaches"]))
    roles = tuple(
        Role(
            pair(f"{role}.ask"), pair(f"{role}.answer"), pair(f"{role}.own"), full(f"{role}.kind"), full(f"{role}.distance"),
            float(raw[f"{role}.bias"]), full(f"{role}.same"),
        )
        for role in ROLES
    )
    words = {word: n for n, word in enumerate(bytes(raw["words"]).decode("utf-8").split("\n"))}
    kinds = tuple(bytes(raw["kinds"]).decode().split(" "))
    tables = table("word"), table("stem"), table("affix"), table("known")
    return Network(kinds, words, *tables, layers, pair("norm"), pair("kind-in"), pair("kind-out"), roles)
