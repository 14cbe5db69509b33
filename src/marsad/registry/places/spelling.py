"""Spellings that the names of the tables do not have: words that only look like a place once they are folded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from marsad.registry.places.names import name_words
from marsad.registry.places.record import Row

_TANWIN = "\u064b"
_SHADDA = "\u0651"
_SEATED = frozenset("أإؤئ")
_MARKS = dict.fromkeys((*range(0x064B, 0x0653), 0x0640, 0x0670))
_SHORT = 2
# Short words that begin names of two words: «بن غازي», «أم بدة».
_HEADS = frozenset(("بن", "ام", "ابو", "ابي", "بو", "تل", "عين", "راس"))


def indefinite(raw: str) -> bool:
    """Whether a word is written with tanwin of the accusative: «دوماً», «صيدًا»; a place's name is not."""
    raw = raw.replace(_SHADDA, "")
    return raw.endswith(_TANWIN) or raw[-2:] in ("ا" + _TANWIN, _TANWIN + "ا")


def believable(rows: tuple[Row, ...], raw: str, words: list[str], kinds: Sequence[str]) -> tuple[Row, ...]:
    """The rows one of whose names can be meant by `words`, folded and without a proclitic; `raw` is the last as it is written."""
    if len(words) == 1:
        inner = _inner(raw)
        if _SEATED.isdisjoint(inner):
            return rows
        # «كأس», «فإن», «حمأة»: newsrooms leave hamzas out, they do not put them in
        return tuple(row for row in rows if _seated(row.names))
    if any(kind != "word" for kind in kinds):
        return rows
    return tuple(row for row in rows if not _whole(row.names) or not _torn(row, words))


def _inner(raw: str) -> str:
    plain = raw.translate(_MARKS)
    return plain.removeprefix("ال")[1:]


@lru_cache(maxsize=8192)
def _seated(names: tuple[str, ...]) -> bool:
    """Whether any name has a hamza behind its first letter."""
    return any(not (_SEATED | {"ء", "آ"}).isdisjoint(_inner(name)) or " " in name for name in names)


@lru_cache(maxsize=8192)
def _whole(names: tuple[str, ...]) -> bool:
    """Whether all names are of one word."""
    return all(len(name_words(name)) == 1 for name in names)


def _torn(row: Row, words: list[str]) -> bool:
    """Whether words that make a name only when run together are words of their own: «بي جي», «سوى أنه», «انت الآلية»."""
    if len(words[-1]) <= _SHORT or (len(words[0]) <= _SHORT and words[0] not in _HEADS):
        return True
    return any(word.startswith("ال") for word in words) or (row.origin == "geonames" and row.population < 1_000_000)
