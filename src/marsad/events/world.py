"""What `events`, `incidents` and `control` need to know of reports, actors and places: small protocols.

The registry's classes satisfy them; tests and the simulation pass their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from marsad.model import Place


class ReportInfo(Protocol):
    """The part of a report that fusing needs (`marsad.model.Report` satisfies it)."""

    @property
    def id(self) -> str: ...
    @property
    def outlet(self) -> str: ...
    @property
    def day(self) -> str | None: ...


class ActorBook(Protocol):
    """Who an actor or body is. Unknown ids may give None or raise NotFound."""

    def get(self, key: str, /) -> Any:
        """The actor, with its `type`: state, armed-group, monitor, agency, body … May raise NotFound."""

    def party_of(self, key: str, /) -> str | None:
        """The side it belongs to (a registry id; itself where it is its own side); None for bodies that are no side."""

    def allied(self, one: str, other: str, /) -> bool:
        """Whether two actors stand on one side."""


class PlaceBook(Protocol):
    """The gazetteer: places by id."""

    def get(self, place_id: str, /) -> Place | None: ...

    def ancestors(self, place_id: str, /) -> Iterable[Any]:
        """Places (or ids) that contain it, nearest first."""

    def contains(self, outer: str, inner: str, /) -> bool: ...

    def distance_km(self, a: str, b: str, /) -> float | None: ...
