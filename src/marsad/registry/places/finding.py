"""From a text to place hits: scan, context, weighing, then spans and geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.languages.arabic.tokens import Token, tokenize
from marsad.registry.places.context import direction_of, read_context
from marsad.registry.places.enclosed import enclosed
from marsad.registry.places.evidence import NAMED_AFTER
from marsad.registry.places.geometry import displaced
from marsad.registry.places.hits import PlaceHit
from marsad.registry.places.lands import at_borders
from marsad.registry.places.linking import anaphors, stretches
from marsad.registry.places.locating import located
from marsad.registry.places.names import name_key, word_key
from marsad.registry.places.phrases import KIND_OF, phrases
from marsad.registry.places.record import SETTLED, Row, own_precision
from marsad.registry.places.scan import Spot, Words, scan
from marsad.registry.places.sides import of_that_land, own_names, quarters
from marsad.registry.places.vocabulary import load_vocabulary
from marsad.registry.places.weighing import Weighed, weigh

if TYPE_CHECKING:
    from marsad.registry.places.gazetteer import Gazetteer

# Marks that may stand between the names of a list.
_BETWEEN = frozenset('"،()')
# Keys of the words that name a division with its chief town's name: «محافظة همدان».
_DIVISION = tuple(word_key(word) for word in ("محافظه", "ولايه", "اقليم", "مقاطعه"))
_GROWING = frozenset({"city", "town", "base", "airport", "junction", "mountain", "valley", "field", "road", "port", "crossing", "dam"})
# «منطقة» with the name of a governorate no wider than this (kilometres) is a small area.
_SMALL_PROVINCE_KM = 25.0
_FRONTS = frozenset({"محور", "جبهه", "قاطع", "طريق", "اوتوستراد"})
_REGIONS = frozenset({"مناطق", "المناطق"})
_VALLEY = frozenset({"وادي"})
# Seats of the provinces and districts named behind them.
_SEATS = frozenset({"مركز", "مقر", "مبني"})
_MIDDLES = frozenset({"وسط", "قلب"})
_RUN = frozenset({"governorate", "district", "subdistrict"})
_RIF = word_key("ريف")
# What lies farther than this (kilometres) from a place, nobody says on which side of it, is somewhere in a region.
FAR_KM = 50.0
# The second name of a dual («مدينتي جرابلس في آب والباب») may stand so many tokens behind the first.
_PAIR_REACH = 6


def find(gazetteer: Gazetteer, text: str, tokens: Sequence[Token] | None, anaphora: bool) -> tuple[PlaceHit, ...]:
    """See `Gazetteer.find`."""
    vocabulary = load_vocabulary()
    words = Words(text, tokenize(text) if tokens is None else tokens)
    spots = scan(gazetteer, words, vocabulary)
    for spot in spots:
        read_context(words, spot, vocabulary)
    spots = of_that_land(words, own_names(spots))
    _coordinate(words, spots)
    _divisions(gazetteer, spots)
    taken = weigh(words, spots, vocabulary)
    hits = [_hit(gazetteer, words, weighed) for weighed in taken]
    covered = [False] * len(words)
    for weighed in taken:
        spot = weighed.spot
        covered[spot.first : spot.last] = [True] * (spot.last - spot.first)
    hits.extend(enclosed(words, covered, vocabulary))
    hits.extend(phrases(gazetteer, words, covered, vocabulary))
    hits.sort(key=_order)
    hits = at_borders(located(hits, words.text), vocabulary)
    found = list(stretches(gazetteer, words, hits, vocabulary))
    hits.extend(found)
    for number, token in enumerate(words.tokens) if found else ():
        covered[number] = covered[number] or any(hit.start <= token.start < hit.end for hit in found)
    if anaphora:
        hits.sort(key=_order)
        hits.extend(list(anaphors(gazetteer, words, hits, covered, vocabulary)))
    return tuple(sorted((_at_town(hit) for hit in hits), key=_order))


def _at_town(hit: PlaceHit) -> PlaceHit:
    """«مثلث العند», «ملعب الرمادي»: a spot that is called after a town and has no record of its own is not the town: it has the
    town's point with a wider reach, and no id."""
    return replace(hit, id=None, relation="near") if hit.relation == "at" else hit


def _order(hit: PlaceHit) -> tuple[int, int, str]:
    return hit.start, -hit.end, hit.id or ""


def _land(spot: Spot) -> bool:
    """Whether a name is a country's and nothing else's."""
    return bool(spot.rows) and all(row.type == "country" for row, _ in spot.rows)


def _coordinate(words: Words, spots: list[Spot]) -> None:
    """Names joined by و or a comma to the name before them; a dual or plural type word reaches all of its list."""
    for number in range(1, len(spots)):
        spot, other = spots[number], spots[number - 1]
        between = words.folds[other.last : spot.first]
        if (spot.first == other.last and spot.first_prefix.endswith("ب")) or between == ["في"]:
            other.before.append("told-inside")
        listed = spot.prefix.startswith("و") and spot.first == spot.i and all(mark in _BETWEEN for mark in between)
        bare = [mark for mark in between if mark != '"']  # «"الدردارة"، و"تل طويل"»
        if listed or bare in (["،"], ["او"], ["و"], ["-"], ["،", "و"]):
            spot.joined_to = number - 1
        if spot.joined_to is None and spot.first_prefix.startswith("و") and spot.first == spot.i:
            pair = _open_dual(spots, number)
            if pair is not None:
                spot.joined_to, other = pair, spots[pair]
        if spot.joined_to is not None:
            between_two = words.before(other.first) is not None and words.folds[words.before(other.first) or 0] == "بين"
            if between_two or (other.type_word is not None and other.type_word.name == "road"):
                spot.before.append("strong-preposition")
        if spot.joined_to is not None:
            spot.among_lands = spot.among_lands or _land(other)
            other.among_lands = other.among_lands or _land(spot)
        if spot.joined_to is not None and spot.type_word is None and other.type_word and other.type_word.number > 1:
            spot.type_word = other.type_word


def _divisions(gazetteer: Gazetteer, spots: list[Spot]) -> None:
    """«محافظتي همدان وزنجان»: divisions whose tables give them no name without a type word are named so in lists too."""
    for spot in spots:
        word = spot.type_word
        if word is None or word.name != "governorate" or any(row.type == "governorate" for row, _ in spot.rows):
            continue
        named = {row.id: row for first in _DIVISION for row in gazetteer.rows_named(first + spot.key) if row.type == "governorate"}
        spot.rows += tuple((row, "exact") for row in named.values())


def _open_dual(spots: list[Spot], number: int) -> int | None:
    """The spot shortly before whose dual type word still waits for its second name."""
    for back in range(number - 1, max(-1, number - 4), -1):
        other = spots[back]
        if other.type_word is not None and other.type_near and other.type_word.number == 2:
            taken = any(spot.joined_to == back for spot in spots[back + 1 : number])
            return back if not taken and spots[number].first - other.last <= _PAIR_REACH else None
    return None


def _quoted(gazetteer: Gazetteer, words: Words, spot: Spot) -> Row | None:
    """The one place whose name begins with the type word before a quoted name: «قاعدة "العند"» is the base of that name."""
    if spot.first + 2 != spot.i or words.folds[spot.first + 1] != '"':
        return None
    head = words.folds[spot.first]
    rows = gazetteer.rows_named(word_key(head.removeprefix(spot.first_prefix)) + spot.key)
    return rows[0] if len(rows) == 1 else None


def _hit(gazetteer: Gazetteer, words: Words, weighed: Weighed) -> PlaceHit:
    spot = weighed.spot
    seat = _seat(gazetteer, words, spot, weighed.row)
    row = seat or _wide_base(gazetteer, spot, weighed.row)
    ident, lat, lon, radius, precision = _geometry(gazetteer, words, spot, row)
    if seat is not None:
        precision = 1
    start = words.start(spot.first, spot.first_prefix)
    end = words.tokens[spot.last - 1].end
    marks = words.folds[spot.first : spot.i]
    if "(" in marks or (marks.count('"') == 1 and spot.type_word is not None and spot.type_word.number > 1):
        start = words.start(spot.i, spot.prefix)  # «قرى (الدردارة، تل طويل)»
    elif marks.count('"') == 1 and spot.last < len(words) and words.folds[spot.last] == '"':
        end = words.tokens[spot.last].end  # «بلدة "خطاب"»
    relation, kind = spot.relation, row.type
    if not relation and spot.type_word is not None and spot.type_word.number == 1 and _beside_town(spot, row):
        full = _quoted(gazetteer, words, spot)
        if full is not None:
            ident, lat, lon, radius, precision = _geometry(gazetteer, words, spot, full)
            row, kind = full, full.type
        else:
            relation, kind = "at", KIND_OF[spot.type_word.name]
    return PlaceHit(words.text[start:end], start, end, ident, kind, relation, precision, lat, lon, radius,
                    row.country or None, _division(gazetteer, spot, row), words.start(spot.i, spot.prefix), words.tokens[spot.j - 1].end,
                    weighed.score, tuple(weighed.features), weighed.candidates)


def _wide_base(gazetteer: Gazetteer, spot: Spot, row: Row) -> Row:
    """«ريف حلب» and «جنوب شرق حلب» are of the governorate that bears the town's name, where the town is not named as such."""
    if spot.relation == "rif" and row.type in (*SETTLED, "governorate"):
        called = [other for other in gazetteer.rows_named(_RIF + spot.key) if other.type == "governorate" and other.country == row.country]
        if called:
            return called[0]  # «الريف الشرقي لدمشق» lies in the governorate of that name
    province = (spot.type_word is not None and spot.type_word.name == "area" and spot.type_word.number == 1
                and not spot.relation)  # «منطقة جازان»
    if row.type not in SETTLED or not (province or spot.relation in ("rif", "direction")) or (
            spot.type_word and spot.type_word.precision == 1):
        return row
    for parent in row.parents:
        if not gazetteer.knows(parent):
            continue  # a province of the built-in skeleton without a row of its own
        above = gazetteer.row(parent)
        if above.type == "governorate" and above.names[:1] == row.names[:1]:
            return above
    return row


def _division(gazetteer: Gazetteer, spot: Spot, row: Row) -> str | None:
    """The first-level division of what a spot means: «100 كم شمال بوجمبورا» lies outside a division that is no wider than its town."""
    if spot.relation == "distance" and spot.km is not None:
        above = next((gazetteer.row(parent) for parent in (row.id, *row.parents)
                      if gazetteer.knows(parent) and gazetteer.row(parent).type == "governorate"), None)
        if above is not None and spot.km > above.radius_km:
            return None
    return row.admin1 or None


def _named_after_town(gazetteer: Gazetteer, row: Row) -> bool:
    """Whether a governorate has its name from a city of it: «شمال حلب» is the neighbourhood of the city, «شمال محافظة حلب» is not."""
    return any(town.type == "city" and row.id in town.parents for town in gazetteer.rows_named(name_key(row.names[0])))


def _seat(gazetteer: Gazetteer, words: Words, spot: Spot, row: Row) -> Row | None:
    """«مركز مديرية X», «مبنى محافظة X»: the town that the province or district is run from, where one bears its name; else the row."""
    run = row.type in _RUN or (row.type in SETTLED and spot.type_word is not None and spot.type_word.name in _RUN)
    head = words.folds[spot.first].removeprefix(spot.first_prefix)
    middle = head in _MIDDLES and spot.type_word is None  # «وسط دونيتسك»
    if spot.relation or not run or spot.first == spot.i or not (head in _SEATS or middle):
        return None
    towns = (other for name in row.names[:1] for other in gazetteer.rows_named(name_key(name)))
    town = next((town for town in towns if town.type in ("city", "town") and row.id in town.parents), None)
    return row if town is None and row.type != "governorate" and head not in _MIDDLES else town


def _beside_town(spot: Spot, row: Row) -> bool:
    """«مخيم أطمة»: the camp at a town, not the town."""
    return row.type in SETTLED and spot.type_word is not None and row.type not in spot.type_word.types and (
        spot.type_word.name in NAMED_AFTER)


def _geometry(gazetteer: Gazetteer, words: Words, spot: Spot, row: Row) -> tuple[str, float | None, float | None, float | None, int | None]:
    """Id, point, reach and precision of what a spot means."""
    precision = own_precision(row)
    direction = direction_of(spot)
    if precision == 1 and quarters(words, spot):
        place = gazetteer.get(f"{row.id}/{direction}" if direction else row.id)
        return place.id or row.id, place.lat, place.lon, place.radius_km, 1
    if spot.relation == "distance" and direction and spot.km is not None:
        lat, lon = row.lat, row.lon
        if lat is not None and lon is not None:
            lat, lon = displaced(lat, lon, direction, spot.km)
        return f"{row.id}/{direction}", lat, lon, max(3.0, spot.km * 0.2), 2
    kind = direction or ("rif" if spot.relation == "rif" else None)
    if kind:
        place = gazetteer.get(f"{row.id}/{kind}")
        bare = (spot.relation == "direction" and spot.type_word is None and row.type == "governorate" and _named_after_town(gazetteer, row)
                and words.folds[spot.first].removeprefix(spot.first_prefix) not in _REGIONS)
        return f"{row.id}/{kind}", place.lat, place.lon, place.radius_km, 2 if bare else place.precision
    if spot.relation == "near" and spot.km is not None:
        return row.id, row.lat, row.lon, max(5.0, spot.km), 3 if precision == 3 or spot.km > FAR_KM else 2
    if spot.relation == "near" or _beside_town(spot, row):
        point = spot.relation != "near" and spot.type_word is not None and spot.type_word.precision == 1  # «مثلث العند»
        return row.id, row.lat, row.lon, max(5.0, row.radius_km), 3 if precision == 3 else 1 if point else 2
    fronts = words.folds[spot.first].removeprefix(spot.first_prefix) in _FRONTS and spot.first < spot.i
    if spot.type_word is not None and (spot.type_word.name in ("area", "spot") or fronts) and spot.type_word.number == 1:
        # «منطقة» and «محور» make a small area of a town, and nothing wider of a quarter, a village, a building
        small = row.type in _GROWING or (spot.type_word.name == "spot" and row.type == "village") or (
            row.type == "governorate" and row.radius_km <= _SMALL_PROVINCE_KM and _named_after_town(gazetteer, row))
        return row.id, row.lat, row.lon, row.radius_km, 2 if small and precision != 2 else precision
    valley = words.folds[spot.i].removeprefix(spot.prefix) in _VALLEY and name_key(row.names[0]) != spot.key
    if valley and precision == 1 and row.type != "city":
        return row.id, row.lat, row.lon, row.radius_km, 2  # «وادي عقان», by which the village is known too
    if (spot.type_word is not None and precision is not None and row.type not in ("country", "governorate")
            and spot.type_word.number == 1 and row.type != spot.type_word.types[0]):
        precision = max(precision, min(2, spot.type_word.precision))
    return row.id, row.lat, row.lon, row.radius_km, precision
