"""Which reports share coherent runs of words: loops over flat arrays, compiled by `kernels` or run as they stand.

A gram's holders are its *posting*: one entry an occurrence, `report << 16 | word index`, in the order of reports. The bodies use
nothing that Numba and plain Python treat differently (indices and small integers only), so both give the same numbers; plain
calls pass lists, compiled calls arrays.

How a pair is judged: runs, not counts. Going through one report's grams in order, every other report that holds the gram keeps
a running *run*: it goes on while both sides move forward by about as much (a gap of up to `gap` words is bridged, a drift of
`DRIFT` forgiven). A run of `least` grams and more counts with its whole length; scattered grams count nothing.
"""

# ruff: noqa: SIM102
from __future__ import annotations

from typing import Any, Final

DRIFT: Final = 8
"""Words by which the two sides of a run may drift apart between two grams (words cut or put in)."""
CHAIN_BACK: Final = 3
"""Neighbours looked at in the posting of a gram held by very many reports: a star is enough to hold a family together."""
FAR: Final = 1 << 40
"""A day number for reports without one: such a report is near every other."""


def group_runs(packed: Any, bits: Any, entries: Any, gram_of: Any, postings: Any, starts: Any) -> int:
    """Find grams held by two reports or more in the sorted `packed` (hash above `bits`, occurrence below).

    Writes each occurrence's gram number into `gram_of` (left -1 elsewhere), the postings one after another, and their bounds
    into `starts`. Returns how many grams there are.
    """
    total = len(packed)
    grams = 0
    written = 0
    low = (1 << bits) - 1
    i = 0
    while i < total:
        head = packed[i] >> bits
        j = i + 1
        while j < total and (packed[j] >> bits) == head:
            j += 1
        if j - i > 1:
            if (entries[packed[i] & low] >> 16) != (entries[packed[j - 1] & low] >> 16):
                starts[grams] = written
                for k in range(i, j):
                    occurrence = packed[k] & low
                    gram_of[occurrence] = grams
                    postings[written] = entries[occurrence]
                    written += 1
                grams += 1
        i = j
    starts[grams] = written
    return grams


def link_reports(
    bounds: Any, gram_of: Any, at: Any, postings: Any, starts: Any, lengths: Any, days: Any, window: int, every: int, crowd: int,
    gap: int, least: int, words: int, share: float, state: Any, seen: Any, touched: Any, parent: Any,
) -> int:
    """Join in `parent` (a union-find forest) reports that plainly tell one dispatch: runs of `words` words together and of
    `share` of the shorter report. Looks at one gram in `every`; of a gram held by more than `crowd`, at the next neighbours only.
    Returns the joins made."""
    joins = 0
    for report in range(len(bounds) - 1):
        count = 0
        day = days[report]
        for occurrence in range(bounds[report], bounds[report + 1]):
            gram = gram_of[occurrence]
            if gram < 0 or gram % every != 0:
                continue
            here = at[occurrence]
            first = starts[gram]
            before = first + seen[gram]
            seen[gram] += 1
            if starts[gram + 1] - first > crowd and before - first > CHAIN_BACK:
                first = before - CHAIN_BACK
            k = before - 1
            while k >= first:
                entry = postings[k]
                k -= 1
                other = entry >> 16
                there = entry & 65535
                base = other * 5
                if other == report:
                    continue
                if state[base] == 0:
                    if day - days[other] > window and day < FAR and days[other] < FAR:
                        continue
                    touched[count] = other
                    count += 1
                    state[base] = 1
                    state[base + 1] = here
                    state[base + 2] = here
                    state[base + 3] = there
                    state[base + 4] = 0
                    continue
                ahead = here - state[base + 2]
                if ahead == 0:
                    continue
                beyond = there - state[base + 3]
                drift = ahead - beyond
                if ahead <= gap and beyond > 0 and drift >= -DRIFT and drift <= DRIFT:
                    state[base] += 1
                else:
                    if state[base] >= least:
                        state[base + 4] += state[base + 2] + 3 - state[base + 1]
                    state[base] = 1
                    state[base + 1] = here
                state[base + 2] = here
                state[base + 3] = there
        for t in range(count):
            other = touched[t]
            base = other * 5
            covered = state[base + 4]
            if state[base] >= least:
                covered += state[base + 2] + 3 - state[base + 1]
            state[base] = 0
            if covered >= words and covered >= share * min(lengths[report], lengths[other]):
                left = report
                while parent[left] != left:
                    parent[left] = parent[parent[left]]
                    left = parent[left]
                right = other
                while parent[right] != right:
                    parent[right] = parent[parent[right]]
                    right = parent[right]
                if left != right:
                    parent[max(left, right)] = min(left, right)
                    joins += 1
    return joins


def spread(
    grams: int, postings: Any, starts: Any, root: Any, days: Any, least: int, most: int, recent: Any, wide: Any, span: Any
) -> None:
    """Write into `wide` in how many dispatches (roots of `link_reports`) each gram stands, counted up to `most` + 1, and into
    `span` the days between its first and last dated holder; 0 where it has fewer than `least` holders."""
    for gram in range(grams):
        first = starts[gram]
        last = starts[gram + 1]
        kinds = 0
        if last - first >= least:
            early = FAR
            late = -1
            for k in range(first, last):
                report = postings[k] >> 16
                day = days[report]
                if day < FAR:
                    if day < early:
                        early = day
                    if day > late:
                        late = day
                if kinds > most:
                    continue
                of = root[report]
                known = False
                for x in range(kinds):
                    if recent[x] == of:
                        known = True
                        break
                if not known:
                    if kinds < most:
                        recent[kinds] = of
                    kinds += 1
            if late > early:
                span[gram] = min(late - early, 30000)
        wide[gram] = kinds


def pair_reports(
    bounds: Any, gram_of: Any, at: Any, postings: Any, starts: Any, lengths: Any, days: Any, window: int, wide: Any, cap: int, root: Any,
    crowd: int, gap: int, least: int, words: int, share: float, state: Any, touched: Any, first_report: int, out_a: Any,
    out_b: Any, out_covered: Any, written: Any,
) -> int:
    """Pairs (a before b) whose runs cover `words` words and `share` of the shorter; resumable where the output is full.

    A gram that stands in more than `cap` dispatches (`wide`) counts only between reports of one dispatch (`root`), and only if
    `crowd` reports or fewer hold it. Starts at `first_report`; `written[0]` is the count of pairs. Returns the report to go on
    with, or the count of reports.
    """
    total = 0
    for report in range(first_report, len(bounds) - 1):
        count = 0
        day = days[report]
        own = root[report]
        for occurrence in range(bounds[report], bounds[report + 1]):
            gram = gram_of[occurrence]
            if gram < 0:
                continue
            narrow = wide[gram] <= cap
            first = starts[gram]
            last = starts[gram + 1]
            if not narrow and last - first > crowd:
                continue
            here = at[occurrence]
            for k in range(first, last):
                entry = postings[k]
                other = entry >> 16
                if other >= report:
                    break
                there = entry & 65535
                base = other * 5
                if not narrow:
                    if root[other] != own:
                        continue
                if state[base] == 0:
                    if day - days[other] > window and day < FAR and days[other] < FAR:
                        continue
                    touched[count] = other
                    count += 1
                    state[base] = 1
                    state[base + 1] = here
                    state[base + 2] = here
                    state[base + 3] = there
                    state[base + 4] = 0
                    continue
                ahead = here - state[base + 2]
                if ahead == 0:
                    continue
                beyond = there - state[base + 3]
                drift = ahead - beyond
                if ahead <= gap and beyond > 0 and drift >= -DRIFT and drift <= DRIFT:
                    state[base] += 1
                else:
                    if state[base] >= least:
                        state[base + 4] += state[base + 2] + 3 - state[base + 1]
                    state[base] = 1
                    state[base + 1] = here
                state[base + 2] = here
                state[base + 3] = there
        if total + count > len(out_a):
            for t in range(count):
                state[touched[t] * 5] = 0
            written[0] = total
            return report
        for t in range(count):
            other = touched[t]
            base = other * 5
            covered = state[base + 4]
            if state[base] >= least:
                covered += state[base + 2] + 3 - state[base + 1]
            state[base] = 0
            if covered >= words and covered >= share * min(lengths[report], lengths[other]):
                out_a[total] = other
                out_b[total] = report
                out_covered[total] = covered
                total += 1
    written[0] = total
    return len(bounds) - 1
