"""Times of other clauses and sentences that grammar keeps from a claim: days of a saying, of an accusation, of what was planned or had
been before, of a place that a nearer sentence dates (codebook rule 8: a time is inherited where both plainly tell the same event)."""

from __future__ import annotations

from collections.abc import Container, Sequence

from marsad.languages.arabic.lexicon import particles
from marsad.reading.claims.draft import Draft
from marsad.reading.claims.merging import dead_of_before
from marsad.reading.parties.subjects import is_verb
from marsad.reading.words.sentence import Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["kept_off", "lies_apart", "of_its_cause", "of_publishing", "relative_between"]

_UNDONE = ("planned", "hypothetical")
_CAUSES = folded("causes") | folded("in_answer_to")
_RELATIVES = particles()["pronoun"]
_PARTICLES = folded("before_its_verb")
_REACH = 4
"""So many words from «الذي» a clause still tells of the noun before it."""


def kept_off(draft: Draft, names: Container[str], none: Container[str], to_come: bool) -> bool:
    """Whether a time cannot be the claim's, by the names of what is true of it and of having no time (`none`); `to_come`: the time is
    one after the dispatch."""
    undone = draft.modality in _UNDONE and not to_come  # «بهدف السيطرة على …»: no day of what was done
    if "beside" in names:
        if "beside:said" in names and "lent:ongoing" not in names:
            return True  # «أعلن الخميس ضبط …»: the day of the saying; «قال أمس إنهم يقاتلون» tells what was so then
        return undone or "lent:presupposed" in names or ("beside:that" in names and "beside:owned" in names)
    if "back" not in names:
        return False
    if undone or "lent:presupposed" in names or "back:said" in names or "back:outdone" in names:
        return True  # outdone: a nearer sentence tells a day at the same place
    if "none:aside" in none:
        return True  # «يذكر أن …»: what had been before has a day of its own or none
    return "back:blame" in names and "back:the-act" not in names


def lies_apart(sentence: Sentence, draft: Draft, first: int, last: int, kind: str) -> bool:
    """Whether a relative clause that tells a state parts the act from a time at words `first` to `last`: «قتلوا الأحد في المدينة التي
    تشهد هجمات», «معارك مع القوات التي كانت تمسك بالقصر منذ الربيع»."""
    words, trigger = sentence.words, draft.trigger
    if last < trigger.at:
        if last < dead_of_before(sentence, trigger):
            return True
        if _of_subject(sentence, draft, first, last):
            return True
        return any(_tells_state(words, i) for i in range(max(last + 1, trigger.at - _REACH), trigger.at))
    return kind == "since" and any(_tells_state(words, i) and _named(words, i) for i in range(trigger.last + 2, first))


def relative_between(sentence: Sentence, last: int, draft: Draft) -> bool:
    """Whether a relative clause begins between a time that ends at word `last` and the act behind it: «شيعت السبت مقاتلين قتلوا»."""
    relatives = sentence.lexicon.particles["relative"]
    return any(word.fold in relatives for word in sentence.words[last + 1 : draft.trigger.at])


def _tells_state(words: Sequence[Word], i: int) -> bool:
    """Whether word `i` opens a relative clause whose verb is imperfect."""
    if words[i].fold not in _RELATIVES:
        return False
    verb = next((word for word in words[i + 1 : i + _REACH] if word.fold not in _PARTICLES), None)
    return verb is not None and verb.verb is not None and verb.verb.tag == "I"


def _of_subject(sentence: Sentence, draft: Draft, first: int, last: int) -> bool:
    """Whether a time stands in the relative clause of what the act's verb is told of: «المدينة التي حررها الجيش العام الماضي شهدت
    عودة السكان» dates the freeing."""
    words, trigger = sentence.words, draft.trigger
    verb = trigger.at if trigger.form == "v" or trigger.control < 0 else trigger.control
    if verb <= last or (verb == trigger.at and words[verb].conj):
        return False
    finite = any(is_verb(w) and not w.conj and words[w.i - 1].fold not in _RELATIVES for w in words[last + 1 : verb + 1])
    for word in reversed(words[max(0, first - _REACH * 2) : first]):
        if word.punct and word.kind != "quote":
            return False
        if word.fold in _RELATIVES:
            told = words[word.i + 1] if word.i + 1 < first else None
            return finite and told is not None and told.verb is not None and told.verb.tag in ("P", "Pp")
    return False


def _named(words: Sequence[Word], i: int) -> bool:
    """Whether a party or a place that bears a name stands right before word `i`."""
    return any(word.actor is not None or word.place is not None for word in words[i - 2 : i])


def of_publishing(sentence: Sentence, draft: Draft, first: int) -> bool:
    """Whether a time at word `first` tells when a finding was made known, not when what it found was done (codebook rule 18): «أظهر
    تحقيق نشر الشهر الماضي أن …»."""
    if draft.kind != "finding":
        return False
    complements = sentence.lexicon.particles["complement"]
    said = next((word.i for word in sentence.words[draft.trigger.at + 1 :] if word.fold in complements), -1)
    return first < said


def of_its_cause(sentence: Sentence, draft: Draft, others: Sequence[Draft], first: int) -> bool:
    """Whether a time at word `first` is that of another act, which the claim's act answers: «هاجموا حاجزا ردا على اغتيال قائدهم قبل
    يومين»."""
    words, last = sentence.words, draft.trigger.last
    cause = next((word.i for word in words[last + 1 : first] if word.fold in _CAUSES), -1)
    if cause < 0 or any(word.kind == "punct" for word in words[cause:first]):
        return False
    return any(cause < other.trigger.at < first for other in others if other is not draft)
