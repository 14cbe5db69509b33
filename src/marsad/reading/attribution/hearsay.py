"""What a word of saying makes of news and of calls: news that is denied did not happen, a protest that is called for is to come."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.languages.arabic import fold_key
from marsad.model import Feature
from marsad.reading.attribution.lexicon import bare
from marsad.reading.attribution.model import Attribution, Sourced
from marsad.reading.words.wordlists import folded

__all__ = ["called", "charged", "denied_news", "without_denied_news"]

_NEWS = folded("denied_news")
_SPREAD = folded("spread")
_DENIES = folded("denies")
_CHARGES = folded("charges_told")
_COMMAS = frozenset({"،", ","})
_BREAKS = frozenset({"؛", ".", ":", "!", "؟", "?"})
_THAT = frozenset("ان بان انه انها انهم".split())
_ABOUT = frozenset("عن حول بشان مفادها مفاده".split())
_RELATIVES = frozenset("الذي التي الذين".split())
_UNTRUE = frozenset("لا عدم".split())
_WHAT = frozenset("ما لما عما بما".split())
_FAR = 24  # words from news to what it tells
_SUBJECT = 22  # words from who denies to the news


def _is_news(words: Sequence[str], at: int) -> bool:
    word = words[at]
    stem = word[2:] if word[:2] == "لل" else word
    return bare(stem) in _NEWS or (word in _WHAT and at + 1 < len(words) and words[at + 1] in _SPREAD)


def _denied_by(words: Sequence[str]) -> str:
    """The word that denies news named right behind `words`: «نفى مصدر، في اتصال مع الصحيفة،», «لا صحة», «عدم صحة»."""
    if words and words[-1] in _UNTRUE:
        return words[-1]
    parted = False
    for word in reversed(words[-_SUBJECT:]):
        if word in _BREAKS or word in _THAT:
            return ""
        if word in _COMMAS:
            parted = not parted
        elif not parted and (word in _DENIES or (word[:1] in "وف" and word[1:] in _DENIES)):
            return word
    return ""


def denied_news(words: Sequence[str], sourced: Sourced | None, starts: Sequence[int]) -> str:
    """The word by which news of an act is denied, where `words` of its sentence stand before the act, the last next to it: «نفى الأنباء عن
    سقوط …», «نفى الأخبار المتداولة بسيطرة …», «لا صحة للأنباء التي تحدثت عن انسحاب …», «نفى ما تردد حول خطف …». `starts` are where the
    words begin; what another says behind the news («… مؤكدا سيطرته على») is no part of it."""
    said = sourced.attribution if sourced is not None else None
    about = False
    for at in range(len(words) - 1, max(-1, len(words) - 1 - _FAR), -1):
        word = words[at]
        if word in _COMMAS or word in _BREAKS:
            return ""
        if _is_news(words, at):
            if said is not None and said.verb != "deny" and starts[at] < said.cue[0] <= starts[-1]:
                return ""
            while at > 0 and _is_news(words, at - 1):
                at -= 1  # «صحة الأنباء»
            return _denied_by(words[:at])
        if word in _RELATIVES:
            about = True
        elif about and word in _ABOUT:
            return ""  # «الأنباء عن انسحابه من البلدة التي سيطر عليها»
    return ""


def called(kind: str, before: Sequence[str], said: Attribution, hint: str | None) -> str | None:
    """What the saying lends to an act: a protest that somebody calls for («دعت المعارضة إلى مظاهرات») is planned."""
    if said.verb != "call":
        return hint
    return "planned" if kind == "protest" and "الي" in before else None


def charged(kind: str, told: Sequence[str], near: Sequence[str], sourced: Sourced | None) -> tuple[str, tuple[Feature, ...]]:
    """An act, told by the words `told` behind the words `near`, is alleged where two sides lay it at each other's door («تبادل الطرفان
    الاتهامات بخرق الهدنة», «تبادلت الدولتان الاتهامات بإطلاق النار»), unless the accusation is denied or both fought («الاتهامات ببدء
    اشتباكات»); any other is asserted."""
    traded = "تبادل" in told[0]
    denied = sourced is not None and sourced.attribution is not None and sourced.attribution.verb == "deny"
    found = next((word for word in (*near, *(told if traded else ())) if word in _CHARGES), "")
    fought = kind == "clash" and not traded and not told[0].startswith("ب")
    return ("alleged", (Feature("modality-accusation", 0.0, found),)) if found and not denied and not fought else ("asserted", ())


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
