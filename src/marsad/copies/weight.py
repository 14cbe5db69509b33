"""What a word of a passage says: titles and scripture say nothing of where a text comes from, formulas little.

Weights are per word of a stored text, between 0 and 1: 0 in a run of titles (names inside it included), a dateline, quoted scripture,
`FORMULA` in a shipped formula (`data/copies/formulas.txt`) and in a weather bulletin (`weather.txt`), 1 elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from marsad.copies.fold import U64, Words, fold_letters, word_hash, words
from marsad.copies.grams import gram_hashes

FORMULA: Final = 0.25
NAME_GAP: Final = 3
"""Words between two titles that are taken for a name."""
AFTER_KIN: Final = 2
"""Words after «بن» that are taken for the name it leads to."""
TITLE_RUN: Final = 3
"""Title words that make a run; fewer may stand in any sentence."""
WEATHER_GAP: Final = 2
WEATHER_RUN: Final = 8
"""Words of a weather bulletin in a row, few others between, that make it one."""
_CLITICS: Final = ("ل", "ب", "ك", "ف")
_KIN: Final = ("بن", "ابن", "بنت", "ال", "ابو")
_DIGIT: Final = re.compile(r"\d+")
_SCRIPTURE: Final = re.compile(
    r"﴿[^﴾]{5,600}﴾|\{[^{}\n]{5,600}\}"
    r"|(?:قال (?:الله )?تعال[ىي]|قوله (?:سبحانه و)?تعال[ىي]|صل[ىي] الله عليه وسلم[^.«\"(]{0,30})\s*[:：]?\s*[«\"“(]([^»\"”)]{5,600})"
)

# «بيروت (أ ف ب) - », «عواصم - (وكالات): », «دمشق - سانا: »: a city or two, an agency in brackets or between dashes, at a line's beginning.
_DATELINE: Final = re.compile(
    r"^[ \t]*(?:[\w.،, ]{2,30}[ \t]*[-–:]?[ \t]*)?[(\[][^()\[\]\n]{2,40}[)\]][ \t]*[-–:]"
    r"|^[ \t]*[\w ]{2,20}[ \t]*[-–][ \t]*[\w. ]{2,20}[ \t]*[-–:]",
    re.MULTILINE,
)


def _lines(name: str) -> list[str]:
    source = resources.files("marsad.data") / "copies" / name
    return [line for line in source.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _titles() -> tuple[U64, U64]:
    """Sorted hashes of title words with their clitics, and of the words that lead on to a name."""
    forms = {fold_letters(word) for line in _lines("titles.txt") for word in line.split()}
    for form in list(forms):
        forms.update(clitic + form for clitic in _CLITICS)
        if form.startswith("ال"):
            forms.add("لل" + form[2:])
    hashes = np.array(sorted({word_hash(form) for form in forms if form}), np.uint64)
    return hashes, np.array(sorted({word_hash(form) for form in _KIN}), np.uint64)


@lru_cache(maxsize=1)
def _formulas() -> U64:
    grams = [gram_hashes(words(line).hashes) for line in _lines("formulas.txt")]
    return np.unique(np.concatenate(grams))


def held(values: U64, known: U64) -> NDArray[np.bool_]:
    """Which of `values` stand in the sorted `known`."""
    if not len(known):
        return np.zeros(len(values), np.bool_)
    at = np.searchsorted(known, values)
    at[at == len(known)] = 0
    found: NDArray[np.bool_] = known[at] == values
    return found


@lru_cache(maxsize=1)
def _weather() -> U64:
    forms = {fold_letters(word) for line in _lines("weather.txt") for word in line.split()}
    return np.array(sorted({word_hash(form) for form in forms if form}), np.uint64)


def _runs(marked: NDArray[np.bool_], gap: int, least: int) -> NDArray[np.bool_]:
    """Stretches of marked words, up to `gap` others between, that hold `least` marked ones."""
    at = np.nonzero(marked)[0]
    inside = np.zeros(len(marked), np.bool_)
    if not len(at):
        return inside
    cuts = np.nonzero(np.diff(at) > gap + 1)[0]
    for first, last in zip([0, *(cuts + 1).tolist()], [*cuts.tolist(), len(at) - 1], strict=True):
        if last - first + 1 >= least:
            inside[at[first] : at[last] + 1] = True
    return inside


def _title_runs(hashes: U64) -> NDArray[np.bool_]:
    titles, kin = _titles()
    marked = held(hashes, titles)
    after = held(hashes, kin)
    for step in range(1, AFTER_KIN + 1):
        marked[step:] |= after[:-step]
    return _runs(marked, NAME_GAP, TITLE_RUN)


def spread_over(grams: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Words covered by any of the marked three-word grams."""
    covered = np.zeros(count, np.bool_)
    if len(grams):
        for step in range(3):
            covered[step : step + len(grams)] |= grams
    return covered


def word_weights(text: str, found: Words, grams: U64) -> NDArray[np.float64]:
    """Weight of each word of a text; see the module."""
    weights = np.ones(len(found.hashes))
    weights[spread_over(held(grams, _formulas()), len(weights))] = FORMULA
    weights[_runs(held(found.hashes, _weather()), WEATHER_GAP, WEATHER_RUN)] = FORMULA
    weights[_title_runs(found.hashes)] = 0.0
    for match in _SCRIPTURE.finditer(text):
        start, end = match.span(1) if match.group(1) else match.span()
        first, last = np.searchsorted(found.starts, [start, end])
        weights[first:last] = 0.0
    for match in _DATELINE.finditer(text):
        first, last = np.searchsorted(found.starts, match.span())
        weights[first:last] = 0.0
    return weights


@lru_cache(maxsize=1)
def _number_words() -> U64:
    lines = [line.split("\t") for line in _lines("same-words.tsv")]
    return np.array(sorted({word_hash(fold_letters(form)) for kind, *forms in lines if kind == "number" for form in forms}), np.uint64)


def figures(text: str, found: Words) -> NDArray[np.bool_]:
    """Which words of a text are figures, in digits or in words."""
    out = held(found.hashes, _number_words())
    at = [match.start() for match in _DIGIT.finditer(text)]
    if at:
        out[np.maximum(np.searchsorted(found.starts, at, "right") - 1, 0)] = True
    return out
