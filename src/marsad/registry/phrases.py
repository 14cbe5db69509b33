"""Phrases of the registry's data files: alternations spelled out, folded, and kept in a word trie for matching."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any, Generic, TypeVar

from marsad.errors import BadData
from marsad.languages.arabic.folding import fold_key

__all__ = ["PhraseTrie", "expand", "listed", "phrases", "read_table"]

T = TypeVar("T")
# The words of a phrase are cut as the tokeniser cuts text: letter runs and digit runs; all else but the marks of alternation parts.
_PLAIN = re.compile(r"[^\u0621-\u064a ()|]")
_APART = re.compile(r"[^\w\s()|]+|_|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


def expand(pattern: str) -> list[str]:
    """The strings an alternation stands for: `(a|b) c` gives `a c`, `b c`; an empty branch is allowed, groups nest.

    Raises BadData on unbalanced parentheses.
    """
    out, rest = _branches(pattern, 0, pattern)
    if rest != len(pattern):
        raise BadData("unbalanced ) in a pattern", where=pattern)
    return out


def _branches(pattern: str, at: int, whole: str) -> tuple[list[str], int]:
    done: list[str] = []
    current = [""]
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            done += current
            current = [""]
            at += 1
        elif pattern[at] == "(":
            inner, at = _branches(pattern, at + 1, whole)
            if at >= len(pattern):
                raise BadData("unbalanced ( in a pattern", where=whole)
            at += 1
            current = [left + right for left in current for right in inner]
        else:
            end = at
            while end < len(pattern) and pattern[end] not in "|()":
                end += 1
            current = [left + pattern[at:end] for left in current]
            at = end
    return done + current, at


def phrases(pattern: str) -> list[list[str]]:
    """The phrases a pattern stands for, each as the folded words that the trie keys. Raises BadData as `expand` does."""
    # folding does not touch parentheses and bars, so once for the pattern is enough
    folded = fold_key(pattern)
    if _PLAIN.search(folded) is not None:
        folded = _APART.sub(" ", folded)
    if "(" not in folded and ")" not in folded:
        return [phrase.split() for phrase in folded.split("|")]
    return [phrase.split() for phrase in expand(folded)]


def listed(cell: str | None) -> tuple[str, ...]:
    """The items of a table cell that holds a `;` list."""
    return tuple(item for item in (part.strip() for part in (cell or "").split(";")) if item)


def read_table(*path: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file under `marsad/data`, by header. Raises BadData where a row has more or fewer cells than it."""
    rows = csv.reader(files("marsad").joinpath("data", *path).read_text(encoding="utf-8").splitlines())
    header = next(rows)
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise BadData(f"{len(row)} cells where the header has {len(header)}", where=f"{'/'.join(path)}:{number}")
        yield dict(zip(header, row, strict=True))


class PhraseTrie(Generic[T]):
    """Phrases of folded words, each with the values given to it, in the order given."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        # a node maps a word to the node below, and "" (which is no word) to the values of the phrase that ends here
        self._root: dict[str, Any] = {}

    def add(self, words: Sequence[str], value: T) -> None:
        """Give `value` to the phrase; an empty phrase is ignored."""
        if not words:
            return
        node = self._root
        for word in words:
            below = node.get(word)
            if below is None:
                below = node[word] = {}
            node = below
        values = node.get("")
        if values is None:
            node[""] = [value]
        elif value not in values:
            values.append(value)

    def begins(self, word: str) -> bool:
        """Whether some phrase begins with the word."""
        return word in self._root

    def phrases(self) -> Iterator[tuple[tuple[str, ...], list[T]]]:
        """Every phrase with its values, in the order added."""
        below: list[tuple[tuple[str, ...], dict[str, Any]]] = [((), self._root)]
        while below:
            path, node = below.pop()
            if "" in node:
                yield path, node[""]
            below.extend(((*path, word), each) for word, each in reversed(node.items()) if word)

    def walk(self, first: str, words: Sequence[str], at: int, stop: int) -> list[tuple[int, list[T]]]:
        """Every phrase that reads `first` and then `words[at:stop]` onwards, as (index after its last word, values), shortest
        first."""
        out: list[tuple[int, list[T]]] = []
        node = self._root.get(first)
        while node is not None:
            values = node.get("")
            if values is not None:
                out.append((at, values))
            if at >= stop:
                break
            node = node.get(words[at])
            at += 1
        return out
