"""One number out of words and digits: «ثلاثة آلاف ومئتين وخمسين», «1.5 مليون», «مليون ونصف», «عشرات الآلاف»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.languages.arabic.number_words import NumberWord, number_word, vague_word
from marsad.languages.arabic.tokens import Token

__all__ = ["Numeral", "read_numeral", "read_ordinal"]

_LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from tokens `first` to `last` (exclusive); `kind` cardinal, vague, open or fraction; `scale` the last scale
    word in it (1 where none), `digits` whether it is written in digits alone, `percent` whether a % sign is glued to it."""

    first: int
    last: int
    low: float | None
    high: float | None
    kind: str
    scale: float = 1
    digits: bool = False
    percent: bool = False


def _digits(fold: str) -> float | None:
    bare = fold.strip("%").replace("،", ",")
    _, _, part = bare.partition(",")
    plain = bare.replace(",", ".") if part and len(part) < 3 and part.isdigit() else bare.replace(",", "")
    value = float(plain)
    return value if value <= _LARGEST else None


def _follows(tokens: Sequence[Token], at: int) -> tuple[NumberWord | float | None, bool, int]:
    """What stands at token `at` as the next part of a number: (word or digits, whether و joins it, the token after it)."""
    joined = False
    if at < len(tokens) and tokens[at].fold == "و":
        joined, at = True, at + 1
    if at >= len(tokens):
        return None, joined, at
    token = tokens[at]
    if token.kind == "number":
        return _digits(token.fold), joined, at + 1
    if token.kind != "word":
        return None, joined, at
    word = number_word(token.fold)
    if word is None or word.prefix[:1] in ("ف", "ب", "ل", "ك") or (joined and word.prefix.startswith("و")):
        return None, joined, at
    return word, joined or word.prefix.startswith("و"), at + 1


def read_numeral(tokens: Sequence[Token], at: int, *, join: bool = True) -> Numeral | None:
    """The longest cardinal, vague count or fraction that begins at token `at`; None where none does.

    `join` false reads no part joined by و, as needed after «بين».
    """
    token = tokens[at]
    if token.kind == "number":
        value = _digits(token.fold)
        if value is None:
            return None
        return _compose(tokens, at, at + 1, value, "digits", join, "%" in token.fold)
    word = number_word(token.fold) if token.kind == "word" else None
    if word is None:
        return None
    if word.role == "scales":
        word = vague_word(token.fold) or word
    if word.role in ("open", "vague"):
        return _vague(tokens, at, word)
    if word.role == "fractions":
        return _fraction(tokens, at, word)
    if word.role == "first_of_eleven":
        after, joined, _ = _follows(tokens, at + 1)
        if joined or not isinstance(after, NumberWord) or after.role != "units" or after.low != 10:
            return None
    if word.role not in ("units", "first_of_eleven", "joined_teens", "tens", "hundreds", "scales", "dual_scales", "zero"):
        return None
    return _compose(tokens, at, at + 1, word.low, word.role, join, False)


def _vague(tokens: Sequence[Token], at: int, word: NumberWord) -> Numeral | None:
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if word.role == "open":
        near = [token.fold for token in tokens[at + 1 : at + 3] if token.kind == "word"]
        if word.needs and word.needs not in near:
            return None
        return Numeral(at, at + 1, None, None, "open") if near else None
    low, high, last = word.low, word.high, at + 1
    times = number_word(after.fold) if after is not None and after.kind == "word" else None
    if times is not None and not times.prefix.startswith(("و", "ف", "ب", "ل", "ك")):
        if times.role == "scales":
            return Numeral(at, at + 2, low * times.low, (high + 1) * times.low - 1 if low >= 20 else high * times.low, "vague")
        if times.role == "vague" and low != times.low:
            ten = times.low / 2 if times.low > 9 else 1
            scale = times.low / 2 if times.low >= 20 else ten
            return Numeral(at, at + 2, low * scale, (high + 1) * scale - 1, "vague")
        if word.low == 3 and times.role == "units" and times.low == 10:
            return Numeral(at, at + 2, 13, 19, "vague")
    return Numeral(at, last, low, high, "vague")


def _fraction(tokens: Sequence[Token], at: int, word: NumberWord) -> Numeral:
    after, joined, last = _follows(tokens, at + 1)
    if isinstance(after, NumberWord) and not joined and after.role == "scales":
        return Numeral(at, last, word.low * after.low, word.low * after.low, "cardinal", after.low)
    return Numeral(at, at + 1, word.low, word.low, "fraction")


@dataclass(slots=True)
class _Sum:
    """What is composed so far: `total` of closed scales, `group` below the next, the last part's role and worth."""

    total: float
    group: float
    scale: float
    role: str
    worth: float

    def takes(self, part: NumberWord | float, joined: bool) -> bool:
        """Whether `part` belongs to this number; takes it in if so."""
        role, worth = ("digits", part) if isinstance(part, float) else (part.role, part.low)
        low = self.group % 100
        if role == "units" and worth == 10 and not joined:
            if self.role not in ("units", "first_of_eleven") or not 1 <= low <= 9:
                return False
            self.group += 10
            role = "teens"
        elif role in ("units", "tens", "joined_teens", "first_of_eleven") and joined:
            after_unit = role == "tens" and self.role in ("units", "first_of_eleven") and 1 <= low <= 9
            fresh = self.role in ("hundreds", "scales", "dual_scales") and low == 0
            if not (after_unit or fresh):
                return False
            self.group += worth
        elif role == "hundreds" and not joined and worth == 100 and self.role == "units" and 3 <= low <= 9:
            self.group += low * 99
        elif role in ("hundreds", "digits") and joined:
            if self.role not in ("scales", "dual_scales") or self.group or worth >= self.scale:
                return False
            self.group = worth
        elif role == "scales" and not joined and worth < self.scale and self.role not in ("scales", "dual_scales"):
            self.total += self.group * worth
            self.group, self.scale = 0, worth
        elif role in ("scales", "dual_scales") and joined and self.total and not self.group and worth < self.scale:
            self.total += worth
            self.scale = worth / 2 if role == "dual_scales" else worth
        else:
            return False
        self.role, self.worth = role, worth
        return True


def _compose(
    tokens: Sequence[Token], first: int, at: int, value: float, role: str, join: bool, percent: bool
) -> Numeral | None:
    whole = float("inf")
    if role in ("scales", "dual_scales"):
        state = _Sum(value, 0, value / 2 if role == "dual_scales" else value, role, value)
    else:
        state = _Sum(0, value, whole, role, value)
    odd = False
    while not percent:
        part, joined, after = _follows(tokens, at)
        if part is None or (joined and not join):
            break
        if isinstance(part, NumberWord) and joined and part.role == "fractions":
            if state.group == 0 and state.scale < whole:
                state.total += part.low * state.scale
            else:
                state.group += part.low
            at = after
            again, also, behind = _follows(tokens, at)
            if isinstance(again, NumberWord) and not also and again.role == "scales" and (again.definite or again.low == state.scale):
                at = behind  # «مليون ونصف المليون»
            break
        if isinstance(part, NumberWord) and joined and part.role == "odd":
            odd, at = True, after
            break
        if isinstance(part, NumberWord) and not joined and part.role == "point":
            decimal = _follows(tokens, after)
            if decimal[0] is not None and not decimal[1]:
                worth = decimal[0] if isinstance(decimal[0], float) else decimal[0].low
                state.group += float(f"0.{worth:.0f}")
                at = decimal[2]
            break
        if not state.takes(part, joined):
            break
        at = after
    amount = state.total + state.group
    return Numeral(
        first, at, amount, amount + 9 if odd else amount, "vague" if odd else "cardinal",
        state.scale if state.scale < whole else 1, role == "digits" and at == first + 1, percent,
    )


def read_ordinal(tokens: Sequence[Token], at: int) -> Numeral | None:
    """The ordinal that begins at token `at` («السادس», «الحادي والعشرين», «الثانية عشرة», «التسعون»); None where none does."""
    token = tokens[at]
    word = number_word(token.fold) if token.kind == "word" else None
    if word is None or word.role not in ("ordinals", "first_of_eleven", "units", "tens"):
        return None
    if word.role == "tens":
        return Numeral(at, at + 1, word.low, word.low, "ordinal") if word.definite else None
    part, joined, after = _follows(tokens, at + 1)
    if isinstance(part, NumberWord) and 1 <= word.low <= 9:
        if not joined and part.role == "units" and part.low == 10 and (word.role == "ordinals" or word.definite):
            return Numeral(at, after, word.low + 10, word.low + 10, "ordinal")
        if joined and part.role == "tens" and part.definite and word.definite:
            if word.role == "ordinals" or word.low == 1:
                return Numeral(at, after, word.low + part.low, word.low + part.low, "ordinal")
            return None
    return Numeral(at, at + 1, word.low, word.low, "ordinal") if word.role == "ordinals" else None
