"""Days counted from another act: «غداة شنه هجوما», «بعد أسبوع من مقتل 12 جنديا في كمين»."""

from __future__ import annotations

from marsad.languages.arabic import TimeSpan
from marsad.model import Time
from marsad.reading.claims.select import Draft
from marsad.reading.gather import Found
from marsad.reading.words.sentence import Sentence

__all__ = ["RELATIVES", "anchored_day", "times_told"]

RELATIVES = frozenset("الذي التي الذين اللذين اللذان اللتين والتي والذي".split())
_ANCHOR_TOLL = 9  # words before a trigger within which such a day may stand
_TOLLS = frozenset("مقتل اصابه جرح سقوط وفاه مصرع استشهاد".split())


def anchored_day(sentence: Sentence, draft: Draft, found: Found) -> Time | None:
    """«غداة شنه هجوما»: the day of the act that the anchor stands right before."""
    words = sentence.words
    for i in range(max(0, draft.trigger.at - _ANCHOR_TOLL), draft.trigger.at):
        time = words[i].time
        if time is not None and time.kind == "anchor" and time.edtf is not None and i >= draft.low - 1:
            between = [word for word in words[i + 1 : draft.trigger.at] if word.time is not time]
            whole = all(word.kind != "punct" and word.fold not in RELATIVES for word in between)
            tolled = whole and len(between) > 1 and between[1].fold in _TOLLS
            if (len(between) <= 2 or tolled) and not _dated_otherwise(sentence, i, time, found):
                return Time(time.text, time.edtf)
    return None


def _dated_otherwise(sentence: Sentence, at: int, anchor: TimeSpan, found: Found) -> bool:
    """Whether what an anchor counts from has a date of its own, so that it is not told from the dispatch: «انسحبوا عام 2012 بعد ثلاثة
    أيام من دخولها»."""
    low = max((start for start in sentence.starts if start <= at - 1), default=0)
    told = times_told(sentence, low, at - 1, found)
    return any(time is not anchor and time.edtf is not None and len(time.edtf) in (4, 7) for time in told)


def times_told(sentence: Sentence, low: int, high: int, found: Found) -> list[TimeSpan]:
    """The times among the words `low` to `high` that date no saying."""
    out: list[TimeSpan] = []
    for word in sentence.words[low : high + 1]:
        time = word.time
        if time is not None and time not in out and not any(start <= time.start < end for start, end in found.said):
            out.append(time)
    return out
