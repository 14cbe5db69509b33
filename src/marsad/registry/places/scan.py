"""Where names of the gazetteer stand in a text: lexical spots, before any context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from marsad.languages.arabic.tokens import Token
from marsad.model import Feature
from marsad.registry.places.names import name_words, surface, word_key
from marsad.registry.places.record import Row
from marsad.registry.places.spelling import believable, indefinite
from marsad.registry.places.vocabulary import TypeWord, Vocabulary, strip_one

# No name in the tables has more words.
LONGEST = 5
# Words whose openings are remembered, so that an archive does not fill the memory.
REMEMBERED = 200_000


NAME, PHRASE = 1, 2


class Names(Protocol):
    """What scanning needs of a gazetteer; `openings` remembers of folded words what can begin with them: NAME, PHRASE, or neither."""

    openings: dict[str, int]

    def bears(self, key: str) -> bool: ...
    def begins(self, start: str) -> bool: ...
    def rows_named(self, key: str) -> tuple[Row, ...]: ...


@dataclass(slots=True)
class Spot:
    """Tokens `i:j` that bear a name, after proclitic `prefix`; `rows` are the places of that name with how far their spelling
    differs (`exact`, `ending`, `article`; `bare` and `added` by the article alone). The rest is filled in by the context: the first
    token of the whole mention, the end of it, the type word, directions, relation and what speaks for or against a place."""

    i: int
    j: int
    prefix: str
    key: str
    rows: tuple[tuple[Row, str], ...]
    first: int = 0
    first_prefix: str = ""
    last: int = 0
    type_word: TypeWord | None = None
    type_near: bool = False
    directions: list[str] = field(default_factory=list)
    relation: str = ""
    km: float | None = None
    before: list[str] = field(default_factory=list)
    joined_to: int | None = None
    # First token and proclitic before a side of the place was read («الأطراف الشمالية لX»).
    tied: tuple[int, str] | None = None
    among_lands: bool = False
    # What weighing keeps of a spot: its rows with features and their sum, and by the row's id those of its being a place.
    spoken: list[tuple[Row, str, tuple[Feature, ...], float]] | None = None
    taken: dict[str, tuple[tuple[Feature, ...], float]] = field(default_factory=dict)


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[tuple[str, str, str], ...]:
    """(proclitic, stem, key of the stem) of a folded word."""
    return tuple((prefix, stem, word_key(stem)) for prefix, stem in strip_one(word) if len(stem) > 1)


class Words:
    """The tokens of a text with what scanning asks of them again and again."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.folds = [token.fold for token in tokens]
        self.kinds = [token.kind for token in tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def follows(self, i: int) -> bool:
        """Whether token `i` is a word that follows the word before it with nothing but blanks, hyphens or underscores between."""
        if i <= 0 or i >= len(self.tokens) or self.kinds[i] != "word" or self.kinds[i - 1] != "word":
            return False
        between = self.text[self.tokens[i - 1].end : self.tokens[i].start]
        return between == " " or (len(between) < 4 and "\n" not in between)

    def hyphen(self, i: int) -> bool:
        """Whether token `i` is a hyphen that joins the words beside it, no blank between: «كاغا-باندورو»."""
        if not 0 < i < len(self.tokens) - 1 or self.folds[i] != "-" or self.kinds[i - 1] != "word" or self.kinds[i + 1] != "word":
            return False
        return self.tokens[i - 1].end == self.tokens[i].start and self.tokens[i].end == self.tokens[i + 1].start

    def goes_on(self, i: int) -> bool:
        """Whether a name that has come to token `i` may have it too: a word that follows, a hyphen, or the word after it."""
        return self.follows(i) or self.hyphen(i) or (self.hyphen(i - 1) and i < len(self.tokens))

    def particle(self, i: int, stops: frozenset[str]) -> bool:
        """Whether token `i` is a word that is no part of names. Folding makes «على» a forename: the stored ى tells it."""
        fold = self.folds[i]
        if fold == "علي":
            return self.text[self.tokens[i].end - 1] == "ى"
        return fold in stops

    def start(self, i: int, prefix: str = "") -> int:
        """Where token `i` starts in the stored text, after its proclitic."""
        token = self.tokens[i]
        if not prefix:
            return token.start
        return token.start + len(prefix)

    def before(self, i: int) -> int | None:
        """The word before token `i`, an opening quote, bracket or # between them allowed; None at a line's or sentence's start."""
        k = i - 1
        if k >= 0 and self.kinds[k] != "word" and self.folds[k] in ('"', "(", "[", "#"):
            k -= 1
        if k < 0 or self.kinds[k] != "word" or "\n" in self.text[self.tokens[k].end : self.tokens[k + 1].start]:
            return None
        return k


def scan(names: Names, words: Words, vocabulary: Vocabulary) -> list[Spot]:
    """The longest name at each place of the text, left to right, without overlaps."""
    spots: list[Spot] = []
    i, size = 0, len(words)
    folds, kinds = words.folds, words.kinds
    openings = names.openings
    while i < size:
        opens = openings.get(folds[i])
        if opens is None:
            if len(openings) >= REMEMBERED:
                openings.clear()
            opens = openings[folds[i]] = _opens(names, folds[i], vocabulary)
        if not opens:
            i += 1
            continue
        if kinds[i] != "word" or (folds[i] == "علي" and words.particle(i, vocabulary.stops)) or (
                # «جنوب شرق X» is a direction of X, even where a place is called «شرق X»
                folds[i] in vocabulary.directions and words.follows(i) and folds[i - 1] in vocabulary.directions
                and not _crosswise(vocabulary.directions[folds[i - 1]], vocabulary.directions[folds[i]])):
            i += 1
            continue
        named = _named_otherwise(words, i, vocabulary) if opens & PHRASE else 0
        if named:
            i += named
            continue
        best = _longest(names, words, i, vocabulary) if opens & NAME else None
        if best is None:
            i += 1
            continue
        length, prefix, stem, key = best
        raw = words.text[words.start(i + length - 1, prefix if length == 1 else "") : words.tokens[i + length - 1].end]
        spelt = [stem, *(fold for fold in folds[i + 1 : i + length] if fold != "-")]
        rows = _spelt(believable(names.rows_named(key), raw, spelt, kinds[i : i + length]), spelt)
        if length == 1 and indefinite(raw) and not _typed(words, i, vocabulary):
            rows = ()
        if length == 1 and prefix[-1:] in _TIES and stem.endswith("ا") and folds[i].removesuffix("ا") in vocabulary.plain:
            rows = tuple((row, how) for row, how in rows if how == "exact" or row.origin == "own")  # «قتلوا بدويا»
        if length == 1 and stem in vocabulary.nationalities:
            rows = tuple((row, how) for row, how in rows if row.type == "country")
        if length == 1 and (stem in vocabulary.compounds or stem in _EPITHETS):
            rows = ()
        if length == 1 and key in vocabulary.blocked:
            typed = _typed_before(words, i, prefix, stem, vocabulary)
            rows = tuple((row, how) for row, how in rows if how == "exact" and (typed or _definite(stem, row)))
        if rows:
            spots.append(Spot(i, i + length, prefix, key, rows, i, prefix, i + length))
            i += length
        else:
            i += 1
    return spots


def _crosswise(first: str, second: str) -> bool:
    """Whether two directions make no third, east and west being told last: «شرق جنوب السودان» is the east of جنوب السودان."""
    return first in "ew" and second in "ns"


def _definite(stem: str, row: Row) -> bool:
    """Whether a word with the article is the name of a well known place, though it may be two of a kind: «البحرين», «القريتين»."""
    return stem.startswith("ال") and row.origin == "own" and row.type in ("country", "city") and stem.endswith("ين")


def _opens(names: Names, fold: str, vocabulary: Vocabulary) -> int:
    """Whether a folded word, its proclitics off, can begin a place's name or something named otherwise; particles begin neither."""
    if fold in vocabulary.stops and fold != "علي":
        return 0
    phrase = any(stem in vocabulary.phrases for _, stem in strip_one(fold))
    return (PHRASE if phrase else 0) | (NAME if any(names.begins(start) for _, _, start in forms(fold)) else 0)


def _named_otherwise(words: Words, i: int, vocabulary: Vocabulary) -> int:
    """How many tokens from `i` on are the name of something else that holds a place's name; 0 for none."""
    for _, stem in strip_one(words.folds[i]):
        for phrase in vocabulary.phrases.get(stem, ()):
            size = len(phrase)
            if tuple(words.folds[i + 1 : i + size]) == phrase[1:] and all(words.follows(k) for k in range(i + 1, i + size)):
                return size
    return 0


def _typed_before(words: Words, i: int, prefix: str, stem: str, vocabulary: Vocabulary) -> bool:
    """Whether a word of place stands before a name that is one itself; «مناطق المدينة» are those of a town told before."""
    k = None if prefix else words.before(i)
    if k is None or words.folds[i].endswith(words.folds[k][-3:]):
        return False
    kinds = [vocabulary.types[head] for _, head in strip_one(words.folds[k]) if head in vocabulary.types]
    # «معسكرات الأكراد», «مدن الشرق»: whose or where they are; «أحياء السلام والوحدة» are names
    whose = stem in vocabulary.typed
    return any(kind.number == 1 or (stem not in vocabulary.anaphora and (not whose or kind.name == "quarter")) for kind in kinds)


def _longest(names: Names, words: Words, i: int, vocabulary: Vocabulary) -> tuple[int, str, str, str] | None:
    best: tuple[int, str, str, str] | None = None
    reach = 1
    while reach < LONGEST and words.goes_on(i + reach) and (
            not words.particle(i + reach, vocabulary.stops) or (words.folds[i + reach] == "او" and words.folds[i] in _PORTS)):
        reach += 1
    for prefix, stem, start in forms(words.folds[i]):
        if prefix[-1:] in _TIES and _governed(words, i, vocabulary):
            continue
        key = start
        for length in range(1, reach + 1):
            if length == 1 and prefix and len(stem) < 3:
                continue
            if length > 1:
                if words.folds[i + length - 1] == "-":
                    continue
                key += word_key(words.folds[i + length - 1])
            if names.bears(key) and (best is None or length > best[0] or (
                    length == best[0] and not best[1].startswith(prefix or "!") and "ك" not in prefix
                    and not _typed(words, i, vocabulary) and _better(names, key, best[3]))):
                best = length, prefix, stem, key
    return best


_EPITHETS = frozenset(("جديده", "قديمه", "كبيره", "صغيره"))  # «مدينة جديدة» is no town of that name
_TIES = frozenset(("ب", "ل", "ك"))
_PORTS = frozenset(("بور", "بورت"))  # «بور أو برنس»


def _typed(words: Words, i: int, vocabulary: Vocabulary) -> bool:
    """Whether a word of type stands right before."""
    return words.follows(i) and any(stem in vocabulary.types for _, stem in strip_one(words.folds[i - 1]))


def _governed(words: Words, i: int, vocabulary: Vocabulary) -> bool:
    """Whether the word before is a preposition: then the name has none of its own («على بشيلي» names بشيلي, not شيلي)."""
    if not words.follows(i):
        return False
    return any(stem in vocabulary.strong or stem in vocabulary.weak for _, stem in strip_one(words.folds[i - 1]))


def _better(names: Names, key: str, than: str) -> bool:
    """Whether a reading with a proclitic names an own place where the reading without one names none."""
    return any(row.origin == "own" for row in names.rows_named(key)) and not any(
        row.origin == "own" for row in names.rows_named(than))


@lru_cache(maxsize=8192)
def _surfaces(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(surface(name_words(name)) for name in names)


def _spelt(rows: tuple[Row, ...], written: list[str]) -> tuple[tuple[Row, str], ...]:
    """The rows with how their nearest name differs from the words as written; countries only where nothing differs."""
    seen = surface(written)
    ended = seen[:-1] + "ه" if seen.endswith("ا") else seen
    out = []
    for row in rows:
        how = "article"
        for name in _surfaces(row.names):
            if name == seen:
                how = "exact"
                break
            if (name[:-1] + "ه" if name.endswith("ا") else name) == ended:
                how = "ending"
        if how == "article" and len(written) == 1:
            how = "bare" if not seen.startswith("ال") else "added" if seen[2:] in _surfaces(row.names) else how
        if row.type == "country" and how != "exact":
            continue
        out.append((row, how))
    return tuple(out)
