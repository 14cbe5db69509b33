"""What those who are arrested had done: where they had fought, where and when the deed was that they are held for."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.claims.draft import Draft
from marsad.reading.words.sentence import Arg, Sentence, Word
from marsad.reading.words.wordlists import folded, written

__all__ = ["fought_at", "of_the_deed"]

_FOUGHT = written("had_fought")
_CHARGED = folded("charged")
_ELSEWHERE = 8  # words from the verb of what they had done to where they did it
_DEED = 4  # words from what they are charged with to the deed
_VIOLENT = frozenset(("bombing", "clash", "killing", "shelling", "abduction"))


def fought_at(sentence: Sentence, draft: Draft, places: Sequence[Arg]) -> set[int]:
    """Where the places begin at which those who are arrested had fought («أوقفت الشرطة خلية قاتل أفرادها في …»): the first behind such
    a verb, with those coordinated with it."""
    out: set[int] = set()
    if draft.kind != "arrest":
        return out
    for word in sentence.words[draft.trigger.last + 1 :]:
        if word.verb is None or word.verb.tag[:1] not in "PI" or word.verb.lemma not in _FOUGHT:
            continue
        first = next((arg for arg in places if word.i < arg.first <= word.i + _ELSEWHERE), None)
        if first is not None:
            out.update(arg.first for arg in places if arg is first or arg.group == first.group)
    return out


def of_the_deed(sentence: Sentence, draft: Draft, others: Sequence[Draft], first: int) -> bool:
    """Whether what stands at word `first` is told of the deed that the arrested are held for, in its relative clause: «اعتقال
    المتورطين بالتفجير الذي استهدف … الجمعة»."""
    if draft.kind != "arrest" or first <= draft.trigger.last:
        return False
    words = sentence.words
    deeds = [d.trigger.at for d in others if d.kind in _VIOLENT and draft.trigger.last < d.trigger.at < first]
    for at in deeds:
        charged = any(word.fold in _CHARGED for word in words[max(draft.trigger.last + 1, at - _DEED) : at])
        if charged and (_relative(sentence, words[at + 1 : first]) or _told(words[at + 1])):
            return True
    return False


def _told(word: Word) -> bool:
    """Whether a verb right behind a deed tells of it: «صلتهم بتفجير وقع في …»."""
    return word.verb is not None and word.verb.tag in ("P", "Pp") and not word.conj


def _relative(sentence: Sentence, between: Sequence[Word]) -> bool:
    relatives = sentence.lexicon.particles["relative"]
    told = next((word.i for word in between if word.fold in relatives), -1)
    return told >= 0 and all(word.kind == "word" for word in between if word.i > told)
