"""The sieve before the parsers of times: which of them can begin at a word. Most words begin none."""

from __future__ import annotations

from functools import cache, lru_cache

from marsad.languages.arabic.number_words import number_word
from marsad.languages.arabic.time_words import TimeWord, day_phrases, feasts, month_heads, phrase_index, time_words
from marsad.languages.arabic.tokens import strip_proclitics

__all__ = [
    "AFTER", "AGO", "CLOCK", "DAY", "DECADE", "DURING", "EVE", "FEAST", "FROM", "MOMENT", "MONTH", "NAME", "NUMBER", "ORDINAL", "PAIR",
    "PART", "PLACE", "SEASON", "SHARE", "SINCE", "THIS", "UNIT", "UNTIL", "WEEKDAY", "YEAR", "opens",
]

(
    AFTER, AGO, CLOCK, DAY, DECADE, DURING, EVE, FEAST, FROM, MONTH, NAME, NUMBER, ORDINAL, PAIR, PART, PLACE, SEASON, SHARE, SINCE,
    THIS, UNIT, UNTIL, WEEKDAY, YEAR,
) = (1 << bit for bit in range(24))
MOMENT = (
    CLOCK | DAY | DECADE | MONTH | NUMBER | ORDINAL | PAIR | PART | PLACE | SEASON | SHARE | THIS | UNIT | WEEKDAY | YEAR
    | AGO | AFTER | NAME | FEAST
)

_BY_TABLE = {
    "months": MONTH, "hijri": MONTH, "weekdays": WEEKDAY, "bare_weekdays": WEEKDAY, "units": UNIT, "places": PLACE, "seasons": SEASON,
    "parts": PART, "adverbs": PART, "decades": DECADE,
}
_BY_LIST = {
    "since": SINCE, "ago": AGO, "after": AFTER, "eve": EVE, "during": DURING, "until": UNTIL, "between": FROM, "from": FROM, "clock": CLOCK,
    "year": YEAR, "month": MONTH, "early_hours": PART, "last": ORDINAL, "now": DAY,
}
_BY_WORD = {
    **dict.fromkeys(("هذا", "هذه", "وهذا", "وهذه"), THIS), "ال": UNIT, **dict.fromkeys(("نفس", "ذات", "بنفس", "وبنفس"), NAME),
    **dict.fromkeys(("شهري", "يومي", "عامي", "سنتي", "ليلتي"), PAIR), "فصل": SEASON,
    **dict.fromkeys(("النصف", "الربع", "الثلث", "للنصف", "للربع"), SHARE),
    **dict.fromkeys(("عده", "بضع", "بضعه"), NUMBER), **dict.fromkeys(("ايام", "يوم"), FEAST),
    **dict.fromkeys(("مذاك", "ومذاك", "منذاك", "منذئذ", "ومنذئذ"), SINCE),
    **dict.fromkeys(("قبلها", "وقبلها", "بعدها", "وبعدها", "قبله", "بعده"), NAME),
}
_NUMBERS = ("units", "tens", "hundreds", "first_of_eleven", "joined_teens", "scales", "dual_scales")


@cache
def _heads() -> dict[str, int]:
    """First words of phrases to the flags of the lists that hold them."""
    out = dict.fromkeys(day_phrases(), DAY)
    for name, flag in _BY_LIST.items():
        for head in phrase_index(name):
            if flag != UNTIL or not head.endswith("الي"):
                out[head] = out.get(head, 0) | flag
    return out


@lru_cache(maxsize=1 << 16)
def opens(fold: str, kind: str) -> int:
    """The parsers that a token can begin, as a sum of the flags of this module; 0 for most."""
    if kind == "number":
        return NUMBER | CLOCK | (YEAR if len(fold) == 4 else 0)
    if kind != "word":
        return 0
    flags = _BY_WORD.get(fold, 0)
    meanings: tuple[TimeWord, ...] = time_words(fold)
    for meaning in meanings:
        flags |= _BY_TABLE.get(meaning.table, 0)
    if fold in feasts():
        flags |= FEAST
    heads, months = _heads(), month_heads()
    for prefix, head in strip_proclitics(fold):
        if "ك" in prefix or "س" in prefix:
            continue
        flags |= heads.get(head, 0)
        if head in months and not prefix.endswith("ال"):
            flags |= MONTH
    word = number_word(fold)
    if word is not None:
        if word.role == "ordinals" or word.definite:
            flags |= ORDINAL
        if word.role in _NUMBERS:
            flags |= NUMBER
    return flags
