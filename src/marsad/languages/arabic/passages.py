"""Passages: the sentences of a stored text, as spans of it."""

from __future__ import annotations

import re
from functools import cache

from marsad.languages.arabic.folding import fold_key
from marsad.languages.arabic.lexicon import read_lines

__all__ = ["passages"]

# The longest first line that is taken for a title and left whole: headlines use «..» and «!» as commas.
TITLE_LENGTH = 250

_STOP = re.compile(r"[\n\r\v\f\u0085\u2028\u2029]+|[.!?؟…۔]+(?:[ \u00a0]?[.!?؟…]+)*")
_LINE_ENDS = "\n\r\v\f\u0085\u2028\u2029"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u061c"
_CLOSERS = "»”’›)]}\"'“" + _INVISIBLE
_PAIRS = re.compile(r"[«»“”\"]")
_WORD_BEFORE = 24
_OPENS_NONE = frozenset(map(fold_key, ["إن", "أن", "بأن", "عن", "نقلا", "في", "من", "التي", "الذي", "إلى", "على"]))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(map(fold_key, read_lines("abbreviations.txt")))


@cache
def _letter_names() -> frozenset[str]:
    return frozenset(map(fold_key, read_lines("letter_names.txt")))


def _letter(char: str) -> bool:
    return char.isalpha() or "\u064b" <= char <= "\u0652" or char == "ـ"


def _word_before(text: str, at: int, floor: int) -> tuple[str, int]:
    """The run of letters and inner stops that ends at `at`, and where it begins (looking back a fixed way)."""
    begin = at
    low = max(floor, at - _WORD_BEFORE)
    while begin > low and (_letter(text[begin - 1]) or text[begin - 1] == "."):
        begin -= 1
    return text[begin:at], begin


def _initial(text: str, at: int, floor: int) -> bool:
    """Whether a single letter stands right before `at`."""
    word, begin = _word_before(text, at, floor)
    folded = fold_key(word).rsplit(".", 1)[-1]
    if len(folded) != 1:
        return False
    # «1436 هـ.» and «2015 م.» close a date, they do not begin a name
    return not re.search(r"\d\s*$", text[max(floor, begin - 4) : begin])


def _spelled(text: str, start: int, end: int, word: str) -> bool:
    """Whether a stop without a blank stands between spelled letters: «اس.بي.دي.ار»."""
    head, _, last = word.rpartition(".")
    after = re.match(r"([^\W\d_]{1,3})(?![^\W\d_])(\.?)", text[end : end + 5])
    return after is not None and len(last) <= 3 and bool(head or after[2])


def _named(text: str, end: int, word: str, before: str) -> bool:
    """Whether a letter's name stands as an initial between two names: «جيمس إف. جونز», not «بي بي سي. وقالت»."""
    if word not in _letter_names():
        return False
    name = fold_key(before).split()
    after = re.match(r"[ \u00a0]([^\W\d_]+)", text[end : end + 12])
    return bool(name) and name[-1] not in _letter_names() and after is not None and after[1][0] not in "وف"


def _goes_on(text: str, start: int, end: int, floor: int) -> bool:
    """Whether the single full stop `text[start:end]` stands inside a sentence."""
    before = text[start - 1] if start > floor else ""
    after = text[end] if end < len(text) else ""
    if after and after in "،؛:,;-":
        return True
    if before.isdigit() and after.isdigit():
        return True
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return True
    if not before:
        return True
    if before.isdigit() and not after.isalpha():
        # a list number at the head of its line: «1. …»
        digits = text[max(floor, start - 4) : start].strip()
        return digits.isdigit() and start - floor <= 4
    if not _initial(text, start, floor):
        word, begin = _word_before(text, start, floor)
        folded = fold_key(word)
        if folded in _abbreviations():
            return after != "" and after not in _LINE_ENDS
        return _spelled(text, start, end, folded) or _named(text, end, folded, text[max(floor, begin - 12) : begin])
    rest = text[end : end + 8].lstrip(" \u00a0" + _INVISIBLE)
    if not rest or rest[0] in _LINE_ENDS or not rest[0].isalpha():
        return bool(rest) and rest[0].isdigit()
    if len(rest) < 2 or not _letter(rest[1]):
        return True  # the next initial: «أ. ف. ب»
    earlier, _ = _word_before(text, start, floor)
    chain = "." in earlier or re.search(r"[^\W\d_]\.\s?$", text[max(floor, start - 4) : start - 1]) is not None
    # the last stop of a chain closes the sentence, unless a word follows that opens none; a lone one («د. فلان») is a name's
    following = re.match(r"[^\W\d_]+", fold_key(rest))
    return not chain or (following is not None and following[0] in _OPENS_NONE)


class _Quotes:
    """Whether a place lies between quotation marks, counted along a line, each mark looked at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._open = 0

    def inside(self, place: int) -> bool:
        for hit in _PAIRS.finditer(self._text, self._at, place):
            mark = hit[0]
            if mark == '"':
                self._open = 0 if self._open else 1
            else:
                self._open = 1 if mark in "«“" else 0
        self._at = max(self._at, place)
        return self._open > 0

    def reset(self, place: int) -> None:
        self._at, self._open = place, 0


def _stops(text: str) -> list[int]:
    """Where passages end, ascending; the last is the length of the text."""
    out = []
    quotes = _Quotes(text)
    first = text.find("\n")
    title = first if 0 <= first <= TITLE_LENGTH else 0
    floor = 0
    for hit in _STOP.finditer(text):
        start, end = hit.span()
        mark = hit[0]
        if mark[0] in _LINE_ENDS:
            out.append(start)
            quotes.reset(end)
            floor = end
            continue
        if start < title or start < floor:
            continue
        inner = (start > floor and text[start - 1] == "(" and text[end : end + 1] == ")")
        pause = mark[0] in ".…" and (mark[0] == "…" or len(mark) > 1)
        if inner or (mark == "." and _goes_on(text, start, end, floor)) or (pause and quotes.inside(start)):
            continue
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        if mark in "?!" and before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
            continue  # inside an address
        while end < len(text) and text[end] in _CLOSERS:
            if text[end] in "\"'“" and text[end + 1 : end + 2].isalnum():
                break  # it opens what follows
            end += 1
        out.append(end)
        floor = end
    out.append(len(text))
    return out


def passages(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of `text` as (start, end), in order, trimmed of white space; together they hold all that is visible.

    A passage ends at . ! ؟ ? … (with the closing quotation marks and brackets that follow at once) and at line ends, never at «،»
    or ":", nor inside initials («أ. ف. ب»), abbreviations, decimals, addresses; an ellipsis inside quotation marks is a pause. The
    first line, if short, is the title and one passage. Marks without a word stay with the passage before them on their line.
    """
    out: list[tuple[int, int]] = []
    begin = 0
    for stop in _stops(text):
        raw = text[begin:stop]
        start = begin + len(raw) - len(raw.lstrip())
        end = begin + len(raw.rstrip())
        if end > start:
            bare = not any(char.isalnum() for char in text[start:end])
            if bare and out and not any(mark in text[out[-1][1] : start] for mark in _LINE_ENDS):
                out[-1] = (out[-1][0], end)
            else:
                out.append((start, end))
        begin = stop
    return tuple(out)
