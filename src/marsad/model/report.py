"""Report and passage: what was published, and its sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One published article or post, one revision of it.

    `text` is the stored text: title, newline, body, nothing stripped or repaired. Every offset in marsad counts Unicode code
    points of this text. `published` is an ISO 8601 date or date-time as given, or None (never guessed). `sha256` is the hash of
    the original bytes read (kept in the store's evidence table), `text_sha256` that of the stored text in UTF-8. `flags` are
    stable words: `no-date`, `future-date`, `bad-date`, `no-title`, `dated-by-ORIGIN`, `dates-differ`, `said-ORIGIN:Y/M/D` …;
    `revision` counts from 1.
    """

    id: str
    title: str
    text: str
    outlet: str = ""
    url: str = ""
    published: str | None = None
    language: str = "ar"
    author: str = ""
    sha256: str = ""
    text_sha256: str = ""
    revision: int = 1
    flags: tuple[str, ...] = ()

    @property
    def day(self) -> str | None:
        """Publication day `YYYY-MM-DD`, None where unknown or flagged as future."""
        if not self.published or "future-date" in self.flags or "bad-date" in self.flags:
            return None
        return self.published[:10]

    @property
    def dated_by(self) -> str:
        """Where its date stands: `option`, `feed`, `metadata`, `address`, `page`, `text`; `field` where the source has one of its
        own, empty where there is no date."""
        found = next((f.removeprefix("dated-by-") for f in self.flags if f.startswith("dated-by-")), "field")
        return found if self.published else ""

    @property
    def dates_said(self) -> tuple[tuple[str, str], ...]:
        """What differs from its date by more than a day: (origin, ISO day); `captured` is the day on which it was fetched."""
        said = (f.removeprefix("said-").partition(":") for f in self.flags if f.startswith("said-"))
        return tuple((origin, day.replace("/", "-")) for origin, _, day in said)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a report: `report.text[start:end]`, `index` from 0 in order."""

    report: str
    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The original bytes of one report, as they were read, and what they are (`application/json`, `text/html` …)."""

    sha256: str
    media_type: str
    data: bytes
