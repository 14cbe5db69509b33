"""Words to reports: the folded full-text search of the store."""

from __future__ import annotations

from marsad.store import Store

LIMIT = 2000


def found_reports(store: Store, q: str | None) -> frozenset[str] | None:
    """Ids of reports that hold all words of `q`; None where nothing is asked."""
    if not q or not q.strip():
        return None
    return frozenset(r.id for r in store.search(q, LIMIT))
