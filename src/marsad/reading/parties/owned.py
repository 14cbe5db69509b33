"""Whose own is struck did not strike it: «استهدفت عبوة ناسفة رتلا للتحالف»."""

from __future__ import annotations

from itertools import pairwise

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["owners_of_struck"]

_HITS = folded("hits")
_STRIKERS = frozenset(("craft", "gun", "fighter", "actor", "force"))


def owners_of_struck(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """Where those stand whose own is struck, by «ل» right behind it, when someone or something else strikes: «استهدف طيران مجهول رتلا
    للميليشيات», «استهدفت عبوة ناسفة رتلا للتحالف»."""
    if draft.cast.passive:
        return []
    behind = [arg for arg in sentence.args if draft.trigger.at < arg.first <= draft.high]
    owners = [(arg.start, arg.end) for own, arg in pairwise(behind) if arg.prep == "ل" and arg.first == own.last + 1]
    if draft.trigger.form != "v":
        hit = draft.trigger.at > 0 and sentence.words[draft.trigger.at - 1].fold.removeprefix("و") in _HITS
        return owners if hit and draft.kind == "bombing" else []
    subject = bool(behind) and behind[0].first <= draft.trigger.last + 2 and behind[0].prep == "" and behind[0].cls in _STRIKERS
    own_of_subject = subject and len(behind) > 1 and (behind[1].start, behind[1].end) in owners
    return owners[own_of_subject:] if subject else []
