"""Modality and extent of a claim, from its own words and from who says it."""

from __future__ import annotations

from marsad.model import Feature
from marsad.reading.attribution import Sourced
from marsad.reading.gather import Found
from marsad.reading.select import Draft
from marsad.reading.sentence import Sentence

__all__ = ["extent_of", "tone"]

_FULL = frozenset("بالكامل كليا تماما كاملا كامله كامل بشكل_كامل كاملة".split())
_PARTS = frozenset("اجزاء جزء اغلب معظم غالبيه بعض مناطق نصف مساحات قطاع احياء".split())


def tone(sentence: Sentence, draft: Draft, sourced: Sourced, found: Found) -> tuple[str, list[Feature]]:
    """The claim's modality and the features behind it."""
    frame = draft.trigger.frame
    if frame.modality:
        return frame.modality, [Feature("modality-frame", 0.0)]
    words = sentence.words
    at = draft.trigger.at
    if draft.kind == "responsibility":
        return ("asserted" if frame.voice == "own" else "alleged"), [Feature("modality-kind", 0.0)]
    word = words[at]
    fold = word.fold
    entry = draft.trigger.entry
    if entry is not None and entry.pro.startswith(("س", "وس", "فس")):
        return "planned", [Feature("modality-future", 0.0)]
    if entry is not None and entry.tag == "M" and entry.pro in ("ل", "ول") and draft.kind in ("capture", "advance", "besiege", "clash", "airstrike", "deployment"):
        return "planned", [Feature("modality-purpose", 0.0, fold)]
    for i in range(max(draft.low, at - 5), at):
        before = words[i].fold
        bare = before[1:] if before[:1] in "وف" else before
        if bare in ("سوف", "لمحاوله", "بهدف", "يسعي", "تسعي", "يعتزم", "تعتزم", "يخطط", "تخطط", "يستعد", "تستعد", "استعداد", "سعي", "محاوله", "يحاول", "تحاول", "يحاولون", "هدد", "تهدد", "يهدد", "هددت"):
            return "planned", [Feature("modality-planned", 0.0, before)]
        if bare in ("لم", "لن", "نفي", "نفت", "ليس", "ليست") and at - i <= 3:
            return "denied", [Feature("modality-denied", 0.0, before)]
        if bare in ("اذا", "لو", "امكانيه", "احتمال", "قد") and at - i <= 4 and (bare != "قد" or (draft.trigger.tag == "I")):
            return "hypothetical", [Feature("modality-hypothetical", 0.0, before)]
    if sourced.hint:
        return sourced.hint, [Feature("modality-source", 0.0)]
    return "asserted", []


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
