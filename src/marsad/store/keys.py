"""What the stages keep to find what a change touches: facets of claims, keys of what was made, and what is stale."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa

from marsad.model import Claim, Event, Report
from marsad.model.codec import loads_all
from marsad.store import direct
from marsad.store import schema as t
from marsad.store.core import Records, insert, mark
from marsad.store.direct import Question
from marsad.store.reports import chunks

Keys = Mapping[tuple[str, str], Iterable[str]]
"""(what, item) to keys."""


class FacetRow(NamedTuple):
    """A claim as clustering sees it: its group, first and last day (ordinals), and the rest packed."""

    claim: str
    report: str
    grp: str
    lo: int | None
    hi: int | None
    data: str


class ProofRow(NamedTuple):
    """A claim's evidence on one place of the ledger, packed; `n` counts from 0 in a claim."""

    claim: str
    n: int
    report: str
    start: int
    key: str
    data: str


class Stale(NamedTuple):
    """Something that a stage has not worked on yet: `what` it is (report, pair, place, event …) and which."""

    seq: int
    what: str
    item: str


@dataclass(frozen=True, slots=True)
class Source:
    """The part of a report that fusing needs."""

    id: str
    outlet: str
    day: str | None


@dataclass(slots=True)
class Work:
    """What a stage leaves to the next ones, and what of its own list it has done."""

    done: list[int] = field(default_factory=list)
    left: list[tuple[str, str, str]] = field(default_factory=list)
    """(stage, what, item)"""


def leave(c: sa.Connection, items: Iterable[tuple[str, str, str]]) -> None:
    """Put (stage, what, item) on the lists of later stages, in the transaction of the change."""
    rows = [{"stage": stage, "what": what, "item": item} for stage, what, item in dict.fromkeys(items)]
    insert(c, t.stale, rows)


def settle(c: sa.Connection, stage: str, work: Work | None) -> None:
    """Take off what was done, and leave the rest; None: the stage made everything anew."""
    if work is None:
        c.execute(t.stale.delete().where(t.stale.c.stage == stage))
        return
    for part in chunks(work.done):
        direct.clear(c, t.stale.c.seq, part)
    leave(c, work.left)


def key_rows(keys: Keys) -> Iterator[dict[str, str]]:
    """Rows of a key table."""
    for (what, item), values in keys.items():
        for key in dict.fromkeys(values):
            yield {"what": what, "item": item, "key": key}


class KeyTables(Records):
    """Reading of `facet`, `event_key`, `incident_key`, `hold_key` and `stale`, and of records by them."""

    def stale(self, stage: str) -> list[Stale]:
        """What a stage has not worked on yet, oldest first."""
        return self._ask(_STALE, stage=stage)

    def stale_of(self, stages: Iterable[str], most: int) -> list[Stale]:
        """What these stages have not worked on yet, oldest first; so many at most."""
        return self._in(_STALE_OF, stages, most=most)

    def facets(self, reports: Iterable[str]) -> list[FacetRow]:
        """Facets of these reports."""
        return self._in(_FACET_OF_REPORT, reports)

    def facets_of_claims(self, claims: Iterable[str]) -> list[FacetRow]:
        """Facets of these claims."""
        return self._in(_FACET_OF_CLAIM, claims)

    def facets_within(self, group: str, lo: int, hi: int) -> list[FacetRow]:
        """Facets of a group whose interval meets [lo, hi]."""
        return self._ask(_FACET_WITHIN, group=group, lo=lo, hi=hi)

    def keys(self, table: str, what: str, items: Iterable[str]) -> dict[str, list[str]]:
        """Keys of items in `event_key`, `incident_key` or `hold_key`, by item."""
        found: dict[str, list[str]] = {}
        for item, key in self._in(_KEYS[table], items, what=what):
            found.setdefault(item, []).append(key)
        return {i: sorted(v) for i, v in found.items()}

    def keyed(self, table: str, what: str, keys: Iterable[str]) -> dict[str, list[str]]:
        """Items by key in `event_key`, `incident_key` or `hold_key`."""
        found: dict[str, list[str]] = {}
        for key, item in self._in(_KEYED[table], keys, what=what):
            found.setdefault(key, []).append(item)
        return {i: sorted(v) for i, v in found.items()}

    def passages(self, reports: Iterable[str]) -> dict[str, list[tuple[int, int, str, int, int]]]:
        """The copied passages of these reports: start, end, the other report, its start and end."""
        found: dict[str, list[tuple[int, int, str, int, int]]] = {}
        wanted = set(reports)
        seen: set[tuple[str, str]] = set()
        for query in (_COPY_A, _COPY_B):
            for a, b, data in self._in(query, wanted):
                if (a, b) in seen:
                    continue
                seen.add((a, b))
                for p in json.loads(data)["passages"]:
                    ends = p["a_start"], p["a_end"], p["b_start"], p["b_end"]
                    found.setdefault(a, []).append((ends[0], ends[1], b, ends[2], ends[3]))
                    found.setdefault(b, []).append((ends[2], ends[3], a, ends[0], ends[1]))
        return {r: v for r, v in found.items() if r in wanted}

    def copies_among(self, reports: Iterable[str]) -> list[str]:
        """JSON of the copies between these reports, by ids."""
        wanted = set(reports)
        return [row.data for row in sorted(self._in(_COPY_A, wanted)) if row.b in wanted]

    def claims_of(self, reports: Iterable[str]) -> list[Claim]:
        """The claims of these reports, by report and place in the text."""
        wanted, told = sorted(set(reports)), self._told
        known: dict[str, list[Claim]] = told.claims if told is not None else {}
        if new := [r for r in wanted if r not in known]:
            known.update((r, []) for r in new)
            rows = sorted(self._in(_CLAIM_OF_REPORT, new))
            for row, claim in zip(rows, loads_all(Claim, [row.data for row in rows]), strict=True):
                known[row.report].append(claim)
        return [claim for r in wanted for claim in known[r]]

    def sources(self, reports: Iterable[str] | None = None) -> dict[str, Source]:
        """Outlet and day of these current reports (all where None), without their texts."""
        if reports is not None:
            wanted, told = set(reports), self._told
            known: dict[str, Source] = told.sources if told is not None else {}
            known.update((row.id, _source(row)) for row in self._in(_SOURCE_OF, wanted - known.keys()))
            return {r: known[r] for r in sorted(wanted & known.keys())}
        with self._asking() as c:
            return {row.id: _source(row) for row in c.execute(_SOURCE.execution_options(yield_per=1000))}

    def texts_of(self, reports: Iterable[str]) -> dict[str, Report]:
        """These current reports as far as their words, outlet and day go."""
        found = self._in(_TEXT_OF, reports)
        return {r.id: Report(r.id, "", r.text, r.outlet, "", r.published, flags=tuple(r.flags.split())) for r in found}

    def contradicting(self, events: Iterable[str]) -> set[str]:
        """Ids of the contradictions of the events stage that concern these events."""
        wanted = set(events)
        found = {row.id for row in self._in(_CONTRADICTION_OF, wanted)}
        return found.union(*self.keyed("event_key", "against", wanted).values())

    def events_of(self, ids: Iterable[str]) -> list[Event]:
        """Events by id; those that are gone left out."""
        wanted, told = sorted(set(ids)), self._told
        known: dict[str, Event | None] = told.events if told is not None else {}
        if new := [i for i in wanted if i not in known]:
            known.update(dict.fromkeys(new))
            rows = self._in(_EVENT, new)
            known.update(zip((row.id for row in rows), loads_all(Event, [row.data for row in rows]), strict=True))
        return [event for i in wanted if (event := known[i]) is not None]

    def proofs(self, keys: Iterable[str]) -> dict[str, str]:
        """The evidence on each of these places of the ledger, between commas: a JSON array of its number in its claim and its data."""
        with self._asking() as c:
            if direct.is_direct(c):
                return dict(self._in(_PROOFS_AT, keys))
        found: dict[str, list[str]] = {}
        for row in self._in(_PROOF_OF_KEY, keys):
            found.setdefault(row.key, []).append(f"[{row.n},{row.data}]")
        return {key: ",".join(told) for key, told in found.items()}

    def proven(self, reports: Iterable[str], claims: Iterable[str]) -> list[ProofRow]:
        """What these reports and claims are evidence for now."""
        return self._in(_PROVEN_BY_REPORT, reports) + self._in(_PROVEN_BY_CLAIM, claims)

    def homes(self, claims: Iterable[str] | None = None) -> dict[str, str]:
        """Claim id to the id of its event (of all claims where None)."""
        if claims is not None:
            wanted, told = set(claims), self._told
            known: dict[str, str | None] = told.homes if told is not None else {}
            if new := wanted - known.keys():
                known.update(dict.fromkeys(new))
                known.update(self._in(_HOME_OF_CLAIM, new))
            return {c: home for c in sorted(wanted) if (home := known[c]) is not None}
        with self._asking() as c:
            return {row.claim: row.event for row in c.execute(_HOME.execution_options(yield_per=5000))}

    def report_count(self) -> int:
        """How many reports have been read."""
        with self._asking() as c:
            return int(c.execute(sa.select(sa.func.count()).select_from(t.reading)).scalar() or 0)

    def ledger_places(self) -> set[str]:
        """Every place that something is evidence for, by the ledger's keys."""
        with self._asking() as c:
            return set(c.execute(sa.select(t.proof.c.key).distinct()).scalars())

    def note_stage(self, name: str, fingerprint: str) -> None:
        """Note what a stage without tables of its own stands at."""
        with self._writing() as c:
            mark(c, name, fingerprint)

    def _in(self, question: Question, values: Iterable[str], **more: Any) -> list[Any]:
        """Rows of a question about a list; rows are named."""
        wanted = set(values)
        return self._ask(question, wanted, **more) if wanted else []


# Built once: to build and compile a query takes longer than to ask it.
_V: sa.BindParameter[Any] = sa.bindparam("v", expanding=True)
_FACET = sa.select(t.facet.c.claim, t.facet.c.report, t.facet.c.grp, t.facet.c.lo, t.facet.c.hi, t.facet.c.data)
_FACET_OF_REPORT = Question(_FACET.where(t.facet.c.report.in_(_V)), row=FacetRow)
_FACET_OF_CLAIM = Question(_FACET.where(t.facet.c.claim.in_(_V)), row=FacetRow)
_FACET_WITHIN = Question(
    _FACET.where(t.facet.c.grp == sa.bindparam("group"), t.facet.c.lo <= sa.bindparam("hi"), t.facet.c.hi >= sa.bindparam("lo")),
    row=FacetRow,
)
_ANY_STALE = sa.select(t.stale.c.seq, t.stale.c.what, t.stale.c.item).order_by(t.stale.c.seq)
_STALE = Question(_ANY_STALE.where(t.stale.c.stage == sa.bindparam("stage")), row=Stale)
_STALE_OF = Question(_ANY_STALE.where(t.stale.c.stage.in_(_V)).limit(sa.bindparam("most")), row=Stale)
_COPY = sa.select(t.copy.c.a, t.copy.c.b, t.copy.c.data)
_COPY_A, _COPY_B = Question(_COPY.where(t.copy.c.a.in_(_V))), Question(_COPY.where(t.copy.c.b.in_(_V)))
_CLAIM_OF_REPORT = Question(sa.select(t.claim.c.report, t.claim.c.seq, t.claim.c.data).where(t.claim.c.report.in_(_V)))
_SOURCE = sa.select(t.report.c.id, t.report.c.outlet, t.report.c.published, t.report.c.flags).where(t.report.c.current)
_EVENT = Question(sa.select(t.event.c.id, t.event.c.data).where(t.event.c.id.in_(_V)))
_PROOF = sa.select(t.proof.c.claim, t.proof.c.n, t.proof.c.report, t.proof.c.start, t.proof.c.key, t.proof.c.data)
_HOME = sa.select(t.event_claim.c.claim, t.event_claim.c.event)
_SOURCE_OF = Question(_SOURCE.where(t.report.c.id.in_(_V)), by={"report": "report_current"})
_TEXT_OF = Question(_SOURCE.add_columns(t.report.c.text).where(t.report.c.id.in_(_V)), by={"report": "report_current"})
_CONTRADICTION_OF = Question(sa.select(t.contradiction.c.id).where(t.contradiction.c.event.in_(_V)))
# To hand over a row takes four times as long as to put its text behind that of another.
_TOLD: Any = sa.func.group_concat(sa.literal_column("'[' || proof.n || ',' || proof.data || ']'"), sa.literal_column("','"))
_PROOFS_AT = Question(sa.select(t.proof.c.key, _TOLD.label("told")).where(t.proof.c.key.in_(_V)).group_by(t.proof.c.key))
_PROOF_OF_KEY = Question(_PROOF.where(t.proof.c.key.in_(_V)), row=ProofRow)
_PROVEN_BY_REPORT = Question(_PROOF.where(t.proof.c.report.in_(_V)), row=ProofRow)
_PROVEN_BY_CLAIM = Question(_PROOF.where(t.proof.c.claim.in_(_V)), row=ProofRow)
_HOME_OF_CLAIM = Question(_HOME.where(t.event_claim.c.claim.in_(_V)))
_KEYS, _KEYED = (
    {
        k.name: Question(
            sa.select(k.c[first], k.c[then]).where(k.c.what == sa.bindparam("what"), k.c[first].in_(_V)),
            by={k.name: f"{k.name}_key"} if first == "key" else None,
        )
        for k in (t.event_key, t.incident_key, t.hold_key)
    }
    for first, then in (("item", "key"), ("key", "item"))
)


def _source(row: Any) -> Source:
    flags = row.flags.split()
    return Source(row.id, row.outlet, Report(row.id, "", "", published=row.published, flags=tuple(flags)).day)
