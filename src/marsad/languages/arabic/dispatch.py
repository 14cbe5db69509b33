"""The day a report's dispatch was written, from what the text says and when it was published (CODEBOOK rule 7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from marsad.languages.arabic.time_dates import day_of_month
from marsad.languages.arabic.time_digits import numeric_date
from marsad.languages.arabic.time_relative import not_today
from marsad.languages.arabic.time_scan import Scan
from marsad.languages.arabic.time_sieve import NUMBER, ORDINAL
from marsad.languages.arabic.time_values import When, day
from marsad.languages.arabic.time_words import context, day_phrases
from marsad.languages.arabic.tokens import Token, tokenize

__all__ = ["dispatch_day", "printed_day", "told_beside"]

# How long a dispatch may lie before it is printed or read, in days.
OLDEST = 9
_LEAD = 15
_DATELINE = 14
# A weekday further back than this may as well be one to come.
_FRESH = 3
_MARKS = frozenset(("/", "-", "(", ")", ":", "،", "|"))
_ADDRESS = re.compile(r"(?<!\d)(20\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)")


def printed_day(published: date | None, url: str = "") -> date | None:
    """The day a report was printed: the date its address carries, where that is at most `OLDEST` days before `published` (a crawl
    may come later), else `published`."""
    if published is None:
        return None
    for hit in _ADDRESS.finditer(url):
        try:
            told = date(int(hit[1]), int(hit[2]), int(hit[3]))
        except ValueError:
            continue
        if timedelta(0) <= published - told <= timedelta(days=OLDEST):
            return told
    return published


def dispatch_day(
    title: str, text: str, published: date | None, *, url: str = "", tokens: Sequence[Token] | None = None
) -> date | None:
    """The day the dispatch was written; None where neither text nor publication tells it.

    Looked for in this order: the date of a dateline; a weekday beside «اليوم» («اليوم الخميس»); a weekday beside «أمس»; a bare
    weekday that the lead is dated by, which agencies write for the day itself, where no «أمس» stands before it. Each counts only
    within `OLDEST` days up to the printing day, which is the answer otherwise. `text` is the stored text, whose lead begins behind
    the title.
    """
    tokens = tokenize(text) if tokens is None else tokens
    printed = printed_day(published, url)
    body = len(title) if text.startswith(title + "\n") else 0
    begin = next((i for i, token in enumerate(tokens) if token.start >= body), 0)
    dated = _dateline(tokens, begin, printed)
    if dated is not None:
        return dated
    if printed is None or not 1800 <= printed.year <= 2200:
        return printed
    scan = Scan(tokens, printed, printed)
    beside = told_beside(scan, printed)
    if beside is not None:
        return beside
    lead = _lead(scan, printed, begin)
    if lead is not None and printed - lead == timedelta(days=1) and _goes_on(scan, printed, begin):
        return printed
    return lead or printed


def _dateline(tokens: Sequence[Token], body: int, printed: date | None) -> date | None:
    """A date that opens the body before an agency's name or among slashes and dashes: «دمشق/30 يونيو/ …», «بيروت - 28 حزيران (أ ف
    ب)», «صنعاء 27 مارس آذار (رويترز) -», «الكويت - 7 - 1 (كونا)»."""
    base = printed if printed is not None and 1800 <= printed.year <= 2200 else date(2000, 6, 15)
    scan = Scan(tokens, base, base)
    for at in range(body, min(body + _DATELINE, len(tokens))):
        if tokens[at].kind != "number":
            continue
        found = day_of_month(scan, at) or numeric_date(scan, at) or _parted(scan, at, base)
        if found is None or found[0].first is None or scan.fold(found[1]) not in _MARKS:
            continue
        if tokens[at - 1].kind == "word" and at > body and scan.fold(found[1]) not in ("(", "/"):
            continue
        told = found[0].first
        if printed is None:
            return told if found[0].absolute else None
        if timedelta(0) <= printed - told <= timedelta(days=OLDEST):
            return told
    return None


def _parted(scan: Scan, at: int, base: date) -> tuple[When, int] | None:
    """«7 - 1 (»: day and month in digits, as some agencies part them."""
    if scan.fold(at + 1) != "-" or scan.fold(at + 3) != "(" or not (scan.fold(at) + scan.fold(at + 2)).isdecimal():
        return None
    for year in (base.year, base.year - 1):
        try:
            told = date(year, int(scan.fold(at + 2)), int(scan.fold(at)))
        except ValueError:
            continue
        if told <= base:
            return day(told), at + 3
    return None


def told_beside(scan: Scan, printed: date) -> date | None:
    """The day told by a weekday beside «اليوم» or, failing that, «أمس», at its first place."""
    found: dict[int, date] = {}
    heads = day_phrases()
    free = 0
    for at, token in enumerate(scan.tokens):
        if token.fold not in heads or at < free:
            continue
        for parts, days in heads[token.fold]:
            if any(scan.fold(at + i) != part for i, part in enumerate(parts[1:], 1)):
                continue
            free = max(free, at + len(parts))  # «أول من أمس (الخميس)» is no «أمس (الخميس)»
            if days > 0:
                continue
            if days == 0 and not_today(scan, at, at + len(parts)):
                continue
            place = at + len(parts)
            place += scan.fold(place) in ("(", "،")
            word = scan.word(place, "weekdays")
            if word is None or word.prefix or scan.fold(place + 1) in ("الماضي", "المقبل"):
                continue
            wanted = (int(word.value) - days) % 7
            found.setdefault(days, printed - timedelta(days=(printed.weekday() - wanted) % 7))
            break
    for days in (0, -1, -2):
        if days in found:
            return found[days]
    return None


def _lead(scan: Scan, printed: date, body: int) -> date | None:
    """The bare weekday that dates the lead."""
    for at in range(body, min(body + _LEAD, len(scan.tokens))):
        if scan.fold(at) in (".", "؟", "!"):
            return None
        heads = day_phrases().get(scan.fold(at), ())
        named = scan.fold(at) == "اليوم" and not_today(scan, at, at + 1)
        if not named and any(all(scan.fold(at + i) == part for i, part in enumerate(parts[1:], 1)) for parts, _ in heads):
            return None
        word = scan.word(at, "weekdays")
        if word is None or word.prefix not in ("", "و"):
            continue
        before = scan.fold(at - 1)
        if scan.phrase(at - 1, "since") == at or (scan.phrase(at - 2, "since") == at - 1 and scan.phrase(at - 1, "day") == at):
            continue  # «منذ الجمعة», «منذ يوم الجمعة»: when it began
        if before in context("not_weekday_after") or scan.shift(at + 1)[0] or scan.word(at - 1, "parts") or scan.ahead(at):
            return None
        if scan.word(at + 1, "weekdays") is not None or scan.word(at + 1, "months") is not None:
            return None
        lag = (printed.weekday() - int(word.value)) % 7
        if lag > _FRESH and (scan.fold(body)[:1] == "ي" or before in context("to_come") or scan.flags(at + 1) & (NUMBER | ORDINAL)):
            return None  # «يجتمع السفراء الثلاثاء», «طلب التوجه السبت»: a day to come
        return printed - timedelta(days=(printed.weekday() - int(word.value)) % 7)
    return None


_OTHER_WEEKS = frozenset("الماضي الفايت المنصرم المقبل القادم قبل الاسبق".split())
_TOMORROW = frozenset("غدا غد يوم حتي".split())


def _goes_on(scan: Scan, printed: date, body: int) -> bool:
    """Whether a report whose lead is dated by the day before tells of the printing day too: «واصل، السبت، … وفجر الأحد، عاود»."""
    for at in range(body + 1, len(scan.tokens)):
        word = scan.word(at, "weekdays")
        if word is None or word.prefix or int(word.value) != printed.weekday() or scan.word(at - 1, "parts") is None:
            continue
        if scan.fold(at + 1) not in _OTHER_WEEKS and scan.fold(at - 2) not in _TOMORROW:
            return True
    return False
