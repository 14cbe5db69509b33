"""Numbers near words of harm that count nobody whom it befell: some of those who were counted already («إصابة اثنين منهم خطيرة»), a sum
as it was («من 12 إلى 20»), people who got away («ونجاة طفلتين»), or that stand behind who did it («قتل قناص شقيقين»)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.languages.arabic import NumberSpan
from marsad.model import Quantity
from marsad.reading.tolls.fallen import casualty, end_of
from marsad.reading.words.sentence import HARD, Word
from marsad.reading.words.wordlists import folded, written

__all__ = [
    "does_it", "former", "got_away", "is_age", "is_another", "is_attempt", "is_counted", "is_date",
    "of_things", "of_those", "risen_from", "whose_bodies",
]

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
_AGES = frozenset("سن عمر العمر اعمارهم".split())
_THOUSANDS = frozenset("الف الفا الفي الفان الاف".split())
_SPANS = folded("spans_of_time")
_LIFE = frozenset("العمر عمره عمرها".split())
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


def is_counted(words: list[Word], i: int) -> bool:
    """«34 من المحتجزين»: the participle at word `i` names those who are counted, and tells nothing of what befell them."""
    if not any(entry.tag == "U" for entry in words[i].entries) or casualty(words[i]) in ("killed", "wounded", "victims", ""):
        return False
    at = i - 2 if i > 1 and words[i - 1].fold == "من" else i - 1
    return at >= 0 and words[at].number is not None


def is_date(word: Word) -> bool:
    """Whether the number at a word is part of a time; «منذ الهجوم الذي أودى بحياة سبعة جنود في ديسمبر» counts people within one."""
    time, number = word.time, word.number
    return time is not None and not (time.kind == "since" and number is not None and number.group in _PERSONS)


def is_age(words: list[Word], i: int, high: int, number: NumberSpan) -> bool:
    """«طفل في الحادية عشرة من العمر», «في الـ11 من عمره»: whether the number at word `i` tells how old somebody is."""
    back = words[max(0, i - 2) : i]
    if any(word.fold in _AGES for word in back) or (words[i].conj and i > 1 and words[i - 2].fold == "العمر"):
        return True
    if back and (back[-1].fold == "دون" or (back[0].fold == "دون" and back[-1].fold == "ال")):
        return True  # «أطفال دون الـ 14»
    j = end_of(words, i, high, number)
    if words[i].fold.startswith("ال") or (i and words[i - 1].fold == "ال") or (i and words[i - 1].fold == "في"):
        return any(one.fold == "من" and two.fold in _LIFE for one, two in pairwise(words[j + 1 : j + 4]))
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


def of_things(words: list[Word], i: int) -> bool:
    """«البلدات الأربع», «القرى الخمس»: the number at word `i` counts what is named before it, which is nobody."""
    if not i or not words[i].fold.startswith("ال") or not words[i - 1].fold.startswith("ال") or words[i].fold in _THOUSANDS:
        return False
    nouns = [entry for entry in words[i - 1].entries if entry.tag == "N"]
    if words[i - 1].fold.removeprefix("ال") in _SPANS:
        return True  # «الأشهر الستة»
    return bool(nouns) and all(entry.cls not in ("person", "fighter") for entry in nouns)


def whose_bodies(words: list[Word], i: int, number: NumberSpan) -> bool:
    """«جثتي طفلين»: whether the dual at word `i` is of those whose two bodies were told right before it."""
    back = words[i - 1].number if i else None
    return number.kind == "dual" and back is not None and back is not number and back.kind == "dual" and back.unit == "جثه"
