"""Numbers near words of harm that count nobody whom it befell: some of those who were counted already («إصابة اثنين منهم خطيرة»), a sum
as it was («من 12 إلى 20»), people who got away («ونجاة طفلتين»), or that stand behind who did it («قتل قناص شقيقين»)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.languages.arabic import NumberSpan
from marsad.model import Quantity
from marsad.reading.tolls.fallen import end_of
from marsad.reading.words.sentence import HARD, Word
from marsad.reading.words.wordlists import folded, written

__all__ = ["does_it", "former", "got_away", "is_another", "is_attempt", "of_those", "risen_from"]

_STATES = ("حال", "بحال", "اصابات", "جروح", "وضع")
_OF_THEM = frozenset(("منهم", "منهن"))
_WHOSE_STATE = frozenset("حاله وحاله اصابه واصابه اصابات واصابات جروح وجروح جراح وجراح".split())
_GRAVE = folded("how_grave")
_AWAY = folded("got_away")
_UNKNOWN = frozenset("مجهول ملثم اخر".split())
_PERSONS = frozenset(("person", "people", "fighter"))
_PREPOSITIONS = frozenset("في علي من عن الي مع بعد قبل قرب عند خلال اثر جراء امام داخل وسط".split())
_RISES = written("rises")
_TRIED = folded("attempts")
_FAILS = written("fails")
_FAR = 20
_BACK = 8
_NEAR = 4


def of_those(words: list[Word], i: int, high: int, number: NumberSpan, told: Sequence[Quantity]) -> bool:
    """«سبعة أصيبوا، ثلاثة منهم حالتهم خطرة», «… إصابة اثنين منهم خطيرة»: how some of those are who were counted already."""
    j = end_of(words, i, high, number)
    if not told or j + 1 > high or words[i].conj:
        return False
    of_them = words[j + 1].fold in _OF_THEM
    if i and words[i - 1].fold in _WHOSE_STATE:
        grave = j + 2 if of_them else j + 1
        return grave <= high and words[grave].fold in _GRAVE
    return of_them and any(word.fold.startswith(_STATES) for word in words[j + 2 : min(high, j + 4) + 1])


def is_attempt(words: Sequence[Word], i: int) -> bool:
    """«محاولة اغتيال القائد», «فشلوا في قتل الضابط»: whether the masdar at word `i` tells of a death that was tried, not brought about."""
    if not i or words[i].verb is not None or not any(entry.tag == "M" for entry in words[i].entries):
        return False
    back = words[i - 1].fold.lstrip("ولب")
    failed = (entry.lemma for word in words[max(0, i - _BACK) : i - 1] if not word.punct for entry in word.entries)
    return back in _TRIED or (back == "في" and any(lemma in _FAILS for lemma in failed))


def risen_from(words: list[Word], i: int, high: int, number: NumberSpan) -> bool:
    """«ارتفع عدد النازحين من 12 ألفا إلى 30 ألف شخص»: whether the number at word `i` is the sum as it was before it rose or fell."""
    if not i or words[i - 1].fold != "من":
        return False
    j = end_of(words, i, high, number)
    to = next((k for k in range(j + 1, min(len(words) - 1, j + _NEAR)) if words[k].fold == "الي"), -1)
    if to < 0 or not any(word.number is not None for word in words[to + 1 : to + 3]):
        return False
    for word in reversed(words[max(0, i - _FAR) : i - 1]):
        if word.fold in HARD:
            return False
        if any(entry.lemma in _RISES for entry in word.entries):
            return True
    return False


def former(words: list[Word], i: int, told: Sequence[Quantity]) -> bool:
    """«قتل 15 …، بعد أن كانت الحصيلة السابقة تتحدث عن 9 قتلى»: whether the number at word `i` is of a toll that the new one replaces."""
    if not told:
        return False
    back = words[max(0, i - _BACK) : i]
    return any(one.fold.endswith("حصيله") and other.fold.removeprefix("ال") == "سابقه" for one, other in pairwise(back))


def is_another(word: Word) -> bool:
    """Whether an ordinal tells one more than those before («قتل جنديان وأصيب ثالث»)."""
    return word.number is not None and word.number.kind == "ordinal" and word.time is None and not word.fold.startswith("ال")


def does_it(words: list[Word], i: int, high: int) -> bool:
    """«قتل قناص شقيقين», «قتل مسلح ثلاثة جنود»: whether the indefinite singular at word `i`, right behind a verb, is who did it, as whom
    he did it to stands behind him."""
    if i == 0 or i >= high or not any(entry.tag == "P" and entry.finite for entry in words[i - 1].entries):
        return False
    if not any(e.tag == "N" and e.cls in ("person", "fighter") and e.who == "s" and not e.pro and not e.suf for e in words[i].entries):
        return False
    for k in (i + 1, i + 2):
        word = words[k] if k <= high else None
        if word is None or word.kind != "word" or word.conj or word.place is not None or word.time is not None:
            return False
        number = word.number
        if number is not None:
            counted = number.group in (*_PERSONS, "", "other") and number.kind not in ("ordinal", "fraction") and number.low != 1
            return counted and (number.kind != "dual" or word.fold.endswith("ين"))
        if word.fold in _UNKNOWN:
            continue
        if any(e.tag == "N" and e.cls in ("person", "fighter") and e.who == "s" for e in word.entries):
            return word.fold.endswith("ا") and not words[i].fold.endswith("ا")
        if not any(entry.tag in ("A", "U") for entry in word.entries) and word.entries:
            return False
        if word.fold in _PREPOSITIONS:
            return False
    return False


def got_away(word: Word) -> bool:
    """Whether a word goes on from the fallen to people who fled or were saved («… وفرار ستة آلاف», «ونجاة طفلتين»)."""
    return word.fold in _AWAY
