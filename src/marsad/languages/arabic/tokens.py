"""Tokens: words, numbers, quotation marks and punctuation of a text, each with stored offsets and its folded form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from marsad.languages.arabic.folding import Folded, fold, fold_gaps

__all__ = ["Kind", "Token", "has_article", "strip_proclitics", "strip_suffixes", "tokenize"]

Kind = Literal["word", "number", "punct", "quote"]


class Token(NamedTuple):
    """`text[start:end]` in the stored text and its folded form. A named tuple, not a dataclass: millions are made."""

    start: int
    end: int
    fold: str
    kind: Kind


# Alternatives begin with different characters or fail at once: no backtracking; words first, for most tokens are. A thousands
# group is exactly three digits; the Arabic comma groups only between digits without a blank; a comma before one or two digits is
# a decimal one («2,4 مليار»). Digits glued to letters are tokens of their own, underscores vanish.
_TOKEN = re.compile(
    r"[^\W\d_]+"
    r"|%?(?:\d{1,3}(?:[,،]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+|,\d{1,2}(?!\d))?)%?"
    r"|(?<![\w.])\.\d+%?"
    r"|[^\w\s]"
)


def _kind(fold: str) -> Kind:
    """The kind of a token that begins with no letter."""
    first = fold[0]
    if first == '"':
        return "quote"
    if first.isdecimal() or (len(fold) > 1 and first in "%."):
        return "number"
    return "word" if first.isalnum() else "punct"


def tokenize(text: str | Folded) -> tuple[Token, ...]:
    """The tokens of a stored text (or of its folding, where that is at hand already) in order.

    Words are letter runs: digits glued to them («12حزيران») and the underscores of hashtags divide. Numbers keep decimals,
    thousands («1,500», «2.5», «١٬٥٠٠») and an attached percent sign. Every other visible character is a token of one character.
    """
    told = fold_gaps(text) if isinstance(text, str) else None
    if told is not None:
        return tuple(_with_gaps(*told))
    folded = fold(text) if isinstance(text, str) else text
    offsets = folded.offsets
    out: list[Token] = []
    append, new = out.append, tuple.__new__
    for hit in _TOKEN.finditer(folded.text):
        start, end = hit.span()
        word = hit[0]
        last, after = offsets[end - 1] + 1, offsets[end]
        kind: Kind = "word" if word[0].isalpha() else _kind(word)
        append(new(Token, (offsets[start], after if after > last else last, word, kind)))
    return tuple(out)


def _with_gaps(text: str, gaps: list[tuple[int, int]]) -> list[Token]:
    """The tokens of a folded text from which characters vanished (see `fold_gaps`): the gaps are passed once, token by token."""
    out: list[Token] = []
    append, new = out.append, tuple.__new__
    ahead = iter((*gaps, (len(text) + 1, 0)))
    until, gone = next(ahead)
    shift = 0
    # Between tokens stand only blanks and underscores, so that each is where it is found next: no match object is made for it.
    find, end = text.find, 0
    for word in _TOKEN.findall(text):
        start = find(word, end)
        end = start + len(word)
        while start >= until:
            shift = gone
            until, gone = next(ahead)
        first = start + shift
        while end >= until:
            shift = gone
            until, gone = next(ahead)
        append(new(Token, (first, end + shift, word, "word" if word[0].isalpha() else _kind(word))))
    return out


@lru_cache(maxsize=1 << 16)
def strip_proclitics(word: str) -> tuple[tuple[str, str], ...]:
    """Every way to read a folded word as proclitics and a stem, the whole word first: («وبالجيش») gives ("", "وبالجيش"),
    ("و", "بالجيش"), ("وب", "الجيش"), ("وبال", "جيش").

    Candidates only: which of them holds is for a lexicon to say. Conjunctions و ف, prepositions ب ك ل, future س, the article ال,
    and لل (ل with the article). No stem is shorter than two letters.
    """
    out = [("", word)]
    cuts = {0}
    joins = (0, 1) if word[:1] in ("و", "ف") else (0,)
    for join in joins:
        for tie in (0, 1):
            if tie and word[join : join + 1] not in ("ب", "ك", "ل", "س"):
                continue
            at = join + tie
            ends = [at]
            if word.startswith("ال", at) and word[join : at] not in ("ل", "س"):
                ends.append(at + 2)
            if tie and word.startswith("لل", join):
                ends.append(join + 2)
            for end in ends:
                if end not in cuts and len(word) - end >= 2:
                    cuts.add(end)
                    out.append((word[:end], word[end:]))
    return tuple(sorted(out, key=lambda pair: len(pair[0])))


_ARTICLES = ("ال", "وال", "بال", "لل", "فال", "ولل", "وبال", "كال")


def has_article(word: str) -> bool:
    """Whether a folded word begins as one with the article does, proclitics aside."""
    return word.startswith(_ARTICLES)


_SUFFIXES = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ني", "ه", "ك", "ي")
_ENDINGS = frozenset(suffix[-1] for suffix in _SUFFIXES)


def strip_suffixes(word: str) -> tuple[tuple[str, str], ...]:
    """Every way to read a folded word as a stem and a pronoun suffix, the whole word first: («مدينتهم») gives ("مدينتهم", ""),
    ("مدينت", "هم"), ("مدينه", "هم").

    A stem that ends in ت is given with ه too (ة before a suffix), one that ends in ا with ي too (ى before a suffix), and one in
    ي or و (construct plural, «مقاتليهم») with ين or ون. Candidates only. No stem is shorter than two letters.
    """
    out = [(word, "")]
    if word[-1:] not in _ENDINGS:
        return tuple(out)
    for suffix in _SUFFIXES:
        if not word.endswith(suffix) or len(word) - len(suffix) < 2:
            continue
        stem = word[: -len(suffix)]
        out.append((stem, suffix))
        if len(stem) < 3:
            continue
        if stem[-1] == "ت":
            out.append((stem[:-1] + "ه", suffix))
        elif stem[-1] == "ا":
            out.append((stem[:-1] + "ي", suffix))
        elif stem[-1] in "يو":
            out.append((stem + "ن", suffix))
    return tuple(out)
