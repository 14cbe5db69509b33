"""Places that a clause names and that are not where it was, whatever else it tells: whence those who fell came («بينهم تسعة من …»),
what ground lies between («بينها وبين …»), whither they fled where whence is told, whence a drone that was shot down had come."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["astray"]

_AMONG = folded("some_of_them")
_FLED = folded("fled")
_CHARGED = folded("charged")
_HOMES = folded("homes_left")
_BACK = folded("goes_home")
_STOLE_IN = folded("stole_in")
_LAUNCHED = folded("launches") | folded("origins")
_TO = ("الي", "نحو", "باتجاه", "صوب", "ل")
_IN = frozenset(("في", "علي", "من", "الي", "قرب", "خلال"))
_BETWEEN_IT = frozenset(("بينها", "بينه"))
_HURT = frozenset("clash airstrike shelling bombing chemical killing casualties abduction arrest".split())
_REACH = 3
"""Words from «بينهم» to whence some of them were."""
_FLIGHT = 8
"""Words from what was launched to whence."""


def astray(sentence: Sentence, draft: Draft, places: Sequence[Arg]) -> set[int]:
    """The first words of such places of a sentence."""
    out = {
        arg.first
        for arg in places
        if _from_among(sentence, draft, arg) or _across_from(sentence, arg) or _fled_to(sentence, draft, arg, places)
        or _stole_from(sentence, draft, arg) or _came_down(sentence, draft, arg) or _of_the_charge(sentence, draft, arg, places)
        or _accuses_from(draft, arg, places)
    }  # fmt: skip
    return out


def _from_among(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    """«قتل 13 جنديا، بينهم تسعة من جنوب أفريقيا»: where some of them are from."""
    words, first = sentence.words, arg.first
    if draft.kind not in _HURT or first < 2 or words[first - 1].fold != "من":
        return False
    near = words[max(0, first - 1 - _REACH) : first - 1]
    among = next((word.i for word in near if word.fold.removeprefix("و") in _AMONG), -1)
    between = words[among + 1 : first - 1]
    return among >= 0 and all(word.kind in ("word", "number") and word.place is None and word.fold not in _IN for word in between)


def _across_from(sentence: Sentence, arg: Arg) -> bool:
    """«الأراضي الفاصلة بينها وبين معضمية الشام»: the ground lies before it."""
    words, first = sentence.words, arg.first
    return first > 1 and words[first - 1].fold == "وبين" and words[first - 2].fold in _BETWEEN_IT


def _fled_to(sentence: Sentence, draft: Draft, arg: Arg, places: Sequence[Arg]) -> bool:
    """«فروا من بلدة ساكي إلى غوما»: where whence is told, whither is not where they were driven out."""
    words, at = sentence.words, draft.trigger.at
    if draft.kind != "displacement":
        return False
    if arg.prep == "من" and _is(words[at].fold, _BACK):  # «عاد النازحون من لبنان إلى عسال الورد»
        return any(arg.last < other.first <= draft.high and other.prep in _TO for other in places)
    if arg.prep not in _TO or not _is(words[at].fold, _FLED):
        return False
    if any(at < other.first < arg.first and other.group != arg.group and draft.low <= other.first for other in places):
        return True
    return any(word.fold in _HOMES and words[word.i - 1].fold == "من" for word in words[at + 1 : arg.first])


def _stole_from(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    """«تسلل مسلحون من الأراضي الأفغانية»: whence."""
    words = sentence.words
    return draft.kind == "advance" and arg.prep == "من" and _is(words[draft.trigger.at].fold, _STOLE_IN)


def _of_the_charge(sentence: Sentence, draft: Draft, arg: Arg, places: Sequence[Arg]) -> bool:
    """«اعتقل في برلين سوريا يشتبه في ارتكابه جرائم في مخيم اليرموك»: where the deed was, where the arrest has its own place before."""
    if draft.kind != "arrest" or arg.first <= draft.trigger.last:
        return False
    held = [other for other in places if draft.trigger.last < other.first < arg.first and other.prep in ("في", "ب", "من")]
    return any(word.fold in _CHARGED for other in held[:1] for word in sentence.words[other.last + 1 : arg.first])


def _accuses_from(draft: Draft, arg: Arg, places: Sequence[Arg]) -> bool:
    """«اتهم الرئيس من كييف روسيا بقصف …»: where someone stands who accuses."""
    accuses = draft.kind == "responsibility" and arg.prep == "من" and arg.first > draft.trigger.at
    return accuses and any(arg.last < other.first <= draft.high for other in places)


def _is(fold: str, among: frozenset[str]) -> bool:
    """Whether a word is one of `among`, a conjunction or a glued preposition apart."""
    bare = fold.removeprefix("و")
    return fold in among or bare in among or (bare[:1] in ("ب", "ل") and bare[1:] in among)


def _came_down(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    """«اعترضت صاروخا أطلق من صنعاء», «أسقطت مسيرات أطلقت من القرم باتجاه أوديسا»: whence what was stopped had been launched."""
    words, first = sentence.words, arg.first
    if draft.kind != "seizure" or arg.prep != "من" or first <= draft.trigger.last:
        return False
    return any(word.fold in _LAUNCHED for word in words[max(draft.trigger.last + 1, first - _FLIGHT) : first])
