"""Who came away from an attempt on his life («نجا المحافظ من محاولة اغتيال بعبوة ناسفة» tells on whom it was made), and whose attack was
beaten off («صد الجيش هجوما لمسلحين على معسكره»)."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import BEARS_ARMS
from marsad.reading.words.sentence import HARD, Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["who_escaped", "whose_beaten"]

_ESCAPES = folded("escapes")
_KINDS = frozenset(("killing", "bombing", "airstrike", "shelling", "clash"))
_REACH = 14
_BEATS_OFF = frozenset(("clash.repel", "clash.repelling"))
_NEAR = 7


def who_escaped(sentence: Sentence, draft: Draft) -> Arg | None:
    """The first named behind the verb of coming away, where it stands before the attack in one clause; None where none does."""
    if draft.kind not in _KINDS:
        return None
    words = sentence.words
    at = min([draft.trigger.at, *(trigger.at for trigger in draft.absorbed)])
    for i in range(at - 1, max(-1, at - _REACH), -1):
        if words[i].fold in HARD:
            return None
        if words[i].fold.removeprefix("و") in _ESCAPES:
            return next((arg for arg in sentence.args if i < arg.first < at and arg.prep in ("", "gen")), None)
    return None


def whose_beaten(sentence: Sentence, draft: Draft) -> Arg | None:
    """Those who bear arms and to whom «ل», right behind the attack that a verb beats off, gives it; None where nobody is told so."""
    if draft.trigger.frame.id not in _BEATS_OFF:
        return None
    words, at = sentence.words, draft.trigger.last
    for arg in sentence.args:
        if at < arg.first <= at + _NEAR and arg.prep == "ل" and arg.cls in BEARS_ARMS:
            told = words[max(at, arg.first - 2) : arg.first]
            return arg if any(entry.tag == "N" and entry.cls == "event" for word in told for entry in word.entries) else None
    return None
