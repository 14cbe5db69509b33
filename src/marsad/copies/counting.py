"""Which reports share coherent runs of words: loops over flat arrays, compiled by `kernels` or run as they stand.

A gram's holders are its *posting*: one entry an occurrence, `report << 16 | word index`, in the order of reports. The bodies use
nothing that Numba and plain Python treat differently (indices and small integers only), so both give the same numbers; plain
calls pass lists, compiled calls arrays.

How a pair is judged: runs, not counts. Every two holders of a gram are a *match*, one integer: later report, earlier report, word
index in each. Sorted, the matches of a pair stand together in the order of the later report's words, and are read as *runs*: a
run goes on while both sides move forward by about as much (a gap of up to `gap` words is bridged, a drift of `DRIFT` forgiven).
A run of `least` grams and more counts with its whole length; scattered grams count nothing.
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


def lay_out(keys: Any, at: Any, bounds: Any, bits: Any, packed: Any, entries: Any) -> None:
    """Write hash above `bits` and occurrence below into `packed` (one number to sort by), and each occurrence's report and word
    index into `entries`."""
    for report in range(len(bounds) - 1):
        for occurrence in range(bounds[report], bounds[report + 1]):
            packed[occurrence] = ((keys[occurrence] >> bits) << bits) | occurrence
            entries[occurrence] = (report << 16) | at[occurrence]


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


def most_matches(grams: int, starts: Any, crowd: int) -> int:
    """How many matches `count_matches` can find at most, were all reports of one day."""
    total = 0
    for gram in range(grams):
        held = starts[gram + 1] - starts[gram]
        if held > crowd:
            total += held * CHAIN_BACK
        else:
            total += held * (held - 1) // 2
    return total


def count_matches(grams: int, postings: Any, starts: Any, days: Any, window: int, crowd: int, shift: int, places: int, out: Any) -> int:
    """Matches of every two holders of each gram, written into `out` if it is long enough; returns how many there are.

    A match is `later << shift + 2 places | earlier << 2 places | index in later << places | index in earlier`. Of a gram held
    more than `crowd` times only the next `CHAIN_BACK` neighbours match: enough to hold a large family together.
    """
    room = len(out)
    total = 0
    highest = (1 << places) - 1
    for gram in range(grams):
        first = starts[gram]
        last = starts[gram + 1]
        crowded = last - first > crowd
        for j in range(first + 1, last):
            entry = postings[j]
            report = entry >> 16
            here = min(entry & 65535, highest)
            day = days[report]
            begin = first
            if crowded and j - first > CHAIN_BACK:
                begin = j - CHAIN_BACK
            for i in range(begin, j):
                entry = postings[i]
                other = entry >> 16
                if other == report:
                    break
                if day - days[other] > window and day < FAR:
                    continue
                if total < room:
                    there = min(entry & 65535, highest)
                    out[total] = (((report << shift) | other) << (2 * places)) | (here << places) | there
                total += 1
    return total


def judge_matches(
    matches: Any, shift: int, places: int, lengths: Any, gap: int, least: int, join_words: int, join_share: float, words: int,
    share: float, parent: Any, out_a: Any, out_b: Any, out_covered: Any,
) -> int:
    """Read the sorted matches as runs, pair by pair.

    Joins in `parent` (a union-find forest) reports that plainly tell one dispatch: runs of `join_words` words together and of
    `join_share` of the shorter. Writes the pairs whose runs cover `words` words and `share` of the shorter (while there is room)
    and returns how many there are.
    """
    total = len(matches)
    room = len(out_a)
    pairs = 0
    low = (1 << places) - 1
    reports = (1 << shift) - 1
    i = 0
    while i < total:
        match = matches[i]
        pair = match >> (2 * places)
        begun = (match >> places) & low
        here = begun
        there = match & low
        seeds = 1
        covered = 0
        i += 1
        while i < total and (matches[i] >> (2 * places)) == pair:
            match = matches[i]
            i += 1
            ahead = ((match >> places) & low) - here
            if ahead == 0:
                continue
            now = match & low
            drift = ahead - (now - there)
            if ahead <= gap and now > there and drift >= -DRIFT and drift <= DRIFT:
                seeds += 1
            else:
                if seeds >= least:
                    covered += here + 3 - begun
                seeds = 1
                begun = here + ahead
            here += ahead
            there = now
        if seeds >= least:
            covered += here + 3 - begun
        if covered < words:
            continue
        later = pair >> shift
        earlier = pair & reports
        shorter = min(lengths[later], lengths[earlier])
        if covered >= join_words and covered >= join_share * shorter:
            left = later
            while parent[left] != left:
                parent[left] = parent[parent[left]]
                left = parent[left]
            right = earlier
            while parent[right] != right:
                parent[right] = parent[parent[right]]
                right = parent[right]
            if left != right:
                parent[max(left, right)] = min(left, right)
        if covered >= share * shorter:
            if pairs < room:
                out_a[pairs] = earlier
                out_b[pairs] = later
                out_covered[pairs] = covered
            pairs += 1
    return pairs


def spread(
    grams: int, postings: Any, starts: Any, root: Any, days: Any, least: int, most: int, recent: Any, wide: Any, span: Any
) -> None:
    """Write into `wide` in how many dispatches (roots of `judge_matches`) each gram stands, counted up to `most` + 1, and into
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


def weigh_pairs(
    firsts: Any, seconds: Any, bounds: Any, gram_of: Any, at: Any, postings: Any, starts: Any, wide: Any, cap: int, root: Any,
    crowd: int, gap: int, least: int, covered: Any,
) -> None:
    """Measure pairs anew, without the grams that stand in more than `cap` dispatches (`wide`); between reports of one dispatch
    (`root`) these count too if `crowd` reports or fewer hold them. Writes the words that the runs cover."""
    for n in range(len(firsts)):
        earlier = firsts[n]
        later = seconds[n]
        alike = root[earlier] == root[later]
        seeds = 0
        begun = 0
        here = 0
        there = 0
        words = 0
        for occurrence in range(bounds[later], bounds[later + 1]):
            gram = gram_of[occurrence]
            if gram < 0:
                continue
            first = starts[gram]
            last = starts[gram + 1]
            if wide[gram] > cap:
                if not alike or last - first > crowd:
                    continue
            if last - first > 8:
                low = first
                high = last
                wanted = earlier << 16
                while low < high:
                    middle = (low + high) >> 1
                    if postings[middle] < wanted:
                        low = middle + 1
                    else:
                        high = middle
                first = low
            index = at[occurrence]
            for k in range(first, last):
                entry = postings[k]
                other = entry >> 16
                if other > earlier:
                    break
                if other < earlier:
                    continue
                now = entry & 65535
                if seeds == 0:
                    seeds = 1
                    begun = index
                    here = index
                    there = now
                    continue
                ahead = index - here
                if ahead == 0:
                    continue
                drift = ahead - (now - there)
                if ahead <= gap and now > there and drift >= -DRIFT and drift <= DRIFT:
                    seeds += 1
                else:
                    if seeds >= least:
                        words += here + 3 - begun
                    seeds = 1
                    begun = index
                here = index
                there = now
        if seeds > 0 and seeds >= least:
            words += here + 3 - begun
        covered[n] = words
