"""Places told by other places of the report: stretches between two of them, and words that go back to one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.languages.arabic.folding import fold_key
from marsad.model import Feature, Place
from marsad.registry.places.context import direction_of, read_context
from marsad.registry.places.derived import stretch_id
from marsad.registry.places.goneback import GOES_BACK, LIKE, aside, sent_from, taken_up, type_word
from marsad.registry.places.hits import PlaceHit
from marsad.registry.places.lands import home_of
from marsad.registry.places.large import at_large
from marsad.registry.places.locating import IN_TOWN
from marsad.registry.places.record import GOVERNED_TOWNS, SETTLED
from marsad.registry.places.scan import Spot, Words
from marsad.registry.places.sides import quarters
from marsad.registry.places.vocabulary import Vocabulary, goes_back, heads_stretch, strip_one

if TYPE_CHECKING:
    from marsad.registry.places.gazetteer import Gazetteer

# A stretch's ends stand no more tokens apart than this.
_REACH = 14


def stretches(gazetteer: Gazetteer, words: Words, hits: list[PlaceHit], vocabulary: Vocabulary) -> Iterator[PlaceHit]:
    """«طريق A – B», «الطريق الرابط بين A وB», «المنطقة الممتدة من A … حتى B». Hits in order of start."""
    if not any(map(heads_stretch, words.folds)):
        return
    token_at = {token.start: number for number, token in enumerate(words.tokens)}
    firsts = []
    for hit in hits:
        number = token_at.get(hit.start)
        back = 1
        while number is None and back < 4:
            number, back = token_at.get(hit.start - back), back + 1
        firsts.append(number)
    for number, (a, first) in enumerate(zip(hits, firsts, strict=True)):
        head = None if first is None else _head(words, first, vocabulary)
        if head is None or first is None or a.id is None or (head == first and a.relation in ("near", "rif")):
            continue  # «المنطقة الشرقية لX» is a side of X
        end = max((n for n, token in enumerate(words.tokens[first : first + 12], first) if token.start < a.end), default=first)
        open_end = any(words.folds[k].startswith("الممتد") for k in range(head, first))
        for other in range(number + 1, min(number + (4 if open_end else 2), len(hits))):
            b, second = hits[other], firsts[other]
            if (second is None or b.id is None or a.id == b.id or b.start < a.end
                    or (second == end + 1 and b.relation)  # «محور X غرب Y»: where it lies, not its other end
                    or not _joined(words, end, second, vocabulary, open_end)):
                continue
            place = _stretch_place(gazetteer, a, b)
            start, stop = words.start(head, _prefix(words, head, vocabulary)), b.end
            yield PlaceHit(words.text[start:stop], start, stop, place.id, "road", "stretch", 2, place.lat, place.lon,
                           place.radius_km, place.country, place.admin1, start, stop, 1.0,
                           (Feature("stretch", 1.0, f"{a.id} {b.id}"),))
            break


def _stretch_place(gazetteer: Gazetteer, a: PlaceHit, b: PlaceHit) -> Place:
    one, other = (_town(gazetteer, hit.id.split("/")[0], hit) if hit.id else "" for hit in (a, b))
    return gazetteer.get(stretch_id(one, other))


def _town(gazetteer: Gazetteer, ident: str, hit: PlaceHit) -> str:
    """The town that a governorate named without more is called after, the governorate itself where there is none: roads end in towns."""
    if hit.type != "governorate" or hit.head_start != hit.start:
        return ident
    named = gazetteer.get(ident).name_ar
    towns = (place for place in gazetteer.lookup(named) if place.type == "city" and place.country == hit.country)
    return next((town.id for town in towns if town.id and town.name_ar == named), ident)


def _prefix(words: Words, at: int, vocabulary: Vocabulary) -> str:
    return next((prefix for prefix, stem in strip_one(words.folds[at]) if stem in vocabulary.stretch["heads"]), "")


def _head(words: Words, first: int, vocabulary: Vocabulary) -> int | None:
    """The token of «طريق» or «المنطقة» before a stretch's first end, with nothing but linking words between."""
    if any(stem in vocabulary.stretch["heads"] for _, stem in strip_one(words.folds[first])):
        return first
    k = first - 1
    while k >= max(0, first - 6) and words.kinds[k] == "word":
        if any(stem in vocabulary.stretch["heads"] for _, stem in strip_one(words.folds[k])):
            area = words.folds[k].endswith(("منطقه", "مناطق"))
            return None if area and not any(words.folds[m].startswith("الممتد") for m in range(k, first)) else k
        if words.folds[k] not in vocabulary.stretch["links"]:
            return None
        k -= 1
    return None


def _joined(words: Words, end: int, second: int, vocabulary: Vocabulary, open_end: bool) -> bool:
    between = words.folds[end + 1 : second]
    if len(between) > _REACH or any(fold in (".", "؟", "!") for fold in between):
        return False
    if not between:
        return True
    if all(fold in vocabulary.stretch["between"] for fold in between):
        return True
    return open_end and between[-1] in ("حتي", "الي", "وحتي", "وصولا")


_APART = frozenset({"direction", "near", "distance"})
_TOLD_REACH = 12
"""Characters between a place and the words that tell where it lies."""
# «المنطقة» goes back so many characters at the most; farther off it is the region in which the report moves.
_AREA_REACH = 400
# And to a place abroad only next to it: farther off it is the part of the world that a speaker abroad means.
_FOREIGN_REACH = 120


def anaphors(gazetteer: Gazetteer, words: Words, hits: list[PlaceHit], covered: list[bool],
             vocabulary: Vocabulary) -> Iterator[PlaceHit]:
    """«المدينة», «جنوب شرق المحافظة», «البلاد», «ريفها», «مطارها»: with the id of the place they go back to."""
    home = home_of(hits)
    for at in range(len(words)):
        if not goes_back(words.folds[at]) or covered[at] or words.kinds[at] != "word":
            continue
        for prefix, stem in strip_one(words.folds[at]):
            place = _antecedent(gazetteer, words, at, stem, hits, home, vocabulary)
            if place is None:
                continue
            spot = Spot(at, at + 1, prefix, "", (), at, prefix, at + 1)
            if stem.startswith("ال"):
                read_context(words, spot, vocabulary)
            if isinstance(place, Place):
                yield _back_to(gazetteer, words, spot, place)
            elif spot.relation or spot.tied:
                break  # «شمال القرية» of a village that no table knows
            else:
                start, end = words.start(spot.first, spot.first_prefix), words.tokens[spot.last - 1].end
                why = (Feature(GOES_BACK, float(place.start), place.text),)
                yield replace(place, text=words.text[start:end], start=start, end=end, relation="anaphor",
                              head_start=words.start(spot.i, spot.prefix), head_end=words.tokens[spot.j - 1].end, features=why)
            covered[spot.first : spot.last] = [True] * (spot.last - spot.first)
            break


def _first_word(hit: PlaceHit) -> str:
    return fold_key(hit.text.split()[0])


def _antecedent(gazetteer: Gazetteer, words: Words, at: int, stem: str, hits: list[PlaceHit], home: str | None,
                vocabulary: Vocabulary) -> Place | PlaceHit | None:
    if stem not in vocabulary.backward:
        return None
    if words.follows(at + 1) and words.folds[at + 1].startswith("علي"):
        return None  # «للمحافظة على», «القضاء عليه»
    if at_large(words, at, stem, vocabulary):
        return None
    here = words.tokens[at].start
    before = [hit for hit in hits if hit.start < here and hit.id and "~" not in hit.id]
    if words.follows(at + 1) and words.folds[at + 1] in vocabulary.nationalities:
        return None
    if stem in vocabulary.home:
        return gazetteer.get(f"ms:{home.lower()}") if home and gazetteer.knows(f"ms:{home.lower()}") else None
    if stem in vocabulary.kingdom:
        land = _kingdom(words, hits, vocabulary)
        return gazetteer.get(f"ms:{land.lower()}") if land else None
    if stem in vocabulary.capital:
        if words.follows(at + 1) and words.folds[at + 1] in vocabulary.no_seat:
            return None
        return gazetteer.get(vocabulary.capitals[home]) if home in vocabulary.capitals else None
    if stem in vocabulary.strip:
        return gazetteer.get("ms:ps-gaza-strip-gov") if any(hit.country == "PS" for hit in before) else None
    if stem in vocabulary.possessed:
        return _possessed(gazetteer, vocabulary.possessed[stem], before)
    name = vocabulary.anaphora.get(stem)
    if name is None:
        return None
    if name == "city":
        behind = next((hit for hit in hits if here < hit.start <= here + _NAMED_AFTER and hit.id and hit.relation == ""), None)
        if behind is not None and behind.type in ("city", "town") and _IN.fullmatch(words.text, words.tokens[at].end, behind.start):
            return gazetteer.get((behind.id or "").split("/")[0])  # «المدينة القديمة في الرقة»
    kinds = next(word.types for word in vocabulary.types.values() if word.name == name)
    told = [hit for hit in hits if hit.start < here and (hit.id is None or "~" not in hit.id)]
    meant = taken_up(words, stem, name, told, here, vocabulary)
    late = None if meant is None else meant[0] if meant[0].id is None else gazetteer.get(meant[0].id.split("/")[0])
    if meant is not None and meant[1]:
        return late
    if stem in vocabulary.strict:
        return late
    if name in LIKE:
        before = [hit for hit in before if not type_word(hit, words.text)]
    elif name == "area":
        before = [hit for hit in before if here - hit.end <= (_AREA_REACH if hit.country == home else _FOREIGN_REACH)
                  and hit.id not in vocabulary.capitals.values()]
    # «بلدة برقين غرب جنين … البلدة»: a place that only tells where another lies is gone back to last, but for where it was sent from.
    ranked: tuple[list[PlaceHit], list[PlaceHit], list[PlaceHit]] = ([], [], [])
    for hit in before:
        told_by = _only_tells(hit, hits) or aside(words, hit, vocabulary)
        ranked[2 if sent_from(words.text, hit.start, hit.end, hit.relation) else 1 if told_by else 0].append(hit)
    lands = {hit.country for hit in hits if hit.country and hit not in ranked[2]}
    ranked[2][:] = [hit for hit in ranked[2] if lands <= {hit.country}]
    if name == "governorate" and home in GOVERNED_TOWNS:
        called = next((hit for hit in reversed(ranked[0]) if hit.type in SETTLED and _first_word(hit) == "محافظه"), None)
        if called is not None:
            return gazetteer.get((called.id or "").split("/")[0])  # «محافظة الجبيل … المحافظة»
    for hit in (hit for rank in ranked for hit in reversed(rank)):
        place = gazetteer.get((hit.id or "").split("/")[0])
        if place.type in kinds and place.type != "country":
            return place
        if name == "city" and place.type == "governorate" and hit.relation == "direction" and hit.text.split()[0] not in _AREAS:
            town = next((p for p in gazetteer.lookup(place.name_ar) if p.type == "city" and p.country == place.country), None)
            if town is not None:
                return town  # «حي المشلب شرق الرقة … المدينة»
        if name == "governorate":
            above = next((p for p in gazetteer.ancestors(place.id or "") if p.type == "governorate"), None)
            if above is not None:
                return above
    return late


_NAMED_AFTER = 24
_IN = re.compile(r" (?:ال\w+ )?(?:في |ب|من )?")
_AREAS = frozenset(("محافظة", "ولاية", "إقليم"))


def _only_tells(hit: PlaceHit, hits: list[PlaceHit]) -> bool:
    """Whether a place only tells where another town or village lies; «حي المشلب شرق الرقة» is a part of الرقة itself."""
    if hit.relation not in _APART:
        return False
    other = next((one for one in reversed(hits) if one.end <= hit.start and hit.start - one.end <= _TOLD_REACH), None)
    return other is not None and other.type not in IN_TOWN


def _kingdom(words: Words, hits: list[PlaceHit], vocabulary: Vocabulary) -> str:
    """The kingdom that a report speaks of: the one that its places and nationalities name most, "" where they name none."""
    lands = Counter(hit.country for hit in hits if hit.country in vocabulary.kingdoms)
    for fold in words.folds:
        land = vocabulary.nationalities.get(fold, "")[3:].upper()
        if land in vocabulary.kingdoms:
            lands[land] += 1
    return min(lands, key=lambda land: (-lands[land], land or "")) or "" if lands else ""


def _possessed(gazetteer: Gazetteer, what: str, before: list[PlaceHit]) -> Place | None:
    for hit in reversed(before):
        place = gazetteer.get((hit.id or "").split("/")[0])
        if place.type not in SETTLED and place.type != "governorate":
            continue
        if what == "rif":
            above = next((p for p in (place, *gazetteer.ancestors(place.id or ""))
                          if p.type == "governorate" and p.name_ar == place.name_ar), place)
            return gazetteer.get(f"{above.id}/rif")
        if what == "airport":
            return next((p for p in gazetteer.lookup(f"مطار {place.name_ar}") if p.type == "airport"), None)
        return place
    return None


def _back_to(gazetteer: Gazetteer, words: Words, spot: Spot, place: Place) -> PlaceHit:
    direction = direction_of(spot)
    if direction and place.id:
        place = gazetteer.get(f"{place.id}/{direction}")
    start, end = words.start(spot.first, spot.first_prefix), words.tokens[spot.last - 1].end
    precision = place.precision
    if spot.relation == "near" and precision == 1:
        precision = 2
    if quarters(words, spot) and precision == 2:
        precision = 1
    head = words.start(spot.i, spot.prefix)
    relation = "near" if spot.tied else "anaphor"
    return PlaceHit(words.text[start:end], start, end, place.id, place.type, relation, precision, place.lat, place.lon,
                    place.radius_km, place.country, place.admin1, head, words.tokens[spot.j - 1].end, 1.0,
                    (Feature("anaphor", 1.0, place.id or ""),))
