"""Whose doing an outcome is: «اقتحم مسلحون قرية، ما أدى إلى مقتل خمسة وخطف عشرة» tells who took the ten."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence

__all__ = ["by_what_led_to"]

_OUTCOMES = frozenset(("abduction", "destruction", "displacement"))
_ACTS = frozenset(("clash", "killing", "advance", "shelling", "airstrike", "bombing"))
_LED = frozenset("اسفر اسفرت ادي ادت خلف خلفت اوقع اوقعت تسبب تسببت".split())


def by_what_led_to(items: Sequence[tuple[Sentence, Draft]]) -> None:
    """Give an outcome, whose doer its own sentence does not name, the doer of the act that led to it."""
    act: Draft | None = None
    here: Sentence | None = None
    for sentence, draft in items:
        if sentence is not here:
            act, here = None, sentence
        if draft.kind in _ACTS and draft.agents and any(sentence.start <= m.start < sentence.end for m in draft.agents):
            act = draft
        elif act is not None and draft.kind in _OUTCOMES and draft.trigger.form == "m" and _follows(sentence, act, draft):
            draft.agents = list(act.agents)
            draft.notes.append("agent:led-to")


def _follows(sentence: Sentence, act: Draft, draft: Draft) -> bool:
    """Whether a verb of leading to stands between, and everybody the outcome was laid to is of another sentence."""
    if not draft.agents or any(sentence.start <= m.start < sentence.end for m in draft.agents):
        return False
    return any(word.fold.removeprefix("و") in _LED for word in sentence.words[act.trigger.last + 1 : draft.trigger.at])
