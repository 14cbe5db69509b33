"""Which places the spots of a report mean, and whether they are places at all: sums of named features."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from marsad.model import Feature
from marsad.registry.places.evidence import (
    NOBODY,
    Report,
    Support,
    place_by_itself,
    place_by_report,
    row_by_itself,
    row_by_report,
)
from marsad.registry.places.geometry import great_circle_km
from marsad.registry.places.hits import Candidate
from marsad.registry.places.record import Row
from marsad.registry.places.scan import Spot, Words
from marsad.registry.places.vocabulary import Vocabulary

NEAR_KM = 60.0
BESIDE_CHARS = 90
# A quarter or facility belongs to the city of its area that lies so near.
CITY_KM = 15.0
_URBAN = frozenset({"quarter", "facility", "junction", "port", "camp", "base", "airport"})
# Very long texts are read in linear time: so many sure places at the most speak for the others.
MOST_ANCHORS = 200
# So many candidates of a place are told.
_TOLD = 5


class Ranked(NamedTuple):
    """A row that a spot may mean: its score, the features that the spot gives it, and those that the report gives."""

    score: float
    row: Row
    how: str
    support: Support
    own: tuple[Feature, ...]
    lent: list[Feature]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A spot with its chosen row, the features of its being a place, and the rows that it may mean, best first."""

    spot: Spot
    row: Row
    score: float
    features: list[Feature]
    ranked: list[Ranked]

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The best of the places that it may mean; made only for what is taken as a place."""
        return tuple(Candidate(each.row.id, each.score, (*each.own, *each.lent)) for each in self.ranked[:_TOLD])


def weigh(words: Words, spots: list[Spot], vocabulary: Vocabulary) -> list[Weighed]:
    """The spots that are places, each with its best candidate, in order."""
    said = frozenset(vocabulary.nationalities[fold][3:].upper() for fold in words.folds if fold in vocabulary.nationalities)
    blank = Report([], Counter(), 0.0, Counter(), said)
    sure = []
    for spot in spots:
        weighed = _weigh_one(words, spot, blank, vocabulary)
        if weighed.score >= vocabulary.threshold:
            sure.append(weighed)
    report = _gather(sure, said)
    if any(len(weighed.ranked) > 1 for weighed in sure):
        lands = _lands_said(said, sure)
        _lend(report, lands)
        report = _gather([_weigh_one(words, weighed.spot, report, vocabulary) if len(weighed.ranked) > 1 else weighed
                          for weighed in sure], said)
        _lend(report, lands)
    typed = {weighed.spot.key for weighed in sure if weighed.spot.type_word}
    final: dict[int, Weighed] = {}
    for number, spot in enumerate(spots):
        weighed = _weigh_one(words, spot, report, vocabulary, spot.joined_to in final, spot.key in typed)
        if weighed.score >= vocabulary.threshold:
            final[number] = weighed
    for number in range(len(spots) - 2, -1, -1):
        # a name that failed alone may stand before a sure one in a list
        if number not in final and number + 1 in final and spots[number + 1].joined_to == number:
            weighed = _weigh_one(words, spots[number], report, vocabulary, True, spots[number].key in typed)
            if weighed.score >= vocabulary.threshold:
                final[number] = weighed
    return [final[number] for number in sorted(final)]


def _lands_said(said: frozenset[str], sure: list[Weighed]) -> set[str]:
    """Countries that nationalities tell («الجيش اللبناني») where a name is borne in several: the only one of those that is so told."""
    out: set[str] = set()
    for weighed in sure if said else ():
        told = {each.row.country for each in weighed.ranked[:_TOLD]} & said
        if len(weighed.ranked) > 1 and len(told) == 1:
            out |= told
    return out


def _lend(report: Report, lands: set[str]) -> None:
    """Let each of `lands` weigh in a report as one sure place of it does."""
    for land in lands:
        report.countries[land] += 1
        report.total += 1.0


def _gather(sure: list[Weighed], said: frozenset[str]) -> Report:
    anchors: list[tuple[Row, int, int]] = []
    countries = Counter[str]()
    times = Counter[str]()
    rows = Counter[str]()
    for weighed in sure:
        times[weighed.row.id] += 1
        if times[weighed.row.id] <= 3 and len(anchors) < MOST_ANCHORS:
            anchors.append((weighed.row, weighed.spot.i, weighed.spot.j))
        if weighed.row.country and (weighed.row.origin == "own" or weighed.row.population >= 100_000):
            rivals = {each.row.id for each in weighed.ranked[:_TOLD]}
            weight = 1.0 if len(rivals) == 1 else 0.5
            countries[weighed.row.country] += weight  # type: ignore[assignment]
            rows[weighed.row.id] += weight  # type: ignore[assignment]
    return Report(anchors, countries, float(sum(countries.values())), rows, said)


def _weigh_one(words: Words, spot: Spot, report: Report, vocabulary: Vocabulary, joined: bool = False,
               typed_elsewhere: bool = False) -> Weighed:
    if spot.spoken is None:
        # Each spot is weighed up to four times: what it says of its rows by itself is kept.
        word, relation = spot.type_word, spot.relation
        spot.spoken = [
            (row, how, *row_by_itself(word, relation, row.type, row.origin, row.population, how)) for row, how in _spoken_of(spot)
        ]
    ranked: list[Ranked] = []
    for row, how, own, total in spot.spoken:
        support = _support(words, spot, row, report) if report.anchors else NOBODY
        lent = row_by_report(row, report, support, vocabulary)
        for feature in lent:
            total += feature.value
        ranked.append(Ranked(round(total, 3), row, how, support, own, lent))
    if len(ranked) > 1:
        ranked.sort(key=lambda each: (-each.score, each.row.id))
    _, row, how, support, _, _ = ranked[0]
    taken = spot.taken.get(row.id)
    if taken is None:
        taken = spot.taken[row.id] = _summed(place_by_itself(words, spot, row, how, vocabulary))
    more = place_by_report(spot, row, report, support, vocabulary, joined, typed_elsewhere)
    score = taken[1]
    for feature in more:
        score += feature.value
    return Weighed(spot, row, round(score, 3), [*taken[0], *more], ranked)


def _summed(features: list[Feature]) -> tuple[tuple[Feature, ...], float]:
    return tuple(features), sum(feature.value for feature in features)


def _spoken_of(spot: Spot) -> tuple[tuple[Row, str], ...]:
    """The rows that a name may mean: «الجزائر» with no word of type is the country, not its capital of the same name."""
    if spot.type_word is not None or len(spot.rows) < 2:
        return spot.rows
    lands = {row.country for row, _ in spot.rows if row.type == "country"}
    if lands and spot.among_lands:
        return tuple((row, how) for row, how in spot.rows if row.type == "country")  # «البحرين وعمان والعراق»
    return tuple((row, how) for row, how in spot.rows if row.type != "city" or row.country not in lands) if lands else spot.rows


def _support(words: Words, spot: Spot, row: Row, report: Report) -> Support:
    beside = anywhere = near_beside = near = ""
    here = words.tokens[spot.i].start
    ident, parents, lat, lon = row.id, row.parents, row.lat, row.lon
    area = row.type in ("governorate", "district", "subdistrict", "region")
    for other, i, j in report.anchors:
        if i == spot.i or other.id == ident or other.type == "country":
            continue
        if other.id in parents or (row.type in _URBAN and other.type == "city" and other.admin1 == row.admin1 and row.admin1
                                   and lat is not None and lon is not None and other.lat is not None
                                   and other.lon is not None and great_circle_km(lat, lon, other.lat, other.lon) <= CITY_KM):
            anywhere = other.id
            if abs(words.tokens[i].start - here) <= BESIDE_CHARS or abs(words.tokens[j - 1].end - here) <= BESIDE_CHARS:
                beside = anywhere
        elif area or (other.type == "city" and other.name_en == row.admin1 and other.country == row.country):
            # a place inside speaks for an area, one beside it or its chief town of the same name does not; the chief town speaks for
            # all else of its governorate
            if not area or (ident in other.parents and other.names[:1] != row.names[:1]):
                near = other.id
                if abs(words.tokens[i].start - here) <= BESIDE_CHARS or abs(words.tokens[j - 1].end - here) <= BESIDE_CHARS:
                    near_beside = near
        elif (lat is not None and lon is not None and other.lat is not None and other.lon is not None
              and -1 < lat - other.lat < 1 and -1 < lon - other.lon < 1 and other.names[:1] != row.names[:1]
              and great_circle_km(lat, lon, other.lat, other.lon) <= NEAR_KM):
            near = other.id
            if abs(words.tokens[i].start - here) <= BESIDE_CHARS or abs(words.tokens[j - 1].end - here) <= BESIDE_CHARS:
                near_beside = near
    return beside, anywhere, near_beside, near
