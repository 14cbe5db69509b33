"""Who looks for those that did an act, inquires into it or finds its dead has no part in it: «قتل جنديان بإطلاق نار، وقال الجيش إنه
يطارد المنفذين»."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["finders", "searchers", "sought"]

_SEARCHES, _CULPRITS = folded("searches"), folded("culprits")
_INQUIRIES, _INQUIRERS = folded("inquiries"), folded("inquirers")
_REACH = 8  # words from who searches to the search
_NEAR = 4  # … and from that to who is looked for


def searchers(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """Where those stand who search for the doers of the act, or who inquire into what befell their own or are police."""
    return [(arg.start, arg.end) for arg in sentence.args if arg.first > draft.trigger.last and _searches(sentence, draft, arg)]


def sought(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """Where those stand for whom a search goes on behind the act: they did it, it did not befall them."""
    words, spans = sentence.words, []
    for arg in sentence.args:
        before = words[max(draft.trigger.last, arg.first - _NEAR) : arg.first]
        if words[arg.first].fold in _CULPRITS and any(word.fold in _SEARCHES for word in before):
            spans.append((arg.start, arg.end))
    return spans


def finders(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """Where those stand who find, fetch or receive bodies: «عثرت الشرطة على 12 جثة»."""
    if draft.trigger.frame.id != "casualties.bodies-found":
        return []
    return [(arg.start, arg.end) for arg in sentence.args if draft.trigger.at - _REACH < arg.first and arg.last < draft.trigger.at]


def _searches(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    words = sentence.words
    for word in words[arg.last + 1 : arg.last + 1 + _REACH]:
        if word.fold in _SEARCHES:
            return any(near.fold in _CULPRITS for near in words[word.i + 1 : word.i + 1 + _NEAR])
        if word.fold in _INQUIRIES:
            police = any(near.fold in _INQUIRERS for near in words[arg.first : arg.last + 1])
            return police or any(target.id == arg.id for target in draft.cast.targets if target.id)
    return False
