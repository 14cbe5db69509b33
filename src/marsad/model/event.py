"""Event, its voices, ranges, grade and contradictions; incident."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.model.claim import Feature, Mention


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event is or a hold stands. `id` is the gazetteer's; coordinates WGS 84; `radius_km` the reach of what is meant;
    `precision` 1, 2, 3 as for mentions; None coordinates where unresolved (then `text` is all that is known). `aliases` are further
    names of a gazetteer's place."""

    id: str | None
    text: str
    name_ar: str = ""
    name_en: str = ""
    type: str = ""
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: int | None = None
    parents: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Claims of an event that are one voice: connected by a shared copied passage or a shared speaker.

    `speaker` is the source mention that stands for it (None: the outlet itself), `interest` how the speaker stands to what is
    said: `own-favour`, `against-interest`, `third-party`, `unknown`.
    """

    claims: tuple[str, ...]
    speaker: Mention | None
    interest: str = "unknown"
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One claimant's count, kept beside the fused range; `superseded` where the same speaker later gave another."""

    what: str
    low: float | None
    high: float | None
    of: str
    claim: str
    speaker: str
    known: str | None
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """Fused count of one category (`killed`, `wounded`, …, of whom) with every figure behind it."""

    what: str
    of: str
    low: float | None
    best: float | None
    high: float | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty grade: `source` A–F, `information` 1–6, and the named rules that gave each."""

    source: str
    information: str
    reasons: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claim against claim: `about` place-held, toll, date, actor or occurrence; `since` the day both were known; `settled` by
    which claim, or None. `event` is the first that is concerned, `events` all of them where it lies between several."""

    id: str
    about: str
    claims: tuple[str, ...]
    event: str | None
    since: str | None
    settled: str | None = None
    note: str = ""
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What one or more claims are about. `time` EDTF, tightest consistent; `status` reported, corroborated, disputed, denied,
    retracted; `known` the first publication day; `previous` ids that redirect here."""

    id: str
    kind: str
    claims: tuple[str, ...]
    time: str | None
    place: Place | None
    agents: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    voices: tuple[Voice, ...]
    reports: tuple[str, ...]
    status: str = "reported"
    grade: Grade | None = None
    ranges: tuple[Range, ...] = ()
    means: tuple[str, ...] = ()
    extent: str | None = None
    modality: str = "asserted"
    known: str | None = None
    features: tuple[Feature, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One line of a dossier, with its claim: `section` event, finding, responsibility, denial, response, toll, open."""

    section: str
    claim: str
    text: str
    speaker: str
    said: str | None
    modality: str = "asserted"


@dataclass(frozen=True, slots=True)
class Incident:
    """An attack and its aftermath. Findings and attributions never mix: each line stands in one section."""

    id: str
    name_ar: str
    name_en: str
    time: str | None
    place: Place | None
    events: tuple[str, ...]
    lines: tuple[IncidentLine, ...]
    ranges: tuple[Range, ...] = ()
    open_questions: tuple[str, ...] = ()
