"""Where a place lies that no table knows: in the place named beside it, in the one town or governorate that its sentence speaks of,
else in the one that the whole report speaks of. It takes the country and the area of that holder, and the holder's point with a
coarser precision, unless it stands in that town; where the text speaks of two, it takes only what both share, and nothing where they
share nothing.

It is asked after all choices are made: what chooses never sees a place that was lent to another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from marsad.languages.arabic import Token, fold_key
from marsad.model import Claim, Mention
from marsad.reading.gather import Spot
from marsad.reading.places.nations import by_nation, told_nations, wide
from marsad.reading.places.regions import alone, called_back, directed, sided
from marsad.reading.words.wordlists import folded
from marsad.registry.places import Gazetteer
from marsad.registry.places.goneback import sent_from

__all__ = ["held"]

Span = tuple[int, int]

_LINKS = folded("lies_in")
_BORDERS = folded("border_words")
_URBAN = folded("stands_in_town")
# So many words may stand between a place and its holder («مطعم شعبي صغير في الكرك»), so many letters between the members of a list.
_REACH, _LIST_REACH = 4, 6
# So much of what a report tells must lie in one country, in one governorate, for a place that it leaves open to lie there too.
_ONE_LAND, _ONE_AREA = 0.9, 0.8
# … and so much for the governorate of the sentence before to be that of the next, over no more sentences than these.
_MAIN_AREA, _BACK = 0.4, 2
_HALF = 0.5
_BESIDE = frozenset(("مع", "عن"))
_BODIES = frozenset(("وزاره", "الوزاره", "محكمه"))
_SPREAD = frozenset(("جزيرة العرب", "بلاد الشام"))
_MANY = frozenset("مدن محافظات ولايات اقاليم دول اراضي".split())
_WIDE = ("governorate", "country", "region", "desert", "river", "sea", "border")


@dataclass(frozen=True, slots=True)
class _Holder:
    """A resolved place of the text: its mention and first and last token, the sentence it stands in, whether it is as small as a town,
    whether it is a country."""

    mention: Mention
    first: int
    last: int
    sentence: int
    town: bool
    land: bool


def held(
    text: str,
    tokens: Sequence[Token],
    spans: Sequence[Span],
    marks: dict[str, list[Any]],
    mentions: tuple[Mention, ...],
    claims: Sequence[Claim],
    gazetteer: Gazetteer,
) -> tuple[tuple[Mention, ...], list[Claim]]:
    """The mentions and claims with all places placed that the text places; a claim's place that no mention covers is one where it is
    placed."""
    places = [m for m in mentions if m.type == "place"]
    taken = [(m.start, m.end) for m in places]
    told = frozenset(taken)
    fresh = {(p.start, p.end): p for claim in claims for p in claim.places if (p.start, p.end) not in told}
    added = [p for p in fresh.values() if not any(p.start < end and start < p.end for start, end in taken)]
    told_again = alone(text, tokens, mentions, taken + [(p.start, p.end) for p in added])
    added += told_again
    lost = [p for p in (*places, *fresh.values()) if _lost(p)]
    if not lost and not told_again:
        return mentions if not added else _sorted((*mentions, *added)), list(claims)
    atlas = _Atlas(text, tokens, spans, marks, mentions, gazetteer)
    found: dict[Span, Mention] = {}
    again = {(p.start, p.end) for p in told_again}
    for place in sorted((*lost, *told_again), key=lambda p: p.start):
        span = place.start, place.end
        if place.country is not None:  # the registry tells in what it lies, and no point
            pointed = atlas.placed(place)
            found[span] = pointed if (pointed.country, pointed.admin1) == (place.country, place.admin1) else place
            continue
        border = _border(place)
        meant = None if border else called_back(place, atlas.named) or directed(text, place, atlas.home(place), gazetteer)
        found[span] = meant or (place if span in again else atlas.placed(place))
        if span not in again:
            atlas.name(found[span])
    added = [p for p in added if found.get((p.start, p.end), p).country is not None]
    every = (*mentions, *added)
    out = [found.get((m.start, m.end), m) if m.type == "place" and _lost(m) else m for m in every]
    return _sorted(out), [_settled(claim, found) for claim in claims]


def _border(place: Mention) -> bool:
    return any(fold_key(word).lstrip("وبل") in _BORDERS for word in place.text.split()[:2])


def _lost(place: Mention) -> bool:
    return place.id is None and place.lat is None


def _sorted(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.type)))


def _settled(claim: Claim, found: dict[Span, Mention]) -> Claim:
    places = tuple(found.get((p.start, p.end), p) if _lost(p) else p for p in claim.places)
    return claim if places == claim.places else replace(claim, places=places)


class _Atlas:
    """The resolved places of a report by where they stand."""

    def __init__(self, text: str, tokens: Sequence[Token], spans: Sequence[Span], marks: dict[str, list[Any]],
                 mentions: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self.text, self.tokens, self.gazetteer = text, tokens, gazetteer
        self.starts = [token.start for token in tokens]
        self.opens = [start for start, _ in spans]
        acting = [(party.start, party.end) for party in marks["actor"]]
        relations = {(spot.start, spot.end): spot for spot in marks["place"]}
        self.holders: list[_Holder] = []
        for m in mentions:
            if m.type != "place" or m.country is None or m.id is None or "~" in m.id:
                continue
            spot: Spot | None = relations.get((m.start, m.end))
            if any(start <= m.start and m.end <= end for start, end in acting):
                continue  # «روسيا تقصف …»: who acts is no ground
            if spot is not None and sent_from(text, m.start, m.end, spot.relation):
                continue
            kind = gazetteer.get(m.id.split("/")[0]).type
            town = kind not in _WIDE and m.precision != 3
            first, last = self._token(m.start), self._token(m.end - 1)
            self.holders.append(_Holder(m, first, last, self._sentence(m.start), town, kind == "country"))
        self.named = sorted((m for m in mentions if m.type == "place" and m.country is not None), key=lambda m: m.start)
        self.firsts = [holder.first for holder in self.holders]
        self._whole = self._of_report()
        self.lands = Counter(holder.mention.country for holder in self.holders)
        most = _share([holder.mention.admin1 for holder in self.holders if not holder.land])
        self._main = most[0] if most is not None and most[1] >= _MAIN_AREA else ""

    def _token(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)

    def _sentence(self, at: int) -> int:
        return bisect_right(self.opens, at) - 1

    def name(self, place: Mention) -> None:
        """Let a place that was placed be gone back to."""
        if place.country is not None:
            insort(self.named, place, key=lambda m: m.start)

    def home(self, place: Mention) -> str:
        """The one country that the report speaks of, or else the sentence; "" where there are two."""
        whole = _lands(self._whole)
        here = _lands([holder for holder in self.holders if holder.sentence == self._sentence(place.start)])
        if here and whole and not here <= whole:
            return ""
        if not whole and any(self.lands[land] < _HALF * max(self.lands.values()) for land in here):
            return ""  # one that the report names in passing
        lands = here or whole
        return next(iter(lands)) or "" if len(lands) == 1 else ""

    def placed(self, place: Mention) -> Mention:
        """The place with what the text says of where it lies."""
        words = [fold_key(word) for word in place.text.split()]
        if _border(place) or _BODIES & {words[0], words[0][1:]} or (len(words) == 1 and words[0].endswith("نا")) or place.text in _SPREAD:
            return place  # a border lies in two countries, a ministry and «بلادنا» are no spot
        first, last = self._token(place.start), self._token(place.end - 1)
        beside = self._within(place) or self._behind(last) or self._ahead(first)
        nations = told_nations(words, self.tokens, last, self.gazetteer)
        if beside is not None and not (beside.land and nations and {beside.mention.country} != nations):
            return _lent(place, [beside])
        lent = place if wide(words, lone=False) or sided(words) else self._around(place, last)
        if wide(words, lone=True):
            lent = replace(place, country=lent.country)
        land = by_nation(words, nations)
        if land is not None and lent.country != land:
            return replace(place, country=land)  # «مدينة كذا الهولندية»
        if words[0].lstrip("وبل").removeprefix("ال") in _MANY or place.text.endswith("ها"):
            lent = replace(place, country=lent.country)  # «المدن الرئيسية», «أراضيها» spread over a land
        return place if nations and {lent.country} != nations else lent  # «وزارة الداخلية السعودية» in a report on Syria

    def _around(self, place: Mention, last: int) -> Mention:
        """The place as its sentence, the sentence before or the whole report places it."""
        sentence = self._sentence(place.start)
        here = [holder for holder in self.holders if holder.sentence == sentence and not self._apart(holder, last)]
        near = [holder for holder in here if not holder.land]
        if len(_lands(near)) > 1:
            near = [holder for holder in near if holder.mention.country in _lands(self._whole)]
        if near and self._whole and not _lands(near) <= _lands(self._whole):
            return place  # one land is named most, another only here
        if near:
            return _lent(place, near, point=any(not self._mate(holder, place) for holder in near))
        setting = self._setting(sentence)
        if setting and _lands(here) <= _lands(setting):
            return _lent(place, setting, point=False)
        if self._whole and _lands(here) <= _lands(self._whole):
            return _lent(place, self._whole, point=False)
        return _lent(place, here) if here else place

    def _apart(self, holder: _Holder, last: int) -> bool:
        """Whether a place of the sentence is told beside another and holds nothing: «الحدودية مع كركوك», the second of two bases."""
        before = self.tokens[holder.first - 1].fold if holder.first else ""
        return before in _BESIDE or (holder.first == last + 1 and self.text[self.tokens[last].end : holder.mention.start] == " و")

    def _mate(self, holder: _Holder, place: Mention) -> bool:
        """Whether a place stands in one list with another: they lie near each other, and neither in the other."""
        one, other = sorted((holder.mention, place), key=lambda m: m.start)
        return self.text[one.end : other.start].strip(' "»«،') in ("", "و") and other.start - one.end < _LIST_REACH

    def _setting(self, sentence: int) -> list[_Holder]:
        """The holders of the nearest sentence told just before, where the report names their governorate most."""
        for back in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
            near = [holder for holder in self.holders if holder.sentence == back and not holder.land]
            if near:
                areas = {holder.mention.admin1 for holder in near}
                return near if areas == {self._main} else []
        return []

    def _within(self, place: Mention) -> _Holder | None:
        """«مستشفى تعز العام»: a holder named in the phrase itself."""
        return next((h for h in self.holders if place.start <= h.mention.start and h.mention.end <= place.end), None)

    def _behind(self, last: int) -> _Holder | None:
        """«قرية كذا بمحافظة لحج», «مطعم شعبي في الكرك»: the place named right behind it as where it lies."""
        at = bisect_right(self.firsts, last)
        if at >= len(self.holders):
            return None
        holder = self.holders[at]
        between = self.tokens[last + 1 : holder.first]
        words = [token.fold for token in between if token.kind == "word"]
        if len(words) > _REACH or any(token.kind != "word" and token.kind != "quote" and token.fold not in "()" for token in between):
            return None
        tied = self.text[holder.mention.start - 1] in "بل" and not self.text[holder.mention.start - 2].isalpha()
        if not words:
            return holder if tied or self.text[self.tokens[last].end : holder.mention.start].strip(' "»”\'’)') == "" else None
        linked = tied or words[-1] in _LINKS
        return holder if linked and all(word in _LINKS or _adjective(word) for word in words) else None

    def _ahead(self, first: int) -> _Holder | None:
        """«مدينة تعز حي المسبح»: the town named right before it."""
        at = bisect_left(self.firsts, first) - 1
        if at < 0:
            return None
        holder = self.holders[at]
        return holder if holder.town and self.text[holder.mention.end : self.tokens[first].start] == " " else None

    def _of_report(self) -> list[_Holder]:
        """What the whole report speaks of: holders of its one governorate, else of its one country, else none."""
        near = [holder for holder in self.holders if not holder.land]
        land = _share([holder.mention.country for holder in self.holders])
        if land is None or land[1] < _ONE_LAND:
            return []
        mine = [holder for holder in near if holder.mention.country == land[0]]
        area = _share([holder.mention.admin1 for holder in mine])
        if area is not None and area[1] >= _ONE_AREA:
            return [holder for holder in mine if holder.mention.admin1 == area[0]]
        return [holder for holder in self.holders if holder.mention.country == land[0]]


def _share(values: Sequence[str | None]) -> tuple[str, float] | None:
    """The value most told, with its share; none among none."""
    if not values:
        return None
    counts: dict[str, int] = {}
    for value in values:
        counts[value or ""] = counts.get(value or "", 0) + 1
    top = min(counts, key=lambda value: (-counts[value], value))
    return (top, counts[top] / len(values)) if top else None


def _lands(holders: Sequence[_Holder]) -> set[str | None]:
    return {holder.mention.country for holder in holders}


def _adjective(word: str) -> bool:
    return word.startswith("ال") or word.endswith(("ي", "يه"))


def _lent(place: Mention, holders: Sequence[_Holder], point: bool = True) -> Mention:
    """The place with the country and the area that all holders share, and the point of the only one of them."""
    lands = {holder.mention.country for holder in holders}
    if len(lands) != 1:
        return place
    areas = {holder.mention.admin1 for holder in holders}
    area = areas.pop() if len(areas) == 1 else None
    place = replace(place, country=holders[0].mention.country, admin1=area)
    spots = {holder.mention.id: holder for holder in holders if holder.town} or {h.mention.id: h for h in holders}
    only = next(iter(spots.values()))
    if not point or area is None or len(spots) > 1 or only.land or only.mention.lat is None:
        return place
    urban = fold_key(place.text.split()[0]).removeprefix("ال") in _URBAN
    precision = max((1 if urban else 2) if only.town else 3, place.precision or 1, only.mention.precision or 1)
    return replace(place, lat=only.mention.lat, lon=only.mention.lon, precision=precision)
