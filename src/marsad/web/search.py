"""Words to reports: the folded full-text search of the store."""

from __future__ import annotations

import numpy as np

from marsad.store import Store
from marsad.web.lists import Rows

LIMIT = 2000


def found_reports(store: Store, q: str | None) -> Rows | None:
    """Row numbers of reports that hold all words of `q`, best first; None where nothing is asked."""
    if not q or not q.strip():
        return None
    return np.array(store.found(q, LIMIT), dtype=np.int64)
