"""An assassination by a told blow is that blow: «اغتيل القيادي بعبوة ناسفة», «اغتالت إسرائيل قياديا بغارة على سيارته» (codebook rule 2)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import HARD, Sentence

__all__ = ["by_the_blow"]

_BLOWS = frozenset(("airstrike", "bombing", "shelling"))
_SHOT = "clash.open-fire"
_FRAMES = frozenset(("killing.execute", "killing.assassin-try"))
_STEMS = ("غتال", "غتيال", "غتيل", "غتلت")
_BY = frozenset(("في", "بواسطة", "بواسطه", "عبر", "اثر", "جراء"))
_REACH = 14


def _assassinates(sentence: Sentence, draft: Draft) -> bool:
    fold = sentence.words[draft.trigger.at].fold
    return draft.trigger.frame.id in _FRAMES and any(stem in fold for stem in _STEMS)


def by_the_blow(sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without assassinations that a blow told right behind them carries out; it takes over their parties."""
    out = list(drafts)
    words = sentence.words
    for draft in drafts:
        if draft.kind != "killing" or not _assassinates(sentence, draft):
            continue
        at = draft.trigger.at
        shot = next((d for d in drafts if d.trigger.frame.id == _SHOT and at < d.trigger.at <= at + _REACH), None)
        if shot is not None and shot in out and sentence.words[shot.trigger.at].fold.startswith("ب") and shot.trigger.form != "v":
            out.remove(shot)  # «اغتيل العضو بإطلاق نار»
            draft.absorbed.append(shot.trigger)
            continue
        blow = next((d for d in drafts if d.kind in _BLOWS and at < d.trigger.at <= at + _REACH), None)
        if blow is None or any(word.fold in HARD or word.punct for word in words[at + 1 : blow.trigger.at]):
            continue
        led = words[blow.trigger.at].fold.startswith("ب") or words[blow.trigger.at - 1].fold in _BY
        led = led or words[blow.trigger.at - 1].fold.startswith("ب")  # «بسيارة مفخخة»
        if not led or words[blow.trigger.at].conj:
            continue
        for role, own in (("agent", draft.cast.agents), ("target", draft.cast.targets)):
            for arg in own:
                if arg.index not in blow.cast.why:
                    blow.cast.add(role, arg, "assassin", sentence, False)
        blow.low = min(blow.low, draft.low)
        blow.absorbed.append(draft.trigger)
        out.remove(draft)
    return out
