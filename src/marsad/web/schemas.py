"""Shapes of the API's answers, for the OpenAPI document. The answers themselves are the rows of `marsad.publish`."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Open(BaseModel):
    """A shape that may grow fields; those named here stay."""

    model_config = ConfigDict(extra="allow")


class PlaceRow(Open):
    """Where: gazetteer id, names, WGS 84, and how precisely it is meant (1 settlement, 2 near it, 3 region)."""

    id: str | None
    text: str
    name_ar: str
    name_en: str
    lat: float | None
    lon: float | None
    precision: int | None


class EventRow(Open):
    """An event: `voices` counts independent voices; `time` is EDTF; `claims` are what makes it, with offsets and quotes."""

    id: str = Field(examples=["ev-0123456789ab"])
    kind: str = Field(examples=["capture"])
    time: str | None = Field(examples=["2017-06-30"])
    place: PlaceRow | None
    status: str = Field(examples=["corroborated"])
    voices: int
    reports: int
    known: str | None = Field(description="First day of publication", examples=["2017-07-01"])
    claims: list[dict[str, Any]]


class HoldRow(Open):
    """One entry of the two-clock ledger: `valid_*` when it was so, `known_*` when it was known."""

    id: str
    place: PlaceRow
    actor: str = Field(examples=["isis"])
    valid_from: str | None = Field(examples=["2017-06-30"])
    valid_to: str | None
    known_from: str = Field(examples=["2017-07-01"])
    certainty: str = Field(examples=["reported"])
    basis: list[str]


class ClaimRow(Open):
    """A claim as the codebook has it, with its id and event. Offsets are code points of the stored text."""

    id: str
    report: str
    kind: str
    quote: str
    start: int
    end: int
    event: str | None
    judged: str | None = Field(description="accept, correct or reject: the standing judgement of a reader", examples=["accept"])


class ReportRow(Open):
    """A report without its text."""

    id: str
    outlet: str
    published: str | None
    title: str
    sha256: str


class _List(BaseModel):
    total: int | None = Field(description="How many in all; null where counting would cost a full pass")
    next: str | None = Field(description="Address of the next page, null on the last")


class Events(_List):
    """A page of events, newest valid day first."""

    items: list[EventRow]


class Holds(_List):
    """Entries of the ledger; with `on`, one line a place: who held it that day as then known."""

    items: list[HoldRow]


class Claims(_List):
    """A page of claims by report and place in the text."""

    items: list[ClaimRow]


class Reports(_List):
    """A page of reports by id."""

    items: list[ReportRow]


class Rows(_List):
    """A page of rows."""

    items: list[dict[str, Any]]


class Item(Open):
    """One record with all that belongs to it."""


class GeoJson(Open):
    """A GeoJSON FeatureCollection."""

    type: str = Field(examples=["FeatureCollection"])
    features: list[dict[str, Any]]


class ChangeRow(BaseModel):
    """One noted change: `item` of kind `what` was added, amended, withdrawn or revised."""

    seq: int
    what: str
    item: str
    action: str
    detail: str


class ChangeList(BaseModel):
    """Changes since a cursor; ask again with `after` set to `last`."""

    items: list[ChangeRow]
    last: int


class Problem(BaseModel):
    """What is wrong."""

    detail: str


BUSY: dict[int | str, dict[str, Any]] = {429: {"model": Problem, "description": "Searched too often; Retry-After tells how long to wait"}}
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "No such record"}}
