"""That nobody fell, told by a denial («دون وقوع إصابات»)."""

from __future__ import annotations

from marsad.model import Quantity
from marsad.reading.tolls.fallen import casualty
from marsad.reading.words.sentence import HARD, Sentence, Word

__all__ = ["no_casualties"]

_NEWS = frozenset("معرفه انباء معلومات تقارير ترد اشاره حصيله تفاصيل".split())
_BUT = frozenset("عدا سوي الا باستثناء ماعدا".split())


def no_casualties(sentence: Sentence, low: int, high: int) -> Quantity | None:
    """«دون وقوع إصابات»، «لم يسفر عن ضحايا»: none."""
    words = sentence.words
    for i in range(low, high + 1):
        if words[i].fold in ("دون", "بدون", "لم", "ولم", "دونما") or (words[i].fold == "غير" and i and words[i - 1].fold == "من"):
            for k in range(i + 1, min(high, i + 6) + 1):
                if words[k].fold in HARD or words[k].number is not None or words[k].fold in _NEWS:
                    break  # «دون أنباء عن إصابات»: nothing is known, which is not none
                if words[k].fold in _BUT:
                    break  # «لم يسفر سوى عن إصابة جندي»
                if any(
                    (entry.tag in ("N", "M") or words[i + 1].fold == "ان")
                    and entry.lemma in ("إصابة", "أصاب", "ضحية", "قتيل", "خسارة")
                    for entry in words[k].entries
                ) or words[k].fold in ("يصب", "يصاب", "يصابوا", "تصب", "اصابات", "ضحايا"):
                    if _hits_or_but(words, k):
                        break
                    return Quantity("casualties", 0, 0, "people", "", sentence.slice(i, k))
    return None


def _hits_or_but(words: list[Word], k: int) -> bool:
    """Whether the denial at word `k` is of a hit («لم تصب المعسكر»), or some are told to be hurt all the same («عدا إصابة مقيم»)."""
    behind = words[k + 1 : k + 8]
    if words[k].fold in ("يصب", "تصب") and behind and behind[0].fold.startswith("ال") and not any(
        e.cls in ("person", "fighter") for e in behind[0].entries
    ):
        return True
    but = next((n for n, word in enumerate(behind) if word.fold in _BUT), None)
    return but is not None and any(casualty(word) in ("killed", "wounded") for word in behind[but + 1 : but + 3])
