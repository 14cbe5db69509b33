"""The filters: one model for pages, API and feeds, and the addresses that carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, field_validator

from marsad.model import KINDS

Status = Literal["reported", "corroborated", "disputed", "denied", "retracted"]
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_ID = Annotated[str, Field(max_length=200)]


class Filters(BaseModel):
    """What to show. `on` is the valid day, `known` the last day of what had been published; `since`, `until` the brush over
    valid time. All bounds inclusive. Unset fields do not filter."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    on: date | None = Field(None, description="Valid day: what was so on that day", examples=["2017-06-30"])
    known: date | None = Field(None, description="As known on that day: nothing published later counts", examples=["2017-07-01"])
    since: date | None = Field(None, description="First valid day", examples=["2017-06-01"])
    until: date | None = Field(None, description="Last valid day", examples=["2017-06-30"])
    kind: tuple[str, ...] = Field((), description="Kinds of the codebook; several may be given", examples=[["capture"]])
    actor: _ID | None = Field(None, description="Actor id, as agent or target", examples=["isis"])
    place: _ID | None = Field(None, description="Place id, the place itself or what lies in it")
    outlet: _ID | None = Field(None, description="Outlet that printed one of the claims")
    status: Status | None = Field(None, description="Status of the event")
    q: Annotated[str, Field(max_length=200)] | None = Field(None, description="Words, folded: قتل finds قُتِلَ")

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: Any) -> Any:
        # A form sends every field, the empty ones too.
        if value == "":
            return None
        return value

    @field_validator("q", mode="before")
    @classmethod
    def _words_only(cls, value: Any) -> Any:
        # A NUL ends the query of the full-text index in the middle of a word; no control character is ever searched for.
        return _CONTROLS.sub(" ", value).strip() or None if isinstance(value, str) else value

    @field_validator("kind", mode="before")
    @classmethod
    def _kinds(cls, value: Any) -> tuple[str, ...]:
        if value is None:
            return ()
        items: Iterable[str] = value.split(",") if isinstance(value, str) else value
        kinds = tuple(sorted({k for item in items for k in item.split(",") if k}))
        for kind in kinds:
            if kind not in KINDS:
                raise ValueError(f"unknown kind {kind!r}; one of {', '.join(KINDS)}")
        return kinds

    def pairs(self, **changes: Any) -> list[tuple[str, str]]:
        """Query pairs of the set fields, with `changes` applied (None unsets)."""
        values = {**self.model_dump(), **changes}
        out: list[tuple[str, str]] = []
        for name in Filters.model_fields:
            value = values.get(name)
            if value is None or value == ():
                continue
            items = value if isinstance(value, (tuple, list)) else (value,)
            out += [(name, item.isoformat() if isinstance(item, date) else str(item)) for item in items]
        return out

    def query(self, **changes: Any) -> str:
        """The filters as a query string, without `?`; the same filters always give the same string."""
        return urlencode(self.pairs(**changes))

    @property
    def narrowed(self) -> bool:
        """Whether anything but the two clocks is set."""
        return bool(self.pairs(on=None, known=None))
