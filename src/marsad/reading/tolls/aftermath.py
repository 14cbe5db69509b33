"""Tolls told beyond the clause: in the sentence that follows an act («وأدى ذلك إلى مقتل …»), behind the words that open a sum («عدد
القتلى منذ بدء الحملة … إلى 71»), and by a word that means the toll told before («أكد الحصيلة»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from marsad.model import Quantity
from marsad.reading.claims.again import by_outcome, is_link
from marsad.reading.claims.draft import TOLL, Draft, by_sentence
from marsad.reading.claims.merging import VIOLENT
from marsad.reading.tolls.counts import quantities
from marsad.reading.tolls.fallen import casualty, end_of
from marsad.reading.words.sentence import HARD, Sentence, Word
from marsad.reading.words.wordlists import folded, written

__all__ = ["tell_on"]

_THAT = frozenset("ذلك هذا".split())
_OF_THEM = frozenset("منهم منهما فيه فيها خلاله خلالها".split())
_REACHES = written("reaches")
_CONFIRMS = folded("confirms")
_SUMS = folded("sums")
_FAR = 40
_MANY = 1000
_NEAR = 8


def tell_on(items: Sequence[tuple[Sentence, Draft]]) -> None:
    """Give drafts without a toll the one that is told for them behind their clause or sentence, or that they mean."""
    by = by_sentence(items)
    for sentence, draft in items:
        if draft.modality in ("planned", "hypothetical"):
            continue
        if any(q.what in TOLL and (q.low is not None or draft.kind != "casualties") for q in draft.quantities):
            continue  # but «عدد القتلى» alone counts nobody: «يرتفع إلى 412 عدد القتلى»
        found: Sequence[Quantity] = ()
        if draft.kind == "casualties":
            found = _sum_behind(sentence, draft, by[sentence.index]) or _sum_before(sentence, draft) or _meant(sentence, draft, items)
        elif draft.kind in VIOLENT and draft.modality != "denied":
            found = _sum_of_act(sentence, draft, by[sentence.index]) or _next(draft, by[sentence.index], by.get(sentence.index + 1, []))
        if found:
            draft.quantities = (*(q for q in draft.quantities if q.what not in TOLL), *found)


def _sum_behind(sentence: Sentence, draft: Draft, group: Sequence[tuple[Sentence, Draft]], at: int = -1) -> list[Quantity]:
    """«عدد القتلى منذ بدء الحملة، وفق إحصاء للوكالة، إلى 71»: the number that the sum reaches behind an aside."""
    words = sentence.words
    what = casualty(words[draft.trigger.at if at < 0 else at])
    if what not in ("killed", "wounded", "victims"):
        return []
    stop = min((d.trigger.at for _, d in group if d.trigger.at > draft.trigger.at), default=len(words)) - 1
    for i in range(draft.trigger.last + 1, min(stop, draft.trigger.last + _FAR) + 1):
        word = words[i]
        if word.fold in HARD or (casualty(word) and i > draft.trigger.last + 1):
            return []
        number = word.number
        if number is None or word.time is not None or number.low is None or not _reaches(words[i - 1]):
            continue
        if number.group not in ("", "person", "people", "fighter") or number.percent:
            return []
        both = [q for q in quantities(sentence, i, min(stop, i + _NEAR)) if q.what in TOLL and q.low]
        if len({q.what for q in both}) == len(both) > 1:
            return both  # «بلغ 1000 قتيل ونحو 9000 جريح»
        text = sentence.slice(i, end_of(words, i, stop, number))
        return [Quantity("wounded" if what == "wounded" else "killed", number.low, number.high, "people", "", text)]
    return []


def _sum_before(sentence: Sentence, draft: Draft) -> list[Quantity]:
    """«يرتفع إلى 600 عدد القتلى»: the number that the sum reaches, told before what it counts."""
    words = sentence.words
    for i in range(max(1, min(draft.low, draft.trigger.at - _NEAR // 2)), draft.high):
        number = words[i].number
        if number is None or words[i].time is not None or number.low is None or number.percent or not _reaches(words[i - 1]):
            continue
        end = end_of(words, i, draft.high, number)
        if end + 2 < len(words) and words[end + 1].fold == "عدد" and (what := casualty(words[end + 2])) in ("killed", "wounded", "victims"):
            what = "wounded" if what == "wounded" else "killed"
            return [Quantity(what, number.low, number.high, "people", "", sentence.slice(i, end))]
    return []


def _sum_of_act(sentence: Sentence, draft: Draft, group: Sequence[tuple[Sentence, Draft]]) -> list[Quantity]:
    """«ارتفع عدد قتلى التفجير … إلى 101»: the sum of those who fell in the act that is named right behind them."""
    words, at = sentence.words, draft.trigger.at
    if at < 2 or not words[at].fold.startswith("ال") or words[at - 2].fold not in ("عدد", "حصيله"):
        return []
    return _sum_behind(sentence, draft, group, at - 1)


def _reaches(word: Word) -> bool:
    """Whether a word stands before the number that a sum has reached («إلى», «بلغ»)."""
    return word.fold == "الي" or (word.verb is not None and word.verb.lemma in _REACHES)


def _meant(sentence: Sentence, draft: Draft, items: Sequence[tuple[Sentence, Draft]]) -> list[Quantity]:
    """«وأكد المتحدث هذه الحصيلة»: the toll told last before."""
    words = sentence.words
    if words[draft.trigger.at].fold not in _SUMS or any(word.number is not None for word in words):
        return []
    if not any(word.fold.removeprefix("و") in _CONFIRMS for word in words[: draft.trigger.at]):
        return []
    for where, other in reversed(items):
        told = [q for q in other.quantities if q.what in TOLL and q.low]
        if where.index < sentence.index and told:
            return [replace(q) for q in told]
    return []


def _has_its_own(words: Sequence[Word], act: Draft, noun: int) -> bool:
    """«وأسفرت المواجهات التي وقعت أمس عن مقتل ستة»: whether what cost lives, at word `noun`, stands as an act with its toll."""
    told_apart = act.trigger.at == noun and words[noun + 1].fold in ("التي", "الذي")
    return told_apart and any(q.what in TOLL and q.low for q in act.quantities)


def _in_this(words: Sequence[Word]) -> bool:
    """Whether a sentence tells of what was in «this attack»."""
    pairs = pairwise(words)
    return any(one.fold in ("هذا", "هذه") and any(e.cls == "event" for e in two.entries) for one, two in pairs)


def _next(draft: Draft, group: Sequence[tuple[Sentence, Draft]], following: Sequence[tuple[Sentence, Draft]]) -> list[Quantity]:
    """«… . وأدى ذلك إلى مقتل ضابط», «… . وقتل اثنان منهم خلال تبادل إطلاق النار»: what the next sentence opens with, where it tells no
    act of its own before, and the act is the last of its sentence."""
    acts = [d for _, d in group if d.kind in VIOLENT]
    if not following or acts[-1] is not draft:
        return []
    here = group[0][0].words[draft.trigger.at]
    if here.fold.startswith("ال") and draft.trigger.form != "v":
        return []  # an act known before has had its toll
    sentence = following[0][0]
    words = sentence.words
    first = next((i for i, word in enumerate(words) if word.kind == "word"), -1)
    if first < 0 or first + 2 >= len(words):
        return []
    if words[first].fold in ("وقد", "فقد"):
        first += 1
    after = words[first + 1]
    noun = first + 2 if after.fold in ("هذا", "هذه") else first + 1
    tells = is_link(words[first]) and (after.fold in _THAT or by_outcome(sentence, noun))
    falls = (words[first].conj or words[first - 1].fold in ("وقد", "فقد")) and words[first].verb is not None
    if any(word.fold in ("منذ", "ومنذ") for word in words):
        return []  # a toll of a time
    meant = any(word.fold in _OF_THEM for word in words[first + 1 : first + 4]) or _in_this(words)
    if not tells and not (falls and casualty(words[first]) in TOLL and meant):
        return []
    if tells and any(d.kind in VIOLENT and (d.trigger.at > noun + 1 or _has_its_own(words, d, noun)) for _, d in following):
        return []
    found = [q for q in quantities(sentence, first, len(words) - 1) if q.what in TOLL]
    return [] if any(q.low and q.low >= _MANY for q in found) else found  # thousands fall in a time, not in an act
