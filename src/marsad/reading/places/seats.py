"""Whether the name of a country or capital stands for the place or for its state: «في سورية», «شهدت بغداد هجمات», «قصفت روسيا كييف»."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.languages.arabic import fold_key
from marsad.reading.words.wordlists import folded
from marsad.registry.matching import ActorHit

__all__ = ["across", "located", "struck"]

_LOCATIVE = folded("locative", "written")
_WITNESSING = folded("witnessing")
_HAPPENING = folded("happening")
_SHAKING = folded("shaking")
_STRIKING = folded("striking")
_ATTACKS = folded("attacks_suffered")
_BORDERING = folded("bordering")
_FALLING = folded("falling")
_DONE_BEFORE = frozenset(("قد", "كان", "كانت", "كانوا", "التي", "الذي", "الذين"))
_QUOTED = frozenset(("IL",))
"""Countries whose name some papers put between brackets to keep it at a distance."""
_NEAR = 40
"""Letters before a name in which its verb is looked for."""


def located(text: str, hit: ActorHit) -> bool:
    """Whether a country's or capital's name stands for the place."""
    if text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] == ")" and hit.country not in _QUOTED:
        return True  # «مقديشو (الصومال)»
    before = list(map(fold_key, text[max(0, hit.start - _NEAR) : hit.start].split()))
    if any("حدود" in word for word in before[-3:]) or (before and before[-1] in _BORDERING):
        return True
    if text[hit.start - 1 : hit.start] == "ب" and hit.how in ("country", "capital"):
        return True
    if hit.how == "capital" and before and (_stem(before[-1]) in _HAPPENING or _bare(before[-1]) in _FALLING):
        return True
    if hit.how == "capital" and any(word.endswith("لعاصمه") for word in before[-2:]):
        return True  # «في العاصمة الأفغانية كابل»
    return bool(before) and (before[-1].lstrip("و") in _LOCATIVE or _witnesses(before))


def across(text: str, start: int) -> bool:
    """Whether the place at `start` is what another borders on («البلدة الحدودية مع تايلاند»): whose army acts it does not say."""
    if text[start - 4 : start] == " مع ":
        start -= 4
    elif text[start - 1 : start] != "ل":
        return False
    before = text[max(0, start - _NEAR) : start - (text[start - 1 : start] == "ل")].split()
    return bool(before) and fold_key(before[-1]) in _BORDERING


def _witnesses(before: Sequence[str]) -> bool:
    """Whether the words before a name tell that something happened there: «شهدت بغداد هجمات», «هز انفجار عنيف كابول»."""
    verbs = [_bare(word) for word in before[-3:]]
    return verbs[-1] in _WITNESSING or not _SHAKING.isdisjoint(verbs[:-1])


def struck(text: str, hit: ActorHit, last: ActorHit | None) -> bool:
    """Whether a capital is what a verb strikes, not who strikes: its subject stands between («قصفت القوات الروسية كييف», `last`), or an
    attack before it («هجمات استهدفت بغداد»)."""
    if hit.how != "capital":
        return False
    if last is not None and last.end < hit.start <= last.end + _NEAR:
        verbs = [_bare(fold_key(word)) for word in text[last.end : hit.start].split()]
        if [word in _STRIKING for word in verbs if word not in _DONE_BEFORE] == [True]:
            return True  # «القسام تقصف تل أبيب», «كانت الحركة قد دخلت كابول»
    subject = last is not None and last.end <= hit.start and not text[last.end : hit.start].strip(" «»\"")
    end = last.start if last is not None and subject else hit.start
    before = [_bare(fold_key(word)) for word in text[max(0, end - _NEAR) : end].split()]
    if not before or before[-1] not in _STRIKING:
        return False
    return subject or any(word.removeprefix("ال") in _ATTACKS for word in before[-4:-1])


def _stem(fold: str) -> str:
    """A word without a conjunction and a preposition that is glued to it («وبتفجير»)."""
    fold = _bare(fold)
    return fold[1:] if fold[:1] in "بلك" and fold[1:] in _HAPPENING else fold


def _bare(fold: str) -> str:
    return fold.removeprefix("و") if len(fold) > 2 else fold
