"""A report made ready for attribution: tokens by sentence, quotations paired, the registry's hits by token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from marsad.languages.arabic import Token
from marsad.reading.attribution.lexicon import Lexicon

__all__ = ["Hit", "Named", "View", "look"]

_TELLING = frozenset({"body", "court", "monitor", "agency", "agency-state", "analyst", "outlet"})
_AGENCIES = frozenset({"agency", "agency-state"})

_OPENING, _CLOSING = "«‹", "»›"
# more words than these between quotation marks are speech, fewer may be a name
NAME_WORDS = 6
# tokens of the longest sentence read as one
STRETCH = 1000


class Named(Protocol):
    """A span the registry knows: `model.Mention` and `registry` hits both are such."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """Behind the last code point."""

    @property
    def id(self) -> str | None:
        """The registry's id."""

    @property
    def type(self) -> str:
        """Type of the actor, or `body`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A registry hit as token span: whose, whether it is a body that tells rather than fights, whether a medium, an agency;
    `inside` where a proclitic stands before it in its token."""

    start: int
    end: int
    id: str | None
    telling: bool
    medium: bool
    agency: bool
    inside: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """`words` are the folded tokens; `sentences` token spans, one a passage, `fresh[i]` true where sentence i begins a line;
    `closes` maps the token of an opening quotation mark to its closing one (or the end of its line)."""

    lex: Lexicon
    text: str
    tokens: Sequence[Token]
    words: list[str]
    sentences: list[tuple[int, int]]
    fresh: list[bool]
    closes: dict[int, int]
    closing: frozenset[int]
    hits: list[Hit]
    hit_at: dict[int, Hit]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Stored span of tokens start:end (not empty)."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def raw(self, place: int) -> str:
        """Token `place` as it is written."""
        token = self.tokens[place]
        return self.text[token.start : token.end]

    def find(self, word: str, start: int, end: int) -> int:
        """The first token in start:end that is `word`, -1 where none is."""
        try:
            return self.words.index(word, start, end)
        except ValueError:
            return -1

    def hits_in(self, start: int, end: int) -> list[Hit]:
        """Hits that lie wholly inside tokens start:end."""
        low = bisect_left(self.hits, start, key=lambda hit: hit.start)
        out = []
        for hit in self.hits[low:]:
            if hit.start >= end:
                break
            if hit.end <= end:
                out.append(hit)
        return out


def _pair(text: str, tokens: Sequence[Token], sentences: list[tuple[int, int]], fresh: list[bool]) -> dict[int, int]:
    """Opening to closing marks, a stack a line: marks are read by their shape («») or by the blanks beside them."""
    closes: dict[int, int] = {}
    stack: list[int] = []
    for number, (low, high) in enumerate(sentences):
        if fresh[number]:
            for left in stack[:1]:
                closes[left] = low - 1  # never closed on its line: to the end of it
            stack.clear()
        for place in range(low, high):
            token = tokens[place]
            if token.kind != "quote":
                continue
            mark = text[token.start]
            before = token.start == 0 or not (text[token.start - 1].isalnum() or text[token.start - 1] in ".،؛!؟?)")
            following = text[token.end : token.end + 1]
            after = not following or not (following.isalnum() or following in "«“\"")
            if mark in _OPENING and not (after and stack):
                opens = True
            elif mark in _CLOSING and not (before and not stack):
                opens = False
            elif before and not after:
                opens = True
            else:
                opens = not stack
            if opens:
                stack.append(place)
            elif stack:
                closes[stack.pop()] = place
    for left in stack[:1]:
        closes[left] = len(tokens)
    return closes


def look(
    lex: Lexicon, text: str, tokens: Sequence[Token], passages: Sequence[tuple[int, int]], hits: Sequence[Named],
) -> View:
    """The view of a report; linear in its tokens."""
    sentences: list[tuple[int, int]] = []
    fresh: list[bool] = []
    place, total = 0, len(tokens)
    last = 0
    for start, end in passages:
        while place < total and tokens[place].end <= start:
            place += 1
        low = place
        while place < total and tokens[place].start < end:
            place += 1
        new = "\n" in text[last:start] or not last
        last = end
        while low < place or not sentences:
            # a sentence without an end is read in stretches: what is said in it stays linear
            sentences.append((low, min(place, low + STRETCH)))
            fresh.append(new)
            low, new = low + STRETCH, False
            if low >= place:
                break
    starts = [token.start for token in tokens]
    found = []
    for mention in hits:
        low = bisect_left(starts, mention.start)
        # a hit behind a proclitic begins inside its token
        if low and tokens[low - 1].end > mention.start:
            low -= 1
        high = bisect_left(starts, mention.end)
        if high > low:
            agency = mention.type in _AGENCIES
            medium = agency or mention.type == "outlet"
            found.append(Hit(low, high, mention.id, mention.type in _TELLING, medium, agency, starts[low] < mention.start))
    found.sort(key=lambda hit: (hit.start, -hit.end))
    closes = _pair(text, tokens, sentences, fresh)
    hit_at: dict[int, Hit] = {}
    for hit in found:
        hit_at.setdefault(hit.start, hit)
    return View(
        lex, text, tokens, [token.fold for token in tokens], sentences, fresh, closes, frozenset(closes.values()), found, hit_at,
    )
