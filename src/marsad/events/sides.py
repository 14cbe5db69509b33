"""Sides: which party an actor belongs to, who is allied, and who is no side at all, over any actor book."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.errors import NotFound
from marsad.events.world import ActorBook

# Types of speakers that are no party to a fight (a state's own agency is one).
_THIRD = frozenset({"body", "court", "monitor", "agency", "analyst", "outlet"})


class Sides:
    """Parties and alliances, remembered. `party(id)` is the id itself where the book knows no party."""

    __slots__ = ("_book", "_friends", "_party", "_types")

    def __init__(self, book: ActorBook) -> None:
        self._book = book
        self._party: dict[str, str] = {}
        self._types: dict[str, str] = {}
        self._friends: dict[tuple[str, str], bool] = {}

    def party(self, actor_id: str) -> str:
        """The side of an actor: its party where the book knows one, else itself."""
        if actor_id not in self._party:
            self._party[actor_id] = self._book.party_of(actor_id) or actor_id
        return self._party[actor_id]

    def parties(self, ids: Iterable[str | None]) -> frozenset[str]:
        """The sides of several actors; None is left out."""
        return frozenset(self.party(i) for i in ids if i is not None)

    def type_of(self, actor_id: str) -> str:
        """The type of an actor, empty where unknown."""
        if actor_id not in self._types:
            try:
                self._types[actor_id] = str(self._book.get(actor_id).type)
            except NotFound:
                self._types[actor_id] = ""
        return self._types[actor_id]

    def third(self, actor_id: str) -> bool:
        """Whether it is no side of a fight: a monitor, an agency, an investigating body, the United Nations …"""
        return self.type_of(actor_id) in _THIRD

    def allied(self, a: str, b: str) -> bool:
        """Whether two actors stand on one side: the same party, or allies by the book."""
        if a == b:
            return True
        found = self._friends.get((a, b))
        if found is None:
            found = self._friends[a, b] = self._friends[b, a] = self.party(a) == self.party(b) or self._book.allied(*sorted((a, b)))
        return found
