"""Places of a sentence that are told of something else than the act: what a protest is about, whence it was fired, whither they fled, what
a party had done before."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Arg, Sentence, Word
from marsad.reading.words.wordlists import folded

__all__ = ["of_another"]

_CAUSES = folded("causes")
_THERE = folded("from_there")
_STARTS = folded("sets_out")
_FIRE = frozenset(("shelling", "airstrike"))
_FLIGHTS = frozenset(("withdraw", "displacement"))
_STAY = frozenset(("airstrike", "shelling", "clash", "bombing", "killing", "casualties"))
_TO = ("الي", "نحو", "باتجاه", "صوب")
_START_REACH = 3  # words from «انطلق» to the fire
_NESTED = 3  # words from a place to the one it lies in


def of_another(sentence: Sentence, draft: Draft, others: Sequence[Draft], places: Sequence[Arg]) -> set[int]:
    """The first words of the places that cannot be the draft's."""
    out: set[int] = set()
    for arg in places:
        if _cause(sentence, draft, places, arg) or _whence(sentence, draft, arg) or _whither(sentence, draft, others, arg):
            out.add(arg.first)
    for arg in places:
        within = (other for other in places if other.first in out and 0 < arg.first - other.last <= _NESTED)
        if arg.prep in ("في", "ب", "gen", "") and any(_plain(sentence.words[other.last + 1 : arg.first]) for other in within):
            out.add(arg.first)  # «إلى منطقة الفيوش في محافظة لحج»
    return out


def _tells(word: Word) -> bool:
    return word.verb is not None and word.verb.tag[:1] in "PI" and word.time is None and word.place is None and word.noun is None


def _plain(words: Sequence[Word]) -> bool:
    return all(word.kind == "word" and word.verb is None for word in words)


def _cause(sentence: Sentence, draft: Draft, places: Sequence[Arg], arg: Arg) -> bool:
    """«تظاهر المئات في عدن تنديدا بالغارات على صعدة», «متظاهرين احتجوا على عملية في صعدة»: not where they marched."""
    if draft.kind != "protest" or arg.first <= draft.trigger.last:
        return False
    between = sentence.words[draft.trigger.at : arg.first]
    cause = next((word for word in between if word.fold in _CAUSES), None)
    if cause is None or any(word.kind != "word" for word in between if word.i > cause.i):
        return False
    return cause.verb is not None or any(draft.trigger.last < other.first < cause.i for other in places)


def _whence(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    """«المناطق التي قصفوا منها المدينة», «انطلق القصف من بلدة …»: whence, not where it fell."""
    if draft.kind not in _FIRE:
        return False
    words, trigger = sentence.words, draft.trigger
    if arg.last < trigger.at:
        relative = any(w.fold in sentence.lexicon.particles["relative"] for w in words[max(arg.last + 1, trigger.at - 2) : trigger.at])
        return relative and any(w.fold in _THERE for w in words[trigger.last + 1 : trigger.last + 3])
    started = any(w.fold in _STARTS for w in words[max(0, trigger.at - _START_REACH) : trigger.at])
    return started and arg.prep == "من"


def _whither(sentence: Sentence, draft: Draft, others: Sequence[Draft], arg: Arg) -> bool:
    """«فروا من البلدة إلى الفيوش بعد غارات»: where they fled to is not where they were struck."""
    if arg.prep not in _TO:
        return False
    if draft.kind == "withdraw":
        return arg.first > draft.trigger.last  # rule 15: the destination is no place of the claim
    if draft.kind not in _STAY:
        return False
    for other in others:
        if other.kind in _FLIGHTS and other.trigger.last < arg.first and not other.trigger.at < draft.trigger.at < arg.first:
            between = sentence.words[other.trigger.last + 1 : arg.first]
            if not any(_tells(word) for word in between):
                return True
    return False
