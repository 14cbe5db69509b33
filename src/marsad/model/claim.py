"""Claim: one statement in one report (CODEBOOK section 2), and the mentions it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS: tuple[str, ...] = (
    "capture",
    "withdraw",
    "hold",
    "advance",
    "besiege",
    "clash",
    "airstrike",
    "shelling",
    "bombing",
    "chemical",
    "killing",
    "abduction",
    "arrest",
    "destruction",
    "seizure",
    "casualties",
    "displacement",
    "finding",
    "responsibility",
    "agreement",
    "deployment",
    "protest",
    "riot",
    "statistic",
)
MODALITIES: tuple[str, ...] = ("asserted", "denied", "alleged", "planned", "hypothetical")
MENTION_TYPES: tuple[str, ...] = ("actor", "place", "body", "time", "number")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word or phrase that names the action; `text == report.text[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor, body (monitor, agency, investigator), place, time or number.

    `text == report.text[start:end]`. `id` is the registry's id of the actor, body or place, None where unresolved. A place
    carries WGS 84 `lat`, `lon` in degrees, `precision` 1 (named settlement or point), 2 (near it, small area), 3 (larger region)
    or None, ISO 3166-1 alpha-2 `country`, `admin1` (English name). A time carries `edtf`; a number `low`, `high` (None: open or
    vague).
    """

    text: str
    start: int
    end: int
    id: str | None = None
    type: str = "actor"
    precision: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    edtf: str | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """When, as written (`text`, may be empty when inherited) and resolved to an EDTF date or interval."""

    text: str
    edtf: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing: `what` killed, wounded, casualties, displaced, captured, villages, raids, share …; `of` whom."""

    what: str
    low: float | None
    high: float | None
    unit: str
    of: str
    text: str


@dataclass(frozen=True, slots=True)
class Feature:
    """One named addend of a score, as `marsad explain` prints it: name, value added, and what it saw."""

    name: str
    value: float
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement in one report that something happened, holds, or was done by someone. See CODEBOOK sections 2 to 4.

    `id` is derived from report id, revision-independent content and offsets (deterministic). `dispatch` is the day (ISO) the
    report's dispatch was written, against which times were read. `passage` is the index of the sentence. `rule` names the frame
    that made it and `features` the addends of `confidence`; neither is part of the codebook's export.
    """

    id: str
    report: str
    kind: str
    quote: str
    start: int
    end: int
    trigger: Trigger
    agents: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    time: Time | None = None
    source: Mention | None = None
    via: Mention | None = None
    modality: str = "asserted"
    quantities: tuple[Quantity, ...] = ()
    extent: str | None = None
    means: tuple[str, ...] = ()
    reader: str = ""
    confidence: float = 0.5
    passage: int = 0
    dispatch: str | None = None
    rule: str = ""
    features: tuple[Feature, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader takes from one report: dispatch day, passages as (start, end), every mention, every claim in order."""

    report: str
    dispatch: str | None
    passages: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
