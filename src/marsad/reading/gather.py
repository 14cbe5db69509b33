"""Everything that other rooms find in a report, brought together: actors, places, numbers, times, who says what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from marsad.languages.arabic import (
    Carried,
    TimeSpan,
    Token,
    carried_times,
    dispatch_day,
    find_numbers,
    find_times,
    fold_key,
    printed_day,
)
from marsad.model import Mention, Report
from marsad.reading.attribution import Attribution, attribute, saying_times
from marsad.reading.parties.occupiers import occupiers
from marsad.reading.places.scene import set_in
from marsad.reading.places.seats import across, located, struck
from marsad.reading.places.strung import strung
from marsad.reading.times.carried import settled_time, since_the_last
from marsad.reading.times.nights import joined, nights_told, of_documents
from marsad.reading.words.wordlists import folded, written
from marsad.registry.actors import BODY_TYPES, Actors
from marsad.registry.antecedents import resolve
from marsad.registry.matching import ActorHit
from marsad.registry.outlets import Outlet, load_outlets
from marsad.registry.places import Gazetteer, PlaceHit, goes_back_to

__all__ = ["Found", "Party", "Spot", "gather", "listen"]

Span = tuple[int, int]

_BARE = frozenset("جنوب شمال شرق غرب الجنوب الشمال الشرق الغرب وسط اشاره قاعده".split())
_BODY_MEN = folded("body_men")
_GARB = written("garb")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor phrase of the text with its id (None where open), `type` actor or body, and class as the registry tells it."""

    text: str
    start: int
    end: int
    id: str | None
    type: str
    cls: str
    how: str
    definite: bool
    country: str | None
    medium: str = ""
    """Its type in the registry where it is an outlet or an agency: one speaks through it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where the text speaks of it, and the `mention` that names it."""

    start: int
    end: int
    id: str | None
    mention: Mention
    relation: str


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a report. `marks` are spans by kind (actor, place, time, number) in order; `mentions` all of them for export;
    `sayings` the acts of saying; `said` the spans that date a saying; `carried` the time each passage takes over from before: these
    three are empty until `listen` fills them."""

    dispatch: str | None
    marks: dict[str, list[Any]]
    mentions: tuple[Mention, ...]
    sayings: tuple[Attribution, ...] = ()
    said: tuple[Span, ...] = ()
    carried: tuple[Carried | None, ...] = ()


def _in_quotes(text: str, hit: ActorHit) -> bool:
    return text[: hit.start].rstrip()[-1:] in _MARKS and text[hit.end :].lstrip()[:1] in _MARKS


_THESE = written("demonstratives")


def _pointed(text: str, hit: ActorHit) -> bool:
    """Whether a demonstrative stands before a hit: «هذه القوات»."""
    before = text[max(0, hit.start - 12) : hit.start].split()
    return bool(before) and before[-1].lstrip("وبلف") in _THESE and text[hit.start - 1 : hit.start] == " "


def _told_of(text: str, hit: ActorHit, before: ActorHit | None) -> ActorHit:
    """A group whose friends are told, as the one named right before it: «حركة الشباب، وهي جماعة مرتبطة بتنظيم القاعدة،»."""
    if hit.how != "affiliated" or before is None or before.id is None or before.cls != "name":
        return hit
    between = text[before.end : hit.start].split()
    return replace(hit, id=before.id) if 0 < len(between) <= 3 and between[-1] in _WHICH_IS else hit


_WHICH_IS = frozenset(("وهي", "وهو", "هي", "هو", "وهم"))
_MARKS = frozenset("«»\"“”'")


def _home(outlet: Outlet | None) -> str | None:
    """The country whose press a report is from, None for papers that are read in many."""
    return outlet.country if outlet is not None and outlet.kind in _NATIONAL and outlet.country not in _ABROAD else None


_TITLE = 14
"""How many letters before a country's name may hold the word of a paper whose title it begins."""
_PAPER = re.compile(r"(?:صحيفة|جريدة|مجلة|قناة|إذاعة|اذاعة|موقع|شبكة|تلفزيون|راديو|لصحيفة|لقناة|لموقع|لإذاعة)\s*[\"«“(']+\s*$")
_MEDIA = frozenset(("outlet", "agency", "agency-state"))
_NATIONAL = frozenset(("newspaper", "site"))
_ABROAD = frozenset(("GB", "US", "FR", "DE"))
"""Where Arabic papers are made that are read elsewhere."""


def _parties(
    text: str, hits: Sequence[ActorHit], actors: Actors, day: str | None, places: Sequence[PlaceHit], outlet: Outlet | None = None
) -> list[Party]:
    countries = [(hit.start, hit.country) for hit in places if hit.country and not across(text, hit.start)]
    seats = {hit.start: hit.country for hit in places if hit.country and hit.relation == ""}
    hits = set_in(text, hits, places, actors, day)
    hits = [_told_of(text, hit, hits[n - 1] if n else None) for n, hit in enumerate(hits)]
    pointed = frozenset(hit.start for hit in hits if _pointed(text, hit))
    meanings = resolve(hits, actors, day=day, places=countries, home=_home(outlet), seats=seats, pointed=pointed)
    out = []
    ended = -9
    for n, (hit, meaning) in enumerate(zip(hits, meanings, strict=True)):
        if any(place.start < hit.start and hit.end <= place.end for place in places):
            continue  # «حي بغداد الجديدة»: part of a place's name is nobody
        if outlet is not None and hit.how == "capital" and text[hit.start : hit.end] in outlet.names and _in_quotes(text, hit):
            continue  # «قال لـ"الرياض"»: the paper, not its city's government
        if _GARB.intersection(text[max(0, hit.start - 12) : hit.start].split()[-1:]):
            continue  # «يرتدون زي الشرطة»
        if hit.how in ("country", "capital") and _PAPER.search(text[max(0, hit.start - _TITLE) : hit.start]):
            continue  # «صحيفة "أفغانستان تايمز"»: no government tells it
        if hit.how in ("country", "capital") or (hit.cls == "country" and hit.how != "nationality"):
            joined = ended >= 0 and hit.start - ended <= 3 and text[ended : hit.start].strip() == "و"
            if joined or located(text, hit) or struck(text, hit, hits[n - 1] if n else None):
                ended = hit.end
                continue
        kind = actors.get(meaning.id).type if meaning.id else hit.type
        out.append(
            Party(
                text[hit.start : hit.end],
                hit.start,
                hit.end,
                meaning.id,
                "body" if kind in BODY_TYPES and not _men(kind, text[hit.start : hit.end]) else "actor",
                hit.cls,
                hit.how,
                hit.definite,
                hit.country,
                kind if kind in _MEDIA else "",
            )
        )
    return out


def _men(kind: str, text: str) -> bool:
    """Whether a phrase means men, craft or posts of a body («جنود القبعات الزرق», «قافلة للأمم المتحدة»), not the body itself."""
    return kind == "body" and " " in text and not _BODY_MEN.isdisjoint(fold_key(text).split()[:3])


_THROUGHOUT = frozenset("أنحاء انحاء عموم أرجاء ارجاء داخل".split())


def _named(text: str, hit: PlaceHit) -> Mention:
    """The mention of a hit: «أنحاء تركيا» and «داخل تركيا» name تركيا, «للموصل» keeps the article that its first letter stands for."""
    mention = hit.mention()
    first, _, rest = mention.text.partition(" ")
    if first in _THROUGHOUT and hit.type == "country" and rest:
        start = mention.end - len(rest)
        return replace(mention, text=text[start : mention.end], start=start)
    if mention.text[:1] == "ل" and mention.text[1:2] != "ل" and text[mention.start - 1 : mention.start] == "ل" and mention.start:
        start = mention.start - 1
        return replace(mention, text=text[start : mention.end], start=start)
    return mention


def _by_role(hit: PlaceHit) -> bool:
    """«العاصمة الصومالية»: a place told by what it is, not by its name."""
    words = hit.text.split()
    return len(words) == 2 and words[0] == "العاصمة" and words[1].startswith("ال") and words[1].endswith("ية")


def _bare(text: str, hit: PlaceHit) -> PlaceHit:
    """«جنوب مدينة الحسكة» with the name alone: what «المدينة» goes back to."""
    name = text[hit.head_start : hit.head_end]
    return replace(hit, text=name, start=hit.head_start, end=hit.head_end, id=(hit.id or "").split("/")[0], relation="")


def _spots(text: str, places: Sequence[PlaceHit]) -> list[Spot]:
    """Places with the mention that a claim shows: for «المدينة» and «البلاد» the name they go back to."""
    names: dict[str, PlaceHit] = {}
    for hit in reversed(places):
        if hit.id is not None and hit.relation == "" and not _by_role(hit):
            names[hit.id] = hit
    for hit in places:
        if hit.relation in ("near", "direction", "rif") and hit.id is not None:
            names.setdefault(hit.id.split("/")[0], _bare(text, hit))
    out: list[Spot] = []
    unknown: dict[int, PlaceHit] = {}
    for hit in places:
        named = hit
        if hit.id is None:
            named = unknown.get(goes_back_to(hit), hit)  # «قرية كرينوا … القرية»
            unknown[hit.start] = named
        elif _by_role(hit) or (hit.relation == "anaphor" and "عاصم" not in hit.text):
            named = names.get(hit.id, hit)
        elif hit.relation == "":
            names[hit.id] = hit
        out.append(Spot(hit.start, hit.end, hit.id, _named(text, named), hit.relation))
    return out


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def gather(
    report: Report,
    tokens: tuple[Token, ...],
    spans: tuple[Span, ...],
    actors: Actors,
    gazetteer: Gazetteer,
) -> Found:
    """Ask the other rooms once each; linear in the report."""
    text = report.text
    printed = printed_day(_date(report.day), report.url)
    dispatch = dispatch_day(report.title, text, printed, url=report.url, tokens=tokens)
    times_told = find_times(text, dispatch, printed, tokens=tokens)
    settled = [settled_time(time, dispatch) for time in times_told if not since_the_last(text, time)]
    times = of_documents(nights_told(joined(settled, text), tokens, spans), tokens)
    places = [hit for hit in gazetteer.find(text, tokens, anaphora=True) if " " in hit.text or fold_key(hit.text) not in _BARE]
    outlet = load_outlets().by_name_or_domain(report.outlet or report.url)
    acting = occupiers(text, actors.find(text, report.day, tokens))
    places = strung(text, tokens, places, [(hit.start, hit.end) for hit in acting])
    parties = _parties(text, acting, actors, report.day, places, outlet)
    dated = {at for time in times for at in range(time.first, time.last)}
    inside = {at for time in times if time.kind == "since" for at in range(time.first + 2, time.last - 2)}
    free = dated - inside
    numbers = [n for n in find_numbers(text, tokens) if n.first not in dated or (n.first not in free and n.group == "person")]
    hits = tuple(Mention(p.text, p.start, p.end, p.id, p.type) for p in parties)
    spots = _spots(text, places)
    marks: dict[str, list[Any]] = {"actor": parties, "place": spots, "time": times, "number": numbers}
    mentions = [
        *(hit for hit, p in zip(hits, parties, strict=True) if p.id is not None or p.how != "generic"),
        *(hit.mention() for hit in places),
    ]
    mentions += [_time(time) for time in times]
    mentions += [Mention(n.text, n.start, n.end, None, "number", low=n.low, high=n.high) for n in numbers]
    mentions.sort(key=lambda m: (m.start, m.end, m.type))
    return Found(dispatch.isoformat() if dispatch else None, marks, tuple(mentions))


def listen(found: Found, report: Report, tokens: tuple[Token, ...], spans: tuple[Span, ...]) -> Found:
    """`found` with who says what in the report, and which time its passages take over: asked for only where a claim is in the making."""
    hits = [Mention(p.text, p.start, p.end, p.id, p.medium or p.type) for p in found.marks["actor"]]
    sayings = attribute(report.text, tokens, spans, hits, report.outlet or report.url)
    said = saying_times(sayings)
    return replace(found, sayings=sayings, said=said, carried=carried_times(tokens, spans, found.marks["time"], said))


def _time(time: TimeSpan) -> Mention:
    return Mention(time.text, time.start, time.end, None, "time", edtf=time.edtf)
