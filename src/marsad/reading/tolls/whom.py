"""Of whom a number is: the English label of the people or things that it counts."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.words.sentence import Word
from marsad.reading.words.wordlists import folded

__all__ = ["whom", "whom_before"]

_LABELLED = ("person", "fighter", "force", "site", "site-arms")
_OF_A_BODY = frozenset("رجال عناصر عنصر عنصرا".split())
"""Of them it is told what they are of: «رجال الشرطة»."""
_FAMILY = folded("family")


def _label(word: Word, classes: Sequence[str]) -> str:
    return next((entry.label for entry in word.entries if entry.tag == "N" and entry.cls in classes), "")


def whom(words: Sequence[Word], k: int) -> str:
    """The label of who or what is named at word `k`, empty where the lexicon knows nobody: «ثلاثة من أفراد عائلته» are relatives."""
    if words[k].fold.removeprefix("ال") in ("افراد", "فردا", "فرد"):
        return "relatives" if k + 1 < len(words) and words[k + 1].fold in _FAMILY else "members"
    label = _label(words[k], _LABELLED)
    body = _label(words[k + 1], ("force",)) if words[k].fold in _OF_A_BODY and k + 1 < len(words) else ""
    return body if body == "police" else label  # «عناصر التنظيم» are no organisation


def whom_before(words: Sequence[Word], i: int) -> str:
    """The label of the people whom a number with the article counts behind them («أطفاله الثلاثة»), else empty."""
    if i == 0 or not words[i].fold.startswith("ال") or words[i].conj or words[i - 1].number is not None:
        return ""
    owned = any(entry.tag == "N" and (entry.suf or entry.definite) for entry in words[i - 1].entries)
    return _label(words[i - 1], ("person", "fighter")) if owned else ""
