"""Who acts next in one sentence: who beat off an attack and «killed twenty of the attackers», who answers a blow («فردت بإطلاق النار»), and
who struck «before he was killed»."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence

__all__ = ["by_turns"]

_BEATEN = frozenset(("clash.repel", "clash.repelling"))
_BEATS = frozenset(("صد", "تصدى", "أحبط", "أفشل"))
_ATTACKERS = ("مهاجم", "متسلل", "معتدي", "معتدين")
_SHOOTS = frozenset(("clash", "killing", "shelling"))


def by_turns(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """Set who does what another act of the same sentence leads to."""
    items = list(items)
    for _, draft in items:
        if draft.trigger.frame.id == "clash.exchange-fire" and len(draft.agents) > 1 and not draft.targets:
            draft.agents, draft.targets = draft.agents[:1], draft.agents[1:]  # «تبادلت القوات الهندية والباكستانية القصف»
    for (sentence, first), (other, then) in pairwise(items):
        if sentence is not other or then.trigger.at <= first.trigger.at:
            continue
        if _killed_first(sentence, then) and first.agents:
            then.targets = list(first.agents)
            struck = {(m.start, m.id) for m in first.agents}
            then.agents = [m for m in then.agents if (m.start, m.id) not in struck]
            then.notes.append("target:turned")
        elif _beaten_off(sentence, first) and then.kind in ("killing", "clash") and first.agents and _of_attackers(sentence, then):
            then.agents = list(first.agents)
            then.notes.append("agent:turned")
        elif then.kind in _SHOOTS and _answers(sentence, then) and first.agents and first.targets:
            then.agents, then.targets = list(first.targets), list(first.agents)
            then.notes.append("agent:turned")


def _killed_first(sentence: Sentence, draft: Draft) -> bool:
    """«… قبل أن يقتل بالرصاص»: a passive of death behind «قبل أن», with nobody named as its subject."""
    words, at = sentence.words, draft.trigger.at
    if draft.kind not in ("killing", "casualties") or draft.trigger.form != "v" or at < 2:
        return False
    led = words[at - 1].fold == "ان" and words[at - 2].fold in ("قبل", "قبيل")
    near = [arg for arg in sentence.args if at < arg.first <= at + 2 and arg.prep == ""]
    return led and draft.trigger.who in ("ms", "fs") and not draft.trigger.suffix and not near


def _beaten_off(sentence: Sentence, draft: Draft) -> bool:
    return draft.trigger.frame.id in _BEATEN or any(entry.lemma in _BEATS for entry in sentence.words[draft.trigger.at].entries)


def _of_attackers(sentence: Sentence, draft: Draft) -> bool:
    """«وقتل 20 من المهاجمين»: a joined verb of killing, and attackers behind it."""
    words, trigger = sentence.words, draft.trigger
    if not words[trigger.at].conj or trigger.suffix:
        return False
    return any(word.fold.removeprefix("ال").startswith(_ATTACKERS) for word in words[trigger.at + 1 : trigger.at + 5])


def _answers(sentence: Sentence, draft: Draft) -> bool:
    """«فردت بإطلاق النار», «ورد الجنود بإطلاق النار»: the verb of answering right before the words of fire."""
    words, at = sentence.words, draft.trigger.at
    back = words[at - 1] if at else None
    return back is not None and back.conj and any(entry.finite and entry.lemma == "رد" for entry in back.entries)
