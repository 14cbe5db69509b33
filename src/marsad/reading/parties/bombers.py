"""The bomber among the dead: «قتل الانتحاري وثلاثة من رجال الشرطة في الهجوم» tells a bombing, and whose it was."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reading.claims.draft import Draft
from marsad.reading.inherit import mention_of
from marsad.reading.tolls.fallen import casualty
from marsad.reading.words.sentence import HARD, Sentence

__all__ = ["by_the_bomber"]

_BOMBER = frozenset(("الانتحاري", "الانتحاريان", "الانتحاريون"))
_ATTACKS = frozenset(("clash", "casualties", "killing"))
_NEAR = 14


def by_the_bomber(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """An attack in which «the suicide bomber» fell, told right before it, is a bombing of his, and he no victim of it."""
    for sentence, draft in items:
        words, at = sentence.words, draft.trigger.at
        if draft.kind not in _ATTACKS or any(m.id is not None for m in draft.agents):
            continue
        first = at if draft.trigger.form == "v" else max(0, at - _NEAR)
        fell = next((k for k in range(first, at + 1) if k + 1 < len(words) and casualty(words[k]) == "killed"), -1)
        if fell < 0 or words[fell + 1].fold not in _BOMBER or any(word.fold in HARD for word in words[fell:at]):
            continue
        bomber = next((arg for arg in sentence.args if arg.first == fell + 1), None)
        if bomber is None:
            continue
        draft.kind = "bombing"
        draft.agents = [mention_of(sentence, bomber)]
        draft.targets = [m for m in draft.targets if m.start != bomber.start]
        if "suicide" not in draft.means:
            draft.means = (*draft.means, "suicide")
        draft.notes.append("agent:bomber")
