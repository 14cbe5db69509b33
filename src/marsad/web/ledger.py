"""The ledger of holds as columns: a question with two dates looks at all entries at once and makes records of the answer alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from marsad import edtf
from marsad.control.query import _end, _start
from marsad.control.rules import load_rules
from marsad.model import Hold, Place

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
NEVER = 10**9
CERTAINTIES = ("confirmed", "reported", "party", "inferred", "contested", "")
_CERTAIN = {c: n for n, c in enumerate(CERTAINTIES)}
_INFERRED = CERTAINTIES.index("inferred")
_AGING = tuple(CERTAINTIES.index(c) for c in ("confirmed", "reported", "party"))


class Coder:
    """Words as small numbers, in the order in which they first come."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words: list[str] = []
        self._at: dict[str, int] = {}
        for word in words:
            self(word)

    def __call__(self, word: str) -> int:
        found = self._at.get(word)
        if found is None:
            found = self._at[word] = len(self.words)
            self.words.append(word)
        return found

    def find(self, word: str) -> int:
        """The number of a word, -1 where it never came."""
        return self._at.get(word, -1)


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

    def asked(self, day: int, rows: Ints) -> Held:
        """What held on `day` (ordinal) among `rows`, as marsad.control.holding has it."""
        may, sure, ends, over = self.may[rows], self.sure[rows], self.ends[rows], self.over[rows]
        between = (day >= may) & (day < sure) & (day < over)
        firm = (day >= may) & (day >= sure) & (day < ends)
        at = rows[between | firm]
        between = between[between | firm]
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


def read(lines: Sequence[Any], places: Coder, actors: Coder) -> Ledger:
    """The ledger out of its lines."""
    lines = sorted(map(tuple, lines), key=lambda r: (r[1] or "", r[7], r[5] or "", r[0]))
    days: dict[str | None, int] = {None: 0}

    def day(text: str | None) -> int:
        if text not in days:
            days[text] = edtf.ordinal(text[:10]) if text else 0
        return days[text]

    names = ("place", "actor", "hint", "certainty", "may", "sure", "ends", "over", "known_from", "known_to", "seen")
    values, ids, texts = [], [], []
    for id, place, actor, hint, certainty, valid_from, valid_to, known_from, known_to, seen in lines:
        ids.append(id)
        texts.append((valid_from, valid_to, known_from, known_to, seen))
        values.append((places(place or ""), actors(actor), actors(hint) if hint else -1, _CERTAIN.get(certainty, len(CERTAINTIES) - 1),
                       *_start(valid_from), *_end(valid_to), day(known_from), day(known_to) if known_to else NEVER, day(seen)))
    table = np.array(values, dtype=np.int64).reshape(-1, len(names))
    columns = {name: np.ascontiguousarray(table[:, n]) for n, name in enumerate(names)}
    return Ledger(ids, texts, **columns, unknown=actors("unknown"), contested=actors("contested"))
