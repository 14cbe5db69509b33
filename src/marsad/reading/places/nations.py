"""The nation that a place which no table knows is told with: «مدينة كذا الهولندية», «مطار تايوان»; and what is too wide to lie where its
neighbours in the report do."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.languages.arabic import Token, strip_proclitics
from marsad.reading.words.wordlists import folded
from marsad.registry.places import Gazetteer
from marsad.registry.places.vocabulary import load_vocabulary

__all__ = ["by_nation", "told_nations", "wide"]

_FINANCE = frozenset(("الماليه", "ماليه"))  # «مبنى المالية» is no building of Mali's
_ABROAD = frozenset("سفاره قنصليه قاعده معسكر ثكنه ثكنات قوات".split())  # what a nation has in other lands
_GROUND = folded("grounds_of_land")
_WIDE = frozenset("محافظه ولايه اقليم مقاطعه دوله جمهوريه خليج بحر".split())
_LONE = frozenset(("مدينه",))


def _is(word: str, heads: frozenset[str]) -> bool:
    """Whether a word, its proclitics off or not, is one of `heads`."""
    return any(stem in heads for _, stem in strip_proclitics(word))


def told_nations(words: Sequence[str], tokens: Sequence[Token], last: int, gazetteer: Gazetteer) -> set[str]:
    """The codes of the nations that a place's folded words and those right behind it tell."""
    if _is(words[0], _ABROAD):
        return set()
    adjectives = load_vocabulary().nationalities
    behind = [token.fold for token in tokens[last + 1 : last + 3]]
    if len(behind) > 1 and not (behind[0].startswith("ال") and behind[0].endswith("ه") and behind[1].endswith("ه")):
        behind = behind[:1]  # «قاعدة كذا الجوية الإيطالية»
    told = {adjectives.get(word, "")[3:].upper() for word in (*words, *behind) if word not in _FINANCE} - {""}
    if len(words) > 1 and _is(words[0], _GROUND):
        named = [place for place in gazetteer.lookup(" ".join(words[1:])) if (place.id or "").startswith("ms:")]
        lands = {place.country for place in named}  # «مطار عمان» is of two
        told |= {land for land in lands if land} if len(lands) == 1 and any(place.type == "country" for place in named) else set()
    return told


def by_nation(words: Sequence[str], nations: set[str]) -> str | None:
    """The country of a place that lies in the one nation told with it, for towns, provinces and grounds; None for what may lie abroad."""
    return next(iter(nations)) if len(nations) == 1 and _is(words[0], _GROUND) else None


def wide(words: Sequence[str], lone: bool) -> bool:
    """Whether a place is a province or a sea, or a town (`lone`), which do not lie in those that the report names beside it."""
    heads = _LONE if lone else _WIDE
    return len(words) > 1 and (words[0] in heads or words[0][1:] in heads)
