"""Whose fire people fell by: «أصيب مدني بنيران حرس الحدود», «شاب قتل برصاص الجيش», «اغتيل بضربة إسرائيلية»."""

from __future__ import annotations

from marsad.reading.parties.subjects import ACTING, Cast, is_verb
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.sentence import Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["by_bullets", "fell_by"]

_BULLETS = folded("bullets")
_STRIKES = folded("strikes_by_whom")
_KINDS = frozenset(("killing", "casualties"))
_CRAFT_FALLS = frozenset(("seizure.fell-craft", "seizure.meets-in-air"))
_ADJECTIVES = 2  # so many words may stand between a strike and whose it is («بقصف مدفعي تركي»)


def _whose(sentence: Sentence, at: int) -> Arg | None:
    """The party whose fire the word `at` is: in the genitive behind bullets, by an adjective behind a strike («بقصف مدفعي تركي»)."""
    words = sentence.words
    bullets = words[at].fold in _BULLETS
    if not bullets and words[at].fold not in _STRIKES:
        return None
    for arg in sentence.args:
        if at < arg.first <= at + 1 + _ADJECTIVES * (not bullets) and arg.cls in ACTING and arg.prep in ("", "gen"):
            called = getattr(arg.mention, "how", "") == "act"
            between = words[at + 1 : arg.first]
            if (bullets or called) and not any(word.conj or is_verb(word) or word.kind != "word" for word in between):
                return arg
    return None


def by_bullets(sentence: Sentence, trigger: Trigger, out: Cast) -> bool:
    """Give the doer and the fallen of a masdar that its bullets follow at once («شاب قتل برصاص الجيش»); False where there are none."""
    owner = _whose(sentence, trigger.last) if sentence.words[trigger.last].fold in _BULLETS else None
    if owner is None:
        return False
    out.add("agent", owner, "by-fire", sentence)
    fallen = next((arg for arg in sentence.args if arg.last == trigger.at - 1 and arg.cls in ("person", "fighter")), None)
    out.add("target", fallen, "fallen-before", sentence)
    return True


def _shot_down(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """«سقطت مروحية بنيران المسلحين», «أسقطت طائرة روسية برصاص معارضين»: whose fire it was brought down the craft behind the verb."""
    craft = next((arg for arg in sentence.args if trigger.at < arg.first <= trigger.at + 2), None)
    if trigger.form != "v" or craft is None or not _flies(sentence, craft):
        return
    fire = next((at for at in range(craft.last + 1, trigger.high + 1) if sentence.words[at].fold in _BULLETS | _STRIKES), -1)
    if fire < 0 or any(craft.last < arg.first < fire and arg.prep == "" for arg in sentence.args):
        return
    owner = _whose(sentence, fire)
    out.passive = True
    out.agents, out.targets = [], []
    out.why.clear()
    out.add("agent", owner, "by-fire", sentence, False)
    out.add("target", craft if craft.id is not None else None, "subject-passive", sentence, False)


def _flies(sentence: Sentence, arg: Arg) -> bool:
    named = any(entry.tag == "N" and entry.cls == "craft" for entry in sentence.words[arg.first].entries)
    return arg.cls == "craft" or named or getattr(arg.mention, "cls", "") == "air"


def fell_by(sentence: Sentence, trigger: Trigger, out: Cast) -> None:
    """Give a passive of killing its doer, where the clause tells whose fire it was and nobody else."""
    if trigger.frame.id in _CRAFT_FALLS:
        _shot_down(sentence, trigger, out)
    if trigger.kind not in _KINDS or not out.passive or out.agents:
        return
    for at in range(trigger.at + 1, trigger.high + 1):
        owner = _whose(sentence, at)
        if owner is not None and owner.index not in out.why:
            out.add("agent", owner, "by-fire", sentence)
            return
