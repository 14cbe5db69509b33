"""The whole of those struck, where only some of them were chosen: «قتل 11 شخصا بينهم نساء», «أصيب 20 شخصا من بينهم ستة من رجال الشرطة»."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reading.claims.draft import Draft
from marsad.reading.inherit import mention_of
from marsad.reading.words.sentence import HARD, Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["the_whole"]

_AMONG = folded("some_of_them")
_PEOPLE = frozenset(("person", "fighter", "force", "actor"))
_FAR = 6


def the_whole(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """Give the people counted before «بينهم» back to a claim whose targets are only those named behind it; men of a side stay
    beside them, and so do those who are counted themselves."""
    for sentence, draft in items:
        if len(draft.targets) == 0 or draft.kind in ("clash", "agreement"):
            continue
        starts = {m.start for m in draft.targets}
        part = [arg for arg in sentence.args if {arg.start, mention_of(sentence, arg).start} & starts]
        if len(part) != len(draft.targets) or any(arg.prep != "among" for arg in part):
            continue
        whole = _counted_before(sentence, part[0])
        if whole is not None:
            told = [arg for arg in part if arg.id is not None or arg.number is not None]
            draft.targets = [mention_of(sentence, arg) for arg in (whole, *told)]


def _counted_before(sentence: Sentence, part: Arg) -> Arg | None:
    """The people whose number stands before «بينهم», at most a few words and no other party away."""
    words = sentence.words
    among = next((i for i in range(part.first - 1, max(-1, part.first - _FAR), -1) if words[i].fold.removeprefix("و") in _AMONG), -1)
    before = [arg for arg in sentence.args if arg.last < among]
    if among < 0 or not before:
        return None
    whole = before[-1]
    counted = whole.number is not None and whole.cls in _PEOPLE and whole.prep != "among"
    between = words[whole.last + 1 : among]
    if not counted or len(between) > _FAR or any(word.fold in HARD for word in between):
        return None
    return whole
