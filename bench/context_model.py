"""The network of `marsad.reading.context` as torch modules, so that it can be taught; and its way out into named arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from marsad.model import KINDS
from marsad.reading.context.network import ROLES, STEPS, row_of

WIDTH, INNER, NARROW = 128, 384, 96
REACHES = (1, 1, 2, 4, 8)
ROLE_REACHES = (1, 2, 4, 8)
WORDS, STEMS, AFFIXES, KNOWN, TOLD = 20000, 12000, 4096, 4096, 8000
"""Rows of the tables; of the words, those that are told when hidden."""


def _shift(x: Any, by: int) -> Any:
    return F.pad(x, (0, 0, by, 0))[:, :-by] if by > 0 else F.pad(x, (0, 0, 0, -by))[:, -by:]


class Encoder(nn.Module):
    """Words to vectors that know their company."""

    def __init__(self) -> None:
        super().__init__()
        self.w, self.s, self.a = nn.Embedding(WORDS, WIDTH), nn.Embedding(STEMS, WIDTH), nn.Embedding(AFFIXES, WIDTH)
        self.mask = nn.Parameter(torch.zeros(WIDTH))
        for table in (self.w, self.s, self.a):
            nn.init.normal_(table.weight, std=0.02)
        self.lns = nn.ModuleList([nn.LayerNorm(WIDTH) for _ in REACHES])
        self.f1 = nn.ModuleList([nn.Linear(3 * WIDTH, INNER) for _ in REACHES])
        self.f2 = nn.ModuleList([nn.Linear(INNER, WIDTH) for _ in REACHES])
        for layer in self.f1:
            nn.init.normal_(layer.weight, std=0.04)
        for layer in self.f2:
            nn.init.normal_(layer.weight, std=0.02)
        self.n = nn.LayerNorm(WIDTH)
        self.hw = nn.Linear(WIDTH, WIDTH)
        self.ob = nn.Parameter(torch.zeros(TOLD))

    def embed(self, spelt: Any) -> Any:
        """Five numbers a word to its vector."""
        return self.w(spelt[..., 0]) + self.s(spelt[..., 1]) + self.a(spelt[..., 2:5]).sum(-2)

    def forward(self, x: Any, valid: Any, drop: float = 0.0) -> Any:
        mask = valid[..., None].to(x.dtype)
        x = F.dropout(x, drop, self.training) * mask
        for norm, inward, outward, reach in zip(self.lns, self.f1, self.f2, REACHES, strict=True):
            h = norm(x) * mask
            h = torch.cat([_shift(h, reach), h, _shift(h, -reach)], -1)
            x = x + F.dropout(outward(F.gelu(inward(h), approximate="tanh")), drop, self.training) * mask
        return self.n(x)

    def tell(self, h: Any) -> Any:
        """Logits of the words hidden."""
        return F.gelu(self.hw(h), approximate="tanh") @ self.w.weight[:TOLD].T + self.ob


class Net(nn.Module):
    """The encoder with its heads: kinds by word, roles by trigger and word."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.e = encoder
        self.x = nn.EmbeddingBag(KNOWN, WIDTH, mode="sum", padding_idx=0)
        nn.init.zeros_(self.x.weight)
        self.k1, self.k = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, len(KINDS))
        nn.init.constant_(self.k.bias, -4.0)
        self.narrow, self.ask = nn.Linear(WIDTH, NARROW), nn.Linear(WIDTH, NARROW)
        self.of_kind = nn.Parameter(torch.randn(len(KINDS), NARROW) * 0.1)
        self.distance = nn.Parameter(torch.randn(2, STEPS + 2, NARROW) * 0.1)
        self.role_norms = nn.ModuleList([nn.LayerNorm(NARROW) for _ in ROLE_REACHES])
        self.role_in = nn.ModuleList([nn.Linear(3 * NARROW, NARROW) for _ in ROLE_REACHES])
        self.role_out = nn.ModuleList([nn.Linear(NARROW, NARROW) for _ in ROLE_REACHES])
        self.role_norm, self.role = nn.LayerNorm(NARROW), nn.Linear(NARROW, len(ROLES))
        nn.init.constant_(self.role.bias, -3.0)

    def body(self, spelt: Any, known: Any, valid: Any, drop: float) -> Any:
        """Vectors of the words of some windows."""
        count, length = valid.shape
        h = self.e.embed(spelt) + self.x(known.reshape(count * length, -1)).reshape(count, length, WIDTH)
        return self.e(h, valid, drop)

    def kinds(self, h: Any) -> Any:
        """Logits of kinds by word."""
        return self.k(F.dropout(F.gelu(self.k1(h), approximate="tanh"), 0.2, self.training))

    def roles(self, h: Any, window: Any, trigger: Any, kind: Any, sentences: Any) -> Any:
        """Logits by trigger, role and word."""
        away = torch.arange(h.shape[1])[None, :] - trigger[:, None]
        same = sentences[window] == sentences[window, trigger][:, None]
        step = torch.clamp((torch.log2(away.abs().float() + 1) * 3 + 1e-6).long(), 0, STEPS)
        step = torch.where(same, step, torch.full_like(step, STEPS + 1))
        asked = self.ask(h[window, trigger]) + self.of_kind[kind]
        x = self.narrow(F.dropout(h, 0.1, self.training))[window] + self.distance[(away > 0).long(), step] + asked[:, None]
        there = (sentences[window] >= 0)[..., None].to(x.dtype)
        for norm, inward, outward, reach in zip(self.role_norms, self.role_in, self.role_out, ROLE_REACHES, strict=True):
            near = norm(x) * there
            near = torch.cat([_shift(near, reach), near, _shift(near, -reach)], -1)
            x = x + F.dropout(outward(F.gelu(inward(near), approximate="tanh")), 0.1, self.training)
        return self.role(F.dropout(self.role_norm(x), 0.1, self.training)).transpose(1, 2)


def arrays(net: Net, words: Mapping[str, int]) -> dict[str, Any]:
    """The network as named arrays: tables in small whole numbers, the rest in half precision."""
    out: dict[str, Any] = {"kinds": np.frombuffer(" ".join(KINDS).encode(), dtype=np.uint8)}
    spelt = sorted(words, key=lambda word: words[word])
    out["words"] = np.frombuffer("\n".join(("", "", *spelt)).encode(), dtype=np.uint8)

    def half(value: Any) -> Any:
        return value.detach().numpy().astype(np.float16)

    def put(name: str, layer: Any) -> None:
        weight = half(layer.weight)
        out[f"{name}.w"] = weight.T if weight.ndim == 2 else weight
        out[f"{name}.b"] = half(layer.bias)

    for name, table in (("word", net.e.w), ("stem", net.e.s), ("affix", net.e.a), ("known", net.x)):
        out[f"{name}.rows"], out[f"{name}.scales"] = row_of(table.weight.detach().numpy())
    for name, reaches, norms, inward, outward in (
        ("layer", REACHES, net.e.lns, net.e.f1, net.e.f2),
        ("role", ROLE_REACHES, net.role_norms, net.role_in, net.role_out),
    ):
        out[f"{name}-reaches"] = np.array(reaches)
        for n in range(len(reaches)):
            out[f"{name}{n}.gain"], out[f"{name}{n}.bias"] = half(norms[n].weight), half(norms[n].bias)
            put(f"{name}{n}.in", inward[n])
            put(f"{name}{n}.out", outward[n])
    put("norm", net.e.n)
    put("kind-in", net.k1)
    put("kind-out", net.k)
    for name, layer in (("role-narrow", net.narrow), ("role-ask", net.ask), ("role-norm", net.role_norm), ("role-out", net.role)):
        put(name, layer)
    out["role-kind"], out["role-distance"] = half(net.of_kind), half(net.distance)
    return out
