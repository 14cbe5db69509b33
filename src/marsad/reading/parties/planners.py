"""Whose plan an attack was of which others only caught them: «أوقفت الشرطة رجلين كانا يخططان لهجوم» makes the police no attacker."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import BEARS_ARMS
from marsad.reading.words.sentence import HARD, Arg, Sentence
from marsad.reading.words.wordlists import written

__all__ = ["planner"]

_PLANS = written("plans")
_CATCHES = written("catches")
_BEFORE, _BACK = 7, 7
"""Words between a plan and its act, and between who plans and the word of it."""


def planner(sentence: Sentence, draft: Draft) -> Arg | None:
    """Who planned, tried or prepared the act of a draft, told behind a verb by which others caught or killed them; None elsewhere."""
    words, at = sentence.words, draft.trigger.at
    if draft.kind in ("arrest", "seizure", "responsibility"):
        return None
    for plan in range(at - (draft.trigger.form != "v"), max(0, at - _BEFORE), -1):
        word = words[plan]
        if word.fold in HARD:
            return None
        if not any((entry.finite or entry.tag == "A") and entry.lemma in _PLANS for entry in word.entries) or word.conj:
            continue
        near = [arg for arg in sentence.args if plan - _BACK <= arg.last < plan and arg.cls in (*BEARS_ARMS, "person")]
        held = near[-1] if near else None
        if held is None or held.first < 2 or held.prep not in ("", "gen", "علي") or any(w.fold in HARD for w in words[held.last : plan]):
            return None
        catch = next((k for k in range(held.first - 1, -1, -1) if _catches(sentence, k) or words[k].fold in HARD), -1)
        if catch < 0 or words[catch].fold in HARD:
            return None
        own = [arg for arg in sentence.args if catch < arg.first < held.first]
        verb = words[catch].verb
        return held if own or verb is not None or words[catch].fold.startswith("ا") else None
    return None


def _catches(sentence: Sentence, at: int) -> bool:
    """Whether a word tells that somebody was caught, or killed."""
    return any(entry.tag in ("P", "I", "M", "Pp", "Ip") and entry.lemma in _CATCHES for entry in sentence.words[at].entries)
