"""Whom a word of responsibility speaks of where it is not whom it accuses: who is cleared of a deed, and who makes it his own."""

from __future__ import annotations

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.inherit import mention_of
from marsad.reading.parties.subjects import is_verb
from marsad.reading.words.sentence import HARD, Sentence

__all__ = ["cleared", "owner"]

_LONGEST = 8


def cleared(sentence: Sentence, draft: Draft) -> list[Mention]:
    """«أكدت الوزارة أن الخلية لا علاقة لها بالتفجير»: the cell, named between «أن» and the words that deny a link; nobody where a pronoun
    alone is told («أنه لا علاقة له»), or where the frame is another."""
    if draft.trigger.frame.id != "responsibility.no-link":
        return []
    words, particles = sentence.words, sentence.lexicon.particles
    end = draft.trigger.at
    while end > 0 and words[end - 1].kind == "quote":
        end -= 1
    first = end
    while first > 0 and end - first < _LONGEST:
        word = words[first - 1]
        if word.fold in particles["complement"]:
            break
        if word.fold in HARD or is_verb(word) or word.kind not in ("word", "quote"):
            return []
        first -= 1
    if first in (0, end) or words[first - 1].fold not in particles["complement"]:
        return []
    named = next((arg for arg in sentence.args if first <= arg.first < end), None)
    if named is not None and named.first == first:
        return [mention_of(sentence, named)]
    start, stop = words[first].start, words[end - 1].end
    return [Mention(sentence.text[start:stop], start, stop, named.id if named is not None else None, "actor")]


def owner(sentence: Sentence, draft: Draft) -> list[Mention]:
    """Who makes a deed his own in a claim that the network alone opened: «وتبنى التنظيم هذه التفجيرات», «الهجوم الذي تبناه التنظيم»."""
    at = draft.trigger.at
    verb = sentence.words[at].verb
    if draft.kind != "responsibility" or verb is None or verb.lemma != "تبنى":
        return []
    subject = next((arg for arg in sentence.args if arg.first == at + 1 and arg.prep == ""), None)
    if subject is not None and (subject.id is not None or subject.cls in ("fighter", "force", "actor")):
        return [mention_of(sentence, subject)]
    return list(draft.agents)
