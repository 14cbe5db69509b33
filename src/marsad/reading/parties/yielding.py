"""Who gives himself up, and to whom: «استسلم عشرات المقاتلين للقوات الحكومية»."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reading.claims.draft import Draft
from marsad.reading.inherit import mention_of
from marsad.reading.parties.subjects import BEARS_ARMS
from marsad.reading.words.sentence import Sentence

__all__ = ["by_who_yields"]

_YIELDS = frozenset(("abduction.yield", "abduction.give-oneself-up"))
_FAR = 14


def by_who_yields(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """Who yields is the target, to whom he yields the agent; nobody is, where the words name none."""
    for sentence, draft in items:
        trigger = draft.trigger
        if trigger.frame.id not in _YIELDS or trigger.form != "v":
            continue
        behind = [arg for arg in sentence.args if trigger.at < arg.first <= trigger.at + _FAR and arg.cls in BEARS_ARMS]
        takers = [arg for arg in behind if arg.prep == "ل"]
        taken = [mention_of(sentence, takers[0])] if takers else []
        starts, ids = {m.start for m in taken}, {m.id for m in taken if m.id is not None}
        others = [m for m in (*draft.agents, *draft.targets) if m.start not in starts and (m.id is None or m.id not in ids)]
        if taken and not others:
            continue
        draft.agents = taken
        draft.targets = list({m.start: m for m in others}.values())
        draft.notes.append("target:yields")
