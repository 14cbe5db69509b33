"""Whether a verb is passive: by its frame, its form, a vowel sign that is written, or what follows it."""

from __future__ import annotations

from marsad.reading.parties.subjects import SUFFERING, subject_before
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["and_others", "is_passive"]


def is_passive(sentence: Sentence, trigger: Trigger, raw: str) -> bool:
    """Whether the trigger, spelt `raw`, is a passive; masdars and nouns are none."""
    if trigger.frame.voice == "passive":
        return not (_has_object(sentence, trigger) or and_others(sentence, trigger))
    if trigger.form != "v":
        return False
    if trigger.tag in ("Pp", "Ip") and not any(
        entry.tag in ("P", "I") and entry.lemma == (trigger.entry.lemma if trigger.entry else "")
        for entry in sentence.words[trigger.at].entries
    ):
        return True
    return "\u064f" in raw[:4] or _takes_nobody(sentence, trigger)


_TAKES = frozenset(("خطف", "اختطف"))
_ONE = folded("taken_alone")


def _takes_nobody(sentence: Sentence, trigger: Trigger) -> bool:
    """«خطف ضابط في الجيش في بنغازي»: one man right behind a verb of taking that has no other bare word behind it."""
    if trigger.entry is None or trigger.entry.lemma not in _TAKES or trigger.suffix or trigger.who != "ms":
        return False
    behind = [arg for arg in sentence.args if trigger.at < arg.first and arg.prep == ""]
    first = next(iter(behind), None)
    if first is None or first.first != trigger.last + 1 or first.number is not None:
        return False
    return all(arg.group == first.group for arg in behind) and sentence.words[first.first].fold in _ONE


def _has_object(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a verb that agrees with a plural before it takes a bare object («إن جنودا قتلوا صبيا»): nothing bare follows a passive."""
    if trigger.form != "v" or trigger.who != "mp" or trigger.suffix:
        return False
    after = next((arg for arg in sentence.args if arg.first > trigger.at), None)
    near = after is not None and after.first - (1 if after.number is not None else 0) <= trigger.at + 1
    doer = subject_before(sentence, trigger.at, trigger.low)
    return near and after is not None and after.prep == "" and after.cls in SUFFERING and doer is not None and doer.group != after.group


_OTHERS = frozenset(("اخرين", "اخريين"))
_SEVERAL = 4  # words behind a verb in which «آخرين» ends its counted object


def and_others(sentence: Sentence, trigger: Trigger) -> bool:
    """«خطف المسلحون جنديين وقتلوا/وقتل ثمانية آخرين»: others in the accusative, behind «و» and a verb after another with its doer."""
    words, at = sentence.words, trigger.at
    if trigger.form != "v" or trigger.suffix or not words[at].conj or at + 2 >= len(words) or words[at + 1].number is None:
        return False
    if not any(word.fold in _OTHERS for word in words[at + 2 : at + 1 + _SEVERAL]):
        return False
    back = next((word for word in reversed(words[:at]) if word.punct or any(entry.finite for entry in word.entries)), None)
    return back is not None and not back.punct and any(arg.first == back.i + 1 and arg.prep == "" for arg in sentence.args)
