"""Places told by a side of another or by how far they lie from it: «الأطراف الشمالية لمدينة X», «الريف الغربي لX», «40 كلم من X»."""

from __future__ import annotations

from marsad.registry.places.scan import Spot, Words
from marsad.registry.places.vocabulary import Vocabulary, strip_one

__all__ = ["length_at", "of_that_land", "own_names", "quarters", "read_away", "read_outside", "read_side"]

_KILOMETRES = frozenset({"كم", "كلم", "كيلومتر", "كيلومترا", "كيلومترات", "كيلو", "كيلومترين"})
# Prepositions that tie a place to its side, and a distance to the place it is measured from.
_OF = frozenset({"من"})
_FROM = frozenset({"من", "عن"})
# Proclitics of a place that belongs to what stands before it.
_TIED = frozenset({"ل"})
_ADJECTIVES = 3


def read_side(words: Words, spot: Spot, vocabulary: Vocabulary) -> None:
    """Give a spot the side of it that is meant; what the words before it told already stays."""
    before = spot.first, spot.first_prefix
    if spot.relation == "direction" and words.folds[spot.first].startswith("ال"):
        at: int | None = spot.first  # «الشمالية من X»
        before = spot.i, spot.prefix
    elif spot.relation:
        return
    else:
        at = _tie(words, spot)
    if at is None:
        return
    letters: list[str] = []
    joined = False
    while at >= 0 and len(letters) < _ADJECTIVES and words.kinds[at] == "word":
        fold = words.folds[at]
        told = vocabulary.directions.get(fold)
        if told is None and fold.startswith("و") and (told := vocabulary.directions.get(fold[1:])) is not None:
            joined = True
        if told is None or not fold.removeprefix("و").startswith("ال"):
            break
        letters.insert(0, told)
        if not words.follows(at):
            return
        at -= 1
    if not letters or at < 0:
        return
    for prefix, stem in strip_one(words.folds[at]):
        country = stem in vocabulary.side_rif
        if country or stem in vocabulary.sides:
            spot.relation = "rif" if country else "near"
            spot.tied = before
            spot.first, spot.first_prefix = at, prefix
            spot.directions[:] = letters[:2] if not joined or len(letters) != 2 else []
            return


def _tie(words: Words, spot: Spot) -> int | None:
    """The token before ل or من that ties a spot to what stands before it."""
    if spot.first_prefix in _TIED and words.follows(spot.first):
        return spot.first - 1
    before = words.before(spot.first)
    if not spot.first_prefix and before is not None and words.folds[before] in _OF and words.follows(before):
        return before - 1
    return None


def quarters(words: Words, spot: Spot) -> bool:
    """«الأحياء الشرقية لX»: quarters of a town, as precise as the town."""
    return spot.tied is not None and words.folds[spot.first].endswith("الاحياء")


def read_outside(words: Words, spot: Spot) -> None:
    """«خارج مدينة X», where X is no country: beside it."""
    k = words.before(spot.first)
    if k is None or spot.relation or spot.first_prefix or any(row.type == "country" for row, _ in spot.rows):
        return
    for prefix, stem in strip_one(words.folds[k]):
        if stem == "خارج":
            spot.relation, spot.first, spot.first_prefix = "near", k, prefix


def own_names(spots: list[Spot]) -> list[Spot]:
    """The spots without those that were words of another's side («الضفة الغربية لنهر X»); a name in the land that the side would be of
    stays («المنطقة الشرقية من السعودية»), and the side is none."""
    out: list[Spot] = []
    for spot in spots:
        if spot.tied is not None and out and spot.first <= out[-1].i:
            if {row.country for row, _ in out[-1].rows} & {row.country for row, _ in spot.rows if row.type == "country"}:
                spot.relation, (spot.first, spot.first_prefix) = "", spot.tied
                spot.directions.clear()
            else:
                out.pop()
        out.append(spot)
    return out


def of_that_land(words: Words, spots: list[Spot]) -> list[Spot]:
    """The spots without names of the world's tables that go on in the text and are said to lie in another country: «بلدة بون سونديه في
    هايتي» is not Bonn."""
    out: list[Spot] = []
    for spot, land in zip(spots, [*spots[1:], None], strict=False):
        if land is None or any(row.origin == "own" for row, _ in spot.rows) or any(row.type != "country" for row, _ in land.rows):
            out.append(spot)
            continue
        between = words.folds[spot.last : land.first]
        inside = between[-1:] == ["في"] or (land.first_prefix.endswith("ب") and len(between) < 2)
        goes_on = len(between) <= 2 and all(words.follows(k) for k in range(spot.last, land.first + 1))
        if not (inside and goes_on and {row.country for row, _ in spot.rows}.isdisjoint(row.country for row, _ in land.rows)):
            out.append(spot)
    return out


def length_at(words: Words, k: int) -> float | None:
    """The kilometres that token `k` ends telling («60 كم»); None where it tells none."""
    if k < 1 or words.folds[k] not in _KILOMETRES or words.kinds[k - 1] != "number":
        return None
    try:
        return float(words.folds[k - 1].strip("%").replace(",", "").replace("،", ""))
    except ValueError:
        return None


def read_away(words: Words, spot: Spot) -> None:
    """«على بعد 40 كلم من X», «يبعد 5 كلم عن X»: somewhere around the place, so far from it."""
    k = words.before(spot.first)
    if spot.relation or spot.first_prefix or k is None or words.folds[k] not in _FROM:
        return
    km = length_at(words, k - 1)
    if km is not None:
        spot.relation, spot.km, spot.first, spot.first_prefix = "near", km, k - 2, ""
