"""Words to reports: the folded full-text search of the store."""

from __future__ import annotations

import numpy as np

from marsad.model import Report
from marsad.web.lists import Rows
from marsad.web.snapshot import Snapshot

LIMIT = 2000


def found_reports(s: Snapshot, q: str | None) -> Rows | None:
    """Row numbers of reports that hold all words of `q`, best first; None where nothing is asked. The same words are searched once for
    a state of the store, whatever else is asked with them."""
    if not q or not q.strip():
        return None
    found: Rows = s.fragments.made(("words", q.strip()), lambda: np.array(s.store.found(q, LIMIT), dtype=np.int64))
    return found


def best_reports(s: Snapshot, q: str, limit: int) -> list[Report]:
    """The reports that hold all words of `q`, best first."""
    found = found_reports(s, q)
    return [] if found is None else s.store.reports_at(found[:limit].tolist())
