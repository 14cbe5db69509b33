"""The speaker before a verb of saying."""

from __future__ import annotations

from marsad.reading.attribution.names import COMMAS, Tokens, head_of, listed
from marsad.reading.attribution.view import NAME_WORDS, View

__all__ = ["before_verb"]

_ASIDE = 24  # words of a parenthesis


def before_verb(view: View, at: int, low: int, title: bool, strong: bool) -> Tokens | None:
    """The speaker that stands before a verb of saying at token `at` («لكن الجيش أعلن», «وكان مصدر … قد أفاد»); `strong` where
    «أن» or a quotation follows the verb, so that it surely says something."""
    words, lex = view.words, view.lex
    place = at - 1 if at > low and words[at - 1] in lex.small["had"] else at
    high = place
    while high > low and words[high - 1] in COMMAS:
        high -= 1
    begin = high
    opened = False
    aside = 0  # «الناشط فلان (يعمل في …) قال إن»: what stands in parentheses makes no name long
    while begin > low and high - begin - aside < 22:
        word = words[begin - 1]
        if word == ")" and (shut := _opens(view, begin - 1, low)) >= 0:
            aside += begin - shut
            begin = shut
            continue
        opened = word in lex.openers
        inside = word in ("(", ")") or (word in COMMAS and high != place and begin != high)
        if opened or (view.tokens[begin - 1].kind == "punct" and not inside):
            break
        begin -= 1
    if not opened:
        # «من جهته», «في المقابل» before the speaker
        while begin < high and words[begin] in ("من", "في", "الي"):
            begin += 2
    if begin >= high:
        return None
    first = words[begin]
    hit = view.hit_at.get(begin)
    if listed(first, lex.small["mute"]):
        return None
    quoted = begin < view.closes.get(begin, -1) < min(high, begin + NAME_WORDS)
    named = head_of(view, first) is not None or (hit is not None and hit.id is not None) or quoted
    named = named or (first[:1] in "وف" and head_of(view, first[1:]) is not None)
    if not named and not _bare_name(view, begin, high, low, opened, strong):
        return None
    if opened:
        return begin, high
    commas = high != place or any(words[inner] in COMMAS for inner in range(begin, high))
    if high - begin - aside > (10 if title else 14) or (commas and begin != low):
        return None
    return begin, high


def _opens(view: View, at: int, low: int) -> int:
    """Where the parenthesis opens that closes at `at`, -1 where none does."""
    return next((place for place in range(at - 1, max(low, at - _ASIDE) - 1, -1) if view.words[place] == "("), -1)


def _bare_name(view: View, begin: int, high: int, low: int, opened: bool, strong: bool) -> bool:
    """Whether begin:high may be somebody's name though nothing known is in it («لكن قرقاش قال إن»): short, at the head of its
    clause, and where it has the article («الأحمدي») only before plain speech."""
    words, lex = view.words, view.lex
    if high - begin > 4 or not (opened or begin == low) or words[begin] in lex.small["nameless"] or len(words[begin]) < 2:
        return False
    if words[begin].startswith("ال") and (high - begin > 2 or not strong):
        return False
    for place in range(begin, high):
        word = words[place]
        if view.tokens[place].kind != "word" or word in lex.forms or word in lex.small["prepositions"] or word in lex.adjuncts:
            return False
        if listed(word, lex.events) or listed(word, lex.small["mute"]) or word in lex.time_heads or word in lex.light:
            return False
    return words[begin][:1] not in "وفبلك" or not opened
