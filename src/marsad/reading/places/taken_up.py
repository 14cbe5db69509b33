"""A place that the pronoun of an act takes up: «عاد النازحون إلى الموصل بعد تحريرها»."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Arg, Sentence
from marsad.reading.words.wordlists import folded, written

__all__ = ["place_taken_up"]

_OF_A_PLACE = written("done_to_places")
_WHEN = folded("when_conjunctions")
_NEAR = 6
"""Words from a place to the act that takes it up."""
_OBJECT = 2
"""Words behind the act in which a place is its own object: «بعد استعادتها مدينة تكريت»."""


def place_taken_up(sentence: Sentence, draft: Draft, places: Sequence[Arg]) -> Arg | None:
    """The place that stands just before a masdar done to places with «ها» or «ه», behind «بعد» and its like; None where there is none,
    or where the pronoun is the doer's."""
    trigger, words = draft.trigger, sentence.words
    entry = trigger.entry
    if trigger.form != "m" or trigger.suffix not in ("ها", "ه") or entry is None or entry.lemma not in _OF_A_PLACE:
        return None
    if not trigger.at or words[trigger.at - 1].fold.removeprefix("و") not in _WHEN:
        return None
    if any(trigger.at < arg.first <= trigger.last + _OBJECT for arg in places):
        return None
    before = [arg for arg in places if arg.last < trigger.at]
    last = max(before, key=lambda arg: arg.last, default=None)
    if last is None or trigger.at - last.last > _NEAR:
        return None
    return next((arg for arg in places if arg.group == last.group and last.group >= 0 and arg.first < last.first), last)
