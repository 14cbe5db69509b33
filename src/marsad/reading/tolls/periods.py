"""Tolls of a long time (codebook rule 17): the dead of a month or a campaign are one claim, and what killed them is no act of its own."""

from __future__ import annotations

from marsad.reading.claims.draft import TOLL, Draft
from marsad.reading.claims.merging import VIOLENT
from marsad.reading.inherit import Memory
from marsad.reading.words.sentence import HARD, Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["is_total", "one_toll"]

_MANY, _VERY_MANY = 200, 2000
_SOME = 50
"""As many dead of plural acts, in a report that has just told the total of a time, are part of that total."""
_FROM_ITS_START = 3
"""Within how many words before an act «منذ» counts from its start."""
_NEAR = 4
"""Within how many sentences a total is gone on with."""
_COUNTED = frozenset(("casualties.victims", "casualties.told-dead", "casualties.toll"))
_ACTS = frozenset(("clash.clashes", "clash.war", "clash.attack", "clash.hit-attack", "clash.operation"))
_DEADLY = frozenset(("killing.kill", "killing.deadly-attacks", "killing.execute", "killing.killing-of"))
_WITHIN = frozenset("خلال في علي مدي طوال طيله بغضون غضون".split())
_SPANS = folded("long_spans")
_THAT_SPAN = folded("that_span")
_PLURAL = folded("many_acts")
_BETWEEN = 8
"""So many words may stand between two means that a toll names one beside the other."""


def is_total(sentence: Sentence, draft: Draft, memory: Memory) -> bool:
    """Whether an act with its dead tells the total of a long time, and no one attack."""
    frame = draft.trigger.frame.id
    acts = draft.absorbed and (frame in _ACTS or draft.trigger.kind in ("airstrike", "shelling"))
    if not acts and frame not in _DEADLY:
        return False
    if _over_time(sentence, draft) or _of_attacks(sentence, draft):
        return True
    return bool(acts) and _is_plural(sentence.words[draft.trigger.at]) and _goes_on_with_total(sentence, draft, memory)


def _dead(draft: Draft) -> float:
    return max((q.low for q in draft.quantities if q.what in ("killed", "casualties") and q.low), default=0.0)


def _over_time(sentence: Sentence, draft: Draft) -> bool:
    """Whether the dead are very many, or many of a time whose length is told."""
    many = _dead(draft)
    clause = sentence.words[draft.low : draft.high + 1]
    # «منذ بدء المواجهات»: what the toll is counted from is the act itself, which is told as one
    since = any(
        (w.time is not None and w.time.kind == "since") or (w.fold in ("منذ", "ومنذ") and not 0 < draft.trigger.at - w.i <= _FROM_ITS_START)
        for w in clause
    )
    if many >= _VERY_MANY:
        return True
    return many >= _MANY and (since or _within_a_span(clause) or draft.trigger.frame.id == "killing.execute")


def _within_a_span(clause: list[Word]) -> bool:
    """«خلال ثلاثة أشهر», «في عشرة أشهر», «على مدى عامين»."""
    return any(
        word.fold in _SPANS and any(back.fold.lstrip("و") in _WITHIN for back in clause[max(0, n - 3) : n]) for n, word in enumerate(clause)
    )


def _of_attacks(sentence: Sentence, draft: Draft) -> bool:
    """«يرتفع إلى 600 عدد قتلى هجمات …»: a total of attacks, told by its count."""
    words, at = sentence.words, draft.trigger.at
    toll = next((t for t in draft.absorbed if t.frame.id in _COUNTED and 0 < at - t.at <= 2), None)
    if toll is None:
        return False
    return any(word.fold in ("عدد", "حصيله", "اجمالي") for word in words[max(0, toll.at - 3) : toll.at])


def _is_plural(word: Word) -> bool:
    return word.fold in _PLURAL or word.fold.removeprefix("و").removeprefix("ب") in _PLURAL


def _goes_on_with_total(sentence: Sentence, draft: Draft, memory: Memory) -> bool:
    """«خلال هذه الفترة», or a report that has just told the total of a time and breaks it down."""
    clause = sentence.words[draft.low : draft.high + 1]
    if _dead(draft) and any(
        word.fold in _THAT_SPAN and clause[n - 1].fold in ("هذه", "تلك", "نفس", "ذات") for n, word in enumerate(clause) if n
    ):
        return True
    if _dead(draft) < _SOME:
        return False
    return any(
        earlier.kind == "casualties" and _dead(earlier) >= _MANY and _dead(earlier) > _dead(draft)
        for index, earlier in memory.drafts
        if 0 < sentence.index - index <= _NEAR
    )


def one_toll(sentence: Sentence, drafts: list[Draft], totals: list[Draft]) -> list[Draft]:
    """`drafts` without the means that one of `totals` names beside its own («جراء القصف بالبراميل والصواريخ»): its clause takes them in."""
    gone: set[int] = set()
    for total in totals:
        for other in drafts:
            if other is total or other.kind not in VIOLENT or other.trigger.form not in ("n", "m", "w") or id(other) in gone:
                continue
            if any(q.what == "killed" and q.low for q in other.quantities) and _dead(other) != _dead(total):
                continue
            first, second = (total, other) if total.trigger.at < other.trigger.at else (other, total)
            if not _beside(sentence, first, second):
                continue
            gone.add(id(other))
            total.low, total.high = min(total.low, other.low), max(total.high, other.high)
            for arg in () if total.cast.agents else other.cast.agents:
                total.cast.add("agent", arg, "mate", sentence)
            own = {q.what for q in total.quantities}
            more = tuple(q for q in other.quantities if q.what in TOLL and q.what not in own)
            total.quantities = (*total.quantities, *more)
        _by_its_toll(total)
    return [draft for draft in drafts if id(draft) not in gone]


def _by_its_toll(total: Draft) -> None:
    """The word that counts the dead names the claim, and no longer the strikes or the fights behind it that killed them."""
    toll = next((trigger for trigger in total.absorbed if trigger.kind == "casualties"), None)
    if toll is not None and (toll.at < total.trigger.at or total.trigger.kind in ("airstrike", "shelling")):
        total.absorbed = [total.trigger, *(trigger for trigger in total.absorbed if trigger is not toll)]
        total.trigger = toll


def _beside(sentence: Sentence, first: Draft, second: Draft) -> bool:
    """Whether `second` is joined to `first` with «و», no verb that tells anew between them."""
    words = sentence.words
    at = second.trigger.at
    if not words[at].conj:
        return False
    between = words[first.trigger.last + 1 : at]
    if any(word.fold in HARD for word in between):
        return False
    telling = [w for w in between if w.verb is not None and w.verb.tag[:1] == "P" and w.conj]
    return not telling and (len(between) <= _BETWEEN or second.low <= first.high + 2)
