"""Who was driven out, and whether anybody drove him (codebook rule 21)."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import BEARS_ARMS
from marsad.reading.words.clauses import CONTROL
from marsad.reading.words.sentence import Sentence

__all__ = ["driven_out"]

_SOME_WITHIN = 4
_HE = frozenset("انه انها انهم بانه بانها بانهم".split())  # «أعلن الجيش أنه طرد المسلحين»: who speaks drove them out


def driven_out(sentence: Sentence, draft: Draft) -> None:
    """Rule 21: «طرد المسلحين منها», «تم دحرهم من», «رغم طرده من»: driven out by nobody named, they left."""
    if draft.trigger.who == "1p" or _meant(draft):
        return
    back = sentence.words[draft.trigger.at - 1].fold if draft.trigger.at and draft.trigger.form == "v" else ""
    if back in _HE or _goes_on(sentence, draft):
        draft.cast.dropped = True  # «سيطرت القوات على البلدة وطردت منها المسلحين»: who took it drove them out
    elif draft.cast.targets and not draft.cast.dropped:
        draft.kind = "withdraw"
        driven = [arg for arg in draft.cast.targets if draft.cast.why.get(arg.index) == "target:driven"]
        draft.cast.agents, draft.cast.targets = driven, []
        draft.cast.dropped = not driven
    elif draft.trigger.form == "m" and not draft.cast.targets and _undone_by_nobody(sentence, draft):
        if not draft.trigger.suffix and not _some_of_them(sentence, draft):
            return
        draft.kind = "withdraw"
        draft.cast.dropped = True


def _goes_on(sentence: Sentence, draft: Draft) -> bool:
    """Whether a verb of driving out is joined by «و» to a clause whose subject, right behind its verb, may have done this too."""
    trigger, words = draft.trigger, sentence.words
    if trigger.form != "v" or not words[trigger.at].conj or draft.cast.passive:
        return False
    driven = {arg.id or arg.group for arg in draft.cast.targets}
    for arg in sentence.args:
        verb = words[arg.first - 1].verb if arg.first else None
        told = verb is not None and verb.tag == trigger.tag == "P" and verb.who == trigger.who
        if told and arg.last < trigger.at and arg.prep in ("", "gen") and arg.cls in BEARS_ARMS and (arg.id or arg.group) not in driven:
            return True
    return False


def _some_of_them(sentence: Sentence, draft: Draft) -> bool:
    """«طرد قسم كبير منهم من شمال البلاد»: those who are driven out are some of whom the report spoke."""
    at = draft.trigger.at
    return any(word.fold in ("منها", "منهم") for word in sentence.words[at + 1 : at + _SOME_WITHIN])


def _undone_by_nobody(sentence: Sentence, draft: Draft) -> bool:
    """Whether no verb carries the masdar, or one without a doer («تم دحرهم»)."""
    control = draft.trigger.control
    return control < 0 or any(CONTROL.get(entry.lemma) == "passive" for entry in sentence.words[control].entries)


def _meant(draft: Draft) -> bool:
    """«لطرد المسلحين», «يطردون المسلحين»: what is meant to be done, or many do, has a doer, told or not."""
    trigger = draft.trigger
    return (trigger.form == "v" and trigger.who == "mp") or (trigger.entry is not None and trigger.entry.preposition == "ل")
