"""Who is made to leave: «أجبر الجيش المسلحين على الانسحاب» tells that the gunmen left, and that the army did not."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import BEARS_ARMS, subject_after, subject_before
from marsad.reading.triggers.finding import Trigger
from marsad.reading.words.sentence import Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["driven_off", "made_to_go", "soldiers_made_to_go", "told_to_leave"]

_FORCING = frozenset(("withdraw.made-to-fall-back", "displacement.made-to-leave"))
_TELLS = folded("tells_to_leave")
_TOLD_WITHIN = 12
_OF_ITSELF = "اضطر"  # «اضطر الجيش إلى ترك المدينة»: its subject is who leaves


def made_to_go(sentence: Sentence, trigger: Trigger) -> tuple[Arg | None, Arg | None]:
    """Who leaves and who makes him, by the verb of forcing: of two phrases behind it the second leaves, one alone does unless the verb
    carries him as a pronoun."""
    at, low, high = trigger.at, trigger.low, trigger.high
    bare = [arg for arg in sentence.args if at < arg.first <= high and arg.prep in ("", "gen") and arg.cls in (*BEARS_ARMS, "person")]
    bare = [arg for arg in bare if not any(word.fold in ("علي", "الي") for word in sentence.words[at + 1 : arg.first])]
    if trigger.entry is not None and trigger.entry.lemma == _OF_ITSELF:
        return subject_after(sentence, at, high) or subject_before(sentence, at, low), None
    groups = list(dict.fromkeys(arg.group for arg in bare))
    if len(groups) > 1:
        return next(arg for arg in bare if arg.group == groups[1]), bare[0]
    before = subject_before(sentence, at, low)
    if trigger.suffix:
        return None, bare[0] if bare else before
    return (bare[0] if bare else None), before


def soldiers_made_to_go(sentence: Sentence, draft: Draft) -> Arg | None:
    """Who leaves, where he bears arms: his force leaves the ground, nobody is displaced."""
    if draft.trigger.frame.id not in _FORCING or draft.trigger.form != "v":
        return None
    leaver, _ = made_to_go(sentence, draft.trigger)
    return leaver if leaver is not None and leaver.cls in BEARS_ARMS else None


def told_to_leave(sentence: Sentence, draft: Draft) -> Arg | None:
    """«أمر الجيش سكان المدينة بإخلائها»: the people between the word of ordering and a leaving that it governs."""
    trigger, words = draft.trigger, sentence.words
    led = words[trigger.at].fold.startswith(("ب", "ل")) or words[trigger.at - 1].fold in ("الي", "علي")
    if trigger.form != "m" or not led:
        return None
    near = [arg for arg in sentence.args if trigger.at - _TOLD_WITHIN <= arg.first < trigger.at]
    people = [arg for arg in near if arg.cls == "person" and arg.id is None]
    if not people:
        return None
    before = words[max(0, people[0].first - _TOLD_WITHIN) : people[0].first]
    return people[-1] if any(word.fold.lstrip("وف") in _TELLS for word in before) else None


def driven_off(sentence: Sentence, draft: Draft) -> tuple[Arg | None, Arg | None]:
    """Who leaves, and who makes him leave and therefore does not."""
    if draft.trigger.frame.id not in _FORCING or draft.kind != "withdraw" or draft.trigger.form != "v":
        return None, None
    return made_to_go(sentence, draft.trigger)
