"""Evidence as a store keeps it: packed, and made again only as far as a replay asks for it.

Most of what is told of a place at war are fights and pushes. They change no holder, and are asked for only where a side left and
nobody says who came: of these nothing is made but what such a hint needs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from marsad.control.evidence import CHANGING, FIELDS, HINTING, Item, item_of
from marsad.model import Mention

_KIND, _SIDE, _AT, _KNOWN, _CLAIM, _REPORT, _DENIED = (
    1 + FIELDS.index(n) for n in ("kind", "side", "at", "known", "claim", "report", "denied"))
"""Where these stand behind the mention."""


class Hinted(Protocol):
    """What a hint needs of evidence: see `Item`."""

    @property
    def at(self) -> int: ...
    @property
    def known(self) -> int: ...
    @property
    def claim(self) -> str: ...
    @property
    def side(self) -> str: ...


class Hint(NamedTuple):
    """Evidence as far as a hint needs it."""

    at: int
    known: int
    claim: str
    side: str


def pack(mention: Mention, item: Item) -> str:
    """A piece of evidence as JSON; `unpack_all` and `Packed` give it back."""
    at = [mention.text, mention.id, mention.precision, mention.lat, mention.lon, mention.country, mention.admin1]
    values = [getattr(item, name) for name in FIELDS]
    return json.dumps([at, *values], ensure_ascii=False, separators=(",", ":"))


def unpack_all(packed: Iterable[tuple[str, str]]) -> list[Item]:
    """The evidence that `pack` wrote, of many (place, data) at once."""
    held = list(packed)
    every = json.loads(f"[{','.join(d for _, d in held)}]")
    return [item_of(place, values[1:]) for (place, _), values in zip(held, every, strict=True)]


Starts = Callable[[str], Mapping[str, int]]
"""Given a report: where in its text each of its claims starts."""


class Packed:
    """The packed evidence of one place, without what is told anew: `reports` read again, and `claims` whose voice changed."""

    __slots__ = ("_every", "_held", "_place", "_starts")

    def __init__(self, place: str, data: str, reports: Collection[str], claims: Collection[str], starts: Starts) -> None:
        """`data`: between commas, in any order, each piece's number in its claim and what `pack` wrote, as a JSON array."""
        self._place, self._starts = place, starts
        # Which claim stands before which is nothing to a replay; what one claim tells keeps its order.
        self._every: list[list[Any]] = [v for _, v in sorted(json.loads(f"[{data}]"), key=_number)]
        self._held = [v for v in self._every if v[_REPORT] not in reports and v[_CLAIM] not in claims]

    def __len__(self) -> int:
        return len(self._held)

    def turning(self) -> list[Item]:
        """What may change or state who holds the place."""
        return [item_of(self._place, v[1:]) for v in self._held if v[_KIND] in CHANGING]

    def hints(self, old: bool = False) -> Iterator[Hint]:
        """What tells who was advancing or fighting; `old`: with what is told anew as it was."""
        told = self._every if old else self._held
        return (Hint(v[_AT], v[_KNOWN], v[_CLAIM], v[_SIDE]) for v in told if v[_KIND] in HINTING and not v[_DENIED])

    def before(self, report: str, start: int, claim: str) -> bool:
        """Whether the first of them, in the order of reports and of their text, stands before a claim of that report."""
        first = self._first(self._held)
        if first[_REPORT] != report:
            return bool(first[_REPORT] < report)
        return (self._starts(report)[first[_CLAIM]], first[_CLAIM]) < (start, claim)

    @property
    def same_first(self) -> bool:
        """Whether the first is the first of all that the store keeps."""
        return len(self._held) == len(self._every) or self._first(self._held) is self._first(self._every)

    def mention(self) -> Mention:
        """The mention of the place in the first."""
        return _mention(self._first(self._held))

    def old_mention(self) -> Mention:
        """The same with what is told anew as it was."""
        return _mention(self._first(self._every))

    def _first(self, told: Sequence[list[Any]]) -> list[Any]:
        report = min(v[_REPORT] for v in told)
        found = [v for v in told if v[_REPORT] == report]
        if any(v[_CLAIM] != found[0][_CLAIM] for v in found):
            starts = self._starts(report)
            found.sort(key=lambda v: (starts[v[_CLAIM]], v[_CLAIM]))
        return found[0]


_number: Callable[[list[Any]], int] = itemgetter(0)


def _mention(values: Sequence[Any]) -> Mention:
    text, ident, precision, lat, lon, country, admin1 = values[0]
    return Mention(text, 0, 0, ident, "place", precision, lat, lon, country, admin1)
