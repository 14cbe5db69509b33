"""Numbers of a text: counts in digits and words, duals of counted nouns, vague counts, ranges, shares, ordinals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.languages.arabic.folding import fold_key
from marsad.languages.arabic.number_ranges import in_list, labels, range_at
from marsad.languages.arabic.number_words import counted, number_word, phrases, words
from marsad.languages.arabic.numerals import Numeral, read_numeral, read_ordinal
from marsad.languages.arabic.tokens import Token, strip_proclitics, tokenize

__all__ = ["NumberSpan", "find_numbers"]

_NEAR = 7
_STOPS = frozenset(".،؛:!?؟…()")


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number: `text == stored[start:end]`, with the phrase that bends it («أكثر من 40»), without what it counts.

    `low` and `high`: None where open («أكثر من 40» has no high) or untold («عدة»). `kind`: `cardinal`, `dual` («قريتين», the
    span is the noun), `vague` («عشرات» 20–99), `open` («عدد من»), `range` («بين 5 و10»), `fraction` («نصف» is 0.5), `one` («أحد
    عناصر»), `ordinal` («السادس», and numbers that name: «القرار 2216», «إف-16»). `percent`: low and high are hundredths.
    `approximate`: «نحو», «حوالي». `unit` is the folded singular of the counted noun beside it ("" where the lexicon knows none),
    `group` its sort (person, vehicle, time …). `first` and `last` (exclusive) are indices of the tokens it was read from.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    kind: str
    percent: bool = False
    approximate: bool = False
    unit: str = ""
    group: str = ""
    first: int = 0
    last: int = 0


def find_numbers(text: str, tokens: Sequence[Token] | None = None) -> tuple[NumberSpan, ...]:
    """The numbers of stored text `text` in order, none overlapping; `tokens` are its tokens where at hand already.

    Years, days of dates and times of day are among them: what lies inside a time is for the caller to leave out.
    """
    tokens = tokenize(text) if tokens is None else tokens
    out: list[NumberSpan] = []
    at = floor = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind != "number" and not (token.kind == "word" and _numbers(token.fold)):
            at += 1
            continue
        found = _at(text, tokens, at, floor)
        if found is None:
            at += 1
            continue
        out.append(found)
        at = floor = max(found.last, at + 1)
    return tuple(out)


@lru_cache(maxsize=1 << 16)
def _numbers(fold: str) -> bool:
    """Whether a word can begin a number: a number word or the dual of a counted noun. Most words cannot."""
    noun = counted(fold)
    return number_word(fold) is not None or (noun is not None and noun.form == "two")


def _at(text: str, tokens: Sequence[Token], at: int, floor: int) -> NumberSpan | None:
    token = tokens[at]
    if token.kind == "number":
        numeral = read_numeral(tokens, at)
    elif token.kind == "word":
        word = number_word(token.fold)
        if word is None:
            return _dual(text, tokens, at, floor)
        ordinal = read_ordinal(tokens, at)
        if ordinal is not None:
            return _span(text, tokens, ordinal, floor)
        if word.role == "first_of_eleven" and read_numeral(tokens, at) is None:
            return _one(text, tokens, at) if word.prefix in ("", "و", "ف", "ل", "ب") else None
        numeral = read_numeral(tokens, at)
    else:
        return None
    if numeral is None:
        return None
    if numeral.kind == "cardinal":
        if numeral.digits and labels(tokens, at):
            return _span(text, tokens, Numeral(at, numeral.last, numeral.low, numeral.high, "ordinal"), floor)
        signed = _hundredths(tokens, numeral) or _negative(text, tokens, numeral, floor)
        if signed is not None:
            return signed if isinstance(signed, NumberSpan) else _span(text, tokens, signed, floor)
        whole = range_at(tokens, at, floor, numeral)
        if whole is not None:
            return _span(text, tokens, whole, floor)
    return _span(text, tokens, numeral, floor)


def _one(text: str, tokens: Sequence[Token], at: int) -> NumberSpan | None:
    """«أحد عناصر»: one of some, where a plural or a definite noun follows; not «لا أحد», «أحد ينتظر»."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "word" or in_list(tokens, at - 1, "no"):
        return None
    noun = counted(tokens[at + 1].fold)
    if not (noun is not None and noun.form == "many") and not tokens[at + 1].fold.startswith("ال"):
        return None
    start, end = tokens[at].start, tokens[at].end
    unit, group = (noun.lemma, noun.group) if noun else ("", "")
    return NumberSpan(start, end, text[start:end], 1, 1, "one", unit=unit, group=group, first=at, last=at + 1)


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dual is the adjective of the dual before it: «ضابطين تركيين»."""
    if at == 0 or tokens[at - 1].kind != "word" or not tokens[at - 1].fold.endswith(("ان", "ين")):
        return False
    before = counted(tokens[at - 1].fold)
    return before is not None and before.form != "one"


def _dual(text: str, tokens: Sequence[Token], at: int, floor: int) -> NumberSpan | None:
    noun = counted(tokens[at].fold)
    if noun is None or noun.form != "two" or (noun.group == "person" and _describes(tokens, at)):
        return None
    last = at + 1
    if last < len(tokens) and tokens[last].kind == "word":
        after = number_word(tokens[last].fold)
        if after is not None and after.role == "units" and after.low == 2 and not after.prefix:
            last += 1  # «مقيمين اثنين»
    numeral = Numeral(at, last, 2, 2, "dual")
    return _span(text, tokens, numeral, floor, (noun.lemma, noun.group))


def _hundredths(tokens: Sequence[Token], number: Numeral) -> Numeral | None:
    """«77/100»: parts of a hundred or a thousand; smaller denominators are as likely the month of a date."""
    at = number.last
    if not number.digits or number.low is None or at + 1 >= len(tokens) or tokens[at].fold != "/":
        return None
    if tokens[at + 1].fold not in ("100", "1000") or tokens[at].start != tokens[at - 1].end:
        return None
    value = number.low / float(tokens[at + 1].fold)
    return Numeral(number.first, at + 2, value, value, "fraction")


def _negative(text: str, tokens: Sequence[Token], number: Numeral, floor: int) -> NumberSpan | None:
    """«-1.2» standing alone. A hyphen before what is counted («-5 قتلى») is a bullet."""
    sign = number.first - 1
    if not number.digits or number.low is None or sign < floor or tokens[sign].fold != "-":
        return None
    start, end = tokens[sign].start, tokens[number.last - 1].end
    apart = tokens[sign].end != tokens[number.first].start or text[max(0, start - 1) : start].strip()
    if apart or (number.last < len(tokens) and tokens[number.last].kind != "punct"):
        return None
    return NumberSpan(start, end, text[start:end], -number.low, -number.low, "cardinal", first=sign, last=number.last)


def _effect_before(tokens: Sequence[Token], at: int, floor: int) -> tuple[str, int]:
    """The effect of the phrase that ends right before token `at`, and where it begins; ("", at) where there is none."""
    if at > floor and tokens[at - 1].kind == "word":
        fold = tokens[at - 1].fold
        for key in dict.fromkeys(stem for _, stem in strip_proclitics(fold)):
            for phrase, effect in phrases("before").get(key, ()):
                begin = at - len(phrase)
                if begin < floor:
                    continue
                heads = tuple(token.fold for token in tokens[begin:at])
                stems = [stem for _, stem in strip_proclitics(heads[0])]
                if heads[1:] == phrase[1:] and phrase[0] in stems:
                    return effect, begin
    return "", at


def _effect_after(tokens: Sequence[Token], at: int) -> str:
    """The effect of a phrase within a few words after the number, before punctuation or another number."""
    for place in range(at, min(len(tokens), at + _NEAR)):
        token = tokens[place]
        if token.kind == "number" or token.fold in _STOPS:
            return ""
        for phrase, effect in phrases("after").get(token.fold, ()):
            if tuple(one.fold for one in tokens[place : place + len(phrase)]) == phrase:
                behind = tokens[place + len(phrase)].fold if place + len(phrase) < len(tokens) else ""
                return "" if phrase[-1] == "واكثر" and behind == "من" else effect  # «900 قتلوا وأكثر من 4000 جرحوا»
        if token.kind == "word" and place > at:
            word = number_word(token.fold)
            if word is not None and word.role in ("units", "tens", "hundreds", "scales"):
                return ""
    return ""


def _percent(tokens: Sequence[Token], at: int) -> int:
    """The token after a percent sign or word at `at`; `at` itself where none stands there."""
    if at < len(tokens) and tokens[at].fold == "%":
        return at + 1
    for phrase in words("percent"):
        if tuple(token.fold for token in tokens[at : at + len(phrase)]) == phrase:
            return at + len(phrase)
    return at


def _unit(tokens: Sequence[Token], at: int) -> tuple[str, str]:
    """The counted noun at `at`, «من» before it passed over."""
    for place in range(at, min(len(tokens), at + 2)):
        if tokens[place].kind != "word":
            break
        noun = counted(tokens[place].fold)
        if noun is not None and not noun.prefix.startswith(("و", "ف", "ب", "ل", "ك")):  # «قتل أربعة بغارة»
            return noun.lemma, noun.group
        if tokens[place].fold != "من":
            break
    return "", ""


def _unit_within(tokens: Sequence[Token], number: Numeral) -> tuple[str, str] | None:
    """The counted noun between the ends of a range: «بين 250 ألف شخص و300 ألف»."""
    inner = (token.fold for token in tokens[number.first + 1 : number.last] if token.kind == "word" and number_word(token.fold) is None)
    noun = next((found for fold in inner if (found := counted(fold)) is not None), None)
    return (noun.lemma, noun.group) if noun is not None else None


def _unit_before(tokens: Sequence[Token], at: int, floor: int, count: int) -> tuple[str, str]:
    """The counted noun before «واحد» or «اثنين», an adjective between passed over: «جندي أفغاني واحد». A singular is not counted by
    two: «إصابة اثنين»."""
    for place in range(at - 1, max(floor, at - 3) - 1, -1):
        if tokens[place].kind != "word":
            break
        noun = counted(tokens[place].fold)
        if noun is not None:
            return (noun.lemma, noun.group) if count == 1 or noun.form != "one" else ("", "")
    return "", ""


def _behind_proclitics(text: str, token: Token) -> int:
    """Where the token's number word begins in the stored text, conjunction and preposition left out («وثلاثة» at ث)."""
    word = number_word(token.fold) or counted(token.fold)
    letters = len(word.prefix.removesuffix("ال")) if word is not None and not word.prefix.endswith("لل") else 0
    at = token.start
    while at < token.end and (letters or not fold_key(text[at])):
        letters -= len(fold_key(text[at]))
        at += 1
    return at if letters == 0 and at < token.end else token.start


def _span(
    text: str, tokens: Sequence[Token], number: Numeral, floor: int, noun: tuple[str, str] | None = None
) -> NumberSpan:
    first, last = number.first, number.last
    low, high = number.low, number.high
    kind = number.kind
    percent, approximate = number.percent, False
    if kind != "ordinal":
        if kind in ("cardinal", "range", "vague") and not percent:
            behind = _percent(tokens, last)
            percent, last = behind > last, behind
        effect, begin = _effect_before(tokens, first, floor)
        if kind == "range" and not effect and first > floor and in_list(tokens, first - 1, "between"):
            begin = first - 1
            if begin > floor and tokens[begin - 1].fold == "ما":
                begin -= 1
        first = begin
        effect = effect or _effect_after(tokens, last)
        if effect == "least" and kind != "open":
            high = None
        elif effect == "most" and kind != "open":
            low = None
        approximate = effect == "about"
    unit, group = noun or (_unit_within(tokens, number) if kind == "range" else None) or _unit(tokens, last)
    if not unit and low == high and low in (1, 2) and kind == "cardinal" and not tokens[first].fold.startswith("واثن"):
        unit, group = _unit_before(tokens, first, floor, int(low))
    start, end = _behind_proclitics(text, tokens[first]), tokens[last - 1].end
    return NumberSpan(start, end, text[start:end], low, high, kind, percent, approximate, unit, group, first, last)
