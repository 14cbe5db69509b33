"""Names that no table knows in a list of places: what is joined by و to a place behind a word for several («بلدات القاع ورأس بعلبك
والفاكهة») or for one («منطقة المحلة والجلاجل») is a place too, where neither the lexicon nor the lists of common words know it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from marsad.languages.arabic import Token
from marsad.model import Feature
from marsad.reading.words.lexicon import load_lexicon
from marsad.registry.places import PlaceHit
from marsad.registry.places.context import typed
from marsad.registry.places.phrases import KIND_OF
from marsad.registry.places.vocabulary import TypeWord, bare, load_vocabulary, strip_one, word_list

__all__ = ["strung"]

_MOST = 5
_SINGLE = frozenset(("area", "quarter", "village", "mountain", "town", "camp"))
_PLURALS = ("ون", "ين", "ات", "يه", "يا")
_BRIEF = 4


def strung(text: str, tokens: Sequence[Token], hits: Sequence[PlaceHit], taken: Sequence[tuple[int, int]]) -> list[PlaceHit]:
    """The hits with those of such names among them, in order; `taken` are spans of actors, which are none."""
    vocabulary = load_vocabulary()
    starts = [token.start for token in tokens]
    shut = [*taken, *((hit.start, hit.end) for hit in hits)]
    added: list[PlaceHit] = []
    word: TypeWord | None = None
    before = -9
    for hit in hits:
        first = bisect_left(starts, hit.start)
        first -= first >= len(starts) or starts[first] != hit.start
        found = typed(vocabulary, tokens[first].fold)
        joined = before >= 0 and text[before : hit.start].strip(" ،") in ("", "و") and hit.start - before < _BRIEF
        word = found[0] if found is not None and " " in hit.text else word if joined else None
        before = hit.end
        if word is None or word.name not in KIND_OF:
            continue
        if word.number == 1 and (word.name not in _SINGLE or hit.relation == "anaphor"):
            continue
        at, left = bisect_left(starts, hit.end), 1 if word.number < 3 else _MOST
        while left and at < len(tokens) and _named(text, tokens, at, shut, word.number > 1):
            token = tokens[at]
            start = token.start + 1
            added.append(PlaceHit(text[start : token.end], start, token.end, None, KIND_OF[word.name], "", word.precision, None, None, None,
                                  None, None, start, token.end, 1.0, (Feature("strung-name", 1.0, text[start : token.end]),)))
            before, at, left = token.end, at + 1, left - 1
    return sorted((*hits, *added), key=lambda hit: (hit.start, -hit.end)) if added else list(hits)


def _named(text: str, tokens: Sequence[Token], at: int, shut: Sequence[tuple[int, int]], several: bool) -> bool:
    """Whether the token is و and a name that nothing knows, right behind what stands before it."""
    token = tokens[at]
    name = token.fold[1:]
    if token.kind != "word" or token.fold[:1] != "و" or len(name) < _BRIEF or text[tokens[at - 1].end : token.start] != " ":
        return False
    definite = name.startswith("ال")
    if name.startswith("وال") or (not definite and not (several and text[token.end - 1] == "ة")):
        return False
    if (definite and len(name) <= _BRIEF) or any(start < token.end and token.start < end for start, end in shut):
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.kind == "word" and after.fold.startswith("ال"):
        return False  # «والفصائل المسلحة»
    if after is not None and any(start <= after.start < end for start, end in shut):
        return False  # «وخاصة ذمار»
    vocabulary, lexicon = load_vocabulary(), load_lexicon()
    core = bare(name)
    if name.endswith(_PLURALS) or core in vocabulary.common or name in vocabulary.stops or name in vocabulary.not_names:
        return False
    if any(stem in word_list("ordinary.txt") for _, stem in strip_one(name)) or core in word_list("ordinary.txt"):
        return False
    return name not in vocabulary.nationalities and not lexicon.read(name) and not lexicon.read(core) and typed(vocabulary, core) is None
