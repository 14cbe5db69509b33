"""Words that number: what each folded word is worth, and which nouns are counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from marsad.errors import BadData
from marsad.languages.arabic.folding import fold_key
from marsad.languages.arabic.lexicon import read_table, read_toml
from marsad.languages.arabic.tokens import strip_proclitics

__all__ = ["Counted", "NumberWord", "counted", "number_word", "phrases", "vague_word", "words"]

_FILE = "numbers.toml"
_NOUNS = "counted.tsv"
_VALUED = ("units", "first_of_eleven", "joined_teens", "tens", "hundreds", "scales", "dual_scales", "zero", "fractions", "ordinals")


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word of a number: `role` is the table of numbers.toml it stands in, `low` and `high` its worth (equal unless vague),
    `prefix` the proclitics taken off, `needs` the word that must follow («عدد من»)."""

    role: str
    low: float
    high: float
    prefix: str = ""
    needs: str = ""

    @property
    def definite(self) -> bool:
        """Whether it carries the article."""
        return self.prefix.endswith(("ال", "لل"))


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun: its singular (folded), its group (person, place, vehicle …), the number of the form seen (`one`, `two`,
    `many`) and the proclitics taken off."""

    lemma: str
    group: str
    form: str
    prefix: str = ""


@cache
def _table() -> dict[str, Any]:
    return read_toml(_FILE)


@cache
def _base() -> dict[str, NumberWord]:
    out: dict[str, NumberWord] = {}
    data = _table()
    try:
        # read backwards: where one spelling stands in two tables («ثانية»), the earlier table wins
        for needed, spellings in (("open", data["open"]),):
            for word, needs in spellings.items():
                out[fold_key(word)] = NumberWord(needed, 0, 0, needs=fold_key(needs))
        for word, (low, high) in data["vague"].items():
            out[fold_key(word)] = NumberWord("vague", float(low), float(high))
        for role in reversed(_VALUED):
            for value, spellings in data[role].items():
                for word in spellings:
                    out[fold_key(word)] = NumberWord(role, float(value), float(value))
        for word in data["words"]["odd"]:
            out[fold_key(word)] = NumberWord("odd", 0, 0)
        for word in data["words"]["point"]:
            out[fold_key(word)] = NumberWord("point", 0, 0)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadData(f"not of the expected shape: {error}", where=_FILE) from error
    return out


@cache
def _vague() -> dict[str, tuple[float, float]]:
    return {fold_key(word): (float(low), float(high)) for word, (low, high) in _table()["vague"].items()}


@lru_cache(maxsize=1 << 12)
def vague_word(fold: str) -> NumberWord | None:
    """A folded word as a vague count that stands alone («آلاف», also a scale after a number); None where it is none."""
    for prefix, stem in strip_proclitics(fold):
        found = _vague().get(stem)
        if found is not None and "س" not in prefix and "ك" not in prefix:
            return NumberWord("vague", *found, prefix)
    return None


def _misread(prefix: str, found: NumberWord) -> bool:
    """Whether a proclitic makes another word of it: «كمية», «البعض»."""
    return "س" in prefix or "ك" in prefix or (found.role == "open" and not found.needs and prefix.endswith("ال"))


@lru_cache(maxsize=1 << 16)
def number_word(fold: str) -> NumberWord | None:
    """What a folded word is worth as a part of a number, its proclitics taken off; None where it is no number word."""
    base = _base()
    found = base.get(fold)
    if found is not None:
        return found
    for prefix, stem in strip_proclitics(fold):
        found = base.get(stem)
        if found is not None and not _misread(prefix, found):
            return NumberWord(found.role, found.low, found.high, prefix, found.needs)
    return None


def _dual(singular: str) -> tuple[str, ...]:
    return (singular[:-1] + "تان", singular[:-1] + "تين") if singular.endswith("ه") else (singular + "ان", singular + "ين")


@cache
def _nouns() -> dict[str, Counted]:
    out: dict[str, Counted] = {}
    for singular, plurals, dual, group in read_table(_NOUNS, 4):
        lemma = fold_key(singular)
        forms: list[tuple[str, str]] = [(lemma, "one")]
        if not lemma.endswith("ه"):
            forms.append((lemma + "ا", "one"))
        for plural in filter(None, map(str.strip, fold_key(plurals).split(","))):
            forms.append((plural, "many"))
            if plural.endswith(("ون", "ين")):
                forms += [(plural[:-2] + "ون", "many"), (plural[:-2] + "ين", "many"), (plural[:-1], "many")]
                forms.append((plural[:-2] + "ي", "many"))
            elif not plural.endswith(("ه", "ات", "ي")):
                forms.append((plural + "ا", "many"))
        pair = _dual(lemma)
        if dual in ("both", "both+"):
            forms += [(form, "two") for form in pair]
            if dual == "both+":
                forms.append((lemma + "ي", "two"))  # «ضابطي صف»
            if lemma.endswith("ه"):
                forms += [(form[:-1], "two") for form in pair]  # the construct: «قريتا»، «قريتي»
        elif dual == "an":
            forms.append((pair[0], "two"))
        elif dual != "-":
            forms += [(fold_key(form), "two") for form in dual.split(",")]
        for form, number in forms:
            out.setdefault(form, Counted(lemma, group, number))
    return out


@lru_cache(maxsize=1 << 16)
def counted(fold: str) -> Counted | None:
    """The counted noun that a folded word is a form of, its proclitics taken off; None where the lexicon has none."""
    nouns = _nouns()
    for prefix, stem in strip_proclitics(fold):
        found = nouns.get(stem)
        if found is not None and "س" not in prefix and "ك" not in prefix:
            return Counted(found.lemma, found.group, found.form, prefix)
    return None


@cache
def phrases(side: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases of table `before` or `after`, as folded words with their effect (least, about, most), longest first, by the word
    that stands next to the number's side: the last of a phrase before, the first of a phrase after."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for effect, entries in sorted(_table()[side].items()):
        for phrase in entries:
            folded = tuple(fold_key(phrase).split())
            out.setdefault(folded[-1 if side == "before" else 0], []).append((folded, effect))
    return {key: tuple(sorted(set(some), key=lambda pair: (-len(pair[0]), pair))) for key, some in out.items()}


@cache
def words(name: str) -> frozenset[tuple[str, ...]]:
    """A list of table `words`, each entry as folded words."""
    return frozenset(tuple(fold_key(entry).split()) for entry in _table()["words"][name])
