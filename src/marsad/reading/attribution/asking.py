"""Asking who said a stretch of text."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Feature
from marsad.reading.attribution.model import Attribution, Sourced, Span

__all__ = ["saying_times", "source_for"]


_FINDS = frozenset(("say", "confirm", "announce", "document", "find"))


def source_for(attributions: Sequence[Attribution], start: int, end: int, kind: str = "") -> Sourced:
    """Who asserts the words `start:end` (best the trigger of a claim): the innermost act of saying that covers their last
    character; among equals the later. Nobody: the outlet itself asserts."""
    at = max(start, end - 1)
    best: Attribution | None = None
    size = 0
    for item in attributions:
        for low, high in item.scope:
            if low <= at < high and (best is None or high - low <= size):
                best, size = item, high - low
    if best is None and kind == "finding":  # «كشف تحقيق أن …»: the word of saying is itself the trigger
        best = next((item for item in attributions if item.cue[0] <= at < item.cue[1] and item.verb in _FINDS), None)
    if best is None:
        return Sourced(features=(Feature("source-outlet", 0.0),))
    seen = best.source.text if best.source else ""
    return Sourced(best.source, best.via, best.modality, best, (Feature(f"source-{best.verb}", 0.0, seen),))


def saying_times(attributions: Sequence[Attribution]) -> tuple[Span, ...]:
    """Every stretch that dates a saying («أعلن الثلاثاء أن …»): never the time of an event."""
    return tuple(span for item in attributions for span in item.times)
