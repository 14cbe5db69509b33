"""Folded words: what two newsrooms may write differently is one word here.

A word is folded letter by letter (hamza and its seats, ة/ه, ى/ي, tashkil, tatweel, digits, Latin case), loses a leading «و», is
joined to a preceding «عبد» or «أبو», and is replaced by its class where `data/copies/same-words.tsv` knows one. What counts
afterwards is only its 64-bit hash. Two implementations give the same hashes: this module, in plain Python for a few reports,
and `kernels.scan`, compiled, for many.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from marsad.errors import BadData

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]

MASK: Final = (1 << 64) - 1
FNV_BASIS: Final = 0xCBF29CE484222325
FNV_PRIME: Final = 0x100000001B3
MIX_1: Final = 0xFF51AFD7ED558CCD
MIX_2: Final = 0xC4CEB9FE1A85EC53
WAW_KEPT: Final = 0x9E3779B97F4A7C15
"""Added to a short word that begins with «و» («وقف»): there the letter is the root's, not the conjunction."""
WAW: Final = ord("و")
TABLE_SIZE: Final = 0x800
SEPARATOR: Final = 0
DROP: Final = 1
CLASS_SLOTS: Final = 4096
"""Slots of the open-addressed table of word classes; a power of two, kept sparse so that a miss costs one look."""


def _letter_table() -> NDArray[np.uint16]:
    """Code point below U+0800 to its folded letter, `SEPARATOR` or `DROP`."""
    table = np.zeros(TABLE_SIZE, np.uint16)
    for point in range(TABLE_SIZE):
        char = chr(point)
        if char.isalnum():
            table[point] = ord(char.lower()) if len(char.lower()) == 1 else point
    for point in (*range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6ED), 0x640, 0x61C, 0xAD, 0x621, 0x624, 0x626):
        table[point] = DROP
    for char, folded in zip("أإآٱىةکیہےگڤپچ", "ااااي\u0647كيهيكفبج", strict=True):
        table[ord(char)] = ord(folded)
    for digit in range(10):
        table[0x660 + digit] = table[0x6F0 + digit] = ord("0") + digit
    return table


LETTERS: Final = _letter_table()


def fold_point(point: int) -> int:
    """Folded letter of a code point, or `SEPARATOR` or `DROP`."""
    if point < TABLE_SIZE:
        return int(LETTERS[point])
    if 0x200B <= point <= 0x200F or 0x202A <= point <= 0x202E or 0x2060 <= point <= 0x206F or point == 0xFEFF:
        return DROP
    if 0xFE00 <= point <= 0xFE0F:
        return DROP
    if 0x2000 <= point <= 0x2BFF or 0x3000 <= point <= 0x303F or 0xD800 <= point <= 0xF8FF or point >= 0x10000:
        return SEPARATOR
    if point in (0xFD3E, 0xFD3F) or 0xFE10 <= point <= 0xFE6F:
        return SEPARATOR
    return point


class _Folding(dict[int, str]):
    """`str.translate` table made as it is asked: separators become a space, dropped letters U+0001 (cut out afterwards)."""

    def __missing__(self, point: int) -> str:
        folded = fold_point(point)
        value = " " if folded == SEPARATOR else "\x01" if folded == DROP else chr(folded)
        self[point] = value
        return value


_FOLDING: Final = _Folding()
_WORD: Final = re.compile(r"[^ ]+")
_DIGIT_POINT: Final = re.compile(r"(?<=[0-9٠-٩۰-۹])[.,٫٬](?=[0-9٠-٩۰-۹])")
JOINERS: Final = ("عبد", "ابو")
"""Folded words written together with the next by some papers and apart by others: عبد الرحمن/عبدالرحمن, أبو ظبي/أبوظبي."""


def _state(letters: str) -> int:
    state = FNV_BASIS
    for char in letters:
        state = ((state ^ ord(char)) * FNV_PRIME) & MASK
    return state


def _finish(state: int) -> int:
    state ^= state >> 33
    state = (state * MIX_1) & MASK
    return state ^ (state >> 29)


@lru_cache(maxsize=1 << 18)
def raw_hash(folded: str) -> int:
    """Hash of one folded word before its class is looked up."""
    if len(folded) > 1 and ord(folded[0]) == WAW:
        finished = _finish(_state(folded[1:]))
        return finished if len(folded) > 3 else finished ^ WAW_KEPT
    return _finish(_state(folded))


def fold_letters(text: str) -> str:
    """`text` with every letter folded, separators as single spaces kept in place, dropped letters cut out."""
    return _DIGIT_POINT.sub("", text).translate(_FOLDING).replace("\x01", "")


class Classes(NamedTuple):
    """Word classes as an open-addressed table (`keys`, `values`, 0 is empty) and as a dict."""

    keys: U64
    values: U64
    by_hash: dict[int, int]


@lru_cache(maxsize=1)
def classes() -> Classes:
    """The classes of `same-words.tsv`. Raises `BadData` where a line cannot be read or a word stands in two classes."""
    by_hash: dict[int, int] = {}
    source = resources.files("marsad.data") / "copies" / "same-words.tsv"
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        forms = [fold_letters(form) for form in line.split("\t")[1:]]
        if len(forms) < 2 or any(not form or " " in form for form in forms):
            raise BadData("a class needs two single words or more", where=f"copies/same-words.tsv:{number}")
        head = raw_hash(forms[0])
        for form in forms:
            if by_hash.setdefault(raw_hash(form), head) != head:
                raise BadData(f"«{form}» stands in two classes", where=f"copies/same-words.tsv:{number}")
    keys = np.zeros(CLASS_SLOTS, np.uint64)
    values = np.zeros(CLASS_SLOTS, np.uint64)
    for key, value in by_hash.items():
        slot = key & (CLASS_SLOTS - 1)
        while keys[slot]:
            slot = (slot + 1) & (CLASS_SLOTS - 1)
        keys[slot], values[slot] = key, value
    return Classes(keys, values, by_hash)


@lru_cache(maxsize=1 << 18)
def word_hash(folded: str) -> int:
    """Hash of a folded word's class."""
    raw = raw_hash(folded)
    return classes().by_hash.get(raw, raw)


@lru_cache(maxsize=1)
def joiner_states() -> tuple[int, ...]:
    """Unfinished hash states after which a word goes on into the next (see `JOINERS`)."""
    return tuple(_state(word) for word in JOINERS)


class Words(NamedTuple):
    """Words of one text: `hashes` uint64, `starts` and `ends` in code points of that text (int64)."""

    hashes: U64
    starts: I64
    ends: I64


@lru_cache(maxsize=2048)
def words(text: str) -> Words:
    """Folded words of `text` in order, each with its stored span, tashkil included. The arrays are shared: not to be written to."""
    hashes: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    # Points inside numbers must not part them; they are masked by a letter that is dropped, so offsets stay.
    masked = _DIGIT_POINT.sub("\u0640", text).translate(_FOLDING)
    pending: tuple[str, int, int] | None = None

    def put(folded: str, start: int, end: int) -> None:
        hashes.append(word_hash(folded))
        starts.append(start)
        ends.append(end)

    for match in _WORD.finditer(masked):
        span = match.group()
        folded = span.replace("\x01", "") if "\x01" in span else span
        if not folded:
            continue
        start, end = match.span()
        if pending is not None:
            if start == pending[2] + 1:  # one separator between: written apart; more is a sentence's end
                put(pending[0] + folded, pending[1], end)
                pending = None
                continue
            put(*pending)
            pending = None
        if folded in JOINERS or (folded[0] == "و" and folded[1:] in JOINERS):
            pending = (folded, start, end)
            continue
        put(folded, start, end)
    if pending is not None:
        put(*pending)
    return Words(np.array(hashes, np.uint64), np.array(starts, np.int64), np.array(ends, np.int64))
