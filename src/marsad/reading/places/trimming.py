"""What is taken off the places that are weighed for a claim: where someone only passes beside a place that is told, a second place of
another act, the village of the sentence before where a whole war is summed up."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.languages.arabic import strip_proclitics
from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.places.ground import Site
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["over_time", "passing_by", "trimmed"]

_ASIDE = {"responsibility": ("guest", "origin", "teller", "office"), "agreement": ("guest", "origin", "teller")}
_NO_ACTS = frozenset(("responsibility", "hold"))
_RULERS = folded("lone_offices")
_BEGUN, _BEGAN = folded("begun"), folded("began")


def passing_by(sentence: Sentence, draft: Draft, here: Sequence[Site]) -> set[int]:
    """The places of a clause where someone only speaks, comes from or rules, where it has another that is told of nobody passing: «هدنة في
    … بعد محادثات في موسكو», «طائرة أقلعت من قاعدة في جيبوتي على منزل في شبوة», «منزل محافظ مأرب في وادي عبيدة»."""
    own = [site for site in here if site.how == "named" and draft.low <= site.arg.first <= draft.high]
    if not any(not site.passing and site.sort != "country" and not site.reference for site in own):
        return set()
    aside = _ASIDE.get(draft.kind, ("origin", "teller"))
    out = {site.arg.first for site in own if site.passing in aside}
    rulers = [s for s in own if s.passing == "office" and s.arg.first and _rules(sentence.words[s.arg.first - 1].fold)]
    inside = [s.arg.first for s in own if s.arg.prep in ("في", "ب") and not s.passing]
    return out | {site.arg.first for site in rulers if any(first > site.arg.last for first in inside)}


def _rules(fold: str) -> bool:
    """Whether a word, its proclitics off or not, is of who rules a place: «لمحافظ مأرب»."""
    return any(stem in _RULERS for _, stem in strip_proclitics(fold))


def trimmed(
    sentence: Sentence, draft: Draft, others: Sequence[Draft], here: Sequence[Site], rule: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The rules' places without a second one that is told of another act («قتل في حي …، وثالث في انفجار لغم بحي …») or where they are
    bound for."""
    if len(rule) < 2 or draft.kind == "responsibility":
        return rule
    by = {site.mention.start: site for site in here if site.how == "named"}
    first = by.get(rule[0].start)
    if first is None:
        return rule
    acts = [sentence.words[other.trigger.at].start for other in others if other is not draft and other.kind not in _NO_ACTS]

    def kept(place: Mention) -> bool:
        site = by.get(place.start)
        if site is None or site.arg.group == first.arg.group:
            return True
        if site.passing == "bound" and first.arg.prep != "من":
            return False
        return not any(first.mention.end <= start < place.start for start in acts)

    return (rule[0], *filter(kept, rule[1:]))


def over_time(sentence: Sentence, draft: Draft) -> bool:
    """«قتل 15 ألف شخص منذ بدء التمرد»: what a whole war cost is not told of the village of the sentence before."""
    words = sentence.words
    if draft.kind not in ("casualties", "displacement"):
        return False
    behind = [words[word.i + 1 : word.i + 3] for word in words[draft.low : draft.high + 1] if word.fold == "منذ"]
    opens = (two[-1] if two[0].fold == "ان" else two[0] for two in behind if two)  # «منذ أن اندلعت الحرب»
    return any(word.fold in _BEGUN or word.fold in _BEGAN for word in opens)
