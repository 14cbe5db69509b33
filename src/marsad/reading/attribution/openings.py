"""Where what is said begins."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.reading.attribution.lexicon import Verb, bare
from marsad.reading.attribution.names import COMMAS, Tokens, listed, times_at
from marsad.reading.attribution.view import NAME_WORDS, View
from marsad.reading.words.wordlists import folded

__all__ = ["BOUNDS", "Opening", "needs_met", "opening", "times_before_charge"]

BOUNDS = frozenset({"،", ",", ":", "؛", "-", ".", '"', "(", "و"})
"""What stands before a verb of saying that begins its clause."""

_GOVERNED = frozenset({"الي", "علي", "عن", "من", "في"})
_TO_CHARGE = 9
_NEWS = folded("denied_news")
_IT = frozenset(("ذلك", "الامر"))
_ANY_B = frozenset({"threaten", "call", "plan", "admit"})


@dataclass(frozen=True, slots=True)
class Opening:
    """What is said begins at token `start`; `kind` an, colon, quote, obj or the folded preposition; `end` where a direct quotation
    closes (-1: not direct)."""

    start: int
    kind: str
    end: int = -1


def opening(view: View, verb: Verb, at: int, end: int, empty: bool) -> Opening | None:
    """What is said with `verb`, if it begins at token `at`; `empty` while no speaker was read yet."""
    words, lex, takes = view.words, view.lex, verb.takes
    word = words[at]
    if word in lex.complementizers:
        return _complement(view, verb, at, end, empty)
    if word == ":":
        close = view.closes.get(at + 1, -1)
        if close >= 0:
            return Opening(at + 1, "colon", close)
        return Opening(min(at + 1, end - 1), "colon") if takes & {"colon", "an"} else None
    if at in view.closes:
        close = view.closes[at]
        if "quote" in takes and (close - at > NAME_WORDS or _shuts(view, close, end, empty and "adds" in verb.traits)):
            return Opening(at, "quote", close)
        return Opening(at, "obj") if "obj" in takes and at + 1 < end and listed(words[at + 1], lex.events) else None
    if word in _GOVERNED:
        relays = word == "من" and empty and verb.verb == "relay"
        return Opening(at, word) if word in takes and not relays and not _platform(view, at, end) else None
    governed = word[:1] == "ب" and (len(word) > 3 or word == "بشن") and "ب" in takes
    if governed and (listed(word[1:], lex.events) or (verb.verb in _ANY_B and not empty)):
        return Opening(at, "ب")
    if "obj" not in takes:
        return None
    if verb.verb == "deny" and (word in _IT or bare(word) in _NEWS or (word == "ما" and not empty)):
        return Opening(at, "obj")  # «لكن الوزارة نفت ذلك», «نفى المتحدث الشائعات حول …»
    if not empty and verb.verb == "document" and view.tokens[at].kind == "number":
        return Opening(at, "obj")  # «سجلت المنظمة 45 جريحا»
    if empty and "loose" in verb.traits and word in lex.small["causes"]:
        return Opening(at, "obj")
    if not empty and word in lex.small["parts"] and at + 1 < end and listed(words[at + 1], lex.events):
        return Opening(at, "obj")
    return Opening(at, "obj") if word in lex.events and not _governed(view, at, empty) else None


def _complement(view: View, verb: Verb, at: int, end: int, empty: bool) -> Opening | None:
    """Behind أن إن, or «قائلا» and «بالقول» with what follows them."""
    word = view.words[at]
    start = at
    if word == "بالقول" or word.startswith("قائل"):
        start = at + 2 if at + 2 < end and view.words[at + 1] in COMMAS else at + 1
        if start < end and (rest := opening(view, verb, start, end, empty)) is not None:
            return rest
        start = min(start, end - 1)
    return Opening(start, "an") if "an" in verb.takes or "ان" not in word else None


def _platform(view: View, at: int, end: int) -> bool:
    """«على صفحته», «على «تويتر»»: where it was said."""
    if view.words[at] != "علي" or at + 2 >= end:
        return False
    word = view.words[at + 2] if at + 1 in view.closes else view.words[at + 1]
    return listed(word, view.lex.social) or word in view.lex.small["platforms"]


def _shuts(view: View, close: int, end: int, adds: bool) -> bool:
    """Whether a short quotation closes its sentence (behind «وأضاف», its clause): speech, not a name."""
    return close + 1 >= end or view.words[close + 1] == "." or (adds and (view.words[close + 1] in COMMAS or view.words[close + 1] == "؛"))


def _governed(view: View, at: int, empty: bool) -> bool:
    """Whether an event noun at `at` hangs on the head before it («غرفة عمليات»)."""
    before = view.words[at - 1]
    if before == "باسم" or before in view.lex.small["prepositions"]:
        return not empty
    return not empty and before in view.lex.heads and before not in view.lex.unnamed


def times_before_charge(view: View, at: int, end: int) -> list[Tokens]:
    """What dates the accusing between whom one accuses, named from `at` on, and the charge: «اتهمت المنظمة الحكومة أمس باستخدام …»."""
    out: list[Tokens] = []
    bounds = view.lex.complementizers | view.lex.small["prepositions"] | view.lex.small["relatives"]
    place = at + 1
    while place < min(end, at + _TO_CHARGE):
        word = view.words[place]
        dated = times_at(view, place, end)
        if dated > place:
            out.append((place, dated))
        elif view.tokens[place].kind == "punct" or word[:1] == "ب" or word in bounds or listed(word, view.lex.events):
            break
        place = max(dated, place + 1)
    return out


def needs_met(view: View, verb: Verb, opened: Opening, at: int) -> bool:
    """Whether a verb that says something only with certain words behind it has one of them."""
    if not verb.needs or opened.kind in verb.needs or (opened.kind == "colon" and "quote" in verb.needs):
        return True
    return any(word in verb.needs for word in view.words[at : opened.start + 8])
