"""Places that a clause points at without naming them or names apart from its act: «وقتل خمسة هناك» is where the sentence before was,
«وفي الفاشر، قصفت قوات … مخيم أبو شوك» the camp, then its town."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Mention
from marsad.reading.claims.draft import Draft
from marsad.reading.places.ground import Ground, Site, key_of
from marsad.reading.words.sentence import Sentence
from marsad.reading.words.wordlists import folded

__all__ = ["opened", "there"]

_THERE = frozenset(("هناك", "هنالك"))
_PARTS = folded("parts_of_towns")
_COARSE = ("country", "part", "p3")
_FINE = ("p1", "p2", "open")
_ENDS = frozenset((".", "،", ",", "؛", "!", "؟", ")"))


def there(ground: Ground, sentence: Sentence, draft: Draft, here: Sequence[Site]) -> Site | None:
    """The place that «هناك» at the end of an act's clause means: the last one that the sentence before, or the one before it, tells of."""
    words = sentence.words
    at = next((word.i for word in words[draft.trigger.last + 1 : draft.high + 1] if word.fold in _THERE), -1)
    if at < 0 or (at + 1 < len(words) and words[at + 1].fold not in _ENDS) or words[at].conj:
        return None
    if any(site.how in ("named", "site", "settlement", "anaphor", "unknown") for site in here):
        return None
    for back in (sentence.index - 1, sentence.index - 2):
        told = [site for site in ground.here.get(back, ()) if site.how in ("named", "anaphor") and site.sort != "country"]
        told = [site for site in told if not site.passing and not site.reference and not ground.told_by(site) and site.arg.prep != "من"]
        if told:
            return told[-1]
    return None


def opened(draft: Draft, here: Sequence[Site], chosen: Sequence[Mention]) -> list[Mention]:
    """`chosen`, or the place that the act itself is done to before the one that opens its sentence, where `chosen` is that alone."""
    lead = next((site for site in here if site.how == "named" and site.arg.first <= 1 and site.arg.prep == "في"), None)
    if lead is None or len(chosen) != 1 or key_of(chosen[0]) != lead.key or lead.arg.last >= draft.trigger.at:
        return list(chosen)
    for site in here:
        struck = site.how == "named" and draft.trigger.last < site.arg.first <= draft.high and site.arg.prep in ("", "علي")
        if not struck or site.passing or site.reference or site.key == lead.key or site.sort not in _FINE:
            continue
        if site.word in _PARTS or lead.sort in _COARSE:
            return [site.mention, *chosen]
        return list(chosen)
    return list(chosen)
