"""What speaks for a row that a spot may mean, and for its being a place at all: named features, of the spot's own words and of the
report's other places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from marsad.model import Feature
from marsad.registry.places.record import GOVERNED_TOWNS, SETTLED, Row
from marsad.registry.places.scan import Spot, Words
from marsad.registry.places.vocabulary import TypeWord, Vocabulary, bare, load_vocabulary, strip_one

# A report of fewer tokens gives little support from other places.
SHORT_TOKENS = 60
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
# What a street or a square bears the name of.
_GREAT = frozenset({"city", "governorate", "country"})
_STREETS = frozenset({"junction", "site", "quarter", "facility"})


# Places so small that of a country of which the report tells nothing else they are a namesake's: many countries have a village of one
# name.
_SMALL = _LOCAL | {"village", "town", "subdistrict", "district", "road"}
_SPELT = {"bare": "article-missing", "added": "article-differs"}
# Lands whose places are told together.
_KIN = {"PS": "IL", "IL": "PS", "SS": "SD", "SD": "SS"}
# Ids of the report's sure places that speak for a row: a parent beside, a parent anywhere, a near place beside, a near one.
Support = tuple[str, str, str, str]
NOBODY: Support = ("", "", "", "")
# The same features are said of many spots.
_feature = lru_cache(maxsize=1 << 14)(Feature)


@dataclass(slots=True)
class Report:
    """What the surer spots of a report tell about the others: (row, position) of each, and the weight of each country."""

    anchors: list[tuple[Row, int, int]]
    countries: Counter[str]
    total: float
    rows: Counter[str]
    said: frozenset[str] = frozenset()
    """Countries that the report's adjectives of nationality tell."""


@lru_cache(maxsize=1 << 14)
def row_by_itself(
    word: TypeWord | None, relation: str, kind: str, origin: str, population: int, how: str
) -> tuple[tuple[Feature, ...], float]:
    """What a spot's own words (its word of type, its relation, how its spelling differs) and a row say for the row, with the sum.
    The same is said of every spot of a name, in all reports."""
    weights = load_vocabulary().choice
    found: list[Feature] = []

    def add(name: str, times: float = 1.0, seen: str = "") -> None:
        found.append(_feature(name, round(weights[name] * times, 3), seen))

    if word is not None:
        fits = kind in word.types
        add("type-fits" if fits else "type-differs", 1.0, word.name)
        if fits and kind == word.types[0]:
            add("type-exact")
    elif relation in ("rif", "direction"):
        if kind in ("governorate", "country", "region"):
            add("wide-for-relation", 1.0, relation)
    elif kind in SETTLED:
        add("settlement-first")
    elif kind == "country":
        add("country-first")
    if origin == "own":
        add("own-table")
    if kind == "governorate" and word is None:
        add("governorate-first")
    if population:
        add("population", _magnitude(population), str(population))
    if how != "exact":
        add(_SPELT.get(how) or f"{how}-differs")
    return tuple(found), sum(feature.value for feature in found)


def row_by_report(row: Row, report: Report, support: Support, vocabulary: Vocabulary) -> list[Feature]:
    """What the report's other places say for a row."""
    if not report.total and support == NOBODY:
        return []
    weights = vocabulary.choice
    found: list[Feature] = []

    def add(name: str, times: float = 1.0, seen: str = "") -> None:
        found.append(_feature(name, round(weights[name] * times, 3), seen))

    if report.total and row.country:
        share = report.countries.get(row.country, 0) / report.total
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
    return found


def _magnitude(population: int) -> float:
    """Half a point a decimal place of population above a thousand."""
    return max(0.0, min(4.0, len(str(population)) - 3.0))


def place_by_itself(words: Words, spot: Spot, row: Row, how: str, vocabulary: Vocabulary) -> list[Feature]:
    """What a spot's own words say for its being a place, if it is the row's."""
    weights = vocabulary.weights
    found: list[Feature] = []

    def add(name: str, seen: str = "") -> None:
        found.append(_feature(name, weights[name], seen))

    add(_standing(row), row.id)
    if spot.j - spot.i > 1:
        add("two-words")
    elif (word := bare(_unprefixed(words, spot))) in vocabulary.common:
        add("common-word", word)
        if spot.first == spot.i and _hides_article(words, spot):
            add("for-the", word)  # «للشعب»
    elif word in vocabulary.doubtful:
        add("doubtful-word", word)
    elif words.folds[spot.i] in vocabulary.forenames:
        add("person-word")
    if len(spot.key) <= 2:
        add("short")
    if how != "exact":
        add(_SPELT.get(how) or f"{how}-differs")
    if (row.type == "country" and not spot.before and spot.type_word is None and words.follows(spot.i)
            and not spot.relation and words.folds[spot.i] in vocabulary.nationalities):
        add("adjective-like")
    if _pronoun_like(words, spot, row):
        add("pronoun-like")
    if row.type in _GREAT and _called_for(words, spot, vocabulary):
        add("called-for")
    if spot.type_word is not None:
        fits = row.type in spot.type_word.types or _district(words, spot, row)
        several = spot.type_word.number == 3 and any(feature.name == "common-word" for feature in found)  # «بطرق سلمية»
        after = row.type in SETTLED and spot.type_word.name in NAMED_AFTER and not several
        add("type-word" if fits else "type-of-town" if after else "type-clash", spot.type_word.name)
        if row.type == "country" and spot.type_word.name in _NAMED_FOR and spot.type_word.number == 1:
            add("road-of-country", spot.type_word.name)
    if spot.relation and spot.relation != "part":
        add("direction-word", spot.relation)
    for name in spot.before:
        add(name)
    if _aged(words, spot):
        add("aged-person")
    if row.type not in _GREAT and _by_name_of_man(words, spot):
        add("name-of-man")
    if len(words) < SHORT_TOKENS and not any(feature.name == "common-word" for feature in found):
        add("short-text", str(len(words)))
    return found


def place_by_report(spot: Spot, row: Row, report: Report, support: Support, vocabulary: Vocabulary, joined: bool,
                     typed_elsewhere: bool) -> list[Feature]:
    """What the rest of the report says for a spot's being a place."""
    homebound = spot.key in vocabulary.homebound and spot.relation != "rif"
    added = support == NOBODY and spot.type_word is None and any(how == "added" and same is row for same, how in spot.rows)
    if not (report.total or joined or typed_elsewhere or homebound or added) and support == NOBODY:
        return []
    weights = vocabulary.weights
    found: list[Feature] = []

    def add(name: str, seen: str = "") -> None:
        found.append(_feature(name, weights[name], seen))

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
    elif row.country and report.countries.get(row.country, 0) > 0:
        add("country-in-report", row.country)
    if added:
        add("article-added")
    if homebound and row.country and not _told_otherwise(row, report):
        add("homebound", row.country)
    if row.country and row.origin == "own" and _may_be_namesake(spot, row, vocabulary) and _of_elsewhere(row, report):
        add("strange-and-local", row.country)
    elif report.total >= STRANGE_FROM and row.country and report.countries.get(row.country, 0) < STRANGE_SHARE * report.total:
        strong = row.origin == "own" and row.type in ("country", "governorate", "city")
        if not strong and (row.origin == "own" or row.population < 500_000):
            add("strange-country" if row.origin == "own" else "strange-and-small", row.country)
    return found


def _of_elsewhere(row: Row, report: Report) -> bool:
    """Whether the report's other places all lie in other countries: many towns have a quarter, a hospital, a barracks of one name."""
    return report.total - report.rows.get(row.id, 0) >= LOCAL_FROM and not _told_otherwise(row, report)


def _told_otherwise(row: Row, report: Report) -> bool:
    """Whether the report tells of a row's country by anything else."""
    if (row.country in report.said and row.type not in _LOCAL) or report.countries.get(row.country, 0) > report.rows.get(row.id, 0):
        return True
    kin = _KIN.get(row.country)
    return kin is not None and report.countries.get(kin, 0) > 0


def _may_be_namesake(spot: Spot, row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a name is one that many countries may have: of a small place, or no more than a word of the language."""
    if row.type in _SMALL:
        return True
    named_for = spot.type_word is not None and spot.type_word.number == 1 and spot.type_word.name in _STREETS
    if row.type in _GREAT:
        word = row.type != "country" and spot.j == spot.i + 1 and (spot.key in vocabulary.common or spot.key in vocabulary.doubtful)
        return (named_for and not spot.relation) or word or any(how in ("bare", "added") for same, how in spot.rows if same is row)
    return False


def _hides_article(words: Words, spot: Spot) -> bool:
    """«للشعب»: ل before a word with the article, of which one letter is written."""
    return spot.prefix.endswith("ل") and words.folds[spot.i].startswith("ل", len(spot.prefix))


def _unprefixed(words: Words, spot: Spot) -> str:
    """A spot's first word without its proclitic, a hidden article given back."""
    word = words.folds[spot.i][len(spot.prefix) :]
    return "ال" + word[1:] if _hides_article(words, spot) else word


def _called_for(words: Words, spot: Spot, vocabulary: Vocabulary) -> bool:
    """«شارع دبي», «مسجد الكوفة»: called after a town or province far off."""
    k = None if spot.prefix else words.before(spot.i)
    return k is not None and any(stem in vocabulary.called_for for _, stem in strip_one(words.folds[k]))


def _district(words: Words, spot: Spot, row: Row) -> bool:
    """Whether a town is told as the governorate it is: «محافظة الجبيل»."""
    return row.country in GOVERNED_TOWNS and row.type in ("city", "town", "village") and words.folds[spot.first].endswith("محافظه")


_YEARS = frozenset(("عاما", "عام", "سنه", "سنوات", "اعوام"))


def _aged(words: Words, spot: Spot) -> bool:
    """«محمود عطا الله مصبح، 25 عاما»: a person's age follows."""
    at = spot.last
    if spot.type_word is not None or at + 2 >= len(words) or words.folds[at] not in ("،", "("):
        return False
    return words.kinds[at + 1] == "number" and words.folds[at + 2] in _YEARS


_OF_MEN = frozenset(("ابو", "ابي", "ابا", "الشيخ", "شيخ", "الحاج", "حاج", "سلطان"))


def _by_name_of_man(words: Words, spot: Spot) -> bool:
    """«فلاح أبو ماريا», «الحاج علي»: two words that may be a man's name, with nothing before them that leads to a place."""
    if spot.j - spot.i < 2 or spot.before or spot.prefix or spot.type_word is not None or spot.relation or spot.joined_to is not None:
        return False
    return words.folds[spot.i] in _OF_MEN and words.follows(spot.i)


def _pronoun_like(words: Words, spot: Spot, row: Row) -> bool:
    """«زواره» may be «his visitors»: written with ه where the place is written with ة, and no article."""
    last = words.tokens[spot.j - 1]
    return (words.text[last.end - 1] == "ه" and not _unprefixed(words, spot).startswith("ال")
            and spot.j - spot.i == 1 and bool(row.names) and not any(name.endswith("ه") for name in row.names[:1]))


def _standing(row: Row) -> str:
    if row.origin == "own":
        if row.type == "country":
            return "own-country"
        return "own-major" if row.type in ("governorate", "city") else "own-place"
    if row.origin == "geonames":
        return "populous" if row.population >= 100_000 else "known"
    return "imported"
