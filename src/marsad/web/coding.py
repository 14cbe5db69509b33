"""Words as small numbers, and columns made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]
Bools = npt.NDArray[np.bool_]


class Coder:
    """Words as small numbers, in the order in which they first come."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words: list[str] = []
        self._at: dict[str, int] = {}
        for word in words:
            self(word)

    def __call__(self, word: str) -> int:
        found = self._at.get(word)
        if found is None:
            found = self._at[word] = len(self.words)
            self.words.append(word)
        return found

    def __len__(self) -> int:
        return len(self.words)

    def find(self, word: str) -> int:
        """The number of a word, -1 where it never came."""
        return self._at.get(word, -1)

    def many(self, words: Iterable[str]) -> Ints:
        """The numbers of words."""
        words = list(words)
        for word in dict.fromkeys(words):
            self(word)
        return distinct(words, self._at)


def distinct(values: Sequence[Any], numbers: Mapping[Any, int]) -> Ints:
    """The column of numbers of values, each distinct value looked at once before."""
    return np.fromiter(map(numbers.__getitem__, values), np.int32, len(values))
