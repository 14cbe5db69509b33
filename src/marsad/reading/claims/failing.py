"""What words before an act make of it: it failed, others answer it, somebody is ordered to do it."""

from __future__ import annotations

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import HARD, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["answered", "fell_short", "ordered"]

_FAILED, _ORDERS = folded("failed"), folded("orders")
_REFUSE = frozenset("رفض رفضت رفضوا يرفض ترفض يرفضون رافضا رافضه رافضين".split())
_REFUSAL_NEAR = 5
_REACH = 8  # words before the act within which it is told


def _led_by(sentence: Sentence, at: int, heads: frozenset[str]) -> str:
    """The word of `heads` right behind which, in the same clause, word `at` stands; empty where there is none."""
    for word in reversed(sentence.words[max(0, at - _REACH) : at]):
        if word.fold in HARD or word.fold in ("،", ",") or word.fold in sentence.lexicon.particles["relative"]:
            return ""
        if word.fold in heads or (word.fold[:1] in "وف" and word.fold[1:] in heads):
            return word.fold
    return ""


def fell_short(sentence: Sentence, draft: Draft) -> str:
    """The word that tells that an act failed: «فشلت القوات في السيطرة على», «إخفاقه في استعادة», «عجز الجيش عن دخول»."""
    at = draft.trigger.at
    if draft.trigger.form == "m" and (refusing := _refused(sentence, at)):
        return refusing
    if draft.trigger.form == "v" or not at or sentence.words[at - 1].fold not in ("في", "عن", "من"):
        return ""
    told = _led_by(sentence, at - 1, _FAILED)
    if not told:
        return ""
    head = next(word.i for word in reversed(sentence.words[:at]) if word.fold == told)
    # «فشلت في إخطار الأهالي عن اعتقالهم»: something else failed
    apart = any(w.fold in ("في", "عن") and sentence.words[w.i + 1].place is None for w in sentence.words[head + 1 : at - 1])
    return "" if apart else told


def _refused(sentence: Sentence, at: int) -> str:
    """«رفض الجيش الانسحاب من المدينة»: nothing but who refuses stands between the refusal and what is not done."""
    for word in reversed(sentence.words[max(0, at - _REFUSAL_NEAR) : at]):
        if word.fold.lstrip("وف") in _REFUSE:
            return word.fold
        if word.actor is None and word.noun is None:
            return ""
    return ""


_REPLIES = folded("in_answer_to")
_REPLIED_TO = ("علي", "من", "عن", "ضد")
_REPLY_REACH = 6


def answered(sentence: Sentence, draft: Draft) -> str:
    """The word that answers an act: «توعدت الحركة بالرد على اغتيال قائدها», where the answer may be to come and the act is told."""
    at = draft.trigger.at
    if draft.trigger.form not in ("m", "n") or at < 2:
        return ""
    if sentence.words[at - 1].fold not in _REPLIED_TO and not sentence.words[at].fold.startswith("ل"):
        return ""
    for word in reversed(sentence.words[max(0, at - _REPLY_REACH) : at]):
        if word.fold in HARD or word.fold in ("،", ","):
            return ""
        if word.fold in _REPLIES:
            return word.fold
    return ""


def ordered(sentence: Sentence, draft: Draft) -> str:
    """The word that orders an act: «أمر قواته بالانسحاب»."""
    at = draft.trigger.at
    led = draft.trigger.form == "m" and sentence.words[at].fold.startswith("ب")
    if any(word.time is not None and word.time.edtf for word in sentence.words[at : draft.high + 1]):
        return ""  # «أمر قواته بالانسحاب منتصف الليلة الماضية»: they left
    return _led_by(sentence, at, _ORDERS) if led else ""
