"""An assault by settlers that shot and killed nobody is mob violence (ACLED: riots), whatever word tells it: «هجوم للمستوطنين»."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence

__all__ = ["by_mobs"]

_MOBS = frozenset(("settlers",))
_ASSAULTS = frozenset(("clash.attack", "clash.assail", "clash.hit-attack", "killing.deadly-attacks", "clash.target"))
_SHOTS = frozenset("النار نار رصاص الرصاص برصاص بالرصاص ذخيره رشاش اسلحه".split())


def by_mobs(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """Call riots the assaults whose only doers are settlers, where nobody was killed and no shot is told."""
    for sentence, draft in items:
        if draft.kind not in ("clash", "killing") or draft.trigger.frame.id not in _ASSAULTS:
            continue
        ids = {m.id for m in draft.agents}
        if not ids or not ids <= _MOBS or any(q.what in ("killed", "casualties") for q in draft.quantities):
            continue
        clause = sentence.words[draft.low : draft.high + 1]
        shot = any(word.fold in _SHOTS and not _lit(sentence, k) for k, word in enumerate(clause, draft.low))
        if not shot:
            draft.kind = "riot"
            draft.notes.append("kind:mob")


def _lit(sentence: Sentence, at: int) -> bool:
    """«أضرموا النار»: fire that burns, not fire that is shot."""
    return any(entry.lemma in ("أضرم", "أشعل", "اشتعل", "شب") for entry in sentence.words[max(0, at - 1)].entries)
