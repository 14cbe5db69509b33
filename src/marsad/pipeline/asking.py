"""Facets asked of the store, as following a change needs them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from marsad.events.facets import Facet
from marsad.events.locality import KEYS, meets, shared, unpack_all, unpacked, values_of
from marsad.store import Store
from marsad.store.keys import FacetRow


@dataclass(slots=True)
class _Window:
    """The facets of a group whose intervals meet [lo, hi]: rows, those of reports read again, and what was in rows that were looked at:
    the values packed in them, and the facets made of these, by claim."""

    lo: int
    hi: int
    rows: list[FacetRow]
    fresh: list[Facet]
    values: dict[str, list[Any]]
    made: dict[str, Facet]

    def close(self, facet: Facet, days: int) -> list[tuple[FacetRow, list[Any]]]:
        """The rows that meet the facet, with their values. Most of a long window is never unpacked."""
        lo, hi = facet.lo, facet.hi
        assert lo is not None and hi is not None
        first, last, keys = lo - days, hi + days, facet.keys
        told = [json.dumps(k, ensure_ascii=False) for k in keys] if keys[0] else []
        found = []
        for row in self.rows:
            begin, end, data = row.lo, row.hi, row.data
            if begin is None or end is None or begin > last or end < first:
                continue
            if begin <= hi and end >= lo:
                found.append(row)
                continue
            for key in told:
                # A key that a row has stands in its words; the words alone prove nothing.
                if key in data:
                    found.append(row)
                    break
        if new := [row for row in found if row.claim not in self.values]:
            self.values.update(zip((row.claim for row in new), values_of(new), strict=True))
        held = [(row, self.values[row.claim]) for row in found]
        return [(row, v) for row, v in held if meets(facet, days, row.lo, row.hi, v[KEYS])]


@dataclass(slots=True)
class Asked:
    """`Neighbours` out of the store, with the facets of reports read again beside the ones they replace."""

    store: Store
    fresh: dict[str, list[Facet]]
    apart: dict[str, frozenset[str]]
    rows: dict[str, list[Facet]]
    passages: dict[str, list[tuple[int, int, str, int, int]]]
    seen: dict[str, _Window]

    def near(self, facet: Facet, days: int) -> Iterable[Facet]:
        """Facets of its group whose interval meets its own, or comes within so many days of it at one of its places."""
        if facet.lo is None or facet.hi is None:
            return []
        group, lo, hi = facet.group, facet.lo - days, facet.hi + days
        known = self.seen.get(group)
        if known is None or lo < known.lo or hi > known.hi:
            first, last = (lo, hi) if known is None else (min(lo - 30, known.lo), max(hi + 30, known.hi))
            if known is None:
                rows = self.store.facets_within(group, first, last)
            else:
                # Only what lies beyond the days known: a long war has many facets within.
                ends = ((first, known.lo - 1), (known.hi + 1, last))
                beyond = [r for a, b in ends if a <= b for r in self.store.facets_within(group, a, b)]
                rows = list({r.claim: r for r in (*known.rows, *beyond)}.values())
            fresh = [f for new in self.fresh.values() for f in new if f.group == group]
            before = known or _Window(first, last, [], [], {}, {})
            known = self.seen[group] = _Window(first, last, rows, fresh, before.values, before.made)
        found = []
        for row, values in known.close(facet, days):
            one = known.made.get(row.claim)
            if one is None:
                one = known.made[row.claim] = unpacked(row, values)
            found.append(one)
        return found + [f for f in known.fresh if meets(facet, days, f.lo, f.hi, f.keys)]

    def within(self, group: str, lo: int, hi: int) -> list[FacetRow]:
        """The store's facets of a group whose interval meets [lo, hi]."""
        known = self.seen.get(group)
        if known is None or lo < known.lo or hi > known.hi:
            return self.store.facets_within(group, lo, hi)
        return [r for r in known.rows if r.lo is not None and r.hi is not None and r.lo <= hi and r.hi >= lo]

    def expect(self, facets: Iterable[Facet]) -> None:
        """Have at hand what lies beside these."""
        reports = {f.claim.report for f in facets} - self.passages.keys()
        if reports:
            self.passages.update((r, []) for r in reports)
            self.passages |= self.store.passages(reports)
            self.fetch({p[2] for r in reports for p in self.passages[r]})

    def beside(self, facet: Facet) -> Iterable[Facet]:
        """Facets in passages shared with its own, or in a ruling with it."""
        self.expect([facet])
        found = shared(facet, self.passages[facet.claim.report], lambda r: self.rows.get(r, ()))
        tied = self.apart.get(facet.claim.id)
        if tied:
            reports = {row.report for row in self.store.facets_of_claims(tied)} | set(self.fresh)
            self.fetch(reports)
            found += [f for r in sorted(reports) for f in self.rows[r] if f.claim.id in tied]
        return found

    def fetch(self, reports: Iterable[str]) -> None:
        """Have the facets of these reports at hand."""
        wanted = {r for r in reports if r not in self.rows}
        if not wanted:
            return
        for report in wanted:
            self.rows[report] = list(self.fresh.get(report, ()))
        for facet in unpack_all(self.store.facets(wanted)):
            self.rows[facet.claim.report].append(facet)
