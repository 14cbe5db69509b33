"""Frames: the data under data/lexicon/ar/frames, compiled so that the words of a sentence find them at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from marsad.errors import BadData
from marsad.languages.arabic import fold_key
from marsad.languages.arabic.lexicon import read_toml
from marsad.model import KINDS

__all__ = ["Frame", "Frames", "load_frames"]

_ROLES = ("object", "gen", "on", "of", "with", "to", "by")
_KNOWN = {
    "id",
    "kind",
    "verbs",
    "nouns",
    "words",
    "forms",
    "next",
    "gap",
    "prev",
    "prev_gap",
    "not_next",
    "not_prev",
    "never",
    "need",
    "voice",
    "means",
    "modality",
    "extent",
    "war",
    "own",
    *_ROLES,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame, its words folded. `next` and `prev` are sequences of alternatives; `roles` maps government to role (see
    frames/README.md); `war` 0..1; `order` is its place in the data, for a stable choice."""

    id: str
    kind: str
    forms: str
    next: tuple[frozenset[str], ...]
    gap: int
    prev: tuple[frozenset[str], ...]
    prev_gap: int
    not_next: frozenset[str]
    not_prev: frozenset[str]
    never: frozenset[str]
    need: tuple[frozenset[str], ...]
    voice: str
    roles: tuple[tuple[str, str], ...]
    means: tuple[str, ...]
    modality: str
    extent: str
    war: float
    own: bool
    order: int

    def role(self, government: str) -> str:
        """Role of what stands in `government` (object, gen, on …), "none" where it has none."""
        for name, role in self.roles:
            if name == government:
                return role
        return "none"


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames by the lemma of their head: `verbs` and `nouns` by lemma, `words` by folded word; `opens` remembers of words once
    seen whether they head any, `headed` which of them, by word and readings."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    words: dict[str, tuple[Frame, ...]]
    size: int
    opens: dict[str, bool] = field(default_factory=dict, compare=False)
    headed: dict[tuple[str, Any], list[tuple[Frame, str, Any]]] = field(default_factory=dict, compare=False)


def _folded(words: Any) -> frozenset[str]:
    return frozenset(fold_key(str(word)) for word in words)


def _alternatives(items: Any) -> tuple[frozenset[str], ...]:
    return tuple(_folded(part.strip() for part in str(item).split("|")) for item in items)


def _need(item: str) -> frozenset[str]:
    parts = item.split("+")
    return frozenset(parts) | ({"actor2"} if parts.count("actor") > 1 else frozenset())


def _frame(raw: dict[str, Any], table: dict[str, Any], order: int, name: str) -> Frame:
    unknown = set(raw) - _KNOWN
    if unknown:
        raise BadData(f"frame keys {sorted(unknown)} are not known", where=name)
    kind = str(raw.get("kind", table.get("kind", "")))
    if kind not in KINDS:
        raise BadData(f"kind {kind!r} is not in the codebook", where=name)
    roles = {**table.get("roles", {}), **{key: raw[key] for key in _ROLES if key in raw}}
    return Frame(
        f"{kind}.{raw['id']}",
        kind,
        str(raw.get("forms", "PIM")),
        _alternatives(raw.get("next", ())),
        int(raw.get("gap", 4)),
        _alternatives(raw.get("prev", ())),
        int(raw.get("prev_gap", 4)),
        _folded(raw.get("not_next", ())),
        _folded(raw.get("not_prev", ())),
        _folded(raw.get("never", ())),
        tuple(_need(str(item)) for item in raw.get("need", ())),
        str(raw.get("voice", "active")),
        tuple(sorted((str(key), str(value)) for key, value in roles.items())),
        tuple(raw.get("means", table.get("means", ()))),
        str(raw.get("modality", "")),
        str(raw.get("extent", "")),
        float(raw.get("war", 0.5)),
        bool(raw.get("own", False)),
        order,
    )


@cache
def load_frames() -> Frames:
    """The frames of the installed package. Raises BadData where a file is malformed."""
    folder = files("marsad").joinpath("data/lexicon/ar/frames")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml"))
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    words: dict[str, list[Frame]] = {}
    order = 0
    for name in names:
        table = read_toml(f"frames/{name}")
        for raw in table.get("frame", ()):
            frame = _frame(raw, table, order, name)
            order += 1
            for lemma in raw.get("verbs", ()):
                verbs.setdefault(lemma, []).append(frame)
            for lemma in raw.get("nouns", ()):
                nouns.setdefault(lemma, []).append(frame)
            for word in raw.get("words", ()):
                words.setdefault(fold_key(word), []).append(frame)
    return Frames(
        {k: tuple(v) for k, v in verbs.items()}, {k: tuple(v) for k, v in nouns.items()}, {k: tuple(v) for k, v in words.items()}, order
    )
