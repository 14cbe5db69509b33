"""Places that grammar gives to an act past doubt: what a relative clause is about («مدينة المكلا التي يسيطرون عليها»), where an agreement
was signed («الاتفاق المبرم في الدوحة»)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["governed"]

_GROUND = frozenset(("hold", "capture", "withdraw", "advance", "besiege"))
_BACK = frozenset("عليها عليه عليهما فيها فيه منها منه اليها اليه".split())
_STILL = folded("before_its_verb") | {"سبق", "ان"}
_SIGNED = folded("signed")
_MALE = folded("male_places")
_RESUMES = 6
"""Words from the act to the pronoun that takes the place up."""
_ADJECTIVES = 2
"""Words between a place and its relative: «قاعدة العند الجوية التي …»."""


def governed(sentence: Sentence, draft: Draft, places: Sequence[Arg]) -> Arg | None:
    """That place of the sentence, if there is one."""
    if draft.kind == "agreement":
        words = sentence.words
        signed = (arg for arg in places if draft.low <= arg.first <= draft.high and arg.first > 1 and words[arg.first - 1].fold == "في")
        return next((arg for arg in signed if words[arg.first - 2].fold in _SIGNED), None)
    return _related(sentence, draft, places) if draft.kind in _GROUND else None


def _related(sentence: Sentence, draft: Draft, places: Sequence[Arg]) -> Arg | None:
    words, trigger = sentence.words, draft.trigger
    at = trigger.at - 1
    while at > 0 and words[at].fold in _STILL:
        at -= 1
    relative = words[at].fold if at > 0 else ""
    if relative.removeprefix("و") not in ("التي", "الذي", "اللتين", "اللذين", "اللتان", "اللذان") or not _resumed(sentence, draft):
        return None
    before = at - 1
    for _ in range(_ADJECTIVES + 1):
        place = next((arg for arg in places if arg.last == before), None)
        if place is not None:
            return place if _agrees(words[place.first].fold, relative.removeprefix("و"), place.first == place.last) else None
        if before < 1 or not words[before].fold.startswith("ال") or words[before].actor is not None or words[before].kind != "word":
            return None
        before -= 1
    return None


def _agrees(head: str, relative: str, alone: bool) -> bool:
    """Whether a place's word of type may be what a relative is about; a name alone may be either."""
    if alone:
        return True
    if relative == "الذي":
        return not head.endswith("ه")
    return relative != "التي" or not any(head == male or (head[:1] in ("ب", "ل", "و") and head[1:] == male) for male in _MALE)


def _resumed(sentence: Sentence, draft: Draft) -> bool:
    """Whether the act takes the place up with a pronoun: «استعادها», «يسيطرون عليها»."""
    words, trigger = sentence.words, draft.trigger
    if trigger.suffix in ("ها", "ه", "هما"):
        return True
    for word in words[trigger.at + 1 : min(len(words), trigger.last + _RESUMES + 1)]:
        if word.fold in _BACK:
            return draft.kind != "advance" or word.fold not in ("منها", "منه")  # «الحدود التي تسللوا منها»
        if word.kind == "word" and (word.place is not None or word.fold in ("التي", "الذي")):
            return False
        if word.kind not in ("word", "quote"):
            return False
    return False
