"""The ledger of holds: its entries, the evidence for them, and the contradictions about who holds a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from marsad.model import Contradiction, Hold
from marsad.model.codec import dumps, loads
from marsad.store import direct
from marsad.store import schema as t
from marsad.store.altering import alter, alter_pairs
from marsad.store.core import Delta, insert, mark, remove
from marsad.store.direct import Question
from marsad.store.keys import Keys, KeyTables, ProofRow, Work, key_rows, settle
from marsad.store.lines import hold_events, hold_row, keep_spots

Stood = tuple[str, str]
"""The seal of a row that is there, and the record in it."""


class HoldTables(KeyTables):
    """Reading and writing of `hold`, `quarrel` and `proof`."""

    def save_holds(
        self,
        holds: Iterable[Hold],
        fingerprint: str,
        *,
        quarrels: Iterable[Contradiction] = (),
        proofs: Iterable[ProofRow] = (),
        keys: Keys | None = None,
        replayed: Iterable[str] | None = None,
        since: Mapping[str, str] | None = None,
        kept: Iterable[str] = (),
        again: tuple[Iterable[str], Iterable[str]] = ((), ()),
        work: Work | None = None,
    ) -> None:
        """Replace the ledger (its entries carry their own known-clock), the contradictions about who holds a place, and the
        evidence; where `replayed` is given (places, by id or words), those of these places alone, and the evidence of the reports
        and claims `again`. `since` names days for some places: what was closed before its day is not given and stays. `kept` are
        ids of entries that stand in the store as they are given."""
        delta = Delta()
        every = {h.id: h for h in holds}
        kept = set(kept)
        rows = [_hold_row(h) for h in every.values() if h.id not in kept]
        told = [{"id": x.id, "data": dumps(x)} for x in quarrels]
        found = list(key_rows(keys or {}))
        over: set[str] = set()
        with self._writing() as c:
            if replayed is None:
                for table in (t.hold, t.quarrel, t.proof, t.hold_key, t.hold_line, t.hold_event):
                    c.execute(table.delete())
            else:
                stood, about, keyed = self._at_places(c, set(replayed), since or {})
                rows, over = _only_new(c, t.hold, rows, stood, delta, kept)
                told, _ = _only_new(c, t.quarrel, told, about, delta)
                _alter_lines(c, [every[i] for i in sorted(over)], delta)
                found = _only_new_keys(c, found, keyed, delta)
                remove(c, t.proof.c.report, again[0], delta)
                remove(c, t.proof.c.claim, again[1], delta)
            insert(c, t.hold, rows, delta)
            new = [every[row["id"]] for row in rows]
            insert(c, t.hold_line, map(hold_row, new), delta)
            insert(c, t.hold_event, hold_events(new), delta)
            keep_spots(c, (every[i].place for i in (*over, *(h.id for h in new))))
            insert(c, t.quarrel, told, delta)
            insert(c, t.proof, (p._asdict() for p in proofs), delta)
            insert(c, t.hold_key, found, delta)
            settle(c, "control", None if replayed is None else work)
            mark(c, "control", fingerprint, None if replayed is None else delta)

    def _at_places(
        self, c: sa.Connection, places: set[str], since: Mapping[str, str]
    ) -> tuple[dict[str, Stood], dict[str, Stood], dict[tuple[str, str, str], str]]:
        """What hangs on these places: entries (not those closed before the day of `since`), contradictions, the seals of keys."""
        hanging = {what: _HANGING.ask(c, places, what=what) for what in ("hold", "about")}
        ids: dict[str, set[str]] = {}
        for row in hanging["hold"]:
            ids.setdefault(row.key, set()).add(row.item)
        stood: dict[str, Stood] = {}
        for day in sorted({*since.values(), ""}):
            at = {p for p in places if since.get(p, "") == day}
            for question, names in ((_HOLDS_AT, {p for p in at if not p.startswith("~")}),
                                    (_HOLDS_OF, {i for p in at for i in ids.get(p, ())})):
                stood.update((row.hold, (row.seal, row.data)) for row in question.ask(c, names, day=day))
        quarrels = {row.item for row in hanging["about"]}
        about = {row.id: (row.seal, row.data) for row in _QUARREL_SEALS.ask(c, quarrels)}
        keyed: dict[tuple[str, str, str], str] = {}
        alone = {i for held in ids.values() for i in held if i in stood}
        for items, whats in ((alone, ("hold",)), (quarrels, ("about", "over")), (places, ("inside", "part", "line"))):
            for what in whats:
                keyed.update(((what, row.item, row.key), row.seal) for row in _KEYS_OF.ask(c, items, what=what))
        return stood, about, keyed

    def standing(self, places: Iterable[str], day: str) -> dict[str, list[Hold]]:
        """By place (id, or words behind a tilde): the entries that were known before that ISO day and not closed before it."""
        found: dict[str, list[Hold]] = {p: [] for p in places}
        with self._asking() as c:
            for row in _STANDING_AT.ask(c, {p for p in found if not p.startswith("~")}, day=day):
                found[row.place].append(loads(Hold, row.data))
            of = {row.item: row.key for row in _HANGING.ask(c, {p for p in found if p.startswith("~")}, what="hold")}
            for row in _STANDING_OF.ask(c, of, day=day):
                found[of[row.hold]].append(loads(Hold, row.data))
        return found

    def all_holds(self, place: str | None = None, known: str | None = None) -> list[Hold]:
        """Entries of the ledger by place, known and valid day; `known` drops what was learned after that ISO day."""
        where, first = t.hold.c.place.nulls_first(), t.hold.c.valid_from.nulls_first()
        query = sa.select(t.hold.c.data).order_by(where, t.hold.c.known_from, first, t.hold.c.id)
        if place is not None:
            query = query.where(t.hold.c.place == place)
        if known is not None:
            query = query.where(t.hold.c.known_from <= known)
        return list(self._all(Hold, query))

    def hold(self, hold_id: str) -> Hold:
        """One entry of the ledger. Raises NotFound."""
        return self._one(Hold, t.hold, hold_id)


_V: sa.BindParameter[Any] = sa.bindparam("v", expanding=True)
_L = t.hold_line.c
_OPEN = sa.or_(_L.known_to.is_(None), _L.known_to >= sa.bindparam("day"))
_SEALS = sa.select(_L.hold, t.hold.c.seal, t.hold.c.data).join(t.hold, _L.hold == t.hold.c.id).where(_OPEN)
_HOLDS_AT, _HOLDS_OF = (Question(_SEALS.where(column.in_(_V)), first="hold_line") for column in (_L.place, _L.hold))
_STOOD = (
    sa.select(_L.hold, _L.place, t.hold.c.data)
    .join(t.hold, _L.hold == t.hold.c.id)
    .where(_L.known_from < sa.bindparam("day"), _OPEN)
)
_STANDING_AT, _STANDING_OF = (Question(_STOOD.where(column.in_(_V)), first="hold_line") for column in (_L.place, _L.hold))
_K = t.hold_key.c
_HANGING = Question(sa.select(_K.item, _K.key).where(_K.what == sa.bindparam("what"), _K.key.in_(_V)),
                    by={"hold_key": "hold_key_key"})
_KEYS_OF = Question(sa.select(_K.item, _K.key, _K.seal).where(_K.what == sa.bindparam("what"), _K.item.in_(_V)))
_LINE_SEALS = Question(sa.select(_L.hold, t.hold_line.c.seal).where(_L.hold.in_(_V)))
_EVENTS_OF = Question(
    sa.select(t.hold_event.c.hold, t.hold_event.c.event, t.hold_event.c.seal).where(t.hold_event.c.hold.in_(_V))
)
_QUARREL_SEALS = Question(sa.select(t.quarrel.c.id, t.quarrel.c.seal, t.quarrel.c.data).where(t.quarrel.c.id.in_(_V)))


def _only_new(
    c: sa.Connection, table: sa.Table, rows: list[dict[str, Any]], stood: Mapping[str, Stood], delta: Delta, kept: Iterable[str] = ()
) -> tuple[list[dict[str, Any]], set[str]]:
    """The rows of records that are not there, and the ids of those that were and are told otherwise now: these are written over the
    old ones. What stood and is neither among the rows any more nor `kept` is deleted."""
    # All other cells of these tables are in the record.
    same = {row["id"] for row in rows if row["id"] in stood and stood[row["id"]][1] == row["data"]}
    other = [row for row in rows if row["id"] not in same]
    over = alter(c, table, other, {i: told[0] for i, told in stood.items()}, delta)
    if gone := stood.keys() - same - over - set(kept):
        remove(c, table.c.id, gone, delta)
        if table is t.hold:
            remove(c, t.hold_line.c.hold, gone, delta)
            remove(c, t.hold_event.c.hold, gone, delta)
    return [row for row in other if row["id"] not in over], over


def _alter_lines(c: sa.Connection, holds: Sequence[Hold], delta: Delta) -> None:
    """The lines of entries that are told otherwise, and the events that speak for or against them."""
    names = [h.id for h in holds]
    lines = [hold_row(h) for h in holds]
    there = alter(c, t.hold_line, lines, dict(_LINE_SEALS.ask(c, names)), delta)
    if gone := set(names) - there:
        remove(c, t.hold_line.c.hold, gone, delta)
        insert(c, t.hold_line, (row for row in lines if row["hold"] in gone), delta)
    alter_pairs(c, _EVENTS_OF, t.hold_event, names, hold_events(holds), delta)


def _only_new_keys(
    c: sa.Connection, rows: list[dict[str, str]], stood: Mapping[tuple[str, str, str], str], delta: Delta
) -> list[dict[str, str]]:
    """The same for keys of the ledger."""
    now = {(row["what"], row["item"], row["key"]): row for row in rows}
    for what, item, key in sorted(stood.keys() - now.keys()):
        direct.drop(c, t.hold_key, {"what": what, "item": item, "key": key})
        delta.add("hold_key", [stood[what, item, key]], -1)
    return [row for at, row in now.items() if at not in stood]


def _hold_row(h: Hold) -> dict[str, Any]:
    return {
        "id": h.id,
        "place": h.place.id,
        "actor": h.actor,
        "valid_from": h.valid_from,
        "known_from": h.known_from,
        "data": dumps(h),
    }
