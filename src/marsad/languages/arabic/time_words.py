"""Words that tell time: what each folded word or phrase of times.toml means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from marsad.errors import BadData
from marsad.languages.arabic.folding import fold_key
from marsad.languages.arabic.lexicon import read_toml
from marsad.languages.arabic.tokens import strip_proclitics

__all__ = ["TimeWord", "context", "day_phrases", "feasts", "month_heads", "phrase_index", "phrase_list", "time_words"]

_FILE = "times.toml"


@dataclass(frozen=True, slots=True)
class TimeWord:
    """One meaning of a word: the table it stands in, its value there, the proclitics taken off; `form` is 1, 2 or 3 for a unit in
    the singular, dual or plural, 0 elsewhere."""

    table: str
    value: str
    prefix: str = ""
    form: int = 0

    @property
    def definite(self) -> bool:
        """Whether it carries the article."""
        return self.prefix.endswith(("ال", "لل"))


@cache
def _table() -> dict[str, Any]:
    return read_toml(_FILE)


@cache
def _base() -> dict[str, tuple[TimeWord, ...]]:
    found: dict[str, list[TimeWord]] = {}

    def put(spelling: str, word: TimeWord) -> None:
        key = fold_key(spelling)
        if " " not in key and word not in found.setdefault(key, []):
            found[key].append(word)

    data = _table()
    try:
        for table in ("months", "hijri", "weekdays", "shifts", "places", "seasons", "parts", "adverbs", "decades"):
            for value, spellings in data[table].items():
                for spelling in spellings:
                    put(spelling, TimeWord(table, value))
        for value, forms in data["units"].items():
            for form, spellings in enumerate(forms, 1):
                for spelling in spellings:
                    put(spelling, TimeWord("units", value, form=form))
        for value, spellings in data["weekdays"].items():
            for spelling in spellings:
                put(spelling.removeprefix("ال"), TimeWord("bare_weekdays", value))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadData(f"not of the expected shape: {error}", where=_FILE) from error
    return {key: tuple(some) for key, some in found.items()}


@lru_cache(maxsize=1 << 16)
def time_words(fold: str) -> tuple[TimeWord, ...]:
    """Every meaning of a folded word, its proclitics taken off; empty where it tells no time."""
    base = _base()
    out: list[TimeWord] = []
    for prefix, stem in strip_proclitics(fold):
        if "س" in prefix:
            continue
        out += [TimeWord(word.table, word.value, prefix, word.form) for word in base.get(stem, ())]
    return tuple(out)


@cache
def month_heads() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Names of months in two words: first word to (second word, table, month)."""
    out: dict[str, list[tuple[str, str, str]]] = {}
    for table in ("months", "hijri"):
        for month, names in _table()[table].items():
            for name in names:
                head, _, tail = fold_key(name).partition(" ")
                if tail:
                    out.setdefault(head, []).append((tail, table, month))
    return {head: tuple(some) for head, some in out.items()}


@cache
def day_phrases() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """Phrases that name a day by its distance («أول من أمس»): first word to (words, days), longest first."""
    out: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for days, names in _table()["days"].items():
        for name in names:
            parts = tuple(fold_key(name).split())
            out.setdefault(parts[0], []).append((parts, int(days)))
    return {head: tuple(sorted(set(some), key=lambda one: (-len(one[0]), one))) for head, some in out.items()}


@cache
def feasts() -> dict[str, tuple[tuple[tuple[str, ...], str, int, int], ...]]:
    """Feasts: first word to (words, calendar `h` or `g`, month, day)."""
    out: dict[str, list[tuple[tuple[str, ...], str, int, int]]] = {}
    for told, names in _table()["feasts"].items():
        calendar, month, dom = told.split("-")
        for name in names:
            parts = tuple(fold_key(name).split())
            out.setdefault(parts[0], []).append((parts, calendar, int(month), int(dom)))
    return {head: tuple(sorted(some, key=lambda one: (-len(one[0]), one))) for head, some in out.items()}


@cache
def phrase_list(name: str) -> tuple[tuple[str, ...], ...]:
    """A list of table `words`, each entry as folded words, longest first."""
    return tuple(sorted({tuple(fold_key(entry).split()) for entry in _table()["words"][name]}, key=lambda one: (-len(one), one)))


@cache
def phrase_index(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a list of table `words` by their first word."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for parts in phrase_list(name):
        out.setdefault(parts[0], []).append(parts)
    return {head: tuple(some) for head, some in out.items()}


@cache
def context(name: str) -> frozenset[str]:
    """A list of table `context`, folded."""
    return frozenset(fold_key(entry) for entry in _table()["context"][name])
