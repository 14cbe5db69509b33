"""Which place of a report a word of type takes up: «القرية» the village told by that word before the town of the mayor who speaks of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from marsad.languages.arabic.folding import fold_key
from marsad.registry.places.hits import PlaceHit
from marsad.registry.places.scan import Words
from marsad.registry.places.vocabulary import Vocabulary, load_vocabulary, strip_one

__all__ = ["GOES_BACK", "LIKE", "aside", "goes_back_to", "sent_from", "taken_up", "type_word"]

GOES_BACK = "goes back"
"""The feature of a word that takes up a place which no table knows; its value is where that stands."""
_REACH = 9
"""Tokens from a verb of saying to the place where its speaker stands."""
_FAR = 400
"""Characters after which a place told by the same word gives way to one that was told by its name since."""
_DOUBTFUL = 4
_OFFICE = 3
"""Tokens from the word of an office to its place."""
_AROUND = frozenset(("area", "governorate"))
"""Classes of words that mean what lies around: «المنطقة»."""
LIKE = {"village": ("town",), "town": ("village", "city"), "city": ("town",)}
"""Classes of words that newspapers use for each other: «بلدة X … القرية»."""
_PLAIN = {"village": ("village", "town"), "town": ("town", "village"), "city": ("city", "town")}
"""Types of places that are told by their name alone."""
# «بيروت (أ ف ب) -», «عدن، الرياض - »: words of a line before a mark that ends its dateline.
_SENT = re.compile(r"[ \t]*(?:\d{1,2}[ \t]+\w+(?:[ \t]+\d{4})?)?(?:[،,/][ \t]*(?:\w+[ \t]?){1,2})*[ \t]*(?:[(\-–—:|]|[.]{2})")
_SENT_WORDS = 5
_THAT = frozenset(("ان", "بان", "انه", "انها", "انهم", "بانه", "بانها"))
_STOPS = frozenset((".", "!", "؟", "؛"))
_WHERE = frozenset(("في", "من"))


def type_word(hit: PlaceHit, text: str) -> str:
    """The folded word of type that a place is told with, "" for a name alone."""
    before = [part for part in text[hit.start : hit.head_start].split() if part[:1].isalpha()]
    return next(filter(None, (_stem(part) for part in (*before[-1:], *hit.text.split()[:1]))), "")


@lru_cache(maxsize=8192)
def _stem(part: str) -> str:
    types = load_vocabulary().types
    return next((stem for _, stem in strip_one(fold_key(part)) if stem in types), "")


def aside(words: Words, hit: PlaceHit, vocabulary: Vocabulary) -> bool:
    """Whether a place is only where someone speaks or holds an office: «قال المتحدث في باكو إن», «رئيس بلدية بانكاس»."""
    at = _token(words, hit.start)
    near = words.folds[max(0, at - _OFFICE) : at + 1]
    if any(fold in vocabulary.officers for fold in near[-3:-1]) and not _WHERE & set(near):
        return True
    if not _WHERE & set(words.folds[max(0, at - 1) : at + 1]) and not words.folds[at].startswith("ب"):
        return False
    for k in range(at - 1, max(-1, at - _REACH), -1):
        fold = words.folds[k]
        if fold in _THAT or fold in _STOPS or fold in vocabulary.locals:
            return False  # «قال شهود في المدينة»: they speak of their own town
        if fold.removeprefix("و") in vocabulary.sayers:
            end = _token(words, hit.end - 1) + 1
            return any(word in _THAT for word in words.folds[end : end + _REACH])
    return False


def sent_from(text: str, start: int, end: int, relation: str) -> bool:
    """Whether a place stands in the dateline that opens a line: it is where the report was sent from."""
    opening = text[text.rfind("\n", 0, start) + 1 : start]
    if opening.count(" ") > _SENT_WORDS or any(mark in opening for mark in ".؟!«\""):
        return False
    if opening.strip() and not re.search(r"[،,/\-–—:|][ \t]*$", opening):
        return False
    return relation == "" and _SENT.match(text, end) is not None


def _token(words: Words, at: int) -> int:
    return bisect_right(words.tokens, at, key=lambda token: token.start) - 1


def taken_up(
    words: Words, stem: str, name: str, before: Sequence[PlaceHit], here: int, vocabulary: Vocabulary
) -> tuple[PlaceHit, bool] | None:
    """The place that `stem`, a word of class `name` with its article, takes up among those told before it, and whether that is past doubt:
    told by the same word, else by its name alone where its type suits, else by a word of a like class; where a speaker stands only
    after the like of it. None where none of these is."""
    own = stem.removeprefix("ال")
    best: tuple[int, PlaceHit] | None = None
    for hit in reversed(before):
        far = here - hit.end > _FAR
        if far and ((name in _AROUND and stem not in vocabulary.strict) or (best is not None and best[0] == 1)):
            break
        word = type_word(hit, words.text)
        if word == own:
            rank = 1 if far else 0
        elif hit.relation:
            continue
        elif not word and hit.id is not None and hit.type in _PLAIN.get(name, ()):
            rank = 1
        elif (vocabulary.types[word].name if word else hit.type) in LIKE.get(name, ()) and (hit.id or word):
            rank = 3
        else:
            continue
        if (best is not None and rank >= best[0]) or sent_from(words.text, hit.start, hit.end, hit.relation):
            continue
        if aside(words, hit, vocabulary):
            rank += 2
            if best is not None and rank >= best[0]:
                continue
        best = rank, hit
        if rank == 0:
            break
    return (best[1], best[0] < _DOUBTFUL) if best is not None else None


def goes_back_to(hit: PlaceHit) -> int:
    """Where the place stands that a word of type takes up and no table knows; -1 for any other place."""
    return next((int(feature.value) for feature in hit.features if feature.name == GOES_BACK), -1)
