"""Ranges of numbers («بين 5 و10», «من 5 إلى 10», «5-10»), and numbers that name instead of counting («القرار 2216»)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.languages.arabic.number_words import counted, number_word, words
from marsad.languages.arabic.numerals import Numeral, read_numeral
from marsad.languages.arabic.tokens import Token

__all__ = ["in_list", "labels", "range_at"]

_NEAR = 7
_FAR = 16
_YEARS = frozenset("عام العام لعام بعام وعام سنه السنه لسنه وسنه".split())


def in_list(tokens: Sequence[Token], at: int, name: str) -> bool:
    """Whether token `at` is an entry of list `name` (numbers.toml, words)."""
    return 0 <= at < len(tokens) and (tokens[at].fold,) in words(name)


def range_at(tokens: Sequence[Token], at: int, floor: int, first: Numeral) -> Numeral | None:
    """The range that begins with number `first`: «بين 5 و10», «من 5 إلى 10», «5-10», «5 أو 6»; None where none does."""
    low, second = first, None
    if at > floor and in_list(tokens, at - 1, "between") and not in_list(tokens, at - 2, "from"):
        second = _joined(tokens, low.last)
        if second is None and low.scale > 1 and low.last < len(tokens) and counted(tokens[low.last].fold) is not None:
            second = _joined(tokens, low.last + 1)  # «بين 250 ألف شخص و300 ألف»
        if second is None:
            bare = read_numeral(tokens, at, join=False)
            second = _joined(tokens, bare.last) if bare is not None else None
            low = bare or first
        if second is None and in_list(tokens, low.last, "or"):
            second = read_numeral(tokens, low.last + 1)  # «بين 20 أو 30»
        return _spread(low, second)
    after = low.last
    if after + 1 >= len(tokens):
        return None
    if in_list(tokens, after, "until"):
        reach = _FAR if at > floor and in_list(tokens, at - 1, "from") else _NEAR  # «ارتفع عدد قتلى الهجوم على … من 12 إلى 20»
        if any((token.fold,) in words("change") for token in tokens[max(0, at - reach) : at]):
            return None
        if at > floor and tokens[at - 1].fold in _YEARS:
            return None  # «القتلى منذ عام 2014 إلى 3450»
        second = read_numeral(tokens, after + 1)
    elif tokens[after].fold == "-" and low.digits and tokens[after + 1].kind == "number":
        second = read_numeral(tokens, after + 1)
        years = low.low is not None and 1900 <= low.low <= 2100
        beyond = second is not None and second.last < len(tokens) and tokens[second.last].fold in ("-", "/")
        if years or beyond or (at > 0 and tokens[at - 1].fold in ("-", "/", "+")):
            return None
    elif in_list(tokens, after, "or"):
        second = read_numeral(tokens, after + 1)
    return _spread(low, second)


def _joined(tokens: Sequence[Token], at: int) -> Numeral | None:
    """The number that و joins at token `at`."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    if tokens[at].fold == "و":
        return read_numeral(tokens, at + 1) if at + 1 < len(tokens) else None
    word = number_word(tokens[at].fold)
    return read_numeral(tokens, at) if word is not None and word.prefix.startswith("و") else None


def _spread(low: Numeral, high: Numeral | None) -> Numeral | None:
    if high is None or low.low is None or high.low is None or high.kind != "cardinal":
        return None
    begin = low.low
    if low.scale == 1 and high.scale > 1 and begin * high.scale <= high.low:
        begin *= high.scale  # «بين 5 و10 آلاف»: the scale belongs to both
    if begin >= high.low:
        return None
    return Numeral(low.first, high.last, begin, high.low, "range", high.scale, low.digits and high.digits, high.percent)


def labels(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number at `at` names a thing («القرار 2216», «إف-16») instead of counting."""
    place = at - 1
    if place >= 1 and tokens[place].fold == "مجموعه" and tokens[place - 1].fold in ("ما", "بما"):
        return False  # «ما مجموعه 52 مقاتلا»
    if place >= 1 and tokens[place].fold == "-" and tokens[place].end == tokens[at].start:
        place -= 1
    return in_list(tokens, place, "label")
