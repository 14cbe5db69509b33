"""A noun phrase of an actor, how two readings of one rank, and what tells a noun from an adjective beside it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from marsad.languages.arabic.folding import fold_key
from marsad.registry.phrases import read_table
from marsad.registry.words import Words

__all__ = ["Phrase", "before_place", "is_adjective", "is_related", "owned_by", "rank"]

_PRIORITY = {
    "none": 7, "name": 6, "led": 6, "affiliated": 5, "nationality": 4, "act": 4, "weak": 3, "generic": 2, "country": 1, "capital": 1,
}


class Phrase(NamedTuple):
    """A noun phrase over word indexes `at:end`; `cut` letters of the first word are proclitics outside it."""

    at: int
    cut: int
    end: int
    id: str | None
    cls: str
    how: str
    country: str | None = None
    loaded: bool = False
    definite: bool = False
    literal: int = 0
    """The words that the tables spell out: of two readings as long, the one spelled out further is right."""
    candidates: tuple[str, ...] = ()
    backer: str | None = None
    doubtful: bool = False


def rank(phrase: Phrase) -> tuple[int, int, int, int]:
    return phrase.end, _PRIORITY.get(phrase.how, 0), phrase.literal, -phrase.cut


@cache
def _before_noun() -> frozenset[str]:
    """Words after which a doubtful word is a noun: «قتل عسكري», «عشرون مدنيا»."""
    return frozenset(fold_key(row["term"]) for row in read_table("actors", "words", "before.csv"))


@cache
def before_place() -> frozenset[str]:
    """Words of place before which a doubtful name is the place's: «ناحية البغدادي», «شارع صالح»."""
    return frozenset(fold_key(row["term"]) for row in read_table("actors", "words", "before-place.csv"))


@cache
def _no_adjective() -> frozenset[str]:
    """Words that look like adjectives of relation and follow a noun as its object or relative: «تبنت الحركة العملية»."""
    return frozenset(fold_key(row["term"]) for row in read_table("actors", "words", "not-adjectives.csv"))


_CRAFT = frozenset("مسيرات مسيره طايرات طايره زوارق زورق درونات".split())  # «مسيرات انتحارية»


def is_adjective(words: Words, at: int, stem: str) -> bool:
    """Whether a word that may be a noun or an adjective («عسكري», «الانتحاري») is rather the adjective of the word before."""
    if at == 0 or words.stops[at] != words.stops[at - 1] or at in words.marks:
        return False
    before = words.folds[at - 1]
    if before == "غير" or before.lstrip("وفبل") in _CRAFT:
        return True
    if stem.startswith("ال"):
        return before.startswith(("ال", "لل", "بال", "وال"))
    return not (before[:1].isdigit() or before in _before_noun() or before.lstrip("وف") in _before_noun())


_SHORTEST = 4  # letters that «إلى», «التي» do not pass


def is_related(word: str) -> bool:
    """Whether a word is a definite adjective of relation («الجمهوري», «الملكية»), and not «إلى»."""
    return len(word) > _SHORTEST and word.startswith("ال") and word.endswith(("ي", "يه")) and word not in _no_adjective()


def owned_by(words: Words, at: int, held: Phrase) -> bool:
    """Whether whose man he is follows with ل: «الأمين العام لحزب الله», «المتحدث العسكري للحوثيين»."""
    return words.folds[at].startswith("لل") or (held.cut > 0 and words.folds[at].startswith("ل"))
