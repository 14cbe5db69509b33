"""What the observatory shows for given filters: events, holds on a day as then known, and the counts of the header."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from marsad.model import Hold
from marsad.web.coding import Bools
from marsad.web.columns import NO_DAY
from marsad.web.dates import parse_day
from marsad.web.filters import Filters
from marsad.web.ledger import Held, Holds
from marsad.web.lists import Events, Rows
from marsad.web.snapshot import Snapshot

# On the map an event is drawn strongly for this many days, then faintly.
RECENT = timedelta(days=14)
# The histogram has about so many bars.
BARS = 120


@dataclass(frozen=True, slots=True)
class Headline:
    """N events from M claims in K independent voices, R reports; `disputed` of them; `updated` the last day of publication."""

    events: int
    claims: int
    voices: int
    reports: int
    disputed: int
    updated: date | None


@dataclass(frozen=True, slots=True)
class Bars:
    """Events by day: `counts` of spans of `step` days each from `first` on (None where no event has a day), up to `last`."""

    first: date | None
    last: date | None
    step: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """`events` newest first; `holds` valid on `on` as known on `known`; `first` to `last` are the days the clocks run over. `chosen` masks
    the events in view; the bars tell of every day the filters leave."""

    events: Events
    holds: Holds
    headline: Headline
    on: date | None
    known: date | None
    first: date | None
    last: date | None
    known_first: date | None
    known_last: date | None
    chosen: Bools
    bars: Bars


def rows_of(s: Snapshot, f: Filters, found: Rows | None = None) -> Rows:
    """Rows of the events that pass the filters, newest first. `found` are row numbers of reports that hold the words of `q`."""
    return np.flatnonzero(mask_of(s, f, found))


def mask_of(s: Snapshot, f: Filters, found: Rows | None = None) -> Bools:
    """Of each event whether it passes the filters."""
    c = s.c
    keep = np.ones(len(s.ids), dtype=np.bool_)

    def only(rows: Rows) -> None:
        mask = np.zeros(len(s.ids), dtype=np.bool_)
        mask[rows] = True
        keep[~mask] = False

    if f.kind:
        keep &= np.isin(c.kind, [c.kinds.find(k) for k in f.kind])
    if f.status:
        keep &= c.status == c.statuses.find(f.status)
    if f.actor:
        only(s.rows_by(f.actor))
    if f.place:
        only(s.rows_at(f.place))
    if f.known:
        keep &= c.known <= f.known.toordinal()
    if f.since or f.until:
        keep &= (c.first > 0) | (c.last > 0)
    if f.since:
        keep &= (c.last == 0) | (c.last >= f.since.toordinal())
    if f.until:
        keep &= (c.first == 0) | (c.first <= f.until.toordinal())
    if f.outlet:
        only(c.told_row[s.press.outlet[c.told_report] == s.press.names.find(f.outlet)])
    if found is not None:
        only(rows_in(s, found))
    return keep


def rows_in(s: Snapshot, reports: Rows) -> Rows:
    """Rows of the events that are told in these reports, newest first."""
    wanted = np.zeros(len(s.press.day), dtype=np.bool_)
    wanted[reports[reports < len(wanted)]] = True
    return np.unique(s.c.told_row[wanted[s.c.told_report]])


def upto(s: Snapshot, rows: Rows, on: date | None) -> Rows:
    """Those that did not begin after a valid day."""
    return rows if on is None else rows[(s.c.first[rows] == 0) | (s.c.first[rows] <= on.toordinal())]


def events_of(s: Snapshot, f: Filters, found: Rows | None = None) -> Events:
    """Events that pass the filters, newest first."""
    return s.some(rows_of(s, f, found))


def known_report(s: Snapshot, report: str, known: date | None) -> bool:
    """Whether a report had been published by `known`; undated ones count only on the open clock."""
    if known is None:
        return True
    line = s.reports.get(report)
    day = parse_day(line.day) if line else None
    return day is not None and day <= known


def _headline(s: Snapshot, f: Filters, keep: Bools, rows: Rows) -> Headline:
    c, told = s.c, s.told
    disputed = np.zeros(len(c.statuses) + 1, dtype=np.bool_)
    disputed[[n for n, x in enumerate(c.statuses.words) if x in ("disputed", "denied")]] = True
    doubtful = int(np.count_nonzero(disputed[c.status[rows]]))
    until = f.known.toordinal() if f.known else NO_DAY
    on = f.on.toordinal() if f.on else NO_DAY
    plain = told.plain and not f.narrowed
    entries = ((told.first <= on) if plain else keep[c.told_row]) & (told.day <= until) if f.known or not plain else told.day[:0] > 0
    if not plain:
        seen = np.zeros(len(s.press.day), dtype=np.bool_)
        seen[c.told_report[entries]] = True
        last, reports = int(s.press.day[seen].max(initial=0)), int(seen.sum())
    else:
        # With the clocks alone a report is in view from the first of its events on: nothing needs to be gone through by event.
        mask = (told.report_first <= on) & (told.report_day <= until)
        days = told.report_day[mask]
        last, reports = int(days[days < NO_DAY].max(initial=0)), len(days)
    if f.known is None:
        return Headline(len(rows), int(c.claims[rows].sum()), int(c.voices[rows].sum()), reports, doubtful, s.known_days[1])
    # Most entries have one claim: those with several are counted on top.
    several = told.several[entries[told.several]]
    claims = int(np.count_nonzero(entries)) + int((c.told_claims[several] - 1).sum())
    voices = int(np.count_nonzero(keep[told.voice_row] & (told.voice_day <= until)))
    return Headline(len(rows), claims, voices, reports, doubtful, date.fromordinal(last) if last else None)


def _bars(s: Snapshot, chosen: Bools) -> Bars:
    sure = s.c.first[chosen & s.sure]
    if not len(sure):
        return Bars(None, None, 1, ())
    first, last = int(sure.min()), int(sure.max())
    step = max(1, (last - first + BARS) // BARS)
    return Bars(date.fromordinal(first), date.fromordinal(last), step, tuple(np.bincount((sure - first) // step).tolist()))


def known_day(s: Snapshot, known: date | None) -> date | None:
    """The day of the `known` clock: the last on which anything was published or learned, where it stands open."""
    return known or (max(s.known_days[1], s.last_learned) if s.known_days[1] else None)


def asked(s: Snapshot, f: Filters) -> Held:
    """Who held what on `f.on` as known on `f.known`, None being the last day of either clock; of `f.actor` and at `f.place` alone."""
    day, until = f.on or s.days[1] or s.known_days[1], known_day(s, f.known)
    book = s.ledger
    if day is None or until is None:
        return book.asked(0, 0, np.zeros(0, dtype=np.int64))
    held = book.asked(day.toordinal(), until.toordinal())
    if f.actor:
        code = s.actor_codes.find(f.actor)
        held = held.where((held.actor == code) | (held.hint == code) if code >= 0 else held.rows < 0)
    if f.place:
        held = held.where(np.isin(held.place, s.inside.get(f.place, [])))
    return held


def holding(s: Snapshot, f: Filters) -> Holds:
    """Who held what on `f.on` as known on `f.known`, as entries."""
    return s.holds(asked(s, f))


def whole(s: Snapshot, holds: Holds) -> list[Hold]:
    """The entries with the events and claims that they rest on, in the same order, as they stand in the answer."""
    from dataclasses import replace

    full = {h.id: h for h in s.store.holds_of(holds.ids)}
    return [replace(full[h.id], actor=h.actor, certainty=h.certainty, hint=h.hint, rule=h.rule or full[h.id].rule) for h in holds
            if h.id in full]


def entries(s: Snapshot, f: Filters) -> list[Hold]:
    """The ledger over all of valid time, as known on `f.known` (None: now), of `f.actor` and at `f.place` alone."""
    until = f.known.toordinal() if f.known else date.max.toordinal()
    book = s.ledger
    rows = book.known(until)
    if f.actor:
        code = s.actor_codes.find(f.actor)
        rows = rows[(book.actor[rows] == code) | (book.hint[rows] == code)] if code >= 0 else rows[:0]
    if f.place:
        rows = rows[np.isin(book.place[rows], s.inside.get(f.place, []))]
    full = {h.id: h for h in s.store.holds_of(book.ids[n] for n in rows.tolist())}
    return [full[i] for n in rows.tolist() if (i := book.ids[n]) in full]


def build(s: Snapshot, f: Filters, found: Rows | None = None) -> Scene:
    """The scene of the observatory. The feed ends at the valid day; the bars show every day the filters leave."""
    chosen = mask_of(s, f, found)
    keep = chosen if f.on is None else chosen & (s.c.first <= f.on.toordinal())
    rows = np.flatnonzero(keep)
    first, last = s.days
    known_first, known_last = s.known_days
    return Scene(s.some(rows), holding(s, f), _headline(s, f, keep, rows), f.on, f.known, first, last, known_first, known_last, keep,
                 _bars(s, chosen))
