"""The exports by name: which rows each writes, in an order that depends on the records alone."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator

from marsad.publish import rows as r
from marsad.store import Store


def _claims(store: Store) -> Iterator[r.Row]:
    return map(r.claim_row, store.claims())


def _mentions(store: Store) -> Iterator[r.Row]:
    for reading in store.readings():
        yield from r.mention_rows(reading)


def _passages(store: Store) -> Iterator[r.Row]:
    for reading in store.readings():
        yield from r.passage_rows(store.report(reading.report), reading)


def _families(store: Store) -> Iterator[r.Row]:
    return map(r.family_row, store.families())


def _copies(store: Store) -> Iterator[r.Row]:
    return map(r.copy_row, store.copies())


def _events(store: Store) -> Iterator[r.Row]:
    claims = {c.id: c for c in store.claims()}
    return (r.event_row(e, claims) for e in store.events())


def _holds(store: Store) -> Iterator[r.Row]:
    return map(r.hold_row, store.all_holds())


def _incidents(store: Store) -> Iterator[r.Row]:
    return map(r.incident_row, store.incidents())


def _reports(store: Store) -> Iterator[r.Row]:
    # A removed report stays as a marked hole: its row has no words, only its hashes and the flag.
    return map(r.report_row, heapq.merge(store.reports(), store.removed(), key=lambda report: report.id))


EXPORTS: dict[str, Callable[[Store], Iterator[r.Row]]] = {
    "claims": _claims,
    "mentions": _mentions,
    "passages": _passages,
    "families": _families,
    "copies": _copies,
    "events": _events,
    "holds": _holds,
    "incidents": _incidents,
    "reports": _reports,
}
"""What `marsad export` can write, by name."""
