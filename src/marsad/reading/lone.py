"""Counts told without a figure: one by a singular, two by a dual, none by a denial."""

from __future__ import annotations

from marsad.model import Quantity
from marsad.reading.sentence import HARD, Sentence

__all__ = ["lone_before", "named", "no_casualties", "single"]


def lone_before(sentence: Sentence, i: int, what: str) -> Quantity | None:
    words = sentence.words
    j = i - 1
    while j >= 0 and words[j].kind == "quote":
        j -= 1
    if j < 0 or not any(e.finite and e.who == "ms" for e in words[i].entries):
        return None
    for entry in words[j].entries:
        if entry.tag == "N" and entry.cls in ("person", "fighter") and entry.who == "s" and not entry.definite and not entry.suf:
            return Quantity(what, 1, 1, "one", entry.label, words[j].fold)
    return None


def single(sentence: Sentence, i: int, state: str) -> Quantity | None:
    """«قتل شرطي»، «وأصيب آخر»: one, told by an indefinite singular."""
    word = sentence.words[i]
    text = sentence.text[word.start : word.end]
    if word.fold in ("اخر", "شخص"):
        return Quantity(state, 1, 1, "people", "people", text)
    if word.fold in ("اخران", "اثنان", "شخصان"):
        return Quantity(state, 2, 2, "people", "people", text)
    if word.fold in ("احد", "احدي") and i + 1 < len(sentence.words):
        after = next((e for e in sentence.words[i + 1].entries if e.tag == "N" and e.cls in ("person", "fighter")), None)
        if after is not None and after.who == "p":
            return Quantity(state, 1, 1, "people", after.label, text)
    for entry in word.entries:
        if (
            entry.tag == "N"
            and entry.cls in ("person", "fighter")
            and entry.who == "s"
            and not entry.pro.endswith("ال")
            and not entry.suf
            and entry.pro in ("", "و")
        ):
            if entry.label in ("militants",) and entry.lemma in ("أفراد",):
                continue
            return Quantity(state, 1, 1, "one", entry.label, sentence.text[word.start : word.end])
        if (
            entry.tag == "N"
            and entry.cls in ("person", "fighter")
            and entry.who == "d"
            and (entry.lemma == "شرطي" or not any(other.lemma == entry.lemma and other.who == "p" for other in word.entries))
            and not entry.pro.endswith("ال")
            and word.fold.endswith(("ان", "ين"))
        ):
            return Quantity(state, 2, 2, "people", entry.label, sentence.text[word.start : word.end])
    return None


def named(sentence: Sentence, i: int, state: str) -> Quantity | None:
    """«مقتل القيادي …», «اغتيال النائب …»: one, told by a definite singular at word `i`, right after the deed."""
    word = sentence.words[i]
    if word.number is not None or word.place is not None:
        return None
    for entry in word.entries:
        if entry.tag == "N" and entry.cls in ("person", "fighter") and entry.who == "s" and entry.definite and not entry.suf:
            if entry.lemma in ("مسلح", "مقاتل", "عنصر", "مجهول") or sentence.words[i].fold.endswith("ه"):
                return None
            return Quantity(state, 1, 1, "one", entry.label, sentence.text[word.start : word.end])
    return None


def no_casualties(sentence: Sentence, low: int, high: int) -> Quantity | None:
    """«دون وقوع إصابات»، «لم يسفر عن ضحايا»: none."""
    words = sentence.words
    for i in range(low, high + 1):
        if words[i].fold in ("دون", "بدون", "لم", "ولم", "دونما"):
            for k in range(i + 1, min(high, i + 6) + 1):
                if words[k].fold in HARD or words[k].number is not None:
                    break
                if any(
                    entry.tag in ("N", "M") and entry.lemma in ("إصابة", "أصاب", "ضحية", "قتيل", "خسارة") for entry in words[k].entries
                ) or words[k].fold in ("يصب", "اصابات", "ضحايا"):
                    return Quantity("casualties", 0, 0, "people", "", sentence.slice(i, k))
    return None
