"""Places that a report names in passing: where someone is a guest, comes from, flees to or is bound for, what is left out, whose office."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.words.sentence import Arg, Word
from marsad.reading.words.wordlists import folded

__all__ = ["SOFT", "passing_of"]

_GUESTS = folded("guests")  # where someone speaks: «مؤتمر صحافي في جدة»
_ORIGINS = folded("origins")
_REFUGES = folded("refuges")
_FIRED = folded("fired")
_BASES = folded("bases")
_USED = folded("used")
_OFFICES = folded("offices")
_EXCEPT = folded("except")
_ROADS = folded("roads")
_TELLERS = folded("tellers")
_TOLD_US = folded("told_us")
_BORDERING = folded("bordering")
_REACH = 6  # words back to one of them

SOFT = frozenset(("fired", "refuge", "office", "launched"))
"""Ways of passing that the weights may overrule: of the others no claim is, outside its own words."""


def passing_of(words: Sequence[Word], arg: Arg) -> str:
    """Whether a place is where someone is a guest, comes from or is bound for, is left out, only names an office; "" for none of these."""
    back = [word.fold.removeprefix("و") for word in words[max(0, arg.first - _REACH) : arg.first]]
    if any(fold in _EXCEPT for fold in back) and all(word.kind == "word" for word in words[max(0, arg.first - 3) : arg.first]):
        return "except"
    if _across(words, arg):
        return "except"
    if arg.prep in ("الي", "نحو", "باتجاه", "صوب") and any(fold in _ROADS for fold in back):
        return "bound"
    if arg.prep == "من" and any(fold in _ORIGINS for fold in back):
        return "origin"
    if arg.prep in ("في", "ب", "gen") and any(fold in _ORIGINS for fold in back) and "من" in back and any(fold in _BASES for fold in back):
        return "origin"  # «أقلعت من قاعدة في …»
    if words[arg.first].fold.removeprefix("و") in _BASES and any(fold in _USED for fold in back):
        return "fired"  # «استخدام قاعدة … لشن غارات»
    if arg.prep in ("في", "ب", "الي", "gen", "من") and any(fold in _GUESTS for fold in back):
        return "guest"
    if (arg.prep == "من" or back[-2:-1] == ["من"] or back[-1:] == ["من"]) and any(fold in _FIRED for fold in back):
        return "fired"
    if arg.prep in ("الي", "نحو", "باتجاه", "صوب") and any(fold in _REFUGES for fold in back):
        return "refuge"
    if "من" in back:
        behind = back[len(back) - back[::-1].index("من") :]
        unbroken = all(word.kind == "word" for word in words[arg.first - len(behind) : arg.first])
        if unbroken and any(fold in _BASES for fold in (*behind, words[arg.first].fold)):
            return "launched"  # «غارات من قاعدة جوية في …»: the weights know of which acts it is where they were
    after = words[arg.last + 1].fold if arg.last + 1 < len(words) else ""
    if after in _TOLD_US and any(fold in _TELLERS for fold in back):
        return "teller"  # «مصادر في المدينة أبلغتنا أن …»
    near = words[max(0, arg.first - 3) : arg.first]
    wali = arg.prep == "gen" and bool(near) and near[-1].fold == "والي"
    if (wali or any(word.fold.removeprefix("و") in _OFFICES for word in near)) and not any(word.kind != "word" for word in near):
        return "office"
    return ""


def _across(words: Sequence[Word], arg: Arg) -> bool:
    """«البلدة الحدودية مع تايلاند», «ولاية متاخمة للكاميرون»: what a place borders on is not where the act was."""
    first = arg.first
    if first > 1 and words[first - 1].fold == "مع":
        return words[first - 2].fold in _BORDERING
    return first > 0 and words[first].fold.startswith("ل") and words[first - 1].fold in _BORDERING
