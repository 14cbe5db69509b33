"""What keeps a time of its own sentence from an act by the words between: what had been before, what came after, the time of the clause
that «عندما» opens; and a time before which the act was told."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.languages.arabic.lexicon import particles
from marsad.model import Time
from marsad.reading.choice import Dated
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import HARD, Sentence

__all__ = ["anchors_other", "at_once", "before_said", "had_before", "of_what_came_after", "recalled", "when_clause"]

_RELATIVES = particles()["pronoun"]
_HELD = frozenset(("capture", "withdraw", "hold", "advance", "besiege"))
_MOMENTARY = frozenset(("capture", "withdraw", "advance"))
_NEAR = 8  # words from such an act to «منذ»
_WHEN = frozenset("عندما حينما حين لما".split())
_LED = 3  # words from «عندما» to its verb
_SOONER = frozenset(("قبل", "قبيل"))
_BEFOREHAND = frozenset(("سبق", "وسبق"))
_DAY, _MONTH = 10, 7


def when_clause(sentence: Sentence, draft: Draft, said: Sequence[tuple[int, int]]) -> Time | None:
    """The time right before the clause of an act that «عندما» opens: «في يونيو عندما استعادت …», «منذ الأربعاء عندما نفذت …» (its day)."""
    words, at = sentence.words, draft.trigger.control if 0 <= draft.trigger.control < draft.trigger.at else draft.trigger.at
    opened = next((i for i in range(at - 1, max(0, at - _LED), -1) if words[i].fold in _WHEN), 0)
    before = opened - 1 - (opened > 1 and words[opened - 1].fold in ("،", ",", ")"))
    time = words[before].time if opened and before >= 0 else None
    if time is None or time.kind not in ("since", "point", "interval") or any(low <= time.start < high for low, high in said):
        return None
    edtf = time.core if time.kind == "since" else time.edtf
    return Time(time.text, edtf) if edtf else None


def at_once(sentence: Sentence, draft: Draft) -> Time | None:
    """The day on which an act of one moment was done that «منذ» dates: «قبل انسحابها منذ يومين», «سيطرته على المدينة منذ نحو عام»."""
    trigger = draft.trigger
    if draft.kind not in _MOMENTARY or trigger.form != "m" or not trigger.suffix:
        return None
    for word in sentence.words[trigger.last + 1 : min(draft.high, trigger.last + _NEAR) + 1]:
        if word.kind == "punct":
            return None
        if word.time is not None:
            since = word.time.kind == "since" and word.time.core is not None
            return Time(word.time.text, word.time.core or "") if since else None
    return None


def recalled(sentence: Sentence, draft: Draft) -> bool:
    """Whether a relative clause right at the act tells who held a place before: «استعاد اليوم القرى التي خسرها» dates no loss."""
    at = draft.trigger.at
    return draft.kind in _HELD and draft.trigger.form == "v" and at > 0 and sentence.words[at - 1].fold in _RELATIVES


def had_before(sentence: Sentence, draft: Draft, first: int) -> bool:
    """Whether «سبق أن» stands between a time at word `first` and the act: «وقع الهجوم الاثنين في منطقة سبق أن شهدت هجمات»."""
    return any(word.fold in _BEFOREHAND for word in sentence.words[first + 1 : draft.trigger.at])


def of_what_came_after(sentence: Sentence, draft: Draft, others: Sequence[Draft], first: int) -> bool:
    """Whether a time at word `first` is that of an act which «قبل» puts after this one: «سيطروا على البلدة قبل أن ينسحبوا منها أمس»."""
    words = sentence.words
    for i in range(draft.trigger.last + 1, first):
        if words[i].fold in HARD:
            return False
        if words[i].fold in _SOONER and words[i].time is None:
            return any(i < other.trigger.at < first for other in others if other is not draft)
    return False


def anchors_other(sentence: Sentence, draft: Draft, dated: Dated) -> bool:
    """Whether a day counted from another act («بعد يومين من سقوط المدينة، دخلت القوات …») is parted from this one."""
    if dated.span.kind != "anchor":
        return False
    between = sentence.words[dated.last + 1 : draft.trigger.at]
    return any(word.kind == "punct" or (word.verb is not None and word.verb.tag[:1] in "PI" and word.noun is None) for word in between)


def before_said(told: Sequence[Dated], sentence: Sentence, draft: Draft, dated: Dated) -> bool:
    """Whether a time of another sentence is later than the day on which this one's act was told: «أعلنت في مايو أنها قصفت …»."""
    if draft.modality in ("planned", "hypothetical"):
        return False
    for one in told:
        coarse = len((one.span.edtf or "").rstrip("~")) <= _MONTH
        before = one.at == sentence.index and one.first < draft.trigger.at and one.span.kind in ("point", "interval")
        if before and (one.said or coarse):
            low = (dated.span.edtf or "").partition("/")[0].rstrip("~")
            high = (one.span.edtf or "").rpartition("/")[2].rstrip("~")
            size = min(len(low), len(high), _DAY)
            if low[:1].isdigit() and high[:1].isdigit() and low[:size] > high[:size]:
                return True
    return False
