"""Whom an attack hits that is itself the subject of a verb of hitting: «استهدف قصف مدفعي قوات النظام», «استهدفت غارة الجيش اللبناني».

The party stands bare behind the words of the attack, as the one whose attack it is would. It is the verb's object where an adjective has
closed the words of the attack, or where no other object follows: in «استهدفت غارات التحالف مواقع الحوثيين» the coalition flies them."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import BEARS_ARMS
from marsad.reading.words.sentence import Arg, Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["hit_by_act"]

_HITS = folded("hits")
_FIRE = frozenset(("airstrike", "shelling", "bombing", "clash"))


def _bare_noun(word: Word) -> bool:
    """Whether a word behind a party may be the object of a verb: a noun or name with no preposition of its own."""
    if word.kind != "word" or word.conj:
        return False
    if word.place is not None or word.actor is not None or word.number is not None:
        return word.time is None and not any(entry.pro for entry in word.entries) and not word.fold.startswith(("ب", "لل"))
    return any(entry.tag == "N" and entry.cls and not entry.preposition and not entry.pro for entry in word.entries)


def hit_by_act(sentence: Sentence, draft: Draft) -> Arg | None:
    """The party that stands behind the words of an attack and is hit by it; None where there is none or it may be the attacker."""
    trigger, words = draft.trigger, sentence.words
    if draft.kind not in _FIRE or trigger.form == "v" or trigger.at < 1 or words[trigger.at].fold.startswith(("ال", "ب")):
        return None
    verb = words[trigger.at - 1].fold
    if verb.removeprefix("و") not in _HITS and verb not in _HITS:
        return None
    prepositions = sentence.lexicon.particles["preposition"]
    party = next((arg for arg in sentence.args if trigger.at < arg.first <= trigger.last + 3), None)
    if party is None or party.cls not in BEARS_ARMS or party.prep not in ("", "gen") or words[party.first].conj:
        return None
    between = words[trigger.at + 1 : party.first]
    if any(word.kind not in ("word", "quote") or word.fold in prepositions or word.actor is not None for word in between):
        return None
    if any(word.noun is None and word.verb is None and word.kind == "word" for word in between):
        return party  # an adjective closes the words of the attack
    behind = next((word for word in words[party.last + 1 :] if word.time is None and word.kind != "quote"), None)
    return None if behind is not None and _bare_noun(behind) else party
