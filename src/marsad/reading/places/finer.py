"""The finer place that a report told of the same act, where a claim takes over a region or a country: «كمين في شمال شرق نيجيريا»,
«وقع الكمين قرب قرية واجيركو», «وقتل في الكمين جنديان» tells of the village in the north-east."""

from __future__ import annotations

from marsad.model import Mention
from marsad.reading.choice import related
from marsad.reading.claims.draft import Draft
from marsad.reading.places.ground import Ground, key_of, sort_of
from marsad.reading.words.sentence import Sentence

__all__ = ["finer_told"]

_COARSE = ("country", "part", "p3")
_FINE = ("p1", "p2")
_BACK = 8
"""Claims to go back for one of the same act."""
_BREATH = 2
"""Words between a place and the one it is said to lie in."""
_WHERE = ("في", "ب", "قرب", "علي", "gen", "")
_ACTS = frozenset(
    "clash airstrike shelling bombing killing casualties abduction destruction responsibility arrest seizure".split()
)


def finer_told(ground: Ground, sentence: Sentence, draft: Draft, chosen: list[Mention]) -> list[Mention]:
    """`chosen`, a region of another sentence, behind the one finer place in it that acts were told at, or that of the last act of the
    same kind; else `chosen` as it is."""
    if draft.kind not in _ACTS or not chosen or any(sort_of(place) not in _COARSE for place in chosen):
        return chosen
    region = chosen[0]
    at = next((site.at for site in reversed(ground.of.get(key_of(region), ())) if site.mention.start == region.start), sentence.index)
    if at >= sentence.index:
        return chosen
    n = ground.story.order.get(id(draft), 0)
    told = [earlier for _, earlier in ground.story.items[max(0, n - _BACK) : n] if earlier.places]
    told = [earlier for earlier in told if sort_of(earlier.places[0]) in _FINE and _within(earlier.places[0], region)]
    if told:
        if len({key_of(earlier.places[0]) for earlier in told}) > 1:
            told = [earlier for earlier in told if _same_act(earlier, draft)]
        return [told[-1].places[0], region] if told else chosen
    named = _named_since(ground, at, sentence.index, region)
    return [named, region] if named is not None else chosen


def _named_since(ground: Ground, first: int, last: int, region: Mention) -> Mention | None:
    """The only place in a region that sentences `first` to `last` name as a place where something was, the finest of its breath."""
    found: dict[str, Mention] = {}
    for at in range(first, last):
        here = [site for site in ground.here.get(at, ()) if site.how == "named"]
        for site in here:
            inner = any(0 < site.arg.first - other.arg.last <= _BREATH for other in here)
            told = site.arg.prep in _WHERE and not site.reference and not site.passing
            if told and not inner and site.sort in _FINE and _within(site.mention, region):
                found.setdefault(site.key, site.mention)
    return next(iter(found.values())) if len(found) == 1 else None


def _same_act(earlier: Draft, draft: Draft) -> bool:
    ties = related(earlier, draft, places=False)
    return ("same-kind" in ties or "blame" in ties) and "other-party" not in ties


def _within(fine: Mention, region: Mention) -> bool:
    """Whether a place lies in a region, as far as their countries and provinces tell."""
    if not fine.country or fine.country != region.country or fine.id == region.id:
        return False
    return sort_of(region) != "p3" or not region.admin1 or region.admin1 == fine.admin1
