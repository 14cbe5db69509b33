"""Claims out of the store by the shared filters, a page at a time, without reading what comes before the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from marsad.model import Claim
from marsad.model.codec import loads
from marsad.store import Store
from marsad.store import schema as t
from marsad.web.dates import bounds
from marsad.web.filters import Filters
from marsad.web.scene import known_report
from marsad.web.search import found_reports
from marsad.web.snapshot import Snapshot

Keyed = tuple[tuple[str, int], Claim]


def claims_of(store: Store, s: Snapshot, f: Filters, after: Sequence[str | int] | None = None, limit: int | None = None) -> Iterator[Keyed]:
    """((report, place in it), claim) in that order, after the key `after`, at most `limit`. `status` is that of the claim's event."""
    k = t.claim.c
    query = sa.select(k.report, k.seq, k.data).order_by(k.report, k.seq)
    if after is not None:
        query = query.where(sa.tuple_(k.report, k.seq) > sa.tuple_(sa.literal(str(after[0])), sa.literal(int(after[1]))))
    if f.kind:
        query = query.where(k.kind.in_(f.kind))
    found = found_reports(s, f.q)
    given = 0
    with store.engine.connect() as c:
        for report, seq, data in c.execute(query.execution_options(yield_per=500)):
            if (found is not None and report not in found) or not known_report(s, report, f.known):
                continue
            if f.outlet and (report not in s.reports or s.reports[report].outlet != f.outlet):
                continue
            claim = loads(Claim, data)
            if not _passes(s, f, claim):
                continue
            yield (report, seq), claim
            given += 1
            if limit is not None and given >= limit:
                return


def _passes(s: Snapshot, f: Filters, claim: Claim) -> bool:
    if f.actor and f.actor not in {m.id for m in (*claim.agents, *claim.targets)}:
        return False
    row = s.row_of.get(s.event_of.get(claim.id, ""), -1) if f.status or f.place else -1
    if f.status and (row < 0 or s.c.statuses.words[s.c.status[row]] != f.status):
        return False
    if f.place and f.place not in {m.id for m in claim.places} and (row < 0 or s.c.place[row] not in s.inside.get(f.place, ())):
        return False
    if f.on or f.since or f.until:
        first, last = bounds(claim.time.edtf if claim.time else None)
        if first is None and last is None:
            return f.since is None and f.until is None
        if (f.on and first and first > f.on) or (f.since and last and last < f.since) or (f.until and first and first > f.until):
            return False
    return True
