"""Everything that other rooms find in a report, brought together: actors, places, numbers, times, who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from marsad.languages.arabic import Token
from marsad.languages.arabic.numbers import find_numbers
from marsad.model import Mention, Report
from marsad.reading.attribution import Attribution, attribute, saying_times

__all__ = ["ActorSource", "Found", "PlaceSource", "gather"]

Span = tuple[int, int]


class ActorSource(Protocol):
    """What the reader asks of the registry of actors."""

    def find(self, text: Any, day: str | None = None) -> Sequence[Any]:
        """Hits with `start`, `end`, `id`, in order."""
        ...


class PlaceSource(Protocol):
    """What the reader asks of the gazetteer."""

    def find(self, text: str, tokens: Sequence[Token] | None = None, *, anaphora: bool = False) -> Sequence[Any]:
        """Hits with `mention()`, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a report. `marks` are spans by kind (actor, place, time, number) in order; `mentions` all of them for export;
    `sayings` the acts of saying; `said` the spans that date a saying."""

    dispatch: str | None
    marks: dict[str, list[Any]]
    mentions: tuple[Mention, ...]
    sayings: tuple[Attribution, ...]
    said: tuple[Span, ...]


def _day(report: Report, tokens: tuple[Token, ...]) -> str | None:
    try:
        from marsad.languages.arabic import dispatch_day  # type: ignore[attr-defined]
    except ImportError:
        return report.day
    found = dispatch_day(report.text, tokens, report.day)
    return found if isinstance(found, str) or found is None else str(found)


def _times(report: Report, tokens: tuple[Token, ...], dispatch: str | None) -> list[Any]:
    try:
        from marsad.languages.arabic import find_times  # type: ignore[attr-defined]
    except ImportError:
        return []
    return list(find_times(report.text, tokens, dispatch))


_BODIES = frozenset({"body", "court", "monitor", "agency", "analyst", "outlet"})
_LOCATIVE = ("في", "الى", "إلى", "شمال", "جنوب", "شرق", "غرب", "داخل", "خارج", "شمالي", "جنوبي", "شرقي", "غربي", "وسط", "أنحاء", "عبر", "حدود", "قرب")


def _actors(text: str, hits: Sequence[Any], places: list[Mention]) -> list[Mention]:
    """Actor hits as mentions: a country's name after a word of place is a place, not a party."""
    out = []
    for hit in hits:
        if hit.id is None:
            continue
        if hit.how in ("country", "capital", "nationality"):
            before = text[max(0, hit.start - 24) : hit.start].split()
            lead = text[hit.start - 1 : hit.start]
            if before and before[-1].lstrip("و") in _LOCATIVE or (lead == "ب" and hit.how != "nationality"):
                continue
            if hit.how == "nationality" and hit.end - hit.start < 12 and " " not in text[hit.start : hit.end]:
                continue
        out.append(Mention(text[hit.start : hit.end], hit.start, hit.end, hit.id, "body" if hit.type in _BODIES else "actor"))
    out.sort(key=lambda m: (m.start, -m.end))
    _ = places
    return out


def gather(
    report: Report, tokens: tuple[Token, ...], spans: tuple[Span, ...], actors: ActorSource, gazetteer: PlaceSource,
) -> Found:
    """Ask the other rooms once each; linear in the report."""
    text = report.text
    dispatch = _day(report, tokens)
    times = _times(report, tokens, dispatch)
    places = [hit.mention() for hit in gazetteer.find(text, tokens, anaphora=True)]
    hits = _actors(text, actors.find(text, report.day), places)
    numbers = [n for n in find_numbers(text, tokens) if not any(t.start < n.end and n.start < t.end for t in times)]
    sayings = attribute(text, tokens, spans, hits)
    marks: dict[str, list[Any]] = {"actor": hits, "place": places, "time": times, "number": numbers}
    mentions = [*hits, *places]
    mentions += [Mention(text[t.start : t.end], t.start, t.end, None, "time", edtf=t.edtf) for t in times]
    mentions += [Mention(n.text, n.start, n.end, None, "number", low=n.low, high=n.high) for n in numbers]
    mentions.sort(key=lambda m: (m.start, m.end, m.type))
    return Found(dispatch, marks, tuple(mentions), sayings, saying_times(sayings))
