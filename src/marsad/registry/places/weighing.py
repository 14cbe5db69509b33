"""Which places the spots of a report mean, and whether they are places at all: sums of named features."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from marsad.model import Feature
from marsad.registry.places.geometry import great_circle_km
from marsad.registry.places.hits import Candidate
from marsad.registry.places.record import SETTLED, Row
from marsad.registry.places.scan import Spot, Words
from marsad.registry.places.vocabulary import Vocabulary, bare

NEAR_KM = 60.0
BESIDE_CHARS = 90
# A quarter or facility belongs to the city of its area that lies so near.
CITY_KM = 15.0
_URBAN = frozenset({"quarter", "facility", "junction", "port", "camp", "base", "airport"})
# A report of fewer tokens gives little support from other places.
SHORT_TOKENS = 60
# Very long texts are read in linear time: so many sure places at the most speak for the others.
MOST_ANCHORS = 200
# So much weight of other countries makes a small place of an unnamed country doubtful.
STRANGE_FROM = 2.0
STRANGE_SHARE = 0.15
# Type words of things that are called after the town they stand at: «مخيم أطمة».
NAMED_AFTER = frozenset({"camp", "airport", "base", "crossing", "dam", "field", "port", "road", "spot", "junction", "site"})
# Streets, squares and other things that may bear a country's name: «شارع فلسطين».
_NAMED_FOR = NAMED_AFTER | {"quarter", "facility", "mountain"}
# So many other places of other countries, none of its own, make a quarter or a building of another country doubtful.
LOCAL_FROM = 2.0
_LOCAL = frozenset({"quarter", "facility", "junction", "base"})


@dataclass(slots=True)
class Report:
    """What the surer spots of a report tell about the others: (row, position) of each, and the weight of each country."""

    anchors: list[tuple[Row, int, int]]
    countries: Counter[str]
    total: float
    rows: Counter[str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A spot with its chosen row, the features of its being a place, and all candidates, best first."""

    spot: Spot
    row: Row
    score: float
    features: tuple[Feature, ...]
    candidates: tuple[Candidate, ...]


def weigh(words: Words, spots: list[Spot], vocabulary: Vocabulary) -> list[Weighed]:
    """The spots that are places, each with its best candidate, in order."""
    blank = Report([], Counter(), 0.0, Counter())
    sure = []
    for spot in spots:
        weighed = _weigh_one(words, spot, blank, vocabulary)
        if weighed.score >= vocabulary.threshold:
            sure.append(weighed)
    report = _gather(sure)
    if any(len(weighed.candidates) > 1 for weighed in sure):
        report = _gather([_weigh_one(words, weighed.spot, report, vocabulary) if len(weighed.candidates) > 1 else weighed
                          for weighed in sure])
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


def _gather(sure: list[Weighed]) -> Report:
    anchors: list[tuple[Row, int, int]] = []
    countries = Counter[str]()
    times = Counter[str]()
    rows = Counter[str]()
    for weighed in sure:
        times[weighed.row.id] += 1
        if times[weighed.row.id] <= 3 and len(anchors) < MOST_ANCHORS:
            anchors.append((weighed.row, weighed.spot.i, weighed.spot.j))
        if weighed.row.country and (weighed.row.origin == "own" or weighed.row.population >= 100_000):
            rivals = {c.id for c in weighed.candidates}
            weight = 1.0 if len(rivals) == 1 else 0.5
            countries[weighed.row.country] += weight  # type: ignore[assignment]
            rows[weighed.row.id] += weight  # type: ignore[assignment]
    return Report(anchors, countries, float(sum(countries.values())), rows)


def _weigh_one(words: Words, spot: Spot, report: Report, vocabulary: Vocabulary, joined: bool = False,
               typed_elsewhere: bool = False) -> Weighed:
    ranked = []
    for row, how in _spoken_of(spot):
        support = _support(words, spot, row, report) if report.anchors else _NONE
        ranked.append((_choice(spot, row, how, report, support, vocabulary), row, how, support))
    if len(ranked) > 1:
        ranked.sort(key=lambda item: (-item[0].score, item[1].id))
    _, row, how, support = ranked[0]
    features = _taken(words, spot, row, how, report, support, vocabulary, joined, typed_elsewhere)
    score = round(sum(feature.value for feature in features), 3)
    return Weighed(spot, row, score, tuple(features), tuple(item[0] for item in ranked[:5]))


def _spoken_of(spot: Spot) -> tuple[tuple[Row, str], ...]:
    """The rows that a name may mean: «الجزائر» with no word of type is the country, not its capital of the same name."""
    if spot.type_word is not None or len(spot.rows) < 2:
        return spot.rows
    lands = {row.country for row, _ in spot.rows if row.type == "country"}
    return tuple((row, how) for row, how in spot.rows if row.type != "city" or row.country not in lands) if lands else spot.rows


# Ids of the report's sure places that speak for a row: a parent beside, a parent anywhere, a near place beside, a near one.
Support = tuple[str, str, str, str]
_NONE: Support = ("", "", "", "")


def _choice(spot: Spot, row: Row, how: str, report: Report, support: Support, vocabulary: Vocabulary) -> Candidate:
    weights = vocabulary.choice
    found: list[Feature] = []

    def add(name: str, times: float = 1.0, seen: str = "") -> None:
        found.append(Feature(name, round(weights[name] * times, 3), seen))

    if spot.type_word is not None:
        fits = row.type in spot.type_word.types
        add("type-fits" if fits else "type-differs", 1.0, spot.type_word.name)
        if fits and row.type == spot.type_word.types[0]:
            add("type-exact")
    elif spot.relation in ("rif", "direction"):
        if row.type in ("governorate", "country", "region"):
            add("wide-for-relation", 1.0, spot.relation)
    elif row.type in SETTLED:
        add("settlement-first")
    elif row.type == "country":
        add("country-first")
    if row.origin == "own":
        add("own-table")
    if row.type == "governorate" and spot.type_word is None:
        add("governorate-first")
    if row.population:
        add("population", _magnitude(row.population), str(row.population))
    if how != "exact":
        add("article-missing" if how == "bare" else f"{how}-differs")
    if report.total and row.country:
        share = report.countries[row.country] / report.total
        add("country-focus", share, row.country)
        if share == 0 and report.total >= STRANGE_FROM:
            add("strange-country", 1.0, row.country)
    beside, anywhere, near_beside, near = support
    if beside:
        add("parent-beside", 1.0, beside)
    elif anywhere:
        add("parent-in-report", 1.0, anywhere)
    if near_beside:
        add("near-beside", 1.0, near_beside)
    elif near:
        add("near-in-report", 1.0, near)
    return Candidate(row.id, round(sum(feature.value for feature in found), 3), tuple(found))


def _magnitude(population: int) -> float:
    """Half a point a decimal place of population above a thousand."""
    return max(0.0, min(4.0, len(str(population)) - 3.0))


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


def _taken(words: Words, spot: Spot, row: Row, how: str, report: Report, support: Support, vocabulary: Vocabulary,
           joined: bool, typed_elsewhere: bool) -> list[Feature]:
    weights = vocabulary.weights
    found: list[Feature] = []

    def add(name: str, seen: str = "") -> None:
        found.append(Feature(name, weights[name], seen))

    add(_standing(row), row.id)
    if spot.j - spot.i > 1:
        add("two-words")
    elif (word := bare(words.folds[spot.i][len(spot.prefix):])) in vocabulary.common:
        add("common-word", word)
    elif word in vocabulary.doubtful:
        add("doubtful-word", word)
    elif words.folds[spot.i] in vocabulary.forenames:
        add("person-word")
    if len(spot.key) <= 2:
        add("short")
    if how != "exact":
        add("article-missing" if how == "bare" else f"{how}-differs")
    if (row.type == "country" and not spot.before and spot.type_word is None and words.follows(spot.i)
            and not spot.relation and words.folds[spot.i] in vocabulary.nationalities):
        add("adjective-like")
    if _pronoun_like(words, spot, row):
        add("pronoun-like")
    if spot.type_word is not None:
        fits = row.type in spot.type_word.types
        after = row.type in SETTLED and spot.type_word.name in NAMED_AFTER
        add("type-word" if fits else "type-of-town" if after else "type-clash", spot.type_word.name)
        if row.type == "country" and spot.type_word.name in _NAMED_FOR and spot.type_word.number == 1:
            add("road-of-country", spot.type_word.name)
    if spot.relation and spot.relation != "part":
        add("direction-word", spot.relation)
    for name in spot.before:
        add(name)
    if len(words) < SHORT_TOKENS and not any(feature.name == "common-word" for feature in found):
        add("short-text", str(len(words)))
    if joined:
        add("coordinated")
    if typed_elsewhere and spot.type_word is None:
        add("typed-elsewhere")
    beside, anywhere, near_beside, near = support
    if beside:
        add("parent-beside", beside)
    elif anywhere:
        add("parent-in-report", anywhere)
    if near_beside:
        add("near-beside", near_beside)
    elif near:
        add("near-in-report", near)
    elif row.country and report.countries[row.country] > 0:
        add("country-in-report", row.country)
    if row.type in _LOCAL and row.country and row.origin == "own" and _of_elsewhere(row, report):
        add("strange-and-local", row.country)
    elif report.total >= STRANGE_FROM and row.country and report.countries[row.country] < STRANGE_SHARE * report.total:
        strong = row.origin == "own" and row.type in ("country", "governorate", "city")
        if not strong and (row.origin == "own" or row.population < 500_000):
            add("strange-country" if row.origin == "own" else "strange-and-small", row.country)
    return found


def _of_elsewhere(row: Row, report: Report) -> bool:
    """Whether the report's other places all lie in other countries: many towns have a quarter, a hospital, a barracks of one name."""
    own = report.rows[row.id]
    return report.total - own >= LOCAL_FROM and report.countries[row.country] <= own


def _pronoun_like(words: Words, spot: Spot, row: Row) -> bool:
    """«زواره» may be «his visitors»: written with ه where the place is written with ة, and no article."""
    last = words.tokens[spot.j - 1]
    return (words.text[last.end - 1] == "ه" and not words.folds[spot.j - 1][len(spot.prefix):].startswith("ال")
            and spot.j - spot.i == 1 and bool(row.names) and not any(name.endswith("ه") for name in row.names[:1]))


def _standing(row: Row) -> str:
    if row.origin == "own":
        if row.type == "country":
            return "own-country"
        return "own-major" if row.type in ("governorate", "city") else "own-place"
    if row.origin == "geonames":
        return "populous" if row.population >= 100_000 else "known"
    return "imported"
