"""Facets asked of the store, as following a change needs them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from marsad.events.facets import Facet
from marsad.events.locality import KEYS, meets, shared, unpack_all, unpacked, values_of
from marsad.store import Store
from marsad.store.keys import FacetRow


@dataclass(slots=True)
class _Window:
    """The facets of a group whose intervals meet [lo, hi]: rows with what is packed in them, those of reports read again, and what
    was made of rows by claim."""

    lo: int
    hi: int
    rows: list[tuple[FacetRow, list[Any]]]
    fresh: list[Facet]
    made: dict[str, Facet]


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
            rows = self.store.facets_within(group, first, last)
            made = {} if known is None else known.made
            fresh = [f for new in self.fresh.values() for f in new if f.group == group]
            known = self.seen[group] = _Window(first, last, list(zip(rows, values_of(rows), strict=True)), fresh, made)
        found = []
        for row, values in known.rows:
            # Most of what lies in a long window is never looked at.
            if meets(facet, days, row.lo, row.hi, values[KEYS]):
                one = known.made.get(row.claim)
                if one is None:
                    one = known.made[row.claim] = unpacked(row, values)
                found.append(one)
        return found + [f for f in known.fresh if meets(facet, days, f.lo, f.hi, f.keys)]

    def beside(self, facet: Facet) -> Iterable[Facet]:
        """Facets in passages shared with its own, or in a ruling with it."""
        report = facet.claim.report
        if report not in self.passages:
            self.passages |= self.store.passages([report])
            self.passages.setdefault(report, [])
        passages = self.passages[report]
        self.fetch({p[2] for p in passages})
        found = shared(facet, passages, lambda r: self.rows.get(r, ()))
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
