"""What a word of saying makes of news and of calls: news that is denied did not happen, a protest that is called for is to come."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.languages.arabic import fold_key
from marsad.model import Feature
from marsad.reading.attribution.lexicon import bare
from marsad.reading.attribution.model import Attribution, Sourced
from marsad.reading.words.wordlists import folded

__all__ = ["called", "charged", "denies_news", "without_denied_news"]

_NEWS = folded("denied_news")
_SPREAD = folded("spread")
_COMMAS = frozenset({"،", ",", "؛", ".", ":"})
_CHARGES = frozenset("الاتهامات اتهامات اتهام باتهام باتهامات".split())
_SUBJECT = 8  # words of who denies, before the news
_FAR = 24


def _news_at(words: Sequence[str]) -> int:
    """Where the news stands that somebody denies, -1 where it is no news: «الأنباء التي», «صحة التقارير», «ما تناقلته وسائل إعلام»."""
    for at, word in enumerate(words[:_SUBJECT]):
        if word in _COMMAS:
            return -1
        if bare(word) in _NEWS or (word == "ما" and at + 1 < len(words) and words[at + 1] in _SPREAD):
            return at
    return -1


def denies_news(words: Sequence[str]) -> bool:
    """Whether the words between a verb of denying and an act tell that news of the act is denied."""
    at = _news_at(words)
    return at >= 0 and len(words) <= _FAR and not any(word in _COMMAS for word in words[at:])


def called(kind: str, before: Sequence[str], said: Attribution, hint: str | None) -> str | None:
    """What the saying lends to an act: a protest that somebody calls for («دعت المعارضة إلى مظاهرات») is planned."""
    if said.verb != "call":
        return hint
    return "planned" if kind == "protest" and "الي" in before else None


def charged(kind: str, near: Sequence[str], sourced: Sourced | None) -> tuple[str, tuple[Feature, ...]]:
    """An act behind a word of accusing («تبادل الطرفان الاتهامات بخرق الهدنة») is alleged, unless the accusation is denied or both fought
    («الاتهامات ببدء اشتباكات»); any other is asserted."""
    denied = sourced is not None and sourced.attribution is not None and sourced.attribution.verb == "deny"
    found = next((word for word in near if word in _CHARGES), "")
    return ("alleged", (Feature("modality-accusation", 0.0, found),)) if found and not denied and kind != "clash" else ("asserted", ())


def without_denied_news(made: Sequence[Attribution]) -> list[Attribution]:
    """`made`, those through which only denied news was told («نفى الجيش الأنباء التي تحدثت عن …») covering nothing: who denies speaks."""
    denied = [item for item in made if item.verb == "deny"]
    out = []
    for item in made:
        first = bare(fold_key(item.source.text).split()[0]) if item.source is not None and item.source.text.split() else ""
        hollow = first in _NEWS and any(
            low <= item.cue[0] < high and other.cue[1] <= item.source.start < item.cue[0]
            for other in denied
            if item.source is not None
            for low, high in other.scope
        )
        out.append(Attribution(item.source, item.via, item.cue, item.verb, item.direct, (), item.times) if hollow else item)
    return out
