"""The words of a text as the actors' phrases are read over them: runs between hard punctuation, marks inside names."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.languages.arabic.folding import fold_key
from marsad.languages.arabic.tokens import Token

__all__ = ["Words", "articled", "closed", "men_alone", "other_case", "plural", "shift", "unlike"]

# Marks that may stand inside a name: «تنظيم (داعش)», {العمال الكردستاني}.
_SOFT = frozenset("\"()[]{}'/")
_DASHES = frozenset("-–—ـ")
_PARTED = frozenset(("السودان", "الشعبيه", "العربي", "الدوله", "الاسلاميه", "الوطني", "القاعده"))
_PARTS = frozenset(("قطاع", "شمال", "الشمال", "الدولي", "ولايه", "فرع", "جناح", "فصيل"))
_CLOSING = {")": "(", "]": "[", "}": "{", '"': '"', "'": "'", "/": "/"}


_VEHICLES = frozenset(("اليه", "اليات", "اليتين", "اليتان"))


def articled(word: str) -> bool:
    """Whether a folded word bears the article; «آلية» only looks so once its madda is folded."""
    return word.startswith("ال") and word not in _VEHICLES


_MEN_ALONE = frozenset(
    "شرطيا شرطيين جنديا جنديين ضابطا ضابطين جنودا ضباطا عسكريا عسكريين مجندا مستوطنا مستوطنين".split()
)


def men_alone(word: str) -> bool:
    """Whether a folded word tells of men as an object does, so that it names nobody's side: «قتل مسلح شرطيا» are two."""
    return word in _MEN_ALONE


def plural(word: str) -> bool:
    """A sound masculine plural: «المتطرفين» after a singular name is another noun, not its adjective."""
    return len(word) > 5 and word.endswith(("ين", "ون"))


def unlike(words: Words, at: int) -> bool:
    """Whether word `at` is a plural of people after a word that is none: another noun, not its adjective."""
    return plural(words.folds[at]) and not plural(words.folds[at - 1])


def other_case(before: str, word: str) -> bool:
    """Whether a word, folded, cannot be the adjective of a sound plural before it: «مسلحون فرنسيا», «مسلحون ألمانيين»."""
    return before.endswith("ون") and word.endswith(("يا", "ين"))


def _initials(mark: Token, tokens: Sequence[Token], place: int) -> bool:
    """Whether a point stands inside initials: «آي.إتش.إس», «إم.23»."""
    if mark.fold != "." or not 0 < place < len(tokens) - 1:
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    return (
        before.end == mark.start and after.start == mark.end and before.kind == "word" and after.kind in ("word", "number")
        and len(before.fold) <= 3 and len(after.fold) <= 3
    )


def _hyphen(mark: Token, tokens: Sequence[Token], place: int) -> bool:
    """Whether a hyphen with no blank beside it ties a name together: «أنتي-بالاكا», «إم-23»."""
    if mark.fold != "-" or not 0 < place < len(tokens) - 1:
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    return before.end == mark.start and after.start == mark.end and before.kind == "word" and after.kind in ("word", "number")


def _joins(mark: Token, tokens: Sequence[Token], place: int) -> bool:
    """Whether a dash stands inside a name: «الحركة الشعبية - قطاع الشمال», «التحالف العربي - الدولي»."""
    if mark.fold not in _DASHES or not 0 < place < len(tokens) - 1:
        return False
    return tokens[place - 1].fold in _PARTED and tokens[place + 1].fold in _PARTS


class Words:
    """The words of a text with the index at which the run of words that each stands in ends (at hard punctuation).

    `day` is the report's day; `known` the ids under which doubtful names are accepted (None: all, as in the first reading),
    `borne` those of them that only what is told beside them bears out.
    """

    __slots__ = ("borne", "day", "ends", "folds", "known", "marks", "starts", "stops")

    def __init__(self, tokens: Sequence[Token], day: str | None = None) -> None:
        self.day = day
        self.known: frozenset[str] | None = None
        self.borne: frozenset[str] = frozenset()
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folds: list[str] = []
        self.marks: dict[int, list[Token]] = {}
        breaks: list[int] = []
        for place, token in enumerate(tokens):
            if token.kind in ("word", "number"):
                self.starts.append(token.start)
                self.ends.append(token.end)
                self.folds.append(token.fold)
            else:
                at = len(self.folds)
                self.marks.setdefault(at, []).append(token)
                soft = token.fold in _SOFT or any(
                    ties(token, tokens, place) for ties in (_initials, _hyphen, _joins))
                if not soft and (not breaks or breaks[-1] != at):
                    breaks.append(at)
        breaks.append(len(self.folds))
        self.stops: list[int] = []
        for stop in breaks:
            self.stops.extend([stop] * (stop - len(self.stops)))


def shift(words: Words, at: int, cut: int, source: str | None) -> int:
    """How many stored letters `cut` folded letters of proclitics take: more where diacritics follow them."""
    start, end = words.starts[at], words.ends[at]
    if source is None or end - start == len(words.folds[at]):
        return cut
    letters = cut
    while len(fold_key(source[start : start + letters + 1])) <= cut and start + letters < end:
        letters += 1
    return letters


def closed(words: Words, first: int, behind: int) -> int:
    """The stored end of words `first:behind`, over the mark that closes one opened inside: «تنظيم "داعش"»."""
    end = words.ends[behind - 1]
    opened: list[str] = []
    for at in range(first + 1, behind):
        for mark in words.marks.get(at, ()):
            if _CLOSING.get(mark.fold) in opened:
                opened.remove(_CLOSING[mark.fold])
            else:
                opened.append(mark.fold)
    for mark in words.marks.get(behind, ()):
        if opened and _CLOSING.get(mark.fold) in opened:
            opened.remove(_CLOSING[mark.fold])
            end = mark.end
        elif mark.fold not in ("،", ","):
            break
    return end
