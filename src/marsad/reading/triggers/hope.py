"""Reports whose drafts the judge would refuse whatever the network said of them: most reports of peace open a frame or two by chance, and
hearing one takes longer than all else that is read in it."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.claims.flash import is_loud
from marsad.reading.judge import BRIEF, Judge, weather
from marsad.reading.words.sentence import Sentence

__all__ = ["LEAST", "hopeless"]

LEAST = -2.75
"""What the best draft of a report must weigh before it is heard. Of reports that came to make a claim, by a draft that the network spoke
for or by one that it opened, the weakest had -2.3."""


def hopeless(judge: Judge, items: Sequence[tuple[Sentence, Draft]], sentences: Sequence[Sentence], title: bool) -> bool:
    """Whether no draft of a report weighs enough, unheard, for the report to be heard. A judge without weights refuses nothing."""
    if not judge.weights:
        return False
    climate = weather(items, sentences)
    if climate.words < BRIEF and any(is_loud(sentence, draft) for sentence, draft in items):
        return False
    weighed = judge.told(items, sentences, title, climate)
    return not any(sum(value for _, value, _ in told) >= LEAST for told in weighed)
