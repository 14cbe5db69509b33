"""Records of the store as pages ask for them: a few by key, kept for a while; events as lists of rows, loaded where they are shown."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

from marsad.model import Event

if TYPE_CHECKING:
    from marsad.web.snapshot import Snapshot

K = TypeVar("K")
V = TypeVar("V")
Rows = npt.NDArray[np.integer[Any]]
BLOCK = 200
"""So many events are read at once where many are gone through."""


class Book(Generic[K, V]):
    """Records by key out of the store, the last `size` of them at hand; what is not there is remembered too. Safe for threads."""

    def __init__(self, load: Callable[[list[K]], dict[K, V]], size: int = 4096) -> None:
        self._load, self._size = load, size
        self._kept: OrderedDict[K, V | None] = OrderedDict()
        self._lock = threading.Lock()

    def many(self, keys: Iterable[K]) -> dict[K, V]:
        """Those of `keys` that there are, in one question at most."""
        wanted = list(dict.fromkeys(keys))
        out: dict[K, V] = {}
        missing = []
        with self._lock:
            for key in wanted:
                if key not in self._kept:
                    missing.append(key)
                    continue
                self._kept.move_to_end(key)
                if (value := self._kept[key]) is not None:
                    out[key] = value
        if missing:
            found = self._load(missing)
            out.update(found)
            with self._lock:
                for key in missing:
                    self._kept[key] = found.get(key)
                while len(self._kept) > self._size:
                    self._kept.popitem(last=False)
        return {key: out[key] for key in wanted if key in out}

    def get(self, key: K, default: Any = None) -> Any:
        """The record of a key, `default` where there is none."""
        return self.many((key,)).get(key, default)

    def __contains__(self, key: K) -> bool:
        return bool(self.many((key,)))

    def __getitem__(self, key: K) -> V:
        return self.many((key,))[key]


class Memo:
    """What was made by key, the last `size` of it at hand. Safe for threads; what two make at once is made twice."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Any, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any) -> Any:
        """What is kept under a key, None where nothing is."""
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: Any, value: V) -> V:
        """Keep a value; gives it."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return value

    def made(self, key: Any, make: Callable[[], V]) -> V:
        """What is kept under a key, else what `make` gives."""
        found: V | None = self.get(key)
        return self.keep(key, make()) if found is None else found


class Events(Sequence[Event]):
    """Events by their rows in a snapshot, in that order; read out of the store where they are looked at."""

    __slots__ = ("_s", "rows")

    def __init__(self, s: Snapshot, rows: Rows) -> None:
        self._s, self.rows = s, rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Event: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Event]: ...
    def __getitem__(self, at: int | slice) -> Event | Sequence[Event]:
        return self._load(self.rows[at]) if isinstance(at, slice) else self._load(self.rows[at:at + 1 or None])[0]

    def __iter__(self) -> Iterator[Event]:
        for start in range(0, len(self.rows), BLOCK):
            yield from self._load(self.rows[start:start + BLOCK])

    @property
    def ids(self) -> list[str]:
        """Their ids."""
        return [self._s.ids[n] for n in self.rows.tolist()]

    def _load(self, rows: Rows) -> list[Event]:
        ids = [self._s.ids[n] for n in rows.tolist()]
        found = self._s.events.many(ids)
        return [found[i] for i in ids if i in found]
