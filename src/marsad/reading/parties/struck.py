"""What stands in a place fires at nobody: the site that a bombardment governs was struck, whoever owns it («بعد قصف موقع الحركة»); and who
fell into an ambush laid none."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reading.claims.draft import Draft
from marsad.reading.words.clauses import CONTROL
from marsad.reading.words.sentence import Sentence, Word

__all__ = ["by_what_stands", "by_what_suffers", "stands"]

_BLOWS = frozenset(("shelling.shell", "shelling.bombardment", "airstrike.bomb-from-air"))
_MOVES = frozenset(("دبابة", "آلية", "مدرعة", "بارجة", "منصة", "رادار", "قافلة"))
"""Military objects that fire themselves."""


def stands(word: Word) -> bool:
    """Whether a word names what stands in a place and does not fire: a house, a post, a depot."""
    return any(entry.tag == "N" and entry.cls in ("site", "site-arms") and entry.lemma not in _MOVES for entry in word.entries)


def by_what_stands(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """Take out of the doers of a bombardment the site that its noun governs: it is what was struck."""
    for sentence, draft in items:
        trigger, words = draft.trigger, sentence.words
        if draft.trigger.frame.id not in _BLOWS or trigger.form == "v" or trigger.suffix or not draft.agents:
            continue
        behind = trigger.last + 1
        if behind >= len(words) or not stands(words[behind]) or words[behind].fold.startswith(("ب", "ل")):
            continue
        struck = [m for m in draft.agents if words[behind].start <= m.start <= words[min(behind + 1, len(words) - 1)].start]
        if not struck:
            continue
        draft.agents = [m for m in draft.agents if m not in struck]
        draft.targets = [*struck, *(m for m in draft.targets if m not in struck)]
        draft.notes.append("target:stands")


_FALLS = ("وقع", "سقط")
_NEAR = 8
"""Within how many words before «تعرض» its subject stands."""


def _into_trap(sentence: Sentence, draft: Draft) -> int:
    """The verb of those who fell into an ambush («وقعت دورية للجيش في كمين»), or -1."""
    trigger, words = draft.trigger, sentence.words
    if trigger.frame.id != "clash.ambush" or trigger.at < 2 or words[trigger.at - 1].fold != "في":
        return -1
    for at in range(trigger.at - 2, max(-1, trigger.at - 2 - _NEAR), -1):
        if words[at].punct:
            return -1
        if any(entry.finite and entry.lemma in _FALLS for entry in words[at].entries):
            return at
    return -1


def by_what_suffers(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """Who stands as the subject of «تعرض» suffered what he was exposed to: «تعرضت قوات الأمن لهجوم», «معاقل الحزب تتعرض لقصف»."""
    for sentence, draft in items:
        trigger, words = draft.trigger, sentence.words
        trap = _into_trap(sentence, draft)
        carrier = trap if trap >= 0 else trigger.control
        if not 0 <= carrier < trigger.at or not draft.agents:
            continue
        if trap < 0 and not any(entry.finite and CONTROL.get(entry.lemma) == "target" for entry in words[carrier].entries):
            continue
        first = max(draft.low if draft.low <= carrier else carrier, carrier - _NEAR)
        low, high = words[first].start, words[trigger.at].start
        own = [m for m in draft.agents if low <= m.start < high]
        if not own or len(own) < len(draft.agents):
            continue
        laid = [m for m in draft.targets if trap >= 0 and m.start >= high]  # «وقع رتل للجيش في كمين لمقاتلي الجبهة»
        draft.agents = laid
        draft.targets = [*own, *(m for m in draft.targets if m not in own and m not in laid)]
        draft.notes.append("target:suffers")
