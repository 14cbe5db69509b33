"""Times of a claim: the time in its clause, else that of the clause before where both tell one event."""

from __future__ import annotations

from typing import Any

from marsad.model import Time
from marsad.reading.gather import Found
from marsad.reading.inherit import Memory
from marsad.reading.select import Draft
from marsad.reading.sentence import Sentence

__all__ = ["fill_time"]

_TIMELESS = frozenset(("hold", "statistic"))


def fill_time(sentence: Sentence, draft: Draft, memory: Memory, before: list[Draft], found: Found) -> None:
    """Set the draft's time (codebook rules 7 and 8)."""
    times = _times(sentence, draft.low, draft.high, found)
    if times:
        trigger = sentence.words[draft.trigger.at].start
        best = min(times, key=lambda t: (abs(t.start - trigger), t.start))
        if best.edtf is not None:
            draft.time = Time(sentence.text[best.start : best.end], best.edtf)
        return
    if draft.kind in _TIMELESS:
        return
    for earlier in reversed(before):
        if earlier.time is not None and (set(earlier.absorbed) == set() or True) and _same(earlier, draft):
            draft.time = Time("", earlier.time.edtf)
            return


def _same(earlier: Draft, later: Draft) -> bool:
    return earlier.places == later.places and bool(earlier.places)


def _times(sentence: Sentence, low: int, high: int, found: Found) -> list[Any]:
    out: list[Any] = []
    for word in sentence.words[low : high + 1]:
        time = word.time
        if time is not None and time not in out:
            if not any(start <= time.start < end for start, end in found.said):
                out.append(time)
    return out
