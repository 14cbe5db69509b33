"""Reports whose drafts the judge would refuse whatever the network said of them: most reports of peace open a frame or two by chance, and
hearing one takes longer than all else that is read in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from marsad.reading.company import company
from marsad.reading.draft import Draft
from marsad.reading.judge import BRIEF, Judge, measure, surroundings, weather
from marsad.reading.sentence import Sentence
from marsad.reading.signs import air, chances, signs, suggestions

__all__ = ["LEAST", "hopeless"]

LEAST = -2.75
"""What the best draft of a report must weigh before it is heard. Of reports that came to make a claim, by a draft that the network spoke
for or by one that it opened, the weakest had -2.3."""


def hopeless(judge: Judge, items: Sequence[tuple[Sentence, Draft]], sentences: Sequence[Sentence], title: bool) -> bool:
    """Whether no draft of a report weighs enough, unheard, for the report to be heard. A judge without weights refuses nothing."""
    if not judge.weights:
        return False
    climate = weather(items, sentences)
    whole = air(sentences)
    counts = Counter(sentence.index for sentence, _ in items)
    for n, (sentence, draft) in enumerate(items):
        told = [
            *measure(sentence, draft, climate, title, counts[sentence.index]),
            *surroundings(items, n),
            *signs(sentence, draft, whole),
            *chances(draft),
            *suggestions(draft),
            *company(sentence, draft, climate.words >= BRIEF),
        ]
        if sum(value for _, value, _ in judge.weigh(told)) >= LEAST:
            return False
    return True
