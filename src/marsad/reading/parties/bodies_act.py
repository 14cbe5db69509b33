"""Bodies that send or withdraw men: «نشرت الأمم المتحدة والاتحاد الأفريقي قوة», «انسحبت بعثة الأمم المتحدة من غاو». Elsewhere a body is no
party, but these acts are its own."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.inherit import mention_of
from marsad.reading.words.sentence import Sentence

__all__ = ["by_bodies"]

_OWN_ACTS = frozenset(("deployment", "withdraw"))


def by_bodies(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """A body right behind the verb of sending, posting or leaving does it, with the bodies joined to it by «و»."""
    for sentence, draft in items:
        trigger = draft.trigger
        if draft.kind not in _OWN_ACTS or trigger.form != "v" or draft.cast.passive or trigger.suffix:
            continue
        at, doers = trigger.at + 1, list[Mention]()
        for body in sentence.bodies:
            first = sentence.words[body.first]
            if body.first != at or body.id is None or (doers and first.fold[:1] != "و"):
                continue
            doers.append(mention_of(sentence, body))
            at = body.last + 1
        if doers and [m.id for m in doers] != [m.id for m in draft.agents]:
            draft.agents = doers
            draft.notes.append("agent:body")
