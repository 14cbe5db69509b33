"""What the parsers of times share: the tokens, the days they count from, and small look-ups. A parser takes a token index and
gives (value, index after it), or None."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from marsad.languages.arabic.numerals import Numeral, read_numeral, read_ordinal
from marsad.languages.arabic.time_sieve import NUMBER, ORDINAL, opens
from marsad.languages.arabic.time_values import When
from marsad.languages.arabic.time_words import TimeWord, context, phrase_index, time_words
from marsad.languages.arabic.tokens import Token, strip_proclitics

__all__ = ["Found", "Scan"]

Found = tuple[When, int]
_FUTURE_REACH = 18
_YESTERDAY = frozenset(("امس", "الامس"))
_STOPS = frozenset(".؛!?؟…\"")


@lru_cache(maxsize=1 << 16)
def _begun(name: str, fold: str, clitics: bool) -> tuple[tuple[str, ...], ...]:
    """The phrases of list `name` that a folded token may begin; none for most."""
    index = phrase_index(name)
    return tuple(parts for _, head in (strip_proclitics(fold) if clitics else (("", fold),)) for parts in index.get(head, ()))


@dataclass(frozen=True, slots=True)
class Scan:
    """Tokens and the days that times count from: `dispatch` for weekdays and "this month", `printed` for «أمس» where an outlet
    rewrote a dispatch; `lean` is `past` or `future`: where a month without a year, or a bare weekday, is sought; `numbers` remembers
    numerals read, `lines` are the tokens that begin a line, `years` the last year told («العام نفسه»), `told` the first
    day of the last time that was («الثاني منه»), `days` the day that is told of, once sought."""

    tokens: Sequence[Token]
    dispatch: date
    printed: date
    lean: str = "past"
    numbers: dict[int, Numeral | None] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)
    told: list[date] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    lines: frozenset[int] = frozenset()

    @property
    def today(self) -> date:
        """The day that is told of where none is named: the day before the printing day where a paper counts from «أمس» and never says
        «اليوم», else the dispatch's."""
        if not self.days:
            folds = {token.fold for token in self.tokens}
            eve = not folds.isdisjoint(_YESTERDAY) and "اليوم" not in folds
            self.days.append(self.printed - timedelta(days=1) if eve and self.dispatch == self.printed else self.dispatch)
        return self.days[0]

    def flags(self, at: int) -> int:
        """What the sieve says of token `at`; 0 beyond the ends."""
        if not 0 <= at < len(self.tokens):
            return 0
        token = self.tokens[at]
        return opens(token.fold, token.kind)

    def fold(self, at: int) -> str:
        """The folded token at `at`, "" beyond the ends."""
        return self.tokens[at].fold if 0 <= at < len(self.tokens) else ""

    def word(self, at: int, *tables: str) -> TimeWord | None:
        """The meaning of token `at` in the first of `tables` that has it."""
        meanings = time_words(self.fold(at))
        if meanings:
            for table in tables:
                for meaning in meanings:
                    if meaning.table == table:
                        return meaning
        return None

    def phrase(self, at: int, name: str, *, clitics: bool = True) -> int:
        """The index after the phrase of list `name` that begins at `at`; `at` itself where none does."""
        fold = self.fold(at)
        if not fold:
            return at
        for parts in _begun(name, fold, clitics):
            if len(parts) == 1 or all(self.fold(at + i) == part for i, part in enumerate(parts[1:], 1)):
                return at + len(parts)
        return at

    def number(self, at: int, *, most: float = 1e6) -> tuple[int, int] | None:
        """A whole number of 1 to `most` in digits or words at `at`, and the index after it."""
        if not self.flags(at) & NUMBER:
            return None
        if at not in self.numbers:
            self.numbers[at] = read_numeral(self.tokens, at)
        found = self.numbers[at]
        if found is None or found.kind != "cardinal" or found.percent or found.low is None:
            return None
        value = found.low
        return (int(value), found.last) if value == int(value) and 1 <= value <= most else None

    def ordinal(self, at: int) -> tuple[int, int] | None:
        """An ordinal at `at`, and the index after it."""
        if not self.flags(at) & ORDINAL:
            return None
        found = read_ordinal(self.tokens, at)
        return (int(found.low), found.last) if found is not None and found.low is not None else None

    def shift(self, at: int) -> tuple[str, int]:
        """past, current or next, where token `at` says so («الماضي», «الجاري»), and the index after it; ("", at) otherwise."""
        word = self.word(at, "shifts")
        if word is None or word.prefix or self.fold(at) in ("هذا", "هذه"):
            return "", at
        return word.value, at + 1

    def ahead(self, at: int, *, months: bool = True) -> bool:
        """Whether what stands before token `at` in its sentence speaks of what is to come, or the caller leans there. «اعتبارا من»
        does so before a month's day («اعتبارا من الأول من أغسطس»), not before a weekday, nor where it had been so («كان قد …»)."""
        if self.lean == "future":
            return True
        soft = False
        for place in range(at - 1, max(-1, at - _FUTURE_REACH), -1):
            fold = self.tokens[place].fold
            if fold in _STOPS or place + 1 in self.lines:
                return soft
            if fold in context("future") or (fold[:1] in "وفل" and fold[1:] in context("future")):
                return True
            if soft and fold in context("had"):
                return False
            soft = soft or (months and fold in context("from_then"))
        return soft

    def near(self, at: date) -> bool:
        """Whether a day is not later than what the report can know."""
        return at <= max(self.dispatch, self.printed)
