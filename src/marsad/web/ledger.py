"""The ledger of holds as columns: a question with two dates looks at all entries at once and makes records of the answer alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np

from marsad import edtf
from marsad.control.query import _end, _start
from marsad.control.rules import load_rules
from marsad.model import Hold, Place
from marsad.web.coding import Bools, Coder, Ints, distinct

NEVER = 10**9
CERTAINTIES = ("confirmed", "reported", "party", "inferred", "contested", "")
_CERTAIN = {c: n for n, c in enumerate(CERTAINTIES)}
_INFERRED = CERTAINTIES.index("inferred")
_AGING = tuple(CERTAINTIES.index(c) for c in ("confirmed", "reported", "party"))


@dataclass(slots=True)
class Ledger:
    """All entries, a column a field; `place` and `actor` are numbers of the snapshot's coders."""

    ids: list[str]
    texts: list[tuple[str | None, str | None, str, str | None, str | None]]
    place: Ints
    actor: Ints
    hint: Ints
    certainty: Ints
    may: Ints
    sure: Ints
    ends: Ints
    over: Ints
    known_from: Ints
    known_to: Ints
    seen: Ints
    unknown: int
    contested: int

    def known(self, until: int) -> Ints:
        """Rows of the entries that stood as known on the day `until` (ordinal)."""
        return np.flatnonzero((self.known_from <= until) & (self.known_to > until))

    def asked(self, day: int, until: int, rows: Ints | None = None) -> Held:
        """What held on `day` among the entries that stood as known on `until` (both ordinals), as marsad.control.holding has it;
        of `rows` alone where given."""
        at: Ints
        if rows is None:
            at = np.flatnonzero((self.may <= day) & (self.over > day) & (self.known_from <= until) & (self.known_to > until))
        else:
            at = rows[(self.may[rows] <= day) & (self.over[rows] > day)]
        sure, ends = self.sure[at] <= day, self.ends[at] > day
        between, firm = ~sure, sure & ends
        at, between = at[between | firm], between[between | firm]
        actor, certainty, hint = self.actor[at].copy(), self.certainty[at].copy(), self.hint[at].copy()
        known = (actor != self.unknown) & (actor != self.contested)
        aged = ~between & (self.seen[at] > 0) & (self.over[at] == NEVER) & (self.ends[at] == NEVER)
        aged &= (day - self.seen[at] > load_rules().stale) & np.isin(certainty, _AGING)
        certainty[aged | between] = _INFERRED
        hint = np.where(between & known, actor, hint)
        actor[between] = self.unknown
        return Held(at, self.place[at], actor, hint, certainty, between)


@dataclass(frozen=True, slots=True)
class Held:
    """The answer: rows of the ledger with actor, hint and certainty as they stand on the day, one a place at most."""

    rows: Ints
    place: Ints
    actor: Ints
    hint: Ints
    certainty: Ints
    between: Bools

    def where(self, keep: Bools) -> Held:
        """Those of a mask."""
        return Held(self.rows[keep], self.place[keep], self.actor[keep], self.hint[keep], self.certainty[keep], self.between[keep])


class Holds(Sequence[Hold]):
    """The answer as entries without their events and claims, made where they are looked at."""

    __slots__ = ("_actors", "_ledger", "_spots", "held")

    def __init__(self, ledger: Ledger, held: Held, actors: list[str], spots: list[Place]) -> None:
        self._ledger, self.held, self._actors, self._spots = ledger, held, actors, spots

    def __len__(self) -> int:
        return len(self.held.rows)

    @overload
    def __getitem__(self, at: int) -> Hold: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hold]: ...
    def __getitem__(self, at: int | slice) -> Hold | Sequence[Hold]:
        if isinstance(at, slice):
            return [self._make(n) for n in range(*at.indices(len(self)))]
        return self._make(range(len(self))[at])

    def __iter__(self) -> Iterator[Hold]:
        return (self._make(n) for n in range(len(self)))

    @property
    def ids(self) -> list[str]:
        """Ids of the entries."""
        return [self._ledger.ids[n] for n in self.held.rows.tolist()]

    def _make(self, n: int) -> Hold:
        h, book = self.held, self._ledger
        row = int(h.rows[n])
        valid_from, valid_to, known_from, known_to, seen = book.texts[row]
        hint = int(h.hint[n])
        return Hold(book.ids[row], self._spots[int(h.place[n])], self._actors[int(h.actor[n])], valid_from, valid_to, known_from, known_to,
                    CERTAINTIES[int(h.certainty[n])], (), (), "between-dates" if h.between[n] else "",
                    self._actors[hint] if hint >= 0 else None, (), seen)


_NUMBERS = ("place", "actor", "hint", "certainty", "may", "sure", "ends", "over", "known_from", "known_to", "seen")


def read(lines: Sequence[Any], places: Coder, actors: Coder) -> Ledger:
    """The ledger out of its lines."""
    n = len(lines)
    ids, place, actor, hint, certainty, valid_from, valid_to, known_from, known_to, seen = zip(*lines, strict=True) if n else [()] * 10
    days = {text: edtf.ordinal(text[:10]) if text else 0 for text in {*known_from, *known_to, *seen}}
    starts, ends = {x: _start(x) for x in set(valid_from)}, {x: _end(x) for x in set(valid_to)}
    learned_again = distinct(known_to, days)
    columns = {
        "place": places.many(p or "" for p in place), "actor": actors.many(actor),
        "hint": np.array([actors(h) if h else -1 for h in hint], dtype=np.int32),
        "certainty": distinct(certainty, {c: _CERTAIN.get(c, len(CERTAINTIES) - 1) for c in set(certainty)}),
        "may": distinct(valid_from, {k: v[0] for k, v in starts.items()}),
        "sure": distinct(valid_from, {k: v[1] for k, v in starts.items()}),
        "ends": distinct(valid_to, {k: v[0] for k, v in ends.items()}),
        "over": distinct(valid_to, {k: v[1] for k, v in ends.items()}),
        "known_from": distinct(known_from, days),
        "known_to": np.where(np.array([not x for x in known_to], dtype=np.bool_), NEVER, learned_again).astype(np.int32),
        "seen": distinct(seen, days)}
    texts = list(zip(valid_from, valid_to, known_from, known_to, seen, strict=True))
    return _ordered(list(ids), texts, [p or "" for p in place], columns, actors)


def _ordered(ids: list[str], texts: list[tuple[str | None, str | None, str, str | None, str | None]], place: Sequence[str],
             columns: dict[str, Ints], actors: Coder) -> Ledger:
    """A ledger in its order: by place, day of knowledge, beginning, id."""
    def rank(values: Sequence[str]) -> Ints:
        return distinct(values, {v: n for n, v in enumerate(sorted(set(values)))})

    order = np.lexsort((rank(ids), rank([t[0] or "" for t in texts]), rank([t[2] for t in texts]), rank(place)))
    at = order.tolist()
    return Ledger([ids[i] for i in at], [texts[i] for i in at], **{name: np.ascontiguousarray(columns[name][order]) for name in _NUMBERS},
                  unknown=actors("unknown"), contested=actors("contested"))


def amend(old: Ledger, gone: Iterable[str], lines: Sequence[Any], places: Coder, actors: Coder) -> Ledger:
    """The ledger without the entries `gone` and with those of `lines`; all else as it was."""
    gone, new = set(gone), read(lines, places, actors)
    keep = np.array([i not in gone for i in old.ids], dtype=np.bool_)
    columns = {name: np.concatenate([getattr(old, name)[keep], getattr(new, name)]) for name in _NUMBERS}
    ids = [i for i in old.ids if i not in gone] + new.ids
    texts = [x for x, k in zip(old.texts, keep.tolist(), strict=True) if k] + new.texts
    return _ordered(ids, texts, [places.words[n] for n in columns["place"].tolist()], columns, actors)
