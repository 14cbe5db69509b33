"""Modality and extent of a claim, from its own words and from who says it."""

from __future__ import annotations

from marsad.model import Feature
from marsad.reading.attribution import Sourced, modality
from marsad.reading.gather import Found
from marsad.reading.select import Draft
from marsad.reading.sentence import Sentence

__all__ = ["extent_of", "tone"]

_FULL = frozenset("بالكامل كليا تماما كاملا كامله كامل بشكل_كامل كاملة".split())
_PARTS = frozenset("اجزاء جزء اغلب معظم غالبيه بعض مناطق نصف مساحات قطاع احياء".split())


def tone(sentence: Sentence, draft: Draft, sourced: Sourced, found: Found) -> tuple[str, list[Feature]]:
    """The claim's modality and the features behind it."""
    trigger = draft.trigger
    if trigger.frame.modality:
        return trigger.frame.modality, [Feature("modality-frame", 0.0)]
    words = sentence.words
    clause = words[draft.low].start, words[draft.high].end
    span = words[trigger.at].start, words[max(trigger.at, trigger.last) if not trigger.spread else trigger.at].end
    chosen, features = modality(words, clause, span, sourced, draft.kind, trigger.tag if trigger.form == "v" else "")
    return chosen, list(features)


def extent_of(sentence: Sentence, draft: Draft) -> str | None:
    """`full`, `partial` or a share, where a control claim's words say so (rule 14)."""
    if draft.kind not in ("capture", "withdraw", "hold", "advance"):
        return None
    words = sentence.words
    for i in range(draft.trigger.at, draft.high + 1):
        fold = words[i].fold
        if fold in _FULL or (fold == "بشكل" and i + 1 < len(words) and words[i + 1].fold == "كامل"):
            return "full"
        if fold in _PARTS and i - draft.trigger.last <= 4:
            return "partial"
    for word in words[draft.low : draft.high + 1]:
        number = word.number
        if number is not None and getattr(number, "percent", False):
            return None
        if word.fold in ("بالكامل", "استكمل", "استكملت", "استكمال", "كامل"):
            return "full"
    return None
