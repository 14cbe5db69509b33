"""Counts told without a figure: one by a singular, two by a dual, none by a denial."""

from __future__ import annotations

from marsad.model import Quantity
from marsad.reading.sentence import HARD, Sentence, Word
from marsad.reading.wordlists import folded
from marsad.registry.places.vocabulary import word_list

__all__ = ["lone_before", "named", "no_casualties", "single"]

_HEADS = folded("one_person")
_KIN = ("زوج", "شقيق", "نجل", "ابن", "والد", "سلف", "سائق", "حارس", "رفيق", "رئيس", "قائد", "زعيم", "نائب", "مساعد", "مرافق")
_MANY = ("ون", "ين", "ات", "يين", "يون")
_NEWS = frozenset("انباء معلومات تقارير ترد اشاره حصيله تفاصيل".split())
_STOP = frozenset((",", "،", "ان", "بان", "ان", "حيث", "فيما", "بينما", "ثم", "لكن"))
_GROUPS = frozenset("عائله اسره مجموعه عدد عشرات مئات الاف عناصر قوات جميع كل معظم بعض اكثر نحو حوالي قرابه ما من عن في علي".split())


def _one_person(word: Word) -> str | None:
    """The label of a singular person at a word, definite or not; None where it is no such noun."""
    for entry in word.entries:
        if entry.tag == "N" and entry.cls in ("person", "fighter") and entry.who == "s" and not entry.suf:
            if entry.lemma in ("مجهول", "أفراد"):
                continue
            return entry.label
    return None


def lone_before(sentence: Sentence, i: int, what: str) -> Quantity | None:
    """«جنديا تركيا قتل», «القيادي … استشهد»: one, told by a singular that opens the clause before its verb at word `i`."""
    words = sentence.words
    if not any(e.finite and e.who == "ms" and e.tag[:1] == "P" for e in words[i].entries) or words[i].conj:
        return None
    first = i
    while first > 0 and i - first < 9 and words[first - 1].fold not in _STOP and words[first - 1].fold not in HARD:
        first -= 1
    subject = [word for word in words[first:i] if word.kind != "quote"]
    if not subject or any(word.number is not None for word in subject):
        return None
    at = 1 if len(subject) > 1 and subject[0].fold in ("كان", "وكان") else 0
    label = _one_person(subject[at])
    opened = first > 0 and words[first - 1].fold in ("ان", "بان")
    if label is not None and (opened or at + 1 == len(subject)):
        return Quantity(what, 1, 1, "one", label, subject[at].fold)
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
        next_word = next((w for w in sentence.words[i + 1 : i + 3] if w.kind == "word"), None)
        if next_word is not None and next_word.time is None and next_word.place is None:
            after = next((e for e in next_word.entries if e.tag == "N"), None)
            if after is None or after.cls in ("person", "fighter", "force", "group", "people", ""):
                return Quantity(state, 1, 1, "people", after.label if after is not None else "", text)
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
    """«مقتل القيادي …», «اغتيال النائب …», «مقتل أبو …», «مقتل زوجها»: one, told by a definite singular, a rank, kin or a name at
    word `i`, right after the deed."""
    word = sentence.words[i]
    if word.number is not None or word.place is not None or word.kind != "word":
        return None
    text = sentence.text[word.start : word.end]
    fold = word.fold
    for entry in word.entries:
        if entry.tag == "N" and entry.cls in ("person", "fighter") and entry.who == "s" and entry.definite and not entry.suf:
            if entry.lemma in ("مسلح", "مقاتل", "عنصر", "مجهول") or fold.endswith("ه"):
                return None
            return Quantity(state, 1, 1, "named", entry.label, text)
    if any(entry.tag == "N" and entry.who in ("p", "d") for entry in word.entries) or fold in _GROUPS:
        return None
    if fold in _HEADS or any(fold == kin + suffix for kin in _KIN for suffix in ("ه", "ها", "هم")):
        return Quantity(state, 1, 1, "named", "", text)
    if fold in word_list("forenames.txt") and not (i + 1 < len(sentence.words) and sentence.words[i + 1].conj):
        return Quantity(state, 1, 1, "named", "", text)
    return None


def no_casualties(sentence: Sentence, low: int, high: int) -> Quantity | None:
    """«دون وقوع إصابات»، «لم يسفر عن ضحايا»: none."""
    words = sentence.words
    for i in range(low, high + 1):
        if words[i].fold in ("دون", "بدون", "لم", "ولم", "دونما"):
            for k in range(i + 1, min(high, i + 6) + 1):
                if words[k].fold in HARD or words[k].number is not None or words[k].fold in _NEWS:
                    break  # «دون أنباء عن إصابات»: nothing is known, which is not none
                if any(
                    entry.tag in ("N", "M") and entry.lemma in ("إصابة", "أصاب", "ضحية", "قتيل", "خسارة") for entry in words[k].entries
                ) or words[k].fold in ("يصب", "اصابات", "ضحايا"):
                    return Quantity("casualties", 0, 0, "people", "", sentence.slice(i, k))
    return None
