"""Single persons told by what they are, with the name that stands behind: «الصحفي فلان», «الشيخ فلان», «القاضي فلان». Of «الصحفي» alone
nobody can say who was killed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.parties.bare import runs_on
from marsad.reading.words.sentence import Sentence, Word
from marsad.reading.words.wordlists import folded
from marsad.registry.places.vocabulary import word_list

__all__ = ["tell_names"]

_PEOPLE = ("person", "fighter")
_LONGEST = 6
_PARTS = frozenset(("عبد", "ابو", "ابي", "بن", "ابن", "ال", "ام", "بنت", "ولد"))
_NO_NAMES = folded("behind_a_title")


def tell_names(items: Iterable[tuple[Sentence, Draft]], sentences: Sequence[Sentence]) -> None:
    """Lengthen the parties that are one person, of no side, by the name behind."""
    for _, draft in items:
        draft.agents = [_named(m, sentences) for m in draft.agents]
        draft.targets = [_named(m, sentences) for m in draft.targets]


def _named(mention: Mention, sentences: Sequence[Sentence]) -> Mention:
    if mention.id is not None:
        return mention
    sentence = next((each for each in sentences if each.start <= mention.start < each.end), None)
    if sentence is None:
        return mention
    words = sentence.words
    head = words[sentence.find(mention.start)]
    noun = head.noun
    if noun is None or noun.cls not in _PEOPLE or noun.suf or noun.lemma == "مجهول":
        return mention
    one = noun.who == "s" or head.fold.endswith("ي")  # «القاضي»
    if not one or head.number is not None or not head.fold.removeprefix("و").startswith(("ال", "لل", "بال")):
        return mention
    first = sentence.find(mention.end - 1) + 1
    while first < len(words) and first - head.i <= 2 and words[first].fold.startswith("ال") and not _plain_name(words[first]):
        first += 1  # «الناشط المدني فلان»
    quoted = first < len(words) and words[first].kind == "quote"
    first += quoted
    last = first - 1
    while last + 1 < len(words) and last + 1 - first < _LONGEST and _part_of_name(sentence, last + 1, last + 1 > first):
        last += 1
    if last < first or (not quoted and not any(_plain_name(word) for word in words[first : first + 2])):
        return mention
    last += quoted and last + 1 < len(words) and words[last + 1].kind == "quote"
    end = words[last].end
    return replace(mention, text=sentence.text[mention.start : end], end=end)


def _plain_name(word: Word) -> bool:
    """Whether a word is a given name, or one that no list knows and that bears no article."""
    if word.fold in word_list("forenames.txt") or word.fold in _PARTS:
        return True
    return not word.entries and word.place is None and len(word.fold) > 3 and not word.fold.startswith(("ال", "ب", "ل", "و", "ف", "ك"))


def _part_of_name(sentence: Sentence, at: int, inside: bool) -> bool:
    words = sentence.words
    word = words[at]
    if word.kind != "word" or word.time is not None or word.number is not None or word.actor is not None or word.fold in _NO_NAMES:
        return False
    if word.fold in word_list("forenames.txt") or word.fold in _PARTS:
        return not word.conj
    if not runs_on(sentence, word, inside) or (word.place is not None and not word.fold.startswith("ال")):
        return False
    if inside and words[at - 1].fold in _PARTS:
        return True
    if word.fold.startswith("ال"):
        return inside and word.noun is None
    return not word.entries and not word.fold.startswith(("ب", "ل", "و", "ك"))
