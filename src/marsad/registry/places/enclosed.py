"""Lists of places in brackets or quotation marks behind a dual or plural type word: «قرى (لوذي قاطوف، تل ذياب)»,
«قرى أهمها "الزيارة" و"تل واسط"». The names that no table knows are kept."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.model import Feature
from marsad.registry.places.context import typed
from marsad.registry.places.hits import PlaceHit
from marsad.registry.places.phrases import KIND_OF
from marsad.registry.places.scan import Words
from marsad.registry.places.vocabulary import Vocabulary

__all__ = ["enclosed"]

# Words that may stand between the type word and its list, and how many.
_LEADS = frozenset("اهمها ابرزها منها بينها هي وهي التاليه الاتيه كل من".split())
_LEAD_WORDS = 3
# A list has no more tokens, a name no more words.
_LONGEST = 80
_NAME_WORDS = 4
_CLOSES = {'"': '"', "(": ")"}
_SEPARATORS = frozenset(("،", ",", "و", "-", "/", "؛"))


def enclosed(words: Words, covered: list[bool], vocabulary: Vocabulary) -> Iterator[PlaceHit]:
    """Hits for the names of such lists over tokens not yet covered; what is yielded is covered."""
    for at, fold in enumerate(words.folds):
        if words.kinds[at] != "word":
            continue
        found = typed(vocabulary, fold)
        if found is None or found[0].number < 2 or found[0].name not in KIND_OF:
            continue
        place = at + 1
        while place < len(words) and place - at <= _LEAD_WORDS and words.folds[place] in _LEADS:
            place += 1
        if place >= len(words) or words.folds[place] not in ("(", '"'):
            continue
        mark = words.folds[place]
        listed = _in_brackets(words, place) if mark == "(" else []
        spans = listed or _each_in_marks(words, place, mark, _CLOSES[mark])
        apart = mark == "(" and not listed and place == at + 1  # «قريتي (A) و(B)»: the first with its word of type
        word = found[0]
        for low, high in spans:
            if high - low > _NAME_WORDS or any(covered[low:high]) or not _is_name(words, low, high, vocabulary):
                continue
            covered[low:high] = [True] * (high - low)
            prefix = "و" if words.folds[low].startswith("و") and low and words.folds[low - 1] in _SEPARATORS else ""
            start, end = words.start(low, prefix), words.tokens[high - 1].end
            if apart and low == spans[0][0]:
                covered[at] = True
                start, end = words.start(at, found[1]), words.tokens[high].end
            yield PlaceHit(words.text[start:end], start, end, None, KIND_OF[word.name], "", word.precision, None, None, None, None, None,
                           start, end, 1.0, (Feature("enclosed-name", 1.0, words.text[start:end]),))


def _is_name(words: Words, low: int, high: int, vocabulary: Vocabulary) -> bool:
    first = words.folds[low]
    return all(words.kinds[k] == "word" for k in range(low, high)) and len(first) > 2 and first not in vocabulary.stops


def _in_brackets(words: Words, at: int) -> list[tuple[int, int]]:
    """The spans between separators inside the bracket at `at`; none where it does not close soon or holds no list."""
    close = next((k for k in range(at + 1, min(len(words), at + _LONGEST)) if words.folds[k] in (")", "(", ".")), -1)
    if close < 0 or words.folds[close] != ")":
        return []
    spans, low = list[tuple[int, int]](), at + 1
    for k in range(at + 1, close + 1):
        if k == close or words.folds[k] in _SEPARATORS:
            if k > low:
                spans.append((low, k))
            low = k + 1
    return spans if len(spans) > 1 else []


def _each_in_marks(words: Words, at: int, opens: str, closes: str) -> list[tuple[int, int]]:
    """The spans of the quotations or brackets that begin at `at` and go on with nothing but separators between them."""
    spans, k = list[tuple[int, int]](), at
    while k < len(words) and words.folds[k] == opens:
        close = next((n for n in range(k + 1, min(len(words), k + _NAME_WORDS + 2)) if words.folds[n] == closes), -1)
        if close <= k + 1:
            break
        spans.append((k + 1, close))
        k = close + 1
        while k < len(words) and words.folds[k] in _SEPARATORS:
            k += 1
    return spans if opens != "(" or len(spans) > 1 else []
