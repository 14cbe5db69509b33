"""Events as columns: a few numbers each, so that filters and counts look at all of them within milliseconds; amended where few change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from marsad.web.coding import Bools, Coder, Ints, distinct
from marsad.web.dates import bounds, parse_day
from marsad.web.press import Press

NO_DAY = 10**8
"""Sorts behind every day."""


@dataclass(slots=True)
class Columns:
    """Events, newest valid day first, undated ones last; days are ordinals, 0 for none.

    `key` is the day an event is sorted by. `actor_rows` and `actor_codes` pair events with actors. `told_*` have one entry a voice and
    report, in the order of the events: the event's row, the number of the voice in its event, the report's row number, and how many
    claims."""

    ids: list[str]
    times: list[str | None]
    kinds: Coder
    statuses: Coder
    kind: Ints
    status: Ints
    first: Ints
    last: Ints
    known: Ints
    place: Ints
    voices: Ints
    claims: Ints
    actor_rows: Ints
    actor_codes: Ints
    told_row: Ints
    told_n: Ints
    told_report: Ints
    told_claims: Ints

    @property
    def key(self) -> Ints:
        """The day that each event is sorted by."""
        return np.where(self.last > 0, self.last, self.first)

    def sorting(self, row: int) -> tuple[int, str]:
        """The key by which a row stands in the order: minus its day, and its id."""
        day = int(self.last[row]) or int(self.first[row])
        return (-day, self.ids[row])


_ROWS = ("kind", "status", "first", "last", "known", "place", "voices", "claims")


def read_events(lines: Sequence[Any], places: Coder, actors: Coder, kinds: Coder | None = None, statuses: Coder | None = None) -> Columns:
    """The columns out of the store's lines, with numbers of these coders."""
    kinds, statuses = kinds or Coder(), statuses or Coder()
    n = len(lines)
    ids, kind, status, times, known, place, actor, voices, claims, told = zip(*lines, strict=True) if n else [()] * 10
    spans = {t: (a.toordinal() if a else 0, b.toordinal() if b else 0) for t in set(times) for a, b in [bounds(t)]}
    days = {k: d.toordinal() if (d := parse_day(k)) else NO_DAY for k in set(known)}
    first, last = distinct(times, {t: s[0] for t, s in spans.items()}), distinct(times, {t: s[1] for t, s in spans.items()})
    by_id = np.array(sorted(range(n), key=ids.__getitem__), dtype=np.int64)
    order = by_id[np.argsort(-np.where(last > 0, last, first)[by_id], kind="stable")]
    at = order.tolist()
    sets = {a: np.array([actors(x) for x in a.split("\n")] if a else [], dtype=np.int32) for a in dict.fromkeys(actor)}
    actor_sets = [sets[actor[i]] for i in at]
    entries = [bytes(told[i]) for i in at]
    table = np.frombuffer(b"".join(entries), dtype="<i4").reshape(-1, 3).astype(np.int32)
    rows = np.arange(n, dtype=np.int32)
    codes = places.many(p or "" for p in place) if n else _none()
    without = np.array([not p for p in place], dtype=np.bool_)
    return Columns(
        [ids[i] for i in at], [times[i] for i in at], kinds, statuses, kinds.many(kind)[order], statuses.many(status)[order],
        first[order], last[order], distinct(known, days)[order], np.where(without, -1, codes)[order].astype(np.int32),
        np.array(voices, dtype=np.int32)[order], np.array(claims, dtype=np.int32)[order],
        np.repeat(rows, [len(a) for a in actor_sets]), np.concatenate(actor_sets) if n else _none(),
        np.repeat(rows, [len(e) // 12 for e in entries]), *(np.ascontiguousarray(table[:, i]) for i in range(3)))


def amend_events(old: Columns, gone: Iterable[str], lines: Sequence[Any], places: Coder, actors: Coder) -> Columns:
    """The columns without the events `gone` and with the events of `lines`; all else as it was."""
    gone = set(gone)
    new = read_events(lines, places, actors, old.kinds, old.statuses)
    keep = np.array([i not in gone for i in old.ids], dtype=np.bool_)
    ids, times = [i for i in old.ids if i not in gone], [t for t, k in zip(old.times, keep.tolist(), strict=True) if k]
    days = (-old.key[keep]).tolist()
    # Where each new row stands among the old: the order is by day, then by id.
    at = []
    for row in range(len(new.ids)):
        day, own = new.sorting(row)
        low = bisect_left(days, day)
        high = bisect_left(days, day + 1, lo=low)
        at.append(bisect_left(ids, own, lo=low, hi=high))
    slots = np.array(at, dtype=np.int64) + np.arange(len(at))
    size = len(ids) + len(new.ids)
    stays = np.ones(size, dtype=np.bool_)
    stays[slots] = False
    place_of_old = np.full(len(old.ids), -1, dtype=np.int32)
    place_of_old[keep] = np.flatnonzero(stays)
    place_of_new = slots.astype(np.int32)
    columns: dict[str, Any] = {name: _merged(getattr(old, name)[keep], getattr(new, name), stays) for name in _ROWS}
    actor = _joined((old.actor_rows, old.actor_codes), (new.actor_rows, new.actor_codes), place_of_old, place_of_new)
    told = _joined((old.told_row, old.told_n, old.told_report, old.told_claims),
                   (new.told_row, new.told_n, new.told_report, new.told_claims), place_of_old, place_of_new)
    for n, at_row in enumerate(slots.tolist()):
        ids.insert(at_row, new.ids[n])
        times.insert(at_row, new.times[n])
    return Columns(ids, times, old.kinds, old.statuses, *columns.values(), *actor, *told)


def _merged(old: Ints, new: Ints, stays: Bools) -> Ints:
    out = np.empty(len(stays), dtype=np.int32)
    out[stays], out[~stays] = old, new
    return out


def _joined(old: tuple[Ints, ...], new: tuple[Ints, ...], of_old: Ints, of_new: Ints) -> list[Ints]:
    """Columns of pairs of which the first names a row: rows renamed, those gone dropped, in the order of the rows."""
    rows = of_old[old[0]]
    keep = rows >= 0
    rows = np.concatenate([rows[keep], of_new[new[0]]]) if len(new[0]) else rows[keep]
    order = np.argsort(rows, kind="stable")
    rest = [np.concatenate([a[keep], b])[order] for a, b in zip(old[1:], new[1:], strict=True)]
    return [rows[order], *rest]


def _none() -> Ints:
    return np.zeros(0, dtype=np.int32)


@dataclass(slots=True)
class Told:
    """What the headline counts, made once for columns and press: of each entry of `told_*` the first day of its event and the day from
    which it is known, and which have `several` claims; each voice and report with the first days from which it counts. `plain` where no
    event is known later than what tells it."""

    first: Ints
    day: Ints
    several: Ints
    voice_row: Ints
    voice_day: Ints
    report: Ints
    report_first: Ints
    report_day: Ints
    plain: bool


def told_of(c: Columns, press: Press) -> Told:
    """Days of entries, voices and reports. A day that is not known is NO_DAY: it counts on the open clock alone."""
    published = press.day[c.told_report]
    published = np.where(published > 0, published, NO_DAY).astype(np.int32)
    starts = (np.cumsum(c.voices) - c.voices).astype(np.int32)
    voice = starts[c.told_row] + c.told_n
    size = int(c.voices.sum())
    voice_row = np.repeat(np.arange(len(c.ids), dtype=np.int32), c.voices)
    voice_day = np.full(size, 2 * NO_DAY, dtype=np.int32)
    np.minimum.at(voice_day, voice, published)
    began = c.first[c.told_row]
    report = np.unique(c.told_report)
    spot = np.searchsorted(report, c.told_report)
    first = np.full(len(report), 2 * NO_DAY, dtype=np.int32)
    np.minimum.at(first, spot, began)
    day = np.where(press.day[report] > 0, press.day[report], NO_DAY).astype(np.int32)
    plain = bool((c.known[c.told_row] <= published).all())
    return Told(began, published, np.flatnonzero(c.told_claims > 1), voice_row, voice_day, report, first, day, plain)
