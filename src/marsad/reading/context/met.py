"""The vectors of words that the network met before: most words of a report were in the last ones too, with the same known of them."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from marsad.reading.context.network import Floats, Network
from marsad.reading.words.sentence import Word

__all__ = ["number", "vectors"]

ROOM = 1 << 15
"""So many words are kept: sixteen megabytes."""
_ONE = threading.Lock()

Naming = Callable[[Word, Sequence[str]], list[str]]
Spelling = Callable[[str, Mapping[str, int], int, int], tuple[int, int, int, int, int]]


@lru_cache(maxsize=1 << 14)
def number(name: str, size: int) -> int:
    """The row of a name in a table of `size` rows; names share rows by chance."""
    return zlib.crc32(name.encode()) % size


class _Met:
    """Rows of words by all that they are told by. `read` keeps the readings of each: while they live, nothing else has their identity."""

    def __init__(self, width: int) -> None:
        self.rows: Floats = np.empty((ROOM, width), dtype=np.float32)
        self.at: dict[Any, int] = {}
        self.read: list[Any] = []


def vectors(network: Network, words: Sequence[Word], opened: Mapping[int, Sequence[str]], name: Naming, spell: Spelling) -> Floats:
    """The vector of each word by itself, as `network` embeds it: by its spelling (`spell`) and by what rules know of it (`name`), the
    kinds of the drafts that it opens (`opened`) among that."""
    with _ONE:
        return _vectors(network, words, opened, name, spell)


def _vectors(network: Network, words: Sequence[Word], opened: Mapping[int, Sequence[str]], name: Naming, spell: Spelling) -> Floats:
    made: list[Word] = []
    kinds: list[Sequence[str]] = []
    met = network.met.get("words") or _Met(network.word.rows.shape[1])
    if len(met.at) + len(words) > ROOM:
        met = _Met(network.word.rows.shape[1])
    kept = len(words) <= ROOM
    if kept:
        network.met["words"] = met
    at, read = met.at, met.read
    rows: list[int] = []
    begin = len(at)
    for n, word in enumerate(words):
        # The verb and the noun of a word follow from its readings.
        mark: Any = (word.fold, id(word.entries))
        actor = word.actor
        if actor is not None:
            mark = (*mark, actor.cls, bool(actor.id), actor.type, word.place is not None)
        elif word.place is not None or word.time is not None or word.number is not None:
            mark = (*mark, "PLACE" if word.place is not None else "TIME" if word.time is not None else "NUMBER")
        here = opened.get(n, ())
        if here:
            mark = (*mark, tuple(here))
        row = at.get(mark)
        if row is None:
            row = at[mark] = begin + len(made)
            read.append(word.entries)
            made.append(word)
            kinds.append(here)
        rows.append(row)
    if made:
        stems, affixes, known = len(network.stem.rows), len(network.affix.rows), len(network.known.rows) - 1
        spelt = np.array([spell(word.fold, network.words, stems, affixes) for word in made], dtype=np.int64)
        told = [[1 + number(each, known) for each in name(word, here)] for word, here in zip(made, kinds, strict=True)]
        fresh = network.embed(spelt, told)
        if not kept:
            taken: Floats = fresh[rows]
            return taken
        met.rows[begin : begin + len(made)] = fresh
    found: Floats = met.rows[rows]
    return found
