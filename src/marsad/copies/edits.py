"""What an editor did to a copied passage: edits named from the words that changed."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Final

from rapidfuzz.distance import Levenshtein

from marsad.copies.blocks import Block, Step
from marsad.copies.fold import JOINERS, Words, fold_letters, raw_hash
from marsad.errors import BadData
from marsad.model import Edit

ALIKE: Final = 0.7
"""Letters (of the longer word) that two spellings of one word share at least."""
_DIGITS: Final = re.compile(r"\d")


@lru_cache(maxsize=1)
def _roles() -> dict[str, frozenset[str]]:
    """Folded words by role: `label`, `actor`, `source`."""
    found: dict[str, set[str]] = {}
    source = resources.files("marsad.data") / "copies" / "roles.tsv"
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            role, *forms = line.split("\t")
            if role not in ("label", "actor", "source"):
                raise BadData(f"no such role: {role}", where=f"copies/roles.tsv:{number}")
            found.setdefault(role, set()).update(fold_letters(form) for form in forms)
    return {role: frozenset(forms) for role, forms in found.items()}


@lru_cache(maxsize=1)
def _class_kinds() -> dict[int, tuple[str, int]]:
    """Hash of a folded word to its class's kind and head (`same-words.tsv`)."""
    kinds: dict[int, tuple[str, int]] = {}
    source = resources.files("marsad.data") / "copies" / "same-words.tsv"
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, *forms = line.split("\t")
            for form in forms:
                kinds[raw_hash(fold_letters(form))] = (kind, raw_hash(fold_letters(forms[0])))
    return kinds


def _folded(text: str) -> list[str]:
    return fold_letters(text).split()


def _bare(word: str) -> str:
    return word[1:] if len(word) > 3 and word[0] == "و" else word


def _figures(found: list[str]) -> list[str]:
    kinds = _class_kinds()
    return [w for w in found if _DIGITS.search(w) or kinds.get(raw_hash(w), ("", 0))[0] == "number"]


def _has(role: str, found: list[str]) -> bool:
    known = _roles()[role]
    return any(w in known or _bare(w) in known or (w[:1] in "بلف" and w[1:] in known) for w in found)


def _changed(text_a: str, text_b: str) -> str:
    """The kind of a replacement."""
    a, b = _folded(text_a), _folded(text_b)
    if "".join(map(_bare, a)) == "".join(map(_bare, b)):
        return "respelled"
    figures_a, figures_b = _figures(a), _figures(b)
    if figures_a and figures_b and len(a) <= len(figures_a) + 3 and len(b) <= len(figures_b) + 3:
        return "figure-changed"
    if (_has("label", a) or _has("actor", a)) and (_has("label", b) or _has("actor", b)):
        return "actor-renamed"
    if _has("source", a) or _has("source", b):
        return "source-changed"
    if figures_a and figures_b:
        return "figure-changed"
    if len(a) == len(b) and all(Levenshtein.normalized_similarity(x, y) >= ALIKE for x, y in zip(a, b, strict=True)):
        return "respelled"
    return "reworded"


def _span(words: Words, start: int, end: int) -> tuple[int, int]:
    """Stored span of words `start:end`; an empty one stands before word `start`."""
    if start == end:
        at = int(words.starts[start]) if start < len(words.starts) else (int(words.ends[-1]) if len(words.ends) else 0)
        return at, at
    return int(words.starts[start]), int(words.ends[end - 1])


@lru_cache(maxsize=1 << 16)
def _same(word_a: str, word_b: str) -> str:
    """The kind of change between two words of one class; empty where nothing but joining marks differs."""
    a, b = fold_letters(word_a), fold_letters(word_b)
    if a != b and _bare(a) != _bare(b) and not any(_bare(w).startswith(JOINERS) for w in (a, b)):
        known = _class_kinds()
        kind = known.get(raw_hash(_bare(a)), known.get(raw_hash(a), ("", 0)))[0]
        return "reworded" if kind == "synonym" else "respelled"
    return "respelled"


def _in_equal(text_a: str, text_b: str, words_a: Words, words_b: Words, step: Step) -> list[Edit]:
    """Edits inside a stretch that is equal once folded: runs of words written otherwise."""
    edits: list[Edit] = []
    begun: int | None = None
    kind = ""
    offset = step.b_start - step.a_start

    def close(end: int) -> None:
        nonlocal begun
        if begun is not None:
            a, b = _span(words_a, begun, end), _span(words_b, begun + offset, end + offset)
            edits.append(Edit(kind, *a, *b))
            begun = None

    starts_a, ends_a, starts_b, ends_b = words_a.starts, words_a.ends, words_b.starts, words_b.ends
    for i in range(step.a_start, step.a_end):
        one = text_a[starts_a[i] : ends_a[i]]
        two = text_b[starts_b[i + offset] : ends_b[i + offset]]
        if one == two:
            close(i)
            continue
        now = _same(one, two)
        if begun is not None and now != kind:
            close(i)
        if begun is None:
            begun, kind = i, now
    close(step.a_end)
    return edits


def name_edits(text_a: str, text_b: str, words_a: Words, words_b: Words, block: Block, moved: bool) -> tuple[Edit, ...]:
    """The edits of a block in the order of a, offsets into both stored texts; `moved` puts one of that kind first."""
    edits: list[Edit] = []
    if moved:
        edits.append(
            Edit("moved", *_span(words_a, block.a_start, block.a_end), *_span(words_b, block.b_start, block.b_end))
        )
    for step in block.steps:
        if step.tag == "equal":
            edits += _in_equal(text_a, text_b, words_a, words_b, step)
            continue
        span_a, span_b = _span(words_a, step.a_start, step.a_end), _span(words_b, step.b_start, step.b_end)
        if step.tag == "replace":
            kind = _changed(text_a[slice(*span_a)], text_b[slice(*span_b)])
        else:
            kind = "cut" if step.tag == "delete" else "inserted"
            if _has("source", _folded(text_a[slice(*span_a)] + " " + text_b[slice(*span_b)])):
                kind = "source-changed"
        edits.append(Edit(kind, *span_a, *span_b))
    return tuple(edits)
