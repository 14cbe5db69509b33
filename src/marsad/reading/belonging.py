"""Whose those are to whom something is done: who owns what is struck, and men of one's own side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from marsad.languages.arabic import fold_key
from marsad.model import Mention
from marsad.reading.draft import Draft
from marsad.reading.nearby import family
from marsad.reading.sentence import Sentence
from marsad.reading.wordlists import folded

__all__ = ["own_people", "owned_by"]

_OWNED = frozenset("التابعه التابع التابعين تابعه تابع تابعين".split())
_AUTHORITY = frozenset(("arrest", "killing", "finding", "abduction"))
"""Kinds that an authority may do to men of its own."""
_MEN = folded("own_people")
_HEAD = 3


def owned_by(sentence: Sentence, draft: Draft) -> set[str]:
    """«قصف قاعدة تابعة للنظام»: the actors that are said, behind the words of a strike, to own what is hit."""
    if family(draft.kind) != "strike":
        return set()
    words = sentence.words[draft.trigger.last + 1 : draft.high + 1]
    behind = [after for word, after in pairwise(words) if word.fold in _OWNED]
    return {arg.id for arg in sentence.args if arg.id is not None and any(word.start <= arg.start < word.end for word in behind)}


def own_people(draft: Draft, mentions: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether some men of a side are told apart from the side itself: «أوقفت وزارة الداخلية خمسة ضباط شرطة»."""
    sides = {o.id for o in other if o.id is not None}
    if draft.kind not in _AUTHORITY or not mentions or any(m.id not in sides for m in mentions):
        return False
    if any(m.start < o.end and o.start < m.end for m in mentions for o in other):
        return False
    return all(any(word in _MEN for word in fold_key(m.text).split()[:_HEAD]) for m in mentions)
