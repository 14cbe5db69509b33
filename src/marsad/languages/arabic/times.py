"""Times of a text, read from the day of its dispatch by rules 7 and 8 of the codebook."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marsad.languages.arabic.dispatch import told_beside
from marsad.languages.arabic.time_compose import compose
from marsad.languages.arabic.time_intervals import Composed
from marsad.languages.arabic.time_scan import Scan
from marsad.languages.arabic.time_sieve import opens
from marsad.languages.arabic.time_values import When
from marsad.languages.arabic.tokens import Token, tokenize

__all__ = ["TimeSpan", "find_times"]

_NOWHERE = date(2000, 6, 15)
_MEMORY = 80
# A dispatch outside these years is a slip, and calendar arithmetic near the ends of time fails.
_FIRST, _LAST = 1800, 2200


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time: `text == stored[start:end]`; `edtf` what it means, None where it cannot be dated («قبل أشهر», «ليلا»).

    `grain`: day, week, month, season, year, decade, days (told by its ends), none. `kind`:

    - `point`, `interval`: when something was;
    - `since`: «منذ X», its EDTF X/dispatch, `core` that of X alone; `until`: «حتى X», ../X;
    - `duration`: how long («لمدة يومين»); `part`: a part of the day or a clock time without a day; `vague`: not datable;
    - `reference`: «الأولى منذ X»: what something is compared with, not when it was;
    - `anchor`: «غداة X», «بعد يومين على X»: the EDTF is that of X, the noun that follows, not of the clause it stands in.

    `relative` is true where it depends on the dispatch's day. `first` and `last` (exclusive) are token indices. Whether a time
    dates the saying or what is said is for the reader to tell.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    grain: str
    kind: str
    approximate: bool = False
    relative: bool = True
    core: str | None = None
    first: int = 0
    last: int = 0


_IBB = "إب"
_LINE = re.compile(r"[\n\r\u2028\u2029]")


def find_times(
    text: str, dispatch: date | None, published: date | None = None, *, tokens: Sequence[Token] | None = None, lean: str = "past"
) -> tuple[TimeSpan, ...]:
    """The times of stored text `text` in order, none overlapping.

    `dispatch` is the day the dispatch was written (see `dispatch_day`), `published` the day it was printed, from which «أمس» counts;
    where neither is known only times that tell their own year get an EDTF. `tokens` are the text's tokens where at hand. `lean`
    `future` seeks a month without a year, and a bare weekday, on and after the dispatch instead of up to it (for calendars and
    announcements; a sentence that speaks of what is to come does so by itself).
    """
    tokens = tokenize(text) if tokens is None else tokens
    dispatch, published = (day if day and _FIRST <= day.year <= _LAST else None for day in (dispatch, published))
    base = dispatch or published or _NOWHERE
    starts = [token.start for token in tokens]
    lines = frozenset(bisect_left(starts, hit.end()) for hit in _LINE.finditer(text))
    scan = Scan(tokens, base, published or base, lean, lines=lines)
    if dispatch is not None and published is not None and dispatch < published and told_beside(scan, published) == dispatch:
        # Who writes «اليوم الخميس» or «أمس الأربعاء» left the dispatch as it was: his bare «أمس» counts from the same day.
        scan = Scan(tokens, base, dispatch, lean, lines=lines)
    known = dispatch is not None or published is not None
    out: list[TimeSpan] = []
    before: When | None = None
    since_before = at = 0
    while at < len(tokens):
        token = tokens[at]
        if not opens(token.fold, token.kind):
            at += 1
            continue
        if at - since_before > _MEMORY:
            before = None
        found = compose(scan, at, before)
        if found is None:
            at += 1
            continue
        last = max(found.last, at + 1)
        if last == at + 1 and _IBB in text[token.start : token.end]:
            # The Yemeni town إب folds to the same letters as August, which is never written with that hamza.
            at = last
            continue
        out.append(_span(text, tokens, at, last, found, known))
        if found.when.first is not None and found.kind != "anchor":
            before, since_before = found.when, last
            scan.years[:] = [found.when.first.year]
            scan.told[:] = [found.when.first]
        at = last
    return tuple(out)


def _upright(edtf: str | None, core: str | None) -> str | None:
    """An EDTF whose end is not before its start; else what stands at its core, else None: a stretch that ends before it begins is none."""
    low, slash, high = (edtf or "").replace("~", "").partition("/")
    if not slash or ".." in (low, high):
        return edtf
    size = min(len(low), len(high))
    if low[:size] <= high[:size]:
        return edtf
    return core if core is not None and "/" not in core else None


def _span(text: str, tokens: Sequence[Token], first: int, last: int, found: Composed, known: bool) -> TimeSpan:
    last = min(last, len(tokens))
    edtf = _upright(found.edtf, found.core)
    start, end = tokens[first].start, tokens[last - 1].end
    relative = not (found.when.absolute and found.kind != "since")
    dated = known or not relative
    return TimeSpan(
        start, end, text[start:end], edtf if dated else None, found.when.grain, found.kind, found.when.approximate,
        relative, found.core if known or found.when.absolute else None, first, last,
    )
