"""Who accuses, and what in a clause that accuses tells of the accusing or of what was left undone, not of an act with a day and a place."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.languages.arabic import strip_proclitics
from marsad.reading.choice import Dated
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["NAMED_ACTS", "by_accusers", "by_own_word", "left_undone", "since_accusing", "without_cleared"]

_UNDONE = folded("undone")
NAMED_ACTS = frozenset().union(*(folded(kind, "taken_up") for kind in ("bombing", "clash", "killing")))
"""Nouns, folded, by which an act told before is named again («الهجوم», «التفجير»)."""
_REACH = 14  # words from the verb to what it lays at someone's door


def _is_act(word: Word) -> bool:
    return any(stem in NAMED_ACTS for _, stem in strip_proclitics(word.fold))


def since_accusing(sentence: Sentence, draft: Draft, dated: Dated) -> bool:
    """Whether a stretch tells since when someone accuses, not since when it was done: «يتهم خصومه منذ أشهر الحكومة بقصف …»."""
    trigger = draft.trigger
    if draft.kind != "responsibility" or trigger.form != "v" or dated.span.kind != "since" or dated.first < trigger.at:
        return False
    between = sentence.words[trigger.last + 1 : dated.first]
    complements = sentence.lexicon.particles["complement"]
    return all(word.kind == "word" and word.fold not in complements and not word.fold.startswith("ب") for word in between)


def left_undone(sentence: Sentence, draft: Draft) -> bool:
    """«اتهمت الحكومة بأنها لم تقدر الخطر»: what nobody did was nowhere and on no day, but for an act that is not prevented."""
    if draft.kind != "responsibility":
        return False
    words = sentence.words
    complements = sentence.lexicon.particles["complement"]
    for word in words[draft.trigger.last + 1 : draft.trigger.last + _REACH]:
        if word.fold in complements or (word.fold[:1] == "ب" and word.fold[1:] in complements):
            undone = word.i + 1 < len(words) and words[word.i + 1].fold in _UNDONE
            return undone and not any(_is_act(after) for after in words[word.i + 2 : word.i + _REACH])
    return False


_ACCUSES = frozenset(("responsibility.accuse", "responsibility.blame"))


def of_what_is_owned(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """Who owns or lays at another's door the one attack that stands behind the verb does so for its day (codebook rule 18): «تبنى التنظيم
    اليوم هجمات المدينة التي أوقعت عشرة قتلى مساء أمس»."""
    kept = list(items)
    for n, (sentence, draft) in enumerate(kept):
        if draft.kind != "responsibility" or draft.time is not None or draft.trigger.form != "v":
            continue
        acts = [other for where, other in kept[max(0, n - 4) : n + 5] if where is sentence and other.kind in _ATTACKS]
        behind = [act for act in acts if draft.trigger.at < act.trigger.at <= draft.trigger.at + _REACH]
        own = len(acts) == 1 and len(behind) == 1 and behind[0].time is not None and behind[0].time.text
        if own and behind[0].low <= draft.high and not _told_of_a_party(sentence, behind[0]):
            draft.time = behind[0].time
            draft.notes.append("time:owned")


def _told_of_a_party(sentence: Sentence, act: Draft) -> bool:
    """Whether the time of an act stands in what is told of a party behind it: «الهجوم لتنظيم سيطر على المدينة العام الماضي»."""
    at = sentence.text.find(act.time.text, sentence.words[act.trigger.at].start) if act.time is not None else -1
    relatives = sentence.lexicon.particles["relative"]
    between = [word for word in sentence.words[act.trigger.last + 2 :] if word.start < at]
    return any(word.fold in relatives and sentence.words[word.i - 1].actor is not None for word in between)


_ATTACKS = frozenset(("bombing", "killing", "clash", "airstrike", "shelling", "chemical", "abduction"))


def without_cleared(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """Who denies his part in an act is not told to have done it: «نفى الحزب أي علاقة له بالهجوم»."""
    kept = list(items)
    for n, (sentence, draft) in enumerate(kept):
        if draft.kind != "responsibility" or draft.modality != "denied" or draft.trigger.form != "v":
            continue
        denying = {m.id or m.text for m in (*draft.agents, *draft.targets)}
        for where, act in kept[max(0, n - 2) : n + 4]:
            near = where is sentence and draft.trigger.at < act.trigger.at <= draft.trigger.at + _REACH
            if near and act.kind in _ATTACKS and act.modality != "denied":
                act.agents = [m for m in act.agents if (m.id or m.text) not in denying]


def by_accusers(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """Who is told to accuse is the accuser, where nobody else is: «اتهم المتحدث باسم الجيش الحزب بقصف البلدة»."""
    for sentence, draft in items:
        source = draft.source
        if draft.agents or source is None or draft.trigger.frame.id not in _ACCUSES or draft.trigger.form != "v" or draft.cast.passive:
            continue
        near = sentence.start <= source.start < sentence.end
        if near and not any(m.start <= source.start < m.end or (m.id is not None and m.id == source.id) for m in draft.targets):
            draft.agents = [source]
            draft.notes.append("agent:accuser")


_ANSWERS = ("مسووليته", "مسووليتها", "مسووليتهم")
_DECLARES = frozenset(("أعلن", "تبنى", "أكد"))
_ASIDE = 30


def by_own_word(items: Iterable[tuple[Sentence, Draft]]) -> None:
    """«أعلنت الحركة، وهي جماعة تقاتل الدولة، مسؤوليتها عن الهجوم»: past an aside, too, who declares himself answerable is both sides of the
    claim (codebook rule 11)."""
    for sentence, draft in items:
        at = draft.trigger.at
        if draft.kind != "responsibility" or draft.modality != "asserted" or sentence.words[at].fold not in _ANSWERS or not draft.agents:
            continue
        before = sentence.words[max(0, at - _ASIDE) : at]
        verb = next((word for word in before if any(entry.finite and entry.lemma in _DECLARES for entry in word.entries)), None)
        if verb is not None and any(verb.start < m.start < sentence.words[at].start for m in draft.agents):
            draft.targets = list(draft.agents)
