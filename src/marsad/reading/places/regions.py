"""Places told by a word alone: a part of the country by its direction («في الشمال الشرقي», «المحافظات الجنوبية») where the country is
clear, and a thing told before with its name («قلعة الكرك … القلعة»)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.languages.arabic import Token, fold_key, strip_proclitics
from marsad.model import Mention
from marsad.reading.places.sites import site_word
from marsad.reading.words.wordlists import folded
from marsad.registry.places import Gazetteer
from marsad.registry.places.context import typed
from marsad.registry.places.geometry import combined
from marsad.registry.places.vocabulary import load_vocabulary

__all__ = ["alone", "called_back", "directed", "sided"]

_HEADS = folded("parts_of_land")
_INTO = folded("into_place")
_NOUNS = folded("quarters_of_sky")
_SIDES = frozenset(("الشمال", "الجنوب"))
_INSIDE = frozenset(("في", "وفي", "مناطق", "مدن", "محافظات", "جبهات", "قبائل", "قري", "بلدات", "سكان", "اهالي"))
_PART = re.compile("ms:[a-z]{2}/[a-z]+")
_MARKS = "\"'“”«»‘’()"


def _words(text: str) -> list[str]:
    """The folded words of a place, without the words of nearness before it, its first without proclitics."""
    words = [fold_key(word.strip(_MARKS)) for word in text.split()]
    while len(words) > 1 and words[0] in _INTO:
        words = words[1:]
    return words


def _bare(word: str) -> str | None:
    """A word that has the article, without it and the proclitics; None for any other."""
    return next((stem for pro, stem in strip_proclitics(word) if pro.endswith(("ال", "لل"))), None)


def alone(text: str, tokens: Sequence[Token], mentions: Sequence[Mention], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """Mentions of no id of such words where a place stands («في الشمال», «قرب الثكنة», «المحافظات الجنوبية») and none is told yet."""
    directions = load_vocabulary().directions
    named = {word for m in mentions if m.type == "place" and " " in m.text for word in _words(m.text)[:1]}
    sites = {"ال" + word.lstrip("وبل") for word in named if site_word(word)}
    out: list[Mention] = []
    for i, token in enumerate(tokens):
        if token.kind != "word" or not i or i + 1 >= len(tokens):
            continue
        if not (token.fold in _NOUNS or token.fold in _HEADS or token.fold in sites):
            continue
        before, after = tokens[i - 1].fold, tokens[i + 1]
        last = token
        if token.fold in sites:
            if before not in _INTO or (after.kind == "word" and after.fold.startswith("ال")) or after.kind == "number":
                continue
        elif token.fold in _HEADS:
            if after.fold not in directions or not after.fold.startswith("ال"):
                continue
            last = after
        else:
            if before not in _INSIDE or (token.fold not in _SIDES and after.fold not in directions):
                continue  # «في الغرب» is no part of a land
            last = after if after.fold in directions and after.fold.startswith("ال") and after.fold != "الاوسط" else token
            if last is token and after.kind == "word" and after.fold.startswith("ال"):
                continue
        if not any(token.start < end and start < last.end for start, end in taken):
            out.append(Mention(text[token.start : last.end], token.start, last.end, None, "place", 2))
    return out


def called_back(place: Mention, named: Sequence[Mention]) -> Mention | None:
    """The place as the last one told before it whose name begins with its word: «القلعة», «داخل القلعة الأثرية»; None without any."""
    words = _words(place.text)
    stem = _bare(words[0]) if words and len(words) <= 2 else None
    several = typed(load_vocabulary(), stem) if stem else None
    side = bool(words) and words[0] in _NOUNS
    if stem is None or (several is not None and several[0].number > 1):
        return None  # «المدن» are not those of «مدن الأنبار»
    for other in reversed(named):
        if other.start >= place.start:
            continue
        name = _words(other.text)
        if side and not _of_land(other):
            continue  # «جنوب تعز» is not the South
        if len(name) > 1 and (stem in (name[0], name[0][1:]) or (side and words[0] == name[0])) and (len(words) == 1 or words[1] in name):
            return replace(place, id=other.id, country=other.country, admin1=other.admin1, lat=other.lat, lon=other.lon,
                           precision=other.precision)
    return None


def _of_land(place: Mention) -> bool:
    return place.id is not None and _PART.fullmatch(place.id) is not None


def sided(words: Sequence[str]) -> bool:
    """Whether the folded words of a place are but a direction: «الجنوب», «الشمال الشرقي»."""
    return words[0] in _NOUNS


def directed(text: str, place: Mention, land: str, gazetteer: Gazetteer) -> Mention | None:
    """The place as a part of `land` where it is told by its direction alone; None where it is not, or where no land is clear."""
    words = _words(place.text)
    directions = load_vocabulary().directions
    headed = bool(words) and words[0] in _HEADS
    parts = words[1:] if headed else words
    if not parts or not land or not gazetteer.knows(f"ms:{land.lower()}") or (not headed and parts[0] not in _NOUNS):
        return None
    stems = [part.removeprefix("ال") for part in parts]
    letters = [directions.get("ال" + stem) or directions.get(stem) for stem in stems]
    behind = text[place.end : place.end + 4]
    if len(parts) > 2 or None in letters or behind == " من " or behind[:2] == " ل":
        return None
    region = gazetteer.get(f"ms:{land.lower()}/{combined([letter for letter in letters if letter])}")
    return replace(place, id=region.id, country=region.country, lat=region.lat, lon=region.lon, precision=region.precision)
