"""The words of a claim that are quoted: of a long clause those round its trigger, of an accusation with what it says."""

from __future__ import annotations

from marsad.languages.arabic.lexicon import particles
from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import HARD, Sentence, Word

__all__ = ["quoted"]

_LONG, _BEFORE, _BEHIND = 30, 16, 22
"""A clause of more words is cut so many words before and behind its trigger; measured on annotated sets, whose quotes are of 13 words on
the mean and of 25 in one of twenty."""
_SHORT, _ENOUGH, _BACK = 2, 5, 16
_TURNS = frozenset(
    "التي الذي الذين اللذين اللتين حيث بينما فيما بعد بعدما قبل اثر جراء بسبب خلال نتيجه وسط اثناء عقب عندما حين بهدف بغيه مما ما".split()
)
"""Words at which a part of a clause begins, so that a cut before them leaves whole parts."""
_COMMAS = ("،", ",", "؛", ":")
_SAID = 22
"""So many words at the most of what an accusation says."""


def quoted(sentence: Sentence, draft: Draft) -> tuple[int, int]:
    """First and last word of the claim's quote, both included; the trigger always stands in it."""
    trigger = draft.trigger
    last = trigger.at if trigger.spread else trigger.last
    low, high = min(draft.low, trigger.at), max(draft.high, last)
    if high - low >= _LONG:
        low, high = _cut(sentence.words, low, high, trigger.control if 0 <= trigger.control < trigger.at else trigger.at, last)
    if draft.kind == "responsibility":
        high = _what_is_said(sentence, last, high)
    if high - low < _SHORT and not any(word.place is not None or word.actor is not None for word in sentence.words[low : high + 1]):
        low = _led_back(sentence, low, high)
    while high > last and sentence.words[high].fold in _COMMAS:
        high -= 1
    return low, high


def _cut(words: list[Word], low: int, high: int, first: int, last: int) -> tuple[int, int]:
    """The words from `first` to `last` with what stands near, cut where a part of the clause begins."""
    first = max(first, low)
    if first - low > _BEFORE:
        near = range(max(low + 1, first - _BEFORE), first + 1)
        low = next((i for i in near if words[i - 1].fold in ("،", ",", ":", "-") or _turns(words[i])), near[0])
    if high - last > _BEHIND:
        near = range(last + _BEHIND, last, -1)
        high = next((i for i in near if words[i + 1].fold in ("،", ",") or words[i + 1].fold in _TURNS), near[0])
    while low < first and words[low].punct:
        low += 1
    while high > last and words[high].punct and words[high].fold not in (")", "]"):
        high -= 1
    return low, high


def _turns(word: Word) -> bool:
    fold = word.fold
    finite = word.verb is not None and word.verb.tag[:1] in "PI"
    return fold in _TURNS or fold.lstrip("وف") in _TURNS or (finite and fold.startswith("و"))


def _what_is_said(sentence: Sentence, last: int, high: int) -> int:
    """Where the clause ends that an accusation governs: «زعم أن …» says nothing without it."""
    words = sentence.words
    complement = particles()["complement"]
    first = next((i for i in range(last + 1, min(len(words), max(last + 5, high + 3))) if words[i].fold in complement), -1)
    if first < 0:
        return high
    end = next((start - 1 for start in sentence.starts if start > first + 1), len(words) - 1)
    end = min(end, first + _SAID)
    while end > first and words[end].punct:
        end -= 1
    return max(high, end)


def _led_back(sentence: Sentence, low: int, high: int) -> int:
    """Where the clause before a bare «ودمرتها» begins: alone it tells a reader nothing."""
    words = sentence.words
    begin = low
    for start in sorted((start for start in sentence.starts if start < low), reverse=True):
        if high - begin + 1 >= _ENOUGH or words[begin - 1].fold in HARD or low - start > _BACK:
            break
        begin = start
    while begin < low and words[begin].punct:
        begin += 1
    return begin
