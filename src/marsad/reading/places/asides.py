"""Places that a clause names beside what it tells: whence men and fire came, where a government sits, what dates the act, where the
wounded were brought, what a report goes on to in its next clause."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.parties.subjects import is_verb
from marsad.reading.places.passing import passing_of
from marsad.reading.words.sentence import Arg, Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["told_aside"]

_CAME, _SOURCE = folded("came_from"), folded("its_source")
_LAUNCHES = folded("launches")
_GOVERNMENTS = folded("governments")
_BEGUN = folded("begun")
_BROUGHT = folded("brought")
_WARDS = folded("wards")
_MEANWHILE = folded("meanwhile")
_FAR, _JOINS, _LIES = folded("lies_far"), folded("joins"), folded("lies")
_THAT = frozenset(("ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"))
_FIRE = frozenset(("shelling", "airstrike"))
_MOVES = frozenset(("deployment", "displacement", "withdraw", "advance"))
_SUMS = frozenset(("casualties", "displacement", "statistic"))
_SPAN = 5
"""Words from «منذ» to the place of the war that began then."""
_FLIGHT = 8
"""Words from who fires to whence, and from who is brought to whither."""


def told_aside(sentence: Sentence, draft: Draft, places: Sequence[Arg]) -> set[int]:
    """The first words of the places of a sentence that are not the draft's, whatever the weights think of them."""
    return {
        arg.first
        for arg in places
        if _comes(sentence, draft, arg)
        or _launched(sentence, draft, arg, places)
        or _seat(sentence, arg)
        or _dates(sentence, draft, arg)
        or _ward(sentence, draft, arg)
        or _meanwhile(sentence, draft, arg, places)
        or _speaks(sentence, arg)
        or _lies(sentence, arg, places)
        or _office(sentence, draft, arg)
    }


def _comes(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    """«طائرة قادمة من سوريا», «أرسل تعزيزات من شبوة»: where someone or something comes from."""
    words = sentence.words
    if arg.first > 0 and words[arg.first - 1].fold in _SOURCE:
        return True
    if arg.prep != "من" or arg.first < 2 or words[arg.first - 1].fold != "من":
        return False
    if words[arg.first - 2].fold in _CAME:
        return True
    return draft.kind == "deployment" and draft.trigger.last < arg.first and not words[draft.trigger.at].fold.startswith(("سحب", "وسحب"))


def _launched(sentence: Sentence, draft: Draft, arg: Arg, places: Sequence[Arg]) -> bool:
    """«أطلق صاروخا من صنعاء باتجاه مأرب»: whence, where the clause tells whither too."""
    words = sentence.words
    if draft.kind not in _FIRE or arg.prep != "من" or not any(w.fold in _LAUNCHES for w in words[max(0, arg.first - _FLIGHT) : arg.first]):
        return False
    return any(other.prep in ("علي", "باتجاه", "نحو", "صوب", "الي", "في", "") and draft.low <= other.first <= draft.high
               and other.group != arg.group and other.first > arg.last for other in places)  # fmt: skip


def _seat(sentence: Sentence, arg: Arg) -> bool:
    """«ميليشيات موالية للحكومة في باماكو», «دعم الشرعية في اليمن»: the place is part of the name."""
    words, first = sentence.words, arg.first
    if first < 2 or words[first - 1].fold != "في":
        return first > 0 and arg.first == arg.last and words[first - 1].fold in _GOVERNMENTS and not words[first - 1].fold.startswith("ال")
    if words[first - 2].fold.removeprefix("ال") == "شرعيه":
        return True
    return words[first - 2].fold.startswith("لل") and words[first - 2].fold.removeprefix("لل") in _GOVERNMENTS


def _dates(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    """«منذ اندلاع الحرب في غزة»: a war that dates the act is not where it was."""
    words = sentence.words
    if draft.kind in _SUMS:
        return False  # «قتل 6500 شخص منذ اندلاع الصراع في شرق أوكرانيا»: all that the war there cost
    for at in range(max(0, arg.first - _SPAN), arg.first):
        if words[at].fold == "منذ" and not at <= draft.trigger.at <= arg.last:
            between = words[at + 1 : arg.first]
            return bool(between) and between[0].fold in _BEGUN and all(word.kind == "word" for word in between)
    return False


def _ward(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    """«نقل الجرحى إلى مستشفى في الخليل»: where they were brought."""
    words = sentence.words
    if draft.kind in _MOVES or arg.prep not in ("في", "ب", "gen", "الي", "ل"):
        return False
    near = words[max(draft.trigger.last + 1, arg.first - _FLIGHT) : arg.first]
    brought = next((word.i for word in near if word.fold in _BROUGHT), -1)
    return brought >= 0 and any(word.i > brought and word.fold.lstrip("بل").removeprefix("ال") in _WARDS for word in near)


def _meanwhile(sentence: Sentence, draft: Draft, arg: Arg, places: Sequence[Arg]) -> bool:
    """«قصف على كنصفرة، فيما قتل مدني في ترملا»: the next clause has its own place where this one has one."""
    words, trigger = sentence.words, draft.trigger
    link = next((at for at in range(trigger.last + 1, arg.first) if words[at].fold in _MEANWHILE), -1)
    if link < 1 or words[link - 1].kind == "word" or link + 1 >= len(words):
        return False
    verb = next((word for word in words[link + 1 : link + 3] if is_verb(word)), None)
    return verb is not None and any(draft.low <= other.first < link for other in places)


def _speaks(sentence: Sentence, arg: Arg) -> bool:
    """«وتوقع عفرين أن …»: who says something is a man of that name, or its government."""
    words = sentence.words
    if arg.first < 1 or arg.last + 1 >= len(words) or arg.first != arg.last or words[arg.last + 1].fold not in _THAT:
        return False
    before = words[arg.first - 1]
    return before.verb is not None and before.verb.tag[:1] in "PI" and arg.prep == ""


def _lies(sentence: Sentence, arg: Arg, places: Sequence[Arg]) -> bool:
    """«البوابة التي تقع على الطريق الرابط بين سرت وهراوة», «التي تبعد 40 كيلومترا (25 ميلا) جنوب غرب باماكو»: how to find it."""
    words = sentence.words
    back = words[max(0, arg.first - _FLIGHT) : arg.first]
    far = next((word.i for word in back if word.fold in _FAR), -1)
    if far > 0 and not any(word.fold in ("،", ",") for word in back if word.i > far):
        return any(other.last < far for other in places)
    road = words[arg.first : min(arg.first + 4, arg.last + 1)]  # «الطريق الدولي الواصل بين سبها وطرابلس» is one place
    joins = next((word.i for word in (*back, *road) if word.fold in _JOINS), -1)
    return joins > 0 and any(word.fold in _LIES for word in words[max(0, joins - 5) : joins])


def _office(sentence: Sentence, draft: Draft, arg: Arg) -> bool:
    """«ودان محافظ نينوى القصف»: an act that is known goes back to where it was told, not to the office of who speaks of it."""
    trigger, words = draft.trigger, sentence.words
    known = trigger.form in ("n", "m") and words[trigger.at].fold.startswith("ال") and arg.last < trigger.at
    return known and passing_of(words, arg) == "office"
