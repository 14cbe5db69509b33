"""What somebody is kept from and so does not do: «منعت القوات المصلين من دخول المسجد»."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["is_prevented"]

_KEPT_FROM = folded("kept_from")
_FAR = 9


def is_prevented(sentence: Sentence, draft: Draft) -> bool:
    """Whether an entry is one that somebody is kept from: «منعت القوات المصلين من دخول المسجد»."""
    words, at = sentence.words, draft.trigger.at
    if draft.kind != "advance" or draft.trigger.form == "v" or at < 2 or words[at - 1].fold != "من":
        return False
    near = words[max(0, at - _FAR) : at - 1]
    return any(word.fold in _KEPT_FROM for word in near) and not any(word.punct for word in near[-3:])
